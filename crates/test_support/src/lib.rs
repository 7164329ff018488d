//! What tests stand on: the whole site on a loopback port with its own database, clock and stand-ins; visitors who keep
//! cookies; builders for what must be there before a test begins.

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop loudly")]

mod builders;
mod crash_site;
mod promises;
mod visitor;

pub use builders::{CourseBuilder, NewCourse, Person};
pub use crash_site::CrashSite;
pub use promises::{Broken, broken_promises};
pub use visitor::{Answer, Visitor};

use axum::Router;
use backend::{Backend, Clock};
use jiff::{SignedDuration, Timestamp};
use sandbox::stripe::Stripe as SandboxStripe;
use server::config::{Config, Env};
use sqlx::PgPool;
use std::net::SocketAddr;

/// Friday morning, before the first visitor.
pub const START: &str = "2026-11-20T09:00:00Z";

/// A running site. A test that ends while a promise about money or access is broken fails.
pub struct TestApp {
    pub backend: Backend,
    pub base_url: String,
    pub stripe: SandboxStripe,
    pub inventory: Vec<app::Endpoint>,
    pub config: Config,
    _promises: promises::PromiseGuard,
}

impl TestApp {
    /// Starts a site on a migrated database. Webhooks are delivered only when a test says so.
    pub async fn start(db: PgPool) -> Self {
        Self::start_with(db, &[]).await
    }

    /// The same with some variables of the configuration set otherwise.
    pub async fn start_with(db: PgPool, variables: &[(&str, &str)]) -> Self {
        let _ = any_spawner::Executor::init_tokio();
        backend::jobs::migrate(&db).await.expect("job queue");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let addr = listener.local_addr().expect("an address");
        let config = test_config_with(addr, variables);
        let mut backend = server::boot::backend_on(&config, db).await.expect("backend");
        backend.clock = Clock::manual(START.parse().expect("an instant"));
        let (stand_ins, stripe) = server::sandboxes::start_with(&config, &backend, false).await.expect("stand-ins");
        let (router, inventory) = server::router::site_with_inventory(&config, backend.clone(), stand_ins).expect("router");
        tokio::spawn(serve(listener, router));
        let promises = promises::PromiseGuard::new(&backend.db, backend.clock.clone());
        Self {
            backend,
            base_url: format!("http://{addr}"),
            stripe: stripe.expect("sandbox"),
            inventory,
            config,
            _promises: promises,
        }
    }

    /// Somebody without a login.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.base_url)
    }

    /// A verified account, logged in.
    pub async fn buyer(&self, name: &str) -> (Person, Visitor) {
        let person = builders::person(&self.backend, name).await;
        let visitor = self.visitor().logged_in(&self.backend, &person).await;
        (person, visitor)
    }

    /// Moves the site's clock.
    pub fn pass(&self, time: SignedDuration) {
        self.backend.clock.advance(time);
    }

    /// The site's clock.
    pub fn now(&self) -> Timestamp {
        self.backend.clock.now()
    }

    /// Runs every job that is due, also those that jobs cause.
    pub async fn run_jobs(&self) {
        let worker = backend::jobs::worker(&self.backend, std::future::pending()).await.expect("worker");
        // One run ends when nothing waits at that moment, which may be before its last jobs have enqueued theirs.
        for _ in 0..20 {
            worker.run_once().await.expect("jobs");
            let due = "select count(*) from graphile_worker._private_jobs where run_at <= now() and locked_at is null and attempts < max_attempts";
            if self.count(due).await == 0 {
                break;
            }
        }
    }

    /// Delivers the stand-in's webhooks and runs the jobs they cause.
    pub async fn settle(&self) {
        self.stripe.deliver_pending().await.expect("deliveries");
        self.run_jobs().await;
    }

    /// One number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.backend.db).await.expect("a count")
    }

    /// What is broken of the promises about money and access, by the site's clock.
    pub async fn broken_promises(&self) -> Broken {
        let mut conn = self.backend.db.acquire().await.expect("a connection");
        broken_promises(&mut conn, self.now()).await.expect("promises")
    }

    /// Fails when a promise about money or access is broken. Every test ends with this by itself; in the middle it must ask.
    pub async fn assert_promises(&self) {
        let broken = self.broken_promises().await;
        assert!(broken.is_empty(), "broken promises: {broken:?}");
    }

    /// Fails when a job is left that waits or has failed.
    pub async fn assert_no_jobs_left(&self) {
        let left: Vec<(String, Option<String>)> = sqlx::query_as(
            "select t.identifier, j.last_error from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id",
        )
        .fetch_all(&self.backend.db)
        .await
        .expect("jobs");
        assert!(left.is_empty(), "jobs left: {left:?}");
    }
}

async fn serve(listener: tokio::net::TcpListener, router: Router) {
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await.expect("serving");
}

/// The configuration of a test's site.
pub fn test_config(addr: SocketAddr) -> Config {
    test_config_with(addr, &[])
}

fn test_config_with(addr: SocketAddr, variables: &[(&str, &str)]) -> Config {
    let url = format!("http://{addr}");
    let media = format!("file://{}", std::env::temp_dir().join("dreamcrowd-test-media").display());
    let addr = addr.to_string();
    let usual: [(&str, &str); 7] = [
        ("DATABASE_URL", "postgres://unused"),
        ("SECRET_KEY", "a key for tests that is long enough to be taken"),
        ("SITE_URL", &url),
        ("SITE_ADDR", &addr),
        ("MEDIA_URL", &media),
        ("DREAMCROWD_SANDBOX", "on"),
        ("PAGE_CACHE_MS", "0"),
    ];
    let pairs: Vec<(&str, &str)> = usual.iter().chain(variables).copied().collect();
    let mut env = Env::of(&pairs);
    let config = Config::read(&mut env);
    env.finish(config).expect("a right configuration")
}
