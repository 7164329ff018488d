//! The rules of live classes.

use super::*;
use proptest::prelude::*;

fn class(format: &str, min_seats: &str, max_seats: &str) -> ClassInput {
    ClassInput {
        format: format.to_owned(),
        duration_minutes: "60".to_owned(),
        min_seats: min_seats.to_owned(),
        max_seats: max_seats.to_owned(),
        guests_allowed: true,
        guests_take_seats: true,
        policy: "standard".to_owned(),
        booking_mode: "instant".to_owned(),
        ..ClassInput::default()
    }
}

fn errors_of(raw: &ClassInput) -> (ClassTerms, FieldErrors) {
    let mut errors = FieldErrors::default();
    let terms = check_class(raw, &mut errors);
    (terms, errors)
}

#[test]
fn one_to_one_has_one_seat() {
    let (terms, errors) = errors_of(&class("one_to_one", "", "1"));
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!((terms.min_seats, terms.max_seats, terms.guests_take_seats), (1, 1, false));
    let (_, errors) = errors_of(&class("one_to_one", "1", "5"));
    assert_eq!(errors.get("max_seats"), Some("build-error-seats-one"));
}

#[test]
fn seats_have_an_order_and_bounds() {
    for (least, most, field, key) in [
        ("3", "2", "min_seats", "build-error-seats-order"),
        ("1", "1", "max_seats", "build-error-seats-most"),
        ("1", "101", "max_seats", "build-error-seats-most"),
        ("0", "8", "min_seats", "build-error-seats-least"),
        ("-1", "8", "min_seats", "build-error-seats-least"),
        ("", "", "max_seats", "build-error-seats-most"),
    ] {
        let (_, errors) = errors_of(&class("group", least, most));
        assert_eq!(errors.get(field), Some(key), "{least} {most}");
    }
    let (terms, errors) = errors_of(&class("group", "٣", "8"));
    assert!(errors.is_empty() && (terms.min_seats, terms.max_seats) == (3, 8), "{errors:?}");
}

#[test]
fn a_series_has_its_own_policy_whatever_is_sent() {
    let (terms, errors) = errors_of(&class("series", "1", "8"));
    assert!(errors.is_empty() && terms.policy == CancellationPolicy::Series, "{errors:?}");
    let (terms, _) = errors_of(&ClassInput { policy: "series".to_owned(), ..class("group", "1", "8") });
    assert_eq!(terms.policy, CancellationPolicy::Standard);
    let (_, errors) = errors_of(&ClassInput { policy: "never".to_owned(), ..class("group", "1", "8") });
    assert_eq!(errors.get("policy"), Some("build-error-choice"));
}

#[test]
fn only_a_one_day_class_lasts_a_day() {
    for (format, minutes, is_fine) in [
        ("one_day", "720", true),
        ("one_day", "721", false),
        ("group", "240", true),
        ("group", "300", false),
        ("group", "10", false),
    ] {
        let (_, errors) = errors_of(&ClassInput { duration_minutes: minutes.to_owned(), ..class(format, "1", "8") });
        assert_eq!(errors.is_empty(), is_fine, "{format} {minutes}");
    }
}

#[test]
fn an_online_class_has_no_address() {
    let raw = PlaceInput { place: "online".to_owned(), address: "1 Mosque Street".to_owned(), ..PlaceInput::default() };
    let mut errors = FieldErrors::default();
    check_place(&raw, &mut errors);
    assert_eq!(errors.get("address"), Some("build-error-place-online"));
    let mut errors = FieldErrors::default();
    let venue = check_place(
        &PlaceInput {
            place: "in_person".to_owned(),
            city: "Fez".to_owned(),
            map_url: "https://www.google.com/maps/@34.0331,-5.0003,15z".to_owned(),
            travel_radius_km: "20".to_owned(),
            ..raw
        },
        &mut errors,
    );
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!((venue.spot, venue.travel_radius_km), (Some(Spot { latitude: 34.0331, longitude: -5.0003 }), Some(20)));
}

