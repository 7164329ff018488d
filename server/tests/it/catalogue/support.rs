//! What the tests of the catalogue share: a shop that lists many courses quickly, and reading lists back from pages.

use domain::ids::OfferingId;
use test_support::{Answer, TestApp};
use uuid::Uuid;

/// A course as a test lists it; everything has a default.
#[derive(Debug, Clone)]
pub struct Listing {
    pub title_en: &'static str,
    pub title_ar: &'static str,
    pub description_en: &'static str,
    pub kind: &'static str,
    pub status: &'static str,
    pub level: &'static str,
    pub language: &'static str,
    pub price_minor: i64,
    pub video_seconds: i32,
    pub has_free_preview: bool,
    /// What its one rating gave; none for zero.
    pub stars: i32,
    pub popularity: f64,
    /// Hours since it was published.
    pub age_hours: i32,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            title_en: "Weaving on a small loom",
            title_ar: "النسيج على نول صغير",
            description_en: "",
            kind: "video_course",
            status: "published",
            level: "beginner",
            language: "en",
            price_minor: 1_500,
            video_seconds: 400,
            has_free_preview: false,
            stars: 0,
            popularity: 0.0,
            age_hours: 0,
        }
    }
}

/// A seller with a category.
#[derive(Debug, Clone)]
pub struct Shop {
    pub seller_id: Uuid,
    pub handle: String,
    pub category_id: Uuid,
}

impl Shop {
    /// A seller of the own, and a category with this slug; below another one where a parent is given.
    pub async fn open(app: &TestApp, category: &str, parent: Option<&Shop>) -> Self {
        let (person, _) = app.buyer("Layla Hassan").await;
        let [seller_id, category_id] = [(); 2].map(|()| Uuid::now_v7());
        let handle = format!("s{}", seller_id.simple().to_string().split_at(2).1);
        sqlx::query("insert into categories (id, slug, parent_id, name_en, name_ar, hue) values ($1, $2, $3, $4, 'فئة', 40)")
            .bind(category_id)
            .bind(category)
            .bind(parent.map(|shop| shop.category_id))
            .bind(format!("All about {category}"))
            .execute(&app.backend.db)
            .await
            .expect("category");
        sqlx::query(
            "insert into sellers (id, account_id, handle, name_en, name_ar, headline_en, country, time_zone, created_at)
             values ($1, $2, $3, 'Layla Hassan', 'ليلى حسن', 'Weaver from Fustat', 'EG', 'Africa/Cairo', '2026-01-05T00:00:00Z')",
        )
        .bind(seller_id)
        .bind(person.account_id.0)
        .bind(handle.as_str())
        .execute(&app.backend.db)
        .await
        .expect("seller");
        Self { seller_id, handle, category_id }
    }

    /// Lists a course and indexes it; gives its slug.
    pub async fn list(&self, app: &TestApp, listing: &Listing) -> String {
        let id = Uuid::now_v7();
        let slug = format!("listing-{}", id.simple());
        let mut tx = app.backend.db.begin().await.expect("a transaction");
        sqlx::query(
            "insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, description_en, level, language,
                price_minor, currency, video_seconds, lesson_count, has_free_preview, rating_sum, rating_count, popularity,
                published_at, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'USD', $13, 1, $14, $15, least($15, 1), $16,
                timestamptz '2026-11-20T09:00:00Z' - make_interval(hours => $17), '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z')",
        )
        .bind(id)
        .bind(slug.as_str())
        .bind(self.seller_id)
        .bind(self.category_id)
        .bind(listing.kind)
        .bind(listing.status)
        .bind(listing.title_en)
        .bind(listing.title_ar)
        .bind(listing.description_en)
        .bind(listing.level)
        .bind(listing.language)
        .bind(listing.price_minor)
        .bind(listing.video_seconds)
        .bind(listing.has_free_preview)
        .bind(listing.stars)
        .bind(listing.popularity)
        .bind(listing.age_hours)
        .execute(&mut *tx)
        .await
        .expect("offering");
        backend::catalogue::index_offering(&mut tx, OfferingId(id)).await.expect("search index");
        tx.commit().await.expect("commit");
        slug
    }
}

/// A search for this text.
pub async fn search(app: &TestApp, query: &str) -> Answer {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    app.visitor().get(&format!("/browse?q={query}")).await.expect_status(200)
}

/// The courses that a page links to, in its order, as often as it does.
pub fn slugs(page: &Answer) -> Vec<String> {
    let links = page.body.split("href=\"/o/").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|slug| !slug.contains('/')).map(str::to_owned).collect()
}

/// The same without order.
pub fn sorted_slugs(page: &Answer) -> Vec<String> {
    let mut found = slugs(page);
    found.sort();
    found
}

/// Where a list goes on.
pub fn next_page(page: &Answer) -> Option<String> {
    let tag = page.body.split('<').find(|tag| tag.contains("rel=\"next\""))?;
    let href = tag.split("href=\"").nth(1)?.split('"').next()?;
    Some(href.replace("&amp;", "&"))
}
