//! Sellers who build, and what they fill in.

use crate::catalogue::selling::support::{File, multipart};
use http::Method;
use test_support::{Answer, Person, TestApp, Visitor};
use uuid::Uuid;

/// A seller, logged in.
#[derive(Debug, Clone)]
pub struct Maker {
    pub person: Person,
    pub visitor: Visitor,
    pub seller_id: Uuid,
    pub handle: String,
}

impl Maker {
    /// A seller of the own; the site has the categories `crafts` and below it `weaving`.
    pub async fn open(app: &TestApp, name: &str) -> Self {
        let (person, visitor) = app.buyer(name).await;
        let [crafts, weaving, seller_id] = [(); 3].map(|()| Uuid::now_v7());
        sqlx::query(
            "insert into categories (id, slug, parent_id, name_en, name_ar, hue)
             values ($1, 'crafts', null, 'Crafts', 'حرف', 40) on conflict do nothing",
        )
        .bind(crafts)
        .execute(&app.backend.db)
        .await
        .expect("a category");
        sqlx::query(
            "insert into categories (id, slug, parent_id, name_en, name_ar, hue)
             select $1, 'weaving', id, 'Weaving', 'نسيج', 40 from categories where slug = 'crafts' on conflict do nothing",
        )
        .bind(weaving)
        .execute(&app.backend.db)
        .await
        .expect("a category below");
        let handle = format!("s{}", seller_id.simple().to_string().split_at(2).1);
        sqlx::query(
            "insert into sellers (id, account_id, handle, name_en, name_ar, headline_en, bio_en, languages, country, time_zone, created_at)
             values ($1, $2, $3, $4, '', 'Weaver', 'I weave.', '[{\"code\": \"ar\", \"level\": \"native\"}]', 'EG', 'Africa/Cairo',
                '2026-01-05T00:00:00Z')",
        )
        .bind(seller_id)
        .bind(person.account_id.0)
        .bind(&handle)
        .bind(name)
        .execute(&app.backend.db)
        .await
        .expect("a seller");
        Self { person, visitor, seller_id, handle }
    }

    /// Begins an offering as its form would; gives its id.
    pub async fn begin(&mut self, kind: &str, title: &str) -> Uuid {
        let key = self.visitor.get("/studio/offerings/new").await.expect_status(200).form_value("key");
        let fields = [("key", key.as_str()), ("kind", kind), ("title", title), ("category", "weaving")];
        let begun = self.visitor.post("/studio/offerings/new", &fields).await.expect_status(303);
        assert_eq!(begun.location(), format!("/studio/offerings/{key}/basics"));
        key.parse().expect("an id")
    }

    /// Saves a step over the version that its page shows.
    pub async fn save(&mut self, id: Uuid, step: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/studio/offerings/{id}/{step}");
        let version = self.visitor.get(&path).await.expect_status(200).form_value("version");
        let mut all = vec![("version", version.as_str())];
        all.extend_from_slice(fields);
        self.visitor.post(&path, &all).await
    }

    /// Sends the step of the cover.
    pub async fn send_cover(&mut self, id: Uuid, files: &[File<'_>]) -> Answer {
        let path = format!("/studio/offerings/{id}/image");
        let version = self.visitor.get(&path).await.expect_status(200).form_value("version");
        let (content_type, body) = multipart(&[("version", version.as_str()), ("go", "upload")], files);
        let request = self.visitor.request(Method::POST, &path).header("sec-fetch-site", "same-origin");
        self.visitor.send(request.header("content-type", content_type).body(body)).await
    }

    /// Presses one of the buttons of the last step.
    pub async fn wish(&mut self, id: Uuid, wish: &str) -> Answer {
        let version = version_of(&mut self.visitor, &format!("/studio/offerings/{id}/review")).await;
        let fields = [("version", version.as_str()), ("wish", wish), ("confirm", "true")];
        self.visitor.post(&format!("/studio/offerings/{id}/state"), &fields).await
    }

    /// A course with everything that it needs, not handed in yet.
    pub async fn whole_course(&mut self, app: &TestApp, title: &str) -> Uuid {
        let id = self.begin("video_course", title).await;
        self.save(id, "basics", &basics(title)).await.expect_status(303);
        self.save(id, "page", &page()).await.expect_status(303);
        self.save(id, "price", &[("price", "49")]).await.expect_status(303);
        add_lesson(app, id).await;
        id
    }

    /// The same, waiting at the desk.
    pub async fn handed_in(&mut self, app: &TestApp, title: &str) -> Uuid {
        let id = self.whole_course(app, title).await;
        self.wish(id, "submit").await.expect_status(303);
        id
    }
}

/// The first version that the forms of a page name.
pub async fn version_of(visitor: &mut Visitor, path: &str) -> String {
    visitor.get(path).await.expect_status(200).form_value("version")
}

/// Decides at the desk as its page's button would.
pub async fn decide(staff: &mut Visitor, id: Uuid, how: &str, reason: Option<(&str, &str)>) -> Answer {
    let path = format!("/admin/offerings/{id}");
    let version = version_of(staff, &path).await;
    let mut fields = vec![("version", version.as_str())];
    fields.extend(reason);
    staff.post(&format!("{path}/{how}"), &fields).await
}

/// The basics, well filled in.
pub fn basics(title: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("title_en", title),
        ("title_ar", ""),
        ("promise_en", "Weave a scarf in a weekend."),
        ("category", "weaving"),
        ("language", "en"),
        ("level", "beginner"),
        ("tags", "loom, wool"),
    ]
}

/// The texts of the page, well filled in.
pub fn page() -> Vec<(&'static str, &'static str)> {
    vec![
        ("description_en", "Everything about **small** looms."),
        ("outcomes_en", "Dress a loom\nRead a draft"),
        ("requirements_en", "A small loom"),
        ("audience_en", "Patient people"),
    ]
}

/// A section with a text to read, as the curriculum of a course.
pub async fn add_lesson(app: &TestApp, id: Uuid) {
    let [section, lesson] = [(); 2].map(|()| Uuid::now_v7());
    sqlx::query("insert into course_sections (id, offering_id, position, title_en, title_ar) values ($1, $2, 1, 'Start', '')")
        .bind(section)
        .bind(id)
        .execute(&app.backend.db)
        .await
        .expect("a section");
    sqlx::query(
        "insert into lessons (id, offering_id, section_id, position, kind, title_en, title_ar, body_en, is_free_preview, created_at)
         values ($1, $2, $3, 1, 'text', 'The loom', '', 'A loom has two beams.', true, '2026-11-20T09:00:00Z')",
    )
    .bind(lesson)
    .bind(id)
    .bind(section)
    .execute(&app.backend.db)
    .await
    .expect("a lesson");
}

/// One value of an offering, as text.
pub async fn value_of(app: &TestApp, id: Uuid, sql: &'static str) -> String {
    sqlx::query_scalar(sql).bind(id).fetch_one(&app.backend.db).await.expect("a value")
}
