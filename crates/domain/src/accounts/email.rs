//! E-mail addresses as they are stored and compared.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A trimmed, lower-case e-mail address of plausible shape.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Email(String);

impl Email {
    /// Reads what a person typed. The error is the key of a message.
    pub fn parse(raw: &str) -> Result<Self, &'static str> {
        let text = raw.trim().to_lowercase();
        if text.is_empty() {
            return Err("error-email-empty");
        }
        let Some((local, host)) = text.rsplit_once('@') else { return Err("error-email-shape") };
        let is_plain = !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\"\\".contains(c));
        let is_sized = text.len() <= 254 && !local.is_empty() && local.len() <= 64;
        let is_host = host.contains('.')
            && host
                .split('.')
                .all(|label| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-'));
        if is_plain && is_sized && is_host && !local.contains('@') { Ok(Self(text)) } else { Err("error-email-shape") }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_and_lower_case() {
        assert_eq!(Email::parse("  Ada@Example.ORG ").map(|e| e.to_string()), Ok("ada@example.org".to_owned()));
    }

    #[test]
    fn odd_addresses_are_refused() {
        for raw in
            ["", "ada", "@x.org", "ada@", "ada@host", "a b@x.org", "a@x..org", "a\r\nbcc: b@x.org", "a@-x.org", "\"a\"@x.org"]
        {
            assert!(Email::parse(raw).is_err(), "{raw:?}");
        }
    }
}
