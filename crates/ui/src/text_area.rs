//! Inputs of many lines.

use leptos::prelude::*;

use crate::field_frame::frame_ids;
use crate::{FieldFrame, OptionalText};

/// A labelled text area. It grows with what is written.
#[component]
pub fn TextArea(
    /// Name that the form sends.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
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
    /// An example, never the label.
    #[prop(optional, into)]
    placeholder: OptionalText,
    /// Lines shown at first.
    #[prop(default = 5)]
    rows: u32,
    /// Most characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Writing direction, where it is not the page's.
    #[prop(optional_no_strip, into)]
    dir: Option<&'static str>,
    /// Set where an answer is needed.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let id = id.filled().unwrap_or_else(|| name.clone());
    let ids = frame_ids(&id, &hint, &error);
    let value = value.filled().unwrap_or_default();
    let content = textarea_content(&value);
    view! {
        <FieldFrame id=id.clone() label=label note=note hint=hint error=error>
            <textarea
                class="textarea"
                id=id
                name=name
                rows=rows
                maxlength=maxlength
                placeholder=placeholder.filled()
                dir=dir
                required=required
                aria-describedby=ids.described_by
                aria-invalid=ids.invalid
                prop:value=value
            >
                {content}
            </textarea>
        </FieldFrame>
    }
}

/// Text as the content of a `<textarea>`. Leptos 0.8 writes that content into the HTML as it is, so a `<` must be escaped here or a
/// visitor's `</textarea><script>` would run; and the parser drops a first line break, so one is added for it to drop.
pub fn textarea_content(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("\n{escaped}")
}

#[cfg(test)]
mod tests {
    use super::textarea_content;

    #[test]
    fn content_cannot_leave_its_textarea() {
        let content = textarea_content("</textarea><script>alert(1)</script> & more");
        assert!(!content.contains('<'));
        assert!(content.ends_with("&amp; more"));
    }

    #[test]
    fn a_first_line_break_survives_the_parser() {
        assert_eq!(textarea_content("\nsecond line"), "\n\nsecond line");
    }
}
