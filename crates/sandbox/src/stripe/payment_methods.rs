//! Payment methods: cards read from a request, and whose they are. Numbers are not kept, except that of
//! a test card, which says how it behaves.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::call::Call;
use super::cards::{self, Decision, Decline, TestCard};
use super::customers;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::fields;
use super::form::{Form, bracketed};
use super::ids::{new_id, now_s, year_and_month};
use super::json::{flag, public, set, some_text, text};
use super::listing;
use super::objects::{self, CardFace};
use super::store;

/// `POST /v1/payment_methods`.
pub(crate) async fn create(call: &mut Call) -> ApiResult {
    let method = build(&call.form, "")?;
    store::insert(&mut call.tx, &method).await?;
    Ok(method)
}

/// `GET /v1/payment_methods/{id}`.
pub(crate) async fn get(call: &mut Call, id: &str) -> ApiResult {
    match cards::by_name(id) {
        Some(card) => from_test_card(call, card).await,
        None => store::find(&mut call.tx, "payment_method", id, "id").await,
    }
}

/// `POST /v1/payment_methods/{id}`.
pub(crate) async fn update(call: &mut Call, id: &str) -> ApiResult {
    let mut method = store::lock(&mut call.tx, "payment_method", id, "id").await?;
    let before = method.clone();
    fields::metadata(&call.form, &mut method)?;
    fields::billing_details(&call.form, "billing_details", &mut method);
    for name in ["exp_month", "exp_year"] {
        if let Some(value) = call.form.int(&format!("card.{name}"))?
            && let Some(card) = method.get_mut("card")
        {
            set(card, name, value);
        }
    }
    store::save(&mut call.tx, &method).await?;
    emit(call, "payment_method.updated", &method, Some(&before)).await?;
    Ok(method)
}

/// `GET /v1/payment_methods?customer=`.
pub(crate) async fn list(call: &mut Call) -> ApiResult {
    let id = call.form.required("customer")?.to_owned();
    list_at(call, &id, "/v1/payment_methods".to_owned()).await
}

/// `GET /v1/customers/{id}/payment_methods`.
pub(crate) async fn list_of(call: &mut Call, id: &str) -> ApiResult {
    list_at(call, id, format!("/v1/customers/{id}/payment_methods")).await
}

async fn list_at(call: &mut Call, customer: &str, url: String) -> ApiResult {
    customers::living(call, customer).await?;
    let mut wanted = json!({"customer": customer});
    if let Some(kind) = call.form.text("type") {
        set(&mut wanted, "type", kind);
    }
    listing::matching(call, "payment_method", &url, wanted).await
}

/// `POST /v1/payment_methods/{id}/attach`.
pub(crate) async fn attach(call: &mut Call, id: &str) -> ApiResult {
    let customer = call.form.required("customer")?.to_owned();
    attach_to(call, id, &customer).await
}

/// Gives a payment method to a customer after the bank's check of it.
pub(crate) async fn attach_to(call: &mut Call, id: &str, customer: &str) -> ApiResult {
    customers::living(call, customer).await?;
    let method = resolve(call, id).await?;
    match some_text(&method, "customer") {
        Some(owner) if owner == customer => return Ok(method),
        Some(_) => {
            return Err(ApiError::invalid("The payment method you provided has already been attached to a customer.")
                .code("payment_method_unexpected_state"));
        }
        None => {}
    }
    if flag(&method, "_consumed") {
        return Err(used_up());
    }
    if let Decision::Decline(why) = cards::setup(test_card(&method)) {
        return Err(ApiError::card(why).with("payment_method", public(&method)).executed());
    }
    hand_over(call, method, customer).await
}

/// Attaches without a check: a payment or setup with this customer has just succeeded.
pub(crate) async fn hand_over(call: &mut Call, mut method: Value, customer: &str) -> ApiResult {
    set(&mut method, "customer", customer);
    store::save(&mut call.tx, &method).await?;
    emit(call, "payment_method.attached", &method, None).await?;
    Ok(method)
}

