//! What every step has in common: who may save it, when, over which version, and what follows from it.

use super::load::load;
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    catalogue::{index::index_offering, sql, studio::seller_of},
};
use domain::{
    AppError, Conflict, FieldErrors, Thing,
    catalogue::{OfferingKind, OfferingStatus, offerings::Step},
    ids::{AccountId, OfferingId, SellerId},
};
use jiff::Timestamp;
use sqlx::{PgConnection, Postgres, Transaction};

/// The step that is saved, and how often it had been saved when its form was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepSave {
    pub id: OfferingId,
    pub step: Step,
    pub version: i32,
}

/// A step that is being saved: the offering is held until `finish`.
pub(super) struct Editing {
    pub tx: Transaction<'static, Postgres>,
    pub held: sql::building::steps::Held,
    pub status: OfferingStatus,
    pub actor: AccountId,
    pub now: Timestamp,
    id: OfferingId,
    seller_id: SellerId,
    step: Step,
}

/// Holds an offering of the viewer for one of its steps. A step that somebody saved meanwhile is stale: the viewer looks at it again.
pub(super) async fn begin(backend: &Backend, viewer: &Viewer, save: StepSave) -> Result<Editing> {
    let seller_id = seller_of(viewer)?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    // The account first, as when somebody leaves.
    sql::applications::hold_account(&mut tx, viewer.account_id.0).await?;
    let held = sql::building::steps::hold(&mut tx, save.id.0, seller_id.0, save.step.slug()).await?;
    let held = held.ok_or(Failure::not_found(Thing::Offering))?;
    let kind = OfferingKind::parse(&held.kind).unwrap_or(OfferingKind::VideoCourse);
    if !Step::of(kind).contains(&save.step) {
        return Err(Failure::not_found(Thing::Offering));
    }
    let status = OfferingStatus::parse(&held.status).unwrap_or(OfferingStatus::Rejected);
    if held.is_archived || !status.is_editable() || held.step_version != save.version {
        return Err(Failure::conflict(Conflict::Stale));
    }
    Ok(Editing { tx, held, status, actor: viewer.account_id, now, id: save.id, seller_id, step: save.step })
}

impl Editing {
    /// The open transaction.
    pub(super) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Says beside these fields that staff has read them: changing one needs a new review.
    pub(super) fn keep_reviewed(&self, fields: &[(&str, bool)]) -> Result<()> {
        let mut errors = FieldErrors::default();
        for (field, _) in fields.iter().filter(|(_, is_changed)| *is_changed && !self.status.is_rewritable()) {
            errors.add(field, "build-error-reviewed");
        }
        Ok(errors.into_result()?)
    }

    /// Notes the step, keeps what is published whole and found by its words, and lets go.
    pub(super) async fn finish(mut self) -> Result<()> {
        sql::building::steps::touch(&mut self.tx, self.id.0, self.step.slug(), self.now).await?;
        if self.status != OfferingStatus::Draft {
            let draft = load(&mut self.tx, self.id.0, Some(self.seller_id.0), self.now).await?;
            let draft = draft.ok_or(Failure::not_found(Thing::Offering))?;
            if draft.missing(self.now).iter().any(|missing| missing.step() == self.step) {
                return Err(AppError::Invalid(FieldErrors::one("form", "build-error-published-whole")).into());
            }
        }
        if self.status == OfferingStatus::Published {
            index_offering(&mut self.tx, self.id).await?;
        }
        self.tx.commit().await?;
        Ok(())
    }
}
