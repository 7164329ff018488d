//! What a service is made of: packages, extras, and questions to the buyer.

use super::{
    QuestionKind, ServicePlace,
    class::travel_radius,
    price::{PriceRule, check_price},
    text::{ListBounds, Pair, line, line_pair, list, small_number},
};
use crate::FieldErrors;

/// How many packages a service has at most; the table holds the same number, as it does for the others.
pub const MAX_PACKAGES: usize = 3;
/// How many extras.
pub const MAX_EXTRAS: usize = 10;
/// How many questions.
pub const MAX_QUESTIONS: usize = 10;
/// The longest time to the delivery, in days.
pub const MAX_DAYS: i64 = 60;
/// The most revisions that a package includes.
pub const MAX_REVISIONS: i64 = 20;
/// What an extra costs at least, in minor units.
const EXTRA_FLOOR_MINOR: i64 = 100;
const MAX_NAME_CHARS: usize = 60;
const MAX_QUESTION_CHARS: usize = 300;
const MAX_CITY_CHARS: usize = 80;
const INCLUDED: ListBounds = ListBounds { items: 8, chars: 100 };
const CHOICES: ListBounds = ListBounds { items: 10, chars: 80 };

/// A row of the form of packages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackageInput {
    pub name_en: String,
    pub name_ar: String,
    /// One point per line.
    pub includes_en: String,
    pub includes_ar: String,
    pub price: String,
    pub days: String,
    pub revisions: String,
}

/// A package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    pub name: Pair,
    pub includes: Vec<Pair>,
    pub price_minor: i64,
    pub days: i16,
    pub revisions: i16,
}

/// Whether nothing was typed into any of these.
fn are_blank(texts: &[&str]) -> bool {
    texts.iter().all(|text| text.trim().is_empty())
}

fn named(errors: &mut FieldErrors, field: &str, name: &Pair) {
    if name.is_empty() {
        errors.add(&format!("{field}_en"), "build-error-name-empty");
    }
}

fn price(errors: &mut FieldErrors, field: &str, raw: &str, rule: PriceRule) -> i64 {
    check_price(raw, rule).unwrap_or_else(|key| {
        errors.add(field, key);
        0
    })
}

/// Reads packages; empty rows say nothing.
pub fn check_packages(rows: &[PackageInput], errors: &mut FieldErrors) -> Vec<Package> {
    let mut packages = Vec::new();
    for (row, raw) in (1..).zip(rows) {
        let texts = [&raw.name_en, &raw.name_ar, &raw.includes_en, &raw.includes_ar, &raw.price, &raw.days, &raw.revisions];
        if are_blank(&texts.map(String::as_str)) {
            continue;
        }
        let field = |part: &str| format!("package_{row}_{part}");
        let name = line_pair(errors, &field("name"), &raw.name_en, &raw.name_ar, MAX_NAME_CHARS);
        named(errors, &field("name"), &name);
        let includes = list(errors, &field("includes"), &raw.includes_en, &raw.includes_ar, INCLUDED);
        packages.push(Package {
            name,
            includes,
            price_minor: price(errors, &field("price"), &raw.price, PriceRule::Floor),
            days: small_number(errors, &field("days"), &raw.days, (1, MAX_DAYS), "build-error-days"),
            revisions: small_number(errors, &field("revisions"), &raw.revisions, (0, MAX_REVISIONS), "build-error-revisions"),
        });
    }
    packages
}

/// A row of the form of extras.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtraInput {
    pub name_en: String,
    pub name_ar: String,
    pub price: String,
    /// How many days later the work is done; nothing says none.
    pub days: String,
}

/// Something that can be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    pub name: Pair,
    pub price_minor: i64,
    pub days: i16,
}

/// Reads extras; empty rows say nothing.
pub fn check_extras(rows: &[ExtraInput], errors: &mut FieldErrors) -> Vec<Extra> {
    let mut extras = Vec::new();
    for (row, raw) in (1..).zip(rows) {
        if are_blank(&[&raw.name_en, &raw.name_ar, &raw.price, &raw.days]) {
            continue;
        }
        let field = |part: &str| format!("extra_{row}_{part}");
        let name = line_pair(errors, &field("name"), &raw.name_en, &raw.name_ar, MAX_NAME_CHARS);
        named(errors, &field("name"), &name);
        let days = if raw.days.trim().is_empty() { "0" } else { raw.days.as_str() };
        extras.push(Extra {
            name,
            price_minor: price(errors, &field("price"), &raw.price, PriceRule::AddedTo(EXTRA_FLOOR_MINOR)),
            days: small_number(errors, &field("days"), days, (0, 30), "build-error-extra-days"),
        });
    }
    extras
}

/// A row of the form of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionInput {
    pub question_en: String,
    pub question_ar: String,
    pub kind: String,
    /// One choice per line.
    pub choices_en: String,
    pub choices_ar: String,
    pub is_required: bool,
}

/// What a buyer is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub question: Pair,
    pub kind: QuestionKind,
    pub choices: Vec<Pair>,
    pub is_required: bool,
}

