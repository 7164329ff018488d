//! Stripe: payment intents, refunds, events and webhook signatures, on async-stripe. Every write carries an idempotency key.

mod convert;
mod webhook;

pub use webhook::{WebhookError, verify_signature};

use convert::{intent_from, refund_from};
use secrecy::{ExposeSecret, SecretString};
use std::{collections::HashMap, time::Duration};
use stripe::{Client, ClientBuilder, IdempotencyKey, RequestStrategy, StripeError, StripeRequest};
use stripe_core::{dispute, event, payment_intent as pi, refund};

/// The longest an interactive call may take.
const TIMEOUT: Duration = Duration::from_secs(5);
/// How often and after which pause a call is made again whose key is in use.
const BUSY_TRIES: u32 = 20;
const BUSY_PAUSE: Duration = Duration::from_millis(100);

/// A payment intent, as far as DreamCrowd looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    pub id: String,
    pub status: IntentStatus,
    pub amount_minor: i64,
    pub amount_received_minor: i64,
    /// ISO code, upper case.
    pub currency: String,
    pub client_secret: Option<String>,
    /// Stripe's decline code, else its error code, of the last failed try.
    pub failure_code: Option<String>,
    /// What we wrote into `metadata[order_id]`.
    pub order_id: Option<String>,
}

/// Stripe's statuses of a payment intent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntentStatus {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Succeeded,
    Canceled,
}

/// What to charge.
#[derive(Debug, Clone)]
pub struct NewIntent<'a> {
    pub amount_minor: i64,
    /// ISO code.
    pub currency: &'a str,
    pub order_id: &'a str,
    pub description: &'a str,
    pub idempotency_key: &'a str,
}

/// What to give back.
#[derive(Debug, Clone, Copy)]
pub struct NewRefund<'a> {
    pub intent_id: &'a str,
    pub amount_minor: i64,
    /// Our id, by which the refund is known again.
    pub refund_id: &'a str,
    pub idempotency_key: &'a str,
}

/// A refund at Stripe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    pub id: String,
    pub amount_minor: i64,
    /// ISO code, upper case.
    pub currency: String,
    pub status: RefundStatus,
    /// Stripe's word for why it failed.
    pub failure_reason: Option<String>,
    pub intent_id: Option<String>,
    /// What we wrote into `metadata[refund_id]`; nothing when it was made on Stripe's own pages.
    pub refund_id: Option<String>,
}

/// A payment that the buyer's bank wants back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    pub id: String,
    pub amount_minor: i64,
    /// ISO code, upper case.
    pub currency: String,
    /// Stripe's word for where it stands.
    pub status: String,
    /// Whether the bank has taken the money for good.
    pub is_lost: bool,
    pub intent_id: Option<String>,
}

/// Whose refunds to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundsOf<'a> {
    Intent(&'a str),
    Charge(&'a str),
}

/// Stripe's statuses of a refund: `requires_action` counts as pending, `canceled` as failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundStatus {
    Pending,
    Succeeded,
    Failed,
}

/// One row of Stripe's event list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedEvent {
    pub id: String,
    pub kind: String,
    pub object_id: Option<String>,
    pub created_s: i64,
}

/// How a call to Stripe failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody knows whether it took effect: time-outs, lost connections, 5xx. Ask again with the same key.
    #[error("no certain answer from Stripe: {0}")]
    Indeterminate(String),
    /// Stripe refused.
    #[error("Stripe refused ({status}): {code}")]
    Refused { status: u16, code: String },
}

/// A client of one Stripe account.
#[derive(Clone)]
pub struct Stripe {
    client: Client,
    webhook_secrets: Vec<SecretString>,
    webhook_tolerance_s: i64,
}

impl std::fmt::Debug for Stripe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stripe")
    }
}

impl Stripe {
    /// A client with its secrets. `api_base` ends in a slash; several webhook secrets are valid during a rotation.
    pub fn new(
        secret_key: &SecretString,
        api_base: &str,
        webhook_secrets: Vec<SecretString>,
        webhook_tolerance_s: i64,
    ) -> anyhow::Result<Self> {
        let base = format!("{}/", api_base.trim_end_matches('/'));
        let client = ClientBuilder::new(secret_key.expose_secret()).url(base).timeout(TIMEOUT).build()?;
        Ok(Self { client, webhook_secrets, webhook_tolerance_s })
    }

    /// Checks a webhook's signature over its raw body.
    pub fn verify_webhook(&self, body: &[u8], header: &str, now_s: i64) -> Result<(), WebhookError> {
        verify_signature(body, header, &self.webhook_secrets, now_s, self.webhook_tolerance_s)
    }

