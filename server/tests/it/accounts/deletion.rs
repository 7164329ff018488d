//! Leaving: two weeks to think, then the person goes and the books stay.

use super::support::{PASSWORD, WRONG_PASSWORD, is_logged_in, link, log_in, mail, mail_count, member, places_of, token};
use crate::{
    learning::support::{enrol, enrolment_of},
    payments::support_for_routes::pay_silently,
};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, NewCourse, Person, TestApp, Visitor};
use uuid::Uuid;

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn two_weeks_after_the_wish_the_person_goes_and_the_order_stays(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    let mut elsewhere = app.visitor().logged_in(&app.backend, &omar).await;
    enrol(&app, &omar, &mut visitor, &course).await;
    visitor.post("/settings/delete", &[("password", WRONG_PASSWORD)]).await.expect_status(422);
    assert_eq!(
        visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303).location(),
        "/settings/delete"
    );
    assert!(!is_logged_in(&mut elsewhere).await);
    let page = visitor.get("/settings/delete").await.expect_status(200);
    assert!(page.body.contains("Friday 4 December 2026, 11:00 (Africa/Cairo)"), "the page says when");
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-asked").await, 1);

    app.pass(DAY * 14);
    backend::accounts::sweep(&app.backend).await.unwrap();
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
    app.pass(SignedDuration::from_secs(1));
    for _ in 0..2 {
        backend::accounts::sweep(&app.backend).await.unwrap();
    }
    let gone: i64 = sqlx::query_scalar(
        "select count(*) from accounts where id = $1 and status = 'deleted' and email = 'deleted-' || id || '@deleted.invalid'
            and display_name = '' and password_hash is null and email_verified_at is null and time_zone = 'UTC'",
    )
    .bind(omar.account_id.0)
    .fetch_one(&app.backend.db)
    .await
    .unwrap();
    assert_eq!(gone, 1);
    assert_eq!(app.count("select count(*) from logins").await, 0);
    assert_eq!(app.count("select count(*) from account_links").await, 0);
    assert!(!is_logged_in(&mut visitor).await);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(422);
    let orders: i64 = sqlx::query_scalar("select count(*) from orders where buyer_id = $1")
        .bind(omar.account_id.0)
        .fetch_one(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(orders, 1, "the books keep their rows");
    assert_eq!(app.count("select count(*) from events where kind = 'account_deleted'").await, 1);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_changes_the_mind_in_time_stays(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    app.pass(DAY * 7);
    // Asking again does not start the time again.
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-asked").await, 1);
    app.pass(DAY * 6);
    visitor.post("/settings/delete/cancel", &[]).await.expect_status(303);
    assert_eq!(mail_count(&app, &omar.email, "accounts-deletion-cancelled").await, 1);
    app.pass(DAY * 5);
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert_eq!(app.count("select count(*) from accounts where status = 'active' and display_name = 'Omar Nabil'").await, 1);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
}

/// Two weeks and a second after the wish, and the night's job.
async fn let_the_time_pass(app: &TestApp) {
    app.pass(DAY * 14 + SignedDuration::from_secs(1));
    backend::accounts::sweep(&app.backend).await.unwrap();
}

async fn is_gone(app: &TestApp, person: &Person) -> bool {
    sqlx::query_scalar("select status = 'deleted' from accounts where id = $1")
        .bind(person.account_id.0)
        .fetch_one(&app.backend.db)
        .await
        .unwrap()
}

/// All rows of all tables, as one hash each.
pub async fn snapshot(app: &TestApp) -> Vec<(String, String)> {
    let tables: Vec<String> =
        sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1")
            .fetch_all(&app.backend.db)
            .await
            .unwrap();
    let mut hashes = Vec::new();
    for table in tables {
        let sql = format!("select coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') from \"{table}\" t");
        let hash: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&app.backend.db).await.unwrap();
        hashes.push((table, hash));
    }
    hashes
}

/// Stores a review of an enrolled course.
async fn review(app: &TestApp, person: &Person, course: &NewCourse, body: &str) {
    sqlx::query(
        "insert into reviews (id, offering_id, account_id, order_id, rating, body, locale, created_at)
         select $1, e.offering_id, e.account_id, e.order_id, 4, $2, 'en', e.created_at
         from enrolments e where e.account_id = $3 and e.offering_id = $4",
    )
    .bind(Uuid::now_v7())
    .bind(body)
    .bind(person.account_id.0)
    .bind(course.offering_id)
    .execute(&app.backend.db)
    .await
    .unwrap();
}