/// Reads questions; rows without a question and without choices say nothing.
pub fn check_questions(rows: &[QuestionInput], errors: &mut FieldErrors) -> Vec<Question> {
    let mut questions = Vec::new();
    for (row, raw) in (1..).zip(rows) {
        if are_blank(&[&raw.question_en, &raw.question_ar, &raw.choices_en, &raw.choices_ar]) {
            continue;
        }
        let field = |part: &str| format!("question_{row}_{part}");
        let question = line_pair(errors, &field("text"), &raw.question_en, &raw.question_ar, MAX_QUESTION_CHARS);
        if question.is_empty() {
            errors.add(&field("text_en"), "build-error-question-empty");
        }
        let kind = QuestionKind::parse(&raw.kind).unwrap_or_else(|| {
            errors.add(&field("kind"), "build-error-choice");
            QuestionKind::Text
        });
        let choices = list(errors, &field("choices"), &raw.choices_en, &raw.choices_ar, CHOICES);
        if kind == QuestionKind::Choice && choices.len() < 2 {
            errors.add(&field("choices_en"), "build-error-choices-few");
        } else if kind != QuestionKind::Choice && !choices.is_empty() {
            errors.add(&field("choices_en"), "build-error-choices-none");
        }
        questions.push(Question { question, kind, choices, is_required: raw.is_required });
    }
    questions
}

/// Where a service is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceVenue {
    pub place: ServicePlace,
    pub city: String,
    pub travel_radius_km: Option<i16>,
}

/// Reads where a service is done, or says what is wrong with each field. Gaps are fine in a draft.
pub fn check_service_place(place: &str, city: &str, travel_radius_km: &str, errors: &mut FieldErrors) -> ServiceVenue {
    let found = ServicePlace::parse(place).unwrap_or_else(|| {
        errors.add("place", "build-error-choice");
        ServicePlace::Online
    });
    let venue = ServiceVenue {
        place: found,
        city: line(errors, "city", city, MAX_CITY_CHARS),
        travel_radius_km: travel_radius(travel_radius_km, errors),
    };
    if found == ServicePlace::Online {
        for (field, text) in [("city", city), ("travel_radius_km", travel_radius_km)] {
            if !text.trim().is_empty() {
                errors.add(field, "build-error-place-online");
            }
        }
    }
    venue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> PackageInput {
        PackageInput {
            name_en: "Basic".to_owned(),
            includes_en: "One logo\nTwo drafts".to_owned(),
            price: "50".to_owned(),
            days: "7".to_owned(),
            revisions: "0".to_owned(),
            ..PackageInput::default()
        }
    }

    #[test]
    fn empty_rows_say_nothing_and_begun_ones_must_be_whole() {
        let mut errors = FieldErrors::default();
        let found = check_packages(&[PackageInput::default(), package()], &mut errors);
        assert!(errors.is_empty() && found.len() == 1, "{errors:?}");
        assert_eq!((found[0].price_minor, found[0].days, found[0].includes.len()), (5_000, 7, 2));
        check_packages(&[PackageInput { name_ar: "أساسية".to_owned(), ..PackageInput::default() }], &mut errors);
        for field in ["package_1_price", "package_1_days", "package_1_revisions"] {
            assert!(errors.get(field).is_some(), "{field} {errors:?}");
        }
    }

    #[test]
    fn prices_days_and_revisions_have_bounds() {
        for (raw, field) in [
            (PackageInput { price: "-5".to_owned(), ..package() }, "package_1_price"),
            (PackageInput { price: "0".to_owned(), ..package() }, "package_1_price"),
            (PackageInput { days: "61".to_owned(), ..package() }, "package_1_days"),
            (PackageInput { days: "0".to_owned(), ..package() }, "package_1_days"),
            (PackageInput { revisions: "21".to_owned(), ..package() }, "package_1_revisions"),
            (PackageInput { name_en: "<i>Basic</i>".to_owned(), ..package() }, "package_1_name_en"),
            (PackageInput { name_en: String::new(), ..package() }, "package_1_name_en"),
        ] {
            let mut errors = FieldErrors::default();
            check_packages(&[raw], &mut errors);
            assert!(errors.get(field).is_some(), "{field} {errors:?}");
        }
    }

    #[test]
    fn an_extra_may_take_no_longer() {
        let mut errors = FieldErrors::default();
        let raw = ExtraInput { name_en: "Source file".to_owned(), price: "3".to_owned(), ..ExtraInput::default() };
        assert_eq!(check_extras(std::slice::from_ref(&raw), &mut errors)[0].days, 0);
        check_extras(&[ExtraInput { price: "0.5".to_owned(), ..raw }], &mut errors);
        assert_eq!(errors.get("extra_1_price"), Some("build-error-price-added"));
    }

    #[test]
    fn a_choice_needs_choices_and_nothing_else_has_them() {
        let raw = |kind: &str, choices: &str| QuestionInput {
            question_en: "Which size?".to_owned(),
            kind: kind.to_owned(),
            choices_en: choices.to_owned(),
            ..QuestionInput::default()
        };
        for (row, key) in [
            (raw("choice", "Small\nLarge"), None),
            (raw("text", ""), None),
            (raw("choice", "Small"), Some("build-error-choices-few")),
            (raw("text", "Small\nLarge"), Some("build-error-choices-none")),
        ] {
            let mut errors = FieldErrors::default();
            check_questions(std::slice::from_ref(&row), &mut errors);
            assert_eq!(errors.get("question_1_choices_en"), key, "{row:?}");
        }
    }

    #[test]
    fn an_online_service_has_no_place() {
        let mut errors = FieldErrors::default();
        check_service_place("online", "Fez", "", &mut errors);
        assert_eq!(errors.get("city"), Some("build-error-place-online"));
        let mut errors = FieldErrors::default();
        let venue = check_service_place("on_site", "Fez", "", &mut errors);
        assert!(errors.is_empty() && venue.travel_radius_km.is_none());
    }
}
