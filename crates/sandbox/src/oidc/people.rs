//! The demo people that may come in, and people made up on the spot.

use super::store::Profile;
use sha2::{Digest, Sha256};

/// Somebody on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Chooses the person in the form.
    pub key: &'static str,
    /// The provider's id of the person; never changes.
    pub subject: &'static str,
    pub name: &'static str,
    /// Missing for people who have no address there, as on Facebook with a phone number.
    pub email: Option<&'static str>,
}

/// The list; the buyer's address has an account in the demo marketplace already.
pub const PEOPLE: [Person; 4] = [
    Person { key: "mona", subject: "104700000000000000001", name: "Mona Hassan", email: Some("mona.hassan@mail.test") },
    Person { key: "omar", subject: "104700000000000000002", name: "عمر خالد", email: Some("omar.khaled@mail.test") },
    Person { key: "buyer", subject: "104700000000000000003", name: "Demo Buyer", email: Some("buyer@demo.test") },
    Person { key: "phone", subject: "104700000000000000004", name: "Layla Nasser", email: None },
];

/// What the form chose: somebody on the list, or a typed address with its name.
pub(super) fn chosen(key: &str, email: &str, name: &str, is_verified: bool) -> Option<Profile> {
    if let Some(person) = PEOPLE.iter().find(|person| person.key == key) {
        return Some(Profile {
            subject: person.subject.to_owned(),
            name: person.name.to_owned(),
            email: person.email.map(str::to_owned),
            is_email_verified: true,
        });
    }
    let email = email.trim().to_lowercase();
    let (local, host) = email.split_once('@')?;
    if key != "typed" || local.is_empty() || host.is_empty() {
        return None;
    }
    let name = if name.trim().is_empty() { local } else { name.trim() };
    Some(Profile {
        subject: subject_of(&email),
        name: name.to_owned(),
        email: Some(email.clone()),
        is_email_verified: is_verified,
    })
}

/// The same address is the same person next time.
fn subject_of(email: &str) -> String {
    let digest = Sha256::digest(email.as_bytes());
    let number = digest.iter().take(7).fold(0_u64, |number, byte| number * 256 + u64::from(*byte));
    format!("1048{number:017}")
}
