//! Stripe's form encoding: brackets nest (`card[number]`), `[]` and `[0]` make lists, an empty text clears.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::error::ApiError;

const MAX_DEPTH: usize = 16;

/// The parameters of one request. Paths into it are dotted: `card.number`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pairs: Vec<(String, String)>,
    root: Vec<(String, Node)>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Leaf(String),
    Branch(Vec<(String, Node)>),
}

impl Form {
    /// Reads a query string and a body; the body wins where both name a parameter.
    pub(crate) fn parse(query: &[u8], body: &[u8]) -> Result<Self, ApiError> {
        let mut form = Self::default();
        for source in [query, body] {
            for (key, value) in url::form_urlencoded::parse(source) {
                let path = split_key(&key);
                if path.len() > MAX_DEPTH || !insert(&mut form.root, &path, &value) {
                    return Err(ApiError::invalid(format!("Invalid parameter: {key}")));
                }
                form.pairs.push((key.into_owned(), value.into_owned()));
            }
        }
        Ok(form)
    }

    /// A digest that is equal for equal parameters in any order.
    pub(crate) fn fingerprint(&self) -> String {
        let mut pairs: Vec<_> = self.pairs.iter().collect();
        pairs.sort();
        let mut digest = Sha256::new();
        for (key, value) in pairs {
            for part in [key, value] {
                digest.update(part.len().to_be_bytes());
                digest.update(part.as_bytes());
            }
        }
        hex::encode(digest.finalize())
    }

