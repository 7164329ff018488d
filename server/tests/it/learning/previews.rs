//! Free lessons play for everybody; the others for nobody without the course.

use super::support::{media_address, store};
use domain::learning::GrantView;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_free_lesson_plays_for_strangers_and_records_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[0], "master.m3u8", "#EXTM3U\n").await;
    let mut stranger = app.visitor();
    for prefix in ["", "/ar"] {
        let path = format!("{prefix}/o/{}/preview/{}", course.slug, course.lesson_ids[0]);
        let page = stranger.get(&path).await.expect_status(200);
        assert!(page.body.contains("<video"), "{path}");
        let playlist = stranger.get(&media_address(&page, "/master.m3u8")).await.expect_status(200);
        assert_eq!(playlist.body, "#EXTM3U\n");
        assert_eq!(playlist.header("content-type"), "application/vnd.apple.mpegurl");
    }
    let lesson = course.lesson_ids[0].to_string();
    let fields = [("offering", course.slug.as_str()), ("lesson", lesson.as_str())];
    let answer = stranger.call("learning/renew_preview_grant", &fields).await.expect_status(200);
    let renewed: GrantView = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(renewed.ends_in_s, 600);
    stranger.get(&format!("/media/{}/{}/master.m3u8", renewed.grant, course.media_ids[0])).await.expect_status(200);
    assert_eq!(app.count("select count(*) from lesson_progress").await, 0);
    assert_eq!(app.count("select count(*) from enrolments").await, 0);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_other_lessons_play_for_nobody_without_the_course(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let other = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[1], "master.m3u8", "#EXTM3U\n").await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    let free = media_address(
        &member.get(&format!("/o/{}/preview/{}", course.slug, course.lesson_ids[0])).await.expect_status(200),
        "/master.m3u8",
    );
    for visitor in [&mut app.visitor(), &mut member] {
        for path in [
            format!("/o/{}/preview/{}", course.slug, course.lesson_ids[1]),
            // A free lesson, but of another course.
            format!("/o/{}/preview/{}", course.slug, other.lesson_ids[0]),
            format!("/o/{}/preview/nonsense", course.slug),
            // The grant of the free lesson for the media of a closed one.
            free.replace(&course.media_ids[0].to_string(), &course.media_ids[1].to_string()),
        ] {
            visitor.get(&path).await.expect_status(404);
        }
        let lesson = course.lesson_ids[1].to_string();
        let fields = [("offering", course.slug.as_str()), ("lesson", lesson.as_str())];
        visitor.call("learning/renew_preview_grant", &fields).await.expect_status(404);
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_preview_ends_with_the_course_and_with_the_gift(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[0], "master.m3u8", "#EXTM3U\n").await;
    let path = format!("/o/{}/preview/{}", course.slug, course.lesson_ids[0]);
    let mut stranger = app.visitor();
    for (close, open) in [
        ("update offerings set status = 'paused'", "update offerings set status = 'published'"),
        ("update lessons set is_free_preview = false", "update lessons set is_free_preview = true"),
    ] {
        let address = media_address(&stranger.get(&path).await.expect_status(200), "/master.m3u8");
        stranger.get(&address).await.expect_status(200);
        sqlx::query(close).execute(&app.backend.db).await.unwrap();
        stranger.get(&path).await.expect_status(404);
        app.pass(jiff::SignedDuration::from_secs(60));
        stranger.get(&address).await.expect_status(404);
        sqlx::query(open).execute(&app.backend.db).await.unwrap();
        stranger.get(&address).await.expect_status(200);
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_free_lessons_of_published_video_courses_are_previews(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    store(&app, course.media_ids[0], "master.m3u8", "#EXTM3U\n").await;
    let lesson = course.lesson_ids[0].to_string();
    let path = format!("/o/{}/preview/{lesson}", course.slug);
    let fields = [("offering", course.slug.as_str()), ("lesson", lesson.as_str())];
    let mut stranger = app.visitor();
    let address = media_address(&stranger.get(&path).await.expect_status(200), "/master.m3u8");
    for close in [
        "update offerings set kind = 'service'",
        "update offerings set kind = 'live_class'",
        "update offerings set kind = 'video_course', status = 'draft'",
        "update offerings set status = 'in_review'",
        "update offerings set status = 'rejected'",
    ] {
        sqlx::query(close).execute(&app.backend.db).await.unwrap();
        stranger.get(&path).await.expect_status(404);
        stranger.get(&format!("/ar{path}")).await.expect_status(404);
        stranger.call("learning/renew_preview_grant", &fields).await.expect_status(404);
        // A right that was looked up is believed for half a minute.
        app.pass(jiff::SignedDuration::from_secs(31));
        stranger.get(&address).await.expect_status(404);
    }
    sqlx::query("update offerings set kind = 'video_course', status = 'published'").execute(&app.backend.db).await.unwrap();
    stranger.get(&path).await.expect_status(200);
    stranger.get(&address).await.expect_status(200);
}
