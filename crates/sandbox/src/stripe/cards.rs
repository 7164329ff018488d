//! Stripe's test cards: what each number, and each `pm_card_…` name, does when it is used. Pure.

/// How a card behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    Approve,
    Decline(Decline),
    /// Saves without complaint, then every charge fails.
    DeclineOnCharge,
    /// Asks for 3-D Secure on session; off session only until it was set up once.
    AuthenticateUntilSetUp,
    /// Asks for 3-D Secure always; off session it is declined.
    AuthenticateAlways,
    /// Succeeds and is disputed at once.
    Dispute,
    /// Succeeds; its refunds stay pending until settled.
    SlowRefund,
    /// Succeeds; its refunds succeed at first and fail when settled so.
    FailingRefund,
}

/// Why a card is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decline {
    Generic,
    InsufficientFunds,
    ExpiredCard,
    IncorrectCvc,
    IncorrectNumber,
    ProcessingError,
    AuthenticationRequired,
    NotATestCard,
}

/// The words of a decline on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reason {
    pub(crate) code: &'static str,
    pub(crate) decline_code: Option<&'static str>,
    pub(crate) message: &'static str,
}

/// What an attempt comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Approve,
    Challenge,
    Decline(Decline),
}

/// One row of the table of test cards.
#[derive(Debug)]
pub(crate) struct TestCard {
    pub(crate) number: &'static str,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the table against the numbers' own brands"))]
    pub(crate) brand: &'static str,
    pub(crate) funding: &'static str,
    pub(crate) country: &'static str,
    pub(crate) behaviour: Behaviour,
    /// What follows `pm_card_` or `tok_` in the ids that stand for this card.
    names: &'static [&'static str],
}

const fn visa(number: &'static str, behaviour: Behaviour, names: &'static [&'static str]) -> TestCard {
    TestCard { number, brand: "visa", funding: "credit", country: "US", behaviour, names }
}

const fn good(number: &'static str, brand: &'static str, funding: &'static str, names: &'static [&'static str]) -> TestCard {
    TestCard { number, brand, funding, country: "US", behaviour: Behaviour::Approve, names }
}

/// The table: services.md 1.7 and the few others that a checkout meets.
pub(crate) static CARDS: &[TestCard] = &[
    good("4242424242424242", "visa", "credit", &["visa", "us"]),
    good("4000056655665556", "visa", "debit", &["visa_debit"]),
    good("5555555555554444", "mastercard", "credit", &["mastercard"]),
    good("5200828282828210", "mastercard", "debit", &["mastercard_debit"]),
    good("378282246310005", "amex", "credit", &["amex"]),
    good("6011111111111117", "discover", "credit", &["discover"]),
    visa("4000000000000002", Behaviour::Decline(Decline::Generic), &["chargeDeclined", "visa_chargeDeclined"]),
    visa(
        "4000000000009995",
        Behaviour::Decline(Decline::InsufficientFunds),
        &["chargeDeclinedInsufficientFunds", "visa_chargeDeclinedInsufficientFunds"],
    ),
    visa(
        "4000000000000069",
        Behaviour::Decline(Decline::ExpiredCard),
        &["chargeDeclinedExpiredCard", "visa_chargeDeclinedExpiredCard"],
    ),
    visa(
        "4000000000000127",
        Behaviour::Decline(Decline::IncorrectCvc),
        &["chargeDeclinedIncorrectCvc", "visa_chargeDeclinedIncorrectCvc"],
    ),
    visa(
        "4000000000000119",
        Behaviour::Decline(Decline::ProcessingError),
        &["chargeDeclinedProcessingError", "visa_chargeDeclinedProcessingError"],
    ),
    visa("4000000000000341", Behaviour::DeclineOnCharge, &["chargeCustomerFail"]),
    visa("4000002500003155", Behaviour::AuthenticateUntilSetUp, &["authenticationRequiredOnSetup"]),
    visa("4000002760003184", Behaviour::AuthenticateAlways, &["authenticationRequired"]),
    visa("4000000000003220", Behaviour::AuthenticateAlways, &["threeDSecure2Required"]),
    visa("4000000000003063", Behaviour::AuthenticateAlways, &["threeDSecureRequired"]),
    visa("4000000000000259", Behaviour::Dispute, &["createDispute", "visa_createDispute"]),
    visa("4000000000007726", Behaviour::SlowRefund, &["pendingRefund"]),
    visa("4000000000005126", Behaviour::FailingRefund, &["refundFail"]),
    visa("4000000000003055", Behaviour::Approve, &["threeDSecureOptional"]),
];

/// The test card with this number.
pub(crate) fn by_number(number: &str) -> Option<&'static TestCard> {
    CARDS.iter().find(|card| card.number == number)
}

/// The test card behind `pm_card_visa`, `tok_visa` and their like.
pub(crate) fn by_name(id: &str) -> Option<&'static TestCard> {
    let name = id.strip_prefix("pm_card_").or_else(|| id.strip_prefix("tok_"))?;
    CARDS.iter().find(|card| card.names.contains(&name))
}

/// What a charge of this card comes to; a card that is not in the table is refused as Stripe's test mode does.
pub(crate) fn charge(card: Option<&TestCard>, off_session: bool, was_set_up: bool) -> Decision {
    let Some(card) = card else {
        return Decision::Decline(Decline::NotATestCard);
    };
    match card.behaviour {
        Behaviour::Approve | Behaviour::Dispute | Behaviour::SlowRefund | Behaviour::FailingRefund => Decision::Approve,
        Behaviour::Decline(why) => Decision::Decline(why),
        Behaviour::DeclineOnCharge => Decision::Decline(Decline::Generic),
        Behaviour::AuthenticateUntilSetUp if off_session && was_set_up => Decision::Approve,
        Behaviour::AuthenticateUntilSetUp | Behaviour::AuthenticateAlways if off_session => {
            Decision::Decline(Decline::AuthenticationRequired)
        }
        Behaviour::AuthenticateUntilSetUp | Behaviour::AuthenticateAlways => Decision::Challenge,
    }
}

