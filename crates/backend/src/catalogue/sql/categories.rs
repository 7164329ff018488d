//! Categories with their counts.

use crate::{
    Result,
    catalogue::{Bilingual, CappedCount, Category},
};
use domain::ids::CategoryId;
use sqlx::PgConnection;

/// All categories in the order of the site. Each is counted to a bound: an exact count would read the whole table.
pub(in crate::catalogue) async fn list(conn: &mut PgConnection) -> Result<Vec<Category>> {
    let rows = sqlx::query!(
        "select c.id, c.slug, c.parent_id, c.name_en, c.name_ar, c.blurb_en, c.blurb_ar, c.hue, c.icon,
            (select count(*) from (
                select 1 from offerings o where o.category_id = c.id and o.status = 'published' and o.kind = 'video_course'
                limit 2001) held) as \"count!\"
         from categories c order by c.position, c.slug"
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Category {
            id: CategoryId(r.id),
            slug: r.slug,
            parent_id: r.parent_id.map(CategoryId),
            name: Bilingual::new(r.name_en, r.name_ar),
            blurb: Bilingual::new(r.blurb_en, r.blurb_ar),
            hue: r.hue,
            icon: r.icon,
            offerings: CappedCount::of(r.count),
        })
        .collect())
}
