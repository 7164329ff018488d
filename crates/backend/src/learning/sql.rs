//! SQL of learning, by what it is about.

pub(super) mod clocks;
pub(super) mod courses;
pub(super) mod enrolments;
pub(super) mod forget;
pub(super) mod notes;
pub(super) mod previews;
pub(super) mod progress;
pub(super) mod settings;
pub(super) mod shelf;
