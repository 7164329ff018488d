//! Reading variables: from the environment, or from the file that `NAME_FILE` names. Collects everything that is wrong.

use secrecy::SecretString;
use std::{collections::HashMap, fmt::Display, str::FromStr};

/// A set of variables and what was found wrong with it.
#[derive(Debug, Default)]
pub struct Env {
    variables: HashMap<String, String>,
    errors: Vec<String>,
}

impl Env {
    /// The process's own environment.
    pub fn process() -> Self {
        Self { variables: std::env::vars().collect(), errors: Vec::new() }
    }

    /// A given set, for tests.
    pub fn of(pairs: &[(&str, &str)]) -> Self {
        Self { variables: pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(), errors: Vec::new() }
    }

    /// A variable, or the contents of the file that `NAME_FILE` names. Empty counts as unset.
    pub fn get(&mut self, name: &str) -> Option<String> {
        if let Some(value) = self.variables.get(name).filter(|value| !value.is_empty()) {
            return Some(value.clone());
        }
        let path = self.variables.get(&format!("{name}_FILE")).filter(|path| !path.is_empty())?.clone();
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(text.trim().to_owned()),
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

    /// A text that must be there.
    pub fn required(&mut self, name: &str) -> String {
        self.get(name).unwrap_or_else(|| {
            self.errors.push(format!("{name} is missing"));
            String::new()
        })
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
        match self.get(name).map(|text| text.parse::<T>()) {
            None => default,
            Some(Ok(value)) => value,
            Some(Err(error)) => {
                self.wrong(name, &error.to_string());
                default
            }
        }
    }

    /// Notes that a variable is wrong.
    pub fn wrong(&mut self, name: &str, why: &str) {
        self.errors.push(format!("{name}: {why}"));
    }

    /// The value when nothing was wrong.
    pub fn finish<T>(self, value: T) -> Result<T, Vec<String>> {
        if self.errors.is_empty() { Ok(value) } else { Err(self.errors) }
    }
}
