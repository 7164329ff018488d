//! How somebody likes the player: kept per person, on every device.

use super::support::Learner;
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

/// The only row of settings: speed, volume, captions.
async fn kept(app: &TestApp) -> (i32, i32, Option<String>) {
    sqlx::query_as("select speed_percent, volume_percent, caption_locale from player_settings")
        .fetch_one(&app.backend.db)
        .await
        .expect("one row")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn speed_volume_and_captions_are_remembered_on_every_device(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().priced(0).build(&app.backend).await;
    let mut learner = Learner::of(&app, &course).await;
    assert!(learner.open(0).await.body.contains("value=\"100\" selected"));
    let fields = [("settings[speed_percent]", "150"), ("settings[volume_percent]", "40"), ("settings[captions]", "off")];
    learner.visitor.call("learning/save_player_settings", &fields).await.expect_status(200);
    assert_eq!(kept(&app).await, (150, 40, Some("off".to_owned())));
    let mut elsewhere = learner.on_another_device(&app).await;
    assert!(elsewhere.open(1).await.body.contains("value=\"150\" selected"));

    // The plain form knows no volume and leaves it alone; what it does not understand stays as it was.
    let path = format!("{}/settings", learner.path(0));
    learner.visitor.post(&path, &[("speed", "75"), ("captions", "ar")]).await.expect_status(303);
    assert_eq!(kept(&app).await, (75, 40, Some("ar".to_owned())));
    learner.visitor.post(&path, &[("speed", "fast"), ("captions", "klingon")]).await.expect_status(303);
    assert_eq!(kept(&app).await, (75, 40, Some("ar".to_owned())));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn speeds_and_volumes_that_are_not_offered_are_refused(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    for (speed, volume) in [("110", "50"), ("0", "50"), ("1600", "50"), ("100", "101"), ("100", "-1")] {
        let fields = [("settings[speed_percent]", speed), ("settings[volume_percent]", volume)];
        visitor.call("learning/save_player_settings", &fields).await.expect_status(422);
    }
    let fields = [("settings[speed_percent]", "100"), ("settings[volume_percent]", "50")];
    app.visitor().call("learning/save_player_settings", &fields).await.expect_status(401);
    assert_eq!(app.count("select count(*) from player_settings").await, 0);
    visitor.call("learning/save_player_settings", &fields).await.expect_status(200);
    assert_eq!(kept(&app).await, (100, 50, None));
}
