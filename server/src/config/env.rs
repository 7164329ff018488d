//! Reading variables: from the environment, or from the file that `NAME_FILE` names. Collects everything that is wrong.

use secrecy::SecretString;
use std::{
    collections::{BTreeSet, HashMap},
    fmt::Display,
    str::FromStr,
};
use url::Url;

/// A set of variables and what was found wrong with it.
#[derive(Debug, Default)]
pub struct Env {
    variables: HashMap<String, String>,
    /// Every name that was asked for, set or not.
    asked: BTreeSet<String>,
    errors: Vec<String>,
}

impl Env {
    /// The process's own environment.
    pub fn process() -> Self {
        Self { variables: std::env::vars().collect(), ..Self::default() }
    }

    /// A given set, for tests.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self { variables: pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(), ..Self::default() }
    }

    /// A variable, or the contents of the file that `NAME_FILE` names. Empty counts as unset.
    pub fn get(&mut self, name: &str) -> Option<String> {
        self.asked.insert(name.to_owned());
        if let Some(value) = self.variables.get(name).filter(|value| !value.is_empty()) {
            return Some(value.clone());
        }
        let path = self.variables.get(&format!("{name}_FILE")).filter(|path| !path.is_empty())?.clone();
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Err(error) => {
                self.wrong(&format!("{name}_FILE"), &format!("{path}: {error}"));
                None
            }
        }
    }

    /// A text with a default.
    pub fn text_or(&mut self, name: &str, default: &str) -> String {
        self.get(name).unwrap_or_else(|| default.to_owned())
    }

    /// One of a few words; the first is the default.
    pub fn one_of(&mut self, name: &str, words: &[&'static str]) -> &'static str {
        let default = words.first().copied().unwrap_or_default();
        let Some(text) = self.get(name) else { return default };
        words.iter().copied().find(|word| *word == text).unwrap_or_else(|| {
            self.wrong(name, &format!("`{text}` is none of {}", words.join(", ")));
            default
        })
    }

    /// An address of the web with a default.
    pub fn url_or(&mut self, name: &str, default: &str) -> String {
        let text = self.text_or(name, default);
        match Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {}
            Ok(_) => self.wrong(name, "must begin with http:// or https://"),
            Err(error) => self.wrong(name, &error.to_string()),
        }
        text
    }

    /// A text that must be there.
    pub fn required(&mut self, name: &str) -> String {
        self.get(name).unwrap_or_else(|| {
            self.note(format!("{name} is missing"));
            String::new()
        })
    }

    /// Whether any of these is set.
    pub fn has_any(&mut self, names: &[&str]) -> bool {
        names.iter().filter(|name| self.get(name).is_some()).count() > 0
    }

    /// Every name that was asked for so far, set or not.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.asked.iter().map(String::as_str)
    }

    /// A secret that must be there.
    pub fn secret(&mut self, name: &str) -> SecretString {
        SecretString::from(self.required(name))
    }

    /// A value of some type with a default.
    pub fn parsed_or<T: FromStr>(&mut self, name: &str, default: T) -> T
    where
        T::Err: Display,
    {
        self.parsed(name).unwrap_or(default)
    }

    /// A value of some type, where there is one.
    pub fn parsed<T: FromStr>(&mut self, name: &str) -> Option<T>
    where
        T::Err: Display,
    {
        let text = self.get(name)?;
        match text.parse::<T>() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(name, &error.to_string());
                None
            }
        }
    }

    /// Notes that a variable is wrong.
    pub fn wrong(&mut self, name: &str, why: &str) {
        self.note(format!("{name}: {why}"));
    }

    /// A variable may be read more than once; what is wrong with it is said once.
    fn note(&mut self, error: String) {
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// The value when nothing was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<String>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}
