//! What is dropped of offerings when their seller leaves: where they live, covers, questions and answers, and what they were told.
//! Titles and lessons stay for those who have bought them.

use crate::{
    Result,
    catalogue::{applications::drop_files, sql::building::forget as sql},
};
use sqlx::PgConnection;
use uuid::Uuid;

/// Takes the person out of what they have built. Doing it again changes nothing.
pub(in crate::catalogue) async fn forget_account(conn: &mut PgConnection, seller_id: Uuid) -> Result<()> {
    let covers = sql::take_covers(&mut *conn, seller_id).await?;
    drop_files(&mut *conn, &covers).await?;
    sql::blank(conn, seller_id).await
}