/// `POST /v1/payment_methods/{id}/detach`.
pub(crate) async fn detach(call: &mut Call, id: &str) -> ApiResult {
    let method = store::lock(&mut call.tx, "payment_method", id, "id").await?;
    if some_text(&method, "customer").is_none() {
        return Err(ApiError::invalid(
            "The payment method you provided is not attached to a customer so detachment is impossible.",
        )
        .code("payment_method_unexpected_state"));
    }
    release(call, method).await
}

/// Takes a payment method from its customer; it may never be used again.
pub(crate) async fn release(call: &mut Call, mut method: Value) -> ApiResult {
    let before = method.clone();
    set(&mut method, "customer", Value::Null);
    set(&mut method, "_consumed", true);
    store::save(&mut call.tx, &method).await?;
    emit(call, "payment_method.detached", &method, Some(&before)).await?;
    Ok(method)
}

/// The payment method that a request names or describes, locked; a described one is stored.
pub(crate) async fn from_request(call: &mut Call) -> Result<Option<Value>, ApiError> {
    if let Some(id) = call.form.text("payment_method").map(str::to_owned) {
        return Ok(Some(resolve(call, &id).await?));
    }
    if !call.form.has("payment_method_data") {
        return Ok(None);
    }
    let method = build(&call.form, "payment_method_data")?;
    store::insert(&mut call.tx, &method).await?;
    Ok(Some(method))
}

/// Locks a payment method, making one where the id is a `pm_card_…` name.
pub(crate) async fn resolve(call: &mut Call, id: &str) -> ApiResult {
    match cards::by_name(id) {
        Some(card) => from_test_card(call, card).await,
        None => store::lock(&mut call.tx, "payment_method", id, "payment_method").await,
    }
}

/// Refuses a payment method that this customer, or nobody, may pay with.
pub(crate) fn check_usable(method: &Value, customer: Option<&str>) -> Result<(), ApiError> {
    let owner = some_text(method, "customer");
    if flag(method, "_consumed") && owner.is_none() {
        return Err(used_up());
    }
    if owner.is_none() || owner.as_deref() == customer {
        return Ok(());
    }
    let id = text(method, "id");
    Err(ApiError::invalid(format!(
        "The PaymentMethod {id} belongs to a Customer. Please include that Customer in the `customer` parameter, or use another PaymentMethod."
    ))
    .param("payment_method"))
}

/// How the card of a stored payment method, or of a charge, behaves.
pub(crate) fn test_card(object: &Value) -> Option<&'static TestCard> {
    cards::by_number(text(object, "_card"))
}

fn used_up() -> ApiError {
    ApiError::invalid(
        "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
    )
    .param("payment_method")
}

async fn from_test_card(call: &mut Call, card: &'static TestCard) -> ApiResult {
    let (year, _) = year_and_month(now_s());
    let method = objects::payment_method(&new_id("pm"), &face(card.number, 12, year + 1, true));
    store::insert(&mut call.tx, &method).await?;
    Ok(method)
}

/// Reads a payment method from the parameters under `prefix`.
fn build(form: &Form, prefix: &str) -> ApiResult {
    let at = |name: &str| {
        if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
    };
    let kind = form.required(&at("type"))?;
    if kind != "card" {
        return Err(ApiError::invalid(format!("Invalid {}: must be card in the sandbox", bracketed(&at("type"))))
            .param(&bracketed(&at("type"))));
    }
    let card = read_card(form, &at("card"))?;
    let mut method = objects::payment_method(&new_id("pm"), &card);
    fields::billing_details(form, &at("billing_details"), &mut method);
    if prefix.is_empty() {
        fields::metadata(form, &mut method)?;
    }
    if let Some(word) = form.text(&at("allow_redisplay")) {
        set(&mut method, "allow_redisplay", word);
    }
    Ok(method)
}

fn read_card(form: &Form, path: &str) -> Result<CardFace, ApiError> {
    if let Some(token) = form.text(&format!("{path}.token")) {
        let (year, _) = year_and_month(now_s());
        return match cards::by_name(token) {
            Some(card) => Ok(face(card.number, 12, year + 1, true)),
            None => Err(ApiError::no_such("token", token, "card[token]")),
        };
    }
    let number: String =
        form.required(&format!("{path}.number"))?.chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    if !cards::passes_luhn(&number) {
        return Err(ApiError::card(Decline::IncorrectNumber).param("number"));
    }
    let (month, year) = read_expiry(form, path)?;
    let cvc = form.text(&format!("{path}.cvc"));
    if cvc.is_some_and(|cvc| !is_cvc(cvc)) {
        return Err(ApiError::card_detail("invalid_cvc", "cvc", "Your card's security code is invalid."));
    }
    Ok(face(&number, month, year, cvc.is_some()))
}

