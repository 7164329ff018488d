//! Stripe's own books: the balance, and for tests the sums that our ledger must agree with.

use serde_json::{Value, json};
use sqlx::{PgConnection, Row};

use super::call::Call;
use super::error::{ApiError, ApiResult};

/// `GET /v1/balance`: everything is available at once in the sandbox.
pub(crate) async fn balance(call: &mut Call) -> ApiResult {
    let rows = sqlx::query(
        "select body->>'currency' as currency, sum((body->>'net')::bigint)::bigint as net
         from sandbox.stripe_objects where kind = 'balance_transaction'
         group by 1 order by 1",
    )
    .fetch_all(&mut *call.tx)
    .await?;
    let mut available = Vec::new();
    let mut pending = Vec::new();
    for row in rows {
        let currency: String = row.try_get("currency")?;
        let net: i64 = row.try_get("net")?;
        available.push(amount(&currency, net));
        pending.push(amount(&currency, 0));
    }
    if available.is_empty() {
        available.push(amount("usd", 0));
        pending.push(amount("usd", 0));
    }
    Ok(json!({
        "object": "balance", "available": available, "pending": pending, "livemode": false
    }))
}

fn amount(currency: &str, minor: i64) -> Value {
    json!({"amount": minor, "currency": currency, "source_types": {"card": minor}})
}

/// What was captured, refunded (lost disputes too) and kept as fees, per currency, and every payment that succeeded.
pub(crate) async fn books(conn: &mut PgConnection) -> Result<Value, ApiError> {
    let rows = sqlx::query(
        "select body->>'currency' as currency,
                coalesce(sum((body->>'amount')::bigint)
                    filter (where body->>'type' = 'charge'), 0)::bigint as captured,
                coalesce(-sum((body->>'amount')::bigint)
                    filter (where body->>'type' in ('refund', 'refund_failure', 'adjustment')), 0)::bigint
                    as refunded,
                coalesce(sum((body->>'fee')::bigint), 0)::bigint as fees
         from sandbox.stripe_objects where kind = 'balance_transaction'
         group by 1 order by 1",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut currencies = serde_json::Map::new();
    for row in rows {
        let currency: String = row.try_get("currency")?;
        let captured: i64 = row.try_get("captured")?;
        let refunded: i64 = row.try_get("refunded")?;
        let fees: i64 = row.try_get("fees")?;
        let sums = json!({
            "captured": captured, "refunded": refunded, "fees": fees,
            "net": captured - refunded - fees
        });
        currencies.insert(currency, sums);
    }
    let rows = sqlx::query(
        "select i.body as intent, coalesce((c.body->>'amount_refunded')::bigint, 0) as refunded
         from sandbox.stripe_objects i
         left join sandbox.stripe_objects c on c.id = i.body->>'latest_charge'
         where i.kind = 'payment_intent' and i.body->>'status' = 'succeeded'
         order by i.seq",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut succeeded = Vec::with_capacity(rows.len());
    for row in rows {
        let intent: Value = row.try_get("intent")?;
        let refunded: i64 = row.try_get("refunded")?;
        succeeded.push(json!({
            "payment_intent": intent["id"], "charge": intent["latest_charge"],
            "currency": intent["currency"], "amount_received": intent["amount_received"],
            "amount_refunded": refunded, "customer": intent["customer"],
            "transfer_group": intent["transfer_group"], "metadata": intent["metadata"],
            "created": intent["created"]
        }));
    }
    Ok(json!({"currencies": currencies, "succeeded": succeeded}))
}
