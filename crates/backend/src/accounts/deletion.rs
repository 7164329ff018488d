//! Leaving: an account is deleted two weeks after it was asked for, and later while money of the person is still open.

use super::{Viewer, forget, logins, mails, passwords, sql};
use crate::{
    Backend, Failure, Result,
    events::{self, Event},
};
use domain::Thing;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

/// How long one can change one's mind.
pub const DELETION_AFTER_DAYS: i64 = 14;

const LINKS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
const UNUSED_ACCOUNTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Longer than the slowest limit takes to fill again.
const BUCKETS_KEPT: SignedDuration = SignedDuration::from_hours(48);

const fn delay() -> SignedDuration {
    SignedDuration::from_hours(DELETION_AFTER_DAYS * 24)
}

/// When an account goes whose deletion was asked for at an instant.
pub(super) fn due_at(requested_at: Timestamp) -> Result<Timestamp> {
    Ok(requested_at.checked_add(delay())?)
}

/// Asks for the account's deletion and ends all other logins. Asking again does not restart the time.
pub async fn request_deletion(backend: &Backend, viewer: &Viewer, password: Option<SecretString>) -> Result<()> {
    let account = passwords::prove_presence(backend, viewer, password.as_ref()).await?;
    if account.deletion_requested_at.is_some() {
        return Ok(());
    }
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    sql::accounts::set_deletion(&mut tx, account.id, Some(now)).await?;
    sql::logins::delete_all(&mut *tx, account.id, Some(viewer.login_id)).await?;
    events::record(&mut tx, Event::of_account("account_deletion_requested", account.id.0, serde_json::json!({})), now).await?;
    mails::queue_notice(&mut tx, backend, &account, mails::Notice::DeletionAsked { at: due_at(now)? }).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the wish back.
pub async fn cancel_deletion(backend: &Backend, viewer: &Viewer) -> Result<()> {
    let account = sql::accounts::find(&backend.db, viewer.account_id).await?.ok_or(Failure::not_found(Thing::Account))?;
    if account.deletion_requested_at.is_none() {
        return Ok(());
    }
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    sql::accounts::set_deletion(&mut tx, account.id, None).await?;
    events::record(&mut tx, Event::of_account("account_deletion_cancelled", account.id.0, serde_json::json!({})), now).await?;
    mails::queue_notice(&mut tx, backend, &account, mails::Notice::DeletionCancelled).await?;
    tx.commit().await?;
    Ok(())
}

/// The nightly job: deletes accounts whose time has come; drops logins, links, buckets and addresses that have run out.
pub async fn sweep(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let requested_before = now.checked_sub(delay())?;
    let mut deleted = 0_usize;
    for id in sql::forget::list_due(&backend.db, requested_before).await? {
        // One that cannot go tonight must not keep the others.
        match forget::leave(backend, id, requested_before).await {
            Ok(is_gone) => deleted += usize::from(is_gone),
            Err(failure) => tracing::error!(account.id = %id, failure = ?failure, "account not deleted yet"),
        }
    }
    let logins = logins::sweep(backend).await?;
    let links = sql::sweep::delete_old_links(&backend.db, now.checked_sub(LINKS_KEPT)?).await?;
    let unused = sql::sweep::delete_unused_accounts(&backend.db, now.checked_sub(UNUSED_ACCOUNTS_KEPT)?).await?;
    let buckets = sql::sweep::delete_full_buckets(&backend.db, now.checked_sub(BUCKETS_KEPT)?).await?;
    tracing::info!(accounts.deleted = deleted, accounts.unused = unused, logins, links, buckets, "swept accounts");
    Ok(())
}
