//! SQL of the files that go with an application.

use crate::{Result, catalogue::applications::NewFile, db::at};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

pub(in crate::catalogue) struct FileRow {
    pub id: Uuid,
    pub kind: String,
    pub storage_prefix: String,
    pub file_name: Option<String>,
    pub mime: String,
}

pub(in crate::catalogue) async fn insert_media(conn: &mut PgConnection, file: &NewFile<'_>, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "insert into media (id, owner_id, kind, status, storage_prefix, file_name, mime, size_bytes, width, height, created_at)
         values ($1, $2, $3, 'ready', $4, $5, $6, $7, $8, $9, $10)",
        file.id,
        file.owner_id,
        file.kind,
        file.storage_prefix,
        file.file_name,
        file.mime,
        file.size_bytes,
        file.size.map(|size| size.0),
        file.size.map(|size| size.1),
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn set_photo(
    conn: &mut PgConnection,
    application_id: Uuid,
    media_id: Uuid,
    now: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "update seller_applications set photo_id = $2, updated_at = $3 where id = $1",
        application_id,
        media_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Enters a document at the first free place; false when there is none.
pub(in crate::catalogue) async fn insert_document(
    conn: &mut PgConnection,
    application_id: Uuid,
    media_id: Uuid,
    now: Timestamp,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into seller_application_documents (media_id, application_id, position, created_at)
         select $2, $1, place, $3 from generate_series(1, 5) as place
         where not exists (select 1 from seller_application_documents d where d.application_id = $1 and d.position = place)
         order by place limit 1",
        application_id,
        media_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a document off an application; false when it is not one of its.
pub(in crate::catalogue) async fn delete_document(conn: &mut PgConnection, application_id: Uuid, media_id: Uuid) -> Result<bool> {
    let done = sqlx::query!(
        "delete from seller_application_documents where application_id = $1 and media_id = $2",
        application_id,
        media_id
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes files that nothing points to any more; gives the kind and folder of each.
pub(in crate::catalogue) async fn delete_media(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!("delete from media where id = any($1) returning kind, storage_prefix", ids).fetch_all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.storage_prefix)).collect())
}

/// The photo of an application, by its account or by its id; staff does not see drafts.
pub(in crate::catalogue) async fn find_photo(db: &PgPool, account_id: Option<Uuid>, id: Option<Uuid>) -> Result<Option<FileRow>> {
    let row = sqlx::query_as!(
        FileRow,
        "select m.id, m.kind, m.storage_prefix, m.file_name, m.mime
         from seller_applications p join media m on m.id = p.photo_id and m.status = 'ready'
         where p.account_id = $1::uuid or (p.id = $2::uuid and p.status <> 'draft')",
        account_id,
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row)
}

/// A document of an application, by the application's account or its id; staff does not see drafts.
pub(in crate::catalogue) async fn find_document(
    db: &PgPool,
    media_id: Uuid,
    account_id: Option<Uuid>,
    id: Option<Uuid>,
) -> Result<Option<FileRow>> {
    let row = sqlx::query_as!(
        FileRow,
        "select m.id, m.kind, m.storage_prefix, m.file_name, m.mime
         from seller_application_documents d
         join seller_applications p on p.id = d.application_id
         join media m on m.id = d.media_id and m.status = 'ready'
         where d.media_id = $1 and (p.account_id = $2::uuid or (p.id = $3::uuid and p.status <> 'draft'))",
        media_id,
        account_id,
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row)
}

/// All files of somebody's application and of their page as a seller; they are taken off both.
pub(in crate::catalogue) async fn take_all(conn: &mut PgConnection, account_id: Uuid) -> Result<Vec<Uuid>> {
    let ids = sqlx::query_scalar!(
        "select photo_id as \"id!\" from seller_applications where account_id = $1 and photo_id is not null
         union select photo_id from sellers where account_id = $1 and photo_id is not null
         union select d.media_id from seller_application_documents d
            join seller_applications p on p.id = d.application_id where p.account_id = $1",
        account_id
    )
    .fetch_all(&mut *conn)
    .await?;
    sqlx::query!("update sellers set photo_id = null, closed_from = null, closed_until = null where account_id = $1", account_id)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from seller_applications where account_id = $1", account_id).execute(conn).await?;
    Ok(ids)
}
