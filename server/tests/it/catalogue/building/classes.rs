//! Live classes: how, where and when they are held, whether they can be tried; and what nobody can enter.

use super::support::{Maker, basics, page, value_of};
use sqlx::PgPool;
use test_support::TestApp;
use uuid::Uuid;

fn class<'a>(format: &'a str, least: &'a str, most: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("format", format),
        ("duration_minutes", "60"),
        ("min_seats", least),
        ("max_seats", most),
        ("policy", "standard"),
        ("booking_mode", "request"),
        ("guests_allowed", "true"),
        ("materials_en", "Yarn for all"),
    ]
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_class_is_built_in_full_and_handed_in_when_its_kind_is_sold(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let begin = layla.visitor.get("/studio/offerings/new").await.expect_status(200);
    assert!(begin.body.contains("opens soon"));
    let id = layla.begin("live_class", "Weaving together").await;
    layla.save(id, "basics", &basics("Weaving together")).await.expect_status(303);
    layla.save(id, "page", &page()).await.expect_status(303);
    layla.save(id, "class", &class("group", "3", "8")).await.expect_status(303);
    let place = [
        ("place", "in_person"),
        ("city", "Fez"),
        ("address", "1 Weavers’ Street"),
        ("map_url", "https://maps.example/@34.0331,-5.0003,15z"),
    ];
    layla.save(id, "place", &place).await.expect_status(303);
    let dates = [("date_1", "2026-12-05"), ("time_1", "18:00"), ("date_3", "2027-06-12"), ("time_3", "18:00")];
    layla.save(id, "schedule", &dates).await.expect_status(303);
    layla.save(id, "trial", &[("trial", "free")]).await.expect_status(303);
    layla.save(id, "price", &[("price", "20")]).await.expect_status(303);
    let stored =
        "select concat_ws(' ', format, place, city, latitude, min_seats, max_seats, guests_allowed, policy, booking_mode, trial,
        trial_minutes, trial_price_minor, time_zone) from live_classes where offering_id = $1";
    assert_eq!(value_of(&app, id, stored).await, "group in_person Fez 34.0331 3 8 t standard request free 30 0 Africa/Cairo");
    let times =
        "select string_agg(to_char(starts_at at time zone 'UTC', 'MM-DD HH24:MI'), ' ' order by starts_at) from live_class_dates
        where offering_id = $1 and ends_at - starts_at = interval '1 hour'";
    assert_eq!(value_of(&app, id, times).await, "12-05 16:00 06-12 15:00", "the wall clock of the seller, winter and summer");
    // A date that stays keeps its id; one that is emptied goes.
    let kept =
        value_of(&app, id, "select id::text from live_class_dates where offering_id = $1 order by starts_at limit 1").await;
    layla.save(id, "schedule", &[("date_2", "2026-12-05"), ("time_2", "18:00")]).await.expect_status(303);
    assert_eq!(value_of(&app, id, "select string_agg(id::text, ',') from live_class_dates where offering_id = $1").await, kept);

    let preview = layla.visitor.get(&format!("/studio/offerings/{id}/preview")).await.expect_status(200);
    for text in ["Group", "Fez", "3 to 8", "30 min, Free", "Saturday 5 December 2026, 18:00", "Yarn for all", "Africa/Cairo"] {
        assert!(preview.body.contains(text), "{text}");
    }
    assert!(!preview.body.contains("Weavers’ Street"), "the address is for those who have booked");
    let review = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(review.body.contains("This kind opens soon") && review.body.contains("Everything is there."));
    assert!(!review.body.contains("value=\"submit\""));
    let refused = layla.wish(id, "submit").await.expect_status(422);
    assert!(refused.body.contains("cannot be sold here yet"));
    app.visitor().get(&format!("/o/draft-{}", id.simple())).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_does_not_fit_together_is_refused_beside_its_field(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("live_class", "Weaving together").await;
    for (fields, field, words) in [
        (class("one_to_one", "1", "5"), "max_seats", "has one seat"),
        (class("group", "5", "3"), "min_seats", "more than the most"),
        (class("group", "1", "101"), "max_seats", "2 to 100"),
        (class("lecture", "1", "5"), "format", "how it is held"),
        ([class("group", "1", "5"), vec![("duration_minutes", "-30")]].concat(), "duration_minutes", "Please give minutes"),
        ([class("group", "1", "5"), vec![("duration_minutes", "300")]].concat(), "duration_minutes", "Please give minutes"),
        ([class("group", "1", "5"), vec![("policy", "never")]].concat(), "policy", "choose one of these"),
    ] {
        // The last value of a field counts here, as the test means it.
        let mut once: Vec<(&str, &str)> = Vec::new();
        for (name, value) in fields {
            once.retain(|(known, _)| *known != name);
            once.push((name, value));
        }
        let refused = layla.save(id, "class", &once).await.expect_status(422);
        assert!(refused.body.contains(words) && refused.body.contains(&format!("id=\"{field}-error\"")), "{once:?}");
        assert!(refused.body.contains("Yarn for all"), "what was typed stays");
    }
    for (field, value, words) in [
        ("address", "1 Weavers’ Street", "has no place"),
        ("travel_radius_km", "10", "has no place"),
        ("map_url", "http://maps.example", "begin with https://"),
        ("travel_radius_km", "500", "1 to 200 kilometres"),
    ] {
        let place = if words == "has no place" { "online" } else { "in_person" };
        let refused = layla.save(id, "place", &[("place", place), (field, value)]).await.expect_status(422);
        assert!(refused.body.contains(words) && refused.body.contains(&format!("id=\"{field}-error\"")), "{field} {value}");
    }
    layla.save(id, "class", &class("group", "1", "8")).await.expect_status(303);
    for (day, hour, field, words) in [
        ("2026-11-20", "10:00", "date_1", "over already"),
        ("2026-02-30", "10:00", "date_1", "give a day"),
        ("2029-01-01", "10:00", "date_1", "more than a year"),
        ("2026-12-05", "25:00", "time_1", "such as 18:00"),
        ("2026-12-05", "", "time_1", "such as 18:00"),
        ("", "18:00", "date_1", "give a day"),
    ] {
        let refused = layla.save(id, "schedule", &[("date_1", day), ("time_1", hour)]).await.expect_status(422);
        assert!(refused.body.contains(words) && refused.body.contains(&format!("id=\"{field}-error\"")), "{day} {hour}");
    }
    assert_eq!(app.count("select count(*) from live_class_dates").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_series_is_a_rule_and_nothing_of_it_is_dropped_in_silence(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("live_class", "Weaving together").await;
    layla.save(id, "class", &class("series", "3", "8")).await.expect_status(303);
    assert_eq!(value_of(&app, id, "select policy from live_classes where offering_id = $1").await, "series", "its own policy");
    let rule = |until: &'static str, count: &'static str| {
        vec![
            ("weekday", "7"),
            ("weekday", "2"),
            ("series_first_date", "2026-12-01"),
            ("series_time", "18:30"),
            ("series_until", until),
            ("series_count", count),
        ]
    };
    for (fields, field, words) in [
        (rule("", ""), "series_until", "where the series ends"),
        (rule("2026-12-31", "4"), "series_count", "only one of the two"),
        (rule("2026-11-30", ""), "series_until", "before the first"),
        (rule("2026-12-08", ""), "series_until", "4 to 12 meetings"),
        (rule("", "13"), "series_count", "4 to 12 meetings"),
        (rule("", "4").into_iter().filter(|(name, _)| *name != "weekday").collect(), "weekday", "one day of the week"),
    ] {
        let refused = layla.save(id, "schedule", &fields).await.expect_status(422);
        assert!(refused.body.contains(words), "{fields:?}: {field}");
    }
    layla.save(id, "schedule", &rule("", "6")).await.expect_status(303);
    let stored = "select concat_ws(' ', series_weekdays, series_time, series_first_date, series_count) from live_classes where offering_id = $1";
    assert_eq!(value_of(&app, id, stored).await, "{2,7} 18:30:00 2026-12-01 6");
    // The rule stands in the way of another format, and a series in the way of a trial.
    let refused = layla.save(id, "class", &class("group", "3", "8")).await.expect_status(422);
    assert!(refused.body.contains("Times stand there for the old way"));
    for kind in ["free", "paid"] {
        let fields = [("trial", kind), ("paid_minutes", "45"), ("paid_price", "10")];
        let refused = layla.save(id, "trial", &fields).await.expect_status(422);
        assert!(refused.body.contains("A series cannot be tried"));
    }
    let shown = layla.visitor.get(&format!("/studio/offerings/{id}/trial")).await.expect_status(200);
    let radios: Vec<&str> = shown.body.split("<input").filter(|field| field.contains("name=\"trial\"")).collect();
    let locked = radios.iter().filter(|field| field.split('>').next().is_some_and(|tag| tag.contains("disabled"))).count();
    assert_eq!((radios.len(), locked), (3, 2), "what cannot be chosen is shown so");
    layla.save(id, "schedule", &[]).await.expect_status(303);
    layla.save(id, "class", &class("one_to_one", "1", "1")).await.expect_status(303);
    layla.save(id, "trial", &[("trial", "paid"), ("paid_minutes", "45"), ("paid_price", "10")]).await.expect_status(303);
    let refused = layla.save(id, "class", &class("series", "3", "8")).await.expect_status(422);
    assert!(refused.body.contains("Take the trial away first"));
    let history =
        "select string_agg(concat_ws(' ', item, old_minor, new_minor), ',') from offering_price_history where offering_id = $1";
    assert_eq!(value_of(&app, id, history).await, "trial 1000");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_free_trial_is_locked_on_the_page_in_the_server_and_in_the_table(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("live_class", "Weaving together").await;
    layla.save(id, "class", &class("one_to_one", "1", "1")).await.expect_status(303);
    let shown = layla.visitor.get(&format!("/studio/offerings/{id}/trial")).await.expect_status(200);
    assert_eq!((shown.form_value("free_minutes").as_str(), shown.form_value("free_price").as_str()), ("30", "0.00"));
    for name in ["free_minutes", "free_price"] {
        let field = shown.body.split("<input").find(|field| field.contains(&format!("name=\"{name}\""))).expect("a field");
        assert!(field.split('>').next().is_some_and(|tag| tag.contains("disabled")), "{name} is locked");
    }
    for (fields, field) in [
        (vec![("trial", "free"), ("free_minutes", "60")], "free_minutes"),
        (vec![("trial", "free"), ("free_price", "5")], "free_price"),
        (vec![("trial", "paid"), ("paid_minutes", "45"), ("paid_price", "0")], "paid_price"),
        (vec![("trial", "paid"), ("paid_minutes", "45"), ("paid_price", "-1")], "paid_price"),
        (vec![("trial", "paid"), ("paid_minutes", "5"), ("paid_price", "10")], "paid_minutes"),
        (vec![("trial", "maybe")], "trial"),
    ] {
        let refused = layla.save(id, "trial", &fields).await.expect_status(422);
        assert!(refused.body.contains(&format!("id=\"{field}-error\"")), "{fields:?}");
    }
    layla.save(id, "trial", &[("trial", "free")]).await.expect_status(303);
    for wrong in [
        "trial_minutes = 60",
        "trial_price_minor = 500",
        "trial = 'paid'",
        "trial = 'none'",
        "trial_minutes = null",
        "trial_price_minor = null",
        "trial = 'paid', trial_minutes = 45, trial_price_minor = 0",
        "trial = 'paid', trial_minutes = 5, trial_price_minor = 1000",
        "format = 'series', policy = 'series'",
    ] {
        let sql = format!("update live_classes set {wrong} where offering_id = $1");
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).execute(&app.backend.db).await.expect_err(wrong);
        let error = refused.into_database_error().expect("the database's own refusal");
        assert!(error.constraint().is_some_and(|name| name.starts_with("live_classes_trial")), "{wrong}: {error}");
    }
    // Only a live class can have one at all.
    let course = layla.begin("video_course", "Weaving on film").await;
    let refused = sqlx::query(
        "insert into live_classes (offering_id, format, duration_minutes, time_zone) values ($1, 'one_to_one', 60, 'UTC')",
    )
    .bind(course)
    .execute(&app.backend.db)
    .await
    .expect_err("a course is no class");
    assert_eq!(
        refused.into_database_error().and_then(|error| error.constraint().map(str::to_owned)).as_deref(),
        Some("live_classes_offering")
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_copy_is_a_draft_of_its_own(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("live_class", "Weaving together").await;
    layla.save(id, "class", &class("group", "3", "8")).await.expect_status(303);
    layla.save(id, "schedule", &[("date_1", "2026-12-05"), ("time_1", "18:00")]).await.expect_status(303);
    layla.save(id, "faq", &[("faq_1_question_en", "Which wool?"), ("faq_1_answer_en", "Any.")]).await.expect_status(303);
    let key = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.form_value("key");
    for _ in 0..2 {
        let made =
            layla.visitor.post(&format!("/studio/offerings/{id}/duplicate"), &[("key", key.as_str())]).await.expect_status(303);
        assert_eq!(made.location(), format!("/studio/offerings/{key}/review?done=duplicate"));
    }
    assert_eq!(
        app.count("select count(*) from offerings where title_en = 'Weaving together (copy)' and status = 'draft'").await,
        1
    );
    assert_eq!(app.count("select count(*) from live_classes where format = 'group' and max_seats = 8").await, 2);
    assert_eq!(app.count("select count(*) from live_class_dates").await, 1, "dates stay with the original");
    assert_eq!(app.count("select count(*) from offering_faqs where question_en = 'Which wool?'").await, 2);
    let mut omar = Maker::open(&app, "Omar Nabil").await;
    let other = Uuid::now_v7().to_string();
    omar.visitor.post(&format!("/studio/offerings/{id}/duplicate"), &[("key", other.as_str())]).await.expect_status(404);
}
