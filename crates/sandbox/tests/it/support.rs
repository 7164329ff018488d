//! A stand-in per test and short ways to talk to it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use sandbox::stripe::{Config, Stripe};
use serde_json::Value;
use sqlx::PgPool;
use tower::ServiceExt;

pub const SECRET: &str = "sk_test_sandbox";
pub const BROWSER: &str = "pk_test_sandbox";
pub const WEBHOOK_SECRET: &str = "whsec_sandbox";

/// One answer of the stand-in.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

/// The stand-in of one test.
pub struct Shop {
    pub stripe: Stripe,
    router: Router,
}

pub fn config(webhook_url: &str) -> Config {
    Config {
        secret_key: SECRET.to_owned(),
        publishable_key: BROWSER.to_owned(),
        webhook_secret: WEBHOOK_SECRET.to_owned(),
        webhook_url: webhook_url.to_owned(),
        browser_base: "/sandbox/stripe".to_owned(),
        deliver: false,
    }
}

impl Shop {
    pub async fn open(pool: &PgPool) -> anyhow::Result<Self> {
        Self::with_webhook(pool, "").await
    }

    pub async fn with_webhook(pool: &PgPool, url: &str) -> anyhow::Result<Self> {
        let stripe = Stripe::start(pool.clone(), config(url)).await?;
        let router = stripe.router();
        Ok(Self { stripe, router })
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> anyhow::Result<Answer> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned()))?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = to_bytes(response.into_body(), usize::MAX).await?;
        let text = String::from_utf8(bytes.to_vec())?;
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status, headers, text, body })
    }

    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        let key = format!("Bearer {SECRET}");
        self.send("GET", path, &[("authorization", &key)], "").await
    }

    pub async fn post(&self, path: &str, body: &str) -> anyhow::Result<Answer> {
        let key = format!("Bearer {SECRET}");
        self.send("POST", path, &[("authorization", &key)], body).await
    }

    pub async fn post_once(&self, key: &str, path: &str, body: &str) -> anyhow::Result<Answer> {
        let bearer = format!("Bearer {SECRET}");
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", key)];
        self.send("POST", path, &headers, body).await
    }

    pub async fn browse(&self, method: &str, path: &str, body: &str) -> anyhow::Result<Answer> {
        let key = format!("Bearer {BROWSER}");
        self.send(method, path, &[("authorization", &key)], body).await
    }

    pub async fn chaos(&self, json: &str) -> anyhow::Result<()> {
        let answer = self.post("/_sandbox/chaos", json).await?;
        anyhow::ensure!(answer.status == 200, "chaos: {}", answer.text);
        Ok(())
    }

    /// A payment of 10.00 USD that the test card of this name decides.
    pub async fn pay(&self, method: &str, more: &str) -> anyhow::Result<Answer> {
        let body =
            format!("amount=1000&currency=usd&confirm=true&payment_method={method}&return_url=https://shop.test/done&{more}");
        self.post("/v1/payment_intents", &body).await
    }

    /// How many events of a type there are.
    pub async fn count_events(&self, kind: &str) -> anyhow::Result<usize> {
        let list = self.get(&format!("/v1/events?limit=100&type={kind}")).await?;
        Ok(list.body["data"].as_array().map_or(0, Vec::len))
    }
}

/// The text of a field.
pub fn text<'a>(body: &'a Value, field: &str) -> &'a str {
    body[field].as_str().unwrap_or_default()
}
