//! Under the picture: title, done, next; speed and captions; and what to say when something is not as it should be.

use super::{stage, words};
use crate::{Ctx, i18n::T};
use backend::learning::{LessonContent, LessonView};
use domain::{
    Locale,
    learning::{CaptionChoice, LessonKind, PlayerSettings, SPEEDS_PERCENT},
};
use leptos::prelude::*;
use ui::{Checkbox, Dialog, Icon, IconName, Notice, Tone};

/// Title and course at the start; done and next at the end.
pub(super) fn bar(ctx: &Ctx, view: &LessonView) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&view.title_en, &view.title_ar).to_owned();
    let course = t.pick(&view.course.title_en, &view.course.title_ar).to_owned();
    let done = done_forms(ctx, view);
    let steps = steps(ctx, view);
    view! {
        <div class="player-bar">
            <div class="min-w-0">
                <p class="small muted">
                    <a class="link" href=ctx.link("/learn")>{t.s("nav-learning")}</a>
                    " · "
                    <bdi>{course}</bdi>
                </p>
                <h1 class="h3"><bdi>{title}</bdi></h1>
            </div>
            <div class="cluster">
                {done}
                {steps}
            </div>
        </div>
    }
    .into_any()
}

/// "Mark complete" and its undo; one of them is shown.
fn done_forms(ctx: &Ctx, view: &LessonView) -> AnyView {
    let t = ctx.t;
    let path = words::lesson_path(view.course.enrolment_id, view.id);
    view! {
        <form method="post" action=ctx.link(&format!("{path}/complete")) hidden=view.is_done data-complete="">
            <button class="btn btn-quiet" r#type="submit"><Icon name=IconName::Check/><span>{t.s("learn-complete")}</span></button>
        </form>
        <form method="post" action=ctx.link(&format!("{path}/undo")) hidden=!view.is_done data-undo="">
            <button class="btn btn-ghost" r#type="submit">
                <Icon name=IconName::CheckCircle/>
                <span>{t.s("learn-undo")}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The lessons before and after.
fn steps(ctx: &Ctx, view: &LessonView) -> AnyView {
    let t = ctx.t;
    let (before, after) = view.course.neighbours(view.id);
    let before = before.map(|item| {
        let href = ctx.link(&words::lesson_path(view.course.enrolment_id, item.id));
        view! {
            <a class="btn btn-ghost btn-icon" href=href aria-label=t.s("learn-previous-lesson")><Icon name=IconName::ArrowLeft/></a>
        }
    });
    let after = match after {
        Some(item) => {
            let href = stage::next_href(ctx, view, item);
            view! {
                <a class="btn btn-primary" href=href data-next-link="" rel="nofollow">
                    <span>{t.s("learn-next-lesson")}</span>
                    <Icon name=IconName::ArrowRight/>
                </a>
            }
            .into_any()
        }
        None => view! { <a class="btn btn-primary" href=ctx.link("/learn")>{t.s("learn-finish")}</a> }.into_any(),
    };
    view! { {before} {after} }.into_any()
}

/// Speed and captions as a plain form; picture in picture and the list of keys beside it.
pub(super) fn settings(ctx: &Ctx, view: &LessonView, content: &LessonContent) -> AnyView {
    let t = ctx.t;
    let action = ctx.link(&format!("{}/settings", words::lesson_path(view.course.enrolment_id, view.id)));
    let locales: Vec<Locale> = content.transcripts.iter().map(|transcript| transcript.locale).collect();
    let fields = setting_fields(t, view.settings, &locales);
    view! {
        <div class="cluster">
            <form class="cluster" method="post" action=action>
                {fields}
                <button class="btn btn-quiet btn-sm" r#type="submit" data-plain="">{t.s("action-save")}</button>
            </form>
            {live_tools(t)}
        </div>
    }
    .into_any()
}

/// What only a script can serve.
pub(super) fn live_tools(t: T) -> AnyView {
    view! {
        <button class="btn btn-ghost btn-sm" r#type="button" hidden=true data-live="" data-pip="">
            <Icon name=IconName::Monitor/>
            <span>{t.s("learn-pip")}</span>
        </button>
        <div hidden=true data-live="">{help(t)}</div>
    }
    .into_any()
}

/// The two lists; the captions' one only where there are captions.
pub(super) fn setting_fields(t: T, settings: PlayerSettings, locales: &[Locale]) -> AnyView {
    let speeds = SPEEDS_PERCENT
        .iter()
        .map(|percent| {
            let is_chosen = *percent == settings.speed_percent;
            view! { <option value=percent.to_string() selected=is_chosen>{speed(*percent)}</option> }
        })
        .collect::<Vec<_>>();
    let captions = (!locales.is_empty()).then(|| captions_field(t, settings.captions, locales));
    view! {
        <label class="cluster small">
            <span>{t.s("learn-speed")}</span>
            <select class="select" name="speed" data-speed="">{speeds}</select>
        </label>
        {captions}
    }
    .into_any()
}

fn captions_field(t: T, chosen: Option<CaptionChoice>, locales: &[Locale]) -> AnyView {
    // Nothing chosen yet means the language of the page.
    let chosen = chosen.map_or(t.locale.code(), CaptionChoice::as_str);
    let languages = locales
        .iter()
        .map(|locale| {
            let code = locale.code();
            view! { <option value=code selected={code == chosen}>{stage::language_name(*locale)}</option> }
        })
        .collect::<Vec<_>>();
    view! {
        <label class="cluster small">
            <span>{t.s("learn-captions")}</span>
            <select class="select" name="captions" data-captions="">
                {languages}
                <option value="off" selected={chosen == "off"}>{t.s("learn-captions-none")}</option>
            </select>
        </label>
    }
    .into_any()
}

/// `0.75×`, `1×`, `1.5×`, between left-to-right marks: an option takes no markup, and Arabic would turn the sign around.
fn speed(percent: i32) -> String {
    let (whole, rest) = (percent / 100, percent % 100);
    let digits = match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    };
    format!("\u{200E}{digits}×\u{200E}")
}

/// The list of keys.
fn help(t: T) -> AnyView {
    let rows = [
        ("space, k", "learn-key-play"),
        ("← →", "learn-key-five"),
        ("j l", "learn-key-ten"),
        ("f", "learn-key-full"),
        ("c", "learn-key-captions"),
        ("m", "learn-key-mute"),
        ("n", "learn-key-next"),
        ("?", "learn-key-help"),
    ]
    .map(|(keys, text)| view! { <dt><kbd dir="ltr">{keys}</kbd></dt><dd>{t.s(text)}</dd> });
    view! {
        <Dialog id="player-help" open_text=t.s("learn-keys") open_class="btn btn-ghost btn-sm" title=t.s("learn-keys")>
            <dl class="kv">{rows.into_iter().collect::<Vec<_>>()}</dl>
            <Checkbox name="player-keys" label=t.s("learn-keys-on") checked=true switch=true/>
            <p>
                <button class="btn btn-quiet" r#type="button" popovertarget="player-help" popovertargetaction="hide">
                    {t.s("action-close")}
                </button>
            </p>
        </Dialog>
    }
    .into_any()
}

/// What is wrong, or may go wrong while the page is open.
pub(super) fn notices(ctx: &Ctx, view: &LessonView, content: &LessonContent) -> AnyView {
    let t = ctx.t;
    let media = content.media.as_ref().filter(|media| view.kind == LessonKind::Video && !media.is_ready);
    let unready = media.map(|media| {
        let key = if media.has_failed { "learn-video-failed" } else { "learn-video-processing" };
        view! { <Notice tone=Tone::Warning>{t.s(key)}</Notice> }
    });
    let ended = ended_notice(ctx);
    view! {
        {unready}
        {trouble_notice(t, "learn-trouble")}
        {ended}
    }
    .into_any()
}

/// Shown when no picture comes.
pub(super) fn trouble_notice(t: T, key: &str) -> AnyView {
    view! {
        <div class="notice notice-warning" role="status" hidden=true data-trouble="">
            <Icon name=IconName::AlertTriangle/>
            <div class="notice-body">{t.s(key)}</div>
        </div>
    }
    .into_any()
}

/// Shown when the right to the course ended while the page was open.
fn ended_notice(ctx: &Ctx) -> AnyView {
    let t = ctx.t;
    view! {
        <div class="notice notice-danger" role="alert" hidden=true data-no-access="">
            <Icon name=IconName::Lock/>
            <div class="notice-body">
                {t.s("learn-no-access")}
                " "
                <a class="link" href=ctx.link("/learn")>{t.s("nav-learning")}</a>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::speed;

    #[test]
    fn speeds_are_written_short() {
        let shown = [50, 75, 100, 125, 150, 200].map(|percent| speed(percent).replace('\u{200E}', ""));
        assert_eq!(shown, ["0.5×", "0.75×", "1×", "1.25×", "1.5×", "2×"]);
    }
}
