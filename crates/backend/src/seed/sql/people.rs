//! Accounts, sellers and wishes.

use crate::{
    Result,
    db::at,
    seed::{
        content::{Applicant, Seller},
        people::Person,
    },
};
use domain::accounts::StaffRole;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

pub(in crate::seed) async fn insert_account(conn: &mut PgConnection, person: &Person) -> Result<()> {
    sqlx::query!(
        "insert into accounts (id, email, email_verified_at, password_hash, display_name, locale, time_zone, staff_role, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $3)",
        person.id,
        person.email,
        at(person.joined_at),
        person.password_hash,
        person.name,
        person.locale.code(),
        person.time_zone,
        person.staff_role.map(StaffRole::as_str)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_seller(conn: &mut PgConnection, id: Uuid, person: &Person, seller: &Seller) -> Result<()> {
    sqlx::query!(
        "insert into sellers (id, account_id, handle, name_en, name_ar, headline_en, headline_ar, bio_en, bio_ar, country,
            time_zone, languages, hue, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        person.id,
        seller.handle,
        seller.name.en,
        seller.name.ar,
        seller.headline.en,
        seller.headline.ar,
        seller.bio.en,
        seller.bio.ar,
        seller.country,
        seller.time_zone,
        serde_json::Value::from(seller.languages.clone()),
        seller.hue,
        at(person.joined_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(in crate::seed) async fn insert_wish(
    conn: &mut PgConnection,
    account_id: Uuid,
    offering_id: Uuid,
    wished_at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into wishlist_items (account_id, offering_id, created_at) values ($1, $2, $3)",
        account_id,
        offering_id,
        at(wished_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// An application as it waits at the desk, with what is noted of it.
pub(in crate::seed) async fn insert_application(
    conn: &mut PgConnection,
    id: Uuid,
    person: &Person,
    applicant: &Applicant,
    sent_at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "insert into seller_applications (id, account_id, status, version, name_en, name_ar, handle, headline_en, headline_ar, bio_en,
            bio_ar, languages, subject_ids, country, time_zone, links, created_at, updated_at, submitted_at)
         values ($1, $2, 'submitted', 1, $3, $4, $5, $6, $7, $8, $9, $10,
            array(select id from categories where slug = any($11)), $12, $13, $14, $15, $15, $15)",
        id,
        person.id,
        applicant.name.en,
        applicant.name.ar,
        applicant.handle,
        applicant.headline.en,
        applicant.headline.ar,
        applicant.bio.en,
        applicant.bio.ar,
        serde_json::Value::from(applicant.languages.clone()),
        applicant.subjects.as_slice(),
        applicant.country,
        person.time_zone,
        applicant.links.as_slice(),
        at(sent_at)
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "insert into seller_application_history (application_id, kind, actor_id, created_at)
         select $1, kind, $2, $3 from unnest(array['begun', 'submitted']) with ordinality as told(kind, place) order by place",
        id,
        person.id,
        at(sent_at)
    )
    .execute(conn)
    .await?;
    Ok(())
}
