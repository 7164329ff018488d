//! SQL of the accounts area, one file per table.

pub(super) mod accounts;
pub(super) mod forget;
pub(super) mod identities;
pub(super) mod limits;
pub(super) mod links;
pub(super) mod logins;
pub(super) mod sweep;
