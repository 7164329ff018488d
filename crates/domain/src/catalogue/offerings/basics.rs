//! What every offering has: the basics, the texts of its page, questions and answers.

use super::text::{ListBounds, Pair, line_pair, list, prose_pair};
use crate::{FieldErrors, Locale, catalogue::Level};

/// The longest title, in characters.
pub const MAX_TITLE_CHARS: usize = 90;
/// The longest promise, in characters.
pub const MAX_PROMISE_CHARS: usize = 200;
/// How many tags an offering may have; the table holds the same number.
pub const MAX_TAGS: usize = 10;
/// The longest tag, in characters.
const MAX_TAG_CHARS: usize = 30;
/// The longest description, in characters: as much as a form takes in both scripts.
pub const MAX_DESCRIPTION_CHARS: usize = 5_000;
/// Outcomes, requirements, audience and materials.
pub(super) const POINTS: ListBounds = ListBounds { items: 8, chars: 120 };
/// How many questions with answers there may be; the table holds the same number.
pub const MAX_FAQS: usize = 10;
/// The longest question, in characters.
pub const MAX_QUESTION_CHARS: usize = 150;
/// The longest answer, in characters.
pub const MAX_ANSWER_CHARS: usize = 600;

/// What the step of the basics sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasicsInput {
    /// The slug of a category.
    pub category: String,
    pub language: String,
    pub level: String,
    pub title_en: String,
    pub title_ar: String,
    pub promise_en: String,
    pub promise_ar: String,
    /// Divided by commas.
    pub tags: String,
}

/// What it comes to; whether there is such a category is asked elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basics {
    pub language: Locale,
    pub level: Level,
    pub title: Pair,
    pub promise: Pair,
    pub tags: Vec<String>,
}

/// Tidies the basics, or says what is wrong with each field.
pub fn check_basics(raw: &BasicsInput, errors: &mut FieldErrors) -> Basics {
    let language = Locale::parse(&raw.language).unwrap_or_else(|| {
        errors.add("language", "build-error-language");
        Locale::En
    });
    let level = Level::parse(&raw.level).unwrap_or_else(|| {
        errors.add("level", "build-error-level");
        Level::All
    });
    let title = check_title(&raw.title_en, &raw.title_ar, errors);
    let promise = line_pair(errors, "promise", &raw.promise_en, &raw.promise_ar, MAX_PROMISE_CHARS);
    Basics { language, level, title, promise, tags: tags(&raw.tags, errors) }
}

/// A title in one language or both.
pub fn check_title(en: &str, ar: &str, errors: &mut FieldErrors) -> Pair {
    let title = line_pair(errors, "title", en, ar, MAX_TITLE_CHARS);
    if title.is_empty() {
        errors.add("title_en", "build-error-title-empty");
    }
    title
}

fn tags(raw: &str, errors: &mut FieldErrors) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in raw.split([',', '،', '\n', ';', '؛']) {
        let tag = super::text::line(errors, "tags", tag.trim_start_matches([' ', '#']), MAX_TAG_CHARS);
        let is_known = tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase());
        if !tag.is_empty() && !is_known {
            tags.push(tag);
        }
    }
    if tags.len() > MAX_TAGS {
        errors.add("tags", "build-error-tags-many");
    }
    tags
}

/// What the step of the page's texts sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageInput {
    pub description_en: String,
    pub description_ar: String,
    /// One point per line, as in the other lists.
    pub outcomes_en: String,
    pub outcomes_ar: String,
    pub requirements_en: String,
    pub requirements_ar: String,
    pub audience_en: String,
    pub audience_ar: String,
}

/// What it comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageTexts {
    /// Markdown.
    pub description: Pair,
    pub outcomes: Vec<Pair>,
    pub requirements: Vec<Pair>,
    pub audience: Vec<Pair>,
}

/// Tidies the texts of the page. Gaps are fine in a draft.
pub fn check_page(raw: &PageInput, errors: &mut FieldErrors) -> PageTexts {
    PageTexts {
        description: prose_pair(errors, "description", &raw.description_en, &raw.description_ar, MAX_DESCRIPTION_CHARS),
        outcomes: list(errors, "outcomes", &raw.outcomes_en, &raw.outcomes_ar, POINTS),
        requirements: list(errors, "requirements", &raw.requirements_en, &raw.requirements_ar, POINTS),
        audience: list(errors, "audience", &raw.audience_en, &raw.audience_ar, POINTS),
    }
}

