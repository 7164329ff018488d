//! Values kept in memory for a short while: the same for every visitor, too dear to ask for on every page.

use crate::Backend;
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// More entries than this at once are somebody trying combinations; forgetting all is cheaper than choosing.
const MAX_ENTRIES: usize = 1_000;
/// How long one caller has to renew an old value while the others still get it.
const RENEWAL: SignedDuration = SignedDuration::from_secs(5);

/// Values by key, each until it is too old.
pub(super) struct Kept<T> {
    lifetime: SignedDuration,
    entries: Mutex<HashMap<String, (Timestamp, Arc<T>)>>,
}

impl<T> Kept<T> {
    pub(super) fn new(lifetime_seconds: i64) -> Self {
        Self { lifetime: SignedDuration::from_secs(lifetime_seconds), entries: Mutex::new(HashMap::new()) }
    }

    /// The value, if it is young enough. When it is too old, one caller gets nothing and makes a new one; the others get the
    /// old value meanwhile.
    pub(super) fn get(&self, backend: &Backend, key: &str) -> Option<Arc<T>> {
        let now = backend.clock.now();
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let (until, value) = entries.get_mut(&full_key(backend, key))?;
        if *until > now {
            return Some(value.clone());
        }
        *until = now.checked_add(RENEWAL).unwrap_or(now);
        None
    }

    /// Keeps a new value.
    pub(super) fn put(&self, backend: &Backend, key: &str, value: T) -> Arc<T> {
        let now = backend.clock.now();
        let value = Arc::new(value);
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= MAX_ENTRIES {
            entries.clear();
        }
        entries.insert(full_key(backend, key), (now.checked_add(self.lifetime).unwrap_or(now), value.clone()));
        value
    }
}

/// Several databases in one process, as tests have them, must not see each other's values.
fn full_key(backend: &Backend, key: &str) -> String {
    let options = backend.db.connect_options();
    format!("{}\n{key}", options.get_database().unwrap_or_default())
}
