//! What the tests of all routes share: a site in which every route has something real to show, people who may and may not see
//! it, and the site itself without a connection in between.

use crate::{
    catalogue::{
        building::support::version_of,
        selling::support::{DOCUMENT, PICTURE, multipart, send_files},
    },
    learning::support::{add_file, enrolment_of, media_address, store},
    payments::support_for_routes::pay_silently,
};
use app::Endpoint;
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Method, Request};
use server::config::Config;
use sqlx::PgPool;
use std::net::SocketAddr;
use test_support::{Answer, CourseBuilder, NewCourse, Person, TestApp, Visitor};
use tower::ServiceExt;
use uuid::Uuid;

/// An id that nothing has.
pub const NOBODY: &str = "01890000-0000-7000-8000-000000000000";
pub const PASSWORD: &str = "plum sunrise over a quiet harbour";

/// Somebody who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Stranger,
    Suspended,
    Deleted,
    OtherBuyer,
    Seller,
    OtherSeller,
    Support,
    /// Staff with another role than the desk asks for.
    Finance,
    OwnerStaff,
}

impl Role {
    /// Whether the site takes this one for a stranger.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::Stranger | Self::Suspended | Self::Deleted)
    }
}

/// What the forms that begin and copy an offering bring along.
const NEW_KEY: &str = "01890000-0000-7000-8000-00000000000a";
const COPY_KEY: &str = "01890000-0000-7000-8000-00000000000b";

/// A site with a course that somebody bought, and everybody around it.
pub struct World {
    pub app: TestApp,
    pub course: NewCourse,
    /// Bought the course, took a note, is logged in on a second device, and applies to become a seller.
    pub owner: Visitor,
    pub others: Vec<(Role, Visitor)>,
    pub enrolment: Uuid,
    pub note: Uuid,
    order: String,
    login: Uuid,
    mail: Uuid,
    file_lesson: Uuid,
    application: Uuid,
    document: Uuid,
    /// What the course's seller is building.
    pub draft: Uuid,
    media_path: String,
    category: String,
    /// A course that nobody has yet.
    new_slug: String,
}

impl World {
    pub async fn open(db: PgPool) -> Self {
        let app = TestApp::start(db).await;
        let course = CourseBuilder::default().build(&app.backend).await;
        let new_course = CourseBuilder::default().titled("Tea for two").build(&app.backend).await;
        let (file_lesson, _) = add_file(&app, &course, "recipe.pdf", "application/pdf").await;
        run(&app, "update lessons set is_free_preview = true where id = $1", file_lesson).await;
        store(&app, course.media_ids[1], "master.m3u8", "#EXTM3U\n").await;
        let (person, mut owner) = app.buyer("Omar Nabil").await;
        let order = pay_silently(&app, &mut owner, &course).await;
        app.settle().await;
        let enrolment = enrolment_of(&app, &person, &course).await;
        let lesson = format!("/learn/{enrolment}/{}", course.lesson_ids[1]);
        owner.post(&format!("{lesson}/notes"), &[("position_ms", "1000"), ("body", "fold twice")]).await.expect_status(303);
        let media_path = media_address(&owner.get(&lesson).await.expect_status(200), "/master.m3u8");
        let _second_device = app.visitor().logged_in(&app.backend, &person).await;
        let login = sqlx::query_scalar("select id from logins where account_id = $1 order by id desc limit 1")
            .bind(person.account_id.0)
            .fetch_one(&app.backend.db)
            .await
            .expect("a login");
        owner.post("/sell/begin", &[]).await.expect_status(303);
        let files = [("photo", "me.png", PICTURE), ("document", "diploma.pdf", DOCUMENT)];
        send_files(&mut owner, &[], &files).await.expect_status(303);
        let application = one(&app, "select id from seller_applications").await;
        let document = one(&app, "select media_id from seller_application_documents").await;
        let note = one(&app, "select id from lesson_notes").await;
        let mail = one(&app, "select id from mails order by id limit 1").await;
        let category: String =
            sqlx::query_scalar("select slug from categories limit 1").fetch_one(&app.backend.db).await.expect("a slug");
        let others = others(&app, [&course, &new_course]).await;
        let draft = begin_draft(&app, &course, &category).await;
        let new_slug = new_course.slug;
        Self {
            app,
            course,
            owner,
            others,
            enrolment,
            note,
            order,
            login,
            mail,
            file_lesson,
            application,
            document,
            draft,
            media_path,
            category,
            new_slug,
        }
    }

    /// A route's address with real things in its gaps.
    pub fn path(&self, endpoint: &Endpoint) -> String {
        let ids = [self.enrolment, self.note, self.login, self.application, self.document, self.draft].map(|id| id.to_string());
        self.fill(endpoint.path, &self.order, &ids)
    }

    /// The same with things that are not there.
    pub fn absent_path(&self, endpoint: &Endpoint) -> String {
        self.fill(endpoint.path, NOBODY, &[(); 6].map(|()| NOBODY.to_owned()))
    }

