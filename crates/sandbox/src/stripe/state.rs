//! The states of a PaymentIntent or SetupIntent and what each lets a caller do. Pure.

/// What an intent's `status` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Succeeded,
    Canceled,
}

/// What a caller, the customer or the bank wants to do with an intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Change,
    Confirm,
    Authenticate,
    Settle,
    Capture,
    Cancel,
}

impl Status {
    /// The word on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::RequiresPaymentMethod => "requires_payment_method",
            Self::RequiresConfirmation => "requires_confirmation",
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::RequiresCapture => "requires_capture",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
        }
    }

    /// Reads the word on the wire.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    /// Every status, in the order of a payment's life.
    pub(crate) const ALL: [Self; 7] = [
        Self::RequiresPaymentMethod,
        Self::RequiresConfirmation,
        Self::RequiresAction,
        Self::Processing,
        Self::RequiresCapture,
        Self::Succeeded,
        Self::Canceled,
    ];

    /// Whether an intent in this status lets the step happen.
    pub(crate) fn allows(self, step: Step) -> bool {
        let open = matches!(self, Self::RequiresPaymentMethod | Self::RequiresConfirmation | Self::RequiresAction);
        match step {
            Step::Change | Step::Confirm => open,
            Step::Authenticate => self == Self::RequiresAction,
            Step::Settle => self == Self::Processing,
            Step::Capture => self == Self::RequiresCapture,
            Step::Cancel => open || self == Self::RequiresCapture,
        }
    }

    /// Where an approved attempt leads.
    pub(crate) fn after_approval(manual_capture: bool, is_async: bool) -> Self {
        match (is_async, manual_capture) {
            (true, _) => Self::Processing,
            (false, true) => Self::RequiresCapture,
            (false, false) => Self::Succeeded,
        }
    }
}

impl Step {
    /// The verb of an error message.
    pub(crate) fn verb(self) -> &'static str {
        match self {
            Self::Change => "update",
            Self::Confirm => "confirm",
            Self::Authenticate => "authenticate",
            Self::Settle => "settle",
            Self::Capture => "capture",
            Self::Cancel => "cancel",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, Step};

    #[test]
    fn every_word_reads_back() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        assert_eq!(Status::parse("paid"), None);
    }

    #[test]
    fn nothing_leaves_an_end_state() {
        for step in [Step::Change, Step::Confirm, Step::Authenticate, Step::Settle, Step::Capture, Step::Cancel] {
            assert!(!Status::Succeeded.allows(step));
            assert!(!Status::Canceled.allows(step));
        }
    }

    #[test]
    fn open_intents_can_be_changed_confirmed_and_cancelled() {
        for status in [Status::RequiresPaymentMethod, Status::RequiresConfirmation, Status::RequiresAction] {
            assert!(status.allows(Step::Change));
            assert!(status.allows(Step::Confirm));
            assert!(status.allows(Step::Cancel));
            assert!(!status.allows(Step::Capture));
            assert!(!status.allows(Step::Settle));
        }
    }

    #[test]
    fn only_an_authorised_payment_is_captured() {
        for status in Status::ALL {
            assert_eq!(status.allows(Step::Capture), status == Status::RequiresCapture);
        }
    }

    #[test]
    fn only_a_challenged_payment_is_authenticated() {
        for status in Status::ALL {
            assert_eq!(status.allows(Step::Authenticate), status == Status::RequiresAction);
        }
    }

    #[test]
    fn approval_leads_where_the_capture_method_says() {
        assert_eq!(Status::after_approval(false, false), Status::Succeeded);
        assert_eq!(Status::after_approval(true, false), Status::RequiresCapture);
        assert_eq!(Status::after_approval(false, true), Status::Processing);
    }
}
