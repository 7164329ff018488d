//! What the outbox drops when somebody leaves: every mail to them, and the mails to others that name them.

use super::sql;
use crate::Result;
use sqlx::PgConnection;

/// Addresses with this ending belong to people who have left; nothing is ever sent there.
pub(crate) const NOBODY: &str = "@deleted.invalid";

/// Drops the mails to these addresses, sent or not, and those that these causes sent to anybody. Doing it again changes nothing.
pub(crate) async fn forget_account(conn: &mut PgConnection, addresses: &[String], causes: &[String]) -> Result<()> {
    sql::delete_to(conn, addresses).await?;
    sql::delete_caused_by(conn, causes).await
}
