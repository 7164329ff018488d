//! Offerings as their sellers build them: step by step, each saved as soon as it is right; and the desk at which staff decides what
//! is published.

mod class;
mod cover;
mod create;
mod decide;
mod desk;
mod editing;
mod forget;
mod history;
mod lists;
mod load;
mod mails;
mod preview;
mod prices;
mod schedule;
mod service;
mod states;
mod texts;
mod types;

pub use class::{save_class, save_class_place, save_trial};
pub use cover::{open_cover, open_cover_for_staff, open_own_cover, save_cover};
pub use create::{NewOfferingInput, create_offering, delete_offering, duplicate_offering};
pub use decide::{OfferingDecision, decide_offering};
pub use desk::{DeskFilter, DeskRow, OfferingCase, OfferingQueue, find_offering_case, list_offerings};
pub use editing::StepSave;
pub use history::{HistoryEntry, PriceEntry};
pub use lists::{OwnOfferings, OwnTab, list_own_offerings};
pub use preview::{Preview, find_preview, find_preview_for_staff};
pub use prices::save_price;
pub use schedule::{MAX_DATES, ScheduleInput, save_schedule};
pub use service::{save_extras, save_packages, save_questions, save_service_place};
pub use states::{Wish, change_offering};
pub use texts::{save_basics, save_faqs, save_page};
pub use types::{ClassDate, Draft, LiveClass, Series, Service};

pub(super) use forget::forget_account;

use super::{sql::building::states as sql, studio::seller_of};
use crate::{Backend, Failure, Result, accounts::Viewer};
use domain::{Thing, ids::OfferingId};

/// An offering of the viewer's own, whole.
pub async fn find_draft(backend: &Backend, viewer: &Viewer, id: OfferingId) -> Result<Draft> {
    let seller_id = seller_of(viewer)?;
    let mut conn = backend.db.acquire().await?;
    let draft = load::load(&mut conn, id.0, Some(seller_id.0), backend.clock.now()).await?;
    draft.ok_or(Failure::not_found(Thing::Offering))
}

/// An offering of the viewer's own with its past.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftWithPast {
    pub draft: Draft,
    /// What has happened, the newest first.
    pub history: Vec<HistoryEntry>,
    /// What it has cost, the newest change first.
    pub prices: Vec<PriceEntry>,
}

/// An offering of the viewer's own with what has happened to it and what it has cost.
pub async fn find_draft_with_past(backend: &Backend, viewer: &Viewer, id: OfferingId) -> Result<DraftWithPast> {
    let draft = find_draft(backend, viewer, id).await?;
    let mut conn = backend.db.acquire().await?;
    let history = history::entries(sql::list_history(&mut conn, id.0).await?);
    let prices = history::price_entries(sql::list_prices(&mut conn, id.0).await?)?;
    Ok(DraftWithPast { draft, history, prices })
}
