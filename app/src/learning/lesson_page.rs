//! `/learn/{enrolment}/{lesson}`: the player page. Everything on it reads and works without a script, except the picture in
//! browsers that cannot play HLS themselves.

use super::{side, stage, tools, words};
use crate::{Ctx, Page, PageResult, catalogue::markdown, form::FormState, i18n::T};
use axum::{extract::Path, http::StatusCode, response::Response};
use backend::learning::{self, LessonContent, LessonMedia, LessonView};
use domain::learning::LessonKind;
use frontend::learning::{Player, PlayerSetup};
use leptos::prelude::*;
use ui::{Button, Icon, IconName, Look, Notice, Tone};

pub(super) async fn show(ctx: Ctx, Path((enrolment, lesson)): Path<(String, String)>) -> PageResult {
    let viewer = ctx.require_viewer()?;
    let (enrolment, lesson) = (words::enrolment(&enrolment)?, words::lesson(&lesson)?);
    let view = learning::find_lesson(&ctx.backend, viewer, enrolment, lesson).await?;
    if view.content.is_some() && !is_prefetch(&ctx) {
        learning::open_lesson(&ctx.backend, viewer, enrolment, lesson).await?;
    }
    Ok(render(&ctx, view, FormState::default()))
}

/// A page that is only fetched ahead was not opened.
fn is_prefetch(ctx: &Ctx) -> bool {
    let header = |name: &str| ctx.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    header("sec-purpose").contains("prefetch") || header("purpose").contains("prefetch")
}

/// The page, also after a refused note.
pub(super) fn render(ctx: &Ctx, view: LessonView, form: FormState) -> Response {
    let status = if form.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = ctx.t.pick(&view.title_en, &view.title_ar).to_owned();
    let place = words::lesson_path(view.course.enrolment_id, view.id);
    let page = Page { is_focused: true, ..Page::titled(title) }.with_status(status).at(place);
    let inner = ctx.clone();
    page.render(ctx, move || match &view.content {
        Some(content) => body(&inner, &view, content, &form),
        None => locked(&inner, &view),
    })
}

fn body(ctx: &Ctx, view: &LessonView, content: &LessonContent, form: &FormState) -> AnyView {
    let t = ctx.t;
    let duration_ms = content.media.as_ref().map_or(0, |media| media.duration_ms);
    let start_ms = words::start_ms(ctx, content.resume_at_ms, duration_ms);
    let video = playable(view.kind, content.media.as_ref());
    let stage = video.map(|media| {
        let next = view.course.neighbours(view.id).1;
        stage::video(ctx, media, &content.transcripts, next.map(|next| stage::next_panel(ctx, view, next)))
    });
    let bar = tools::bar(ctx, view);
    let settings = video.is_some().then(|| tools::settings(ctx, view, content));
    let notices = tools::notices(ctx, view, content);
    let text = text(t, content);
    let file = (view.kind == LessonKind::File).then(|| file(ctx, view, content));
    let lessons = side::lessons(ctx, view);
    let transcript = side::transcript(ctx, &content.transcripts);
    let notes = side::notes(ctx, view, content, form);
    let parts = side::parts(ctx, view);
    let setup = setup(ctx, view, content, video, start_ms);
    let texts = words::player_texts(t);
    view! {
        <div class="player" id="player" data-locale=t.locale.code() data-when=words::wakes(ctx)>
            <div class="min-w-0">
                {stage}
                {bar}
                <div class="player-below stack">
                    {notices}
                    {settings}
                    {text}
                    {file}
                </div>
                {parts}
                <Player setup=setup texts=texts/>
            </div>
            <div class="player-side">
                {lessons}
                {transcript}
                {notes}
            </div>
        </div>
    }
    .into_any()
}

/// The video, when there is one that can be played now.
fn playable(kind: LessonKind, media: Option<&LessonMedia>) -> Option<&LessonMedia> {
    media.filter(|media| kind == LessonKind::Video && media.is_ready)
}

