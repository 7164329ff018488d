//! The crash matrix: the site dies at each named point of a purchase and is started again. Nothing is lost, nothing doubled.

use super::support::GOOD_CARD;
use backend::{
    Backend,
    accounts::{self, NewAccount},
    jobs,
};
use domain::{Locale, accounts::Email};
use server::sandboxes::StripeKeys;
use sqlx::{ConnectOptions, PgPool};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};
use test_support::{Answer, CourseBuilder, CrashSite, NewCourse, test_config};
use uuid::Uuid;

/// One test per line: its name, the point, and what the buyer is doing when the site dies there.
macro_rules! crash_matrix {
    ($($test:ident: $point:literal while $stage:ident),+ $(,)?) => {
        const POINTS: &[&str] = &[$($point),+];
        $(
            #[sqlx::test(migrator = "backend::db::MIGRATIONS")]
            async fn $test(db: PgPool) {
                survive(db, $point, Stage::$stage).await;
            }
        )+
    };
}

crash_matrix! {
    before_the_order_is_kept: "order_before_commit" while Paying,
    after_the_order_is_kept: "order_after_commit" while Paying,
    before_the_attempt_is_kept: "attempt_before_commit" while Paying,
    before_the_intent_is_asked_for: "intent_before_create" while Paying,
    before_the_intent_is_stored: "intent_after_create" while Paying,
    after_the_intent_is_stored: "intent_stored" while Paying,
    on_the_return_page_before_the_sale_is_kept: "complete_before_commit" while Returning,
    on_the_return_page_after_the_sale_is_kept: "complete_after_commit" while Returning,
    before_the_webhook_is_kept: "webhook_before_commit" while Told,
    after_the_webhook_is_kept: "webhook_after_commit" while Told,
    in_the_job_before_the_sale_is_kept: "complete_before_commit" while Told,
    in_the_job_after_the_sale_is_kept: "complete_after_commit" while Told,
    before_the_event_is_ticked_off: "event_before_processed" while Told,
    before_the_money_back_is_owed: "refund_owed_before_commit" while Refunding,
    after_the_money_back_is_owed: "refund_owed_after_commit" while Refunding,
    before_the_refund_is_asked_for: "refund_before_call" while Refunding,
    after_the_refund_is_asked_for: "refund_after_call" while Refunding,
    before_the_refund_is_kept: "refund_before_commit" while Refunding,
    after_the_refund_is_kept: "refund_after_commit" while Refunding,
    before_the_order_runs_out: "expire_before_commit" while Expiring,
}

/// A point without a line above would be one where nobody knows what a crash does.
#[test]
fn every_crash_point_has_its_case() {
    let mut in_source = BTreeSet::new();
    collect_points(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/backend/src")), &mut in_source);
    assert_eq!(in_source, POINTS.iter().map(|point| (*point).to_owned()).collect::<BTreeSet<_>>());
    assert!(in_source.len() >= 10, "{in_source:?}");
}

fn collect_points(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect_points(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let calls = text.split("crash::point(\"").skip(1).filter_map(|rest| rest.split('"').next());
            found.extend(calls.map(str::to_owned));
        }
    }
}

/// Where in the purchase the site dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The buyer orders and opens the checkout page.
    Paying,
    /// The bank has the money; the buyer comes back before any webhook.
    Returning,
    /// The bank has the money; the buyer is gone and only the webhook tells.
    Told,
    /// The buyer gives the course back.
    Refunding,
    /// The buyer never paid, and the order runs out.
    Expiring,
}

/// The only course costs 49.00 and the buyer fee of 5 %.
const TOTAL_MINOR: i64 = 5_145;
/// The key in the form that the buyer presses again after every crash.
const FIRST_KEY: &str = "the-key-of-the-form";
/// The key of the form that the buyer gets after the first order ran out.
const SECOND_KEY: &str = "the-key-of-another-form";

