//! Both languages everywhere: address, direction, and texts.

use crate::{
    accounts::support::{PASSWORD, WRONG_PASSWORD, link, mail, member, register, token},
    learning::support::enrolment_of,
    payments::support_for_routes::pay_silently,
};
use http::Method;
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::{Answer, CourseBuilder, TestApp, Visitor};

/// Where the language switch of a page leads to.
fn switch(page: &Answer) -> String {
    let tag = page.body.split("<a ").find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("rel=\"alternate\"")));
    let href = tag.and_then(|tag| tag.split("href=\"").nth(1)).and_then(|rest| rest.split('"').next());
    href.expect("a language switch").replace("&amp;", "&")
}

/// Where the theme's button of a page leads back to; the player has none.
fn way_back(page: &Answer) -> Option<String> {
    let (_, form) = page.body.split_once("name=\"theme\"")?;
    let (_, field) = form.split_once("name=\"next\"")?;
    let value = field.split("value=\"").nth(1)?.split('"').next()?;
    Some(value.replace("&amp;", "&"))
}

/// Follows what leads away from a page and back; all of it can be read. Gives the Arabic page.
async fn follow(visitor: &mut Visitor, page: &Answer, what: &str) -> Answer {
    if let Some(back) = way_back(page) {
        assert_eq!(visitor.get(&back).await.status, 200, "{what} comes back from the theme's button to {back}");
    }
    let address = switch(page);
    let arabic = visitor.get(&address).await;
    assert_eq!(arabic.status, 200, "{what} leads to {address}");
    assert!(arabic.body.contains("lang=\"ar\" dir=\"rtl\""), "{what} leads to {address}");
    arabic
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn arabic_pages_live_under_ar_and_read_right_to_left(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    for path in [
        "/".to_owned(),
        "/browse".to_owned(),
        format!("/o/{}", course.slug),
        "/login".to_owned(),
        "/faq".to_owned(),
        "/nothing".to_owned(),
    ] {
        let english = app.visitor().get(&path).await;
        let arabic_path = if path == "/" { "/ar".to_owned() } else { format!("/ar{path}") };
        let arabic = app.visitor().get(&arabic_path).await;
        assert_eq!(english.status, arabic.status, "{path}");
        assert!(english.body.contains("lang=\"en\" dir=\"ltr\""), "{path}");
        assert!(arabic.body.contains("lang=\"ar\" dir=\"rtl\""), "{path}");
        let links_back = arabic.status == 404 || arabic.body.contains(&format!("href=\"{path}\""));
        assert!(links_back, "{arabic_path} links to the English page");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn public_pages_name_each_other_for_search_engines(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let page = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(page.body.contains(&format!("rel=\"canonical\" href=\"{}/o/{}\"", app.base_url, course.slug)));
    assert!(page.body.contains(&format!("hreflang=\"ar\" href=\"{}/ar/o/{}\"", app.base_url, course.slug)));
    assert!(page.body.contains("application/ld+json"));
    let sitemap = app.visitor().get("/sitemap.xml").await.expect_status(200);
    assert!(sitemap.body.contains(&format!("/o/{}", course.slug)));
    app.visitor().get("/robots.txt").await.expect_status(200);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refused_form_of_the_entrance_keeps_its_link_and_its_way_on_in_the_other_language(db: PgPool) {
    let app = TestApp::start(db).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor();
    visitor.post("/forgot", &[("email", omar.email.as_str())]).await.expect_status(303);
    app.run_jobs().await;
    let reset = token(&link(&app, &mail(&app, &omar.email, "accounts-reset").await));
    register(&mut app.visitor(), "ada@people.test", "").await.expect_status(303);
    let verify = token(&link(&app, &mail(&app, "ada@people.test", "accounts-verify").await));
    let next = ("next", "/browse?q=bread");
    let forms: [(&str, Vec<(&str, &str)>); 5] = [
        ("/login", vec![("email", omar.email.as_str()), ("password", WRONG_PASSWORD), next]),
        ("/register", vec![("name", "Ada"), ("email", "ada"), ("password", "short"), next]),
        ("/forgot", vec![("email", "nonsense"), next]),
        ("/reset", vec![("token", reset.as_str()), ("password", "short"), next]),
        ("/verify", vec![("token", verify.as_str()), ("password", WRONG_PASSWORD), next]),
    ];
    for (path, fields) in forms {
        let page = visitor.post(path, &fields).await.expect_status(422);
        let arabic = follow(&mut visitor, &page, path).await;
        assert_eq!(arabic.form_value("next"), "/ar/browse?q=bread", "{path}");
        if let Some((_, token)) = fields.iter().find(|(name, _)| *name == "token") {
            assert_eq!(arabic.form_value("token"), *token, "{path}");
        }
        let english = visitor.get(&switch(&arabic)).await.expect_status(200);
        assert_eq!(english.form_value("next"), "/browse?q=bread", "{path} and back");
    }
    let page = visitor.post("/verify/resend", &[("email", "nonsense")]).await.expect_status(422);
    follow(&mut visitor, &page, "/verify/resend").await;
    let page = visitor.get("/login?next=%2Fbrowse%3Fq%3Dbread&done=reset").await.expect_status(200);
    assert_eq!(switch(&page), "/ar/login?next=%2Far%2Fbrowse%3Fq%3Dbread&done=reset");
    let ways = page.body.matches("href=\"/register?next=%2Fbrowse%3Fq%3Dbread\"").count();
    assert_eq!(ways, 2, "the header's way to register keeps it like the page's own");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_refused_form_of_a_member_keeps_its_place_in_the_other_language(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let omar = member(&app, "Omar Nabil", "omar@people.test").await;
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    let order = pay_silently(&app, &mut visitor, &course).await;
    app.settle().await;
    let lesson = format!("/learn/{}/{}", enrolment_of(&app, &omar, &course).await, course.lesson_ids[0]);
    // Too late to give the course back.
    app.pass(SignedDuration::from_hours(24 * 14));
    let mut visitor = app.visitor().logged_in(&app.backend, &omar).await;
    for (path, status, fields, place) in [
        ("/settings".to_owned(), 422, vec![("name", " ")], "/settings".to_owned()),
        ("/settings/email".to_owned(), 422, vec![("email", "nonsense"), ("password", PASSWORD)], "/settings/email".to_owned()),
        ("/settings/delete".to_owned(), 422, vec![("password", WRONG_PASSWORD)], "/settings/delete".to_owned()),
        ("/settings/security/password".to_owned(), 422, vec![("new_password", "short")], "/settings/security".to_owned()),
        (format!("{lesson}/notes"), 422, vec![("body", " ")], lesson.clone()),
        (format!("/orders/{order}/refund"), 409, vec![("confirm", "on")], format!("/orders/{order}")),
    ] {
        let page = visitor.post(&path, &fields).await.expect_status(status);
        assert_eq!(switch(&page), format!("/ar{place}"), "{path}");
        follow(&mut visitor, &page, &path).await;
        let outside = app.visitor().post(&path, &fields).await.expect_status(303).location();
        assert_eq!(outside, format!("/login?next={}", place.replace('/', "%2F")), "{path} without a login");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_error_of_a_button_leads_back_to_the_page_that_it_stood_on(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let mut seller = app.visitor().logged_in(&app.backend, &course.seller).await;
    let place = format!("/o/{}", course.slug);
    for (referer, expected) in [
        (format!("{}{place}?intent=buy", app.base_url), format!("/ar{place}?intent=buy")),
        (format!("{}/ar{place}", app.base_url), format!("/ar{place}")),
        (format!("https://evil.test{place}"), "/ar".to_owned()),
        (format!("{}//evil.test", app.base_url), "/ar".to_owned()),
        (format!("{}/ar//evil.test", app.base_url), "/ar".to_owned()),
    ] {
        let request = seller
            .request(http::Method::POST, "/checkout")
            .header("sec-fetch-site", "same-origin")
            .header("referer", &referer)
            .form(&[("offering", course.slug.as_str()), ("key", "a-long-key")]);
        let page = seller.send(request).await.expect_status(409);
        assert_eq!(switch(&page), expected, "{referer}");
        follow(&mut seller, &page, &referer).await;
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn another_name_of_the_same_machine_leads_to_the_configured_one(db: PgPool) {
    let app = TestApp::start(db).await;
    let port = app.base_url.rsplit(':').next().unwrap();
    let mut visitor = app.visitor();
    for (path, method, expected) in [
        ("/", Method::GET, "/"),
        ("/ar", Method::GET, "/ar"),
        ("/ar/browse?q=%D8%AE%D8%A8%D8%B2&sort=newest", Method::GET, "/ar/browse?q=%D8%AE%D8%A8%D8%B2&sort=newest"),
        ("/login?next=%2Forders", Method::HEAD, "/login?next=%2Forders"),
    ] {
        let request = visitor.request(method, path).header("host", format!("localhost:{port}"));
        let answer = visitor.send(request).await.expect_status(307);
        assert_eq!(answer.location(), format!("{}{expected}", app.base_url), "{path}");
    }
    // Machines that ask for no page, and names that are not the machine's, are answered as they ask.
    let health = visitor.request(Method::GET, "/healthz").header("host", format!("localhost:{port}"));
    visitor.send(health).await.expect_status(200);
    let elsewhere = visitor.request(Method::GET, "/faq").header("host", format!("elsewhere.test:{port}"));
    visitor.send(elsewhere).await.expect_status(200);
}
