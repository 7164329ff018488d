//! The outline of a course: sections that open, lessons with their lengths, the free ones as links.

use super::super::words;
use crate::Ctx;
use backend::catalogue::{OfferingDetail, OutlineLesson, OutlineSection};
use domain::learning::{LessonKind, UnlockMode};
use leptos::prelude::*;
use ui::{Badge, Icon, IconName, Tone};

pub(in crate::catalogue) fn section(ctx: &Ctx, offering: &OfferingDetail) -> AnyView {
    let t = ctx.t;
    let sections =
        offering.sections.iter().enumerate().map(|(place, section)| one(ctx, offering, section, place == 0)).collect_view();
    let count = t.n("catalogue-sections", i64::try_from(offering.sections.len()).unwrap_or(0));
    let extent = words::extent(t, offering.video_seconds, offering.lesson_count);
    let order = (offering.unlock_mode == UnlockMode::Sequential)
        .then(|| view! { <p class="small muted">{t.s("catalogue-sequential")}</p> });
    view! {
        <section class="stack" id="outline">
            <div class="section-head mb-0">
                <h2>{t.s("catalogue-outline")}</h2>
                <p class="small muted num">{format!("{count} · {extent}")}</p>
            </div>
            {order}
            <div class="faq">{sections}</div>
        </section>
    }
    .into_any()
}

fn one(ctx: &Ctx, offering: &OfferingDetail, section: &OutlineSection, is_open: bool) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&section.title.en, &section.title.ar).to_owned();
    let seconds = i32::try_from(section.seconds()).unwrap_or(i32::MAX);
    let extent = words::extent(t, seconds, i32::try_from(section.lessons.len()).unwrap_or(0));
    let lessons = section.lessons.iter().map(|item| lesson(ctx, offering, item)).collect_view();
    view! {
        <details open=is_open>
            <summary>
                <bdi>{title}</bdi>
                <small class="num">{extent}</small>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div>{lessons}</div>
        </details>
    }
    .into_any()
}

fn lesson(ctx: &Ctx, offering: &OfferingDetail, lesson: &OutlineLesson) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&lesson.title.en, &lesson.title.ar).to_owned();
    let length = lesson.seconds().map(|seconds| view! { <span class="num">{t.clock(seconds)}</span> });
    let href = match &offering.standing.enrolment {
        Some(enrolment) => Some(format!("/learn/{enrolment}/{}", lesson.id)),
        None if lesson.is_free && offering.is_public => Some(format!("/o/{}/preview/{}", offering.slug, lesson.id)),
        None => None,
    };
    let icon = match (href.is_some(), lesson.kind()) {
        (false, _) => IconName::Lock,
        (true, LessonKind::Video) => IconName::Play,
        (true, LessonKind::Text) => IconName::FileText,
        (true, LessonKind::File) => IconName::Paperclip,
    };
    let is_offered_free = lesson.is_free && offering.standing.enrolment.is_none();
    let free = is_offered_free.then(|| view! { <Badge text=t.s("catalogue-free-lesson") tone=Tone::Info/> });
    match href {
        Some(href) => {
            view! { <a class="lesson" href=ctx.link(&href)><Icon name=icon/><bdi>{title}</bdi>{free}{length}</a> }.into_any()
        }
        None => {
            let locked = t.s("catalogue-locked");
            view! { <p class="lesson"><Icon name=icon label=locked/><bdi>{title}</bdi>{length}</p> }.into_any()
        }
    }
}
