//! Deciding on an offering: once, on what was read, with a reason where it is not a yes.

use super::{
    load::load,
    mails::{self, Told},
    states::refresh_index,
    types::Draft,
};
use crate::{
    Backend, Failure, Result,
    accounts::Staff,
    catalogue::sql::{applications::hold_account, building::states},
    events::{self, Event},
};
use domain::{
    AppError, Conflict, Thing,
    catalogue::{
        OfferingStatus,
        offerings::{is_sold, slug_of},
        sellers::check_reason,
    },
    ids::OfferingId,
};

/// What staff decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferingDecision {
    Publish,
    /// Turn it down, or take it down where it is in the shop.
    Reject {
        reason: String,
    },
    AskForChanges {
        reason: String,
    },
}

impl OfferingDecision {
    const fn leads_to(&self) -> OfferingStatus {
        match self {
            Self::Publish => OfferingStatus::Published,
            Self::Reject { .. } => OfferingStatus::Rejected,
            Self::AskForChanges { .. } => OfferingStatus::Draft,
        }
    }

    const fn history(&self) -> &'static str {
        match self {
            Self::Publish => "published",
            Self::Reject { .. } => "rejected",
            Self::AskForChanges { .. } => "changes_requested",
        }
    }

    const fn event(&self) -> &'static str {
        match self {
            Self::Publish => "offering_published",
            Self::Reject { .. } => "offering_rejected",
            Self::AskForChanges { .. } => "offering_changes_requested",
        }
    }

    /// Whether it can be decided so from here; what is in the shop can only be taken down.
    const fn is_open_from(&self, status: OfferingStatus) -> bool {
        match self {
            Self::Publish | Self::AskForChanges { .. } => matches!(status, OfferingStatus::InReview),
            Self::Reject { .. } => status.may_become(OfferingStatus::Rejected),
        }
    }

    fn reason(&self) -> Result<String> {
        match self {
            Self::Publish => Ok(String::new()),
            Self::Reject { reason } => check_reason(reason).map_err(|key| Failure::field("reject_reason", key)),
            Self::AskForChanges { reason } => check_reason(reason).map_err(|key| Failure::field("changes_reason", key)),
        }
    }

    fn told(&self, reason: &str) -> Told {
        match self {
            Self::Publish => Told::Published,
            Self::Reject { .. } => Told::Rejected { reason: reason.to_owned() },
            Self::AskForChanges { .. } => Told::ChangesRequested { reason: reason.to_owned() },
        }
    }
}

/// Decides on an offering in the version that was read. Whoever comes second is told that it is stale.
pub async fn decide_offering(
    backend: &Backend,
    staff: &Staff,
    id: OfferingId,
    version: i32,
    decision: &OfferingDecision,
) -> Result<()> {
    let reason = decision.reason()?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    let account = states::find_seller_account(&mut tx, id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    // The account first, as when somebody leaves.
    hold_account(&mut tx, account).await?;
    let held = states::hold(&mut tx, id.0, None).await?.ok_or(Failure::not_found(Thing::Offering))?;
    let from = OfferingStatus::parse(&held.status).unwrap_or(OfferingStatus::Draft);
    if !from.is_seen_by_staff() {
        return Err(Failure::not_found(Thing::Offering));
    }
    if account == staff.account_id().0 {
        return Err(AppError::NotAllowed.into());
    }
    let draft = load(&mut tx, id.0, None, now).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if *decision == OfferingDecision::Publish && !is_sold(draft.kind) {
        return Err(Failure::field("form", "build-error-opens-soon"));
    }
    let change = states::Change { id: id.0, from, to: decision.leads_to(), version, note: &reason, is_decision: true, now };
    if held.is_archived || !decision.is_open_from(from) || !states::change(&mut tx, &change).await? {
        return Err(Failure::conflict(Conflict::Stale));
    }
    if *decision == OfferingDecision::Publish {
        states::open(&mut tx, id.0, &slug(&draft)).await?;
    }
    let is_open = change.to == OfferingStatus::Published;
    refresh_index(&mut tx, id, from == OfferingStatus::Published, is_open).await?;
    states::insert_history(&mut tx, id.0, decision.history(), staff.account_id().0, &reason, now).await?;
    let event = Event { kind: decision.event(), account_id: Some(account), subject_id: id.0, data: serde_json::json!({}) };
    events::record(&mut tx, event, now).await?;
    let draft = load(&mut tx, id.0, None, now).await?.ok_or(Failure::not_found(Thing::Offering))?;
    mails::tell(&mut tx, backend, &draft, decision.told(&reason)).await?;
    tx.commit().await?;
    Ok(())
}

/// The address of an offering: words of its title, and the end of its id, which is chance.
fn slug(draft: &Draft) -> String {
    let id = draft.id.0.simple().to_string();
    let tail = id.get(id.len().saturating_sub(8)..).unwrap_or(&id);
    slug_of(&draft.basics.title.en, draft.kind.as_str(), tail)
}
