//! Orders: what a buyer pays and who gets it, and the states an order walks through.

mod pricing;
mod refund;
mod state;

pub use pricing::{BUYER_FEE_BP, COMMISSION_BP, PRICE_FLOOR_MINOR, PRICING_VERSION, Quote, quote};
pub use refund::{
    COURSE_REFUND_DAYS, COURSE_REFUND_MAX_SEEN_PERCENT, COURSE_REFUNDS_PER_COURSE, COURSE_REFUNDS_PER_WINDOW,
    COURSE_REFUNDS_WINDOW_DAYS, CourseReturn, RefundRefusal, Shares,
};
pub use state::{COURSE_ORDER_TTL_HOURS, OrderStatus, PaymentStatus, RefundStatus};
