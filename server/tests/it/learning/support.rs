//! Steps that the tests of learning share: learners who enrol, play and ask for files.

use bytes::Bytes;
use domain::learning::{BeatInput, ProgressView};
use test_support::{Answer, NewCourse, Person, TestApp, Visitor};
use uuid::Uuid;

/// Gets a free course by its button; gives the enrolment.
pub async fn enrol(app: &TestApp, person: &Person, visitor: &mut Visitor, course: &NewCourse) -> Uuid {
    let key = visitor.get(&format!("/o/{}", course.slug)).await.expect_status(200).form_value("key");
    visitor.post("/checkout", &[("offering", course.slug.as_str()), ("key", key.as_str())]).await.expect_status(303);
    enrolment_of(app, person, course).await
}

/// The active enrolment of somebody in a course.
pub async fn enrolment_of(app: &TestApp, person: &Person, course: &NewCourse) -> Uuid {
    sqlx::query_scalar("select id from enrolments where account_id = $1 and offering_id = $2 and status = 'active'")
        .bind(person.account_id.0)
        .bind(course.offering_id)
        .fetch_one(&app.backend.db)
        .await
        .expect("an enrolment")
}

/// Somebody with a course, in one browser.
#[derive(Debug, Clone)]
pub struct Learner {
    pub person: Person,
    pub visitor: Visitor,
    pub enrolment: Uuid,
    pub lessons: Vec<Uuid>,
}

impl Learner {
    /// A new buyer who gets a free course.
    pub async fn of(app: &TestApp, course: &NewCourse) -> Self {
        let (person, mut visitor) = app.buyer("Omar Nabil").await;
        let enrolment = enrol(app, &person, &mut visitor, course).await;
        Self { person, visitor, enrolment, lessons: course.lesson_ids.clone() }
    }

    /// The same learner in another browser.
    pub async fn on_another_device(&self, app: &TestApp) -> Self {
        let visitor = app.visitor().logged_in(&app.backend, &self.person).await;
        Self { visitor, ..self.clone() }
    }

    /// The address of a lesson.
    pub fn path(&self, lesson: usize) -> String {
        format!("/learn/{}/{}", self.enrolment, self.lessons[lesson])
    }

    /// Opens a lesson's page, which starts its clock.
    pub async fn open(&mut self, lesson: usize) -> Answer {
        let path = self.path(lesson);
        self.visitor.get(&path).await.expect_status(200)
    }

    /// Sends a heartbeat as the player does.
    pub async fn send(&mut self, lesson: usize, beat: BeatInput) -> Answer {
        let body = format!(
            "enrolment={}&lesson={}&beat[from_ms]={}&beat[to_ms]={}&beat[speed_percent]={}&beat[queued]={}&beat[age_ms]={}",
            self.enrolment, self.lessons[lesson], beat.from_ms, beat.to_ms, beat.speed_percent, beat.queued, beat.age_ms
        );
        let request = self
            .visitor
            .request(http::Method::POST, "/api/learning/record_beat")
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        self.visitor.send(request).await
    }

    /// A heartbeat that is taken; how the lesson stands then.
    pub async fn beat(&mut self, lesson: usize, beat: BeatInput) -> ProgressView {
        progress(&self.send(lesson, beat).await.expect_status(200))
    }

    /// Calls a server function about a lesson.
    pub async fn call(&mut self, name: &str, lesson: usize, more: &[(&str, &str)]) -> Answer {
        let (enrolment, lesson) = (self.enrolment.to_string(), self.lessons[lesson].to_string());
        let mut fields = vec![("enrolment", enrolment.as_str()), ("lesson", lesson.as_str())];
        fields.extend_from_slice(more);
        self.visitor.call(&format!("learning/{name}"), &fields).await
    }

    /// The address of a media file, as the lesson's page gives it.
    pub async fn media(&mut self, lesson: usize, file: &str) -> String {
        media_address(&self.open(lesson).await, file)
    }
}

/// What the player reports of a stretch just played.
pub const fn live(from_ms: i64, to_ms: i64) -> BeatInput {
    BeatInput { from_ms, to_ms, speed_percent: 100, queued: false, age_ms: 0 }
}

/// The same, sent late.
pub const fn late(from_ms: i64, to_ms: i64, age_ms: i64) -> BeatInput {
    BeatInput { queued: true, age_ms, ..live(from_ms, to_ms) }
}

/// Reads how a lesson stands from a server function's answer.
pub fn progress(answer: &Answer) -> ProgressView {
    serde_json::from_str(&answer.body).expect("a progress view")
}

/// The address on a page whose end is this file.
pub fn media_address(page: &Answer, file: &str) -> String {
    let found = page.body.split('"').find(|part| part.starts_with("/media/") && part.ends_with(file));
    found.expect("a media address").to_owned()
}

/// Puts a file where the converter would put it.
pub async fn store(app: &TestApp, media: Uuid, file: &str, content: impl Into<Bytes>) {
    app.backend.media.put(&format!("test/{media}/{file}"), content.into()).await.expect("stored");
}

/// Adds a text lesson behind all others; gives its id.
pub async fn add_text(app: &TestApp, course: &NewCourse, body_en: &str) -> Uuid {
    add_lesson(app, course, "text", None, body_en).await
}

/// Adds a file lesson behind all others; gives the lesson and its media.
pub async fn add_file(app: &TestApp, course: &NewCourse, file_name: &str, mime: &str) -> (Uuid, Uuid) {
    let media = Uuid::now_v7();
    sqlx::query(
        "insert into media (id, kind, status, storage_prefix, file_name, mime, size_bytes, created_at)
         values ($1, 'file', 'ready', 'test/' || $1::text, $2, $3, 12, '2026-11-20T09:00:00Z')",
    )
    .bind(media)
    .bind(file_name)
    .bind(mime)
    .execute(&app.backend.db)
    .await
    .expect("media");
    (add_lesson(app, course, "file", Some(media), "").await, media)
}

async fn add_lesson(app: &TestApp, course: &NewCourse, kind: &str, media: Option<Uuid>, body_en: &str) -> Uuid {
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into lessons (id, offering_id, section_id, position, kind, title_en, title_ar, media_id, body_en, created_at)
         select $1, s.offering_id, s.id, (select max(position) + 1 from lessons where section_id = s.id), $3, 'Extra', 'إضافة', $4, $5,
            timestamptz '2026-11-20T09:00:00Z'
         from course_sections s where s.offering_id = $2",
    )
    .bind(id)
    .bind(course.offering_id)
    .bind(kind)
    .bind(media)
    .bind(body_en)
    .execute(&app.backend.db)
    .await
    .expect("lesson");
    id
}
