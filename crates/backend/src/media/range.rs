//! Byte ranges (RFC 9110, 14): one range is served, several are answered with the whole file, as the rule allows.

use std::ops::Range;

/// What a `Range` header asks of a file of known size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    Whole,
    Part(Range<u64>),
    /// The range begins beyond the end.
    Unsatisfiable,
}

/// Reads a `Range` header. What is not understood counts as not sent.
pub(super) fn wanted(header: Option<&str>, size: u64) -> Wanted {
    let Some(ranges) = header.and_then(|text| text.trim().strip_prefix("bytes=")) else { return Wanted::Whole };
    let Some((first, last)) = ranges.split_once('-').filter(|_| !ranges.contains(',')) else { return Wanted::Whole };
    let (first, last) = (first.trim(), last.trim());
    match (number(first), number(last)) {
        (None, Some(0)) if first.is_empty() => Wanted::Unsatisfiable,
        (None, Some(suffix)) if first.is_empty() => part(size.saturating_sub(suffix), size, size),
        (Some(start), None) if last.is_empty() => part(start, size, size),
        (Some(start), Some(end)) if start <= end => part(start, end.saturating_add(1), size),
        _ => Wanted::Whole,
    }
}

fn part(start: u64, end: u64, size: u64) -> Wanted {
    if start >= size { Wanted::Unsatisfiable } else { Wanted::Part(start..end.min(size)) }
}

/// Digits only; a number too large to count is the largest.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// Whether a range may be served under `If-Range`: only for the very same bytes. A date is not strong enough here.
pub(super) fn is_same(if_range: Option<&str>, etag: &str) -> bool {
    if_range.is_none_or(|tag| tag.trim() == etag)
}

/// Whether the visitor already has these bytes (`If-None-Match`, weak comparison).
pub(super) fn is_known(if_none_match: Option<&str>, etag: &str) -> bool {
    let strip = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    if_none_match.is_some_and(|tags| tags.trim() == "*" || tags.split(',').any(|tag| strip(tag) == etag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_cut_to_the_file() {
        assert_eq!(wanted(Some("bytes=0-99"), 1_000), Wanted::Part(0..100));
        assert_eq!(wanted(Some("bytes=990-2000"), 1_000), Wanted::Part(990..1_000));
        assert_eq!(wanted(Some("bytes=990-"), 1_000), Wanted::Part(990..1_000));
        assert_eq!(wanted(Some("bytes=-10"), 1_000), Wanted::Part(990..1_000));
        assert_eq!(wanted(Some("bytes=-5000"), 1_000), Wanted::Part(0..1_000));
        assert_eq!(wanted(Some("bytes=0-99999999999999999999999"), 10), Wanted::Part(0..10));
    }

    #[test]
    fn beyond_the_end_is_refused() {
        assert_eq!(wanted(Some("bytes=1000-"), 1_000), Wanted::Unsatisfiable);
        assert_eq!(wanted(Some("bytes=5-9"), 0), Wanted::Unsatisfiable);
        assert_eq!(wanted(Some("bytes=-0"), 1_000), Wanted::Unsatisfiable);
    }

    #[test]
    fn nonsense_and_several_ranges_give_the_whole_file() {
        for header in ["bytes=9-2", "bytes=a-b", "bytes=", "bytes=-", "bytes=--1", "items=0-1", "bytes=0-1,5-6", "bytes=+1-2"] {
            assert_eq!(wanted(Some(header), 1_000), Wanted::Whole, "{header}");
        }
        assert_eq!(wanted(None, 1_000), Wanted::Whole);
    }

    #[test]
    fn validators_are_compared_as_the_rule_says() {
        assert!(is_same(None, "\"a\"") && is_same(Some("\"a\""), "\"a\""));
        assert!(!is_same(Some("W/\"a\""), "\"a\"") && !is_same(Some("Fri, 20 Nov 2026 09:00:00 GMT"), "\"a\""));
        assert!(is_known(Some("\"b\", W/\"a\""), "\"a\"") && is_known(Some("*"), "\"a\""));
        assert!(!is_known(Some("\"b\""), "\"a\"") && !is_known(None, "\"a\""));
    }
}
