//! What a seller does with an offering: handing it in, taking it back, pausing, resuming, rewriting, putting away, taking out again.

use super::{load::load, mails, mails::Told};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    catalogue::{
        index::index_offering,
        sql::{self, applications::hold_account, building::states},
        studio::seller_of,
    },
    events::{self, Event},
};
use domain::{
    Conflict, Thing,
    catalogue::{OfferingStatus, offerings::is_sold},
    ids::OfferingId,
};
use sqlx::PgConnection;

/// What a seller wants to do with an offering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Hand it in for review.
    Submit,
    /// Take it back from the review.
    Withdraw,
    /// Take it out of the shop for a while.
    Pause,
    /// Put it into the shop again, as it was reviewed.
    Resume,
    /// Take it out of the shop and write anew what was reviewed.
    Rewrite,
    /// Put it away.
    Archive,
    /// Take it out of the archive.
    Restore,
}

impl Wish {
    /// The wish that has this word in its address.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "submit" => Self::Submit,
            "withdraw" => Self::Withdraw,
            "pause" => Self::Pause,
            "resume" => Self::Resume,
            "rewrite" => Self::Rewrite,
            "archive" => Self::Archive,
            "restore" => Self::Restore,
            _ => return None,
        })
    }

    /// The change of state; archiving is none.
    const fn arrow(self) -> Option<(&'static [OfferingStatus], OfferingStatus)> {
        use OfferingStatus::*;
        match self {
            Self::Submit => Some((&[Draft], InReview)),
            Self::Withdraw => Some((&[InReview], Draft)),
            Self::Pause => Some((&[Published], Paused)),
            Self::Resume => Some((&[Paused], Published)),
            Self::Rewrite => Some((&[Published, Paused], Draft)),
            Self::Archive | Self::Restore => None,
        }
    }

    const fn history(self) -> &'static str {
        match self {
            Self::Submit => "submitted",
            Self::Withdraw => "withdrawn",
            Self::Pause => "paused",
            Self::Resume => "resumed",
            Self::Rewrite => "reopened",
            Self::Archive => "archived",
            Self::Restore => "restored",
        }
    }

    const fn event(self) -> &'static str {
        match self {
            Self::Submit => "offering_submitted",
            Self::Withdraw => "offering_withdrawn",
            Self::Pause => "offering_paused",
            Self::Resume => "offering_resumed",
            Self::Rewrite => "offering_reopened",
            Self::Archive => "offering_archived",
            Self::Restore => "offering_restored",
        }
    }
}

/// Does what the viewer wants with an offering of their own, in the version that was read.
pub async fn change_offering(backend: &Backend, viewer: &Viewer, id: OfferingId, version: i32, wish: Wish) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    hold_account(&mut tx, viewer.account_id.0).await?;
    let held = states::hold(&mut tx, id.0, Some(seller_id.0)).await?.ok_or(Failure::not_found(Thing::Offering))?;
    let from = OfferingStatus::parse(&held.status).unwrap_or(OfferingStatus::Rejected);
    let is_done = match wish.arrow() {
        Some((sources, to)) => {
            // What staff has never let through cannot come back without them.
            let is_allowed = sources.contains(&from) && (wish != Wish::Resume || held.was_published);
            if wish == Wish::Submit && is_allowed {
                check_whole(&mut tx, backend, id).await?;
            }
            let change = states::Change { id: id.0, from, to, version, note: "", is_decision: false, now };
            is_allowed && states::change(&mut tx, &change).await?
        }
        None if wish == Wish::Archive => states::archive(&mut tx, id.0, version, now).await?,
        None => states::restore(&mut tx, id.0, version).await?,
    };
    if !is_done {
        return Err(Failure::conflict(Conflict::Stale));
    }
    let is_open = wish == Wish::Resume;
    refresh_index(&mut tx, id, from == OfferingStatus::Published, is_open).await?;
    states::insert_history(&mut tx, id.0, wish.history(), viewer.account_id.0, "", now).await?;
    let event =
        Event { kind: wish.event(), account_id: Some(viewer.account_id.0), subject_id: id.0, data: serde_json::json!({}) };
    events::record(&mut tx, event, now).await?;
    if wish == Wish::Submit {
        let draft = load(&mut tx, id.0, Some(seller_id.0), now).await?.ok_or(Failure::not_found(Thing::Offering))?;
        mails::tell(&mut tx, backend, &draft, Told::Submitted).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Only what is whole, and of a kind that can be sold, is handed in.
async fn check_whole(conn: &mut PgConnection, backend: &Backend, id: OfferingId) -> Result<()> {
    let now = backend.clock.now();
    let draft = load(conn, id.0, None, now).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if !is_sold(draft.kind) {
        return Err(Failure::field("form", "build-error-opens-soon"));
    }
    if !draft.missing(now).is_empty() {
        return Err(Failure::field("form", "build-error-incomplete"));
    }
    Ok(())
}

/// What comes into the shop is found by its words, what leaves it is not; the counts of all words stay right.
pub(super) async fn refresh_index(conn: &mut PgConnection, id: OfferingId, was_open: bool, is_open: bool) -> Result<()> {
    match (was_open, is_open) {
        (_, true) => index_offering(conn, id).await,
        (true, false) => sql::index::write(conn, id.0, "", &[]).await,
        (false, false) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wish_walks_arrows_that_are_drawn() {
        for word in ["submit", "withdraw", "pause", "resume", "rewrite", "archive", "restore"] {
            let wish = Wish::parse(word).expect("a wish");
            if let Some((sources, to)) = wish.arrow() {
                assert!(sources.iter().all(|from| from.may_become(to)), "{word}");
            }
        }
        assert_eq!(Wish::parse("publish"), None, "staff alone does");
    }
}
