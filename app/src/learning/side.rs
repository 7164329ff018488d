//! Beside the picture: the lesson list that folds away, the transcript, the notes.

use super::{stage, words};
use crate::{Ctx, form::FormState, i18n::T};
use backend::learning::{LessonContent, LessonItem, LessonView, SectionItem, Transcript};
use domain::learning::{LessonKind, MAX_NOTE_CHARS, NoteView};
use leptos::prelude::*;
use ui::{Icon, IconName, TextArea};

/// Sections and lessons with their lock, done and new marks.
pub(super) fn lessons(ctx: &Ctx, view: &LessonView) -> AnyView {
    let t = ctx.t;
    let course = &view.course;
    let sections = course.sections.iter().map(|section| section_list(ctx, view, section)).collect::<Vec<_>>();
    let label = t.a("learn-progress", &[("done", course.done.into()), ("all", course.all.into())]);
    view! {
        <details open=true>
            <summary>
                <Icon name=IconName::List/>
                <span>{t.s("learn-lessons")}</span>
                <span class="num muted" data-count="">{format!("{}/{}", course.done, course.all)}</span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div>
                <progress class="progress" max="100" value=course.percent.to_string() aria-label=label></progress>
                {sections}
            </div>
        </details>
    }
    .into_any()
}

fn section_list(ctx: &Ctx, view: &LessonView, section: &SectionItem) -> AnyView {
    let title = ctx.t.pick(&section.title_en, &section.title_ar).to_owned();
    let items = section.lessons.iter().map(|item| view! { <li>{lesson_link(ctx, view, item)}</li> }).collect::<Vec<_>>();
    view! {
        <h2 class="small muted px-3 pt-4 pb-1"><bdi>{title}</bdi></h2>
        <ol>{items}</ol>
    }
    .into_any()
}

fn lesson_link(ctx: &Ctx, view: &LessonView, item: &LessonItem) -> AnyView {
    let t = ctx.t;
    let title = t.pick(&item.title_en, &item.title_ar).to_owned();
    let href = ctx.link(&words::lesson_path(view.course.enrolment_id, item.id));
    let (icon, state) = if item.is_done {
        (IconName::CheckCircle, t.s("learn-state-done"))
    } else if item.is_locked {
        (IconName::Lock, t.s("learn-state-locked"))
    } else {
        (words::icon(item.kind), String::new())
    };
    let current = (item.id == view.id).then_some("page");
    let fresh = item.is_new.then(|| view! { " "<span class="badge badge-info" data-new="">{t.s("learn-state-new")}</span> });
    let length = item.duration_ms.map(|ms| view! { <span class="num">{t.clock(ms / 1_000)}</span> });
    view! {
        <a
            class="lesson"
            href=href
            aria-current=current
            data-lesson=item.id.to_string()
            data-kind=item.kind.as_str()
            data-done=item.is_done
            data-locked=item.is_locked
        >
            <Icon name=icon/>
            <span class="min-w-0">
                <bdi>{title}</bdi>
                {fresh}
                " "
                <span class="sr-only" data-state="">{state}</span>
            </span>
            {length}
        </a>
    }
    .into_any()
}

/// The lines that are spoken, in each language that there is; every line leads to its moment.
pub(super) fn transcript(ctx: &Ctx, transcripts: &[Transcript]) -> AnyView {
    if transcripts.is_empty() {
        return ().into_any();
    }
    let t = ctx.t;
    let wished = ctx.query_value("transcript").unwrap_or_else(|| t.locale.code().to_owned());
    let has_wished = transcripts.iter().any(|transcript| transcript.locale.code() == wished);
    let shown =
        if has_wished { wished } else { transcripts.first().map_or(String::new(), |first| first.locale.code().to_owned()) };
    let links = (transcripts.len() > 1).then(|| language_links(ctx, transcripts, &shown));
    let lists = transcripts.iter().map(|transcript| lines(t, transcript, &shown)).collect::<Vec<_>>();
    view! {
        <details>
            <summary>
                <Icon name=IconName::Captions/>
                <span>{t.s("learn-transcript")}</span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div>
                {links}
                <div class="max-h-96 overflow-y-auto" data-scroll="">{lists}</div>
            </div>
        </details>
    }
    .into_any()
}

fn language_links(ctx: &Ctx, transcripts: &[Transcript], shown: &str) -> AnyView {
    let links = transcripts
        .iter()
        .map(|transcript| {
            let code = transcript.locale.code();
            let current = (code == shown).then_some("true");
            let href = format!("{}?transcript={code}", ctx.link(&ctx.path));
            view! {
                <a class="chip" href=href lang=code aria-current=current data-transcript-link=code rel="nofollow">
                    {stage::language_name(transcript.locale)}
                </a>
            }
        })
        .collect::<Vec<_>>();
    view! { <p class="cluster px-2 pb-2">{links}</p> }.into_any()
}

