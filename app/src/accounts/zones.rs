//! The time zones to choose from.

use std::sync::LazyLock;
use ui::SelectOption;

static ZONES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut zones: Vec<String> =
        jiff::tz::db().available().map(|name| name.as_str().to_owned()).filter(|name| is_place(name)).collect();
    zones.push("UTC".to_owned());
    zones.sort_unstable();
    zones.dedup();
    zones
});

/// Old and technical names stay out of the list.
fn is_place(name: &str) -> bool {
    const REGIONS: [&str; 10] =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    name.split_once('/').is_some_and(|(region, _)| REGIONS.contains(&region))
}

/// Every place, and the one in use even when it is none.
pub(crate) fn options(current: &str) -> Vec<SelectOption> {
    let is_odd = !current.is_empty() && !ZONES.iter().any(|zone| zone == current);
    let odd = is_odd.then(|| option(current));
    odd.into_iter().chain(ZONES.iter().map(|zone| option(zone))).collect()
}

fn option(zone: &str) -> SelectOption {
    SelectOption::new(zone, zone.replace('_', " "))
}
