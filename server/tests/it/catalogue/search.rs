//! Search: both languages, the spellings people really type, slips of the finger, and the title before the rest.

use super::support::{Listing, Shop, next_page, search, slugs};
use sqlx::PgPool;
use test_support::TestApp;

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn courses_are_found_in_both_languages_and_in_every_spelling(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "work", None).await;
    let wanted =
        Listing {
            title_en: "Café Python for beginners", title_ar: "إِدارة الوقت والبرمجة للمبتدئين", ..Listing::default()
        };
    let slug = shop.list(&app, &wanted).await;
    shop.list(&app, &Listing::default()).await;
    for query in [
        "python",
        "PYTHON Beginners",
        "pytho",
        "cafe",
        "café",
        "beginners python",
        "إدارة",
        "اداره",
        "ادارة",
        "إِدَارَة",
        "إدارة الوقت",
        "وقت",
        "البرمجة",
        "برمجة",
        "برمجه",
        "والبرمجة",
        "بالبرمجة",
        "برمجـــة",
        "Layla Python",
    ] {
        assert_eq!(slugs(&search(&app, query).await), [slug.as_str()], "{query}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_slip_of_the_finger_is_mended_and_said(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "work", None).await;
    let wanted =
        Listing { title_en: "Python for beginners", title_ar: "البرمجة للمبتدئين", ..Listing::default() };
    let slug = shop.list(&app, &wanted).await;
    for (query, text) in [
        ("pyhton", "Nothing was found for “pyhton”, so here is what we have for “python”."),
        ("Pyhton Beginners", "so here is what we have for “python Beginners”."),
        ("pythonn", "so here is what we have for “python”."),
        ("برجمة", "so here is what we have for “برمجه”."),
    ] {
        let page = search(&app, query).await;
        assert_eq!(slugs(&page), [slug.as_str()], "{query}");
        assert!(page.body.contains(text), "{query}: {text}");
    }
    let exact = search(&app, "python").await;
    assert!(!exact.body.contains("here is what we have"), "a right word is not mended");
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn what_is_not_there_is_said_with_something_else_to_look_at(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "work", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    for query in ["zzzzqqqq", "xylophone orchestra"] {
        let page = search(&app, query).await;
        assert!(page.body.contains(&format!("Nothing found for “{query}”")), "{query}");
        assert!(page.body.contains("Popular instead"), "{query}");
        assert_eq!(slugs(&page), [slug.as_str()], "{query}");
        assert!(page.body.contains("name=\"robots\""), "search results stay out of search engines");
    }
    let filtered = app.visitor().get("/browse?q=loom&price=free").await.expect_status(200);
    assert!(filtered.body.contains("The filters may be too narrow together."));
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_word_in_the_title_counts_more_than_in_the_description(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "music", None).await;
    let mut described = Vec::new();
    for _ in 0..2 {
        let listing = Listing { title_en: "Strings", description_en: "The guitar, and a guitar again.", ..Listing::default() };
        described.push(shop.list(&app, &listing).await);
        if described.len() == 1 {
            shop.list(&app, &Listing { title_en: "Guitar at home", ..Listing::default() }).await;
        }
    }
    let page = search(&app, "guitar").await;
    let found = slugs(&page);
    assert_eq!(found.len(), 3);
    assert!(!described.contains(&found[0]), "the title's match comes first, whichever was listed first");
    assert!(next_page(&page).is_none());
}
