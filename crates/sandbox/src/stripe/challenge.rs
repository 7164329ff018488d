//! The 3-D Secure page that a bank would show: plain HTML that works without JavaScript.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::Stripe;
use super::call::Call;
use super::error::ApiError;
use super::form::Form;
use super::http::is_same;
use super::intent_actions::{self, redirect_status};
use super::json::{int, text};
use super::store;

/// The page may stand in our own frame and run nothing but its own file.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'self'";

/// What the page says, in one language.
struct Words {
    lang: &'static str,
    dir: &'static str,
    title: &'static str,
    explain: &'static str,
    complete: &'static str,
    fail: &'static str,
    done: &'static str,
    gone: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    dir: "ltr",
    title: "3D Secure 2 Test Page",
    explain: "This is the sandbox. A bank would ask you here to approve the payment.",
    complete: "Complete authentication",
    fail: "Fail authentication",
    done: "Done. You can close this window.",
    gone: "This authentication is no longer waiting for an answer.",
};

const ARABIC: Words = Words {
    lang: "ar",
    dir: "rtl",
    title: "صفحة تجريبية للتحقق الآمن (3D Secure 2)",
    explain: "هذه بيئة تجريبية. هنا يطلب منك البنك الموافقة على الدفع.",
    complete: "إتمام التحقق",
    fail: "رفض التحقق",
    done: "تم. يمكنك إغلاق هذه النافذة.",
    gone: "لم يعد هذا التحقق ينتظر إجابة.",
};

/// `GET /3ds/{id}`: the question.
pub(crate) async fn page(State(app): State<Stripe>, uri: Uri) -> Response {
    match question(&app, &uri).await {
        Ok(response) => response,
        Err(error) => failure(&error),
    }
}

/// `POST /3ds/{id}`: the answer; the browser goes on to the shop, or tells the frame around it.
pub(crate) async fn answer(State(app): State<Stripe>, uri: Uri, body: Bytes) -> Response {
    match decide(&app, &uri, &body).await {
        Ok(response) => response,
        Err(error) => failure(&error),
    }
}

/// `GET /3ds/{id}/done`: the end inside a frame; `stripe.js` notices that it was reached.
pub(crate) async fn done(uri: Uri) -> Response {
    let words = words(&query_of(&uri));
    let body = format!("<p role=\"status\">{}</p>", words.done);
    document(StatusCode::OK, words, "../../", &body)
}

async fn question(app: &Stripe, uri: &Uri) -> Result<Response, ApiError> {
    let query = query_of(uri);
    let words = words(&query);
    let mut conn = app.pool().acquire().await?;
    let intent = store::find_any(&mut conn, intent_id(uri)).await?;
    let intent = known(intent, &query)?;
    if text(&intent, "status") != "requires_action" {
        let body = format!("<p>{}</p>", words.gone);
        return Ok(document(StatusCode::GONE, words, "../", &body));
    }
    // No action: the form posts to this very address, with its token.
    let body = format!(
        "<p>{}</p>{}<form method=\"post\">\
         <button name=\"outcome\" value=\"pass\" class=\"main\">{}</button>\
         <button name=\"outcome\" value=\"fail\">{}</button></form>",
        words.explain,
        price(&intent),
        words.complete,
        words.fail
    );
    Ok(document(StatusCode::OK, words, "../", &body))
}

async fn decide(app: &Stripe, uri: &Uri, body: &[u8]) -> Result<Response, ApiError> {
    let query = query_of(uri);
    let passes = match Form::parse(b"", body)?.text("outcome") {
        Some("pass") => true,
        Some("fail") => false,
        _ => return Err(ApiError::missing("outcome")),
    };
    let id = intent_id(uri);
    let mut call = Call::internal(app).await?;
    let kind = if id.starts_with("seti_") { "setup_intent" } else { "payment_intent" };
    let intent = store::lock(&mut call.tx, kind, id, "intent").await?;
    let intent = known(Some(intent), &query)?;
    let return_url = text(&intent["_challenge"], "return_url").to_owned();
    // A second press of the button finds the intent decided and is only sent on.
    let intent = if text(&intent, "status") != "requires_action" {
        intent
    } else if passes {
        intent_actions::pass(&mut call, intent).await?
    } else {
        intent_actions::fail(&mut call, intent).await?
    };
    call.commit().await?;
    let is_framed = query.text("frame").is_some();
    match url::Url::parse(&return_url) {
        Ok(url) if !is_framed => Ok(see_other(&with_outcome(url, &intent))),
        _ => {
            let locale = query.text("locale").unwrap_or("en");
            let locale = if locale.starts_with("ar") { "ar" } else { "en" };
            Ok(see_other(&format!("{id}/done?locale={locale}")))
        }
    }
}

