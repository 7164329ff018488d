//! People who apply, staff who decides, and forms with files.

use crate::catalogue::support::Shop;
use http::Method;
use test_support::{Answer, Person, TestApp, Visitor};
use uuid::Uuid;

/// A picture of 512 × 512 pixels.
pub const PICTURE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/icon-512.png"));
pub const DOCUMENT: &[u8] = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";
pub const PRESENTATION: &str = "/sell/application/presentation";

/// A file of a form: field, file name, bytes.
pub type File<'a> = (&'a str, &'a str, &'a [u8]);

/// Sends a form with files.
pub async fn send_files(visitor: &mut Visitor, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
    let (content_type, body) = multipart(fields, files);
    let request = visitor.request(Method::POST, PRESENTATION).header("sec-fetch-site", "same-origin");
    visitor.send(request.header("content-type", content_type).body(body)).await
}

/// A form with files as a browser writes it.
pub fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----between-the-parts";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, file_name, bytes) in files {
        let part = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\ncontent-type: image/png\r\n\r\n"
        );
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// A site with a category `crafts`.
pub async fn open(app: &TestApp) -> Shop {
    Shop::open(app, "crafts", None).await
}

/// A member of staff, logged in.
pub async fn staff(app: &TestApp, name: &str, role: &str) -> (Person, Visitor) {
    let (person, visitor) = app.buyer(name).await;
    sqlx::query("update accounts set staff_role = $2 where id = $1")
        .bind(person.account_id.0)
        .bind(role)
        .execute(&app.backend.db)
        .await
        .expect("a role");
    (person, visitor)
}

/// Somebody who applies.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub person: Person,
    pub visitor: Visitor,
}

impl Applicant {
    /// With a draft in which nothing is written yet.
    pub async fn begin(app: &TestApp, name: &str) -> Self {
        let (person, mut visitor) = app.buyer(name).await;
        let begun = visitor.post("/sell/begin", &[]).await.expect_status(303);
        assert_eq!(begun.location(), "/sell/application/profile");
        Self { person, visitor }
    }

    /// With everything filled in and sent.
    pub async fn sent(app: &TestApp, name: &str, handle: &str) -> Self {
        let mut applicant = Self::begin(app, name).await;
        applicant.fill(handle).await;
        applicant.send().await.expect_status(303);
        applicant
    }

    /// Fills in every step.
    pub async fn fill(&mut self, handle: &str) {
        self.visitor.post("/sell/application/profile", &profile(handle)).await.expect_status(303);
        self.visitor.post("/sell/application/teaching", &teaching()).await.expect_status(303);
        send_files(&mut self.visitor, &[], &[("photo", "me.png", PICTURE)]).await.expect_status(303);
    }

    pub async fn send(&mut self) -> Answer {
        self.visitor.post("/sell/application/submit", &[]).await
    }

    /// The application's id.
    pub async fn id(&self, app: &TestApp) -> Uuid {
        sqlx::query_scalar("select id from seller_applications where account_id = $1")
            .bind(self.person.account_id.0)
            .fetch_one(&app.backend.db)
            .await
            .expect("an application")
    }
}

/// The profile step, well filled in.
pub fn profile(handle: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("name_en", "Hamza Tazi"),
        ("name_ar", ""),
        ("handle", handle),
        ("headline_en", "Darija for newcomers"),
        ("bio_en", "I teach in Fez."),
    ]
}

/// The teaching step, well filled in.
pub fn teaching() -> Vec<(&'static str, &'static str)> {
    vec![
        ("language_1", "ar"),
        ("level_1", "native"),
        ("language_2", "en"),
        ("level_2", "fluent"),
        ("subject", "crafts"),
        ("country", "MA"),
        ("time_zone", "Africa/Casablanca"),
    ]
}

/// Decides on an application as its page's button would.
pub async fn decide(visitor: &mut Visitor, id: Uuid, how: &str, reason: Option<(&str, &str)>) -> Answer {
    let page = visitor.get(&format!("/admin/sellers/{id}")).await.expect_status(200);
    let version = page.form_value("version");
    let mut fields = vec![("version", version.as_str())];
    fields.extend(reason);
    visitor.post(&format!("/admin/sellers/{id}/{how}"), &fields).await
}
