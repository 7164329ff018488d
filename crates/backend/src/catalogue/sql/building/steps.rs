//! Saving the steps that every offering has. Each of these runs while the row is held.

use crate::{Result, db::at};
use domain::catalogue::offerings::{Basics, Faq, PageTexts};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// What is asked of an offering before a step of it is saved.
pub(in crate::catalogue) struct Held {
    pub kind: String,
    pub status: String,
    pub is_archived: bool,
    /// How often the step was saved.
    pub step_version: i32,
    pub category_id: Uuid,
    pub language: String,
    pub title_en: String,
    pub title_ar: String,
    pub price_minor: i64,
    pub currency: String,
    pub has_price: bool,
    pub cover_id: Option<Uuid>,
    pub seller_zone: String,
}

/// Holds an offering of a seller against all other changes.
pub(in crate::catalogue) async fn hold(conn: &mut PgConnection, id: Uuid, seller_id: Uuid, step: &str) -> Result<Option<Held>> {
    let held = sqlx::query_as!(
        Held,
        "select o.kind, o.status, o.archived_at is not null as \"is_archived!\",
            coalesce((o.step_versions ->> $3::text)::integer, 0) as \"step_version!\", o.category_id, o.language, o.title_en,
            o.title_ar, o.price_minor, o.currency,
            o.price_minor > 0 or o.step_versions ? 'price' or o.published_at is not null as \"has_price!\", o.cover_id,
            s.time_zone as seller_zone
         from offerings o join sellers s on s.id = o.seller_id where o.id = $1 and o.seller_id = $2 for update of o",
        id,
        seller_id,
        step
    )
    .fetch_optional(conn)
    .await?;
    Ok(held)
}

/// Notes that a step was saved.
pub(in crate::catalogue) async fn touch(conn: &mut PgConnection, id: Uuid, step: &str, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "update offerings set updated_at = $3,
            step_versions = step_versions || jsonb_build_object($2::text, coalesce((step_versions ->> $2::text)::integer, 0) + 1)
         where id = $1",
        id,
        step,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn save_basics(
    conn: &mut PgConnection,
    id: Uuid,
    category_id: Uuid,
    basics: &Basics,
) -> Result<()> {
    sqlx::query!(
        "update offerings set category_id = $2, language = $3, level = $4, title_en = $5, title_ar = $6, promise_en = $7,
            promise_ar = $8, tags = $9 where id = $1",
        id,
        category_id,
        basics.language.code(),
        basics.level.as_str(),
        basics.title.en,
        basics.title.ar,
        basics.promise.en,
        basics.promise.ar,
        basics.tags.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::catalogue) async fn save_page(conn: &mut PgConnection, id: Uuid, page: &PageTexts) -> Result<()> {
    sqlx::query!(
        "update offerings set description_en = $2, description_ar = $3, outcomes = $4, requirements = $5, audience = $6 where id = $1",
        id,
        page.description.en,
        page.description.ar,
        serde_json::to_value(&page.outcomes)?,
        serde_json::to_value(&page.requirements)?,
        serde_json::to_value(&page.audience)?
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts these questions and answers in the place of the old ones.
pub(in crate::catalogue) async fn replace_faqs(conn: &mut PgConnection, id: Uuid, faqs: &[Faq]) -> Result<()> {
    sqlx::query!("delete from offering_faqs where offering_id = $1", id).execute(&mut *conn).await?;
    for (position, faq) in (1_i16..).zip(faqs) {
        sqlx::query!(
            "insert into offering_faqs (id, offering_id, position, question_en, answer_en, question_ar, answer_ar)
             values ($1, $2, $3, $4, $5, $6, $7)",
            crate::db::new_id(),
            id,
            position,
            faq.question.en,
            faq.answer.en,
            faq.question.ar,
            faq.answer.ar
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

pub(in crate::catalogue) async fn save_price(conn: &mut PgConnection, id: Uuid, price_minor: i64) -> Result<()> {
    sqlx::query!("update offerings set price_minor = $2 where id = $1", id, price_minor).execute(conn).await?;
    Ok(())
}

pub(in crate::catalogue) async fn set_cover(conn: &mut PgConnection, id: Uuid, cover_id: Option<Uuid>) -> Result<()> {
    sqlx::query!("update offerings set cover_id = $2::uuid where id = $1", id, cover_id).execute(conn).await?;
    Ok(())
}

/// A price that was changed.
pub(in crate::catalogue) struct PriceChange<'a> {
    pub item: &'static str,
    pub item_position: i16,
    /// Nothing where there was none before.
    pub old_minor: Option<i64>,
    /// Nothing where there is none any more.
    pub new_minor: Option<i64>,
    pub currency: &'a str,
}

/// Notes a change of a price; what stays the same is no change.
pub(in crate::catalogue) async fn insert_price_change(
    conn: &mut PgConnection,
    id: Uuid,
    change: &PriceChange<'_>,
    actor_id: Uuid,
    now: Timestamp,
) -> Result<()> {
    if change.old_minor == change.new_minor {
        return Ok(());
    }
    sqlx::query!(
        "insert into offering_price_history (offering_id, item, item_position, old_minor, new_minor, currency, actor_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        change.item,
        change.item_position,
        change.old_minor,
        change.new_minor,
        change.currency,
        actor_id,
        at(now)
    )
    .execute(conn)
    .await?;
    Ok(())
}
