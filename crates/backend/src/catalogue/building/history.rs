//! What has happened to an offering, and what it has cost.

use crate::{
    Result,
    catalogue::{
        sql::building::states::{HistoryRow, PriceRow},
        types::money,
    },
};
use domain::{Money, ids::AccountId};
use jiff::Timestamp;

/// One thing that has happened to an offering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The table's word for it.
    pub kind: String,
    /// Who did it; empty for somebody who has left.
    pub actor_name: String,
    pub actor_id: AccountId,
    pub reason: String,
    pub at: Timestamp,
}

pub(super) fn entries(rows: Vec<HistoryRow>) -> Vec<HistoryEntry> {
    rows.into_iter()
        .map(|row| HistoryEntry {
            kind: row.kind,
            actor_name: row.actor_name,
            actor_id: AccountId(row.actor_id),
            reason: row.reason,
            at: row.created_at.to_jiff(),
        })
        .collect()
}

/// A change of a price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceEntry {
    /// `offering`, `trial`, `package` or `extra`.
    pub item: String,
    /// Which package or extra.
    pub item_position: i16,
    /// None where there was none before.
    pub old: Option<Money>,
    /// None where there is none any more.
    pub new: Option<Money>,
    pub at: Timestamp,
}

pub(super) fn price_entries(rows: Vec<PriceRow>) -> Result<Vec<PriceEntry>> {
    let entry = |row: PriceRow| -> Result<PriceEntry> {
        let amount = |minor: Option<i64>| minor.map(|minor| money(minor, &row.currency)).transpose();
        Ok(PriceEntry {
            old: amount(row.old_minor)?,
            new: amount(row.new_minor)?,
            item: row.item,
            item_position: row.item_position,
            at: row.created_at.to_jiff(),
        })
    };
    rows.into_iter().map(entry).collect()
}
