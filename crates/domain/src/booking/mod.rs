//! Booking: when a seller can be met, how long things wait, what a meeting came to, and what a change of plans costs. Moments are UTC; a
//! wall clock is always that of a zone that is said beside it. The present is an argument.

pub mod attendance;
pub mod cancel;
pub mod case;
pub mod class_size;
pub mod exceptions;
pub mod hold;
pub mod interval;
pub mod overlays;
pub mod reminders;
pub mod reschedule;
pub mod series;
pub mod series_move;
pub mod session;
pub mod settings;
pub mod slots;
#[cfg(test)]
mod time_cases;
pub mod trial;
pub mod weekly;
pub mod zones;
