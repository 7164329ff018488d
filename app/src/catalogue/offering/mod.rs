//! The larger parts of a course's page.

pub(super) mod booking_box;
pub(super) mod faqs;
pub(super) mod outline;
pub(crate) mod picture;
pub(super) mod review_list;
pub(super) mod structured;
