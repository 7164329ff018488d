//! Saving how a live class is held, where, and whether it can be tried.

use super::{
    editing::{StepSave, begin},
    prices,
};
use crate::{Backend, Failure, Result, accounts::Viewer, catalogue::sql::building::class as sql};
use domain::{
    FieldErrors, Thing,
    catalogue::offerings::{ClassFormat, ClassInput, PlaceInput, TrialInput, check_class, check_place, check_trial},
};

/// Saves how a class is held. A format that does not fit the dates, the rule or the trial that stand there is refused: nothing of
/// them is dropped in silence.
pub async fn save_class(backend: &Backend, viewer: &Viewer, save: StepSave, input: &ClassInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let terms = check_class(input, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let row = sql::find(editing.conn(), save.id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    editing.keep_reviewed(&[("format", row.format != terms.format.as_str())])?;
    let materials = serde_json::to_value(&terms.materials)?;
    let now = editing.now;
    let saved = sql::save_terms(editing.conn(), save.id.0, &terms, materials, now).await;
    if let Err(sqlx::Error::Database(ref error)) = saved {
        match error.constraint() {
            Some("live_classes_series_rule" | "live_class_dates_class") => {
                return Err(Failure::field("format", "build-error-format-schedule"));
            }
            Some("live_classes_trial_once") => return Err(Failure::field("format", "build-error-format-trial")),
            _ => {}
        }
    }
    saved?;
    editing.finish().await
}

/// Saves where a class takes place.
pub async fn save_class_place(backend: &Backend, viewer: &Viewer, save: StepSave, input: &PlaceInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let venue = check_place(input, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let row = sql::find(editing.conn(), save.id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    editing.keep_reviewed(&[("place", row.place != venue.place.as_str())])?;
    sql::save_venue(editing.conn(), save.id.0, &venue).await?;
    editing.finish().await
}

/// Saves whether a class can be tried, and at which terms.
pub async fn save_trial(backend: &Backend, viewer: &Viewer, save: StepSave, input: &TrialInput) -> Result<()> {
    let mut editing = begin(backend, viewer, save).await?;
    let row = sql::find(editing.conn(), save.id.0).await?.ok_or(Failure::not_found(Thing::Offering))?;
    let format = ClassFormat::parse(&row.format).unwrap_or(ClassFormat::Series);
    let mut errors = FieldErrors::default();
    let trial = check_trial(input, format, &mut errors);
    errors.into_result()?;
    prices::note(&mut editing, save, "trial", &[row.trial_price_minor], &[trial.price_minor]).await?;
    sql::save_trial(editing.conn(), save.id.0, &trial).await?;
    editing.finish().await
}
