//! Links to other sites: https only, with a real host, and nothing that a reader could mistake.

/// How many places somebody may show.
pub const MAX_LINKS: usize = 5;
const MAX_LINK_CHARS: usize = 300;

/// Reads one link. The error is the key of a message.
pub fn check_link(raw: &str) -> Result<String, &'static str> {
    let link = raw.trim();
    if link.chars().count() > MAX_LINK_CHARS {
        return Err("sell-error-link-long");
    }
    let Some(rest) = link.strip_prefix("https://") else { return Err("sell-error-link-shape") };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Another name before an @ makes a link look like it led there.
    let is_host = host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let is_plain = !link.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\'' | '`' | '\\'));
    if is_host && is_plain { Ok(link.to_owned()) } else { Err("sell-error-link-shape") }
}

/// Reads links, one per line; empty lines say nothing.
pub fn check_links(raw: &str) -> Result<Vec<String>, &'static str> {
    let lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let links = lines.map(check_link).collect::<Result<Vec<_>, _>>()?;
    if links.len() > MAX_LINKS { Err("sell-error-links-many") } else { Ok(links) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_links_pass() {
        for link in ["https://example.org", "https://www.youtube.com/watch?v=a-b_c", "https://مثال.مصر/صفحة"] {
            assert_eq!(check_link(&format!(" {link} ")).as_deref(), Ok(link));
        }
    }

    #[test]
    fn dangerous_and_broken_ones_do_not() {
        for link in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://example.org",
            "//example.org",
            "example.org",
            "https://",
            "https://localhost",
            "https://good.org@evil.org",
            "https://evil.org/<script>",
            "https://a..b",
            "https://a.b/ c",
            "https://a.b/\"onload=x",
            "https://[::1]/",
            "https://a.b:8080/",
        ] {
            assert_eq!(check_link(link), Err("sell-error-link-shape"), "{link}");
        }
        assert_eq!(check_link(&format!("https://a.b/{}", "x".repeat(300))), Err("sell-error-link-long"));
    }

    #[test]
    fn lines_are_links_and_five_are_enough() {
        assert_eq!(check_links("\n https://a.b \r\n\n"), Ok(vec!["https://a.b".to_owned()]));
        assert_eq!(check_links(&"https://a.b\n".repeat(6)), Err("sell-error-links-many"));
        assert_eq!(check_links("https://a.b\nnonsense"), Err("sell-error-link-shape"));
    }
}
