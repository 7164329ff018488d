//! What stands on a seller's page can be changed once it is open.

use super::support::Maker;
use crate::catalogue::{
    selling::support::{File, PICTURE, multipart},
    support::{Listing, Shop, search, slugs},
};
use http::Method;
use sqlx::PgPool;
use test_support::{Answer, TestApp};

async fn send(maker: &mut Maker, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
    let (content_type, body) = multipart(fields, files);
    let request = maker.visitor.request(Method::POST, "/studio/profile").header("sec-fetch-site", "same-origin");
    maker.visitor.send(request.header("content-type", content_type).body(body)).await
}

fn profile() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name_en", "Layla Weaver"),
        ("headline_en", "Weaver and dyer"),
        ("bio_en", "I weave and dye."),
        ("language_1", "ar"),
        ("level_1", "native"),
        ("handle", "another-handle"),
    ]
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_seller_changes_the_own_page_and_is_found_by_the_new_name(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let shop = Shop { seller_id: layla.seller_id, handle: layla.handle.clone(), category_id: weaving(&app).await };
    let slug = shop.list(&app, &Listing::default()).await;
    let shown = layla.visitor.get("/studio/profile").await.expect_status(200);
    assert_eq!((shown.form_value("name_en").as_str(), shown.form_value("headline_en").as_str()), ("Layla Hassan", "Weaver"));
    send(&mut layla, &profile(), &[("photo", "me.png", PICTURE)]).await.expect_status(303);
    let page = app.visitor().get(&format!("/s/{}", layla.handle)).await.expect_status(200);
    assert!(page.body.contains("Layla Weaver") && page.body.contains("I weave and dye."), "under the same address");
    app.visitor().get(&format!("/s/{}/photo.jpg", layla.handle)).await.expect_status(200);
    assert_eq!(slugs(&search(&app, "Weaver").await), [slug.as_str()]);
    assert!(search(&app, "Hassan").await.body.contains("Nothing found for"), "and by the old one no more");
    // A second photo takes the place of the first.
    send(&mut layla, &profile(), &[("photo", "me.png", PICTURE)]).await.expect_status(303);
    assert_eq!(app.count("select count(*) from media where storage_prefix like 'photos/%'").await, 1);
}

async fn weaving(app: &TestApp) -> uuid::Uuid {
    sqlx::query_scalar("select id from categories where slug = 'weaving'").fetch_one(&app.backend.db).await.expect("a category")
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn an_open_page_keeps_what_an_application_needed(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut layla = Maker::open(&app, "Layla Hassan").await;
    let long = "x".repeat(121);
    for (field, value, wrong) in [
        ("name_en", "", "name_en"),
        ("name_en", "<b>Layla</b>", "name_en"),
        ("headline_en", long.as_str(), "headline_en"),
        ("bio_en", "", "bio_en"),
        ("language_1", "xx", "language_1"),
        ("language_1", "", "language_1"),
    ] {
        let mut fields = profile();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let refused = send(&mut layla, &fields, &[]).await.expect_status(422);
        assert!(refused.body.contains(&format!("id=\"{wrong}-error\"")), "{field} {value}");
    }
    let refused = send(&mut layla, &profile(), &[("photo", "me.png", b"<svg onload=alert(1)>")]).await.expect_status(422);
    assert!(refused.body.contains("id=\"photo-error\""));
    assert_eq!(
        app.count("select count(*) from sellers where name_en = 'Layla Weaver'").await,
        1,
        "the texts that were right are kept"
    );
    let (_, mut buyer) = app.buyer("Mona Said").await;
    assert_eq!(buyer.get("/studio/profile").await.expect_status(303).location(), "/sell");
}
