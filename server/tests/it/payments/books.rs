//! The books after a purchase: gross is seller's share, commission and buyer fee to the cent, and nobody may change a line.

use super::support::{assert_same_books, control, order_status, pay_silently};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};
use uuid::Uuid;

/// What is held after the only course was sold for 49.00 and the buyer fee of 5 %.
const SOLD: &[(&str, i64)] =
    &[("provider_clearing", -5_145), ("seller_held", 4_165), ("commission", 735), ("buyer_fees", 245), ("refunds_due", 0)];

/// What an account of the books holds for others in a currency; debts are positive.
async fn held(app: &TestApp, kind: &str, currency: &str) -> i64 {
    sqlx::query_scalar(
        "select coalesce(-sum(l.amount_minor), 0)::bigint from ledger_lines l join ledger_accounts a on a.id = l.account_id
         where a.kind = $1 and a.currency = $2 and l.currency = $2",
    )
    .bind(kind)
    .bind(currency)
    .fetch_one(&app.backend.db)
    .await
    .unwrap()
}

async fn assert_held(app: &TestApp, currency: &str, expected: &[(&str, i64)]) {
    for (kind, minor) in expected {
        assert_eq!(held(app, kind, currency).await, *minor, "{kind} in {currency}");
    }
}

/// The only order was paid once, told once, and opened the course once.
pub async fn assert_one_sale(app: &TestApp) {
    assert_eq!(order_status(app).await, "active");
    for (sql, expected) in [
        ("select count(*) from payments where status = 'succeeded'", 1),
        ("select count(*) from enrolments where status = 'active'", 1),
        ("select count(*) from ledger_entries", 1),
        ("select count(*) from ledger_lines", 4),
        ("select count(*) from events where kind = 'order_paid'", 1),
        ("select count(*) from mails where template = 'receipt'", 1),
        ("select count(*) from mails where template = 'sale'", 1),
        ("select count(*) from order_events where kind = 'paid'", 1),
        ("select sum(learner_count)::bigint from offerings", 1),
    ] {
        assert_eq!(app.count(sql).await, expected, "{sql}");
    }
    assert_held(app, "USD", SOLD).await;
    assert_same_books(app).await;
    app.assert_promises().await;
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_currency_has_its_own_books_and_halves_go_to_the_even_side(db: PgPool) {
    let app = TestApp::start(db).await;
    let dollars = CourseBuilder::default().build(&app.backend).await;
    let pounds = CourseBuilder::default().priced(19_990).titled("Tea for two").build(&app.backend).await;
    sqlx::query("update offerings set currency = 'EGP' where id = $1")
        .bind(pounds.offering_id)
        .execute(&app.backend.db)
        .await
        .unwrap();
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &dollars).await;
    pay_silently(&app, &mut visitor, &pounds).await;
    app.settle().await;
    assert_held(&app, "USD", SOLD).await;
    // 5 % of 199.90 are 9.995 and 15 % are 29.985.
    let sold = [("provider_clearing", -20_990), ("seller_held", 16_992), ("commission", 2_998), ("buyer_fees", 1_000)];
    assert_held(&app, "EGP", &sold).await;
    assert_eq!(app.count("select count(*) from payments where status = 'succeeded' and currency = 'EGP'").await, 1);
    assert_same_books(&app).await;
    app.assert_promises().await;
}

