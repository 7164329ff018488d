//! What a search box offers while somebody types.

use super::support::{Listing, Shop};
use serde_json::Value;
use sqlx::PgPool;
use test_support::{TestApp, Visitor};

async fn ask(visitor: &mut Visitor, prefix: &str, query: &str) -> Value {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let answer = visitor.get(&format!("{prefix}/suggest?q={query}")).await.expect_status(200);
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_str(&answer.body).expect("JSON")
}

/// The lines with their matches in brackets.
fn lines(answer: &Value) -> Vec<String> {
    let parts = |item: &Value| -> String {
        let parts = item["parts"].as_array().expect("parts").iter();
        parts
            .map(|part| {
                let text = part[0].as_str().expect("a text");
                if part[1] == true { format!("[{text}]") } else { text.to_owned() }
            })
            .collect()
    };
    answer["items"].as_array().expect("items").iter().map(parts).collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn categories_and_courses_are_offered_in_the_visitors_language(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "weaving", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    shop.list(&app, &Listing { status: "draft", ..Listing::default() }).await;
    let found = ask(&mut app.visitor(), "", "weav").await;
    assert_eq!(lines(&found), ["All about [weav]ing", "[Weav]ing on a small loom"]);
    assert_eq!(found["items"][0]["href"], "/c/weaving");
    assert_eq!(found["items"][1]["href"], format!("/o/{slug}"));
    assert!(found["said"].as_str().is_some_and(|said| said.starts_with("2 suggestions")));
    let found = ask(&mut app.visitor(), "/ar", "نسيج").await;
    assert_eq!(lines(&found), ["[النسيج] على نول صغير"]);
    assert_eq!(found["items"][0]["href"], format!("/ar/o/{slug}"));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn odd_and_empty_queries_offer_nothing(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "weaving", None).await;
    shop.list(&app, &Listing::default()).await;
    for query in ["", "   ", "%", "<script>alert(1)</script>", "zzzzqqqq", "\0", "& | !:*"] {
        let found = ask(&mut app.visitor(), "", query).await;
        assert_eq!(found["said"], "No suggestions", "{query}");
    }
    app.visitor().get("/suggest").await.expect_status(200);
    assert!(lines(&ask(&mut app.visitor(), "", &"weaving ".repeat(500)).await).len() < 3);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn answers_may_be_kept_for_a_moment_and_nobody_asks_without_end(db: PgPool) {
    let app = TestApp::start(db).await;
    let mut visitor = app.visitor();
    assert_eq!(visitor.get("/suggest?q=a").await.expect_status(200).header("cache-control"), "public, max-age=10");
    let (_, mut member) = app.buyer("Omar Nabil").await;
    assert_eq!(member.get("/suggest?q=a").await.expect_status(200).header("cache-control"), "private, max-age=10");
    let mut refused = None;
    for _ in 0..backend::catalogue::SUGGEST_LIMIT.capacity {
        let answer = visitor.get("/suggest?q=").await;
        if answer.status != 200 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a limit");
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    app.pass(jiff::SignedDuration::from_secs(60));
    visitor.get("/suggest?q=a").await.expect_status(200);
}
