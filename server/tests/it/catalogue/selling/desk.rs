//! The queue, and decisions that meet.

use super::support::{Applicant, decide, open, staff};
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn of_two_who_decide_at_once_one_does(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let hamza = Applicant::sent(&app, "Hamza Tazi", "hamza-tazi").await;
    let id = hamza.id(&app).await;
    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    let (_, mut omar) = staff(&app, "Omar Owner", "owner").await;
    let path = format!("/admin/sellers/{id}");
    let version = nadia.get(&path).await.expect_status(200).form_value("version");
    let (approve, reject) = (format!("{path}/approve"), format!("{path}/reject"));
    let (yes, no) = ([("version", version.as_str())], [("version", version.as_str()), ("reject_reason", "Not this time.")]);
    let (first, second) = tokio::join!(nadia.post(&approve, &yes), omar.post(&reject, &no));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let late = if first.status == 409 { first } else { second };
    assert!(late.body.contains("Somebody was faster"));
    assert_eq!(app.count("select count(*) from seller_application_history where kind in ('approved', 'rejected')").await, 1);
    assert_eq!(
        app.count("select count(*) from seller_applications where status = 'approved'").await,
        app.count("select count(*) from sellers where handle = 'hamza-tazi'").await
    );
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nobody_decides_on_their_own_or_on_what_they_have_not_read(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::sent(&app, "Hamza Tazi", "hamza-tazi").await;
    let id = hamza.id(&app).await;
    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    nadia.post(&format!("/admin/sellers/{id}/approve"), &[("version", "0")]).await.expect_status(409);
    nadia.post(&format!("/admin/sellers/{id}/approve"), &[]).await.expect_status(409);
    sqlx::query("update accounts set staff_role = 'owner' where id = $1")
        .bind(hamza.person.account_id.0)
        .execute(&app.backend.db)
        .await
        .unwrap();
    let page = hamza.visitor.get(&format!("/admin/sellers/{id}")).await.expect_status(200);
    assert!(page.body.contains("This is your own application"));
    hamza.visitor.post(&format!("/admin/sellers/{id}/approve"), &[("version", "1")]).await.expect_status(403);
    assert_eq!(app.count("select count(*) from seller_applications where status = 'submitted'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_queue_is_filtered_searched_counted_and_paged(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let hamza = Applicant::sent(&app, "Hamza Tazi", "hamza-tazi").await;
    Applicant::begin(&app, "Draft Writer").await;
    // Twenty-one more who wait, the oldest first.
    sqlx::query(
        "with made as (insert into accounts (id, email, email_verified_at, display_name, created_at)
            select gen_random_uuid(), 'waiter-' || n || '@people.test', now(), 'Waiter ' || n, now() from generate_series(10, 30) n returning id, display_name)
         insert into seller_applications (id, account_id, status, version, name_en, handle, country, time_zone, created_at, updated_at, submitted_at)
         select gen_random_uuid(), id, 'submitted', 1, display_name, lower(replace(display_name, ' ', '-')), 'EG', 'UTC', now(), now(),
            timestamptz '2026-11-01T00:00:00Z' + make_interval(hours => right(display_name, 2)::int) from made",
    )
    .execute(&app.backend.db)
    .await
    .unwrap();
    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    let page = nadia.get("/admin/sellers").await.expect_status(200);
    assert!(
        page.body.contains("Waiter 10") && page.body.contains("Waiter 29") && !page.body.contains("Waiter 30"),
        "what waits longest comes first"
    );
    assert!(!page.body.contains("Draft Writer"));
    let next = page
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("after="))
        .expect("a next page");
    let second = nadia.get(&next.replace("&amp;", "&")).await.expect_status(200);
    assert!(second.body.contains("Waiter 30") && second.body.contains("Hamza Tazi") && !second.body.contains("Waiter 29"));
    let found = nadia.get("/admin/sellers?q=HAMZA").await.expect_status(200);
    assert!(found.body.contains(&hamza.person.email) && !found.body.contains("Waiter"));
    decide(&mut nadia, hamza.id(&app).await, "reject", Some(("reject_reason", "No."))).await.expect_status(303);
    let rejected = nadia.get("/admin/sellers?state=rejected").await.expect_status(200);
    assert!(rejected.body.contains("Hamza Tazi") && !rejected.body.contains("Waiter"));
    assert!(nadia.get("/admin/sellers?state=approved").await.body.contains("Nothing here"));
}