    /// Creates a payment intent, or returns the one that the key already made.
    pub async fn create_intent(&self, new: &NewIntent<'_>) -> Result<Intent, Error> {
        let currency: stripe_types::Currency = new.currency.to_lowercase().parse().unwrap_or(stripe_types::Currency::USD);
        let metadata = HashMap::from([("order_id".to_owned(), new.order_id.to_owned())]);
        for _ in 0..BUSY_TRIES {
            let request = pi::CreatePaymentIntent::new(new.amount_minor, currency.clone())
                .automatic_payment_methods(pi::CreatePaymentIntentAutomaticPaymentMethods::new(true))
                .description(new.description)
                .metadata(metadata.clone())
                .customize()
                .request_strategy(strategy(new.idempotency_key));
            match bounded(request.send(&self.client)).await {
                // Another tab asks under the same key at this moment: its answer will be ours.
                Err(Error::Indeterminate(cause)) if cause.starts_with("409") => tokio::time::sleep(BUSY_PAUSE).await,
                answer => return answer.map(|intent| intent_from(&intent)),
            }
        }
        Err(Error::Indeterminate("the key stayed busy".to_owned()))
    }

    /// Reads a payment intent.
    pub async fn retrieve_intent(&self, id: &str) -> Result<Intent, Error> {
        bounded(pi::RetrievePaymentIntent::new(id).send(&self.client)).await.map(|intent| intent_from(&intent))
    }

    /// Cancels a payment intent so that it can no longer be paid.
    pub async fn cancel_intent(&self, id: &str) -> Result<Intent, Error> {
        let request = pi::CancelPaymentIntent::new(id).customize().request_strategy(strategy(&format!("cancel:{id}")));
        bounded(request.send(&self.client)).await.map(|intent| intent_from(&intent))
    }

    /// Gives back part or all of a payment.
    pub async fn refund(&self, new: &NewRefund<'_>) -> Result<Refund, Error> {
        let request = refund::CreateRefund::new()
            .payment_intent(new.intent_id)
            .amount(new.amount_minor)
            .metadata(HashMap::from([("refund_id".to_owned(), new.refund_id.to_owned())]))
            .customize()
            .request_strategy(strategy(new.idempotency_key));
        bounded(request.send(&self.client)).await.map(|refund| refund_from(&refund))
    }

    /// Reads a refund.
    pub async fn retrieve_refund(&self, id: &str) -> Result<Refund, Error> {
        bounded(refund::RetrieveRefund::new(id).send(&self.client)).await.map(|refund| refund_from(&refund))
    }

    /// Reads a dispute.
    pub async fn retrieve_dispute(&self, id: &str) -> Result<Dispute, Error> {
        bounded(dispute::RetrieveDispute::new(id).send(&self.client)).await.map(|dispute| convert::dispute_from(&dispute))
    }

    /// Every refund of a payment, newest first.
    pub async fn list_refunds(&self, of: RefundsOf<'_>) -> Result<Vec<Refund>, Error> {
        let mut refunds: Vec<Refund> = Vec::new();
        loop {
            let mut request = refund::ListRefund::new().limit(100i64);
            request = match of {
                RefundsOf::Intent(id) => request.payment_intent(id),
                RefundsOf::Charge(id) => request.charge(id),
            };
            if let Some(last) = refunds.last() {
                request = request.starting_after(last.id.as_str());
            }
            let page = bounded(request.send(&self.client)).await?;
            refunds.extend(page.data.iter().map(refund_from));
            if !page.has_more || page.data.is_empty() {
                return Ok(refunds);
            }
        }
    }

    /// One page of events since an instant, newest first; `after` continues behind an event. The flag says whether more follow.
    pub async fn list_events(&self, since_s: i64, after: Option<&str>) -> Result<(Vec<ListedEvent>, bool), Error> {
        let mut request = event::ListEvent::new().created(stripe_types::RangeQueryTs::gte(since_s)).limit(100i64);
        if let Some(after) = after {
            request = request.starting_after(after);
        }
        let page = bounded(request.send(&self.client)).await?;
        Ok((page.data.iter().map(convert::event_from).collect(), page.has_more))
    }
}

fn strategy(key: &str) -> RequestStrategy {
    IdempotencyKey::new(key).map_or(RequestStrategy::Once, RequestStrategy::Idempotent)
}

/// Waits at most the time-out and sorts errors into certain and uncertain ones.
async fn bounded<T>(call: impl Future<Output = Result<T, StripeError>>) -> Result<T, Error> {
    match tokio::time::timeout(TIMEOUT, call).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(StripeError::Stripe(error, status))) if status < 500 && status != 409 && status != 429 => {
            let code = convert::failure_code(&error).unwrap_or_else(|| error.type_.as_str().to_owned());
            Err(Error::Refused { status, code })
        }
        Ok(Err(StripeError::Stripe(error, status))) => Err(Error::Indeterminate(format!("{status} {}", error.type_.as_str()))),
        Ok(Err(other)) => Err(Error::Indeterminate(other.to_string())),
        Err(_) => Err(Error::Indeterminate("time-out".to_owned())),
    }
}
