//! Offerings as sellers build them: the steps, each kind, the desk that publishes, prices, the own profile.

mod classes;
mod desk;
mod profile;
mod publishing;
mod services;
mod steps;
pub mod support;
