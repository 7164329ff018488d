//! One account wears all the hats: it sells, buys and works here, without a second registration.

use crate::{learning::support::enrol, payments::support_for_routes::pay_silently};
use sqlx::PgPool;
use test_support::{CourseBuilder, TestApp};

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn whoever_sells_one_course_buys_and_learns_another(db: PgPool) {
    let app = TestApp::start(db).await;
    let own = CourseBuilder::default().titled("Tea for two").build(&app.backend).await;
    let paid = CourseBuilder::default().titled("Bread that rises").build(&app.backend).await;
    let free = CourseBuilder::default().titled("Soup in an hour").priced(0).build(&app.backend).await;
    let mut seller = app.visitor().logged_in(&app.backend, &own.seller).await;
    pay_silently(&app, &mut seller, &paid).await;
    app.settle().await;
    enrol(&app, &own.seller, &mut seller, &free).await;
    let shelf = seller.get("/learn").await.expect_status(200).body;
    assert!(shelf.contains("Bread that rises") && shelf.contains("Soup in an hour"));

    // The same account takes on work for the site and keeps what it has.
    sqlx::query("update accounts set staff_role = 'content' where id = $1")
        .bind(own.seller.account_id.0)
        .execute(&app.backend.db)
        .await
        .unwrap();
    assert!(seller.get("/learn").await.expect_status(200).body.contains("Bread that rises"));
    assert_eq!(app.count("select count(*) from accounts").await, 3, "one for each seller");
    assert_eq!(app.count("select count(*) from enrolments where status = 'active'").await, 2);
}
