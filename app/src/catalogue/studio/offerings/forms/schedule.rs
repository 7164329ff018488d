//! When a live class is held: dates, a weekly rule, or the slots of the calendar.

use super::fields::{Ask, number, row_count};
use crate::{
    Ctx,
    catalogue::studio::words,
    form::{Fields, FormState},
    i18n::T,
};
use backend::{
    Backend,
    accounts::Viewer,
    catalogue::building::{Draft, MAX_DATES, ScheduleInput, StepSave, save_schedule},
};
use domain::catalogue::offerings::ClassFormat;
use leptos::prelude::*;
use ui::{Checkbox, Field, Icon, IconName};

pub(super) fn values(draft: &Draft) -> Fields {
    let Some(class) = &draft.class else { return Fields::default() };
    let fields = (1..).zip(&class.dates).fold(Fields::default(), |fields, (row, date): (usize, _)| {
        fields.with(&format!("date_{row}"), date.date.to_string()).with(&format!("time_{row}"), words::hour(date.time))
    });
    let Some(series) = &class.series else { return fields };
    fields
        .with_all("weekday", series.weekdays.iter().map(ToString::to_string).collect())
        .with("series_time", words::hour(series.time))
        .with("series_first_date", series.first_date.to_string())
        .with("series_until", series.until.map(|date| date.to_string()).unwrap_or_default())
        .with("series_count", series.count.map(|count| count.to_string()).unwrap_or_default())
}

pub(super) fn view(ctx: &Ctx, draft: &Draft, form: &FormState) -> AnyView {
    let t = ctx.t;
    let format = draft.class.as_ref().map_or(ClassFormat::OneToOne, |class| class.terms.format);
    let zone = t.a("build-schedule-zone", &[("zone", draft.seller_zone.clone().into())]);
    match format {
        ClassFormat::OneToOne => view! { <p>{t.s("build-schedule-slots")}</p> }.into_any(),
        ClassFormat::Group | ClassFormat::OneDay => view! {
            <p class="muted">{t.s("build-schedule-dates")}" "{zone}</p>
            {dates(t, form)}
        }
        .into_any(),
        ClassFormat::Series => view! {
            <p class="muted">{t.s("build-schedule-series")}" "{zone}</p>
            {series(t, form)}
        }
        .into_any(),
    }
}

fn dates(t: T, form: &FormState) -> AnyView {
    let is_filled = |row: &usize| ["date", "time"].iter().any(|part| !form.values.get(&format!("{part}_{row}")).is_empty());
    let used = (1..=MAX_DATES).rev().find(is_filled).unwrap_or_default();
    let rows = (1..=row_count(used, MAX_DATES)).map(|row| {
        let (date, time) = (format!("date_{row}"), format!("time_{row}"));
        let number = i64::try_from(row).unwrap_or_default();
        let (date_value, date_error) = (form.value(&date), form.error(t, &date));
        let (time_value, time_error) = (form.value(&time), form.error(t, &time));
        view! {
            <div class="form-row">
                <Field name=date label=t.a("build-date-row", &[("row", number.into())]) kind="date" value=date_value error=date_error dir="ltr"/>
                <Field name=time label=t.a("build-time-row", &[("row", number.into())]) kind="time" value=time_value error=time_error dir="ltr"/>
            </div>
        }
    });
    rows.collect_view().into_any()
}

fn series(t: T, form: &FormState) -> AnyView {
    let chosen = form.values.all("weekday");
    let days = (1_i16..=7).map(|day| {
        let id = format!("weekday-{day}");
        let is_chosen = chosen.contains(&day.to_string());
        view! { <Checkbox name="weekday" label=words::weekday(t, day) value=day.to_string() id=id checked=is_chosen/> }
    });
    let days = days.collect_view();
    let error = form.error(t, "weekday").map(|text| {
        view! { <p class="field-error"><Icon name=IconName::AlertCircle/><span>{text}</span></p> }
    });
    let day = |name: &'static str, key: &str| {
        let error = form.error(t, name);
        view! { <Field name=name label=t.s(key) kind="date" value=form.value(name) error=error dir="ltr"/> }
    };
    let count = Ask::new("series_count", t.s("build-series-count"), 2).hint(t.s("build-series-count-hint"));
    view! {
        <fieldset class="field" id="weekday">
            <legend>{t.s("build-series-days")}</legend>
            <div class="cluster">{days}</div>
            {error}
        </fieldset>
        <div class="form-row">
            {day("series_first_date", "build-series-first")}
            <Field name="series_time" label=t.s("build-series-time") kind="time" value=form.value("series_time") error=form.error(t, "series_time") dir="ltr"/>
        </div>
        <p class="muted">{t.s("build-series-end")}</p>
        <div class="form-row">
            {day("series_until", "build-series-until")}
            {number(t, form, count)}
        </div>
    }
    .into_any()
}

pub(in crate::catalogue::studio::offerings) async fn save(
    backend: &Backend,
    viewer: &Viewer,
    save: StepSave,
    fields: &Fields,
) -> backend::Result<()> {
    let text = |name: &str| fields.get(name).to_owned();
    let input = ScheduleInput {
        dates: (1..=MAX_DATES).map(|row| (text(&format!("date_{row}")), text(&format!("time_{row}")))).collect(),
        weekdays: fields.all("weekday").to_vec(),
        series_time: text("series_time"),
        series_first_date: text("series_first_date"),
        series_until: text("series_until"),
        series_count: text("series_count"),
    };
    save_schedule(backend, viewer, save, &input).await
}