fn is_cvc(cvc: &str) -> bool {
    (3..=4).contains(&cvc.len()) && cvc.bytes().all(|byte| byte.is_ascii_digit())
}

fn read_expiry(form: &Form, path: &str) -> Result<(i64, i64), ApiError> {
    let month_at = format!("{path}.exp_month");
    let year_at = format!("{path}.exp_year");
    form.required(&month_at)?;
    form.required(&year_at)?;
    let month = form.int(&month_at)?.unwrap_or_default();
    let year = match form.int(&year_at)?.unwrap_or_default() {
        short @ 0..=99 => 2000 + short,
        full => full,
    };
    let (this_year, this_month) = year_and_month(now_s());
    let is_month_wrong = !(1..=12).contains(&month);
    if is_month_wrong || (year == this_year && month < this_month) {
        return Err(ApiError::card_detail("invalid_expiry_month", "exp_month", "Your card's expiration month is invalid."));
    }
    if !(this_year..=this_year + 50).contains(&year) {
        return Err(ApiError::card_detail("invalid_expiry_year", "exp_year", "Your card's expiration year is invalid."));
    }
    Ok((month, year))
}

fn face(number: &str, exp_month: i64, exp_year: i64, has_cvc: bool) -> CardFace {
    let digest = hex::encode(Sha256::digest(number.as_bytes()));
    let last4 = number.get(number.len().saturating_sub(4)..);
    CardFace {
        known: cards::by_number(number),
        brand: cards::brand_of(number).to_owned(),
        last4: last4.unwrap_or_default().to_owned(),
        exp_month,
        exp_year,
        fingerprint: digest.get(..16).unwrap_or_default().to_owned(),
        has_cvc,
    }
}

#[cfg(test)]
mod tests {
    use super::{build, check_usable};
    use crate::stripe::error::ApiError;
    use crate::stripe::form::Form;
    use serde_json::json;

    fn code_of(body: &str) -> Option<String> {
        let form = Form::parse(b"", body.as_bytes()).ok()?;
        let error = build(&form, "").err()?;
        error.fields()["code"].as_str().map(str::to_owned)
    }

    #[test]
    fn wrong_card_details_are_named() {
        let card = |number: &str, month: &str, year: &str, cvc: &str| {
            format!("type=card&card[number]={number}&card[exp_month]={month}&card[exp_year]={year}&card[cvc]={cvc}")
        };
        let good = "4242424242424242";
        let code = |body: String| code_of(&body).unwrap_or_default();
        assert_eq!(code(card("4242424242424241", "12", "2060", "123")), "incorrect_number");
        assert_eq!(code(card(good, "13", "2060", "123")), "invalid_expiry_month");
        assert_eq!(code(card(good, "12", "2020", "123")), "invalid_expiry_year");
        assert_eq!(code(card(good, "12", "2060", "12")), "invalid_cvc");
        assert_eq!(code(card(good, "12", "60", "123")), "");
    }

    #[test]
    fn the_number_of_an_unknown_card_is_not_kept() -> Result<(), ApiError> {
        let body = b"type=card&card[number]=4111111111111111&card[exp_month]=1&card[exp_year]=2060";
        let method = build(&Form::parse(b"", body)?, "")?;
        assert!(method["_card"].is_null());
        assert!(!method.to_string().contains("4111111111111111"));
        Ok(())
    }

    #[test]
    fn nobody_pays_with_anothers_card() {
        let owned = json!({"id": "pm_1", "customer": "cus_1", "_consumed": false});
        assert!(check_usable(&owned, Some("cus_1")).is_ok());
        assert!(check_usable(&owned, Some("cus_2")).is_err());
        assert!(check_usable(&owned, None).is_err());
        let spent = json!({"id": "pm_1", "customer": null, "_consumed": true});
        assert!(check_usable(&spent, None).is_err());
    }
}
