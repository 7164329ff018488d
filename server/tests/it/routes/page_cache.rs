//! Kept pages: the same for all strangers, never a member's, and never old.

use super::support::{Site, login_cookie};
use sqlx::PgPool;
use std::time::Duration;
use test_support::{Answer, CourseBuilder, TestApp};

fn nonce(page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a nonce").to_owned()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn strangers_share_a_page_and_nobody_shares_a_nonce_or_a_login(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (person, _) = app.buyer("Omar Nabil").await;
    let cookie = login_cookie(&app, &person).await;
    let path = format!("/o/{}", course.slug);
    let keeping = Site::of(&app, |config| config.page_cache = Duration::from_secs(600));
    let first = keeping.get(&path, None).await.expect_status(200);
    sqlx::query("update offerings set title_en = 'Bread that flies' where id = $1")
        .bind(course.offering_id)
        .execute(&app.backend.db)
        .await
        .unwrap();
    let second = keeping.get(&path, None).await.expect_status(200);
    assert!(second.body.contains("Bread that rises") && !second.body.contains("Bread that flies"), "the page is kept");
    assert_ne!(nonce(&first), nonce(&second));
    for page in [&first, &second] {
        let own = format!("nonce=\"{}\"", nonce(page));
        assert_eq!(page.body.matches(&own).count(), page.body.matches("nonce=\"").count(), "every script has the header's nonce");
    }
    let member = keeping.get(&path, Some(&cookie)).await.expect_status(200);
    assert!(member.body.contains("account-menu") && member.body.contains("Bread that flies"));
    assert!(!keeping.get(&path, None).await.body.contains("account-menu"));
    let arabic = keeping.get(&format!("/ar{path}"), None).await.expect_status(200);
    assert!(arabic.body.contains("dir=\"rtl\""), "each language is kept for itself");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_change_shows_when_the_time_is_over(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let path = format!("/o/{}", course.slug);
    let site = Site::of(&app, |config| config.page_cache = Duration::from_millis(20));
    site.get(&path, None).await.expect_status(200);
    sqlx::query("update offerings set title_en = 'Bread that flies' where id = $1")
        .bind(course.offering_id)
        .execute(&app.backend.db)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(25)).await;
    assert!(site.get(&path, None).await.body.contains("Bread that flies"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_page_too_large_to_keep_is_still_a_page(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    sqlx::query("update offerings set description_en = repeat('Knead it well. ', 50000) where id = $1")
        .bind(course.offering_id)
        .execute(&app.backend.db)
        .await
        .unwrap();
    let site = Site::of(&app, |config| config.page_cache = Duration::from_secs(600));
    for _ in 0..2 {
        let page = site.get(&format!("/o/{}", course.slug), None).await.expect_status(200);
        assert!(page.body.len() > 700_000 && page.body.ends_with("</html>"), "{} bytes", page.body.len());
    }
}
