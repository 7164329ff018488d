//! From the first step to the open page, and every wrong turn on the way.

use super::support::{Applicant, PICTURE, decide, open, profile, send_files, staff, teaching};
use jiff::SignedDuration;
use sqlx::PgPool;
use test_support::TestApp;

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_application_is_changed_sent_again_approved_and_opens_a_page(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::begin(&app, "Hamza Tazi").await;
    // What is missing is named, and the button is not there yet.
    let review = hamza.visitor.get("/sell/application/review").await.expect_status(200);
    assert!(review.body.contains("a handle") && review.body.contains("your subjects") && review.body.contains("a photo"));
    assert!(!review.body.contains("/sell/application/submit"));
    hamza.send().await.expect_status(422);
    hamza.fill("hamza-tazi").await;
    // Every step shows on another device what was kept.
    let mut elsewhere = app.visitor().logged_in(&app.backend, &hamza.person).await;
    let page = elsewhere.get("/sell/application/profile").await.expect_status(200);
    assert_eq!(page.form_value("handle"), "hamza-tazi");
    assert!(page.body.contains("I teach in Fez."));
    let page = elsewhere.get("/sell/application/teaching").await.expect_status(200);
    assert!(
        page.body.contains("<option value=\"MA\" selected") && page.body.contains("value=\"crafts\" checked"),
        "{}",
        page.body
    );
    assert_eq!(hamza.send().await.expect_status(303).location(), "/sell?sent=1");
    // Sent is sent.
    assert_eq!(hamza.visitor.get("/sell/application/profile").await.location(), "/sell");
    hamza.visitor.post("/sell/application/profile", &profile("hamza-two")).await.expect_status(409);
    hamza.send().await.expect_status(409);

    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    let id = hamza.id(&app).await;
    let asked = decide(&mut nadia, id, "changes", Some(("changes_reason", "Please say where you teach."))).await;
    assert_eq!(asked.expect_status(303).location(), format!("/admin/sellers/{id}?done=1"));
    let standing = hamza.visitor.get("/sell").await.expect_status(200);
    assert!(standing.body.contains("Please say where you teach.") && standing.body.contains("Changes asked for"));
    assert!(hamza.visitor.get("/").await.body.contains("Please change something in your application"));
    app.visitor().get("/s/hamza-tazi").await.expect_status(404);
    hamza.visitor.post("/sell/application/profile", &profile("hamza-tazi")).await.expect_status(303);
    hamza.send().await.expect_status(303);

    decide(&mut nadia, id, "approve", None).await.expect_status(303);
    let page = app.visitor().get("/s/hamza-tazi").await.expect_status(200);
    assert!(page.body.contains("Hamza Tazi") && page.body.contains("Nothing on offer yet"));
    assert!(page.body.contains("name=\"robots\" content=\"noindex\""));
    let photo = app.visitor().get("/s/hamza-tazi/photo.jpg").await.expect_status(200);
    assert_eq!(photo.header("content-type"), "image/jpeg");
    hamza.visitor.get("/studio").await.expect_status(200);
    assert_eq!(hamza.visitor.post("/sell/begin", &[]).await.location(), "/studio");
    let seller = "select count(*) from sellers where handle = 'hamza-tazi' and country = 'MA' and time_zone = 'Africa/Casablanca'
        and languages @> '[{\"code\": \"ar\", \"level\": \"native\"}]' and photo_id is not null";
    assert_eq!(app.count(seller).await, 1);
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind from seller_application_history order by id").fetch_all(&app.backend.db).await.unwrap();
    assert_eq!(kinds, ["begun", "submitted", "changes_requested", "submitted", "approved"]);
    let mails: Vec<String> = sqlx::query_scalar("select template from mails where recipient = $1 order by created_at, id")
        .bind(&hamza.person.email)
        .fetch_all(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(mails, ["sellers-submitted", "sellers-changes", "sellers-submitted", "sellers-approved"]);
    assert_eq!(app.count("select count(*) from events where kind like 'seller_application_%'").await, 5);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_is_rejected_reads_why_and_may_try_again_after_thirty_days(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::sent(&app, "Hamza Tazi", "hamza-tazi").await;
    let (person, mut nadia) = staff(&app, "Nadia Support", "content").await;
    let id = hamza.id(&app).await;
    decide(&mut nadia, id, "reject", Some(("reject_reason", "  "))).await.expect_status(422);
    decide(&mut nadia, id, "reject", Some(("reject_reason", "The photo shows somebody else."))).await.expect_status(303);
    let page = hamza.visitor.get("/sell").await.expect_status(200);
    assert!(
        page.body.contains("The photo shows somebody else.") && page.body.contains("Sunday 20 December 2026"),
        "{}",
        page.body
    );
    hamza.visitor.post("/sell/begin", &[]).await.expect_status(303);
    assert_eq!(hamza.visitor.get("/sell/application/profile").await.expect_status(303).location(), "/sell", "too early");
    app.pass(DAY * 30);
    let mut hamza = app.visitor().logged_in(&app.backend, &hamza.person).await;
    hamza.post("/sell/begin", &[]).await.expect_status(303);
    assert_eq!(hamza.get("/sell/application/profile").await.expect_status(200).form_value("handle"), "hamza-tazi");
    // A draft is its writer's alone, also the second time.
    let mut nadia = app.visitor().logged_in(&app.backend, &person).await;
    nadia.get(&format!("/admin/sellers/{id}")).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = open(&app).await;
    let taken = shop.handle.as_str();
    let mut hamza = Applicant::begin(&app, "Hamza Tazi").await;
    let long = "x".repeat(121);
    for (field, value, words) in [
        ("handle", "admin", "This handle cannot be used"),
        ("handle", "a b", "Use 3 to 40 small letters"),
        ("handle", taken, "Somebody else has this handle"),
        ("name_en", "<b>Hamza</b>", "name_en-error"),
        ("headline_en", long.as_str(), "at most 120 characters"),
    ] {
        let page = hamza
            .visitor
            .post("/sell/application/profile", &[(field, value), ("bio_en", "I teach in Fez.")])
            .await
            .expect_status(422);
        assert!(page.body.contains(words) && page.body.contains(&format!("id=\"{field}-error\"")), "{field} {value}");
        assert!(page.body.contains("I teach in Fez."), "what was typed stays");
    }
    assert_eq!(
        app.count("select count(*) from seller_applications where bio_en <> '' or handle <> ''").await,
        0,
        "nothing half-kept"
    );
    for (field, value, words) in [
        ("language_1", "xx", "choose a language from the list"),
        ("country", "XX", "choose a country from the list"),
        ("time_zone", "Mars/Olympus", "time_zone-error"),
        ("subject", "nowhere", "choose subjects from the list"),
    ] {
        let mut fields = teaching();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = hamza.visitor.post("/sell/application/teaching", &fields).await.expect_status(422);
        assert!(page.body.contains(words), "{field}");
    }
    for (field, value) in
        [("video_url", "javascript:alert(1)"), ("links", "http://plain.example"), ("links", "https://a.b\nnonsense")]
    {
        let page = send_files(&mut hamza.visitor, &[(field, value)], &[("photo", "me.png", PICTURE)]).await.expect_status(422);
        assert!(page.body.contains("whole addresses that begin with https://"), "{value}");
    }
    assert_eq!(
        app.count("select count(*) from seller_applications where photo_id is not null and links = '{}'").await,
        1,
        "the photo stays"
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn one_handle_goes_to_one_of_two(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut first = Applicant::begin(&app, "Hamza Tazi").await;
    let mut second = Applicant::begin(&app, "Hamza Alami").await;
    // A draft keeps no name from anybody.
    first.fill("hamza").await;
    second.fill("hamza").await;
    first.send().await.expect_status(303);
    let refused = second.send().await.expect_status(422);
    assert!(refused.body.contains("Somebody else has this handle"));
    second.visitor.post("/sell/application/profile", &profile("hamza-two")).await.expect_status(303);
    second.send().await.expect_status(303);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn who_leaves_takes_the_application_and_its_files_along(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::begin(&app, "Hamza Tazi").await;
    hamza.fill("hamza-tazi").await;
    send_files(&mut hamza.visitor, &[], &[("document", "diploma.pdf", super::support::DOCUMENT)]).await.expect_status(303);
    hamza.send().await.expect_status(303);
    let files: Vec<String> = sqlx::query_scalar(
        "select storage_prefix || case kind when 'image' then '/photo.jpg' else '/file' end from media where owner_id = $1",
    )
    .bind(hamza.person.account_id.0)
    .fetch_all(&app.backend.db)
    .await
    .unwrap();
    assert_eq!(files.len(), 2);
    sqlx::query("update accounts set deletion_requested_at = '2026-11-01T00:00:00Z' where id = $1")
        .bind(hamza.person.account_id.0)
        .execute(&app.backend.db)
        .await
        .unwrap();
    backend::accounts::sweep(&app.backend).await.unwrap();
    app.run_jobs().await;
    assert_eq!(app.count("select count(*) from seller_applications").await, 0);
    assert_eq!(app.count("select count(*) from seller_application_history").await, 0);
    assert_eq!(app.count("select count(*) from media where storage_prefix like 'applications/%'").await, 0);
    for file in files {
        assert_eq!(app.backend.media.head(&file).await.unwrap(), None, "{file}");
    }
}
