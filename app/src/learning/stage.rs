//! The picture: a plain `<video>` with the browser's own controls. Where the browser plays HLS itself it needs no script.

use super::words;
use crate::Ctx;
use backend::learning::{LessonItem, LessonMedia, LessonView, Transcript};
use domain::Locale;
use leptos::prelude::*;
use ui::{Icon, IconName};

/// The video, its captions, and what stands over it at the end.
pub(super) fn video(ctx: &Ctx, media: &LessonMedia, transcripts: &[Transcript], over: Option<AnyView>) -> AnyView {
    let t = ctx.t;
    let address = |file: &str| format!("/media/{}/{}/{file}", media.grant.grant, media.id);
    let tracks = transcripts
        .iter()
        .map(|transcript| {
            let code = transcript.locale.code();
            let src = address(&format!("captions/{code}.vtt"));
            view! { <track kind="captions" srclang=code label=language_name(transcript.locale) src=src/> }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="player-stage relative">
            <video
                class="player-video"
                controls=true
                playsinline=true
                preload="metadata"
                poster=address("poster.jpg")
                aria-label=t.s("learn-video")
            >
                <source r#type="application/vnd.apple.mpegurl" src=address("master.m3u8")/>
                {tracks}
            </video>
            {over}
        </div>
        <noscript><p class="player-below small muted">{t.s("learn-video-script")}</p></noscript>
    }
    .into_any()
}

/// A language in its own words, as players list it.
pub(super) const fn language_name(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::Ar => "العربية",
    }
}

/// What comes after this video; shown at its end.
pub(super) fn next_panel(ctx: &Ctx, view: &LessonView, next: &LessonItem) -> AnyView {
    let t = ctx.t;
    let href = next_href(ctx, view, next);
    let title = t.pick(&next.title_en, &next.title_ar).to_owned();
    view! {
        <div
            class="absolute inset-0 flex flex-col items-center justify-center gap-4 bg-black/85 p-4 text-center text-white"
            role="group"
            aria-label=t.s("learn-next-lesson")
            data-next=""
            hidden=true
        >
            <p class="lead"><bdi>{title}</bdi></p>
            <p data-countdown="">{t.s("learn-next-in")}" "<span class="num" data-seconds="">"5"</span></p>
            <p class="cluster">
                <a class="btn btn-primary" href=href data-next-link="" rel="nofollow">
                    <Icon name=IconName::SkipForward/>
                    <span>{t.s("learn-next-now")}</span>
                </a>
                <button class="btn btn-quiet" r#type="button" data-next-stop="">{t.s("learn-next-stay")}</button>
            </p>
        </div>
    }
    .into_any()
}

/// The next lesson, which begins to play by itself.
pub(super) fn next_href(ctx: &Ctx, view: &LessonView, next: &LessonItem) -> String {
    let path = words::lesson_path(view.course.enrolment_id, next.id);
    ctx.link(&format!("{path}?play=1"))
}