/// A question with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faq {
    pub question: Pair,
    pub answer: Pair,
}

/// Reads rows of questions and answers; empty rows say nothing. In each language both are there or neither.
pub fn check_faqs(rows: &[Faq], errors: &mut FieldErrors) -> Vec<Faq> {
    let mut faqs = Vec::new();
    for (row, raw) in (1..).zip(rows) {
        let field = |part: &str| format!("faq_{row}_{part}");
        let question = line_pair(errors, &field("question"), &raw.question.en, &raw.question.ar, MAX_QUESTION_CHARS);
        let answer = prose_pair(errors, &field("answer"), &raw.answer.en, &raw.answer.ar, MAX_ANSWER_CHARS);
        for (locale, question, answer) in [("en", &question.en, &answer.en), ("ar", &question.ar, &answer.ar)] {
            if question.is_empty() && !answer.is_empty() {
                errors.add(&field(&format!("question_{locale}")), "build-error-faq-question");
            } else if !question.is_empty() && answer.is_empty() {
                errors.add(&field(&format!("answer_{locale}")), "build-error-faq-answer");
            }
        }
        if !question.is_empty() || !answer.is_empty() {
            faqs.push(Faq { question, answer });
        }
    }
    faqs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basics() -> BasicsInput {
        BasicsInput {
            language: "en".to_owned(),
            level: "beginner".to_owned(),
            title_en: " Bread  that rises ".to_owned(),
            tags: "bread, Baking ، BREAD,, #sourdough".to_owned(),
            ..BasicsInput::default()
        }
    }

    #[test]
    fn basics_are_tidied() {
        let mut errors = FieldErrors::default();
        let found = check_basics(&basics(), &mut errors);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((found.title.en.as_str(), found.title.ar.as_str()), ("Bread that rises", ""));
        assert_eq!(found.tags, ["bread", "Baking", "sourdough"]);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let mut errors = FieldErrors::default();
        let many: Vec<String> = (0..11).map(|n| format!("tag{n}")).collect();
        let raw = BasicsInput {
            language: "fr".to_owned(),
            level: "expert".to_owned(),
            title_en: "<b>Bread</b>".to_owned(),
            title_ar: "خ".repeat(91),
            promise_en: "x".repeat(201),
            tags: many.join(","),
            ..BasicsInput::default()
        };
        check_basics(&raw, &mut errors);
        assert_eq!(errors.0.len(), 6, "{errors:?}");
        let mut errors = FieldErrors::default();
        check_title(" ", "", &mut errors);
        assert_eq!(errors.get("title_en"), Some("build-error-title-empty"));
    }

    #[test]
    fn a_whole_form_in_arabic_fits_into_what_a_form_may_bring() {
        // In a form a letter of this script takes six bytes, and a form has 64 kB.
        let page = MAX_DESCRIPTION_CHARS + 3 * POINTS.items * POINTS.chars;
        let faqs = MAX_FAQS * (MAX_QUESTION_CHARS + MAX_ANSWER_CHARS);
        assert!(page * 7 < 64 * 1024 && faqs * 7 < 64 * 1024, "{page} {faqs}");
    }

    #[test]
    fn a_question_has_an_answer_in_its_own_language() {
        let faq = |question: &str, answer: &str| Faq {
            question: Pair { en: question.to_owned(), ar: String::new() },
            answer: Pair { en: answer.to_owned(), ar: String::new() },
        };
        let mut errors = FieldErrors::default();
        let found = check_faqs(&[faq("", ""), faq("Oven?", "Any."), faq("", "")], &mut errors);
        assert!(errors.is_empty() && found == [faq("Oven?", "Any.")]);
        check_faqs(&[faq("Oven?", ""), faq("", "Any.")], &mut errors);
        assert_eq!(errors.get("faq_1_answer_en"), Some("build-error-faq-answer"));
        assert_eq!(errors.get("faq_2_question_en"), Some("build-error-faq-question"));
    }
}
