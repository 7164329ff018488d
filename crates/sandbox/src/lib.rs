//! Stand-ins for outside services: each answers on loopback in its provider's own wire protocol.
//! One module per provider; provider clients only see another base URL (design.md D5).
#![recursion_limit = "512"]

pub mod oidc;
pub mod stripe;
