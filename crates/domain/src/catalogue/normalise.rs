//! One spelling for words that people write in several ways, in English and Arabic. Index and query use the same function.

/// More words than this narrow nothing and only cost time.
const MAX_QUERY_WORDS: usize = 8;

/// Lower case, without accents, Arabic diacritics and tatweel; hamza carriers, ta marbuta and alef maqsura made plain.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0640}' | '\u{0300}'..='\u{036f}' => {}
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            'ؤ' => out.push('و'),
            'ئ' | 'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            'ک' => out.push('ك'),
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            '\u{0660}'..='\u{0669}' => out.push(char::from_digit(u32::from(c) - 0x0660, 10).unwrap_or(c)),
            _ => out.push(c),
        }
    }
    out
}

/// The words of any text as the index keeps them: normalised, the Arabic article cut so that «البرمجة» finds «برمجة».
pub fn index_words(text: &str) -> Vec<String> {
    words_of(text, usize::MAX)
}

/// The words of a query, cut out exactly as `index_words` does it. At most eight.
pub fn query_words(query: &str) -> Vec<String> {
    words_of(query, MAX_QUERY_WORDS)
}

fn words_of(text: &str, most: usize) -> Vec<String> {
    normalise(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem_arabic).take(most).collect()
}

fn stem_arabic(word: &str) -> String {
    for article in ["وال", "بال", "كال", "فال", "ال"] {
        if let Some(rest) = word.strip_prefix(article)
            && rest.chars().count() >= 3
        {
            return rest.to_owned();
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_spellings_meet() {
        assert_eq!(normalise("إِدَارَة"), normalise("اداره"));
        assert_eq!(query_words("البرمجة"), query_words("برمجه"));
        assert_eq!(query_words("والتصوير"), ["تصوير"]);
        assert_eq!(normalise("١٢٣"), "123");
    }

    #[test]
    fn a_long_text_is_indexed_whole_and_cut_like_a_query() {
        let text = "one two three four five six seven eight nine البرمجة";
        assert_eq!(index_words(text).len(), 10);
        assert_eq!(index_words(text).last(), query_words("برمجه").first());
    }

    #[test]
    fn queries_are_words_and_bounded() {
        assert_eq!(query_words("Café % ' 🙂 <b>"), ["cafe", "b"]);
        assert!(query_words(&"a ".repeat(5_000)).len() <= 8);
    }
}
