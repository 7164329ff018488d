//! Learning: what counts as watched and done, which lesson is open, notes, previews, and who gets the files.

mod beats;
mod completion;
mod delivery;
mod devices;
mod grants;
mod notes;
mod previews;
mod resume;
mod settings;
mod shelf;
pub mod support;
mod unlocking;
