//! What may be uploaded, and who gets at it.

use super::support::{Applicant, DOCUMENT, PICTURE, PRESENTATION, open, send_files, staff};
use crate::routes::support::{Site, login_cookie};
use axum::body::Body;
use http::Request;
use sqlx::PgPool;
use test_support::TestApp;
use uuid::Uuid;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn only_real_pictures_and_documents_of_a_sensible_size_are_kept(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::begin(&app, "Hamza Tazi").await;
    // A page that calls itself a picture, and a picture cut off in the middle.
    let page: &[u8] = b"<!doctype html><script>alert(1)</script>";
    let cut = &PICTURE[..PICTURE.len() / 2];
    let large = vec![0_u8; 5 * 1024 * 1024 + 1];
    let larger = vec![0_u8; 10 * 1024 * 1024 + 1];
    // A picture's beginning with a document's inside is a picture, and cannot be read as one.
    let polyglot = [&b"\x89PNG\r\n\x1a\n"[..], DOCUMENT].concat();
    for (field, bytes, words) in [
        ("photo", page, "not a JPEG, PNG or WebP picture"),
        ("photo", DOCUMENT, "not a JPEG, PNG or WebP picture"),
        ("photo", cut, "could not read this picture"),
        ("photo", &polyglot[..], "could not read this picture"),
        ("photo", &large[..], "larger than 5 MB"),
        ("document", page, "not a PDF, JPEG, PNG or WebP file"),
        ("document", &b"%PDF-1.4 cut off"[..], "not a PDF, JPEG, PNG or WebP file"),
        ("document", &b"PK\x03\x04"[..], "not a PDF, JPEG, PNG or WebP file"),
        ("document", &larger[..], "larger than 10 MB"),
    ] {
        let links = [("links", "https://example.org/work")];
        let answer = send_files(&mut hamza.visitor, &links, &[(field, "photo.png", bytes)]).await.expect_status(422);
        assert!(answer.body.contains(words) && answer.body.contains(&format!("id=\"{field}-error\"")), "{words}");
    }
    assert_eq!(app.count("select count(*) from media where storage_prefix like 'applications/%'").await, 0);
    assert_eq!(
        app.count("select count(*) from seller_applications where links = '{https://example.org/work}'").await,
        1,
        "the rest is kept"
    );
    for number in 1..=5 {
        send_files(&mut hamza.visitor, &[], &[("document", &format!("paper {number}.exe"), DOCUMENT)]).await.expect_status(303);
    }
    let sixth = send_files(&mut hamza.visitor, &[], &[("document", "six.pdf", DOCUMENT)]).await.expect_status(422);
    assert!(sixth.body.contains("Five documents are the most"));
    assert_eq!(app.count("select count(*) from media where file_name like 'paper _.pdf'").await, 5, "named as what they are");
    let id: Uuid =
        sqlx::query_scalar("select media_id from seller_application_documents limit 1").fetch_one(&app.backend.db).await.unwrap();
    send_files(&mut hamza.visitor, &[("remove", &id.to_string())], &[]).await.expect_status(303);
    assert_eq!(app.count("select count(*) from seller_application_documents").await, 4);
    // A second photo takes the place of the first.
    for _ in 0..2 {
        send_files(&mut hamza.visitor, &[], &[("photo", "me.png", PICTURE)]).await.expect_status(303);
    }
    assert_eq!(app.count("select count(*) from media where kind = 'image' and storage_prefix like 'applications/%'").await, 1);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn more_than_the_form_takes_is_refused_before_it_is_read(db: PgPool) {
    let app = TestApp::start(db).await;
    let (person, _) = app.buyer("Hamza Tazi").await;
    let cookie = login_cookie(&app, &person).await;
    let site = Site::of(&app, |_| {});
    let request = |content_type: &str, length: usize| {
        Request::post(PRESENTATION)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", &cookie)
            .header("content-type", content_type)
            .header("content-length", length)
            .body(Body::empty())
            .expect("a request")
    };
    assert_eq!(site.send(request("multipart/form-data; boundary=x", 24 * 1024 * 1024 + 1)).await.status, 413);
    assert_eq!(site.send(request("application/x-www-form-urlencoded", 0)).await.status, 403, "no form with files");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn documents_are_for_their_owner_and_staff(db: PgPool) {
    let app = TestApp::start(db).await;
    open(&app).await;
    let mut hamza = Applicant::begin(&app, "Hamza Tazi").await;
    hamza.fill("hamza-tazi").await;
    send_files(&mut hamza.visitor, &[], &[("document", "diploma.pdf", DOCUMENT)]).await.expect_status(303);
    let document: Uuid =
        sqlx::query_scalar("select media_id from seller_application_documents").fetch_one(&app.backend.db).await.unwrap();
    let own = format!("/sell/application/documents/{document}");
    let id = hamza.id(&app).await;
    let at_desk = format!("/admin/sellers/{id}/documents/{document}");
    let answer = hamza.visitor.get(&own).await.expect_status(200);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    assert_eq!((answer.header("cache-control"), answer.header("x-content-type-options")), ("no-store", "nosniff"));
    let mut other = Applicant::begin(&app, "Somebody Else").await.visitor;
    other.get(&own).await.expect_status(404);
    other.get(&at_desk).await.expect_status(404);
    send_files(&mut other, &[("remove", &document.to_string())], &[]).await.expect_status(404);
    let (_, mut nadia) = staff(&app, "Nadia Support", "support").await;
    nadia.get(&own).await.expect_status(404);
    nadia.get(&at_desk).await.expect_status(404); // A draft is its writer's alone.
    hamza.send().await.expect_status(303);
    nadia.get(&at_desk).await.expect_status(200);
    nadia.get(&format!("/admin/sellers/{id}/photo")).await.expect_status(200);
    let (_, mut finance) = staff(&app, "Faris Finance", "finance").await;
    let case = format!("/admin/sellers/{id}");
    for path in [at_desk.as_str(), case.as_str(), "/admin/sellers"] {
        finance.get(path).await.expect_status(404);
    }
}
