//! Purchases of the past: order, payment, enrolment, progress, review, and the demo buyer's notes.

use super::{Scene, lesson_id, offering_id, seller_id};
use crate::{
    Result,
    seed::{
        films::media_id,
        history::{DEMO_BUYER, Purchase, Verdict},
        ids::id,
        learner::{LessonLength, Place, Stage, left_at, places},
        sql::history::{self as sql, PastLesson, PastNote, PastOrder, PastReview},
    },
};
use domain::{
    learning::LessonKind,
    orders::{COURSE_ORDER_TTL_HOURS, PRICING_VERSION},
};
use jiff::SignedDuration;
use sqlx::PgConnection;
use uuid::Uuid;

/// What the demo buyer wrote down, each with the percent of the lesson at which.
const NOTES: [(&str, i64); 3] = [
    ("Good place to pause and repeat it aloud.", 35),
    ("Watch this part again before the exercise. My first try was too fast.", 60),
    ("Tried it on my own example, and it worked.", 80),
];

pub(super) async fn write(conn: &mut PgConnection, scene: Scene<'_>, purchase: &Purchase<'_>) -> Result<()> {
    let Some(buyer) = scene.people.buyers.get(purchase.buyer) else {
        return Ok(());
    };
    let name = purchase.name();
    let key = format!("seed-{name}");
    let order = PastOrder {
        id: id("order", &name),
        buyer_id: buyer.id,
        seller_id: seller_id(&purchase.course.seller),
        offering_id: offering_id(&purchase.course.slug),
        currency: &purchase.course.currency,
        pricing_version: PRICING_VERSION,
        idempotency_key: &key,
        ordered_at: purchase.ordered_at,
        expires_at: purchase.ordered_at + SignedDuration::from_hours(COURSE_ORDER_TTL_HOURS),
        paid_at: purchase.ordered_at + SignedDuration::from_mins(2),
    };
    sql::insert_order(conn, &order).await?;
    sql::insert_order_event(conn, order.id, "placed", Some(buyer.id), order.ordered_at).await?;
    sql::insert_order_event(conn, order.id, "paid", None, order.paid_at).await?;
    sql::insert_free_payment(conn, id("payment", &name), &order).await?;
    let enrolment_id = id("enrolment", &name);
    sql::insert_enrolment(conn, enrolment_id, &order).await?;
    if let Some(Verdict { review, written_at }) = purchase.verdict {
        let past =
            PastReview { id: id("review", &name), rating: review.rating, body: &review.body, locale: review.locale, written_at };
        sql::insert_review(conn, &order, &past).await?;
    }
    write_progress(conn, scene, purchase, enrolment_id).await
}

async fn write_progress(conn: &mut PgConnection, scene: Scene<'_>, purchase: &Purchase<'_>, enrolment_id: Uuid) -> Result<()> {
    let slug = &purchase.course.slug;
    let lengths: Vec<LessonLength> = purchase
        .course
        .lessons()
        .map(|(index, lesson)| LessonLength {
            kind: lesson.kind,
            duration_ms: scene.shelf.find(media_id(slug, index)).map_or(0, |(_, film)| film.duration_ms),
        })
        .collect();
    let places = places(purchase.stage, &lengths);
    // Nobody learns before the payment is through.
    let begun_at = purchase.ordered_at + SignedDuration::from_mins(10);
    for (index, place) in places.iter().enumerate() {
        let left_at = left_at(begun_at, purchase.active_at, index, places.len());
        let past = PastLesson {
            enrolment_id,
            lesson_id: lesson_id(slug, index),
            place,
            opened_at: left_at - SignedDuration::from_millis(place.progress.furthest_ms + 20_000),
            left_at,
        };
        sql::insert_progress(conn, &past).await?;
    }
    if let Some(last) = places.len().checked_sub(1) {
        sql::set_last_lesson(conn, enrolment_id, lesson_id(slug, last), purchase.active_at).await?;
    }
    if purchase.buyer == DEMO_BUYER && purchase.stage == Stage::Deep && purchase.course.flagship {
        write_notes(conn, purchase, enrolment_id, &lengths, &places).await?;
    }
    Ok(())
}

/// One note in each of the first lessons that were watched to the end.
async fn write_notes(
    conn: &mut PgConnection,
    purchase: &Purchase<'_>,
    enrolment_id: Uuid,
    lengths: &[LessonLength],
    places: &[Place],
) -> Result<()> {
    let watched = lengths
        .iter()
        .zip(places)
        .enumerate()
        .filter(|(_, (length, place))| length.kind == LessonKind::Video && place.completed_via.is_some());
    for ((index, (length, _)), (body, percent)) in watched.zip(NOTES) {
        let note = PastNote {
            id: id("note", &format!("{}:{index}", purchase.name())),
            enrolment_id,
            lesson_id: lesson_id(&purchase.course.slug, index),
            position_ms: length.duration_ms * percent / 100,
            body,
            written_at: left_at(purchase.ordered_at, purchase.active_at, index, places.len()),
        };
        sql::insert_note(conn, &note).await?;
    }
    Ok(())
}
