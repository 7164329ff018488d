//! The deliverer: posts events to the webhook, signed, at least once, until a 2xx or the tries run out.

use std::time::Duration;

use sqlx::Row;
use tokio::task::JoinSet;

use super::Stripe;
use super::ids::{now_ms, now_s};
use super::signature;

const MAX_TRIES: i32 = 8;
const BATCH: i64 = 64;
/// A delivery that its server did not finish within this time is tried by another.
const LEASE_MS: i64 = 30_000;
/// How many events the background deliverer posts at once.
const PARALLEL: usize = 4;
const IDLE: Duration = Duration::from_millis(500);

/// What one look at the queue did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pass {
    pub(crate) tried: usize,
    pub(crate) delivered: usize,
}

#[derive(Debug, Clone)]
struct Delivery {
    id: i64,
    event_id: String,
    url: String,
    attempt: i32,
}

/// Delivers until the stand-in is shut down.
pub(crate) async fn run(app: Stripe) {
    loop {
        let pause = match pass(&app, PARALLEL).await {
            Ok(done) if done.tried > 0 => Duration::ZERO,
            Ok(_) => IDLE,
            Err(_) if app.pool().is_closed() => return,
            Err(error) => {
                tracing::warn!(error = %error, "the Stripe stand-in could not read its queue");
                IDLE * 4
            }
        };
        tokio::select! {
            () = app.stopped() => return,
            () = app.woken() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Tries every delivery that is due, `parallel` at a time.
pub(crate) async fn pass(app: &Stripe, parallel: usize) -> anyhow::Result<Pass> {
    let mut due = claim(app).await?;
    if app.chaos().shuffle {
        due.sort_by_cached_key(|_| rand::random::<u64>());
    }
    let mut done = Pass { tried: due.len(), delivered: 0 };
    for group in due.chunks(parallel.max(1)) {
        let mut tasks = JoinSet::new();
        for delivery in group {
            tasks.spawn(deliver(app.clone(), delivery.clone()));
        }
        while let Some(outcome) = tasks.join_next().await {
            if outcome?? {
                done.delivered += 1;
            }
        }
    }
    Ok(done)
}

async fn claim(app: &Stripe) -> anyhow::Result<Vec<Delivery>> {
    let now = now_ms();
    let rows = sqlx::query(
        "update sandbox.stripe_deliveries set attempt = attempt + 1, next_at = $2
         where id in (
             select id from sandbox.stripe_deliveries
             where state = 'pending' and next_at <= $1
             order by id limit $3 for update skip locked
         )
         returning id, event_id, url, attempt",
    )
    .bind(now)
    .bind(now + LEASE_MS)
    .bind(BATCH)
    .fetch_all(app.pool())
    .await?;
    let mut due = Vec::with_capacity(rows.len());
    for row in rows {
        due.push(Delivery {
            id: row.try_get("id")?,
            event_id: row.try_get("event_id")?,
            url: row.try_get("url")?,
            attempt: row.try_get("attempt")?,
        });
    }
    due.sort_by_key(|delivery| delivery.id);
    Ok(due)
}

async fn deliver(app: Stripe, delivery: Delivery) -> anyhow::Result<bool> {
    let row = sqlx::query("select body from sandbox.stripe_events where id = $1")
        .bind(&delivery.event_id)
        .fetch_one(app.pool())
        .await?;
    let event: serde_json::Value = row.try_get("body")?;
    let body = serde_json::to_string(&event)?;
    let header = signature::header(&app.config().webhook_secret, now_s(), &body)?;
    let answer = app
        .http()
        .post(&delivery.url)
        .header("stripe-signature", header)
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "Stripe/1.0 (sandbox)")
        .body(body)
        .send()
        .await;
    let status = match answer {
        Ok(response) => Some(response.status().as_u16()),
        Err(error) => {
            tracing::debug!(event.id = %delivery.event_id, error = %error, "webhook not reached");
            None
        }
    };
    let is_delivered = status.is_some_and(|status| (200..300).contains(&status));
    record(&app, &delivery, status, is_delivered).await?;
    Ok(is_delivered)
}

async fn record(app: &Stripe, delivery: &Delivery, status: Option<u16>, is_delivered: bool) -> anyhow::Result<()> {
    let now = now_ms();
    let (state, next_at) = if is_delivered {
        ("delivered", now)
    } else if delivery.attempt >= MAX_TRIES {
        tracing::warn!(
            event.id = %delivery.event_id,
            attempt = delivery.attempt,
            "webhook given up by the Stripe stand-in"
        );
        ("failed", now)
    } else {
        ("pending", now + backoff_ms(delivery.attempt))
    };
    sqlx::query(
        "update sandbox.stripe_deliveries
         set state = $2, next_at = $3, last_status = $4, delivered_at = $5 where id = $1",
    )
    .bind(delivery.id)
    .bind(state)
    .bind(next_at)
    .bind(status.map(i32::from))
    .bind(is_delivered.then_some(now))
    .execute(app.pool())
    .await?;
    if is_delivered {
        sqlx::query("update sandbox.stripe_events set pending_deliveries = 0 where id = $1")
            .bind(&delivery.event_id)
            .execute(app.pool())
            .await?;
    }
    Ok(())
}

/// One second after the first failure, then twice as long each time.
fn backoff_ms(attempt: i32) -> i64 {
    1000_i64 << attempt.clamp(1, MAX_TRIES).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::backoff_ms;

    #[test]
    fn each_retry_waits_twice_as_long() {
        assert_eq!(backoff_ms(1), 1000);
        assert_eq!(backoff_ms(2), 2000);
        assert_eq!(backoff_ms(3), 4000);
        assert_eq!(backoff_ms(7), 64_000);
    }
}
