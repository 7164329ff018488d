//! Every view of the promises sees what breaks it: after one good sale, each way of breaking one is tried and taken back.

use super::support::pay_silently;
use jiff::SignedDuration;
use sqlx::PgPool;
use std::{collections::BTreeMap, panic::AssertUnwindSafe};
use test_support::{CourseBuilder, TestApp, broken_promises};

/// A view, a part of what it says, and what is done to the one sale to make it say so.
struct Break {
    view: &'static str,
    says: &'static str,
    done: &'static [&'static str],
}

const fn broken(view: &'static str, says: &'static str, done: &'static [&'static str]) -> Break {
    Break { view, says, done }
}

/// An entry of the only order with two lines that balance.
macro_rules! entry {
    ($object:literal, $transition:literal, $debit:literal, $credit:literal) => {
        concat!(
            "with entry as (insert into ledger_entries (provider, object_id, transition, order_id, occurred_at)
                select 'stripe', '",
            $object,
            "', '",
            $transition,
            "', id, created_at from orders returning id),
             account as (insert into ledger_accounts (kind, party_id, currency) values ('",
            $debit,
            "', null, 'USD'), ('",
            $credit,
            "', null, 'USD')
                on conflict on constraint ledger_accounts_once do update set kind = excluded.kind returning id, kind)
             insert into ledger_lines (entry_id, account_id, amount_minor, currency)
             select entry.id, account.id, case account.kind when '",
            $debit,
            "' then 5 else -5 end, 'USD' from entry, account"
        )
    };
}

/// A refund of the only payment.
macro_rules! refund {
    ($status:literal, $amount:literal, $age:literal) => {
        concat!(
            "insert into refunds (id, payment_id, amount_minor, currency, reason, status, provider_ref, created_at, updated_at)
             select gen_random_uuid(), id, ",
            $amount,
            ", currency, 'requested_by_buyer', '",
            $status,
            "', 're_1',
                promises_as_of() - interval '",
            $age,
            "', promises_as_of() from payments"
        )
    };
}

const UNPAID: &str = "update orders set status = 'awaiting_payment', paid_at = null";
const LONG_OVER: &str = "update orders set expires_at = promises_as_of() - interval '7 hours'";
const A_JOB: &str = "select graphile_worker.add_job('send_mail', '{}')";

const BREAKS: &[Break] = &[
    broken("broken_p1_books", "USD", &[
        "insert into ledger_lines (entry_id, account_id, amount_minor, currency) select entry_id, account_id, 1, currency from ledger_lines limit 1",
    ]),
    broken("broken_p1_books", "line and account differ", &[
        "insert into ledger_lines (entry_id, account_id, amount_minor, currency)
         select entry_id, account_id, sign(amount_minor), 'EUR' from ledger_lines where amount_minor in (5145, -4165)",
    ]),
    broken("broken_p1_books", "entry without lines", &[
        "insert into ledger_entries (provider, object_id, transition, occurred_at) values ('stripe', 'pi_other', 'captured', promises_as_of())",
    ]),
    broken("broken_p2_counted_twice", "2", &[entry!("pi_again", "captured", "provider_clearing", "commission")]),
    broken("broken_p3_lost", "without a succeeded payment", &["update payments set status = 'failed'"]),
    broken("broken_p3_lost", "without a ledger entry", &["update payments set provider_ref = 'pi_other'"]),
    broken("broken_p4_repeated", "told 2 times", &[
        "insert into order_events (order_id, kind, created_at) select id, 'paid', created_at from orders",
    ]),
    broken("broken_p4_repeated", "is active", &["update orders set refunded_at = paid_at"]),
    broken("broken_p4_repeated", "2 times order_paid", &[
        "insert into events (kind, subject_id, created_at) select 'order_paid', id, created_at from orders",
    ]),
    broken("broken_p4_repeated", "without order_paid", &["delete from events where kind = 'order_paid'"]),
    broken("broken_p4_repeated", "succeeded refund, told 0 times", &[refund!("succeeded", "5", "1 minute")]),
    broken("broken_p5_gross", "captured 5146, booked 5145", &["update payments set amount_minor = amount_minor + 1"]),
    broken("broken_p5_gross", "refunds above", &[refund!("due", "5146", "1 minute")]),
    broken("broken_p5_gross", "shared as seller 4165, commission 735", &[
        "update orders set commission_minor = seller_share_minor, seller_share_minor = commission_minor",
    ]),
    broken("broken_p5_gross", "booked as 2 sales", &[entry!("pi_again", "captured", "provider_clearing", "commission")]),
    broken("broken_p5_refunds", "kept 1", &["update payments set refunded_minor = 1"]),
    broken("broken_p5_refunds", "succeeded refund without", &[refund!("succeeded", "5", "1 minute")]),
    broken("broken_p5_refunds", "failed refund still booked", &[
        refund!("failed", "5", "1 minute"),
        entry!("re_1", "refunded", "refunds_due", "provider_clearing"),
    ]),
    broken("broken_p5_kept", "order is expired, 0 of 5145", &["update orders set status = 'expired'"]),
    broken("broken_p5_owed", "books owe 0, refunds under way 5,", &[refund!("due", "5", "1 minute")]),
    broken("broken_p5_owed", "books owe 5, refunds under way 0,", &[
        entry!("pi_again", "refund_owed", "seller_held", "refunds_due"),
    ]),
    broken("broken_p5_shares", "shares of 5145 still held", &["update orders set status = 'cancelled'"]),
    broken("broken_p6_open_twice", "", &[
        "drop index enrolments_one_active",
        "insert into orders select (jsonb_populate_record(o, '{\"id\": \"01a1fb45-0000-7000-8000-000000000001\", \"number\": 1,
            \"idempotency_key\": \"of another form\"}')).* from orders o",
        "insert into enrolments (id, account_id, offering_id, order_id, status, created_at)
         select gen_random_uuid(), account_id, offering_id, '01a1fb45-0000-7000-8000-000000000001', 'active', created_at from enrolments",
    ]),
    broken("broken_p7_access", "active without a paid order", &["update orders set status = 'cancelled'"]),
    broken("broken_p7_access", "paid course without", &["update enrolments set status = 'revoked'"]),
    broken("broken_p7_access", "of another buyer", &["update enrolments set account_id = (select account_id from sellers limit 1)"]),
    broken("broken_p8_events", "payment_intent.succeeded not acted on", &[
        "insert into provider_events (provider, event_id, kind, payload, received_at)
         values ('stripe', 'evt_late', 'payment_intent.succeeded', '{}', promises_as_of() - interval '61 seconds')",
    ]),
    broken("broken_p8_jobs", "send_mail gave up after 25 tries", &[
        A_JOB,
        "update graphile_worker._private_jobs set attempts = 25, max_attempts = 25",
    ]),
    broken("broken_p8_jobs", "send_mail due since", &[
        A_JOB,
        "update graphile_worker._private_jobs set run_at = now() - interval '11 minutes'",
    ]),
    broken("broken_p9_stuck", "success kept waiting", &[UNPAID]),
    broken("broken_p9_stuck", "without an answer", &[
        UNPAID,
        "update payments set status = 'unknown', created_at = promises_as_of() - interval '7 hours'",
    ]),
    broken("broken_p9_stuck", "processing, its order ended", &[UNPAID, LONG_OVER, "update payments set status = 'processing'"]),
    broken("broken_p9_stuck", "still unpaid", &[UNPAID, LONG_OVER]),
    broken("broken_p9_stuck", "pending since", &[refund!("pending", "5", "12 days")]),
];

/// A site after one sale, with nothing left to do.
async fn sold(db: PgPool) -> TestApp {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    app.assert_promises().await;
    app
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_view_sees_what_breaks_its_promise(db: PgPool) {
    let app = sold(db).await;
    for case in BREAKS {
        let mut tx = app.backend.db.begin().await.unwrap();
        let as_of = sqlx::query("select set_config('dreamcrowd.as_of', $1, true)").bind(app.now().to_string());
        as_of.execute(&mut *tx).await.unwrap();
        for sql in case.done {
            sqlx::query(*sql).execute(&mut *tx).await.unwrap_or_else(|error| panic!("{} {}: {error}", case.view, case.says));
        }
        let rows: Vec<(String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(format!("select what, detail from {}", case.view)))
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        assert!(rows.iter().any(|(_, detail)| detail.contains(case.says)), "{} {}: {rows:?}", case.view, case.says);
        let promise = case.view["broken_".len()..][..2].to_uppercase();
        let all: Vec<(String, String)> =
            sqlx::query_as("select promise, detail from broken_promises").fetch_all(&mut *tx).await.unwrap();
        assert!(all.iter().any(|(name, detail)| *name == promise && detail.contains(case.says)), "{promise}: {all:?}");
        tx.rollback().await.unwrap();
    }
}

/// A view without a line above, or one that nobody reads, would be a promise that nobody keeps.
#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_part_of_every_view_has_its_case_and_is_read(db: PgPool) {
    let views: Vec<(String, i32, bool)> = sqlx::query_as(
        "select viewname::text, array_length(string_to_array(definition, 'UNION ALL'), 1),
            strpos(pg_get_viewdef('broken_promises'::regclass), viewname || '.') > 0
         from pg_views where schemaname = 'public' and viewname like 'broken\\_p_\\_%'",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let mut cases: BTreeMap<&str, i32> = BTreeMap::new();
    for case in BREAKS {
        *cases.entry(case.view).or_default() += 1;
    }
    assert_eq!(views.len(), cases.len(), "{views:?}");
    for (view, parts, is_read) in &views {
        assert!(cases.get(view.as_str()).is_some_and(|count| count >= parts), "{view} has {parts} parts");
        assert!(*is_read, "broken_promises reads {view}");
    }
    for promise in 1..=9 {
        assert!(views.iter().any(|(view, ..)| view.starts_with(&format!("broken_p{promise}_"))), "P{promise}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_age_of_what_waits_is_counted_by_the_sites_clock(db: PgPool) {
    let app = sold(db).await;
    sqlx::query(
        "insert into provider_events (provider, event_id, kind, payload, received_at)
         values ('stripe', 'evt_1', 'customer.created', '{}', '2026-11-20T09:00:00Z')",
    )
    .execute(&app.backend.db)
    .await
    .unwrap();
    let mut conn = app.backend.db.acquire().await.unwrap();
    for (seconds, expected) in [(0, 0), (60, 0), (61, 1)] {
        let found = broken_promises(&mut conn, app.now() + SignedDuration::from_secs(seconds)).await.unwrap();
        assert_eq!(found.len(), expected, "after {seconds} s: {found:?}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_test_that_leaves_a_broken_promise_fails(db: PgPool) {
    let app = sold(db).await;
    sqlx::query("update enrolments set status = 'revoked'").execute(&app.backend.db).await.unwrap();
    assert_eq!(app.broken_promises().await.len(), 1);
    let end = std::panic::catch_unwind(AssertUnwindSafe(move || drop(app)));
    let said = end.unwrap_err();
    let said = said.downcast_ref::<String>().map(String::as_str).unwrap_or_default();
    assert!(said.contains("paid course without an active enrolment"), "{said}");
}
