//! Named places at which the process can be made to die, so that tests see that nothing is lost or doubled.

/// Aborts the process when the environment names this point (`DREAMCROWD_CRASH_AT`, tests only); free otherwise.
pub fn point(name: &str) {
    if CRASH_AT.as_deref() == Some(name) {
        tracing::error!(crash.point = name, "aborting at a crash point");
        std::process::abort();
    }
}

static CRASH_AT: std::sync::LazyLock<Option<String>> = std::sync::LazyLock::new(|| std::env::var("DREAMCROWD_CRASH_AT").ok());
