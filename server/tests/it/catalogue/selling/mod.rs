//! Becoming a seller, the desk that decides, and the studio.

mod applying;
mod desk;
mod studio;
pub mod support;
mod uploads;
