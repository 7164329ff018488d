//! What is dropped of an application when its writer leaves: all of it, and every file.

use super::files::drop_files;
use crate::{Result, catalogue::sql};
use domain::ids::AccountId;
use sqlx::PgConnection;

/// Drops the application and the photo on the seller's page. Doing it again changes nothing.
pub(in crate::catalogue) async fn forget_account(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    let files = sql::application_files::take_all(&mut *conn, account_id.0).await?;
    drop_files(conn, &files).await
}
