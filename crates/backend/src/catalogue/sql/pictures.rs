//! Pictures of courses, and covers of offerings.

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

/// Whose cover is wanted, by whom.
#[derive(Debug, Clone, Copy)]
pub(in crate::catalogue) enum CoverFinder<'a> {
    Own {
        id: Uuid,
        seller_id: Uuid,
    },
    /// Staff does not see drafts.
    Desk {
        id: Uuid,
    },
    Shop {
        slug: &'a str,
    },
}

pub(in crate::catalogue) async fn find_cover(conn: &mut PgConnection, finder: CoverFinder<'_>) -> Result<Option<PictureRow>> {
    let (id, seller_id, slug) = match finder {
        CoverFinder::Own { id, seller_id } => (Some(id), Some(seller_id), None),
        CoverFinder::Desk { id } => (Some(id), None, None),
        CoverFinder::Shop { slug } => (None, None, Some(slug)),
    };
    let row = sqlx::query_as!(
        PictureRow,
        "select m.id, m.storage_prefix
         from offerings o join media m on m.id = o.cover_id and m.kind = 'image' and m.status = 'ready'
         where (o.id = $1::uuid and (o.seller_id = $2::uuid or ($2::uuid is null and o.status <> 'draft')))
            or (o.slug = $3::text and o.status = 'published' and o.kind = 'video_course')",
        id,
        seller_id,
        slug
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}
