//! Texts as sellers type them: tidied, bounded, and without HTML, which no page would show.

use crate::{FieldErrors, catalogue::sellers::tidy};
use serde::{Deserialize, Serialize};

/// A text in both languages; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pair {
    pub en: String,
    pub ar: String,
}

impl Pair {
    /// Whether it is there in neither language.
    pub const fn is_empty(&self) -> bool {
        self.en.is_empty() && self.ar.is_empty()
    }
}

/// Whether a browser would take a part of this for HTML. A lone `<` is none.
fn has_html(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')))
}

fn bounded(errors: &mut FieldErrors, field: &str, text: String, most: usize) -> String {
    if has_html(&text) {
        errors.add(field, "build-error-html");
    } else if text.chars().count() > most {
        errors.add(field, "build-error-long");
    }
    text
}

/// A text of one line.
pub(super) fn line(errors: &mut FieldErrors, field: &str, raw: &str, most: usize) -> String {
    let text = tidy(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(errors, field, text, most)
}

/// A text of many lines.
pub(super) fn prose(errors: &mut FieldErrors, field: &str, raw: &str, most: usize) -> String {
    bounded(errors, field, tidy(raw), most)
}

/// A text of one line in both languages; the fields are `{field}_en` and `{field}_ar`.
pub(super) fn line_pair(errors: &mut FieldErrors, field: &str, en: &str, ar: &str, most: usize) -> Pair {
    Pair { en: line(errors, &format!("{field}_en"), en, most), ar: line(errors, &format!("{field}_ar"), ar, most) }
}

/// A text of many lines in both languages.
pub(super) fn prose_pair(errors: &mut FieldErrors, field: &str, en: &str, ar: &str, most: usize) -> Pair {
    Pair { en: prose(errors, &format!("{field}_en"), en, most), ar: prose(errors, &format!("{field}_ar"), ar, most) }
}

/// How long a list may be, and each of its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListBounds {
    pub items: usize,
    pub chars: usize,
}

/// A list with a line for each point. In both languages it has the same points in the same order.
pub(super) fn list(errors: &mut FieldErrors, field: &str, en: &str, ar: &str, bounds: ListBounds) -> Vec<Pair> {
    let (field_en, field_ar) = (format!("{field}_en"), format!("{field}_ar"));
    let (en, ar) = (lines(errors, &field_en, en, bounds), lines(errors, &field_ar, ar, bounds));
    if !en.is_empty() && !ar.is_empty() && en.len() != ar.len() {
        errors.add(&field_ar, "build-error-list-uneven");
    }
    let longer = en.len().max(ar.len());
    let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
    (0..longer).map(|place| Pair { en: at(&en, place), ar: at(&ar, place) }).collect()
}

fn lines(errors: &mut FieldErrors, field: &str, raw: &str, bounds: ListBounds) -> Vec<String> {
    let raw = tidy(raw);
    // Many write a mark before each point; the page has its own.
    let points = raw.lines().map(|point| point.trim_start_matches(['-', '*', '•', ' ', '\t']));
    let points: Vec<String> =
        points.map(|point| line(errors, field, point, bounds.chars)).filter(|point| !point.is_empty()).collect();
    if points.len() > bounds.items {
        errors.add(field, "build-error-list-many");
    }
    points
}

/// The points of a list as they are typed, one language of it.
pub fn list_lines(list: &[Pair], pick: impl Fn(&Pair) -> &str) -> String {
    list.iter().map(pick).filter(|point| !point.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Digits of every script that is typed here as plain ones.
pub(super) fn plain_digits(raw: &str) -> String {
    let plain = |c: char| {
        let offset = match c {
            '٠'..='٩' => u32::from(c) - u32::from('٠'),
            '۰'..='۹' => u32::from(c) - u32::from('۰'),
            _ => return c,
        };
        char::from_digit(offset, 10).unwrap_or(c)
    };
    raw.trim().chars().map(plain).collect()
}

/// A whole number within bounds; none for everything else.
pub(super) fn number(raw: &str, least: i64, most: i64) -> Option<i64> {
    let digits = plain_digits(raw);
    let is_plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| is_plain && (least..=most).contains(number))
}

/// The same for a column of small numbers; what is wrong is said under `key`.
pub(super) fn small_number(errors: &mut FieldErrors, field: &str, raw: &str, bounds: (i64, i64), key: &str) -> i16 {
    let found = number(raw, bounds.0, bounds.1).and_then(|number| i16::try_from(number).ok());
    found.unwrap_or_else(|| {
        errors.add(field, key);
        0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: ListBounds = ListBounds { items: 3, chars: 10 };

    #[test]
    fn html_is_told_from_a_sign() {
        for text in ["<b>x</b>", "a <!-- b", "<script>", "</p", "x <?php"] {
            assert!(has_html(text), "{text}");
        }
        for text in ["a < b", "1<2", "<3", "x > y", "«a»", ""] {
            assert!(!has_html(text), "{text}");
        }
    }

    #[test]
    fn lines_are_tidied_and_bounded() {
        let mut errors = FieldErrors::default();
        assert_eq!(line(&mut errors, "a", "  One\n line\0 ", 20), "One line");
        assert!(errors.is_empty());
        line(&mut errors, "a", "تسعة أحرف", 5);
        line(&mut errors, "b", "<i>x</i>", 50);
        assert_eq!((errors.get("a"), errors.get("b")), (Some("build-error-long"), Some("build-error-html")));
    }

    #[test]
    fn a_list_has_the_same_points_in_both_languages() {
        let mut errors = FieldErrors::default();
        let found = list(&mut errors, "outcomes", "- One\r\n\r\n• Two", "واحد\nاثنان", BOUNDS);
        assert_eq!(found, [("One", "واحد"), ("Two", "اثنان")].map(|(en, ar)| Pair { en: en.to_owned(), ar: ar.to_owned() }));
        assert_eq!(list_lines(&found, |point| &point.en), "One\nTwo");
        assert_eq!(list(&mut errors, "outcomes", "One", "", BOUNDS).len(), 1);
        assert!(errors.is_empty());
        list(&mut errors, "outcomes", "One\nTwo", "واحد", BOUNDS);
        assert_eq!(errors.get("outcomes_ar"), Some("build-error-list-uneven"));
        list(&mut errors, "audience", "1\n2\n3\n4", "", BOUNDS);
        assert_eq!(errors.get("audience_en"), Some("build-error-list-many"));
    }

    #[test]
    fn numbers_are_read_in_every_script_and_nothing_else_is() {
        assert_eq!((number("٤٥", 1, 99), number(" 7 ", 1, 99), number("۱۲", 1, 99)), (Some(45), Some(7), Some(12)));
        for raw in ["", "-1", "+1", "1.5", "1e3", "abc", "100", "99999999999999999999"] {
            assert_eq!(number(raw, 1, 99), None, "{raw}");
        }
    }
}
