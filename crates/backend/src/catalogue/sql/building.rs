//! SQL of offerings while their sellers build them, and of the desk at which staff decides.

pub(in crate::catalogue) mod class;
pub(in crate::catalogue) mod desk;
pub(in crate::catalogue) mod draft;
pub(in crate::catalogue) mod forget;
pub(in crate::catalogue) mod lists;
pub(in crate::catalogue) mod service;
pub(in crate::catalogue) mod states;
pub(in crate::catalogue) mod steps;
