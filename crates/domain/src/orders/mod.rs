//! Orders: what a buyer pays and who gets it, and the states an order walks through.

mod pricing;
mod refund;
mod state;

pub use pricing::{BUYER_FEE_BP, COMMISSION_BP, PRICE_FLOOR_MINOR, PRICING_VERSION, Quote, quote};
pub use refund::{COURSE_REFUND_DAYS, COURSE_REFUND_MAX_SEEN_PERCENT, Shares, course_refund_is_automatic};
pub use state::{COURSE_ORDER_TTL_HOURS, OrderStatus, PaymentStatus, RefundStatus};
