//! One call at work: its transaction, its parameters and who asks.

use sqlx::{Postgres, Transaction};

use super::Stripe;
use super::form::Form;

/// Which kind of key a caller holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Secret,
    /// The browser's key: needs the client secret of what it touches.
    Publishable,
}

/// What events say about the request that caused them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    pub(crate) request_id: Option<String>,
    pub(crate) idempotency_key: Option<String>,
}

/// Everything that an operation works with.
pub(crate) struct Call {
    pub(crate) tx: Transaction<'static, Postgres>,
    pub(crate) app: Stripe,
    pub(crate) form: Form,
    pub(crate) key: KeyKind,
    pub(crate) origin: Origin,
}

impl Call {
    /// A call of the stand-in's own, such as a customer's answer to a challenge.
    pub(crate) async fn internal(app: &Stripe) -> Result<Self, sqlx::Error> {
        Ok(Self {
            tx: app.pool().begin().await?,
            app: app.clone(),
            form: Form::default(),
            key: KeyKind::Secret,
            origin: Origin::default(),
        })
    }

    /// Keeps what was done and lets its events go out.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        self.tx.commit().await?;
        self.app.wake();
        Ok(())
    }
}
