//! The desk: what waits there, who may decide, decisions that meet, and what sellers are told.

use super::support::{Maker, decide, version_of};
use crate::catalogue::selling::support::staff;
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_offering_is_changed_handed_in_again_and_published(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    let draft = layla.whole_course(&app, "Dyeing with plants").await;
    let id = layla.handed_in(&app, "Weaving on a small loom").await;
    let queue = hala.get("/admin/offerings").await.expect_status(200);
    assert!(
        queue.body.contains("Weaving on a small loom") && !queue.body.contains("Dyeing with plants"),
        "a draft is its seller's alone"
    );
    hala.get(&format!("/admin/offerings/{draft}")).await.expect_status(404);
    hala.get(&format!("/admin/offerings/{draft}/preview")).await.expect_status(404);
    let case = hala.get(&format!("/admin/offerings/{id}")).await.expect_status(200);
    assert!(case.body.contains(&layla.person.email) && case.body.contains("Weave a scarf in a weekend."));
    let preview = hala.get(&format!("/admin/offerings/{id}/preview")).await.expect_status(200);
    assert!(preview.body.contains("<strong>small</strong>"));
    // While it is read, nothing in it changes.
    assert_eq!(
        layla.visitor.get(&format!("/studio/offerings/{id}/basics")).await.expect_status(303).location(),
        format!("/studio/offerings/{id}/review")
    );
    let late = layla
        .visitor
        .post(&format!("/studio/offerings/{id}/price"), &[("version", "1"), ("price", "5")])
        .await
        .expect_status(303);
    assert_eq!(late.location(), format!("/studio/offerings/{id}/review?late=1"));

    decide(&mut hala, id, "changes", Some(("changes_reason", " "))).await.expect_status(422);
    decide(&mut hala, id, "changes", Some(("changes_reason", "Please say how long it takes."))).await.expect_status(303);
    for path in [format!("/studio/offerings/{id}/review"), "/studio".to_owned(), "/studio/offerings?state=draft".to_owned()] {
        let page = layla.visitor.get(&path).await.expect_status(200);
        assert!(page.body.contains("Please say how long it takes.") && page.body.contains("Changes asked for"), "{path}");
    }
    layla.wish(id, "submit").await.expect_status(303);
    let told = layla.visitor.get(&format!("/studio/offerings/{id}/review")).await.expect_status(200);
    assert!(!told.body.contains("Changes asked for</span>"), "handed in again");
    decide(&mut hala, id, "publish", None).await.expect_status(303);
    let kinds: Vec<String> = sqlx::query_scalar("select kind from offering_review_history where offering_id = $1 order by id")
        .bind(id)
        .fetch_all(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(kinds, ["created", "submitted", "changes_requested", "submitted", "published"]);
    let mails: Vec<String> = sqlx::query_scalar("select template from mails where recipient = $1 order by created_at, id")
        .bind(&layla.person.email)
        .fetch_all(&app.backend.db)
        .await
        .unwrap();
    assert_eq!(mails, ["offerings-submitted", "offerings-changes", "offerings-submitted", "offerings-published"]);
    assert_eq!(app.count("select count(*) from events where kind like 'offering_%'").await, 4);
    let slug: String =
        sqlx::query_scalar("select slug from offerings where id = $1").bind(id).fetch_one(&app.backend.db).await.unwrap();
    assert!(slug.starts_with("weaving-on-a-small-loom-"), "{slug}");
    app.visitor().get(&format!("/o/{slug}")).await.expect_status(200);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn of_two_who_decide_at_once_one_does(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.handed_in(&app, "Weaving on a small loom").await;
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    let (_, mut omar) = staff(&app, "Omar Owner", "owner").await;
    let path = format!("/admin/offerings/{id}");
    let version = version_of(&mut hala, &path).await;
    let (publish, reject) = (format!("{path}/publish"), format!("{path}/reject"));
    let (yes, no) = ([("version", version.as_str())], [("version", version.as_str()), ("reject_reason", "Not here.")]);
    let (first, second) = tokio::join!(hala.post(&publish, &yes), omar.post(&reject, &no));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let late = if first.status == 409 { first } else { second };
    assert!(late.body.contains("Somebody was faster"));
    assert_eq!(app.count("select count(*) from offering_review_history where kind in ('published', 'rejected')").await, 1);
    assert_eq!(app.count("select count(*) from mails where template in ('offerings-published', 'offerings-rejected')").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nobody_decides_on_their_own_or_on_what_they_have_not_read(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.handed_in(&app, "Weaving on a small loom").await;
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    let path = format!("/admin/offerings/{id}");
    for version in ["0", "", "99"] {
        hala.post(&format!("{path}/publish"), &[("version", version)]).await.expect_status(409);
    }
    nadia.get("/admin/offerings").await.expect_status(404);
    nadia.post(&format!("{path}/publish"), &[("version", "1")]).await.expect_status(404);
    layla.visitor.post(&format!("{path}/publish"), &[("version", "1")]).await.expect_status(404);
    // What was taken back and handed in again is another version.
    let read = version_of(&mut hala, &path).await;
    layla.wish(id, "withdraw").await.expect_status(303);
    hala.post(&format!("{path}/publish"), &[("version", read.as_str())]).await.expect_status(404);
    layla.wish(id, "submit").await.expect_status(303);
    hala.post(&format!("{path}/publish"), &[("version", read.as_str())]).await.expect_status(409);
    sqlx::query("update accounts set staff_role = 'owner' where id = $1")
        .bind(layla.person.account_id.0)
        .execute(&app.backend.db)
        .await
        .unwrap();
    assert!(layla.visitor.get(&path).await.expect_status(200).body.contains("This is your own offering"));
    layla.visitor.post(&format!("{path}/publish"), &[("version", "3")]).await.expect_status(403);
    assert_eq!(app.count("select count(*) from offerings where status = 'in_review'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn the_queue_is_filtered_searched_counted_and_paged(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let id = layla.handed_in(&app, "Weaving on a small loom").await;
    sqlx::query(
        "insert into offerings (id, slug, seller_id, category_id, kind, status, version, title_en, title_ar, level, language, price_minor,
            currency, created_at, updated_at, submitted_at)
         select gen_random_uuid(), 'waiting-' || n, o.seller_id, o.category_id, 'video_course', 'in_review', 1, 'Waiting ' || n, '', 'all',
            'en', 0, 'USD', o.created_at, o.created_at, timestamptz '2026-11-01T00:00:00Z' + make_interval(hours => n)
         from offerings o, generate_series(10, 30) n where o.id = $1",
    )
    .bind(id)
    .execute(&app.backend.db)
    .await
    .unwrap();
    let (_, mut hala) = staff(&app, "Hala Content", "content").await;
    let page = hala.get("/admin/offerings").await.expect_status(200);
    assert!(
        page.body.contains("Waiting 10") && page.body.contains("Waiting 29") && !page.body.contains("Waiting 30"),
        "what waits longest"
    );
    let next = page
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("after="))
        .expect("a next page");
    let second = hala.get(&next.replace("&amp;", "&")).await.expect_status(200);
    assert!(
        second.body.contains("Waiting 30")
            && second.body.contains("Weaving on a small loom")
            && !second.body.contains("Waiting 29")
    );
    let found = hala.get("/admin/offerings?q=SMALL+loom").await.expect_status(200);
    assert!(found.body.contains("Weaving on a small loom") && !found.body.contains("Waiting"));
    decide(&mut hala, id, "reject", Some(("reject_reason", "No."))).await.expect_status(303);
    let rejected = hala.get("/admin/offerings?state=rejected").await.expect_status(200);
    assert!(rejected.body.contains("Weaving on a small loom") && !rejected.body.contains("Waiting"));
    assert!(hala.get("/admin/offerings?state=paused").await.body.contains("Nothing here"));
}
