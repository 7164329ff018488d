//! When a course is given back without anybody being asked (rules of the course verdict).

/// Days from the purchase in which a refund is automatic.
pub const COURSE_REFUND_DAYS: i64 = 14;
/// The share of the course, in percent of its segments, that may have been seen.
pub const COURSE_REFUND_MAX_SEEN_PERCENT: i64 = 20;

/// Whether a course bought `days` ago, of which `seen_percent` was watched, is refunded at once.
pub const fn course_refund_is_automatic(days: i64, seen_percent: i64) -> bool {
    days < COURSE_REFUND_DAYS && seen_percent <= COURSE_REFUND_MAX_SEEN_PERCENT
}