    fn fill(&self, path: &str, order: &str, [enrolment, note, login, application, document, draft]: &[String; 6]) -> String {
        if path.starts_with("/media/") {
            return self.media_path.clone();
        }
        let lesson = match path {
            "/learn/{enrolment}/{lesson}/file" | "/o/{offering}/preview/{lesson}/file" => self.file_lesson,
            "/o/{offering}/preview/{lesson}" => self.course.lesson_ids[0],
            _ => self.course.lesson_ids[1],
        };
        let is_built = ["/studio/offerings/", "/admin/offerings/"].iter().any(|start| path.starts_with(start));
        let path = if is_built { path.replace("{id}", draft).replace("{step}", "basics") } else { path.to_owned() };
        let path = path.replace("{order}", order).replace("{enrolment}", enrolment).replace("{note}", note);
        let path = path.replace("{application}", application).replace("{document}", document);
        let path = path.replace("{login}", login).replace("{lesson}", &lesson.to_string());
        let path = path.replace("{offering}", &self.course.slug).replace("{id}", &self.mail.to_string());
        let path = path.replace("{category}", &self.category).replace("{seller}", &self.seller());
        let path = path.replace("{provider}", "google").replace("{page}", "terms");
        assert!(!path.contains('{'), "{path}: nothing real is known for the gap");
        path
    }

    /// As the builder of courses names them.
    fn seller(&self) -> String {
        format!("s{}", &self.course.seller_id.simple().to_string()[..30])
    }

    /// What only the owner's own pages may show: the order, the course that it opened, and the address.
    pub async fn marks(&self) -> Vec<String> {
        let email = "select a.email from accounts a join orders o on o.buyer_id = a.id where o.id = $1";
        let order: Uuid = self.order.parse().expect("an id");
        let email: String = sqlx::query_scalar(email).bind(order).fetch_one(&self.app.backend.db).await.expect("an address");
        vec![self.order.clone(), self.enrolment.to_string(), email]
    }

    /// What the form of a route that changes something sends when it is filled in well.
    pub fn form(&self, endpoint: &Endpoint) -> Vec<(&'static str, String)> {
        let fields: Vec<(&'static str, &str)> = match endpoint.path {
            _ if endpoint.method == Method::GET => vec![],
            "/settings" => vec![("name", "Omar Nabil"), ("locale", "en"), ("time_zone", "Africa/Cairo")],
            "/settings/security/password" => vec![("new_password", PASSWORD)],
            "/settings/security/disconnect" => vec![("provider", "google")],
            "/settings/email" => vec![("email", "omar.new@people.test"), ("password", PASSWORD)],
            "/settings/delete" => vec![("password", PASSWORD)],
            "/checkout" => vec![("offering", self.new_slug.as_str()), ("key", "a-long-key")],
            "/orders/{order}/refund" => vec![("confirm", "on")],
            "/learn/{enrolment}/{lesson}/notes" => vec![("position_ms", "2000"), ("body", "turn the tray")],
            "/learn/{enrolment}/{lesson}/settings" => vec![("speed", "125"), ("captions", "off")],
            "/sell/application/profile" => {
                vec![("name_en", "Omar Nabil"), ("handle", "omar-nabil"), ("headline_en", "Bread"), ("bio_en", "I bake.")]
            }
            "/sell/application/teaching" => vec![
                ("language_1", "ar"),
                ("level_1", "native"),
                ("subject", self.category.as_str()),
                ("country", "EG"),
                ("time_zone", "Africa/Cairo"),
            ],
            "/studio/settings" => vec![("go", "open")],
            "/studio/profile" => vec![
                ("name_en", "Layla Weaver"),
                ("headline_en", "Weaver"),
                ("bio_en", "I weave."),
                ("language_1", "ar"),
                ("level_1", "native"),
            ],
            "/studio/offerings/new" => {
                vec![("key", NEW_KEY), ("kind", "service"), ("title", "A scarf for you"), ("category", self.category.as_str())]
            }
            "/studio/offerings/{id}/{step}" => vec![
                ("version", "0"),
                ("title_en", "Weaving"),
                ("category", self.category.as_str()),
                ("language", "en"),
                ("level", "all"),
            ],
            "/studio/offerings/{id}/image" => vec![("go", "next")],
            "/studio/offerings/{id}/duplicate" => vec![("key", COPY_KEY)],
            "/studio/offerings/{id}/state" => vec![("version", "0"), ("wish", "archive")],
            "/studio/offerings/{id}/delete" => vec![("version", "1"), ("confirm", "true")],
            "/admin/offerings/{id}/publish" => vec![("version", "0")],
            "/admin/offerings/{id}/reject" => vec![("version", "0"), ("reject_reason", "No.")],
            "/admin/offerings/{id}/changes" => vec![("version", "0"), ("changes_reason", "More.")],
            "/admin/sellers/{application}/reject" => vec![("version", "0"), ("reject_reason", "No.")],
            "/admin/sellers/{application}/changes" => vec![("version", "0"), ("changes_reason", "More.")],
            "/admin/sellers/{application}/approve" => vec![("version", "0")],
            "/sell/application/presentation" => vec![("links", "https://example.org")],
            "/sell/begin"
            | "/sell/application/submit"
            | "/settings/security/logins/{login}/end"
            | "/settings/security/end-others"
            | "/settings/delete/cancel"
            | "/learn/{enrolment}/{lesson}/complete"
            | "/learn/{enrolment}/{lesson}/file"
            | "/learn/{enrolment}/{lesson}/undo"
            | "/learn/{enrolment}/{lesson}/notes/{note}/delete" => vec![],
            other => panic!("{other} has no row: say what its form sends"),
        };
        fields.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
    }