async fn survive(db: PgPool, point: &'static str, stage: Stage) {
    let mut scene = Scene::open(db).await;
    let order = match stage {
        Stage::Paying => {
            scene.site.start(Some(point)).await;
            scene.begin().await;
            scene.die(point).await;
            scene.rise(None).await;
            scene.pay(FIRST_KEY).await
        }
        Stage::Returning => {
            let order = scene.pay_unheard().await;
            scene.rise(Some(point)).await;
            scene.get(&format!("/checkout/{order}/return")).await;
            scene.die(point).await;
            scene.rise(None).await;
            order
        }
        Stage::Told => {
            let order = scene.pay_unheard().await;
            scene.let_success_be_told().await;
            scene.rise(Some(point)).await;
            scene.die(point).await;
            scene.rise(None).await;
            order
        }
        Stage::Refunding => {
            scene.site.start(None).await;
            let order = scene.pay(FIRST_KEY).await;
            scene.settle("active").await;
            scene.rise(Some(point)).await;
            scene.give_back(&order).await;
            scene.die(point).await;
            scene.rise(None).await;
            scene.give_back(&order).await;
            order
        }
        Stage::Expiring => {
            scene.site.start(None).await;
            scene.begin().await;
            scene.site.kill();
            scene.let_orders_run_out().await;
            scene.rise(Some(point)).await;
            scene.die(point).await;
            scene.rise(None).await;
            scene.settle("expired").await;
            scene.pay(SECOND_KEY).await
        }
    };
    scene.reload(&order).await;
    scene.settle(if stage == Stage::Refunding { "cancelled" } else { "active" }).await;
    scene.assert_nothing_lost_or_doubled(stage).await;
}

/// A site that can die, its database, and one buyer before one course.
struct Scene {
    site: CrashSite,
    backend: Backend,
    keys: StripeKeys,
    course: NewCourse,
    http: reqwest::Client,
    cookie: String,
}

impl Scene {
    async fn open(db: PgPool) -> Self {
        jobs::migrate(&db).await.unwrap();
        let url = db.connect_options().to_url_lossy();
        let site = CrashSite::new(PathBuf::from(env!("CARGO_BIN_EXE_dreamcrowd")), url.as_str());
        let config = test_config(site.base_url.trim_start_matches("http://").parse().unwrap());
        let backend = server::boot::backend_on(&config, db).await.unwrap();
        let course = CourseBuilder::default().build(&backend).await;
        let cookie = format!("{}={}", accounts::LOGIN_COOKIE, log_in(&backend).await);
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // A kept connection would belong to a process that is gone.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .unwrap();
        Self { site, backend, keys: StripeKeys::of(&config), course, http, cookie }
    }

