//! The short name in a seller's address.

/// Names that would be taken for a part of the site or for its staff.
const RESERVED: [&str; 42] = [
    "about",
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "billing",
    "blog",
    "browse",
    "careers",
    "checkout",
    "company",
    "contact",
    "dreamcrowd",
    "faq",
    "help",
    "home",
    "jobs",
    "learn",
    "legal",
    "live",
    "login",
    "media",
    "messages",
    "moderator",
    "new",
    "orders",
    "owner",
    "payments",
    "privacy",
    "register",
    "root",
    "search",
    "security",
    "sell",
    "seller",
    "settings",
    "staff",
    "studio",
    "support",
    "team",
    "terms",
];

/// Reads what somebody typed as their handle. The error is the key of a message.
pub fn check_handle(raw: &str) -> Result<String, &'static str> {
    let handle = raw.trim().trim_start_matches('@').to_lowercase();
    if handle.is_empty() {
        return Err("sell-error-handle-empty");
    }
    let is_sized = (3..=40).contains(&handle.len());
    let is_plain = handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_sized || !is_plain || handle.starts_with('-') || handle.ends_with('-') {
        return Err("sell-error-handle-shape");
    }
    // What is left of people who have gone begins like this.
    if RESERVED.contains(&handle.as_str()) || handle.starts_with("deleted-") {
        return Err("sell-error-handle-reserved");
    }
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_handles_are_tidied() {
        for (raw, handle) in [(" Layla-Hassan ", "layla-hassan"), ("@oud24", "oud24"), ("abc", "abc")] {
            assert_eq!(check_handle(raw).as_deref(), Ok(handle));
        }
        assert!(check_handle(&"a".repeat(40)).is_ok());
    }

    #[test]
    fn odd_ones_are_refused_with_a_reason() {
        assert_eq!(check_handle("  "), Err("sell-error-handle-empty"));
        for raw in ["ab", "a b c", "ليلى", "-ab", "ab-", "a_b_c", "a/b/c", "a.b.c", "<b>x</b>", &"a".repeat(41)] {
            assert_eq!(check_handle(raw), Err("sell-error-handle-shape"), "{raw}");
        }
        for raw in ["Admin", "support", "deleted-0190", "dreamcrowd"] {
            assert_eq!(check_handle(raw), Err("sell-error-handle-reserved"), "{raw}");
        }
    }

    #[test]
    fn every_reserved_word_would_otherwise_do() {
        assert!(RESERVED.is_sorted());
        assert!(RESERVED.iter().all(|word| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
