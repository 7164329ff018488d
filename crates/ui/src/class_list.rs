//! Joins class names, leaving out the empty ones.

/// One string for a `class` attribute.
pub(crate) fn class_list(names: &[&str]) -> String {
    let filled: Vec<&str> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    filled.join(" ")
}
