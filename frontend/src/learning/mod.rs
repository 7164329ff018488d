//! The course player: what it does in the browser, and the server functions that it calls.

pub mod api;
mod player;

pub use player::{Player, PlayerSetup, PlayerTexts};
