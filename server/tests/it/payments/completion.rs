//! Every way of completion leads to the one sale, whoever tells of the money first; `orderings` has them all at once.

use super::{
    books::assert_one_sale,
    support::{GOOD_CARD, client_secret, confirm, order, order_status, pay_silently},
};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_return_page_completes_the_order(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    let answer = visitor.get(&format!("/checkout/{order_id}/return")).await.expect_status(303);
    assert_eq!(answer.location(), format!("/orders/{order_id}"));
    app.run_jobs().await;
    assert_one_sale(&app).await;
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("$51.45"), "the receipt names the total");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_webhook_completes_the_order_alone(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    assert_one_sale(&app).await;
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn reconciliation_completes_what_no_webhook_told(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    backend::payments::reconcile(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_one_sale(&app).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn pressing_buy_many_times_makes_one_order_and_one_intent(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let key = visitor.get(&format!("/o/{}", course.slug)).await.form_value("key");
    let presses = (0..8).map(|i| {
        let mut visitor = visitor.clone();
        // Half of the presses come from a second tab with a key of its own.
        let key = if i % 2 == 0 { key.clone() } else { format!("{key}-tab") };
        let slug = course.slug.clone();
        async move { visitor.post("/checkout", &[("offering", &slug), ("key", &key)]).await.expect_status(303).location() }
    });
    let mut places = futures::future::join_all(presses).await;
    places.sort();
    places.dedup();
    assert_eq!(places.len(), 1, "{places:?}");
    let order_id = places[0].rsplit('/').next().unwrap().to_owned();
    let secrets = futures::future::join_all((0..8).map(|_| {
        let mut visitor = visitor.clone();
        let order_id = order_id.clone();
        async move { client_secret(&mut visitor, &order_id).await }
    }))
    .await;
    assert!(secrets.iter().all(|secret| *secret == secrets[0]));
    assert_eq!(app.count("select count(*) from payments").await, 1);
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_second_purchase_of_the_same_course_is_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let answer = visitor.post("/checkout", &[("offering", &course.slug), ("key", "another-key")]).await;
    answer.expect_status(409);
    assert_eq!(app.count("select count(*) from orders").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_wrong_amount_opens_nothing_and_goes_back(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    let secret = client_secret(&mut visitor, &order_id).await;
    // Somebody changed the intent's amount behind our back.
    sqlx::query("update sandbox.stripe_objects set body = jsonb_set(body, '{amount}', '100') where kind = 'payment_intent'")
        .execute(&app.backend.db)
        .await
        .unwrap();
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_eq!(order_status(&app).await, "cancelled");
    assert_eq!(app.count("select count(*) from enrolments").await, 0);
    assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'wrong_amount'").await, 1);
    // What came goes back, and the course can be ordered again.
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded' and amount_minor = 100").await, 1);
    let mail: String =
        sqlx::query_scalar("select text_body from mails where template = 'refund'").fetch_one(&app.backend.db).await.unwrap();
    assert!(mail.contains("another amount") && mail.contains("1.00 USD"), "{mail}");
    let page = visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert!(page.body.contains("A payment of another amount"));
    assert_ne!(order(&mut visitor, &course).await, order_id);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_free_course_opens_at_once(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    visitor.get(&format!("/orders/{order_id}")).await.expect_status(200);
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 1);
    assert_eq!(app.count("select count(*) from ledger_entries").await, 0);
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_seller_cannot_buy_the_own_course(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    seller.post("/checkout", &[("offering", &course.slug), ("key", "a-long-key")]).await.expect_status(409);
    assert_eq!(app.count("select count(*) from orders").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_price_is_the_servers_alone(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    visitor
        .post("/checkout", &[("offering", &course.slug), ("key", "a-long-key"), ("price_minor", "1"), ("total", "0")])
        .await
        .expect_status(303);
    assert_eq!(app.count("select total_minor from orders").await, 5_145);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_order_that_ends_while_its_checkout_opens_gets_no_attempt(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    // Somebody else holds the order; the page has looked at it once and waits for it.
    let mut tx = app.backend.db.begin().await.unwrap();
    sqlx::query("select from orders for update").execute(&mut *tx).await.unwrap();
    let path = format!("/checkout/{order_id}");
    let page = tokio::spawn(async move { visitor.get(&path).await });
    for _ in 0..100 {
        let waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        if app.count(waiting).await > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    sqlx::query("update orders set status = 'cancelled'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let answer = page.await.unwrap().expect_status(303);
    assert_eq!(answer.location(), format!("/orders/{order_id}"));
    assert_eq!(app.count("select count(*) from payments").await, 0);
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn news_before_the_answer_reach_the_open_attempt_and_not_a_refused_one(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = order(&mut visitor, &course).await;
    // The provider refused the first attempt; of the second, only its news have come.
    sqlx::query(
        "insert into payments (id, order_id, attempt, provider, status, amount_minor, currency, failure_code, created_at, updated_at)
         select gen_random_uuid(), id, 1, 'stripe', 'cancelled', total_minor, currency, 'refused', created_at, created_at from orders",
    )
    .execute(&app.backend.db)
    .await
    .unwrap();
    let secret = client_secret(&mut visitor, &order_id).await;
    sqlx::query("update payments set provider_ref = null, client_secret = null").execute(&app.backend.db).await.unwrap();
    confirm(&app, &secret, GOOD_CARD).await;
    app.settle().await;
    assert_eq!(app.count("select attempt::bigint from payments where status = 'succeeded'").await, 2);
    assert_one_sale(&app).await;
}
