//! Saving prices. Every change is noted; orders keep the price under which they were placed.

use super::editing::{Editing, StepSave, begin};
use crate::{
    Backend, Failure, Result,
    accounts::Viewer,
    catalogue::sql::building::steps::{self, PriceChange},
};
use domain::catalogue::offerings::{PriceRule, check_price};

/// Saves the price of a course or of a class.
pub async fn save_price(backend: &Backend, viewer: &Viewer, save: StepSave, price: &str) -> Result<()> {
    let price_minor = check_price(price, PriceRule::FreeOrFloor).map_err(|key| Failure::field("price", key))?;
    let mut editing = begin(backend, viewer, save).await?;
    let old = editing.held.has_price.then_some(editing.held.price_minor);
    note(&mut editing, save, "offering", &[old], &[Some(price_minor)]).await?;
    steps::save_price(editing.conn(), save.id.0, price_minor).await?;
    editing.finish().await
}

/// Notes what has changed between two lists of prices, position by position. The first position is 1, and 0 where there is only one.
pub(super) async fn note(
    editing: &mut Editing,
    save: StepSave,
    item: &'static str,
    old: &[Option<i64>],
    new: &[Option<i64>],
) -> Result<()> {
    let currency = editing.held.currency.clone();
    let (actor, now) = (editing.actor, editing.now);
    let is_single = matches!(item, "offering" | "trial");
    for place in 0..old.len().max(new.len()) {
        let at = |list: &[Option<i64>]| list.get(place).copied().flatten();
        let item_position = if is_single { 0 } else { i16::try_from(place + 1).unwrap_or(i16::MAX) };
        let change = PriceChange { item, item_position, old_minor: at(old), new_minor: at(new), currency: &currency };
        steps::insert_price_change(editing.conn(), save.id.0, &change, actor.0, now).await?;
    }
    Ok(())
}
