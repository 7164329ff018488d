//! Where a visitor may be sent after logging in: only to a path of this site.

/// Returns the path when it is a safe local one, else `None`. Guards against open redirects.
pub fn safe_next(raw: &str) -> Option<&str> {
    let is_local = raw.starts_with('/') && !raw.starts_with("//") && !raw.starts_with("/\\");
    let is_plain = raw.len() <= 2_000 && !raw.chars().any(|c| c.is_control() || c == '\\');
    (is_local && is_plain).then_some(raw)
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn only_local_paths_pass() {
        assert_eq!(safe_next("/o/x?buy=1"), Some("/o/x?buy=1"));
        for raw in
            ["", "//evil.org", "/\\evil.org", "https://evil.org", "javascript:alert(1)", "/a\r\nSet-Cookie: x", "evil", "/x\\y"]
        {
            assert_eq!(safe_next(raw), None, "{raw:?}");
        }
    }
}