fn lines(t: T, transcript: &Transcript, shown: &str) -> AnyView {
    let locale = transcript.locale;
    let lines = transcript
        .cues
        .iter()
        .map(|cue| {
            let seconds = cue.start_ms / 1_000;
            view! {
                <li>
                    <a
                        class="cue"
                        href=format!("?t={seconds}")
                        rel="nofollow"
                        data-at=cue.start_ms.to_string()
                        data-end=cue.end_ms.to_string()
                    >
                        <span class="num">{t.clock(seconds)}</span>
                        <span>{cue.text.clone()}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <ol lang=locale.code() dir=locale.dir() data-transcript=locale.code() hidden={locale.code() != shown}>{lines}</ol>
    }
    .into_any()
}

/// The learner's notes at this lesson, and the form for one more.
pub(super) fn notes(ctx: &Ctx, view: &LessonView, content: &LessonContent, form: &FormState) -> AnyView {
    let t = ctx.t;
    let duration_ms = content.media.as_ref().map_or(0, |media| media.duration_ms);
    let start_ms = words::start_ms(ctx, content.resume_at_ms, duration_ms);
    let is_timed = view.kind == LessonKind::Video;
    let items = content.notes.iter().map(|note| note_item(ctx, view, Some(note))).collect::<Vec<_>>();
    let has_notes = !content.notes.is_empty();
    let is_open = has_notes || !form.errors.is_empty();
    let action = ctx.link(&format!("{}/notes", words::lesson_path(view.course.enrolment_id, view.id)));
    let moment = is_timed.then(|| {
        view! { <p class="small muted">{t.s("learn-note-at")}" "<span class="num" data-note-time="">{t.clock(start_ms / 1_000)}</span></p> }
    });
    let limit = u32::try_from(MAX_NOTE_CHARS).unwrap_or(2_000);
    view! {
        <details id="notes" open=is_open>
            <summary>
                <Icon name=IconName::Pencil/>
                <span>{t.s("learn-notes")}</span>
                <Icon name=IconName::ChevronDown/>
            </summary>
            <div>
                <p class="small muted px-2" hidden=has_notes data-no-notes="">{t.s("learn-notes-empty")}</p>
                <ul class="stack px-2" data-notes="">{items}</ul>
                <form class="form px-2 pt-3" method="post" action=action data-note-form="">
                    {moment}
                    <input r#type="hidden" name="position_ms" value=start_ms.to_string()/>
                    <TextArea
                        name="body"
                        id="note-body"
                        label=t.s("learn-note-label")
                        value=form.value("body")
                        error=form.error(t, "body")
                        rows=3
                        maxlength=limit
                        required=true
                    />
                    <p class="field-error" role="alert" hidden=true data-note-error="">{t.s("learn-note-failed")}</p>
                    <p><button class="btn btn-quiet" r#type="submit">{t.s("learn-note-add")}</button></p>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// One note; without one, the blank that the player copies for a new note.
fn note_item(ctx: &Ctx, view: &LessonView, note: Option<&NoteView>) -> AnyView {
    let t = ctx.t;
    let (id, at_ms, body) = note
        .map_or_else(|| ("NOTE".to_owned(), 0, String::new()), |note| (note.id.to_string(), note.position_ms, note.body.clone()));
    let path = words::lesson_path(view.course.enrolment_id, view.id);
    let action = ctx.link(&format!("{path}/notes/{id}/delete"));
    view! {
        <li class="stack gap-1" data-note=id>
            <a
                class="more num small"
                href=format!("?t={}", at_ms / 1_000)
                rel="nofollow"
                hidden={view.kind != LessonKind::Video}
                data-at=at_ms.to_string()
            >
                {t.clock(at_ms / 1_000)}
            </a>
            <p class="whitespace-pre-line" dir="auto" data-note-body="">{body}</p>
            <form method="post" action=action>
                <button class="btn btn-ghost btn-sm" r#type="submit">
                    <Icon name=IconName::Trash/>
                    <span>{t.s("action-delete")}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}

/// Pieces that the player copies when a mark changes or a note comes; never shown themselves.
pub(super) fn parts(ctx: &Ctx, view: &LessonView) -> AnyView {
    let kinds = LessonKind::ALL
        .iter()
        .map(|kind| view! { <span data-part=kind.as_str()><Icon name=words::icon(*kind)/></span> })
        .collect::<Vec<_>>();
    let blank = note_item(ctx, view, None);
    view! {
        <div hidden=true>
            <span data-part="done"><Icon name=IconName::CheckCircle/></span>
            {kinds}
            <ul data-part="note">{blank}</ul>
        </div>
    }
    .into_any()
}
