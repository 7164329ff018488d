//! Writes parameters into the fields of the same name, with Stripe's rules for clearing and metadata.

use serde_json::{Value, json};

use super::error::ApiError;
use super::form::Form;
use super::json::set;

const ADDRESS: &[&str] = &["city", "country", "line1", "line2", "postal_code", "state"];
const MAX_METADATA_KEYS: usize = 50;

/// Copies texts; an empty text clears the field.
pub(crate) fn texts(form: &Form, object: &mut Value, names: &[&str]) {
    for name in names {
        if let Some(raw) = form.raw(name) {
            let value = if raw.is_empty() { Value::Null } else { raw.into() };
            set(object, name, value);
        }
    }
}

/// Merges `metadata`: an empty value removes its key, an empty `metadata` removes all.
pub(crate) fn metadata(form: &Form, object: &mut Value) -> Result<(), ApiError> {
    if form.raw("metadata") == Some("") {
        set(object, "metadata", json!({}));
        return Ok(());
    }
    let mut merged = object.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    for (key, value) in form.entries("metadata") {
        if key.chars().count() > 40 || value.chars().count() > 500 {
            return Err(ApiError::invalid("Metadata keys can have up to 40 characters and values up to 500.").param("metadata"));
        }
        if value.is_empty() {
            merged.remove(key);
        } else {
            merged.insert(key.to_owned(), value.into());
        }
    }
    if merged.len() > MAX_METADATA_KEYS {
        return Err(ApiError::invalid(format!("Metadata can have up to {MAX_METADATA_KEYS} keys.")).param("metadata"));
    }
    set(object, "metadata", merged);
    Ok(())
}

/// An address group, or null where it was cleared.
pub(crate) fn address(form: &Form, path: &str) -> Value {
    form.group(path, ADDRESS).unwrap_or(Value::Null)
}

/// Writes `shipping`, whole, where it was sent.
pub(crate) fn shipping(form: &Form, object: &mut Value) {
    if !form.has("shipping") {
        return;
    }
    if form.raw("shipping") == Some("") {
        set(object, "shipping", Value::Null);
        return;
    }
    let parts = ["carrier", "name", "phone", "tracking_number"];
    let mut shipping = form.group("shipping", &parts).unwrap_or(Value::Null);
    set(&mut shipping, "address", address(form, "shipping.address"));
    set(object, "shipping", shipping);
}

/// Writes the parts of `billing_details` that were sent under the path.
pub(crate) fn billing_details(form: &Form, path: &str, object: &mut Value) {
    let Some(details) = object.get_mut("billing_details") else {
        return;
    };
    for name in ["email", "name", "phone", "tax_id"] {
        if let Some(value) = form.text(&format!("{path}.{name}")) {
            set(details, name, value);
        }
    }
    let place = format!("{path}.address");
    if form.has(&place) {
        set(details, "address", address(form, &place));
    }
}

/// An absolute web address, as `return_url` must be.
pub(crate) fn return_url(form: &Form) -> Result<Option<String>, ApiError> {
    let Some(text) = form.text("return_url") else {
        return Ok(None);
    };
    let is_web = url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if is_web {
        Ok(Some(text.to_owned()))
    } else {
        Err(ApiError::invalid("Not a valid URL").code("url_invalid").param("return_url"))
    }
}

#[cfg(test)]
mod tests {
    use super::{metadata, return_url, texts};
    use crate::stripe::error::ApiError;
    use crate::stripe::form::Form;
    use serde_json::json;

    fn form(body: &str) -> Result<Form, ApiError> {
        Form::parse(b"", body.as_bytes())
    }

    #[test]
    fn metadata_merges_and_empties_remove() -> Result<(), ApiError> {
        let mut object = json!({"metadata": {"a": "1", "b": "2"}});
        metadata(&form("metadata[b]=&metadata[c]=3")?, &mut object)?;
        assert_eq!(object["metadata"], json!({"a": "1", "c": "3"}));
        metadata(&form("metadata=")?, &mut object)?;
        assert_eq!(object["metadata"], json!({}));
        Ok(())
    }

    #[test]
    fn an_empty_text_clears_a_field() -> Result<(), ApiError> {
        let mut object = json!({"description": "old", "name": "kept"});
        texts(&form("description=")?, &mut object, &["description", "name"]);
        assert_eq!(object, json!({"description": null, "name": "kept"}));
        Ok(())
    }

    #[test]
    fn only_web_addresses_are_returned_to() -> Result<(), ApiError> {
        assert!(return_url(&form("return_url=https://shop.test/done")?)?.is_some());
        assert!(return_url(&form("return_url=javascript:alert(1)")?).is_err());
        assert!(return_url(&form("return_url=/done")?).is_err());
        Ok(())
    }
}
