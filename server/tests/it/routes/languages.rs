//! Both languages everywhere: address, direction, and texts.

use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

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