    /// Waits until the process is gone.
    async fn die(&mut self, point: &str) {
        for _ in 0..600 {
            if !self.site.is_alive() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the site passed {point} alive");
    }

    /// Starts the site again as if a minute had passed: the dead worker's heartbeat is old, the provider's deliveries are due.
    /// For good (no crash point), the provider also sends what it held back.
    async fn rise(&mut self, crash_at: Option<&str>) {
        self.site.kill();
        self.run("update graphile_worker._private_workers set last_heartbeat_at = now() - interval '1 minute'").await;
        self.run("update sandbox.stripe_deliveries set next_at = 0 where state = 'pending'").await;
        if crash_at.is_none() {
            self.run("update sandbox.stripe_deliveries set state = 'pending', next_at = 0 where state = 'held'").await;
        }
        self.site.start(crash_at).await;
    }

    /// Orders and opens the checkout page, as far as the site lives.
    async fn begin(&self) {
        if let Some(order) = self.order(FIRST_KEY).await {
            self.client_secret(&order).await;
        }
    }

    /// Orders, pays at the bank and comes back; gives the order's id.
    async fn pay(&self, key: &str) -> String {
        let order = self.pay_at_the_bank(key).await;
        let back = self.get(&format!("/checkout/{order}/return")).await.expect("a return page");
        assert!(matches!(back.status, 200 | 303), "{} {}", back.status, back.body);
        order
    }

    /// Pays while the provider keeps its news to itself, and stops the site.
    async fn pay_unheard(&mut self) -> String {
        self.site.start(None).await;
        let url = format!("{}/sandbox/stripe/_sandbox/chaos", self.site.base_url);
        let hold = self.http.post(url).bearer_auth(&self.keys.secret).json(&serde_json::json!({ "hold": true }));
        hold.send().await.unwrap().error_for_status().unwrap();
        let order = self.pay_at_the_bank(FIRST_KEY).await;
        self.site.kill();
        order
    }

    async fn pay_at_the_bank(&self, key: &str) -> String {
        let order = self.order(key).await.expect("an order");
        let secret = self.client_secret(&order).await.expect("a client secret");
        let intent = self.confirm(&secret).await;
        assert_eq!(intent["status"], "succeeded", "{intent}");
        order
    }

    /// Presses the button; the same key gives the same order.
    async fn order(&self, key: &str) -> Option<String> {
        let answer = self.post("/checkout", &[("offering", &self.course.slug), ("key", key)]).await?.expect_status(303);
        Some(answer.location().rsplit('/').next()?.to_owned())
    }

    async fn client_secret(&self, order: &str) -> Option<String> {
        let page = self.get(&format!("/checkout/{order}")).await?.expect_status(200);
        let (before, after) = page.body.split_once("_secret_")?;
        let intent = before.get(before.rfind("pi_")?..)?;
        let rest: String = after.chars().take_while(char::is_ascii_alphanumeric).collect();
        Some(format!("{intent}_secret_{rest}"))
    }

    /// Confirms the intent as the provider's script does in the browser.
    async fn confirm(&self, secret: &str) -> serde_json::Value {
        let intent = secret.split("_secret_").next().unwrap();
        let url = format!("{}/sandbox/stripe/v1/payment_intents/{intent}/confirm", self.site.base_url);
        let form = [
            ("client_secret", secret),
            ("payment_method_data[type]", "card"),
            ("payment_method_data[card][number]", GOOD_CARD),
            ("payment_method_data[card][exp_month]", "12"),
            ("payment_method_data[card][exp_year]", "2031"),
            ("payment_method_data[card][cvc]", "123"),
            ("return_url", "https://example.org/return"),
        ];
        let request = self.http.post(url).bearer_auth(&self.keys.publishable).form(&form);
        request.send().await.expect("an answer").json().await.expect("json")
    }

    /// Asks for the money back; a second press gives the same answer.
    async fn give_back(&self, order: &str) {
        if let Some(answer) = self.post(&format!("/orders/{order}/refund"), &[("confirm", "on")]).await {
            answer.expect_status(303);
        }
    }

    /// Of all that the provider held back, only the success is sent.
    async fn let_success_be_told(&self) {
        self.run(
            "update sandbox.stripe_deliveries d set state = 'pending' from sandbox.stripe_events e
             where e.id = d.event_id and e.type = 'payment_intent.succeeded'",
        )
        .await;
    }

    /// A day passes for the unpaid order, and the job that runs every minute is due.
    async fn let_orders_run_out(&self) {
        self.run("update orders set expires_at = now() - interval '1 minute'").await;
        let mut conn = self.backend.db.acquire().await.unwrap();
        jobs::enqueue(&mut conn, jobs::ExpireOrders::TASK, &jobs::ExpireOrders {}, None).await.unwrap();
    }

    /// What a buyer does who does not know what happened: every page of the purchase once more.
    async fn reload(&self, order: &str) {
        for page in [format!("/checkout/{order}"), format!("/checkout/{order}/return"), format!("/orders/{order}")] {
            let answer = self.get(&page).await.expect("an answer");
            assert!(matches!(answer.status, 200 | 303), "{page}: {} {}", answer.status, answer.body);
        }
    }

    /// Waits until nothing is under way and the newest order is in a state.
    async fn settle(&mut self, order_status: &str) {
        let mut open = Vec::new();
        for _ in 0..600 {
            open = self.list_open(order_status).await;
            if open.is_empty() {
                return;
            }
            assert!(self.site.is_alive(), "the site died again");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("after a minute still under way: {open:?}");
    }

    async fn list_open(&self, order_status: &str) -> Vec<(String, i64)> {
        sqlx::query_as(
            "select what, n from (
                select 'webhooks' as what, count(*) as n from sandbox.stripe_deliveries where state <> 'delivered'
                union all select 'events', count(*) from provider_events where processed_at is null
                union all select 'job ' || t.identifier || coalesce(': ' || j.last_error, ''), 1
                    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
                union all select 'mails', count(*) from mails where status <> 'sent'
                union all select 'order is ' || status, 1 from (select status from orders order by created_at desc limit 1) newest
                    where status <> $1) under_way
             where n > 0",
        )
        .bind(order_status)
        .fetch_all(&self.backend.db)
        .await
        .unwrap()
    }

    async fn assert_nothing_lost_or_doubled(&self, stage: Stage) {
        for (sql, expected) in EVERY_TIME.iter().chain(stage.leaves()) {
            let found: i64 = sqlx::query_scalar(*sql).fetch_one(&self.backend.db).await.unwrap();
            assert_eq!(found, *expected, "{sql}");
        }
        let broken: Vec<(String, String, String)> =
            sqlx::query_as("select promise, what, detail from broken_promises").fetch_all(&self.backend.db).await.unwrap();
        assert!(broken.is_empty(), "broken promises: {broken:?}");
        let enrolment: Uuid = sqlx::query_scalar("select id from enrolments").fetch_one(&self.backend.db).await.unwrap();
        let lesson = self.get(&format!("/learn/{enrolment}/{}", self.course.lesson_ids[0])).await.expect("an answer");
        lesson.expect_status(if stage == Stage::Refunding { 404 } else { 200 });
    }

    async fn get(&self, path: &str) -> Option<Answer> {
        self.send(self.http.get(format!("{}{path}", self.site.base_url))).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let request =
            self.http.post(format!("{}{path}", self.site.base_url)).header("sec-fetch-site", "same-origin").form(fields);
        self.send(request).await
    }

    /// What the buyer's browser gets; nothing when the site dies over it.
    async fn send(&self, request: reqwest::RequestBuilder) -> Option<Answer> {
        let response = request.header("cookie", &self.cookie).send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Some(Answer { status, headers, body: response.text().await.ok()? })
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(&self.backend.db).await.unwrap();
    }
}

/// Makes the buyer; gives the token of a login.
async fn log_in(backend: &Backend) -> String {
    let mut conn = backend.db.acquire().await.unwrap();
    let buyer = NewAccount {
        email: Email::parse("omar@people.test").unwrap(),
        password_hash: None,
        display_name: "Omar Nabil".to_owned(),
        locale: Locale::En,
        time_zone: "Africa/Cairo".to_owned(),
        staff_role: None,
        is_verified: true,
        created_at: backend.clock.now(),
    };
    let buyer = accounts::create_account(&mut conn, buyer).await.unwrap();
    drop(conn);
    accounts::seed_login(backend, buyer).await.unwrap()
}

/// What must be there exactly so often, wherever the site died.
const EVERY_TIME: &[(&str, i64)] = &[
    ("select count(*) from payments where status = 'succeeded'", 1),
    ("select count(*) from enrolments", 1),
    ("select count(*) from ledger_entries where transition = 'captured'", 1),
    ("select count(*) from order_events where kind = 'paid'", 1),
    ("select count(*) from mails where template = 'receipt'", 1),
    ("select count(*) from mails where template = 'sale'", 1),
    ("select count(*) from sandbox.stripe_objects where kind = 'charge'", 1),
    ("select sum((body ->> 'amount_captured')::bigint)::bigint from sandbox.stripe_objects where kind = 'charge'", TOTAL_MINOR),
    ("select count(*) from sandbox.stripe_objects where kind = 'payment_intent' and body ->> 'status' = 'succeeded'", 1),
    ("select count(*) from reconciliation_breaks", 0),
];

const SOLD: &[(&str, i64)] = &[
    ("select count(*) from orders", 1),
    ("select count(*) from payments", 1),
    ("select count(*) from enrolments where status = 'active'", 1),
    ("select count(*) from ledger_entries", 1),
    ("select count(*) from ledger_lines", 4),
    ("select count(*) from refunds", 0),
    ("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'", 1),
    ("select count(*) from sandbox.stripe_objects where kind = 'refund'", 0),
];

const GIVEN_BACK: &[(&str, i64)] = &[
    ("select count(*) from orders", 1),
    ("select count(*) from payments", 1),
    ("select count(*) from enrolments where status = 'active'", 0),
    ("select count(*) from ledger_entries where transition = 'refund_owed'", 1),
    ("select count(*) from ledger_entries where transition = 'refunded'", 1),
    ("select count(*) from ledger_entries", 3),
    ("select count(*) from refunds", 1),
    ("select sum(amount_minor)::bigint from refunds where status = 'succeeded'", TOTAL_MINOR),
    ("select count(*) from order_events where kind = 'refund_requested'", 1),
    ("select count(*) from order_events where kind = 'refunded'", 1),
    ("select count(*) from mails where template = 'refund'", 1),
    ("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'", 1),
    ("select count(*) from sandbox.stripe_objects where kind = 'refund'", 1),
    ("select sum((body ->> 'amount_refunded')::bigint)::bigint from sandbox.stripe_objects where kind = 'charge'", TOTAL_MINOR),
];

const ORDERED_AGAIN: &[(&str, i64)] = &[
    ("select count(*) from orders", 2),
    ("select count(*) from orders where status = 'expired'", 1),
    ("select count(*) from order_events where kind = 'expired'", 1),
    ("select count(*) from payments where status = 'cancelled'", 1),
    ("select count(*) from payments", 2),
    ("select count(*) from enrolments where status = 'active'", 1),
    ("select count(*) from ledger_entries", 1),
    ("select count(*) from refunds", 0),
    ("select count(*) from sandbox.stripe_objects where kind = 'payment_intent' and body ->> 'status' = 'canceled'", 1),
    ("select count(*) from sandbox.stripe_objects where kind = 'payment_intent'", 2),
];

impl Stage {
    const fn leaves(self) -> &'static [(&'static str, i64)] {
        match self {
            Self::Paying | Self::Returning | Self::Told => SOLD,
            Self::Refunding => GIVEN_BACK,
            Self::Expiring => ORDERED_AGAIN,
        }
    }
}
