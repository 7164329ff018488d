//! Which parts of a text a query's words match, so that a list of suggestions can show why each is there.

use super::normalise::{index_words, normalise};

/// A stretch of a text, and whether the query matches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPart {
    pub text: String,
    pub is_match: bool,
}

/// Cuts a text where words begin with one of the query's words (as `query_words` gives them); the parts joined are the text.
pub fn mark_matches(text: &str, words: &[String]) -> Vec<MarkedPart> {
    let mut parts: Vec<MarkedPart> = Vec::new();
    let mut add = |text: &str, is_match: bool| match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.is_match == is_match => last.text.push_str(text),
        _ => parts.push(MarkedPart { text: text.to_owned(), is_match }),
    };
    let mut rest = text;
    while !rest.is_empty() {
        let (between, after) = rest.split_at(rest.find(is_of_word).unwrap_or(rest.len()));
        let (word, next) = after.split_at(after.find(|c| !is_of_word(c)).unwrap_or(after.len()));
        let (matched, other) = word.split_at(match_end(word, words));
        add(between, false);
        add(matched, true);
        add(other, false);
        rest = next;
    }
    parts
}

/// Letters and digits, and the marks above and below them that the index leaves out.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || plain_chars(c) == 0
}

/// How many characters of the index a character stands for.
fn plain_chars(c: char) -> usize {
    normalise(c.encode_utf8(&mut [0; 4])).chars().count()
}

/// Where in a word the longest match ends; zero when there is none. An Arabic article before the match counts as part of it.
fn match_end(word: &str, words: &[String]) -> usize {
    let plain = normalise(word);
    let stem = index_words(word).into_iter().next().unwrap_or_default();
    let article = plain.chars().count().saturating_sub(stem.chars().count());
    let length = |wanted: &String| {
        let count = wanted.chars().count();
        if plain.starts_with(wanted.as_str()) {
            count
        } else if stem.starts_with(wanted.as_str()) {
            article + count
        } else {
            0
        }
    };
    let wanted = words.iter().map(length).max().unwrap_or(0);
    if wanted == 0 {
        return 0;
    }
    let mut taken = 0;
    for (at, c) in word.char_indices() {
        let more = plain_chars(c);
        if more > 0 && taken >= wanted {
            return at;
        }
        taken += more;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::query_words;

    /// The text with its matches in brackets.
    fn shown(text: &str, query: &str) -> String {
        let parts = mark_matches(text, &query_words(query));
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        parts.into_iter().map(|part| if part.is_match { format!("[{}]", part.text) } else { part.text }).collect()
    }

    #[test]
    fn beginnings_of_words_are_marked() {
        assert_eq!(shown("Python from zero", "pyth"), "[Pyth]on from zero");
        assert_eq!(shown("Café for cafes", "cafe"), "[Café] for [cafe]s");
        assert_eq!(shown("Bread, and more bread!", "and bread"), "[Bread], [and] more [bread]!");
        assert_eq!(shown("Unspoken", "spoken"), "Unspoken");
        assert_eq!(shown("", "x"), "");
        assert_eq!(shown("🎸 <b>", ""), "🎸 <b>");
    }

    #[test]
    fn arabic_is_marked_however_it_is_written() {
        assert_eq!(shown("إدارة الوقت", "اداره"), "[إدارة] الوقت");
        assert_eq!(shown("البرمجة للمبتدئين", "برمج"), "[البرمج]ة للمبتدئين");
        assert_eq!(shown("إِدَارَة", "إدا"), "[إِدَا]رَة");
    }
}
