//! An offering as visitors would see it, for its seller and for the desk.

use super::{load::load, types::Draft};
use crate::{
    Backend, Failure, Result,
    accounts::{Staff, Viewer},
    catalogue::{OfferingDetail, offering::find_any, studio::seller_of},
};
use domain::{Thing, ids::OfferingId};

/// What its page would show, and what belongs to its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    pub detail: OfferingDetail,
    pub draft: Draft,
}

/// An offering of the viewer's own as visitors would see it.
pub async fn find_preview(backend: &Backend, viewer: &Viewer, id: OfferingId) -> Result<Preview> {
    let seller_id = seller_of(viewer)?;
    let mut conn = backend.db.acquire().await?;
    let draft = load(&mut conn, id.0, Some(seller_id.0), backend.clock.now()).await?;
    drop(conn);
    finish(backend, draft).await
}

/// The same for the desk. A draft is its seller's alone.
pub async fn find_preview_for_staff(backend: &Backend, _: &Staff, id: OfferingId) -> Result<Preview> {
    let mut conn = backend.db.acquire().await?;
    let draft = load(&mut conn, id.0, None, backend.clock.now()).await?;
    drop(conn);
    finish(backend, draft.filter(|draft| draft.status.is_seen_by_staff())).await
}

async fn finish(backend: &Backend, draft: Option<Draft>) -> Result<Preview> {
    let draft = draft.ok_or(Failure::not_found(Thing::Offering))?;
    let detail = find_any(backend, draft.id).await?;
    Ok(Preview { detail, draft })
}
