//! What must be there before a test begins: people and courses.

use backend::{
    Backend,
    accounts::{self, NewAccount},
};
use domain::{Locale, accounts::Email, ids::AccountId};
use uuid::Uuid;

/// An account in a test.
#[derive(Debug, Clone)]
pub struct Person {
    pub account_id: AccountId,
    pub email: String,
    pub name: String,
}

/// Stores a verified account without a password.
pub async fn person(backend: &Backend, name: &str) -> Person {
    let email = format!("{}-{}@people.test", name.to_lowercase().replace(' ', "."), Uuid::now_v7().simple());
    let mut conn = backend.db.acquire().await.expect("a connection");
    let account_id = accounts::create_account(
        &mut conn,
        NewAccount {
            email: Email::parse(&email).expect("an address"),
            password_hash: None,
            display_name: name.to_owned(),
            locale: Locale::En,
            time_zone: "Africa/Cairo".to_owned(),
            staff_role: None,
            is_verified: true,
            created_at: backend.clock.now(),
        },
    )
    .await
    .expect("an account");
    Person { account_id, email, name: name.to_owned() }
}

/// A course in a test.
#[derive(Debug, Clone)]
pub struct NewCourse {
    pub offering_id: Uuid,
    pub slug: String,
    pub seller_id: Uuid,
    pub seller: Person,
    pub lesson_ids: Vec<Uuid>,
    pub media_ids: Vec<Uuid>,
}

/// Builds a published course with video lessons of one minute each, the first of them free.
#[derive(Debug, Clone)]
pub struct CourseBuilder {
    price_minor: i64,
    lessons: usize,
    title: String,
    unlock: &'static str,
}

impl Default for CourseBuilder {
    fn default() -> Self {
        Self { price_minor: 4_900, lessons: 3, title: "Bread that rises".to_owned(), unlock: "free" }
    }
}

impl CourseBuilder {
    /// A price in minor units of USD.
    pub fn priced(mut self, price_minor: i64) -> Self {
        self.price_minor = price_minor;
        self
    }

    /// How many lessons.
    pub fn lessons(mut self, count: usize) -> Self {
        self.lessons = count;
        self
    }

    /// The English title; the Arabic one follows it.
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// Lessons open one after the other.
    pub fn sequential(mut self) -> Self {
        self.unlock = "sequential";
        self
    }

    /// Stores the course and its seller.
    pub async fn build(self, backend: &Backend) -> NewCourse {
        let seller = person(backend, "Layla Hassan").await;
        let [seller_id, category_id, offering_id, section_id] = [(); 4].map(|()| Uuid::now_v7());
        let slug = format!("course-{}", offering_id.simple());
        let now = jiff_sqlx::ToSqlx::to_sqlx(backend.clock.now());
        let mut tx = backend.db.begin().await.expect("a transaction");
        sqlx::query("insert into categories (id, slug, name_en, name_ar, hue) values ($1, $2, 'Cooking', 'الطبخ', 40)")
            .bind(category_id)
            .bind(format!("cooking-{}", category_id.simple()))
            .execute(&mut *tx)
            .await
            .expect("category");
        sqlx::query(
            "insert into sellers (id, account_id, handle, name_en, name_ar, country, time_zone, created_at)
             values ($1, $2, $3, 'Layla Hassan', 'ليلى حسن', 'EG', 'Africa/Cairo', $4)",
        )
        .bind(seller_id)
        .bind(seller.account_id.0)
        .bind(format!("s{}", &seller_id.simple().to_string()[..30]))
        .bind(now)
        .execute(&mut *tx)
        .await
        .expect("seller");
        sqlx::query(
            r#"insert into offerings (id, slug, seller_id, category_id, kind, status, title_en, title_ar, promise_en, promise_ar,
                description_en, description_ar, outcomes, requirements, audience, level, language, unlock_mode, price_minor, currency,
                video_seconds, lesson_count, has_free_preview, published_at, created_at, updated_at)
             values ($1, $2, $3, $4, 'video_course', 'published', $5, 'خبز ينتفخ', 'Bake a loaf.', 'اخبز رغيفًا.',
                'Flour, water and **patience**.', 'دقيق وماء و**صبر**.', '[{"en": "Knead by hand", "ar": "تعجنون باليد"}]',
                '[{"en": "An oven", "ar": "فرن"}]', '[{"en": "People who like crust", "ar": "محبو القشرة"}]', 'beginner', 'en',
                $6, $7, 'USD', $8, $9, true, $10, $10, $10)"#,
        )
        .bind(offering_id)
        .bind(&slug)
        .bind(seller_id)
        .bind(category_id)
        .bind(&self.title)
        .bind(self.unlock)
        .bind(self.price_minor)
        .bind(i32::try_from(self.lessons * 60).expect("a length"))
        .bind(i32::try_from(self.lessons).expect("a count"))
        .bind(now)
        .execute(&mut *tx)
        .await
        .expect("offering");
        sqlx::query(
            "insert into course_sections (id, offering_id, position, title_en, title_ar) values ($1, $2, 1, 'Start', 'البداية')",
        )
        .bind(section_id)
        .bind(offering_id)
        .execute(&mut *tx)
        .await
        .expect("section");
        let (mut lesson_ids, mut media_ids) = (Vec::new(), Vec::new());
        for position in 1..=self.lessons {
            let (lesson_id, media_id) = video_lesson(&mut tx, offering_id, section_id, position, now).await;
            lesson_ids.push(lesson_id);
            media_ids.push(media_id);
        }
        backend::catalogue::index_offering(&mut tx, domain::ids::OfferingId(offering_id)).await.expect("search index");
        tx.commit().await.expect("commit");
        NewCourse { offering_id, slug, seller_id, seller, lesson_ids, media_ids }
    }
}

/// Stores one video lesson of a minute; the first of a section is free.
async fn video_lesson(
    tx: &mut sqlx::PgConnection,
    offering_id: Uuid,
    section_id: Uuid,
    position: usize,
    now: jiff_sqlx::Timestamp,
) -> (Uuid, Uuid) {
    let [lesson_id, media_id] = [(); 2].map(|()| Uuid::now_v7());
    sqlx::query(
        "insert into media (id, kind, status, storage_prefix, mime, duration_ms, created_at)
                 values ($1, 'video', 'ready', $2, 'application/vnd.apple.mpegurl', 60000, $3)",
    )
    .bind(media_id)
    .bind(format!("test/{media_id}"))
    .bind(now)
    .execute(&mut *tx)
    .await
    .expect("media");
    sqlx::query(
                "insert into lessons (id, offering_id, section_id, position, kind, title_en, title_ar, media_id, is_free_preview, created_at)
                 values ($1, $2, $3, $4, 'video', $5, $6, $7, $8, $9)",
            )
            .bind(lesson_id)
            .bind(offering_id)
            .bind(section_id)
            .bind(i32::try_from(position).expect("a position"))
            .bind(format!("Lesson {position}"))
            .bind(format!("الدرس {position}"))
            .bind(media_id)
            .bind(position == 1)
            .bind(now)
            .execute(&mut *tx)
            .await
            .expect("lesson");
    (lesson_id, media_id)
}