async fn note(visitor: &mut Visitor, enrolment: Uuid, course: &NewCourse, body: &str) {
    let (enrolment, lesson) = (enrolment.to_string(), course.lesson_ids[0].to_string());
    let fields = [("enrolment", enrolment.as_str()), ("lesson", lesson.as_str()), ("position_ms", "1000"), ("body", body)];
    visitor.call("learning/add_note", &fields).await.expect_status(200);
}

/// Moves somebody to another address by the link in the mail.
async fn move_to(app: &TestApp, person: Person, email: &str) -> Person {
    let mut visitor = app.visitor().logged_in(&app.backend, &person).await;
    visitor.post("/settings/email", &[("email", email), ("password", PASSWORD)]).await.expect_status(303);
    let token = token(&link(app, &mail(app, email, "accounts-change-email").await));
    visitor.post("/settings/email/confirm", &[("token", token.as_str())]).await.expect_status(303);
    Person { email: email.to_owned(), ..person }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nothing_that_names_the_person_stays_and_everybody_elses_does(db: PgPool) {
    let app = TestApp::start(db).await;
    let paid = CourseBuilder::default().build(&app.backend).await;
    let free = CourseBuilder::default().priced(0).titled("Tea for two").build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar.before@people.test").await;
    let omar = move_to(&app, omar, "omar.now@people.test").await;
    let mona = member(&app, "Mona Hassan", "mona@people.test").await;
    for (person, note_text, review_text) in [(&omar, "pinch the dough", "crusty words"), (&mona, "turn the tray", "warm words")] {
        let mut visitor = app.visitor().logged_in(&app.backend, person).await;
        pay_silently(&app, &mut visitor, &paid).await;
        app.settle().await;
        let enrolment = enrol(&app, person, &mut visitor, &free).await;
        note(&mut visitor, enrolment, &free, note_text).await;
        review(&app, person, &free, review_text).await;
        visitor.post(&format!("/wishlist/{}", paid.slug), &[("wish", "1")]).await.expect_status(303);
    }
    sqlx::query(
        "insert into provider_events (provider, event_id, kind, payload, received_at, processed_at)
         values ('stripe', 'evt_told', 'charge.succeeded', '{\"id\": \"evt_told\", \"data\": {\"object\": {\"amount\": 5145,
            \"receipt_email\": \"omar.now@people.test\", \"billing_details\": {\"name\": \"Omar Nabil\"}}}}', '2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z')",
    )
    .execute(&app.backend.db)
    .await
    .unwrap();
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    // A letter that was asked for and not written yet.
    app.visitor().post("/forgot", &[("email", omar.email.as_str())]).await.expect_status(303);
    for canary in ["omar.before@people.test", "omar.now@people.test", "Omar Nabil", "pinch the dough", "crusty words"] {
        assert!(!places_of(&app, canary).await.is_empty(), "{canary} stands somewhere before");
    }

    let_the_time_pass(&app).await;
    assert!(is_gone(&app, &omar).await);
    for canary in ["omar.before@people.test", "omar.now@people.test", "Omar Nabil", "pinch the dough", "crusty words"] {
        assert_eq!(places_of(&app, canary).await, Vec::<String>::new(), "{canary}");
    }
    for kept in ["mona@people.test", "Mona Hassan", "turn the tray", "warm words"] {
        assert!(!places_of(&app, kept).await.is_empty(), "{kept} belongs to somebody else");
    }
    assert_eq!(
        app.count(
            "select count(*) from provider_events where payload #>> '{data,object,amount}' = '5145' and event_id = 'evt_told'"
        )
        .await,
        1
    );
    assert_eq!(app.count("select count(*) from orders").await, 4, "the books keep their rows");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 4);
    assert_eq!(app.count("select count(*) from reviews where rating = 4").await, 2, "the stars stay");
    assert_eq!(app.count("select count(*) from wishlist_items").await, 1);
    let before = snapshot(&app).await;
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert_eq!(snapshot(&app).await, before, "once more changes nothing");
    app.assert_promises().await;

    // The readers see it in their own language.
    for (path, words) in [("", "Deleted account"), ("/ar", "حساب محذوف")] {
        let page = app.visitor().get(&format!("{path}/o/{}", free.slug)).await.expect_status(200);
        assert!(page.body.contains(words), "{words}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_unpaid_order_is_cancelled_and_nobody_waits_for_it(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    app.pass(DAY * 14);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
    let key = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200).form_value("key");
    let form = [("offering", course.slug.as_str()), ("key", key.as_str())];
    let checkout = visitor.post("/checkout", &form).await.expect_status(303).location();
    visitor.get(&checkout).await.expect_status(200);
    app.pass(SignedDuration::from_secs(1));
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert!(is_gone(&app, &omar).await);
    assert_eq!(app.count("select count(*) from orders where status = 'cancelled' and refunded_at is null").await, 1);
    assert_eq!(app.count("select count(*) from payments where status = 'cancelled'").await, 1, "nobody can pay it any more");
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_deletion_waits_for_the_money_that_goes_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    visitor.post("/settings/delete", &[("password", PASSWORD)]).await.expect_status(303);
    app.pass(DAY * 14);
    log_in(&mut visitor, &omar.email, PASSWORD).await.expect_status(303);
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    app.pass(SignedDuration::from_secs(1));
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert!(!is_gone(&app, &omar).await);
    assert!(visitor.get("/settings/delete").await.expect_status(200).body.contains("Money is on its way back to you."));
    for _ in 0..2 {
        app.settle().await;
    }
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert!(is_gone(&app, &omar).await);
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1, "what is owed is paid");
    assert_eq!(places_of(&app, "omar@people.test").await, Vec::<String>::new());
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_seller_goes_when_paid_and_the_learners_keep_their_course(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (omar, mut buyer) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut buyer, &course).await;
    app.settle().await;
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    seller.post("/settings/delete", &[]).await.expect_status(303);
    app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);

    let_the_time_pass(&app).await;
    assert!(!is_gone(&app, &course.seller).await);
    app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(404);
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    assert!(seller.get("/settings/delete").await.expect_status(200).body.contains("we still hold your share"));

    pay_out(&app, &course).await;
    backend::accounts::sweep(&app.backend).await.unwrap();
    assert!(is_gone(&app, &course.seller).await);
    for canary in ["layla", "ليلى", course.seller.email.as_str()] {
        assert_eq!(places_of(&app, canary).await, Vec::<String>::new(), "{canary}");
    }
    let enrolment = enrolment_of(&app, &omar, &course).await;
    let mut buyer = app.visitor().logged_in(&app.backend, &omar).await;
    let lesson = course.lesson_ids[0];
    assert!(buyer.get(&format!("/learn/{enrolment}/{lesson}")).await.expect_status(200).body.contains("<video"));
    for (path, words) in [("/orders", "Bread that rises"), ("/learn", "Deleted account"), ("/ar/learn", "حساب محذوف")] {
        assert!(buyer.get(path).await.expect_status(200).body.contains(words), "{path}: {words}");
    }
    app.assert_promises().await;
}

/// Books the seller's share as paid out.
async fn pay_out(app: &TestApp, course: &NewCourse) {
    let mut tx = app.backend.db.begin().await.unwrap();
    let entry: i64 = sqlx::query_scalar(
        "insert into ledger_entries (provider, object_id, transition, occurred_at) values ('stripe', 'po_test', 'paid_out', '2026-12-05T09:00:00Z')
         returning id",
    )
    .fetch_one(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "insert into ledger_lines (entry_id, account_id, amount_minor, currency)
         select $1, side.id, side.amount_minor, 'USD' from (
            select a.id, -sum(l.amount_minor)::bigint as amount_minor from ledger_accounts a join ledger_lines l on l.account_id = a.id
            where a.kind = 'seller_held' and a.party_id = $2 group by a.id
            union all
            select (select id from ledger_accounts where kind = 'provider_clearing' and currency = 'USD'), sum(l.amount_minor)::bigint
            from ledger_accounts a join ledger_lines l on l.account_id = a.id where a.kind = 'seller_held' and a.party_id = $2) side",
    )
    .bind(entry)
    .bind(course.seller_id)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
