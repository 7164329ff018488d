//! A course from the outside: what it costs in all, until when it can be given back, and what its owner sees instead.

use super::support::{Listing, Shop, next_page};
use crate::{
    learning::support::enrol,
    payments::support_for_routes::{GOOD_CARD, client_secret, confirm, order},
};
use jiff::SignedDuration;
use sqlx::PgPool;
use std::collections::BTreeSet;
use test_support::{CourseBuilder, TestApp};
use uuid::Uuid;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_page_shows_what_is_learned_what_it_costs_and_until_when_it_can_be_given_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let page = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    for text in [
        "Bread that rises",
        "Bake a loaf.",
        "$49.00",
        "Buyer fee (5 %)",
        "$2.45",
        "$51.45",
        "Buy for $51.45",
        "Full refund until Friday 4 December 2026, 09:00 (UTC) if you have watched 20 % or less and downloaded no file.",
        "What you will be able to do",
        "Knead by hand",
        "What you need",
        "An oven",
        "Who it is for",
        "People who like crust",
        "About this course",
        "Flour, water and <strong>patience</strong>.",
        "Lesson 3",
        "Layla Hassan",
        "Nobody has written about this course yet.",
    ] {
        assert!(page.body.contains(text), "{text}");
    }
    let [first, second] = [0, 1].map(|at: usize| format!("/o/{}/preview/{}", course.slug, course.lesson_ids[at]));
    assert!(page.body.contains(first.as_str()), "the free lesson is a link");
    assert!(!page.body.contains(second.as_str()), "a locked one is not");
    let arabic = app.visitor().get(&format!("/ar/o/{}", course.slug)).await.expect_status(200);
    for text in [
        "خبز ينتفخ",
        "اخبز رغيفًا.",
        "$51.45",
        "ليلى حسن",
        "استرداد كامل حتى الجمعة 4 ديسمبر 2026، 09:00 (UTC) إذا شاهدتم 20٪ أو أقل ولم تنزّلوا أي ملف.",
        "ما ستقدرون عليه",
        "تعجنون باليد",
        "ما تحتاجون إليه",
        "فرن",
        "لمن هذه الدورة",
        "محبو القشرة",
        "عن هذه الدورة",
        "دقيق وماء و<strong>صبر</strong>.",
    ] {
        assert!(arabic.body.contains(text), "{text}");
    }
    for other in ["تعجنون باليد", "محبو القشرة"] {
        assert!(!page.body.contains(other), "each language has its own texts: {other}");
    }
    app.visitor().get("/o/nothing-here").await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_refund_holds_to_the_last_minute_that_the_page_promised(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (person, mut visitor) = app.buyer("Omar Nabil").await;
    let promise =
        "Full refund until Friday 4 December 2026, 11:00 (Africa/Cairo) if you have watched 20 % or less and downloaded no file.";
    let page = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(page.body.contains(promise), "the course");
    let order = order(&mut visitor, &course).await;
    let page = visitor.get(&format!("/checkout/{order}")).await.expect_status(200);
    assert!(page.body.contains(promise), "the checkout");
    let secret = client_secret(&mut visitor, &order).await;
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    app.pass(SignedDuration::from_mins(14 * 24 * 60 - 1));
    let mut visitor = app.visitor().logged_in(&app.backend, &person).await;
    let page = visitor.get(&format!("/orders/{order}")).await.expect_status(200);
    assert!(page.body.contains(promise), "the order");
    visitor.post(&format!("/orders/{order}/refund"), &[("confirm", "on")]).await.expect_status(303);
    app.settle().await;
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_owner_goes_on_instead_of_buying(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let path = format!("/o/{}", course.slug);
    let (omar, mut visitor) = app.buyer("Omar Nabil").await;
    let before = visitor.get(&path).await.expect_status(200);
    assert!(before.body.contains("Start for free"));
    assert!(!before.body.contains("Buyer fee"), "nothing to pay, nothing to add up");
    let enrolment = enrol(&app, &omar, &mut visitor, &course).await;
    let owned = visitor.get(&path).await.expect_status(200);
    assert!(owned.body.contains("This course is yours."));
    assert!(owned.body.contains("Continue learning"));
    assert!(owned.body.contains(&format!("href=\"/learn/{enrolment}\"")));
    assert!(owned.body.contains(&format!("href=\"/learn/{enrolment}/{}\"", course.lesson_ids[2])), "every lesson is a link now");
    assert!(!owned.body.contains("action=\"/checkout\""));

    let (_, mut other) = app.buyer("Somebody Else").await;
    assert!(other.get(&path).await.body.contains("Start for free"));
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    let own = seller.get(&path).await.expect_status(200);
    assert!(own.body.contains("This is your own course."));
    assert!(!own.body.contains("action=\"/checkout\""));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_purchase_that_was_begun_is_offered_again_until_it_runs_out(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let path = format!("/o/{}", course.slug);
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let key = visitor.get(&path).await.expect_status(200).form_value("key");
    let placed = visitor.post("/checkout", &[("offering", course.slug.as_str()), ("key", key.as_str())]).await.expect_status(303);
    let page = visitor.get(&path).await.expect_status(200);
    assert!(page.body.contains("Finish paying $51.45"));
    assert!(page.body.contains(&format!("href=\"{}\"", placed.location())));
    app.pass(SignedDuration::from_hours(24));
    assert!(visitor.get(&path).await.body.contains("Buy for $51.45"));
}

/// Gives a course this many reviews of the same moment, each by another account.
async fn write_reviews(app: &TestApp, offering: Uuid, seller: Uuid, count: i32) {
    sqlx::query(
        "with people as (
            insert into accounts (id, email, email_verified_at, display_name, created_at)
            select gen_random_uuid(), 'r' || n || '@people.test', now(), 'Reader ' || n, now() from generate_series(1, $3) n
            returning id, email
         ), bought as (
            insert into orders (id, buyer_id, seller_id, offering_id, status, price_minor, buyer_fee_minor, total_minor,
                commission_minor, seller_share_minor, currency, pricing_version, idempotency_key, expires_at, created_at, updated_at)
            select gen_random_uuid(), id, $2, $1, 'cancelled', 0, 0, 0, 0, 0, 'USD', 1, 'review-' || email, now(), now(), now()
            from people returning id, buyer_id
         )
         insert into reviews (id, offering_id, account_id, order_id, rating, body, locale, created_at)
         select gen_random_uuid(), $1, buyer_id, id, 5, 'Review of ' || buyer_id, 'en', timestamptz '2026-11-20T09:00:00Z'
         from bought",
    )
    .bind(offering)
    .bind(seller)
    .bind(count)
    .execute(&app.backend.db)
    .await
    .unwrap();
    sqlx::query("update offerings set rating_sum = 5 * $2, rating_count = $2 where id = $1")
        .bind(offering)
        .bind(count)
        .execute(&app.backend.db)
        .await
        .unwrap();
}

/// Whose reviews stand on a page.
fn reviewers(body: &str) -> Vec<String> {
    body.split("Review of ").skip(1).map(|rest| rest.chars().take(36).collect()).collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn reviews_stand_on_pages_each_exactly_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    let offering: Uuid = sqlx::query_scalar("select id from offerings").fetch_one(&app.backend.db).await.unwrap();
    write_reviews(&app, offering, shop.seller_id, 45).await;
    let mut visitor = app.visitor();
    let course = visitor.get(&format!("/o/{slug}")).await.expect_status(200);
    assert_eq!(reviewers(&course.body).len(), 4, "the newest few");
    assert!(course.body.contains("Read all 45 reviews"));
    assert!(course.body.contains("5.0 out of 5"));
    assert!(!course.body.contains("Reader 1"), "first names only");

    let (mut next, mut pages, mut second) = (Some(format!("/o/{slug}/reviews")), Vec::new(), None);
    while let Some(path) = next {
        let page = visitor.get(&path).await.expect_status(200);
        pages.push(reviewers(&page.body));
        next = next_page(&page);
        second = second.or_else(|| next.clone());
        assert!(pages.len() < 10, "{path} has no end");
    }
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
    assert_eq!(pages.into_iter().flatten().collect::<BTreeSet<_>>().len(), 45);
    visitor.get(&format!("/o/{slug}/reviews?after=nonsense")).await.expect_status(200);
    sqlx::query("delete from reviews").execute(&app.backend.db).await.unwrap();
    let emptied = visitor.get(&second.expect("a second page")).await.expect_status(303);
    assert_eq!(emptied.location(), format!("/o/{slug}/reviews"), "a page that was emptied leads to the first");
    visitor.get("/o/nothing-here/reviews").await.expect_status(404);
}

/// The value of an attribute in the text of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// The rating bars of a page: label, value, and the percent beside it.
fn bars(body: &str) -> Vec<(String, String, String)> {
    let bars = body.split("<progress").skip(1).map(|rest| {
        let (tag, after) = rest.split_once('>').unwrap();
        assert_eq!(attribute(tag, "max"), "4");
        let percent = after.split('%').next().unwrap().rsplit('>').next().unwrap();
        (attribute(tag, "aria-label").to_owned(), attribute(tag, "value").to_owned(), percent.to_owned())
    });
    bars.collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_bar_for_each_number_of_stars_shows_how_ratings_spread(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    let offering: Uuid = sqlx::query_scalar("select id from offerings").fetch_one(&app.backend.db).await.unwrap();
    write_reviews(&app, offering, shop.seller_id, 4).await;
    sqlx::query(
        "with rated as (
            update reviews r set rating = s.stars
            from (select id, (array[5, 5, 4, 1])[row_number() over (order by id)::integer] as stars from reviews) s
            where s.id = r.id
         )
         update offerings set rating_sum = 15",
    )
    .execute(&app.backend.db)
    .await
    .unwrap();
    for (path, labels) in [
        (format!("/o/{slug}"), ["5 stars", "4 stars", "3 stars", "2 stars", "1 star"]),
        (format!("/ar/o/{slug}"), ["5 نجوم", "4 نجوم", "3 نجوم", "نجمتان", "نجمة"]),
    ] {
        let page = app.visitor().get(&path).await.expect_status(200);
        let expected = [("2", "50"), ("1", "25"), ("0", "0"), ("0", "0"), ("1", "25")];
        let expected = labels.iter().zip(expected);
        let expected: Vec<_> =
            expected.map(|(label, (value, percent))| ((*label).to_owned(), value.to_owned(), percent.to_owned())).collect();
        assert_eq!(bars(&page.body), expected, "{path}");
        assert!(page.body.contains("3.8"), "{path}: the average");
    }
}
