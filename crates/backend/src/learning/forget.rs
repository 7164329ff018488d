//! What learning drops when somebody leaves: notes, progress, settings. Enrolments stay, since their orders do.

use super::sql;
use crate::Result;
use domain::ids::AccountId;
use sqlx::PgConnection;

/// Takes the person out of this area, in the transaction that deletes the account. Doing it again changes nothing.
pub(crate) async fn forget_account(conn: &mut PgConnection, account_id: AccountId) -> Result<()> {
    sql::forget::delete_events(conn, account_id.0).await?;
    sql::forget::delete_traces(conn, account_id.0).await?;
    sql::forget::disown_media(conn, account_id.0).await
}
