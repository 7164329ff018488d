//! The promises about money and access: read from the database's views whenever a test asks, and at the end of every test.

use backend::Clock;
use jiff::Timestamp;
use sqlx::{Connection, PgConnection, PgPool, postgres::PgConnectOptions};

/// What is broken: the promise, the row, and why.
pub type Broken = Vec<(String, String, String)>;

/// Lists what is broken at a moment of the site's clock.
pub async fn broken_promises(conn: &mut PgConnection, now: Timestamp) -> sqlx::Result<Broken> {
    let mut tx = conn.begin().await?;
    sqlx::query("select set_config('dreamcrowd.as_of', $1, true)").bind(now.to_string()).execute(&mut *tx).await?;
    let broken: Broken = sqlx::query_as("select promise, what, detail from broken_promises").fetch_all(&mut *tx).await?;
    tx.rollback().await?;
    Ok(broken)
}

/// Fails a test that ends with a broken promise, whether it asked or not.
#[derive(Debug)]
pub(crate) struct PromiseGuard {
    options: PgConnectOptions,
    clock: Clock,
}

impl PromiseGuard {
    pub(crate) fn new(db: &PgPool, clock: Clock) -> Self {
        // A lock that the test's own tasks still hold can never be given while this waits in their thread.
        let options = (*db.connect_options()).clone().options([("lock_timeout", "5s")]);
        Self { options, clock }
    }
}

impl Drop for PromiseGuard {
    fn drop(&mut self) {
        // A test that fails already has said why.
        if std::thread::panicking() {
            return;
        }
        let (options, now) = (self.options.clone(), self.clock.now());
        // The test's runtime cannot be waited for from inside itself.
        let reader = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(read(&options, now))
        });
        let broken = reader.join().expect("the promises are read");
        assert!(broken.is_empty(), "the test leaves broken promises: {broken:?}");
    }
}

async fn read(options: &PgConnectOptions, now: Timestamp) -> Broken {
    let mut conn = PgConnection::connect_with(options).await.expect("a connection");
    let broken = broken_promises(&mut conn, now).await.expect("promises");
    conn.close().await.expect("a closed connection");
    broken
}
