//! Wishlists: one press for members, a way through the login for strangers, nothing by a mere visit.

use super::support::{Listing, Shop, slugs};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp, Visitor};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_course_is_wished_for_and_taken_off_again(db: PgPool) {
    let app = TestApp::start(db).await;
    let bread = CourseBuilder::default().build(&app.backend).await;
    let tea = CourseBuilder::default().titled("Tea at four").build(&app.backend).await;
    let (_, mut visitor) = app.buyer("Omar Nabil").await;
    let (_, mut other) = app.buyer("Somebody Else").await;
    assert!(visitor.get("/wishlist").await.expect_status(200).body.contains("Nothing saved yet"));
    let page = visitor.get(&format!("/o/{}", bread.slug)).await.expect_status(200);
    assert_eq!(page.form_value("wish"), "1");
    let back = page.form_value("back");
    let target = format!("/wishlist/{}", bread.slug);
    // Twice is once.
    for _ in 0..2 {
        let answer = visitor.post(&target, &[("wish", "1"), ("back", back.as_str())]).await.expect_status(303);
        assert_eq!(answer.location(), format!("/o/{}", bread.slug));
    }
    assert_eq!(visitor.get(&format!("/o/{}", bread.slug)).await.form_value("wish"), "0");
    app.pass(jiff::SignedDuration::from_secs(1));
    visitor.post(&format!("/wishlist/{}", tea.slug), &[("wish", "1")]).await.expect_status(303);
    let list = visitor.get("/wishlist").await.expect_status(200);
    assert_eq!(slugs(&list), [tea.slug.as_str(), bread.slug.as_str()], "the newest wish first");
    assert!(slugs(&other.get("/wishlist").await).is_empty());

    let answer = visitor.post(&target, &[("wish", "0"), ("back", "//evil.test")]).await.expect_status(303);
    assert_eq!(answer.location(), "/wishlist");
    assert_eq!(slugs(&visitor.get("/wishlist").await), [tea.slug.as_str()]);
    visitor.post(&target, &[("wish", "0")]).await.expect_status(303);
    visitor.post("/wishlist/nothing-here", &[("wish", "1")]).await.expect_status(404);
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_strangers_wish_is_kept_through_the_login_and_asked_once_more(db: PgPool) {
    let app = TestApp::start(db).await;
    let course = CourseBuilder::default().build(&app.backend).await;
    let mut stranger = app.visitor();
    let answer = stranger.post(&format!("/wishlist/{}", course.slug), &[("wish", "1")]).await.expect_status(303);
    assert_eq!(answer.location(), format!("/login?next=%2Fo%2F{}%3Fintent%3Dwish", course.slug));
    let next = stranger.get(&answer.location()).await.expect_status(200).form_value("next");
    assert_eq!(next, format!("/o/{}?intent=wish", course.slug));
    assert_eq!(app.count("select count(*) from wishlist_items").await, 0);

    let (_, mut member) = app.buyer("Omar Nabil").await;
    let page = member.get(&next).await.expect_status(200);
    assert!(page.body.contains("You are logged in. Save this course to your wishlist?"));
    assert_eq!(app.count("select count(*) from wishlist_items").await, 0, "a visit alone changes nothing");
    let (wish, back) = (page.form_value("wish"), page.form_value("back"));
    let form = [("wish", wish.as_str()), ("back", back.as_str())];
    member.post(&format!("/wishlist/{}", course.slug), &form).await.expect_status(303);
    assert_eq!(app.count("select count(*) from wishlist_items").await, 1);
    assert!(!member.get(&next).await.body.contains("You are logged in."), "it is asked once");
    stranger.get("/wishlist").await.expect_status(303);
}

/// The buttons of the hearts on a page: whether each is pressed.
fn hearts(page: &test_support::Answer) -> Vec<bool> {
    page.body
        .split("class=\"heart\"")
        .skip(1)
        .map(|rest| rest.split("</form>").next().unwrap().contains("aria-pressed=\"true\""))
        .collect()
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn every_card_has_a_heart_that_knows_its_member(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let loved = shop.list(&app, &Listing { popularity: 5.0, ..Listing::default() }).await;
    let other = shop.list(&app, &Listing::default()).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    member.post(&format!("/wishlist/{loved}"), &[("wish", "1")]).await.expect_status(303);
    let (seller, beside) = (format!("/s/{}", shop.handle), format!("/o/{other}"));
    for (path, pressed) in [
        ("/", vec![true, true, false, false, true]),
        ("/browse", vec![true, false]),
        ("/browse?q=loom", vec![true, false]),
        ("/browse?q=zzzzqqqq", vec![true, false]),
        ("/c/crafts", vec![true, false]),
        (seller.as_str(), vec![true, false]),
        (beside.as_str(), vec![true]),
    ] {
        let mut shown = hearts(&member.get(path).await.expect_status(200));
        let stranger = hearts(&app.visitor().get(path).await.expect_status(200));
        assert_eq!(stranger, vec![false; shown.len()], "{path}: a stranger's page knows of nobody");
        let mut pressed = pressed;
        if path == "/" {
            // The newest list depends on the hour, so only the number counts.
            shown.sort_unstable();
            pressed.sort_unstable();
        }
        assert_eq!(shown, pressed, "{path}");
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn a_heart_comes_back_to_its_place_or_answers_a_script(db: PgPool) {
    let app = TestApp::start(db).await;
    let shop = Shop::open(&app, "crafts", None).await;
    let slug = shop.list(&app, &Listing::default()).await;
    let (_, mut member) = app.buyer("Omar Nabil").await;
    let target = format!("/wishlist/{slug}");
    let page = member.get("/ar/browse?q=loom").await.expect_status(200);
    let back = page.form_value("back");
    assert_eq!(back, "/ar/browse?q=loom");
    let answer = member.post(&target, &[("wish", "1"), ("back", back.as_str())]).await.expect_status(303);
    assert_eq!(answer.location(), "/ar/browse?q=loom");

    let pressed = |visitor: &Visitor, wish: &str| {
        let request = visitor.request(http::Method::POST, &target).header("sec-fetch-site", "same-origin");
        request.header("accept", "application/json").form(&[("wish", wish), ("back", "/browse")])
    };
    let answer = member.send(pressed(&member, "0")).await.expect_status(204);
    assert!(answer.body.is_empty() && answer.header("clear-site-data").contains("prefetchCache"));
    assert_eq!(app.count("select count(*) from wishlist_items").await, 0);
    let mut stranger = app.visitor();
    stranger.send(pressed(&stranger, "1")).await.expect_status(401);

    // The plain way of a stranger keeps both the intent and the place.
    let answer = stranger.post(&target, &[("wish", "1"), ("back", "/browse?q=loom")]).await.expect_status(303);
    let next = stranger.get(&answer.location()).await.expect_status(200).form_value("next").replace("&amp;", "&");
    assert_eq!(next, format!("/o/{slug}?intent=wish&back=%2Fbrowse%3Fq%3Dloom"));
    let page = member.get(&next).await.expect_status(200);
    assert_eq!(page.form_value("back"), "/browse?q=loom");
    let page = member.get(&format!("/o/{slug}?intent=wish&back=//evil.test")).await.expect_status(200);
    assert_eq!(page.form_value("back"), format!("/o/{slug}"));
}
