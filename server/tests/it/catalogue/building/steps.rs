//! What every offering has: the steps, what is wrong with each, who may, and two windows at once.

use super::support::{Maker, add_lesson, basics, page, value_of};
use crate::catalogue::selling::support::{DOCUMENT, PICTURE};
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_course_is_built_step_by_step_and_each_step_is_kept(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let empty = layla.visitor.get("/studio/offerings").await.expect_status(200);
    assert!(empty.body.contains("Make your first one"), "an empty list teaches");
    let id = layla.begin("video_course", "Weaving on a small loom").await;
    let first = layla.visitor.get(&format!("/studio/offerings/{id}")).await.expect_status(303);
    assert_eq!(first.location(), format!("/studio/offerings/{id}/basics"), "to the first step that needs something");
    let saved = layla.save(id, "basics", &basics("Weaving on a small loom")).await.expect_status(303);
    assert_eq!(saved.location(), format!("/studio/offerings/{id}/page"));
    layla.save(id, "page", &page()).await.expect_status(303);
    let faq = [("faq_2_question_en", "Which wool?"), ("faq_2_answer_en", "Any."), ("go", "stay")];
    let saved = layla.save(id, "faq", &faq).await.expect_status(303);
    assert_eq!(saved.location(), format!("/studio/offerings/{id}/faq?saved=1"));
    layla.save(id, "price", &[("price", "٤٩٫٥"), ("go", "stay")]).await.expect_status(303);

    let mut elsewhere = app.visitor().logged_in(&app.backend, &layla.person).await;
    let shown = elsewhere.get(&format!("/studio/offerings/{id}/basics")).await.expect_status(200);
    assert_eq!(shown.form_value("title_en"), "Weaving on a small loom");
    assert_eq!(shown.form_value("tags"), "loom, wool");
    assert!(shown.body.contains("<option value=\"weaving\" selected") && shown.body.contains("Crafts › Weaving"));
    assert!(!shown.body.contains("<option value=\"crafts\""), "what holds others is no place for an offering");
    let shown = elsewhere.get(&format!("/studio/offerings/{id}/faq")).await.expect_status(200);
    assert_eq!(shown.form_value("faq_1_question_en"), "Which wool?", "an empty row is no row");
    let shown = elsewhere.get(&format!("/studio/offerings/{id}/price")).await.expect_status(200);
    assert_eq!(shown.form_value("price"), "49.50");
    assert!(shown.body.contains("$42.08") && shown.body.contains("You will net"), "by the rule of orders: {}", shown.body);
    // The card beside the form, and the whole page.
    assert!(shown.body.contains("card-offering") && shown.body.contains("$49.50"));
    let preview = elsewhere.get(&format!("/studio/offerings/{id}/preview")).await.expect_status(200);
    for text in ["Weave a scarf in a weekend.", "<strong>small</strong>", "Dress a loom", "Which wool?", "A small loom"] {
        assert!(preview.body.contains(text), "{text}");
    }
    assert!(preview.body.contains("name=\"robots\" content=\"noindex\""));

    let review = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(review.body.contains("a section with a lesson that is ready"));
    assert!(review.body.contains(&format!("href=\"/studio/offerings/{id}/curriculum\"")), "each gap leads to its step");
    assert!(!review.body.contains("value=\"submit\""), "the button is not there yet");
    layla.wish(id, "submit").await.expect_status(422);
    add_lesson(&app, id).await;
    let review = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(review.body.contains("Everything is there.") && review.body.contains("value=\"submit\""));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("video_course", "Weaving").await;
    let (long, words) = ("x".repeat(91), "word ".repeat(45));
    let tags: String = (0..11).map(|n| format!("tag{n},")).collect();
    for (field, value, words) in [
        ("title_en", "", "a title in one language at least"),
        ("title_en", long.as_str(), "This is too long"),
        ("title_en", "<b>Weaving</b>", "without HTML"),
        ("promise_en", words.as_str(), "This is too long"),
        ("category", "crafts", "a category from the list"),
        ("category", "nowhere", "a category from the list"),
        ("language", "fr", "choose a language"),
        ("level", "expert", "a level from the list"),
        ("tags", tags.as_str(), "Ten tags are the most"),
    ] {
        let mut fields = basics("Weaving");
        fields.retain(|(name, _)| *name != field && *name != "promise_ar");
        fields.extend([(field, value), ("promise_ar", "وشاح في عطلة")]);
        let refused = layla.save(id, "basics", &fields).await.expect_status(422);
        assert!(refused.body.contains(words), "{field} {value}: {}", refused.body);
        assert_eq!(refused.form_value("promise_ar"), "وشاح في عطلة", "what was typed stays");
    }
    assert_eq!(value_of(&app, id, "select promise_ar from offerings where id = $1").await, "", "nothing half-kept");
    for (step, field, value, wrong, words) in [
        ("page", "description_en", "<script>alert(1)</script>", "description_en", "without HTML"),
        ("page", "outcomes_en", "1\n2\n3\n4\n5\n6\n7\n8\n9", "outcomes_en", "too many points"),
        ("page", "outcomes_ar", "واحد\nاثنان", "outcomes_ar", "the same number of points"),
        ("faq", "faq_1_question_en", "Which wool?", "faq_1_answer_en", "needs an answer"),
        ("faq", "faq_3_answer_ar", "أيّ صوف", "faq_3_question_ar", "without its question"),
        ("price", "price", "", "price", "give a price"),
        ("price", "price", "-5", "price", "not less than zero"),
        ("price", "price", "4.99", "price", "at least $5"),
        ("price", "price", "49,50", "price", "an amount such as"),
        ("price", "price", "10001", "price", "at most $10,000"),
    ] {
        let mut fields = vec![(field, value)];
        if field == "outcomes_ar" {
            fields.push(("outcomes_en", "Dress a loom"));
        }
        let refused = layla.save(id, step, &fields).await.expect_status(422);
        assert!(refused.body.contains(words), "{step} {field} {value}");
        assert!(refused.body.contains(&format!("id=\"{wrong}-error\"")), "{wrong}: beside the field");
    }
    assert_eq!(app.count("select count(*) from offering_faqs").await, 0);
    assert_eq!(app.count("select count(*) from offering_price_history").await, 0);
    // A step of another kind is none of this one's.
    for step in ["trial", "packages", "curricula"] {
        layla.visitor.get(&format!("/studio/offerings/{id}/{step}")).await.expect_status(404);
    }
    layla.visitor.post(&format!("/studio/offerings/{id}/trial"), &[("version", "0"), ("trial", "free")]).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_step_that_was_saved_in_another_window_says_so_and_saving_again_wins(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("video_course", "Weaving").await;
    let path = format!("/studio/offerings/{id}/price");
    let old = layla.visitor.get(&path).await.expect_status(200).form_value("version");
    layla.save(id, "price", &[("price", "20")]).await.expect_status(303);
    // Another step is another matter.
    layla.save(id, "basics", &basics("Weaving")).await.expect_status(303);
    let late = layla.visitor.post(&path, &[("version", old.as_str()), ("price", "30")]).await.expect_status(409);
    assert!(late.body.contains("saved in another window"));
    assert_eq!(late.form_value("price"), "30", "what was typed stays");
    assert_eq!(value_of(&app, id, "select price_minor::text from offerings where id = $1").await, "2000");
    let again = late.form_value("version");
    layla.visitor.post(&path, &[("version", again.as_str()), ("price", "30")]).await.expect_status(303);
    assert_eq!(value_of(&app, id, "select price_minor::text from offerings where id = $1").await, "3000");
    for version in ["", "-1", "nonsense"] {
        layla.visitor.post(&path, &[("version", version), ("price", "40")]).await.expect_status(409);
    }
    // At the same moment one of two is told.
    let version = layla.visitor.get(&path).await.form_value("version");
    let mut second = layla.visitor.clone();
    let (a, b) = ([("version", version.as_str()), ("price", "50")], [("version", version.as_str()), ("price", "60")]);
    let (first, second) = tokio::join!(layla.visitor.post(&path, &a), second.post(&path, &b));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_offering_is_its_sellers_alone_and_pressing_twice_begins_one(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let mut omar = Maker::open(&app, "Omar Nabil").await;
    let (_, mut buyer) = app.buyer("Mona Said").await;
    assert_eq!(buyer.get("/studio/offerings").await.expect_status(303).location(), "/sell");
    assert_eq!(buyer.get("/studio/offerings/new").await.expect_status(303).location(), "/sell");
    let key = layla.visitor.get("/studio/offerings/new").await.form_value("key");
    let fields = [("key", key.as_str()), ("kind", "video_course"), ("title", "نسيج"), ("category", "weaving")];
    for _ in 0..2 {
        layla.visitor.post("/studio/offerings/new", &fields).await.expect_status(303);
    }
    assert_eq!(
        app.count("select count(*) from offerings where title_ar = 'نسيج' and title_en = '' and language = 'ar'").await,
        1
    );
    assert_eq!(app.count("select count(*) from offering_review_history where kind = 'created'").await, 1);
    // Somebody else's key begins nothing and shows nothing.
    omar.visitor.post("/studio/offerings/new", &fields).await.expect_status(404);
    for (field, value) in [("kind", "course"), ("title", " "), ("category", "")] {
        let mut wrong = fields.to_vec();
        wrong.retain(|(name, _)| *name != field);
        wrong.push((field, value));
        let refused = layla.visitor.post("/studio/offerings/new", &wrong).await.expect_status(422);
        assert!(refused.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert_eq!(refused.form_value("key"), key, "the key stays");
    }
    for step in ["basics", "review", "preview", "image", "cover.jpg"] {
        omar.visitor.get(&format!("/studio/offerings/{key}/{step}")).await.expect_status(404);
    }
    omar.visitor.post(&format!("/studio/offerings/{key}/basics"), &basics("Mine")).await.expect_status(404);
    omar.visitor
        .post(&format!("/studio/offerings/{key}/state"), &[("wish", "archive"), ("version", "0")])
        .await
        .expect_status(404);
    omar.visitor
        .post(&format!("/studio/offerings/{key}/delete"), &[("confirm", "true"), ("version", "0")])
        .await
        .expect_status(404);
    assert!(!omar.visitor.get("/studio/offerings").await.body.contains("نسيج"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_cover_is_cut_drawn_anew_and_dropped_when_it_is_replaced(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("video_course", "Weaving").await;
    let page: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let polyglot = [&b"\x89PNG\r\n\x1a\n"[..], DOCUMENT].concat();
    let large = vec![0_u8; 5 * 1024 * 1024 + 1];
    for (bytes, words) in [
        (page, "not a JPEG, PNG or WebP picture"),
        (DOCUMENT, "not a JPEG, PNG or WebP picture"),
        (&polyglot[..], "could not read this picture"),
        (&PICTURE[..PICTURE.len() / 2], "could not read this picture"),
        (&large[..], "larger than 5 MB"),
        // 512 pixels wide.
        (PICTURE, "at least 640 × 360 pixels"),
    ] {
        let refused = layla.send_cover(id, &[("cover", "cover.png", bytes)]).await.expect_status(422);
        assert!(refused.body.contains(words) && refused.body.contains("id=\"cover-error\""), "{words}: {}", refused.body);
    }
    assert_eq!(app.count("select count(*) from media where storage_prefix like 'covers/%'").await, 0);
    let cover = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/og.png")).expect("a picture of 1200 × 630");
    layla.send_cover(id, &[("cover", "cover.png", &cover)]).await.expect_status(303);
    let shown = layla.visitor.get(&format!("/studio/offerings/{id}/cover.jpg")).await.expect_status(200);
    assert_eq!((shown.header("content-type"), shown.header("cache-control")), ("image/jpeg", "no-store"));
    layla.send_cover(id, &[("cover", "other.png", &cover)]).await.expect_status(303);
    assert_eq!(
        app.count("select count(*) from media where storage_prefix like 'covers/%' and width = 1280 and height = 720").await,
        1
    );
    // An empty form of this step keeps what is there.
    layla.send_cover(id, &[]).await.expect_status(422);
    assert_eq!(app.count("select count(*) from offerings where cover_id is not null").await, 1);
    app.run_jobs().await;
    app.assert_no_jobs_left().await;
}