/// The newest mail of a template: subject and text.
async fn mail(app: &TestApp, template: &str) -> (String, String) {
    sqlx::query_as("select subject, text_body from mails where template = $1 order by id desc limit 1")
        .bind(template)
        .fetch_one(&app.backend.db)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_mails_of_a_sale_name_its_amounts_in_their_readers_language(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    for (name, locale, subject, until, place) in [
        ("Omar Nabil", "en", "Your receipt for Bread that rises", "Friday 4 December 2026, 11:00 (Africa/Cairo)", "/learn/"),
        ("Mona Hassan", "ar", "إيصالكم عن خبز ينتفخ", "الجمعة 4 ديسمبر 2026، 11:00 (Africa/Cairo)", "/ar/learn/"),
    ] {
        let (person, mut visitor) = app.buyer(name).await;
        let chosen = sqlx::query("update accounts set locale = $2 where id = $1").bind(person.account_id.0).bind(locale);
        chosen.execute(&app.backend.db).await.unwrap();
        let order_id = pay_silently(&app, &mut visitor, &course).await;
        app.settle().await;
        let enrolment: Uuid = sqlx::query_scalar("select id from enrolments where account_id = $1")
            .bind(person.account_id.0)
            .fetch_one(&app.backend.db)
            .await
            .unwrap();
        let receipt = mail(&app, "receipt").await;
        assert_eq!(receipt.0, subject);
        let link = format!("{}{place}{enrolment}", app.base_url);
        for part in ["49.00 USD", "2.45 USD", "51.45 USD", until, link.as_str()] {
            assert!(receipt.1.contains(part), "{locale}: {part} in {}", receipt.1);
        }
        let sale = mail(&app, "sale").await;
        assert!(sale.0.contains(name), "{}", sale.0);
        assert!(sale.1.contains("41.65 USD") && sale.1.contains(&format!("/o/{}", course.slug)), "{}", sale.1);
        visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
        app.settle().await;
        let refund = mail(&app, "refund").await;
        assert!(refund.1.contains("51.45 USD"), "{locale}: {}", refund.1);
    }
    assert_eq!(
        app.count("select count(*) from mails where template = 'refund' and locale = 'ar' and subject like '%خبز ينتفخ%'").await,
        1
    );
    assert_eq!(
        app.count("select count(*) from mails where template in ('receipt', 'sale', 'refund') and status = 'sent'").await,
        6
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refund_whose_key_may_be_forgotten_is_looked_for_and_not_made_again(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let order_id = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    visitor.post(&format!("/orders/{order_id}/refund"), &[("confirm", "on")]).await.expect_status(303);
    sqlx::query("delete from graphile_worker._private_jobs").execute(&app.backend.db).await.unwrap();
    let refund: Uuid = sqlx::query_scalar("select id from refunds").fetch_one(&app.backend.db).await.unwrap();
    // The refund is made, its answer and its news are lost, and after a day the provider forgets the key.
    let lost = serde_json::json!({ "drop": true, "fail_next": { "path_contains": "POST /v1/refunds", "after_effect": true, "remember": false } });
    control(&app, "chaos", &lost).await;
    assert!(backend::payments::pay_refund(&app.backend, refund).await.is_err());
    assert_eq!(app.count("select count(*) from refunds where status = 'due'").await, 1);
    sqlx::query("update sandbox.stripe_idempotency set created = created - 86400").execute(&app.backend.db).await.unwrap();
    app.pass(SignedDuration::from_hours(13));
    // From now on, asking for a refund at all would fail.
    control(&app, "chaos", &serde_json::json!({ "fail_next": { "path_contains": "POST /v1/refunds" } })).await;
    backend::payments::pay_refund(&app.backend, refund).await.unwrap();
    assert_eq!(app.count("select count(*) from refunds where status = 'succeeded'").await, 1);
    assert_eq!(app.count("select count(*) from sandbox.stripe_objects where kind = 'refund'").await, 1);
    for kind in ["provider_clearing", "seller_held", "commission", "buyer_fees", "refunds_due"] {
        assert_eq!(held(&app, kind, "USD").await, 0, "{kind}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_application_has_no_right_to_change_the_ledger_and_the_trigger_asks_no_rights(db: PgPool) {
    let kept: Vec<String> = sqlx::query_scalar(
        "select t || ' ' || p from unnest(array['ledger_entries', 'ledger_lines']) t, unnest(array['update', 'delete', 'truncate']) p
         where has_table_privilege(t, p)
         union all
         select attrelid::regclass || ' ' || attname from pg_attribute
         where attrelid in ('ledger_entries'::regclass, 'ledger_lines'::regclass) and attnum > 0
            and has_column_privilege(attrelid, attnum, 'update')",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    // The identity, which nothing can set: foreign keys need the right to lock the row.
    assert_eq!(kept, ["ledger_entries id"]);
    sqlx::query("grant all on ledger_entries, ledger_lines to current_user").execute(&db).await.unwrap();
    for sql in [
        "update ledger_entries set transition = 'other'",
        "update ledger_lines set amount_minor = 1",
        "delete from ledger_entries",
        "delete from ledger_lines",
        "truncate ledger_lines",
        "truncate ledger_entries, ledger_lines",
    ] {
        let refused = sqlx::query(sql).execute(&db).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
}
