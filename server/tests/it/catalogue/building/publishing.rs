//! What is published is found and bought; what leaves the shop is gone from it, and buyers keep it.

use super::support::{Maker, basics, decide, page, value_of};
use crate::{
    catalogue::{
        selling::support::staff,
        support::{search, slugs},
    },
    learning::support::enrolment_of,
    payments::support_for_routes::pay_silently,
};
use sqlx::PgPool;
use test_support::{CourseBuilder, NewCourse, Person, TestApp, Visitor};
use uuid::Uuid;

/// A course that was built, reviewed and published; gives its id and its address.
async fn published(app: &TestApp, maker: &mut Maker, title: &str) -> (Uuid, String) {
    let id = maker.handed_in(app, title).await;
    let (_, mut hala) = staff(app, "Hala Content", "content").await;
    decide(&mut hala, id, "publish", None).await.expect_status(303);
    (id, value_of(app, id, "select slug from offerings where id = $1").await)
}

/// Buys what was built here, as the helpers of payments know courses.
async fn buy(app: &TestApp, maker: &Maker, id: Uuid, slug: &str) -> (Person, Visitor, NewCourse) {
    let course = NewCourse {
        offering_id: id,
        slug: slug.to_owned(),
        seller_id: maker.seller_id,
        seller: maker.person.clone(),
        lesson_ids: Vec::new(),
        media_ids: Vec::new(),
    };
    let (person, mut buyer) = app.buyer("Omar Nabil").await;
    pay_silently(app, &mut buyer, &course).await;
    app.settle().await;
    (person, buyer, course)
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_published_is_found_and_what_is_paused_is_gone_and_buyers_keep_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let (id, slug) = published(&app, &mut layla, "Weaving on a small loom").await;
    let page = app.visitor().get(&format!("/o/{slug}")).await.expect_status(200);
    assert!(page.body.contains("Weave a scarf in a weekend.") && page.body.contains("Dress a loom"));
    assert_eq!(slugs(&search(&app, "looms").await), [slug.as_str()], "found by a word of its description");
    assert_eq!(slugs(&search(&app, "Hassan").await), [slug.as_str()], "and by its seller");
    let seller_page = app.visitor().get(&format!("/s/{}", layla.handle)).await.expect_status(200);
    assert_eq!(slugs(&seller_page), [slug.as_str()]);
    assert_eq!(app.count("select count(*) from search_words where word = 'loom' and uses = 1").await, 1);
    assert_eq!(
        app.count("select count(*) from offerings where lesson_count = 1 and has_free_preview and popularity > 0").await,
        1
    );
    let (person, mut buyer, course) = buy(&app, &layla, id, &slug).await;
    let enrolment = enrolment_of(&app, &person, &course).await;

    for (wish, is_open) in [("pause", false), ("resume", true), ("archive", false)] {
        layla.wish(id, wish).await.expect_status(303);
        let status = if is_open { 200 } else { 404 };
        app.visitor().get(&format!("/o/{slug}")).await.expect_status(status);
        assert_eq!(slugs(&search(&app, "loom").await).len(), usize::from(is_open), "{wish}");
        let uses = app.count("select coalesce(sum(uses), 0)::bigint from search_words where word = 'loom'").await;
        assert_eq!(uses, i64::from(is_open), "{wish}: the words are counted");
        let course_page = buyer.get(&format!("/learn/{enrolment}")).await;
        assert!([200, 303].contains(&course_page.status), "{wish}: who bought it keeps it");
        assert!(!course_page.location().starts_with("/login"));
    }
    let archive = layla.visitor.get("/studio/offerings?state=archived").await.expect_status(200);
    assert!(archive.body.contains("Weaving on a small loom"));
    assert!(!layla.visitor.get("/studio/offerings").await.body.contains("Weaving on a small loom"));
    layla.wish(id, "restore").await.expect_status(303);
    assert_eq!(value_of(&app, id, "select status from offerings where id = $1").await, "paused");
    // Staff may take it down for good, and tells why.
    layla.wish(id, "resume").await.expect_status(303);
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    decide(&mut hala, id, "reject", Some(("reject_reason", "The pictures are not yours."))).await.expect_status(303);
    app.visitor().get(&format!("/o/{slug}")).await.expect_status(404);
    assert!(slugs(&search(&app, "loom").await).is_empty());
    let told = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(told.body.contains("The pictures are not yours.") && told.body.contains("This decision is final"));
    for wish in ["submit", "resume", "rewrite"] {
        layla.wish(id, wish).await.expect_status(409);
    }
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn prices_and_small_texts_go_live_at_once_and_what_was_reviewed_stays(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let (id, slug) = published(&app, &mut layla, "Weaving on a small loom").await;
    let (_, _, _) = buy(&app, &layla, id, &slug).await;
    layla.save(id, "price", &[("price", "59")]).await.expect_status(303);
    let mut texts = page();
    texts.retain(|(name, _)| *name != "description_en");
    texts.push(("description_en", "Everything about bobbins."));
    layla.save(id, "page", &texts).await.expect_status(303);
    let shown = app.visitor().get(&format!("/o/{slug}")).await.expect_status(200);
    assert!(shown.body.contains("$59.00") && shown.body.contains("bobbins"));
    assert_eq!(slugs(&search(&app, "bobbins").await), [slug.as_str()], "the index follows");
    assert_eq!(app.count("select count(*) from orders where price_minor = 4900").await, 1, "the order keeps its price");
    let history = "select string_agg(concat_ws('>', old_minor, new_minor), ' ' order by id) from offering_price_history where offering_id = $1";
    assert_eq!(value_of(&app, id, history).await, "4900 4900>5900");
    let review = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(review.body.contains("What it has cost") && review.body.contains("$59.00") && review.body.contains("$49.00"));

    // Title, category and language were read by staff.
    let shown = layla.visitor.get(&format!("/studio/offerings/{id}/basics")).await.expect_status(200);
    assert!(shown.body.contains("Our staff has read this"));
    let kept = [
        ("title_en", "Weaving on a small loom"),
        ("title_ar", ""),
        ("category", "weaving"),
        ("language", "en"),
        ("level", "all"),
    ];
    let mut live = kept.to_vec();
    live.push(("promise_en", "Two scarves."));
    layla.save(id, "basics", &live).await.expect_status(303);
    assert!(app.visitor().get(&format!("/o/{slug}")).await.body.contains("Two scarves."));
    for (field, value) in [("title_en", "Buy cheap watches"), ("title_ar", "ساعات"), ("language", "ar")] {
        let mut fields = live.clone();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let refused = layla.save(id, "basics", &fields).await.expect_status(422);
        assert!(refused.body.contains("It can be changed after"), "{field}");
    }
    // What is published stays whole.
    let refused = layla.save(id, "page", &[("description_en", "Everything about bobbins.")]).await.expect_status(422);
    assert!(refused.body.contains("must stay whole"));
    assert!(app.visitor().get(&format!("/o/{slug}")).await.body.contains("Dress a loom"), "nothing of it was saved");

    // Written anew it leaves the shop until it is reviewed.
    let version = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.form_value("version");
    let state = format!("/studio/offerings/{id}/state");
    layla.visitor.post(&state, &[("wish", "rewrite"), ("version", version.as_str())]).await.expect_status(422);
    layla.wish(id, "rewrite").await.expect_status(303);
    app.visitor().get(&format!("/o/{slug}")).await.expect_status(404);
    layla.save(id, "basics", &basics("Weaving on two looms")).await.expect_status(303);
    layla.wish(id, "submit").await.expect_status(303);
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    decide(&mut hala, id, "publish", None).await.expect_status(303);
    let shown = app.visitor().get(&format!("/o/{slug}")).await.expect_status(200);
    assert!(shown.body.contains("Weaving on two looms"), "under its old address");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_text_in_one_language_is_shown_where_the_other_is_missing(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let (id, slug) = published(&app, &mut layla, "Weaving on a small loom").await;
    let faq = [("faq_1_question_en", "Which wool?"), ("faq_1_answer_en", "Any.")];
    layla.save(id, "faq", &faq).await.expect_status(303);
    for path in [format!("/ar/o/{slug}"), format!("/ar/s/{}", layla.handle), "/ar/browse?q=loom".to_owned(), "/ar".to_owned()] {
        let shown = app.visitor().get(&path).await.expect_status(200);
        assert!(shown.body.contains("Weaving on a small loom"), "{path}");
    }
    let shown = app.visitor().get(&format!("/ar/o/{slug}")).await.expect_status(200);
    for text in ["Weave a scarf in a weekend.", "Dress a loom", "Everything about", "Which wool?", "The loom"] {
        assert!(shown.body.contains(text), "{text}");
    }
    // The other way round, and with a title in Arabic alone the address is still one.
    sqlx::query("update offerings set title_ar = 'نسيج', title_en = '', promise_ar = 'وشاح', promise_en = '' where id = $1")
        .bind(id)
        .execute(&app.backend.db)
        .await
        .unwrap();
    let shown = app.visitor().get(&format!("/o/{slug}")).await.expect_status(200);
    assert!(shown.body.contains("نسيج") && shown.body.contains("وشاح"));
    let (_, mut buyer, _) = buy(&app, &layla, id, &slug).await;
    for path in ["/orders", "/learn"] {
        assert!(buyer.get(path).await.expect_status(200).body.contains("نسيج"), "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_draft_can_be_deleted_and_nothing_else_can(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.begin("service", "A scarf for you").await;
    let path = format!("/studio/offerings/{id}/delete");
    layla.visitor.post(&path, &[("version", "0")]).await.expect_status(422);
    layla.visitor.post(&path, &[("version", "7"), ("confirm", "true")]).await.expect_status(409);
    assert_eq!(
        layla.visitor.post(&path, &[("version", "0"), ("confirm", "true")]).await.location(),
        "/studio/offerings?done=deleted"
    );
    assert_eq!(app.count("select count(*) from offerings").await, 0);
    assert_eq!(app.count("select count(*) from services").await, 0);
    let (id, slug) = published(&app, &mut layla, "Weaving on a small loom").await;
    buy(&app, &layla, id, &slug).await;
    layla.wish(id, "rewrite").await.expect_status(303);
    let version = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.form_value("version");
    let path = format!("/studio/offerings/{id}/delete");
    layla.visitor.post(&path, &[("version", version.as_str()), ("confirm", "true")]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from offerings").await, 1, "somebody has bought it");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_waits_at_the_desk_when_its_seller_leaves_never_comes_back_without_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let id = layla.handed_in(&app, "Weaving on a small loom").await;
    let place = [("place", "in_person"), ("city", "Fez"), ("address", "c4nary street")];
    let class = layla.begin("live_class", "c4nary class").await;
    layla.save(class, "place", &place).await.expect_status(303);
    sqlx::query("update accounts set deletion_requested_at = '2026-11-01T00:00:00Z' where id = $1")
        .bind(layla.person.account_id.0)
        .execute(&app.backend.db)
        .await
        .unwrap();
    backend::accounts::sweep(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_eq!(value_of(&app, id, "select status from offerings where id = $1").await, "draft");
    assert_eq!(app.count("select count(*) from live_classes").await, 0, "a draft that nobody has ordered goes");
    for canary in ["c4nary", layla.person.email.as_str()] {
        assert_eq!(crate::accounts::support::places_of(&app, canary).await, Vec::<String>::new(), "{canary}");
    }
    app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
}
