//! A Stripe stand-in that speaks Stripe's wire protocol: API, webhooks, `stripe.js` and the 3-D Secure page.
//! It keeps its own books in the Postgres schema `sandbox`; test cards decide what happens.

mod assets;
mod call;
mod cards;
mod challenge;
mod chaos;
mod charging;
mod control;
mod customers;
mod deliveries;
mod dispatch;
mod disputes;
mod error;
mod events;
mod expand;
mod fields;
mod form;
mod http;
mod idempotency;
mod ids;
mod intent_actions;
mod json;
mod ledger;
mod listing;
mod money_objects;
mod objects;
mod params;
mod payment_intents;
mod payment_methods;
mod refunds;
mod setup_intents;
mod signature;
mod state;
mod store;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::routing::{any, get, post};
use sqlx::PgPool;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use chaos::Chaos;
pub use store::ensure_schema;

/// What the stand-in needs to know.
#[derive(Clone)]
pub struct Config {
    /// The server's key; must start with `sk_`.
    pub secret_key: String,
    /// The browser's key; must start with `pk_`.
    pub publishable_key: String,
    /// Signs webhooks, whole, with its `whsec_` prefix.
    pub webhook_secret: String,
    /// Where events are posted; empty for nowhere.
    pub webhook_url: String,
    /// The path under which the browser reaches this router, such as `/sandbox/stripe`.
    pub browser_base: String,
    /// Whether a background task delivers events; tests call `deliver_pending` instead.
    pub deliver: bool,
}

/// A running stand-in; clones share it.
#[derive(Clone)]
pub struct Stripe {
    inner: Arc<Inner>,
}

struct Inner {
    pool: PgPool,
    config: Config,
    http: reqwest::Client,
    chaos: Mutex<Chaos>,
    wake: Notify,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Stripe {
    /// Creates the schema where needed and starts the deliverer.
    pub async fn start(pool: PgPool, mut config: Config) -> anyhow::Result<Self> {
        anyhow::ensure!(config.secret_key.starts_with("sk_"), "the Stripe stand-in's secret key must start with sk_");
        anyhow::ensure!(config.publishable_key.starts_with("pk_"), "the Stripe stand-in's publishable key must start with pk_");
        config.browser_base = config.browser_base.trim_end_matches('/').to_owned();
        ensure_schema(&pool).await.context("creating the schema of the Stripe stand-in")?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(10))
            .build()
            .context("the webhook client of the Stripe stand-in")?;
        let deliver = config.deliver;
        let stripe = Self {
            inner: Arc::new(Inner {
                pool,
                config,
                http,
                chaos: Mutex::new(Chaos::default()),
                wake: Notify::new(),
                stop: CancellationToken::new(),
                tasks: TaskTracker::new(),
            }),
        };
        if deliver {
            stripe.inner.tasks.spawn(deliveries::run(stripe.clone()));
        }
        Ok(stripe)
    }

    /// All addresses: the API, the control API, the challenge pages and `stripe.js`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/v1", any(http::v1))
            .route("/v1/{*rest}", any(http::v1))
            .route("/3ds/{id}", get(challenge::page).post(challenge::answer))
            .route("/3ds/{id}/done", get(challenge::done))
            .route("/stripe.js", get(assets::stripe_script))
            .route("/3ds.js", get(assets::page_script))
            .route("/3ds.css", get(assets::page_style))
            .route("/_sandbox/chaos", get(control::chaos).post(control::set_chaos))
            .route("/_sandbox/release", post(control::release))
            .route("/_sandbox/settle", post(control::settle))
            .route("/_sandbox/refund", post(control::refund))
            .route("/_sandbox/books", get(control::books))
            .with_state(self.clone())
    }

    /// Tries every delivery that is due once, in order, and tells how many arrived.
    pub async fn deliver_pending(&self) -> anyhow::Result<usize> {
        Ok(deliveries::pass(self, 1).await?.delivered)
    }

    /// Stops the deliverer.
    pub fn shutdown(&self) {
        self.inner.stop.cancel();
    }

    fn pool(&self) -> &PgPool {
        &self.inner.pool
    }

    fn config(&self) -> &Config {
        &self.inner.config
    }

    fn http(&self) -> &reqwest::Client {
        &self.inner.http
    }

    fn tasks(&self) -> &TaskTracker {
        &self.inner.tasks
    }

    fn chaos(&self) -> Chaos {
        self.with_chaos(|chaos| chaos.clone())
    }

    fn with_chaos<T>(&self, change: impl FnOnce(&mut Chaos) -> T) -> T {
        let mut chaos = self.inner.chaos.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut chaos)
    }

    fn wake(&self) {
        self.inner.wake.notify_one();
    }

    async fn woken(&self) {
        self.inner.wake.notified().await;
    }

    async fn stopped(&self) {
        self.inner.stop.cancelled().await;
    }
}
