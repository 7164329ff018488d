//! SQL of the catalogue. Every list of cards has the same columns, so they are written once, in `cards!`.

pub(super) mod application_files;
pub(super) mod applications;
pub(super) mod building;
pub(super) mod categories;
pub(super) mod desk;
pub(super) mod forget;
pub(super) mod home;
pub(super) mod index;
pub(super) mod lists;
pub(super) mod offerings;
pub(super) mod pictures;
pub(super) mod profile;
pub(super) mod reviews;
pub(super) mod search;
pub(super) mod sellers;
pub(super) mod sitemap;
pub(super) mod studio;
pub(super) mod wishes;
pub(super) mod words;

use uuid::Uuid;

/// An offering in a list.
pub(super) struct CardRow {
    pub(super) id: Uuid,
    pub(super) slug: String,
    pub(super) title_en: String,
    pub(super) title_ar: String,
    pub(super) category_id: Uuid,
    pub(super) price_minor: i64,
    pub(super) currency: String,
    pub(super) language: String,
    pub(super) level: String,
    pub(super) video_seconds: i32,
    pub(super) lesson_count: i32,
    pub(super) has_free_preview: bool,
    pub(super) cover_id: Option<Uuid>,
    pub(super) rating_milli: i32,
    pub(super) rating_count: i32,
    pub(super) handle: String,
    pub(super) name_en: String,
    pub(super) name_ar: String,
    /// What the list is ordered by.
    pub(super) key: f64,
    /// How many rows there are in all, where the query counts them.
    pub(super) total: Option<i64>,
}

/// Cards from a source `o` of whole offerings. The seller is fetched row by row after the limit: a plain join makes the planner
/// read all sellers for 25 cards.
macro_rules! cards {
    (key: $key:tt, total: $total:tt, from: [$($source:tt)+], order: $order:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            crate::catalogue::sql::CardRow,
            "select o.id as \"id!\", o.slug as \"slug!\", o.title_en as \"title_en!\", o.title_ar as \"title_ar!\",
                o.category_id as \"category_id!\", o.price_minor as \"price_minor!\", o.currency as \"currency!\",
                o.language as \"language!\", o.level as \"level!\", o.video_seconds as \"video_seconds!\",
                o.lesson_count as \"lesson_count!\", o.has_free_preview as \"has_free_preview!\", o.cover_id as \"cover_id?\",
                o.rating_milli as \"rating_milli!\", o.rating_count as \"rating_count!\",
                s.handle as \"handle!\", s.name_en as \"name_en!\", s.name_ar as \"name_ar!\", " + $key
            + " as \"key!\", " + $total + " as \"total?\" from (" + $($source)+
            + ") o cross join lateral (select handle, name_en, name_ar from sellers where id = o.seller_id limit 1) s order by "
            + $order
            $(, $argument)*
        )
    };
}
pub(super) use cards;