fn setup(ctx: &Ctx, view: &LessonView, content: &LessonContent, video: Option<&LessonMedia>, start_ms: i64) -> PlayerSetup {
    PlayerSetup {
        enrolment: Some(view.course.enrolment_id),
        offering: view.course.slug.clone(),
        lesson: view.id,
        kind: view.kind,
        media: video.map(|media| media.id),
        grant: video.map(|media| media.grant.clone()),
        duration_ms: video.map_or(0, |media| media.duration_ms),
        start_ms,
        dwell_ms: content.dwell_ms,
        is_done: view.is_done,
        settings: view.settings,
        hls_js: ctx.assets.hls_js.clone(),
    }
}

fn text(t: T, content: &LessonContent) -> AnyView {
    let body = t.pick(&content.body_en, &content.body_ar);
    if body.is_empty() {
        return ().into_any();
    }
    // A text that is there in one language only keeps that language's direction.
    let own = if t.locale == domain::Locale::Ar { &content.body_ar } else { &content.body_en };
    let locale = if own.is_empty() { t.locale.other() } else { t.locale };
    view! {
        <h2 class="sr-only">{t.s("learn-text")}</h2>
        <div class="prose" lang=locale.code() dir=locale.dir() inner_html=markdown::to_html(body)></div>
    }
    .into_any()
}

fn file(ctx: &Ctx, view: &LessonView, content: &LessonContent) -> AnyView {
    let t = ctx.t;
    let Some(media) = content.media.as_ref().filter(|media| media.is_ready) else {
        return view! { <Notice tone=Tone::Warning>{t.s("learn-file-missing")}</Notice> }.into_any();
    };
    let action = ctx.link(&format!("{}/file", words::lesson_path(view.course.enrolment_id, view.id)));
    let (name, size) = file_facts(t, media);
    view! {
        <form method="post" action=action class="stack gap-2">
            <p class="cluster">
                <Button look=Look::Quiet icon=IconName::Download>{t.s("learn-download")}</Button>
                <span class="small muted"><bdi>{name}</bdi>" · "<span class="num">{size}</span></span>
            </p>
            <p class="small muted">{t.s("learn-download-note")}</p>
        </form>
    }
    .into_any()
}

fn file_facts(t: T, media: &LessonMedia) -> (String, String) {
    (media.file_name.clone().unwrap_or_default(), words::size(t, media.size_bytes))
}

/// The link that saves a free file, with its name and size.
pub(super) fn file_link(t: T, href: String, media: &LessonMedia) -> AnyView {
    let (name, size) = file_facts(t, media);
    view! {
        <p class="cluster">
            <a class="btn btn-quiet" href=href rel="nofollow" download="">
                <Icon name=IconName::Download/>
                <span>{t.s("learn-download")}</span>
            </a>
            <span class="small muted"><bdi>{name}</bdi>" · "<span class="num">{size}</span></span>
        </p>
    }
    .into_any()
}

/// A lesson that waits for those before it: what to finish first, and the way there.
fn locked(ctx: &Ctx, view: &LessonView) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&view.title_en, &view.title_ar).to_owned();
    let waiting = view.course.lessons().find(|item| item.is_required && !item.is_done);
    let first = waiting.map(|item| {
        let href = ctx.link(&words::lesson_path(view.course.enrolment_id, item.id));
        let name = t.pick(&item.title_en, &item.title_ar).to_owned();
        view! { <p><a class="btn btn-primary" href=href><span>{t.s("learn-locked-go")}" "<bdi>{name}</bdi></span></a></p> }
    });
    let lessons = side::lessons(ctx, view);
    view! {
        <div class="player" id="player">
            <div class="player-below stack">
                <h1><bdi>{title}</bdi></h1>
                <Notice tone=Tone::Info title=t.s("conflict-lesson-locked")><p>{t.s("conflict-lesson-locked-text")}</p></Notice>
                {first}
            </div>
            <div class="player-side">{lessons}</div>
        </div>
    }
    .into_any()
}