/// What saving this card comes to.
pub(crate) fn setup(card: Option<&TestCard>) -> Decision {
    let Some(card) = card else {
        return Decision::Decline(Decline::NotATestCard);
    };
    match card.behaviour {
        Behaviour::Decline(why) => Decision::Decline(why),
        Behaviour::AuthenticateUntilSetUp | Behaviour::AuthenticateAlways => Decision::Challenge,
        Behaviour::Approve
        | Behaviour::DeclineOnCharge
        | Behaviour::Dispute
        | Behaviour::SlowRefund
        | Behaviour::FailingRefund => Decision::Approve,
    }
}

impl Decline {
    /// The words of this decline on the wire.
    pub(crate) fn reason(self) -> Reason {
        let (code, decline_code, message) = match self {
            Self::Generic => ("card_declined", Some("generic_decline"), "Your card was declined."),
            Self::InsufficientFunds => ("card_declined", Some("insufficient_funds"), "Your card has insufficient funds."),
            Self::ExpiredCard => ("expired_card", Some("expired_card"), "Your card has expired."),
            Self::IncorrectCvc => ("incorrect_cvc", Some("incorrect_cvc"), "Your card's security code is incorrect."),
            Self::IncorrectNumber => ("incorrect_number", None, "Your card number is incorrect."),
            Self::ProcessingError => (
                "processing_error",
                Some("processing_error"),
                "An error occurred while processing your card. Try again in a little bit.",
            ),
            Self::AuthenticationRequired => (
                "authentication_required",
                Some("authentication_required"),
                "Your card was declined. This transaction requires authentication.",
            ),
            Self::NotATestCard => (
                "card_declined",
                Some("test_mode_live_card"),
                "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
            ),
        };
        Reason { code, decline_code, message }
    }
}

/// Whether the digits pass the checksum that every card number carries.
pub(crate) fn passes_luhn(number: &str) -> bool {
    let mut sum = 0;
    for (place, character) in number.chars().rev().enumerate() {
        let Some(digit) = character.to_digit(10) else {
            return false;
        };
        let doubled = if place % 2 == 1 { digit * 2 } else { digit };
        sum += if doubled > 9 { doubled - 9 } else { doubled };
    }
    (12..=19).contains(&number.len()) && sum % 10 == 0
}

/// The network that a number belongs to.
pub(crate) fn brand_of(number: &str) -> &'static str {
    let prefix: u32 = number.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    match prefix {
        40..=49 => "visa",
        51..=55 | 22..=27 => "mastercard",
        34 | 37 => "amex",
        60 | 64 | 65 => "discover",
        35 => "jcb",
        30 | 36 | 38 | 39 => "diners",
        62 => "unionpay",
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::{CARDS, Decision, Decline, brand_of, by_name, by_number, charge, passes_luhn, setup};

    fn charged(number: &str) -> Decision {
        charge(by_number(number), false, false)
    }

    #[test]
    fn each_test_card_does_what_stripe_says() {
        let declined = Decision::Decline;
        assert_eq!(charged("4242424242424242"), Decision::Approve);
        assert_eq!(charged("4000000000000002"), declined(Decline::Generic));
        assert_eq!(charged("4000000000009995"), declined(Decline::InsufficientFunds));
        assert_eq!(charged("4000000000000069"), declined(Decline::ExpiredCard));
        assert_eq!(charged("4000000000000127"), declined(Decline::IncorrectCvc));
        assert_eq!(charged("4000000000000119"), declined(Decline::ProcessingError));
        assert_eq!(charged("4000000000000341"), declined(Decline::Generic));
        assert_eq!(charged("4000002500003155"), Decision::Challenge);
        assert_eq!(charged("4000002760003184"), Decision::Challenge);
        assert_eq!(charged("4000000000000259"), Decision::Approve);
        assert_eq!(charged("4111111111111111"), declined(Decline::NotATestCard));
    }

    #[test]
    fn a_card_that_fails_later_can_be_saved() {
        assert_eq!(setup(by_number("4000000000000341")), Decision::Approve);
        assert_eq!(setup(by_number("4000000000000002")), Decision::Decline(Decline::Generic));
    }

    #[test]
    fn off_session_needs_a_set_up_card() {
        let once = by_number("4000002500003155");
        let always = by_number("4000002760003184");
        let refused = Decision::Decline(Decline::AuthenticationRequired);
        assert_eq!(charge(once, true, false), refused);
        assert_eq!(charge(once, true, true), Decision::Approve);
        assert_eq!(charge(always, true, true), refused);
    }

    #[test]
    fn names_stand_for_numbers() {
        assert_eq!(by_name("pm_card_visa").map(|card| card.number), Some("4242424242424242"));
        assert_eq!(by_name("pm_card_visa_chargeDeclined").map(|card| card.number), Some("4000000000000002"));
        assert_eq!(by_name("tok_mastercard").map(|card| card.brand), Some("mastercard"));
        assert!(by_name("pm_1234").is_none());
    }

    #[test]
    fn every_test_number_is_well_formed() {
        for card in CARDS {
            assert!(passes_luhn(card.number), "{}", card.number);
            assert_eq!(brand_of(card.number), card.brand);
        }
        assert!(!passes_luhn("4242424242424241"));
        assert!(!passes_luhn("4242"));
        assert!(!passes_luhn("4242 4242 4242 4242"));
    }
}
