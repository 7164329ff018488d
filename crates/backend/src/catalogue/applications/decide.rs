//! Deciding on an application: once, on what was read, with a reason where it is not a yes.

use super::{
    Application,
    draft::stale,
    mails::{self, Told},
};
use crate::{
    Backend, Failure, OnConstraint, Result,
    accounts::Staff,
    catalogue::sql,
    db,
    events::{self, Event},
};
use domain::{
    AppError, FieldErrors, Thing,
    catalogue::sellers::{ApplicationStatus, check_reason},
    ids::ApplicationId,
};
use jiff::Timestamp;
use serde_json::json;
use sqlx::PgConnection;

/// What staff decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Reject { reason: String },
    AskForChanges { reason: String },
}

impl Decision {
    const fn leads_to(&self) -> ApplicationStatus {
        match self {
            Self::Approve => ApplicationStatus::Approved,
            Self::Reject { .. } => ApplicationStatus::Rejected,
            Self::AskForChanges { .. } => ApplicationStatus::ChangesRequested,
        }
    }

    fn reason(&self) -> Result<String> {
        match self {
            Self::Approve => Ok(String::new()),
            Self::Reject { reason } => check_reason(reason).map_err(|key| Failure::field("reject_reason", key)),
            Self::AskForChanges { reason } => check_reason(reason).map_err(|key| Failure::field("changes_reason", key)),
        }
    }

    fn told(&self, reason: &str) -> Told {
        match self {
            Self::Approve => Told::Approved,
            Self::Reject { .. } => Told::Rejected { reason: reason.to_owned() },
            Self::AskForChanges { .. } => Told::ChangesRequested { reason: reason.to_owned() },
        }
    }

    const fn event(&self) -> &'static str {
        match self {
            Self::Approve => "seller_application_approved",
            Self::Reject { .. } => "seller_application_rejected",
            Self::AskForChanges { .. } => "seller_application_changes_requested",
        }
    }
}

/// Decides on an application in the version that was read. Whoever comes second is told that it is stale.
pub async fn decide(backend: &Backend, staff: &Staff, id: ApplicationId, version: i32, decision: &Decision) -> Result<()> {
    let reason = decision.reason()?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let row = sql::applications::find(&mut tx, None, Some(id.0)).await?;
    let application = row.map(Application::from_row).filter(|application| application.status.is_seen_by_staff());
    let application = application.ok_or(Failure::not_found(Thing::Application))?;
    if application.account_id == staff.account_id() {
        return Err(AppError::NotAllowed.into());
    }
    if application.status != ApplicationStatus::Submitted {
        return Err(stale());
    }
    sql::applications::hold_account(&mut tx, application.account_id.0).await?;
    let change = sql::applications::Change {
        id: id.0,
        from: ApplicationStatus::Submitted,
        to: decision.leads_to(),
        version,
        reason: &reason,
        now,
    };
    if !sql::applications::change(&mut tx, &change).await? {
        return Err(stale());
    }
    if *decision == Decision::Approve {
        open_shop(&mut tx, id, now).await?;
    }
    sql::applications::insert_history(&mut tx, id.0, change.to.as_str(), staff.account_id().0, &reason, now).await?;
    let data = json!({ "application": id, "by": staff.account_id() });
    events::record(&mut tx, Event::of_account(decision.event(), application.account_id.0, data), now).await?;
    mails::tell(&mut tx, backend, &application, decision.told(&reason)).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the seller. From the end of the transaction on their page is there.
async fn open_shop(conn: &mut PgConnection, id: ApplicationId, now: Timestamp) -> Result<()> {
    let taken = AppError::Invalid(FieldErrors::one("form", "admin-sellers-handle-taken"));
    let made = sql::applications::insert_seller(conn, db::new_id(), id.0, now).await;
    match made {
        Err(sqlx::Error::Database(ref error)) if error.constraint() == Some("sellers_account_key") => Err(stale()),
        other => other.on_constraint("sellers_handle_key", taken),
    }
}
