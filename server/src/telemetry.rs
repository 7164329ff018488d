//! Logs: human or JSON lines, one per fact, with the request's id; never personal data.

use crate::config::Config;
use tracing_subscriber::{EnvFilter, prelude::*};

/// Starts logging. `RUST_LOG` chooses what is seen.
pub fn init(config: &Config) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,graphile_worker=warn"));
    let registry = tracing_subscriber::registry().with(filter);
    if config.has_json_logs {
        registry.with(tracing_subscriber::fmt::layer().json().flatten_event(true)).init();
    } else {
        registry.with(tracing_subscriber::fmt::layer().with_target(false).compact()).init();
    }
}
