//! The forms of the steps: what each shows, and how it is read.

pub(super) mod basics;
pub(super) mod class;
pub(super) mod extras;
pub(super) mod faq;
mod fields;
pub(super) mod image;
pub(super) mod packages;
pub(super) mod page;
pub(super) mod place;
pub(super) mod price;
pub(super) mod questions;
pub(super) mod schedule;
pub(super) mod trial;

use super::parts::Work;
use crate::{
    Ctx,
    form::{Fields, FormState},
};
use domain::catalogue::offerings::Step;
use leptos::prelude::*;

/// What a step holds now, as its form sends it.
pub(super) fn values(work: &Work, step: Step) -> Fields {
    let draft = &work.draft;
    match step {
        Step::Basics => basics::values(work),
        Step::Page => page::values(draft),
        Step::Class => class::values(draft),
        Step::Place => place::values(draft),
        Step::Schedule => schedule::values(draft),
        Step::Trial => trial::values(draft),
        Step::Packages => packages::values(draft),
        Step::Extras => extras::values(draft),
        Step::Requirements => questions::values(draft),
        Step::Faq => faq::values(draft),
        Step::Price => price::values(draft),
        Step::Image | Step::Curriculum | Step::Review => Fields::default(),
    }
}

/// The fields of a step, with what was typed and what is wrong with it.
pub(super) fn fields(ctx: &Ctx, work: &Work, step: Step, form: &FormState) -> AnyView {
    let (t, draft) = (ctx.t, &work.draft);
    match step {
        Step::Basics => basics::view(ctx, work, form),
        Step::Page => page::view(t, draft, form),
        Step::Class => class::view(t, draft, form),
        Step::Place => place::view(t, draft, form),
        Step::Schedule => schedule::view(ctx, draft, form),
        Step::Trial => trial::view(t, draft, form),
        Step::Packages => packages::view(t, form),
        Step::Extras => extras::view(t, form),
        Step::Requirements => questions::view(t, form),
        Step::Faq => faq::view(t, form),
        Step::Price => price::view(t, draft, form),
        Step::Image | Step::Curriculum | Step::Review => ().into_any(),
    }
}
