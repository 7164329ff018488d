//! `/csp-reports`: what browsers say that our own policy refused. A few short lines a minute reach the log, without queries, which
//! may hold tokens; the rest is dropped.

use crate::{PageError, PageResult};
use axum::{extract::Request, http::StatusCode, response::IntoResponse};
use serde_json::Value;
use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// More than any browser says at once.
const MAX_REPORT_BYTES: usize = 16 * 1024;
/// Longer values say nothing more.
const MAX_VALUE_CHARS: usize = 120;
/// How many lines of the log may be written by whoever sends reports.
const MAX_LINES: u32 = 20;
const WINDOW: Duration = Duration::from_secs(60);

static LINES: Mutex<Lines> = Mutex::new(Lines { since: None, written: 0 });

/// The lines of this minute.
struct Lines {
    since: Option<Instant>,
    written: u32,
}

impl Lines {
    fn has_room(&mut self, now: Instant) -> bool {
        if self.since.is_none_or(|since| now.duration_since(since) >= WINDOW) {
            *self = Self { since: Some(now), written: 0 };
        }
        self.written = self.written.saturating_add(1);
        self.written <= MAX_LINES
    }
}

/// Takes whatever a browser says; nonsense is answered like the rest.
pub(super) async fn take(request: Request) -> PageResult {
    let bytes = axum::body::to_bytes(request.into_body(), MAX_REPORT_BYTES).await.map_err(|error| {
        tracing::debug!(%error, "report not read");
        PageError::too_large()
    })?;
    if let Some(refusal) = Refusal::read(&bytes)
        && LINES.lock().unwrap_or_else(PoisonError::into_inner).has_room(Instant::now())
    {
        tracing::warn!(directive = refusal.directive, blocked = refusal.blocked, page = refusal.page, "refused by the policy");
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What was refused, and where.
#[derive(Debug, PartialEq, Eq)]
struct Refusal {
    directive: String,
    blocked: String,
    page: String,
}

impl Refusal {
    /// Reads the first refusal of a report, in the form of `report-uri` or of `report-to`.
    fn read(bytes: &[u8]) -> Option<Self> {
        let report: Value = serde_json::from_slice(bytes).ok()?;
        let old = report.get("csp-report");
        let new =
            || report.as_array()?.iter().find(|one| one.get("type").is_some_and(|kind| kind == "csp-violation"))?.get("body");
        let (body, names) = match old {
            Some(body) => (body, ["effective-directive", "blocked-uri", "document-uri"]),
            None => (new()?, ["effectiveDirective", "blockedURL", "documentURL"]),
        };
        let [directive, blocked, page] = names.map(|name| short(body.get(name).and_then(Value::as_str).unwrap_or_default()));
        Some(Self { directive, blocked, page })
    }
}

/// A value as it may stand in the log: one line, no query, not long.
fn short(value: &str) -> String {
    let bare = value.split(['?', '#']).next().unwrap_or_default();
    bare.chars().filter(|c| !c.is_control()).take(MAX_VALUE_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_nothing_secret_is_kept() {
        let old = br#"{"csp-report": {"effective-directive": "img-src", "blocked-uri": "https://evil.test/x?y", "document-uri": "https://a.test/reset?token=secret"}}"#;
        let new = br#"[{"type": "deprecation", "body": {}}, {"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": "https://evil.test/x#y", "documentURL": "https://a.test/reset?token=secret"}}]"#;
        let expected = Refusal {
            directive: "img-src".to_owned(),
            blocked: "https://evil.test/x".to_owned(),
            page: "https://a.test/reset".to_owned(),
        };
        assert_eq!(Refusal::read(old).as_ref(), Some(&expected));
        assert_eq!(Refusal::read(new), Some(expected));
        for nonsense in [&b""[..], b"{}", b"[]", b"[1]", b"\"csp-report\"", b"\xff"] {
            assert_eq!(Refusal::read(nonsense), None);
        }
        assert_eq!(short(&format!("a\r\nb\u{7}{}", "x".repeat(500))).len(), MAX_VALUE_CHARS);
    }

    #[test]
    fn only_so_many_lines_are_written_in_a_minute() {
        let begin = Instant::now();
        let mut lines = Lines { since: None, written: 0 };
        let written = (0..100).filter(|_| lines.has_room(begin)).count();
        assert_eq!(u32::try_from(written).expect("few"), MAX_LINES);
        assert!(lines.has_room(begin + WINDOW));
    }
}
