//! Small stable numbers made from text: a name's initials and hue, and the dice that draw a cover. The same on every machine.

/// A stable number for a text (FNV-1a).
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The hue, in degrees, on which a name's initials stand.
pub(crate) fn name_hue(name: &str) -> u32 {
    hash(name) % 360
}

/// The first letters of the first two words. Arabic letters are kept from joining each other.
pub(crate) fn initials(name: &str) -> String {
    let letters: Vec<String> = name
        .split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .map(|letter| letter.to_uppercase().collect())
        .collect();
    let joiner = if letters.iter().all(|letter| letter.as_str() < "\u{250}") { "" } else { "\u{200c}" };
    letters.join(joiner)
}

/// Dice that fall the same way for the same seed (xorshift).
pub(crate) struct Dice(u32);

impl Dice {
    pub(crate) fn new(seed: &str) -> Self {
        Self(hash(seed) | 1)
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn up_to(&mut self, end: u32) -> i32 {
        let mut x = self.0;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.0 = x;
        i32::try_from((x >> 8) % end.max(1)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dice, initials, name_hue};

    #[test]
    fn initials_are_at_most_two_and_upper_case() {
        assert_eq!(initials("layla al haddad"), "LA");
        assert_eq!(initials("  Cher "), "C");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn arabic_initials_do_not_join() {
        assert_eq!(initials("ليلى حداد"), "ل\u{200c}ح");
    }

    #[test]
    fn a_name_keeps_its_hue() {
        assert_eq!(name_hue("Layla Haddad"), name_hue("Layla Haddad"));
        assert!(name_hue("Omar Said") < 360);
    }

    #[test]
    fn dice_repeat_for_the_same_seed() {
        let (mut one, mut two) = (Dice::new("a-slug"), Dice::new("a-slug"));
        for _ in 0..50 {
            let fell = one.up_to(6);
            assert_eq!(fell, two.up_to(6));
            assert!((0..6).contains(&fell));
        }
    }
}