#[test]
fn maps_name_their_spot_in_several_ways() {
    let spot = Some(Spot { latitude: 30.0444, longitude: 31.2357 });
    for url in [
        "https://www.google.com/maps/place/Cairo/@30.0444,31.2357,12z/data=!3m1",
        "https://maps.google.com/?q=30.0444,31.2357",
        "https://www.google.com/maps/search/?api=1&query=30.0444%2C31.2357",
        "https://www.openstreetmap.org/?mlat=30.0444&mlon=31.2357#map=15/1.0/2.0",
        "https://www.openstreetmap.org/#map=15/30.0444/31.2357",
    ] {
        assert_eq!(spot_of(url), spot, "{url}");
    }
    for url in
        ["https://maps.app.goo.gl/abc", "https://e.org/?q=Cairo,Egypt", "https://e.org/@95.1,31.2", "https://e.org/@NaN,inf", ""]
    {
        assert_eq!(spot_of(url), None, "{url}");
    }
}

fn trial(kind: &str) -> TrialInput {
    TrialInput { trial: kind.to_owned(), paid_minutes: "45".to_owned(), paid_price: "10".to_owned(), ..TrialInput::default() }
}

#[test]
fn a_free_trial_is_fixed_and_a_paid_one_is_not_free() {
    let mut errors = FieldErrors::default();
    assert_eq!(check_trial(&trial("free"), ClassFormat::OneToOne, &mut errors), Trial::FREE);
    let paid = Trial { kind: TrialKind::Paid, minutes: Some(45), price_minor: Some(1_000) };
    assert_eq!(check_trial(&trial("paid"), ClassFormat::Group, &mut errors), paid);
    assert_eq!(check_trial(&trial("none"), ClassFormat::Series, &mut errors), Trial::NONE);
    assert!(errors.is_empty(), "{errors:?}");
    for (raw, field) in [
        (TrialInput { free_minutes: "60".to_owned(), ..trial("free") }, "free_minutes"),
        (TrialInput { free_price: "5".to_owned(), ..trial("free") }, "free_price"),
        (TrialInput { paid_price: "0".to_owned(), ..trial("paid") }, "paid_price"),
        (TrialInput { paid_minutes: String::new(), ..trial("paid") }, "paid_minutes"),
        (trial("maybe"), "trial"),
    ] {
        let mut errors = FieldErrors::default();
        check_trial(&raw, ClassFormat::OneToOne, &mut errors);
        assert!(errors.get(field).is_some(), "{raw:?}");
    }
}

#[test]
fn a_series_cannot_be_tried() {
    for kind in ["free", "paid"] {
        let mut errors = FieldErrors::default();
        check_trial(&trial(kind), ClassFormat::Series, &mut errors);
        assert_eq!(errors.get("trial"), Some("build-error-trial-series"));
    }
}

proptest! {
    /// Whatever is sent, what passes is what the table takes too.
    #[test]
    fn no_trial_passes_that_the_table_would_refuse(kind in "none|free|paid|[a-z]{0,4}", minutes in "-?[0-9]{0,4}", price in "-?[0-9]{0,3}(\\.[0-9]{0,3})?", free in "[0-9]{0,2}") {
        let raw = TrialInput { trial: kind, free_minutes: free.clone(), free_price: free, paid_minutes: minutes, paid_price: price };
        for format in ClassFormat::ALL {
            let mut errors = FieldErrors::default();
            let trial = check_trial(&raw, *format, &mut errors);
            if errors.is_empty() {
                let is_taken = match trial.kind {
                    TrialKind::None => trial == Trial::NONE,
                    TrialKind::Free => trial.minutes == Some(30) && trial.price_minor == Some(0),
                    TrialKind::Paid => trial.minutes.is_some_and(|m| (15..=180).contains(&m)) && trial.price_minor.is_some_and(|p| p >= 500),
                };
                prop_assert!(is_taken && (trial.kind == TrialKind::None || format.is_one_off()), "{trial:?} {format:?}");
            }
        }
    }
}
