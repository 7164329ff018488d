//! Faults behind a page: the visitor is told in style that it is ours, and nothing of the cause.

use sqlx::PgPool;
use test_support::{Answer, CourseBuilder, TestApp};

const HEADINGS_500: [(&str, &str); 2] = [("", "Something went wrong on our side"), ("/ar", "حدث خلل من جهتنا")];
const HEADINGS_503: [(&str, &str); 2] = [("", "We cannot do this right now"), ("/ar", "لا نستطيع فعل هذا الآن")];

fn assert_page(answer: &Answer, status: u16, heading: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains(&format!("<h1>{heading}</h1>")), "{heading} in {}", answer.body);
    assert!(answer.header("content-security-policy").contains("'nonce-"), "{heading}");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_fault_of_ours_shows_a_reference_and_never_the_cause(db: PgPool) {
    let app = TestApp::start(db).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    sqlx::query("alter table wishlist_items rename to something_else").execute(&app.backend.db).await.unwrap();
    for (prefix, heading) in HEADINGS_500 {
        let page = member.get(&format!("{prefix}/wishlist")).await;
        assert_page(&page, 500, heading);
        assert!(!page.body.contains("wishlist_items"), "the page tells the cause");
        assert!(page.body.contains("account-menu"), "the page still knows who is there");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn without_the_database_members_and_strangers_are_told_the_same(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    app.backend.db.close().await;
    for (prefix, heading) in HEADINGS_503 {
        let path = format!("{prefix}/o/{}", course.slug);
        for answer in [app.visitor().get(&path).await, member.get(&path).await, member.get(&format!("{prefix}/orders")).await] {
            assert_page(&answer, 503, heading);
            assert!(!answer.header("retry-after").is_empty());
        }
    }
}
