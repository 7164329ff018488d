//! The larger parts of a course's page.

pub(super) mod booking_box;
pub(super) mod outline;
pub(super) mod picture;
pub(super) mod review_list;
pub(super) mod structured;