    /// The top-level parameter names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.root.iter().map(|(name, _)| name.as_str())
    }

    fn node(&self, path: &str) -> Option<&Node> {
        let mut branch: &[(String, Node)] = &self.root;
        let mut found = None;
        for name in path.split('.') {
            let node = branch.iter().find_map(|(key, node)| (key == name).then_some(node))?;
            found = Some(node);
            branch = match node {
                Node::Branch(inner) => inner.as_slice(),
                Node::Leaf(_) => &[],
            };
        }
        found
    }

    /// Whether the parameter was sent at all.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.node(path).is_some()
    }

    /// The text as sent, including the empty text that clears a field.
    pub(crate) fn raw(&self, path: &str) -> Option<&str> {
        match self.node(path) {
            Some(Node::Leaf(value)) => Some(value),
            _ => None,
        }
    }

    /// The text, where it is not empty.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.raw(path).filter(|value| !value.is_empty())
    }

    /// The text of a parameter that must be there.
    pub(crate) fn required(&self, path: &str) -> Result<&str, ApiError> {
        self.text(path).ok_or_else(|| ApiError::missing(&bracketed(path)))
    }

    /// A whole number.
    pub(crate) fn int(&self, path: &str) -> Result<Option<i64>, ApiError> {
        let Some(value) = self.text(path) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(ApiError::invalid(format!("Invalid integer: {value}"))
                .code("parameter_invalid_integer")
                .param(&bracketed(path))),
        }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, path: &str) -> Result<Option<bool>, ApiError> {
        match self.text(path) {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => Err(ApiError::invalid(format!("Invalid boolean: {other}")).param(&bracketed(path))),
        }
    }

    /// One of a closed set of words.
    pub(crate) fn one_of(&self, path: &str, words: &[&str]) -> Result<Option<&str>, ApiError> {
        match self.text(path) {
            Some(word) if !words.contains(&word) => {
                let name = bracketed(path);
                let list = words.join(", ");
                Err(ApiError::invalid(format!("Invalid {name}: must be one of {list}")).param(&name))
            }
            found => Ok(found),
        }
    }

    /// The texts of a list, or of a single value sent without brackets.
    pub(crate) fn list(&self, path: &str) -> Vec<&str> {
        match self.node(path) {
            Some(Node::Leaf(value)) => vec![value],
            Some(Node::Branch(inner)) => inner
                .iter()
                .filter_map(|(_, node)| match node {
                    Node::Leaf(value) => Some(value.as_str()),
                    Node::Branch(_) => None,
                })
                .collect(),
            None => Vec::new(),
        }
    }

    /// The names and texts inside a group such as `metadata`.
    pub(crate) fn entries(&self, path: &str) -> Vec<(&str, &str)> {
        match self.node(path) {
            Some(Node::Branch(inner)) => inner
                .iter()
                .filter_map(|(key, node)| match node {
                    Node::Leaf(value) => Some((key.as_str(), value.as_str())),
                    Node::Branch(_) => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// A group with the given fields, each a text or null; nothing where the group was not sent.
    pub(crate) fn group(&self, path: &str, fields: &[&str]) -> Option<Value> {
        self.node(path)?;
        let mut map = Map::new();
        for field in fields {
            let value = self.text(&format!("{path}.{field}"));
            map.insert((*field).to_owned(), value.into());
        }
        Some(Value::Object(map))
    }
}

/// `card.number` as Stripe writes it: `card[number]`.
pub(crate) fn bracketed(path: &str) -> String {
    let mut parts = path.split('.');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        name.push('[');
        name.push_str(part);
        name.push(']');
    }
    name
}

fn split_key(key: &str) -> Vec<String> {
    let Some((head, tail)) = key.split_once('[') else {
        return vec![key.to_owned()];
    };
    let mut path = vec![head.to_owned()];
    let mut rest = tail;
    loop {
        let Some((name, after)) = rest.split_once(']') else {
            return vec![key.to_owned()];
        };
        path.push(name.to_owned());
        if after.is_empty() {
            return path;
        }
        match after.strip_prefix('[') {
            Some(next) => rest = next,
            None => return vec![key.to_owned()],
        }
    }
}

fn insert(branch: &mut Vec<(String, Node)>, path: &[String], value: &str) -> bool {
    let Some((first, tail)) = path.split_first() else {
        return false;
    };
    let name = if first.is_empty() { branch.len().to_string() } else { first.clone() };
    if tail.is_empty() {
        branch.retain(|(key, _)| *key != name);
        branch.push((name, Node::Leaf(value.to_owned())));
        return true;
    }
    let index = match branch.iter().position(|(key, _)| *key == name) {
        Some(index) => index,
        None => {
            branch.push((name, Node::Branch(Vec::new())));
            branch.len() - 1
        }
    };
    match branch.get_mut(index) {
        Some((_, Node::Branch(inner))) => insert(inner, tail, value),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, bracketed};
    use crate::stripe::error::ApiError;
    use serde_json::json;

    fn form(body: &str) -> Result<Form, ApiError> {
        Form::parse(b"", body.as_bytes())
    }

    #[test]
    fn brackets_nest() -> Result<(), ApiError> {
        let form = form("card[number]=4242+4242&card%5Bexp_year%5D=2030&metadata[order]=1")?;
        assert_eq!(form.text("card.number"), Some("4242 4242"));
        assert_eq!(form.int("card.exp_year")?, Some(2030));
        assert_eq!(form.entries("metadata"), vec![("order", "1")]);
        assert_eq!(form.names().collect::<Vec<_>>(), vec!["card", "metadata"]);
        Ok(())
    }

    #[test]
    fn lists_come_with_and_without_indexes() -> Result<(), ApiError> {
        let plain = form("expand[]=latest_charge&expand[]=customer")?;
        let indexed = form("expand[0]=latest_charge&expand[1]=customer")?;
        let single = form("expand=latest_charge")?;
        assert_eq!(plain.list("expand"), vec!["latest_charge", "customer"]);
        assert_eq!(indexed.list("expand"), plain.list("expand"));
        assert_eq!(single.list("expand"), vec!["latest_charge"]);
        Ok(())
    }

    #[test]
    fn an_empty_text_clears_and_is_not_a_value() -> Result<(), ApiError> {
        let form = form("description=&amount=")?;
        assert_eq!(form.raw("description"), Some(""));
        assert_eq!(form.text("description"), None);
        assert!(form.required("amount").is_err());
        Ok(())
    }

    #[test]
    fn wrong_types_are_refused() -> Result<(), ApiError> {
        let form = form("amount=ten&confirm=yes&capture_method=later")?;
        assert!(form.int("amount").is_err());
        assert!(form.flag("confirm").is_err());
        assert!(form.one_of("capture_method", &["automatic"]).is_err());
        assert!(super::Form::parse(b"", b"a=1&a[b]=2").is_err());
        Ok(())
    }

    #[test]
    fn the_fingerprint_ignores_order_only() -> Result<(), ApiError> {
        let one = form("amount=1&currency=usd")?;
        let two = form("currency=usd&amount=1")?;
        let three = form("amount=2&currency=usd")?;
        assert_eq!(one.fingerprint(), two.fingerprint());
        assert_ne!(one.fingerprint(), three.fingerprint());
        Ok(())
    }

    #[test]
    fn a_group_has_every_field() -> Result<(), ApiError> {
        let form = form("address[city]=Cairo")?;
        assert_eq!(form.group("address", &["city", "line1"]), Some(json!({"city": "Cairo", "line1": null})));
        assert_eq!(form.group("shipping", &["name"]), None);
        Ok(())
    }

    #[test]
    fn malformed_brackets_are_plain_names() -> Result<(), ApiError> {
        let form = form("a[b=1")?;
        assert_eq!(form.names().collect::<Vec<_>>(), vec!["a[b"]);
        assert_eq!(bracketed("card.number"), "card[number]");
        Ok(())
    }
}