    /// Sends what a browser would send to a route.
    pub async fn ask(&self, visitor: &mut Visitor, endpoint: &Endpoint, path: &str) -> Answer {
        let request = visitor.request(endpoint.method.clone(), path);
        let request = if endpoint.method == Method::GET {
            request
        } else if app::access::upload_limit(endpoint.path).is_some() {
            let fields = self.form(endpoint);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let (content_type, body) = multipart(&fields, &[]);
            request.header("sec-fetch-site", "same-origin").header("content-type", content_type).body(body)
        } else {
            request.header("sec-fetch-site", "same-origin").form(&self.form(endpoint))
        };
        visitor.send(request).await
    }
}

/// A draft of the course's seller, with a cover.
async fn begin_draft(app: &TestApp, course: &NewCourse, category: &str) -> Uuid {
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    let key = seller.get("/studio/offerings/new").await.expect_status(200).form_value("key");
    let fields = [("key", key.as_str()), ("kind", "video_course"), ("title", "Weaving"), ("category", category)];
    seller.post("/studio/offerings/new", &fields).await.expect_status(303);
    let path = format!("/studio/offerings/{key}/image");
    let version = version_of(&mut seller, &path).await;
    let cover = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/og.png")).expect("a picture");
    let (content_type, body) = multipart(&[("version", version.as_str())], &[("cover", "cover.png", cover.as_slice())]);
    let request = seller.request(Method::POST, &path).header("sec-fetch-site", "same-origin");
    seller.send(request.header("content-type", content_type).body(body)).await.expect_status(303);
    key.parse().expect("an id")
}

async fn others(app: &TestApp, [course, other_course]: [&NewCourse; 2]) -> Vec<(Role, Visitor)> {
    let (_, other) = app.buyer("Somebody Else").await;
    let mut people = vec![
        (Role::Stranger, app.visitor()),
        (Role::OtherBuyer, other),
        (Role::Seller, app.visitor().logged_in(&app.backend, &course.seller).await),
        (Role::OtherSeller, app.visitor().logged_in(&app.backend, &other_course.seller).await),
    ];
    for (role, name, sql) in [
        (Role::Suspended, "Banned Person", "update accounts set status = 'suspended' where id = $1"),
        // Leaving ends every login; one that were left over must open nothing.
        (Role::Deleted, "Gone Person", "update accounts set status = 'deleted' where id = $1"),
        (Role::Support, "Nadia Support", "update accounts set staff_role = 'support' where id = $1"),
        (Role::Finance, "Faris Finance", "update accounts set staff_role = 'finance' where id = $1"),
        (Role::OwnerStaff, "Hala Owner", "update accounts set staff_role = 'owner' where id = $1"),
    ] {
        let (person, visitor) = app.buyer(name).await;
        run(app, sql, person.account_id.0).await;
        people.push((role, visitor));
    }
    people
}

async fn run(app: &TestApp, sql: &'static str, id: Uuid) {
    let done = sqlx::query(sql).bind(id).execute(&app.backend.db).await.expect("an update");
    assert_eq!(done.rows_affected(), 1, "{sql}");
}

async fn one(app: &TestApp, sql: &'static str) -> Uuid {
    sqlx::query_scalar(sql).fetch_one(&app.backend.db).await.expect("one row")
}

/// The site of a test with another configuration, asked without a connection.
pub struct Site(Router);

impl Site {
    pub fn of(app: &TestApp, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = test_support::test_config(app.config.site_addr);
        change(&mut config);
        Self(server::router::site(&config, app.backend.clone(), Router::new()).expect("a router"))
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.0.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).replace("<!>", "");
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// A page, as whoever holds the cookie.
    pub async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        let mut request = Request::get(path);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    /// A page, over a proxy or pretending to be.
    pub async fn get_from(&self, peer: &str, forwarded_for: &str, path: &str) -> Answer {
        let peer: SocketAddr = format!("{peer}:4711").parse().expect("an address");
        let request = Request::get(path).header("x-forwarded-for", forwarded_for).extension(ConnectInfo(peer));
        self.send(request.body(Body::empty()).expect("a request")).await
    }
}

/// The cookie of a login of this person.
pub async fn login_cookie(app: &TestApp, person: &Person) -> String {
    let token = backend::accounts::seed_login(&app.backend, person.account_id).await.expect("a login");
    format!("{}={token}", backend::accounts::LOGIN_COOKIE)
}
