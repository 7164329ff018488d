//! Trouble on demand: what a test asked the stand-in to do wrong. Kept in memory, reset by posting `{}`.

use serde::{Deserialize, Serialize};

/// The troubles in force.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Chaos {
    /// How many extra times each event is delivered.
    pub(crate) duplicates: u32,
    /// Events are delivered out of order.
    pub(crate) shuffle: bool,
    /// How long each event waits before its first delivery.
    pub(crate) delay_ms: i64,
    /// New events wait until they are released.
    pub(crate) hold: bool,
    /// New events are recorded but never delivered.
    pub(crate) drop: bool,
    /// Approved payments stay in `processing` until settled.
    pub(crate) processing: bool,
    /// How long each API call takes, its idempotency key being in flight meanwhile.
    pub(crate) api_delay_ms: u64,
    /// The next calls that fail.
    pub(crate) fail_next: Option<Fail>,
    /// The next calls that answer too late.
    pub(crate) timeout_next: Option<Stall>,
}

/// Calls that answer with an error.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fail {
    /// Matched against `POST /v1/refunds`; empty matches all.
    pub(crate) path_contains: String,
    pub(crate) status: u16,
    /// The work is done and kept, only the answer is wrong.
    pub(crate) after_effect: bool,
    /// After the effect: whether the idempotency key remembers the error or the true answer.
    pub(crate) remember: bool,
    pub(crate) count: u32,
}

/// Calls that answer only after most clients have given up.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Stall {
    /// Matched against `POST /v1/refunds`; empty matches all.
    pub(crate) path_contains: String,
    pub(crate) ms: u64,
    /// The work is done and kept before the silence.
    pub(crate) after_effect: bool,
    pub(crate) count: u32,
}

impl Default for Fail {
    fn default() -> Self {
        Self { path_contains: String::new(), status: 500, after_effect: false, remember: true, count: 1 }
    }
}

impl Default for Stall {
    fn default() -> Self {
        Self { path_contains: String::new(), ms: 30_000, after_effect: true, count: 1 }
    }
}

/// What goes wrong with one call.
#[derive(Debug, Default)]
pub(crate) struct Fault {
    pub(crate) delay_ms: u64,
    pub(crate) fail: Option<Fail>,
    pub(crate) stall: Option<Stall>,
}

impl Chaos {
    /// Takes the faults that this call suffers and counts them down.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Fault {
        let call = format!("{method} {path}");
        let mut fault = Fault { delay_ms: self.api_delay_ms, ..Fault::default() };
        if let Some(fail) = self.fail_next.as_mut()
            && fail.count > 0
            && call.contains(&fail.path_contains)
        {
            fail.count -= 1;
            fault.fail = Some(fail.clone());
        }
        if let Some(stall) = self.timeout_next.as_mut()
            && stall.count > 0
            && call.contains(&stall.path_contains)
        {
            stall.count -= 1;
            fault.stall = Some(stall.clone());
        }
        fault
    }
}

#[cfg(test)]
mod tests {
    use super::Chaos;

    fn chaos(text: &str) -> Chaos {
        serde_json::from_str(text).unwrap_or_default()
    }

    #[test]
    fn faults_hit_the_named_path_and_run_out() {
        let mut chaos = chaos(r#"{"fail_next": {"path_contains": "POST /v1/refunds", "status": 503}}"#);
        assert!(chaos.take("GET", "/v1/refunds").fail.is_none());
        let fail = chaos.take("POST", "/v1/refunds").fail;
        assert_eq!(fail.map(|fail| fail.status), Some(503));
        assert!(chaos.take("POST", "/v1/refunds").fail.is_none());
    }

    #[test]
    fn an_empty_object_is_calm() {
        let mut calm = chaos("{}");
        let fault = calm.take("POST", "/v1/refunds");
        assert!(fault.fail.is_none() && fault.stall.is_none());
        assert_eq!(fault.delay_ms, 0);
        assert_eq!(calm.duplicates, 0);
    }

    #[test]
    fn unknown_troubles_are_refused() {
        assert!(serde_json::from_str::<Chaos>(r#"{"explode": true}"#).is_err());
    }
}
