//! The picture of a course: for everybody, at an address that does not end, and only of what everybody may see.

use bytes::Bytes;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_course_is_shared_with_the_picture_of_its_first_free_lesson(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let free = format!("test/{}/poster.jpg", course.media_ids[0]);
    app.backend.media.put(&free, Bytes::from_static(b"a picture")).await.expect("stored");
    sqlx::query("update media set width = 1280, height = 720").execute(&app.backend.db).await.expect("sizes");
    let path = format!("/o/{}/picture.jpg", course.slug);
    let address = format!("{}{path}", app.base_url);

    let page = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    for (name, value) in [("og:image", address.as_str()), ("og:image:width", "1280"), ("og:image:height", "720")] {
        assert!(page.body.contains(&format!("property=\"{name}\" content=\"{value}\"")), "{name}");
    }
    assert!(page.body.contains("property=\"og:image:alt\" content=\"A scene from “Bread that rises”\""));
    // On the page itself it is the way to the lesson, and its room is there before it.
    let (before, after) = page.body.split_once(&format!("src=\"{path}\"")).expect("a cover");
    let cover = after.split('>').next().unwrap_or_default();
    for part in ["alt=\"A scene from “Bread that rises”\"", "width=\"640\"", "height=\"360\""] {
        assert!(cover.contains(part), "{part} in {cover}");
    }
    let link = before.rsplit("<a ").next().unwrap_or_default();
    assert!(link.contains(&format!("href=\"/o/{}/preview/{}\"", course.slug, course.lesson_ids[0])), "{link}");
    assert!(page.body.contains("name=\"twitter:card\" content=\"summary_large_image\""));
    assert!(page.body.contains(&format!("\"image\":\"{address}\"")), "structured data");

    let picture = app.visitor().get(&path).await.expect_status(200);
    assert_eq!((picture.header("content-type"), picture.body.as_str()), ("image/jpeg", "a picture"));
    assert_eq!(picture.header("cache-control"), "public, max-age=3600");
    let mut again = app.visitor();
    let request = again.request(http::Method::GET, &path).header("if-none-match", picture.header("etag"));
    assert_eq!(again.send(request).await.status, 304);
    app.pass(jiff::SignedDuration::from_hours(24 * 400));
    app.visitor().get(&path).await.expect_status(200);

    sqlx::query("update offerings set status = 'paused'").execute(&app.backend.db).await.expect("paused");
    app.visitor().get(&path).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_has_to_be_paid_for_is_not_shown(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    for media in &course.media_ids {
        app.backend.media.put(&format!("test/{media}/poster.jpg"), Bytes::from_static(b"a picture")).await.expect("stored");
    }
    sqlx::query("update lessons set is_free_preview = false").execute(&app.backend.db).await.expect("nothing is free");
    app.visitor().get(&format!("/o/{}/picture.jpg", course.slug)).await.expect_status(404);
    let page = app.visitor().get(&format!("/o/{}", course.slug)).await.expect_status(200);
    assert!(page.body.contains(&format!("property=\"og:image\" content=\"{}/og.png\"", app.base_url)));
    assert!(page.body.contains("property=\"og:image:width\" content=\"1200\""));
    assert!(!page.body.contains("/picture.jpg"), "the drawn cover stands in its place");
    app.visitor().get("/o/nothing-here/picture.jpg").await.expect_status(404);
}