/// The return address with the three parameters that Stripe adds.
fn with_outcome(mut url: url::Url, intent: &Value) -> String {
    let kind = text(intent, "object");
    url.query_pairs_mut()
        .append_pair(kind, text(intent, "id"))
        .append_pair(&format!("{kind}_client_secret"), text(intent, "client_secret"))
        .append_pair("redirect_status", redirect_status(intent));
    url.to_string()
}

/// The intent, where the address carries its token.
fn known(intent: Option<Value>, query: &Form) -> Result<Value, ApiError> {
    let intent = intent.unwrap_or(Value::Null);
    let expected = text(&intent["_challenge"], "token");
    let sent = query.text("token").unwrap_or_default();
    if !expected.is_empty() && is_same(sent, expected) {
        Ok(intent)
    } else {
        Err(ApiError::no_such("authentication", "", "token"))
    }
}

fn intent_id(uri: &Uri) -> &str {
    uri.path().split('/').nth(2).unwrap_or_default()
}

fn query_of(uri: &Uri) -> Form {
    let query = uri.query().unwrap_or_default();
    Form::parse(query.as_bytes(), b"").unwrap_or_default()
}

fn words(query: &Form) -> &'static Words {
    match query.text("locale") {
        Some(locale) if locale.starts_with("ar") => &ARABIC,
        _ => &ENGLISH,
    }
}

/// The amount in a form that people read; setups have none.
fn price(intent: &Value) -> String {
    let minor = int(intent, "amount");
    if minor == 0 {
        return String::new();
    }
    let currency = text(intent, "currency").to_uppercase();
    let is_whole = matches!(currency.as_str(), "JPY" | "KRW" | "VND" | "CLP");
    let shown = if is_whole { minor.to_string() } else { format!("{}.{:02}", minor / 100, minor % 100) };
    let currency = escaped(&currency);
    format!("<p><bdi>{shown} {currency}</bdi></p>")
}

fn document(status: StatusCode, words: &Words, root: &str, body: &str) -> Response {
    let Words { lang, dir, title, .. } = words;
    let html = format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{root}3ds.css\">\
         <script src=\"{root}3ds.js\" defer></script></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>\n"
    );
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    (status, headers, html).into_response()
}

fn failure(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = format!("<p>{}</p>", ENGLISH.gone);
    document(status, &ENGLISH, "../", &body)
}

fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(value) => (StatusCode::SEE_OTHER, [(header::LOCATION, value)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{escaped, intent_id, known, price, query_of, with_outcome};
    use axum::http::Uri;
    use serde_json::json;

    #[test]
    fn the_return_address_keeps_its_own_parameters() -> anyhow::Result<()> {
        let intent = json!({
            "object": "payment_intent", "id": "pi_1", "client_secret": "pi_1_secret_2",
            "status": "succeeded"
        });
        let url = url::Url::parse("https://shop.test/done?order=7")?;
        assert_eq!(
            with_outcome(url, &intent),
            "https://shop.test/done?order=7&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=succeeded"
        );
        Ok(())
    }

    #[test]
    fn only_the_token_opens_the_page() -> anyhow::Result<()> {
        let uri: Uri = "/3ds/pi_1?token=abc".parse()?;
        assert_eq!(intent_id(&uri), "pi_1");
        let intent = json!({"_challenge": {"token": "abc"}});
        assert!(known(Some(intent.clone()), &query_of(&uri)).is_ok());
        let wrong: Uri = "/3ds/pi_1?token=abd".parse()?;
        assert!(known(Some(intent), &query_of(&wrong)).is_err());
        assert!(known(None, &query_of(&uri)).is_err());
        Ok(())
    }

    #[test]
    fn prices_read_as_people_write_them() {
        let dollars = json!({"amount": 1099, "currency": "usd"});
        assert_eq!(price(&dollars), "<p><bdi>10.99 USD</bdi></p>");
        assert_eq!(price(&json!({})), "");
        assert_eq!(escaped("<b>"), "&lt;b&gt;");
    }
}
