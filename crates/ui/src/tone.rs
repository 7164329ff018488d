//! What a message or a mark means. The colour repeats what the words and the icon say.

use crate::IconName;

/// A meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Good to know.
    Info,
    /// It worked, or it is in order.
    Success,
    /// Something is needed from the reader.
    Warning,
    /// It did not work, or it takes away.
    Danger,
}

impl Tone {
    pub(crate) const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Success => IconName::CheckCircle,
            Self::Warning => IconName::AlertTriangle,
            Self::Danger => IconName::AlertCircle,
        }
    }
}
