//! The name of an offering in its address, made once from its title.

const MAX_CHARS: usize = 60;

/// An address name of the Latin letters and digits of a title, with a tail that no other offering has. A title without any takes
/// the word that is given instead.
pub fn slug_of(title: &str, instead: &str, tail: &str) -> String {
    let words = latin(title);
    let words = if words.is_empty() { latin(instead) } else { words };
    if words.is_empty() { tail.to_owned() } else { format!("{words}-{tail}") }
}

fn latin(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’') {
            out.push('-');
        }
        if out.len() >= MAX_CHARS {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn titles_become_addresses() {
        assert_eq!(slug_of("Bread that rises: the baker’s way!", "baking", "a1b2"), "bread-that-rises-the-bakers-way-a1b2");
        assert_eq!(slug_of("خبز كل صباح", "baking", "a1b2"), "baking-a1b2");
        assert_eq!(slug_of("  --- ", "", "a1b2"), "a1b2");
        assert!(slug_of(&"long ".repeat(100), "x", "a1b2").len() < 70);
    }
}
