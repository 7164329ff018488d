//! Pictures of courses.

use crate::Result;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::catalogue) struct PictureRow {
    pub id: Uuid,
    pub storage_prefix: String,
}

/// The first free video of a published course, when it is ready.
pub(in crate::catalogue) async fn find(conn: &mut PgConnection, slug: &str) -> Result<Option<PictureRow>> {
    let row = sqlx::query_as!(
        PictureRow,
        "select m.id, m.storage_prefix
         from offerings o
         join course_sections c on c.offering_id = o.id
         join lessons l on l.section_id = c.id and l.is_free_preview and l.kind = 'video'
         join media m on m.id = l.media_id and m.kind = 'video' and m.status = 'ready'
         where o.slug = $1 and o.status = 'published' and o.kind = 'video_course'
         order by c.position, l.position limit 1",
        slug
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}
