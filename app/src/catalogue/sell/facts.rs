//! An application in words, as its writer checks it and as staff reads it.

use crate::{Ctx, catalogue::words, i18n::T};
use backend::catalogue::{CategoryTree, applications::Application};
use domain::catalogue::sellers::{ApplicationStatus, Spoken, SpokenLevel};
use leptos::prelude::*;
use ui::{Avatar, AvatarSize, Badge, Icon, IconName, Tone};

/// What a state is called.
pub(crate) fn status(t: T, status: ApplicationStatus) -> String {
    t.s(match status {
        ApplicationStatus::Draft => "sell-status-draft",
        ApplicationStatus::Submitted => "sell-status-submitted",
        ApplicationStatus::ChangesRequested => "sell-status-changes",
        ApplicationStatus::Rejected => "sell-status-rejected",
        ApplicationStatus::Approved => "sell-status-approved",
    })
}

/// The badge of a state.
pub(crate) fn badge(t: T, of: ApplicationStatus) -> AnyView {
    let tone = match of {
        ApplicationStatus::Draft => Tone::Neutral,
        ApplicationStatus::Submitted => Tone::Info,
        ApplicationStatus::ChangesRequested => Tone::Warning,
        ApplicationStatus::Rejected => Tone::Danger,
        ApplicationStatus::Approved => Tone::Success,
    };
    view! { <Badge text=status(t, of) tone=tone/> }.into_any()
}

/// How well a language is spoken.
pub(crate) fn level(t: T, level: SpokenLevel) -> String {
    t.s(match level {
        SpokenLevel::Native => "sell-level-native",
        SpokenLevel::Fluent => "sell-level-fluent",
        SpokenLevel::Conversational => "sell-level-conversational",
        SpokenLevel::Basic => "sell-level-basic",
    })
}

/// The name of a country.
pub(crate) fn country(t: T, code: &str) -> String {
    t.s(&format!("country-{}", code.to_lowercase()))
}

/// Where the files of an application are read.
#[derive(Debug, Clone)]
pub(crate) struct FilePaths {
    /// With the language.
    pub photo: String,
    /// What stands before a document's id, with the language.
    pub documents: String,
}

/// Everything that an application says.
pub(crate) fn all(ctx: &Ctx, application: &Application, categories: &CategoryTree, files: &FilePaths) -> AnyView {
    let t = ctx.t;
    let profile = &application.profile;
    let face = t.pick(&profile.name_en, &profile.name_ar).to_owned();
    let photo = application.photo.map(|id| format!("{}?v={id}", files.photo));
    let chosen = categories.all().filter(|category| application.subjects.contains(&category.id));
    let subjects: Vec<&str> = chosen.map(|category| t.pick(&category.name.en, &category.name.ar)).collect();
    let comma = format!("{} ", t.s("catalogue-list-comma"));
    let spoken: Vec<String> = application.languages.iter().map(|one| language(t, one)).collect();
    let place = if application.country.is_empty() { String::new() } else { country(t, &application.country) };
    view! {
        <Avatar name=face picture=photo size=AvatarSize::Huge/>
        <dl class="kv">
            {row(t.s("sell-name-en"), &profile.name_en, "ltr")}
            {row(t.s("sell-name-ar"), &profile.name_ar, "rtl")}
            {row(t.s("sell-handle"), &profile.handle, "ltr")}
            {row(t.s("sell-headline-en"), &profile.headline_en, "ltr")}
            {row(t.s("sell-headline-ar"), &profile.headline_ar, "rtl")}
            {row(t.s("sell-languages"), &spoken.join(comma.as_str()), "auto")}
            {row(t.s("sell-subjects"), &subjects.join(comma.as_str()), "auto")}
            {row(t.s("sell-country"), &place, "auto")}
            {row(t.s("sell-time-zone"), &application.time_zone, "ltr")}
        </dl>
        {text(t.s("sell-bio-en"), &profile.bio_en, "ltr")}
        {text(t.s("sell-bio-ar"), &profile.bio_ar, "rtl")}
        {links(t, application)}
        {documents(t, application, files)}
    }
    .into_any()
}

fn language(t: T, spoken: &Spoken) -> String {
    let name = words::spoken(t, &spoken.code).unwrap_or_else(|| spoken.code.clone());
    format!("{name} ({})", level(t, spoken.level))
}

/// One line; a gap is shown as one.
fn row(label: String, value: &str, dir: &'static str) -> AnyView {
    let value = if value.is_empty() { "—".to_owned() } else { value.to_owned() };
    view! { <dt>{label}</dt><dd><bdi dir=dir>{value}</bdi></dd> }.into_any()
}

fn text(label: String, value: &str, dir: &'static str) -> Option<AnyView> {
    if value.is_empty() {
        return None;
    }
    let paragraphs =
        value.split("\n\n").map(|part| view! { <p class="whitespace-pre-line">{part.to_owned()}</p> }).collect_view();
    Some(view! { <section class="stack"><h2 class="h3">{label}</h2><div class="prose measure" dir=dir>{paragraphs}</div></section> }.into_any())
}

fn links(t: T, application: &Application) -> Option<AnyView> {
    let video = Some(&application.video_url).filter(|url| !url.is_empty());
    if video.is_none() && application.links.is_empty() {
        return None;
    }
    let link = |url: &String| {
        view! { <li><a class="link break-all" href=url.clone() rel="noopener noreferrer nofollow ugc" dir="ltr">{url.clone()}</a></li> }
    };
    let video =
        video.map(|url| view! { <h3 class="small muted">{t.s("sell-video")}</h3><ul class="stack gap-1">{link(url)}</ul> });
    let others = (!application.links.is_empty()).then(|| {
        let links = application.links.iter().map(link).collect_view();
        view! { <h3 class="small muted">{t.s("sell-links")}</h3><ul class="stack gap-1">{links}</ul> }
    });
    Some(view! { <section class="stack"><h2 class="h3">{t.s("sell-elsewhere")}</h2>{video}{others}</section> }.into_any())
}

fn documents(t: T, application: &Application, files: &FilePaths) -> Option<AnyView> {
    if application.documents.is_empty() {
        return None;
    }
    let rows = application.documents.iter().map(|document| {
        let href = format!("{}/{}", files.documents, document.id);
        view! {
            <li class="row">
                <Icon name=IconName::FileText/>
                <a class="link row-main" href=href><bdi>{document.name.clone()}</bdi></a>
                <span class="muted num">{size(t, document.size_bytes)}</span>
            </li>
        }
    });
    let rows = rows.collect_view();
    Some(
        view! { <section class="stack"><h2 class="h3">{t.s("sell-documents")}</h2><ul class="rows">{rows}</ul></section> }
            .into_any(),
    )
}

/// How large a file is, in kilobytes.
pub(crate) fn size(t: T, bytes: i64) -> String {
    t.a("sell-size", &[("kilobytes", t.count((bytes / 1_024).max(1)).into())])
}
