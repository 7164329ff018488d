//! `/o/{offering}/preview/{lesson}`: a free lesson, for everybody. Nothing is recorded; the way to the course is beside it.

use super::{lesson_page::file_link, side, stage, tools, words};
use crate::{Ctx, Page, PageResult, catalogue::markdown, i18n::T};
use axum::{
    extract::Path,
    response::{IntoResponse, Redirect},
};
use backend::learning::{self, LessonMedia, PreviewView};
use domain::{AppError, Locale, Thing, learning::LessonKind};
use frontend::learning::{Player, PlayerSetup};
use leptos::prelude::*;
use ui::{Icon, IconName};

pub(super) async fn show(ctx: Ctx, Path((offering, lesson)): Path<(String, String)>) -> PageResult {
    let lesson = words::lesson(&lesson)?;
    let preview = learning::find_preview(&ctx.backend, &offering, lesson).await?;
    let title = ctx.t.pick(&preview.title_en, &preview.title_ar).to_owned();
    let page = Page { is_focused: true, ..Page::titled(title) };
    let inner = ctx.clone();
    Ok(page.render(&ctx, move || body(&inner, &preview)))
}

/// Leads to the file of a free file lesson.
pub(super) async fn download(ctx: Ctx, Path((offering, lesson)): Path<(String, String)>) -> PageResult {
    let lesson = words::lesson(&lesson)?;
    let preview = learning::find_preview(&ctx.backend, &offering, lesson).await?;
    let media = preview.media.filter(|media| media.is_ready && preview.kind == LessonKind::File);
    let media = media.ok_or(AppError::NotFound(Thing::Media))?;
    Ok(Redirect::to(&format!("/media/{}/{}/file", media.grant.grant, media.id)).into_response())
}

fn body(ctx: &Ctx, preview: &PreviewView) -> AnyView {
    let t = ctx.t;
    let media = preview.media.as_ref().filter(|media| media.is_ready);
    let video = media.filter(|_| preview.kind == LessonKind::Video);
    let start_ms = words::start_ms(ctx, 0, video.map_or(0, |media| media.duration_ms));
    let stage = video.map(|media| stage::video(ctx, media, &preview.transcripts, None));
    let bar = bar(ctx, preview);
    let settings = video.map(|_| settings(t, preview));
    let text = text(t, preview);
    let file = media
        .filter(|_| preview.kind == LessonKind::File)
        .map(|media| file_link(t, ctx.link(&format!("/o/{}/preview/{}/file", preview.slug, preview.id)), media));
    let free = free_lessons(ctx, preview);
    let transcript = side::transcript(ctx, &preview.transcripts);
    let setup = setup(ctx, preview, video, start_ms);
    let texts = words::player_texts(t);
    view! {
        <div class="player" id="player" data-locale=t.locale.code() data-when=words::wakes(ctx)>
            <div class="min-w-0">
                {stage}
                {bar}
                <div class="player-below stack">
                    {tools::trouble_notice(t, "learn-trouble-preview")}
                    {settings}
                    {text}
                    {file}
                </div>
                <Player setup=setup texts=texts/>
            </div>
            <div class="player-side">
                {free}
                {transcript}
            </div>
        </div>
    }
    .into_any()
}

fn bar(ctx: &Ctx, preview: &PreviewView) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&preview.title_en, &preview.title_ar).to_owned();
    let course = t.pick(&preview.course_title_en, &preview.course_title_ar).to_owned();
    let href = ctx.link(&format!("/o/{}", preview.slug));
    let price = t.money(preview.price);
    view! {
        <div class="player-bar">
            <div class="min-w-0">
                <p class="small muted">{t.s("learn-preview")}" · "<a class="link" href=href.clone()><bdi>{course}</bdi></a></p>
                <h1 class="h3"><bdi>{title}</bdi></h1>
            </div>
            <a class="btn btn-primary" href=href><span>{t.s("learn-preview-course")}" · "<bdi class="num">{price}</bdi></span></a>
        </div>
    }
    .into_any()
}

fn settings(t: T, preview: &PreviewView) -> AnyView {
    let locales: Vec<Locale> = preview.transcripts.iter().map(|transcript| transcript.locale).collect();
    let fields = tools::setting_fields(t, words::default_settings(), &locales);
    let live = tools::live_tools(t);
    // All of it comes with the script; its room is there before.
    view! {
        <div class="cluster min-h-26 content-start sm:min-h-11">
            <div class="cluster" hidden=true data-live="">{fields}</div>
            {live}
        </div>
    }
    .into_any()
}

fn text(t: T, preview: &PreviewView) -> AnyView {
    let body = t.pick(&preview.body_en, &preview.body_ar);
    if body.is_empty() {
        return ().into_any();
    }
    view! {
        <h2 class="sr-only">{t.s("learn-text")}</h2>
        <div class="prose" dir="auto" inner_html=markdown::to_html(body)></div>
    }
    .into_any()
}

/// The other free lessons of the course.
fn free_lessons(ctx: &Ctx, preview: &PreviewView) -> AnyView {
    let t = ctx.t;
    let items = preview
        .free_lessons
        .iter()
        .map(|(id, title_en, title_ar)| {
            let title = t.pick(title_en, title_ar).to_owned();
            let href = ctx.link(&format!("/o/{}/preview/{id}", preview.slug));
            let current = (*id == preview.id).then_some("page");
            view! { <li><a class="lesson" href=href aria-current=current><Icon name=IconName::Play/><bdi>{title}</bdi></a></li> }
        })
        .collect::<Vec<_>>();
    view! {
        <details open=true>
            <summary>
                <Icon name=IconName::List/>
                <span>{t.s("learn-preview-lessons")}</span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div><ol>{items}</ol></div>
        </details>
    }
    .into_any()
}

fn setup(ctx: &Ctx, preview: &PreviewView, video: Option<&LessonMedia>, start_ms: i64) -> PlayerSetup {
    PlayerSetup {
        enrolment: None,
        offering: preview.slug.clone(),
        lesson: preview.id,
        kind: preview.kind,
        media: video.map(|media| media.id),
        grant: video.map(|media| media.grant.clone()),
        duration_ms: video.map_or(0, |media| media.duration_ms),
        start_ms,
        dwell_ms: 0,
        is_done: false,
        settings: words::default_settings(),
        hls_js: ctx.assets.hls_js.clone(),
    }
}
