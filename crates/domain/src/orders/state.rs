//! The states of an order and of a payment, and who may follow whom.

use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

/// How long an unpaid course order can be resumed.
pub const COURSE_ORDER_TTL_HOURS: i64 = 24;

text_enum! {
    /// Where an order stands.
    OrderStatus {
        AwaitingPayment = "awaiting_payment",
        AwaitingAcceptance = "awaiting_acceptance",
        Active = "active",
        Delivered = "delivered",
        Completed = "completed",
        Expired = "expired",
        Cancelled = "cancelled",
    }
}

impl OrderStatus {
    /// Whether an order may go from here to there.
    pub const fn may_become(self, next: Self) -> bool {
        use OrderStatus::*;
        matches!(
            (self, next),
            (AwaitingPayment, AwaitingAcceptance | Active | Expired | Cancelled)
                | (AwaitingAcceptance, Active | Expired | Cancelled)
                | (Active, Delivered | Completed | Cancelled)
                | (Delivered, Active | Completed | Cancelled)
                // A payment that arrives late revives the order when the place is still free.
                | (Expired, Active)
                | (Completed, Cancelled)
        )
    }

    /// Whether money for it has been taken and kept.
    pub const fn is_paid(self) -> bool {
        matches!(self, Self::AwaitingAcceptance | Self::Active | Self::Delivered | Self::Completed)
    }
}

text_enum! {
    /// Where one attempt to pay stands.
    PaymentStatus {
        Created = "created",
        RequiresAction = "requires_action",
        Processing = "processing",
        Succeeded = "succeeded",
        Failed = "failed",
        Cancelled = "cancelled",
        /// The provider did not answer; the same idempotency key will tell.
        Unknown = "unknown",
    }
}

impl PaymentStatus {
    /// Whether nobody waits for more to happen to it. Only money that comes all the same moves a cancelled one on.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Cancelled)
    }

    /// Whether an attempt may go from here to there; success is never taken back.
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Succeeded => false,
            Self::Cancelled => matches!(next, Self::Succeeded),
            _ => !matches!(next, Self::Created),
        }
    }
}

text_enum! {
    /// Where a refund stands.
    RefundStatus {
        /// Owed; the provider has not answered yet.
        Due = "due",
        Pending = "pending",
        Succeeded = "succeeded",
        /// The money came back to us.
        Failed = "failed",
    }
}

impl RefundStatus {
    /// Whether a refund may go from here to there. A bank may send money back that had arrived; nothing else goes backwards.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Due, Self::Pending | Self::Succeeded | Self::Failed)
                | (Self::Pending, Self::Succeeded | Self::Failed)
                | (Self::Succeeded, Self::Failed)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for status in OrderStatus::ALL {
            assert_eq!(OrderStatus::parse(status.as_str()), Some(*status));
        }
        for status in PaymentStatus::ALL {
            assert_eq!(PaymentStatus::parse(status.as_str()), Some(*status));
        }
    }

    #[test]
    fn a_refund_never_goes_back_a_step() {
        for (place, status) in RefundStatus::ALL.iter().enumerate() {
            for (later, next) in RefundStatus::ALL.iter().enumerate() {
                assert_eq!(status.may_become(*next), place < later, "{status:?} {next:?}");
            }
        }
    }

    #[test]
    fn a_cancelled_order_stays_cancelled() {
        for next in OrderStatus::ALL {
            assert!(!OrderStatus::Cancelled.may_become(*next));
        }
    }

    #[test]
    fn a_succeeded_payment_is_never_taken_back() {
        for next in PaymentStatus::ALL {
            assert!(!PaymentStatus::Succeeded.may_become(*next));
        }
    }

    #[test]
    fn only_money_moves_a_cancelled_payment() {
        for next in PaymentStatus::ALL {
            assert_eq!(PaymentStatus::Cancelled.may_become(*next), *next == PaymentStatus::Succeeded, "{next:?}");
        }
    }

    #[test]
    fn unpaid_states_never_count_as_paid() {
        for status in [OrderStatus::AwaitingPayment, OrderStatus::Expired, OrderStatus::Cancelled] {
            assert!(!status.is_paid());
        }
    }
}
