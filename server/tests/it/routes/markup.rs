//! What people write is shown as they wrote it and never becomes a part of the page.

use super::support::{Role, World};
use crate::learning::support::add_text;
use sqlx::PgPool;

const EVIL: &str = "c4nary <script>alert('hurt')</script><img src=x onerror=alert(1)>\"><svg onload=alert(2)> </script><script>alert(3)</script> [c4nary](javascript:alert(4))";

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nothing_that_was_stored_runs_in_a_browser(db: PgPool) {
    let world = World::open(db).await;
    let text = add_text(&world.app, &world.course, EVIL).await;
    for sql in [
        "update offerings set title_en = $1, title_ar = $1, promise_en = $1, promise_ar = $1, description_en = $1, description_ar = $1",
        "update sellers set name_en = $1, name_ar = $1, headline_en = $1, headline_ar = $1, bio_en = $1, bio_ar = $1",
        "update seller_applications set name_en = $1, headline_en = $1, bio_en = $1, video_url = $1, links = array[$1]",
        "update lessons set title_en = $1, title_ar = $1",
        "update course_sections set title_en = $1, title_ar = $1",
        "update lesson_notes set body = $1",
        "update accounts set display_name = left($1, 80)",
        "insert into reviews (id, offering_id, account_id, order_id, rating, body, locale, created_at)
         select gen_random_uuid(), e.offering_id, e.account_id, e.order_id, 4, $1, 'en', e.created_at from enrolments e",
    ] {
        sqlx::query(sql).bind(EVIL).execute(&world.app.backend.db).await.expect(sql);
    }
    let (slug, lesson) = (&world.course.slug, world.course.lesson_ids[1]);
    for path in [
        format!("/o/{slug}"),
        format!("/o/{slug}/reviews"),
        format!("/o/{slug}/preview/{}", world.course.lesson_ids[0]),
        format!("/learn/{}/{lesson}", world.enrolment),
        format!("/learn/{}/{text}", world.enrolment),
        "/learn".to_owned(),
        "/settings".to_owned(),
        "/sell/application/profile".to_owned(),
        "/sell/application/review".to_owned(),
    ] {
        for prefix in ["", "/ar"] {
            let path = format!("{prefix}{path}");
            let page = world.owner.clone().get(&path).await.expect_status(200);
            assert!(page.body.contains("c4nary"), "{path} shows what was written");
            for alive in ["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:", "src=\"x\" onerror"] {
                assert!(!page.body.contains(alive), "{path} holds {alive}");
            }
        }
    }
}

#[sqlx::test(migrator = "backend::db::MIGRATIONS")]
async fn nothing_that_a_seller_writes_runs_while_it_is_built(db: PgPool) {
    let world = World::open(db).await;
    for sql in [
        "update offerings set title_en = $1, title_ar = $1, promise_en = $1, description_en = $1, review_note = $1, tags = array[$1],
            outcomes = jsonb_build_array(jsonb_build_object('en', $1::text, 'ar', $1::text))",
        "insert into offering_faqs (id, offering_id, position, question_en, answer_en, question_ar, answer_ar)
         select gen_random_uuid(), id, 1, $1, $1, $1, $1 from offerings",
        "update sellers set name_en = $1, name_ar = $1, headline_en = $1, bio_en = $1",
    ] {
        sqlx::query(sql).bind(EVIL).execute(&world.app.backend.db).await.expect(sql);
    }
    let (_, seller) = world.others.iter().find(|(role, _)| *role == Role::Seller).expect("a seller");
    let base = format!("/studio/offerings/{}", world.draft);
    let steps = ["basics", "page", "image", "faq", "review", "preview"].map(|step| format!("{base}/{step}"));
    for path in steps.into_iter().chain(["/studio", "/studio/offerings", "/studio/profile"].map(str::to_owned)) {
        for prefix in ["", "/ar"] {
            let path = format!("{prefix}{path}");
            let page = seller.clone().get(&path).await.expect_status(200);
            assert!(page.body.contains("c4nary"), "{path} shows what was written");
            for alive in ["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:", "src=\"x\" onerror"] {
                assert!(!page.body.contains(alive), "{path} holds {alive}");
            }
        }
    }
}
