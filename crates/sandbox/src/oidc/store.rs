//! Codes and access tokens that wait to be used. Each code works once, for ten minutes.

use super::{Fault, now_s};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

const CODE_LIFETIME_S: i64 = 600;
const TOKEN_LIFETIME_S: i64 = 3_600;

/// Whom a code or a token stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Profile {
    pub subject: String,
    pub name: String,
    pub email: Option<String>,
    pub is_email_verified: bool,
}

/// What a code was given for.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub profile: Profile,
    pub redirect_uri: String,
    pub nonce: Option<String>,
    pub code_challenge: Option<String>,
    /// Whether the signing key is changed before the token is signed.
    pub rotates_key: bool,
    pub fault: Option<Fault>,
}

/// What an access token opens.
#[derive(Debug, Clone)]
pub(super) struct Access {
    pub profile: Profile,
    pub fault: Option<Fault>,
}

#[derive(Debug, Default)]
pub(super) struct Store {
    codes: Mutex<HashMap<String, (Grant, i64)>>,
    tokens: Mutex<HashMap<String, (Access, i64)>>,
}

impl Store {
    /// Keeps a grant and gives its code.
    pub(super) fn add_code(&self, grant: Grant) -> String {
        let code = format!("4/0{}", random());
        add(&self.codes, code.clone(), grant, CODE_LIFETIME_S);
        code
    }

    /// Takes a code away; the second time there is none.
    pub(super) fn take_code(&self, code: &str) -> Option<Grant> {
        lock(&self.codes).remove(code).filter(|(_, until)| *until > now_s()).map(|(grant, _)| grant)
    }

    /// Keeps what an access token opens and gives the token.
    pub(super) fn add_token(&self, prefix: &str, access: Access) -> String {
        let token = format!("{prefix}{}", random());
        add(&self.tokens, token.clone(), access, TOKEN_LIFETIME_S);
        token
    }

    /// What a token opens.
    pub(super) fn find_token(&self, token: &str) -> Option<Access> {
        lock(&self.tokens).get(token).filter(|(_, until)| *until > now_s()).map(|(access, _)| access.clone())
    }
}

fn add<T>(kept: &Mutex<HashMap<String, (T, i64)>>, key: String, value: T, lifetime_s: i64) {
    let now = now_s();
    let mut kept = lock(kept);
    kept.retain(|_, (_, until)| *until > now);
    kept.insert(key, (value, now + lifetime_s));
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn random() -> String {
    hex::encode(rand::random::<[u8; 24]>())
}
