//! Writing the demo marketplace: all of it in one transaction, or nothing.

mod courses;
mod purchases;

use super::{
    Summary,
    content::Content,
    films::Shelf,
    history::{self, DEMO_BUYER, days_before},
    ids::id,
    people::People,
    sql,
};
use crate::{Backend, Result, catalogue};
use domain::ids::OfferingId;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(super) use courses::store_files;

/// What the parts of the writing share.
#[derive(Debug, Clone, Copy)]
struct Scene<'a> {
    content: &'a Content,
    people: &'a People,
    shelf: &'a Shelf,
    now: Timestamp,
}

/// Writes everything. When somebody else was faster, nothing is written and the summary is all zero.
pub(super) async fn all(backend: &Backend, content: &Content, shelf: &Shelf) -> Result<Summary> {
    let now = backend.clock.now();
    let people = People::gather(content, now).await?;
    let scene = Scene { content, people: &people, shelf, now };
    let mut tx = backend.db.begin().await?;
    if !sql::begin_seeding(&mut tx).await? {
        return Ok(Summary::default());
    }
    write_people(&mut tx, scene).await?;
    courses::write(&mut tx, scene).await?;
    let purchases = history::purchases(content, now);
    for purchase in &purchases {
        purchases::write(&mut tx, scene, purchase).await?;
    }
    write_wishes(&mut tx, scene, &purchases).await?;
    write_applications(&mut tx, scene).await?;
    sql::courses::count_offerings(&mut tx, now).await?;
    sql::courses::count_sellers(&mut tx).await?;
    for course in &content.courses {
        catalogue::index_offering(&mut tx, OfferingId(offering_id(&course.slug))).await?;
    }
    tx.commit().await?;
    Ok(Summary {
        people: people.all().count(),
        offerings: content.courses.len(),
        lessons: content.courses.iter().map(|course| course.lessons().count()).sum(),
        purchases: purchases.len(),
        reviews: purchases.iter().filter(|purchase| purchase.verdict.is_some()).count(),
        films_made: shelf.made,
        films_kept: shelf.kept,
    })
}

async fn write_people(conn: &mut PgConnection, scene: Scene<'_>) -> Result<()> {
    for person in scene.people.all() {
        sql::people::insert_account(conn, person).await?;
    }
    for (person, seller) in scene.people.sellers.iter().zip(&scene.content.sellers) {
        sql::people::insert_seller(conn, seller_id(&seller.handle), person, seller).await?;
    }
    Ok(())
}

async fn write_wishes(conn: &mut PgConnection, scene: Scene<'_>, purchases: &[history::Purchase<'_>]) -> Result<()> {
    let Some(buyer) = scene.people.buyers.get(DEMO_BUYER) else {
        return Ok(());
    };
    for (days, course) in (1..).zip(history::wishes(scene.content, purchases)) {
        let wished_at = days_before(scene.now, days);
        sql::people::insert_wish(conn, buyer.id, offering_id(&course.slug), wished_at).await?;
    }
    Ok(())
}

/// Buyers who want to teach as well, and wait for an answer.
async fn write_applications(conn: &mut PgConnection, scene: Scene<'_>) -> Result<()> {
    for (days, applicant) in (1..).zip(&scene.content.applicants) {
        let place = scene.content.buyers.iter().position(|buyer| buyer.name.en == applicant.name.en);
        if let Some(person) = place.and_then(|place| scene.people.buyers.get(place)) {
            let sent_at = days_before(scene.now, days);
            sql::people::insert_application(conn, id("application", &applicant.handle), person, applicant, sent_at).await?;
        }
    }
    Ok(())
}

fn offering_id(slug: &str) -> Uuid {
    id("offering", slug)
}

fn seller_id(handle: &str) -> Uuid {
    id("seller", handle)
}

fn lesson_id(course: &str, lesson: usize) -> Uuid {
    id("lesson", &format!("{course}:{lesson}"))
}
