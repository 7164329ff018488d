//! Ways in which the stand-ins misbehave when a test asks for it, to see that the client notices.

/// What is wrong with one login. The form's field `fault` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The id token carries another nonce.
    WrongNonce,
    WrongAudience,
    /// Two audiences, and another client as the authorised party.
    OtherParty,
    WrongIssuer,
    Expired,
    FromTheFuture,
    /// `alg: none`, no signature.
    Unsigned,
    /// `alg: HS256`, keyed with the public key.
    Mac,
    /// A `kid` that the key list does not have.
    UnknownKey,
    /// A right header over a broken signature.
    BrokenSignature,
    /// The redirect names another issuer.
    MixUp,
    /// The redirect carries another state.
    WrongState,
    /// Facebook: the token was made for another app.
    ForeignApp,
    /// Facebook: the profile is of another person than the token.
    OtherPerson,
}

impl Fault {
    /// Every one with its name.
    pub const ALL: [(&'static str, Self); 14] = [
        ("wrong_nonce", Self::WrongNonce),
        ("wrong_audience", Self::WrongAudience),
        ("other_party", Self::OtherParty),
        ("wrong_issuer", Self::WrongIssuer),
        ("expired", Self::Expired),
        ("from_the_future", Self::FromTheFuture),
        ("unsigned", Self::Unsigned),
        ("mac", Self::Mac),
        ("unknown_key", Self::UnknownKey),
        ("broken_signature", Self::BrokenSignature),
        ("mix_up", Self::MixUp),
        ("wrong_state", Self::WrongState),
        ("foreign_app", Self::ForeignApp),
        ("other_person", Self::OtherPerson),
    ];

    /// Reads a name; nothing for no fault.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, fault)| *fault)
    }
}
