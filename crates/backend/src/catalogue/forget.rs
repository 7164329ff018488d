//! What the catalogue drops when somebody leaves. Courses leave the shop at once; who has bought one keeps it.

use super::{applications, building, sql, types::Bilingual};
use crate::{Result, notifications::text};
use domain::{Locale, ids::AccountId};
use jiff::Timestamp;
use sqlx::PgConnection;

/// Takes somebody's offerings out of the shop, so that no new sale keeps a deletion waiting.
pub(crate) async fn withdraw_offerings(conn: &mut PgConnection, account_id: AccountId, now: Timestamp) -> Result<()> {
    match sql::forget::find_seller(conn, account_id.0).await? {
        Some(seller_id) => sql::forget::pause_offerings(conn, seller_id, now).await,
        None => Ok(()),
    }
}

/// Takes the person out of this area, in the transaction that deletes the account. Doing it again changes nothing.
pub(crate) async fn forget_account(conn: &mut PgConnection, account_id: AccountId, now: Timestamp) -> Result<()> {
    sql::forget::delete_wishes(conn, account_id.0).await?;
    sql::forget::blank_reviews(conn, account_id.0).await?;
    applications::forget_account(conn, account_id).await?;
    let Some(seller_id) = sql::forget::find_seller(conn, account_id.0).await? else { return Ok(()) };
    sql::forget::pause_offerings(conn, seller_id, now).await?;
    building::forget_account(conn, seller_id).await?;
    // The index holds the seller's name; what is not in the shop needs none.
    for offering_id in sql::forget::list_indexed(conn, seller_id).await? {
        sql::index::write(conn, offering_id, "", &[]).await?;
    }
    sql::forget::delete_unused_words(conn).await?;
    let name = Bilingual::new(text(Locale::En, "name-deleted"), text(Locale::Ar, "name-deleted"));
    sql::forget::pseudonymise_seller(conn, seller_id, &name).await
}
