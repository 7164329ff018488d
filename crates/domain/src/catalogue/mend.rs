//! Mending misspelt words of a query with words that the catalogue really uses.

/// A word of the catalogue and how many offerings use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownWord {
    pub word: String,
    pub uses: i32,
}

/// Spellings one slip away that a comparison by trigrams overlooks in short words: neighbours swapped, one letter too many.
pub fn near_spellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if slips_forgiven(letters.len()) == 0 {
        return Vec::new();
    }
    let swapped = (1..letters.len()).map(|at| {
        let mut other = letters.clone();
        other.swap(at - 1, at);
        other.into_iter().collect::<String>()
    });
    let dropped = (0..letters.len()).map(|at| letters.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect());
    swapped.chain(dropped).collect()
}

/// Replaces each unknown word by the nearest known one. `None` when nothing can be mended.
pub fn mend_words(words: &[String], known: &[KnownWord]) -> Option<Vec<String>> {
    let mut is_mended = false;
    let mended = words
        .iter()
        .map(|word| match nearest(word, known) {
            Some(better) => {
                is_mended = true;
                better.to_owned()
            }
            None => word.clone(),
        })
        .collect();
    is_mended.then_some(mended)
}

/// The nearest known word within the forgiven slips, the more used one when two are equally near; none for a known word.
fn nearest<'a>(word: &str, known: &'a [KnownWord]) -> Option<&'a str> {
    if known.iter().any(|candidate| candidate.word == word) {
        return None;
    }
    let forgiven = slips_forgiven(word.chars().count());
    known
        .iter()
        .map(|candidate| (slips_between(word, &candidate.word), candidate))
        .filter(|(slips, _)| *slips <= forgiven)
        .min_by_key(|(slips, candidate)| (*slips, -i64::from(candidate.uses)))
        .map(|(_, candidate)| candidate.word.as_str())
}

/// How many slips a word of this many letters is forgiven: none where a slip makes a different word.
const fn slips_forgiven(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// Letters added, dropped, changed or swapped with their neighbour between two words.
fn slips_between(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, letter) in a.chars().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let change = at(&last, column) + usize::from(letter != *other);
            let mut best = change.min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            let is_swap = column > 0 && previous == Some(*other) && b.get(column - 1) == Some(&letter);
            if is_swap {
                best = best.min(at(&before_last, column - 1) + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(words: &[(&str, i32)]) -> Vec<KnownWord> {
        words.iter().map(|(word, uses)| KnownWord { word: (*word).to_owned(), uses: *uses }).collect()
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, slips) in [
            ("python", "pyhton", 1),
            ("python", "pyton", 1),
            ("a", "", 1),
            ("", "", 0),
            ("photo", "fotos", 3),
            ("عود", "عواد", 1),
        ] {
            assert_eq!(slips_between(a, b), slips, "{a} {b}");
            assert_eq!(slips_between(b, a), slips, "{b} {a}");
        }
    }

    #[test]
    fn only_unknown_words_are_mended() {
        let catalogue = known(&[("python", 9), ("beginners", 4), ("baking", 2)]);
        assert_eq!(mend_words(&words(&["pyhton", "beginners"]), &catalogue), Some(words(&["python", "beginners"])));
        assert_eq!(mend_words(&words(&["python"]), &catalogue), None);
        assert_eq!(mend_words(&words(&["zzzzzz"]), &catalogue), None);
    }

    #[test]
    fn the_more_used_of_two_near_words_wins() {
        assert_eq!(mend_words(&words(&["bakin"]), &known(&[("bakina", 1), ("baking", 8)])), Some(words(&["baking"])));
    }

    #[test]
    fn words_too_short_to_guess_stay() {
        assert_eq!(mend_words(&words(&["ab"]), &known(&[("abc", 5)])), None);
        assert!(near_spellings("ab").is_empty());
        assert!(near_spellings("pyhton").contains(&"python".to_owned()));
    }

    proptest! {
        #[test]
        fn a_word_is_as_far_as_its_longer_form_at_most(a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let slips = slips_between(&a, &b);
            prop_assert!(slips <= a.chars().count().max(b.chars().count()));
            prop_assert_eq!(slips == 0, a == b);
        }
    }
}
