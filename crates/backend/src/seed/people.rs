//! The accounts of the demo marketplace: sellers, buyers, and one member of staff. Three of them have passwords.

use super::{
    content::Content,
    history::{days_before, morning},
    ids::id,
};
use crate::{Result, accounts};
use domain::{Locale, accounts::StaffRole};
use jiff::{Timestamp, civil::Date};
use secrecy::SecretString;
use std::collections::HashSet;
use uuid::Uuid;

/// Address and password of the logins that are shown to whoever runs the demo: buyer, seller, admin.
pub const DEMO_PASSWORDS: [(&str, &str); 3] = [
    ("buyer@demo.test", "paper-boats-at-noon"),
    ("seller@demo.test", "cardamom-and-chalk"),
    ("admin@demo.test", "seven-quiet-ledgers"),
];

const BUYER: &str = DEMO_PASSWORDS[0].0;
const SELLER: &str = DEMO_PASSWORDS[1].0;
const ADMIN: &str = DEMO_PASSWORDS[2].0;

/// One account to be written.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub locale: Locale,
    pub time_zone: String,
    pub staff_role: Option<StaffRole>,
    pub joined_at: Timestamp,
    pub password_hash: Option<String>,
}

/// All accounts, sellers and buyers in the order in which they were written down.
#[derive(Debug, Clone)]
pub(super) struct People {
    pub sellers: Vec<Person>,
    pub buyers: Vec<Person>,
    pub admin: Person,
}

impl People {
    /// The accounts of the content, with hashed passwords where a password is known.
    pub(super) async fn gather(content: &Content, now: Timestamp) -> Result<Self> {
        let mut people = Self::list(content, now);
        for person in people.sellers.iter_mut().chain(&mut people.buyers).chain([&mut people.admin]) {
            if let Some((_, password)) = DEMO_PASSWORDS.iter().find(|(email, _)| *email == person.email) {
                person.password_hash = Some(accounts::hash_password(&SecretString::from(*password)).await?);
            }
        }
        Ok(people)
    }

    /// Everybody.
    pub(super) fn all(&self) -> impl Iterator<Item = &Person> {
        self.sellers.iter().chain(&self.buyers).chain([&self.admin])
    }

    fn list(content: &Content, now: Timestamp) -> Self {
        let mut taken = HashSet::from([BUYER.to_owned(), SELLER.to_owned(), ADMIN.to_owned()]);
        let mut address = |index: usize, demo: &str, name: &str| {
            if index == 0 { demo.to_owned() } else { free_address(&mut taken, name) }
        };
        let sellers = content.sellers.iter().enumerate().map(|(index, seller)| {
            let email = address(index, SELLER, &seller.handle);
            person(email, &seller.name.en, Locale::En, &seller.time_zone, seller.joined, now)
        });
        let sellers = sellers.collect();
        let buyers = content.buyers.iter().enumerate().map(|(index, buyer)| {
            let email = address(index, BUYER, &buyer.name.en);
            person(email, buyer.name.pick(buyer.locale), buyer.locale, &buyer.time_zone, buyer.joined, now)
        });
        let buyers = buyers.collect();
        let mut admin = person(ADMIN.to_owned(), "Noor Haddad", Locale::En, "Africa/Cairo", Date::constant(2023, 1, 2), now);
        admin.staff_role = Some(StaffRole::Owner);
        Self { sellers, buyers, admin }
    }
}

fn person(email: String, name: &str, locale: Locale, time_zone: &str, joined: Date, now: Timestamp) -> Person {
    Person {
        id: id("account", &email),
        name: name.chars().take(domain::accounts::MAX_NAME_CHARS).collect(),
        locale,
        time_zone: time_zone.to_owned(),
        staff_role: None,
        // A machine whose clock is behind must not see people from the future.
        joined_at: morning(joined).min(days_before(now, 30)),
        password_hash: None,
        email,
    }
}

/// `<name>@demo.test`, with a number when two people share a name.
fn free_address(taken: &mut HashSet<String>, name: &str) -> String {
    let words: Vec<String> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let local = if words.is_empty() { "learner".to_owned() } else { words.join("-") };
    let mut email = format!("{local}@demo.test");
    let mut number = 2;
    while !taken.insert(email.clone()) {
        email = format!("{local}-{number}@demo.test");
        number += 1;
    }
    email
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::{Email, PasswordContext, check_password};

    #[test]
    fn the_shown_passwords_keep_the_rules_and_differ() {
        let content = Content::load().expect("content");
        let people = People::list(&content, Timestamp::now());
        for (email, password) in DEMO_PASSWORDS {
            let person = people.all().find(|person| person.email == email).expect("is somebody");
            let context = PasswordContext { email, name: &person.name };
            assert_eq!(check_password(password, context, |_| false), Ok(()), "{email}");
        }
        let different: HashSet<_> = DEMO_PASSWORDS.iter().map(|(_, password)| password).collect();
        assert_eq!(different.len(), 3);
    }

    #[test]
    fn every_address_is_valid_and_used_once() {
        let content = Content::load().expect("content");
        let people = People::list(&content, Timestamp::now());
        let mut seen = HashSet::new();
        for person in people.all() {
            assert!(Email::parse(&person.email).is_ok_and(|email| email.as_str() == person.email), "{}", person.email);
            assert!(seen.insert(&person.email), "{}", person.email);
        }
    }

    #[test]
    fn namesakes_get_numbers() {
        let mut taken = HashSet::new();
        assert_eq!(free_address(&mut taken, "Ada L'Ovelace"), "ada-l-ovelace@demo.test");
        assert_eq!(free_address(&mut taken, "Ada L Ovelace"), "ada-l-ovelace-2@demo.test");
    }
}
