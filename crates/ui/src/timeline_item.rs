//! One step of an order.

use leptos::prelude::*;

use crate::{Icon, IconName, OptionalText};

/// Where a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// It has happened.
    Done,
    /// It is the next thing to do.
    Current,
    /// It comes later.
    #[default]
    Upcoming,
    /// It went wrong.
    Failed,
}

impl StepState {
    const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Current => "current",
            Self::Upcoming => "upcoming",
            Self::Failed => "failed",
        }
    }
}

/// One step, with what can be done about it inside.
#[component]
pub fn TimelineItem(
    /// Where it stands.
    state: StepState,
    /// The same in words, for a screen reader: "Done".
    #[prop(into)]
    state_text: String,
    /// What happened or is to be done.
    #[prop(into)]
    title: String,
    /// When, or until when, with weekday and zone.
    #[prop(optional, into)]
    when: OptionalText,
    /// Buttons, files, an explanation.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let mark = match state {
        StepState::Done => Some(IconName::Check),
        StepState::Failed => Some(IconName::X),
        StepState::Current | StepState::Upcoming => None,
    };
    let mark = mark.map(|name| view! { <Icon name=name /> });
    let current = (state == StepState::Current).then_some("step");
    let when = when.filled().map(|when| view! { <p class="timeline-when">{when}</p> });
    let more = children.map(|children| view! { <div class="timeline-more">{children()}</div> });
    view! {
        <li data-state=state.word() aria-current=current>
            <span class="timeline-dot">{mark}</span>
            <div>
                <p class="timeline-title">
                    <span class="sr-only">{state_text} ": "</span>
                    {title}
                </p>
                {when}
                {more}
            </div>
        </li>
    }
}
