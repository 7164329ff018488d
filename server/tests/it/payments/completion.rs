//! The webhook and the return page may come in any order and number: one payment, one enrolment, balanced books.

use super::support::{GOOD_CARD, client_secret, confirm, order, order_status, pay_silently};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

async fn assert_one_sale(app: &TestApp) {
    assert_eq!(order_status(app).await, "active");
    for (sql, expected) in [
        ("select count(*) from payments where status = 'succeeded'", 1),
        ("select count(*) from enrolments where status = 'active'", 1),
        ("select count(*) from ledger_entries", 1),
        ("select count(*) from ledger_lines", 4),
        ("select count(*) from mails where template = 'receipt'", 1),
        ("select count(*) from mails where template = 'sale'", 1),
        ("select count(*) from order_events where kind = 'paid'", 1),
    ] {
        let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&app.backend.db).await.unwrap();
        assert_eq!(found, expected, "{sql}");
    }
    app.assert_promises().await;
}

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
async fn sixty_four_parallel_returns_and_webhooks_make_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.stripe.deliver_pending().await.unwrap();
    let returns = (0..64).map(|_| {
        let mut visitor = visitor.clone();
        let path = format!("/checkout/{order_id}/return");
        async move { visitor.get(&path).await.status }
    });
    let (statuses, ()) = tokio::join!(futures::future::join_all(returns), app.run_jobs());
    assert!(statuses.iter().all(|status| [200, 303, 503].contains(status)), "{statuses:?}");
    app.settle().await;
    assert_one_sale(&app).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_event_five_times_in_any_order_makes_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    for round in 0..5 {
        app.settle().await;
        // The provider forgets that it delivered and starts over; on odd rounds the newest event comes first.
        let sql = if round % 2 == 0 {
            "update sandbox.stripe_deliveries set state = 'pending', attempt = 0, next_at = 0"
        } else {
            "update sandbox.stripe_deliveries set state = 'pending', attempt = 0, next_at = -id"
        };
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&app.backend.db).await.unwrap();
        sqlx::query("update provider_events set processed_at = null").execute(&app.backend.db).await.unwrap();
        sqlx::query("select graphile_worker.add_job('handle_provider_event', json_build_object('provider_event_id', id)) from provider_events order by random()")
            .execute(&app.backend.db)
            .await
            .unwrap();
    }
    app.settle().await;
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
async fn a_wrong_amount_opens_nothing_and_is_noted(db: PgPool) {
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
    assert_eq!(order_status(&app).await, "awaiting_payment");
    assert_eq!(app.count("select count(*) from enrolments").await, 0);
    assert_eq!(app.count("select count(*) from reconciliation_breaks where kind = 'wrong_amount'").await, 1);
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
