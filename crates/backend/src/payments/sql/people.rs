//! The people whom mails about money reach.

use crate::Result;
use domain::Locale;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in super::super) struct People {
    pub buyer_email: String,
    pub buyer_name: String,
    pub buyer_locale: Locale,
    pub buyer_time_zone: String,
    pub seller_email: String,
    pub seller_locale: Locale,
    pub title_en: String,
    pub title_ar: String,
    pub slug: String,
}

pub(in super::super) async fn find_people(conn: &mut PgConnection, order_id: Uuid) -> Result<People> {
    let row = sqlx::query!(
        "select b.email as buyer_email, b.display_name as buyer_name, b.locale as buyer_locale,
            b.time_zone as buyer_time_zone, sa.email as seller_email, sa.locale as seller_locale, f.title_en, f.title_ar, f.slug
         from orders o join accounts b on b.id = o.buyer_id join sellers s on s.id = o.seller_id
         join accounts sa on sa.id = s.account_id join offerings f on f.id = o.offering_id where o.id = $1",
        order_id
    )
    .fetch_one(conn)
    .await?;
    Ok(People {
        buyer_email: row.buyer_email,
        buyer_name: row.buyer_name,
        buyer_locale: Locale::parse(&row.buyer_locale).unwrap_or_default(),
        buyer_time_zone: row.buyer_time_zone,
        seller_email: row.seller_email,
        seller_locale: Locale::parse(&row.seller_locale).unwrap_or_default(),
        title_en: row.title_en,
        title_ar: row.title_ar,
        slug: row.slug,
    })
}
