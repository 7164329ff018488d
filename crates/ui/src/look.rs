//! How buttons look.

use crate::class_list::class_list;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do on this view.
    #[default]
    Primary,
    /// Another thing that can be done.
    Quiet,
    /// A tool that stays in the background.
    Ghost,
    /// Something that takes away.
    Danger,
}

/// How large a button is. Each is at least 44 px tall to the finger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// In tables and toolbars.
    Small,
    /// Everywhere else.
    #[default]
    Medium,
    /// The one button that a page exists for.
    Large,
}

/// The classes of a button.
pub(crate) fn button_classes(look: Look, size: Size, block: bool, more: &str) -> String {
    let look = match look {
        Look::Primary => "btn btn-primary",
        Look::Quiet => "btn btn-quiet",
        Look::Ghost => "btn btn-ghost",
        Look::Danger => "btn btn-danger",
    };
    let size = match size {
        Size::Small => "btn-sm",
        Size::Medium => "",
        Size::Large => "btn-lg",
    };
    let block = if block { "btn-block" } else { "" };
    class_list(&[look, size, block, more])
}
