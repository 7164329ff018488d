//! One-line inputs of every type.

use leptos::prelude::*;

use crate::field_frame::frame_ids;
use crate::{FieldFrame, OptionalText};

/// A labelled input. Its id is `id`, or else `name`. A password is never written back into the page.
#[component]
pub fn Field(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The input's type: `text`, `email`, `password`, `search`, `tel`, `url`, `number`, `date`, `time`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What it holds at first.
    #[prop(optional, into)]
    value: OptionalText,
    /// A short addition to the label, such as "optional".
    #[prop(optional, into)]
    note: OptionalText,
    /// Help that is there before anything goes wrong.
    #[prop(optional, into)]
    hint: OptionalText,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: OptionalText,
    /// Id, where `name` is not unique on the page.
    #[prop(optional, into)]
    id: OptionalText,
    /// The browser's name for what is asked, such as `email` or `one-time-code`.
    #[prop(optional_no_strip, into)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows: `numeric`, `decimal`, `email`, `tel`.
    #[prop(optional_no_strip, into)]
    inputmode: Option<&'static str>,
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: OptionalText,
    /// Smallest number or earliest date.
    #[prop(optional, into)]
    min: OptionalText,
    /// Largest number or latest date.
    #[prop(optional, into)]
    max: OptionalText,
    /// Distance between allowed numbers.
    #[prop(optional, into)]
    step: OptionalText,
    /// Most characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Writing direction, where it is not the page's: `ltr` for codes, `auto` for names.
    #[prop(optional_no_strip, into)]
    dir: Option<&'static str>,
    /// Set where an answer is needed.
    #[prop(optional)]
    required: bool,
    /// Set where it can be read but not changed.
    #[prop(optional)]
    readonly: bool,
    /// Set where it is not in use.
    #[prop(optional)]
    disabled: bool,
) -> impl IntoView {
    let id = id.filled().unwrap_or_else(|| name.clone());
    let ids = frame_ids(&id, &hint, &error);
    let shown = value.filled().filter(|_| kind != "password");
    view! {
        <FieldFrame id=id.clone() label=label note=note hint=hint error=error>
            <input
                class="input"
                id=id
                name=name
                type=kind
                value=shown
                autocomplete=autocomplete
                inputmode=inputmode
                placeholder=placeholder.filled()
                min=min.filled()
                max=max.filled()
                step=step.filled()
                maxlength=maxlength
                dir=dir
                required=required
                readonly=readonly
                disabled=disabled
                aria-describedby=ids.described_by
                aria-invalid=ids.invalid
            />
        </FieldFrame>
    }
}
