//! Beginning an offering, copying one, and dropping a draft that nobody has ordered.

use super::{load::load, texts::leaf, types::Draft};
use crate::{
    Backend, Failure, Result,
    accounts::{Viewer, limits},
    catalogue::{
        applications::drop_files,
        list_categories,
        sql::{
            applications::hold_account,
            building::{draft, states},
        },
        studio::seller_of,
    },
};
use domain::{
    AppError, Conflict, FieldErrors, Locale, Thing,
    catalogue::{
        OfferingKind,
        offerings::{MAX_TITLE_CHARS, Pair, check_title},
    },
    ids::OfferingId,
};

/// What the form that begins an offering sends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOfferingInput {
    pub kind: String,
    pub title: String,
    /// The language of the title, and of the offering until something else is said.
    pub language: Locale,
    pub category: String,
}

/// Begins an offering under an id that the form brought along: pressing twice begins one.
pub async fn create_offering(backend: &Backend, viewer: &Viewer, id: OfferingId, input: &NewOfferingInput) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let categories = list_categories(backend).await?;
    let mut errors = FieldErrors::default();
    let Some(kind) = OfferingKind::parse(&input.kind) else {
        errors.add("kind", "build-error-kind");
        check_title(&input.title, "", &mut errors);
        leaf(&categories, &input.category, &mut errors);
        return Err(renamed(errors));
    };
    let title = match input.language {
        Locale::En => check_title(&input.title, "", &mut errors),
        Locale::Ar => check_title("", &input.title, &mut errors),
    };
    let category = leaf(&categories, &input.category, &mut errors);
    if !errors.is_empty() {
        return Err(renamed(errors));
    }
    limits::take(backend, &format!("offering:{}", viewer.account_id), limits::NEW_OFFERING).await?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    hold_account(&mut tx, viewer.account_id.0).await?;
    let new = draft::NewOffering {
        id: id.0,
        seller_id: seller_id.0,
        category_id: category.0,
        kind: kind.as_str(),
        title: &title,
        language: input.language.code(),
        now,
    };
    if draft::insert(&mut tx, &new).await? {
        states::insert_history(&mut tx, id.0, "created", viewer.account_id.0, "", now).await?;
    } else if load(&mut tx, id.0, Some(seller_id.0), now).await?.is_none() {
        return Err(Failure::not_found(Thing::Offering));
    }
    tx.commit().await?;
    Ok(())
}

/// The form that begins has one field for the title.
fn renamed(errors: FieldErrors) -> Failure {
    let mut out = FieldErrors::default();
    for (field, key) in &errors.0 {
        out.add(if field.starts_with("title") { "title" } else { field.as_str() }, key);
    }
    AppError::Invalid(out).into()
}

/// Copies an offering of the viewer into a new draft, under an id that the form brought along. Lessons, dates and the cover stay
/// with the original.
pub async fn duplicate_offering(backend: &Backend, viewer: &Viewer, id: OfferingId, copy: OfferingId) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    limits::take(backend, &format!("offering:{}", viewer.account_id), limits::NEW_OFFERING).await?;
    let now = backend.clock.now();
    let mut tx = backend.db.begin().await?;
    hold_account(&mut tx, viewer.account_id.0).await?;
    let source = load(&mut tx, id.0, Some(seller_id.0), now).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if draft::copy(&mut tx, copy.0, id.0, &copied_title(&source), now).await? {
        states::insert_history(&mut tx, copy.0, "created", viewer.account_id.0, "", now).await?;
    } else if load(&mut tx, copy.0, Some(seller_id.0), now).await?.is_none() {
        return Err(Failure::not_found(Thing::Offering));
    }
    tx.commit().await?;
    Ok(())
}

/// The title of a copy says that it is one.
fn copied_title(source: &Draft) -> Pair {
    let marked = |title: &str, mark: &str| {
        if title.is_empty() {
            return String::new();
        }
        let room = MAX_TITLE_CHARS.saturating_sub(mark.chars().count());
        format!("{}{mark}", title.chars().take(room).collect::<String>().trim_end())
    };
    let title = &source.basics.title;
    Pair { en: marked(&title.en, " (copy)"), ar: marked(&title.ar, " (نسخة)") }
}

/// Drops a draft of the viewer that nobody has ordered, in the version that was read.
pub async fn delete_offering(backend: &Backend, viewer: &Viewer, id: OfferingId, version: i32) -> Result<()> {
    let seller_id = seller_of(viewer)?;
    let mut tx = backend.db.begin().await?;
    hold_account(&mut tx, viewer.account_id.0).await?;
    let held = states::hold(&mut tx, id.0, Some(seller_id.0)).await?.ok_or(Failure::not_found(Thing::Offering))?;
    if !draft::delete(&mut tx, id.0, seller_id.0, version).await? {
        return Err(Failure::conflict(Conflict::Stale));
    }
    if let Some(cover) = held.cover_id {
        drop_files(&mut tx, &[cover]).await?;
    }
    tx.commit().await?;
    Ok(())
}
