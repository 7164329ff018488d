//! Typed ids. Each is a UUID (version 7, made by the server) that cannot be mixed up with another kind.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// One person's account, whatever hats it wears.
    AccountId,
    /// One login of an account on one device.
    LoginId,
    /// The seller's side of an account.
    SellerId,
    /// Somebody's application to become a seller.
    ApplicationId,
    /// A category or sub-category.
    CategoryId,
    /// What a seller sells.
    OfferingId,
    /// A section of a course.
    SectionId,
    /// A lesson of a course.
    LessonId,
    /// A stored picture, video or file.
    MediaId,
    /// One purchase.
    OrderId,
    /// One attempt to pay an order.
    PaymentId,
    /// Money given back.
    RefundId,
    /// The right to a course.
    EnrolmentId,
    /// A learner's note at a moment of a lesson.
    NoteId,
}
