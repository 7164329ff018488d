//! Saving what a service is made of.

use super::{
    editing::{StepSave, begin},
    prices,
};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    catalogue::sql::building::{service as sql, steps},
};
use domain::{
    FieldErrors, Thing,
    catalogue::offerings::{
        ExtraInput, PackageInput, PlaceInput, QuestionInput, check_extras, check_packages, check_questions, check_service_place,
    },
};

/// Saves the packages; the cheapest one is what the service costs in lists.
pub async fn save_packages(backend: &Backend, viewer: &Viewer, save: StepSave, rows: &[PackageInput]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let packages = check_packages(rows, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let old = sql::list_packages(editing.conn(), save.id.0).await?;
    let old: Vec<Option<i64>> = old.iter().map(|package| Some(package.price_minor)).collect();
    let new: Vec<Option<i64>> = packages.iter().map(|package| Some(package.price_minor)).collect();
    prices::note(&mut editing, save, "package", &old, &new).await?;
    sql::replace_packages(editing.conn(), save.id.0, &packages).await?;
    let cheapest = packages.iter().map(|package| package.price_minor).min().unwrap_or_default();
    steps::save_price(editing.conn(), save.id.0, cheapest).await?;
    editing.finish().await
}

/// Saves what can be added.
pub async fn save_extras(backend: &Backend, viewer: &Viewer, save: StepSave, rows: &[ExtraInput]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let extras = check_extras(rows, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let old = sql::list_extras(editing.conn(), save.id.0).await?;
    let old: Vec<Option<i64>> = old.iter().map(|extra| Some(extra.price_minor)).collect();
    let new: Vec<Option<i64>> = extras.iter().map(|extra| Some(extra.price_minor)).collect();
    prices::note(&mut editing, save, "extra", &old, &new).await?;
    sql::replace_extras(editing.conn(), save.id.0, &extras).await?;
    editing.finish().await
}

/// Saves what the buyer is asked.
pub async fn save_questions(backend: &Backend, viewer: &Viewer, save: StepSave, rows: &[QuestionInput]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let questions = check_questions(rows, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    sql::replace_questions(editing.conn(), save.id.0, &questions).await?;
    editing.finish().await
}

/// Saves where a service is done.
pub async fn save_service_place(backend: &Backend, viewer: &Viewer, save: StepSave, input: &PlaceInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let venue = check_service_place(&input.place, &input.city, &input.travel_radius_km, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let row = sql::find(editing.conn(), save.id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    editing.keep_reviewed(&[("place", row.place != venue.place.as_str())])?;
    sql::save_venue(editing.conn(), save.id.0, &venue).await?;
    editing.finish().await
}
