//! The webhook and the return page may come in any order and number, at once or one after the other: one payment, one enrolment,
//! balanced books.

use super::{
    books::assert_one_sale,
    support::{control, pay_silently},
    webhook::tell,
};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp, Visitor};

const CLIENTS: usize = 64;

/// A paid order of which the site has heard nothing yet: the buyer, the order, and the provider's events, oldest first.
async fn unheard(app: &TestApp) -> (Visitor, String, Vec<String>) {
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(app, &mut visitor, &course).await;
    let events = events_after(app, 0).await;
    (visitor, order_id, events)
}

/// The provider's events behind the first ones.
async fn events_after(app: &TestApp, known: i64) -> Vec<String> {
    sqlx::query_scalar("select body::text from sandbox.stripe_events order by seq offset $1")
        .bind(known)
        .fetch_all(&app.backend.db)
        .await
        .unwrap()
}

/// The same buyer comes back from the bank in many windows at once.
async fn return_at_once(visitor: &Visitor, order_id: &str) {
    let returns = (0..CLIENTS).map(|_| {
        let mut visitor = visitor.clone();
        let path = format!("/checkout/{order_id}/return");
        async move { visitor.get(&path).await.status }
    });
    let statuses = futures::future::join_all(returns).await;
    assert!(statuses.iter().all(|status| [200, 303, 503].contains(status)), "{statuses:?}");
}

/// Every event comes from many servers of the provider at once.
async fn tell_at_once(app: &TestApp, events: &[String]) {
    let provider = app.visitor();
    let posts = events.iter().cycle().take(CLIENTS).map(|body| tell(app, &provider, body));
    let statuses = futures::future::join_all(posts).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

/// Nothing that comes later changes anything.
async fn assert_one_sale_for_good(app: &TestApp) {
    app.settle().await;
    assert_one_sale(app).await;
    backend::payments::reconcile(&app.backend).await.unwrap();
    app.settle().await;
    assert_one_sale(app).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn webhooks_before_sixty_four_returns_make_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    let (visitor, order_id, events) = unheard(&app).await;
    tell_at_once(&app, &events).await;
    app.run_jobs().await;
    assert_one_sale(&app).await;
    return_at_once(&visitor, &order_id).await;
    assert_one_sale_for_good(&app).await;
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn webhooks_during_sixty_four_returns_make_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    let (visitor, order_id, events) = unheard(&app).await;
    // Told once and not acted on, so that the jobs, the returns and the other deliveries begin together.
    app.stripe.deliver_pending().await.unwrap();
    tokio::join!(return_at_once(&visitor, &order_id), tell_at_once(&app, &events), app.run_jobs());
    assert_one_sale_for_good(&app).await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn webhooks_after_sixty_four_returns_make_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    let (visitor, order_id, events) = unheard(&app).await;
    return_at_once(&visitor, &order_id).await;
    app.run_jobs().await;
    assert_one_sale(&app).await;
    tell_at_once(&app, &events).await;
    assert_one_sale_for_good(&app).await;
    app.assert_no_jobs_left().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_event_delivered_five_times_and_shuffled_makes_one_sale(db: PgPool) {
    let app = TestApp::start(db).await;
    control(&app, "chaos", &serde_json::json!({ "duplicates": 4, "shuffle": true })).await;
    let (_, _, events) = unheard(&app).await;
    sqlx::query("update sandbox.stripe_deliveries set next_at = 0").execute(&app.backend.db).await.unwrap();
    let delivered = app.stripe.deliver_pending().await.unwrap();
    assert_eq!(delivered, 5 * events.len());
    for _ in 0..5 {
        app.run_jobs().await;
        assert_one_sale(&app).await;
        // The site forgets that it has acted, and acts again in another order.
        sqlx::query("update provider_events set processed_at = null").execute(&app.backend.db).await.unwrap();
        sqlx::query(
            "select graphile_worker.add_job('handle_provider_event', json_build_object('provider_event_id', id))
             from (select id from provider_events order by random()) shuffled",
        )
        .execute(&app.backend.db)
        .await
        .unwrap();
    }
    app.run_jobs().await;
    assert_one_sale_for_good(&app).await;
}

/// Every order in which the three events of a purchase can come.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_events_of_a_purchase_in_every_order_there_is_make_one_sale_each(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (provider, mut known) = (app.visitor(), 0);
    for order in ORDERS {
        let (_, mut visitor) = app.buyer("Omar Nabil").await;
        pay_silently(&app, &mut visitor, &course).await;
        let events = events_after(&app, known).await;
        assert_eq!(events.len(), order.len(), "{events:?}");
        known += 3;
        for event in order {
            assert_eq!(tell(&app, &provider, &events[event]).await, 200);
            app.run_jobs().await;
            app.assert_promises().await;
        }
    }
    for sql in [
        "select count(*) from orders where status = 'active'",
        "select count(*) from payments where status = 'succeeded'",
        "select count(*) from enrolments where status = 'active'",
        "select count(*) from ledger_entries where transition = 'captured'",
        "select count(*) from order_events where kind = 'paid'",
        "select count(*) from mails where template = 'receipt'",
    ] {
        assert_eq!(app.count(sql).await, 6, "{sql}");
    }
}
