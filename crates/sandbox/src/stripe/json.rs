//! Small readers and writers for stored objects. Fields that begin with `_` are ours and never leave.

use serde_json::Value;

/// The text of a field, empty where it is absent or null.
pub(crate) fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The text of a field, or nothing where it is absent, null or empty.
pub(crate) fn some_text(object: &Value, field: &str) -> Option<String> {
    match text(object, field) {
        "" => None,
        found => Some(found.to_owned()),
    }
}

/// The integer of a field, zero where it is absent.
pub(crate) fn int(object: &Value, field: &str) -> i64 {
    object.get(field).and_then(Value::as_i64).unwrap_or_default()
}

/// The truth of a field, false where it is absent.
pub(crate) fn flag(object: &Value, field: &str) -> bool {
    object.get(field).and_then(Value::as_bool).unwrap_or_default()
}

/// Sets one top-level field.
pub(crate) fn set(object: &mut Value, field: &str, value: impl Into<Value>) {
    if let Some(map) = object.as_object_mut() {
        map.insert(field.to_owned(), value.into());
    }
}

/// Removes one top-level field.
pub(crate) fn unset(object: &mut Value, field: &str) {
    if let Some(map) = object.as_object_mut() {
        map.remove(field);
    }
}

/// Adds the top-level fields of `extra`, for shapes too long for one literal.
pub(crate) fn extend(object: &mut Value, extra: Value) {
    if let (Some(map), Value::Object(more)) = (object.as_object_mut(), extra) {
        map.extend(more);
    }
}

/// What callers may see of a stored object.
pub(crate) fn public(object: &Value) -> Value {
    let mut copy = object.clone();
    if let Some(map) = copy.as_object_mut() {
        map.retain(|field, _| !field.starts_with('_'));
    }
    copy
}

/// The earlier values of the fields that differ, as `previous_attributes` shows them.
pub(crate) fn changed(before: &Value, after: &Value) -> Value {
    let mut earlier = serde_json::Map::new();
    if let (Some(old), Some(new)) = (before.as_object(), after.as_object()) {
        for (field, value) in old {
            if !field.starts_with('_') && new.get(field) != Some(value) {
                earlier.insert(field.clone(), value.clone());
            }
        }
    }
    Value::Object(earlier)
}

#[cfg(test)]
mod tests {
    use super::{changed, public};
    use serde_json::json;

    #[test]
    fn private_fields_never_leave() {
        let stored = json!({"id": "pm_1", "_card": "4242424242424242"});
        assert_eq!(public(&stored), json!({"id": "pm_1"}));
    }

    #[test]
    fn previous_attributes_hold_only_what_changed() {
        let before = json!({"a": 1, "b": 2, "_c": 3});
        let after = json!({"a": 1, "b": 5, "_c": 4});
        assert_eq!(changed(&before, &after), json!({"b": 2}));
    }
}
