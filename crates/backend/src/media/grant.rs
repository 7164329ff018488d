//! Grants: signed, short-lived parts of a media address. HLS fetches many files by relative addresses, so the grant stands in
//! the path once and covers one media only.

use crate::{Backend, secret};
use domain::{
    ids::{EnrolmentId, LessonId, LoginId, MediaId},
    learning::GrantView,
};
use jiff::Timestamp;
use secrecy::SecretString;

/// How long a grant lasts; the player asks for a new one before.
pub const GRANT_SECONDS: i64 = 600;

const PURPOSE: &str = "media";

/// On what ground somebody may fetch a media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A learner's own course, in the login that asked; worthless in another one.
    Learner { enrolment: EnrolmentId, login: LoginId },
    /// A lesson that everybody may see.
    Preview { lesson: LessonId },
}

/// Makes a grant for one media, from now on.
pub fn grant(backend: &Backend, subject: Subject, media: MediaId) -> GrantView {
    let ends_s = backend.clock.now().as_second() + GRANT_SECONDS;
    GrantView { grant: encode(&backend.settings.secret_key, subject, media, ends_s), ends_in_s: GRANT_SECONDS }
}

/// The ground of a grant, when its signature is right for this media and it has not ended.
pub(super) fn verify(backend: &Backend, text: &str, media: MediaId) -> Option<Subject> {
    decode(&backend.settings.secret_key, text, media, backend.clock.now())
}

fn encode(key: &SecretString, subject: Subject, media: MediaId, ends_s: i64) -> String {
    let claim = match subject {
        Subject::Learner { enrolment, login } => format!("l.{ends_s:x}.{}.{}", enrolment.0.simple(), login.0.simple()),
        Subject::Preview { lesson } => format!("p.{ends_s:x}.{}", lesson.0.simple()),
    };
    let signature = secret::sign(key, PURPOSE, &message(&claim, media));
    format!("{claim}.{signature}")
}

fn decode(key: &SecretString, text: &str, media: MediaId, now: Timestamp) -> Option<Subject> {
    let (claim, signature) = text.rsplit_once('.')?;
    if text.len() > 200 || !secret::verify(key, PURPOSE, &message(claim, media), signature) {
        return None;
    }
    let mut parts = claim.split('.');
    let (kind, ends_s) = (parts.next()?, i64::from_str_radix(parts.next()?, 16).ok()?);
    if now.as_second() >= ends_s {
        return None;
    }
    let first = parts.next()?;
    let subject = match kind {
        "l" => Subject::Learner { enrolment: first.parse().ok()?, login: parts.next()?.parse().ok()? },
        "p" => Subject::Preview { lesson: first.parse().ok()? },
        _ => return None,
    };
    parts.next().is_none().then_some(subject)
}

fn message(claim: &str, media: MediaId) -> String {
    format!("{}/{claim}", media.0.simple())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ENDS_S: i64 = 1_800_000_000;

    fn key(text: &str) -> SecretString {
        SecretString::from(text.repeat(8))
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a second")
    }

    fn learner() -> Subject {
        Subject::Learner { enrolment: EnrolmentId(Uuid::from_u128(7)), login: LoginId(Uuid::from_u128(9)) }
    }

    #[test]
    fn a_grant_reads_back_until_it_ends() {
        let media = MediaId(Uuid::from_u128(1));
        for subject in [learner(), Subject::Preview { lesson: LessonId(Uuid::from_u128(3)) }] {
            let text = encode(&key("abcd"), subject, media, ENDS_S);
            assert_eq!(decode(&key("abcd"), &text, media, at(ENDS_S - 1)), Some(subject));
            assert_eq!(decode(&key("abcd"), &text, media, at(ENDS_S)), None);
        }
    }

    #[test]
    fn another_media_another_key_or_a_changed_letter_is_refused() {
        let media = MediaId(Uuid::from_u128(1));
        let text = encode(&key("abcd"), learner(), media, ENDS_S);
        let now = at(ENDS_S - 60);
        assert_eq!(decode(&key("abcd"), &text, MediaId(Uuid::from_u128(2)), now), None);
        assert_eq!(decode(&key("dcba"), &text, media, now), None);
        for (index, letter) in text.char_indices() {
            let other = if letter == 'a' { 'b' } else { 'a' };
            let changed: String = text.char_indices().map(|(i, c)| if i == index { other } else { c }).collect();
            assert!(!decode(&key("abcd"), &changed, media, now).is_some_and(|s| s != learner()), "{changed}");
        }
        assert_eq!(decode(&key("abcd"), "", media, now), None);
        assert_eq!(decode(&key("abcd"), "l.ffffffff.x.y", media, now), None);
    }

    #[test]
    fn the_end_cannot_be_moved() {
        let media = MediaId(Uuid::from_u128(1));
        let text = encode(&key("abcd"), learner(), media, ENDS_S);
        let later = text.replacen(&format!("{ENDS_S:x}"), &format!("{:x}", ENDS_S + 9_999), 1);
        assert_ne!(text, later);
        assert_eq!(decode(&key("abcd"), &later, media, at(ENDS_S + 1)), None);
    }
}
