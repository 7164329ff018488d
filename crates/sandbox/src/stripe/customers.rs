//! Customers: created, changed and deleted; a deleted one still answers, as `deleted`.

use serde_json::{Value, json};

use super::call::Call;
use super::error::{ApiError, ApiResult};
use super::events::emit;
use super::fields;
use super::form::Form;
use super::ids::new_id;
use super::json::{flag, set, some_text, text};
use super::{objects, payment_methods, store};

const TEXTS: &[&str] = &["description", "email", "name", "phone", "tax_exempt"];

/// `POST /v1/customers`.
pub(crate) async fn create(call: &mut Call) -> ApiResult {
    let mut customer = objects::customer(&new_id("cus"));
    apply(&call.form, &mut customer)?;
    store::insert(&mut call.tx, &customer).await?;
    emit(call, "customer.created", &customer, None).await?;
    if let Some(method) = call.form.text("payment_method").map(str::to_owned) {
        let id = text(&customer, "id").to_owned();
        payment_methods::attach_to(call, &method, &id).await?;
    }
    check_default(call, &customer).await?;
    Ok(customer)
}

/// `GET /v1/customers/{id}`.
pub(crate) async fn get(call: &mut Call, id: &str) -> ApiResult {
    store::find(&mut call.tx, "customer", id, "id").await
}

/// `POST /v1/customers/{id}`.
pub(crate) async fn update(call: &mut Call, id: &str) -> ApiResult {
    let mut customer = lock(call, id).await?;
    let before = customer.clone();
    apply(&call.form, &mut customer)?;
    check_default(call, &customer).await?;
    store::save(&mut call.tx, &customer).await?;
    if customer != before {
        emit(call, "customer.updated", &customer, Some(&before)).await?;
    }
    Ok(customer)
}

/// `DELETE /v1/customers/{id}`: their payment methods are detached for good.
pub(crate) async fn delete(call: &mut Call, id: &str) -> ApiResult {
    let customer = lock(call, id).await?;
    let methods = store::lock_matching(&mut call.tx, "payment_method", &json!({"customer": id})).await?;
    for method in methods {
        payment_methods::release(call, method).await?;
    }
    emit(call, "customer.deleted", &customer, None).await?;
    let gone = json!({
        "id": id, "object": "customer", "deleted": true, "created": customer["created"]
    });
    store::save(&mut call.tx, &gone).await?;
    Ok(json!({"id": id, "object": "customer", "deleted": true}))
}

/// Reads a living customer that a parameter names.
pub(crate) async fn living(call: &mut Call, id: &str) -> ApiResult {
    let customer = store::find(&mut call.tx, "customer", id, "customer").await?;
    if flag(&customer, "deleted") {
        return Err(ApiError::no_such("customer", id, "customer"));
    }
    Ok(customer)
}

async fn lock(call: &mut Call, id: &str) -> ApiResult {
    let customer = store::lock(&mut call.tx, "customer", id, "id").await?;
    if flag(&customer, "deleted") {
        return Err(ApiError::no_such("customer", id, "id"));
    }
    Ok(customer)
}

fn apply(form: &Form, customer: &mut Value) -> Result<(), ApiError> {
    fields::texts(form, customer, TEXTS);
    fields::metadata(form, customer)?;
    fields::shipping(form, customer);
    if form.has("address") {
        set(customer, "address", fields::address(form, "address"));
    }
    if form.has("preferred_locales") {
        set(customer, "preferred_locales", form.list("preferred_locales"));
    }
    if let Some(balance) = form.int("balance")? {
        set(customer, "balance", balance);
    }
    if let Some(method) = form.raw("invoice_settings.default_payment_method")
        && let Some(settings) = customer.get_mut("invoice_settings")
    {
        let value = if method.is_empty() { Value::Null } else { method.into() };
        set(settings, "default_payment_method", value);
    }
    Ok(())
}

/// The default payment method must be one of the customer's own.
async fn check_default(call: &mut Call, customer: &Value) -> Result<(), ApiError> {
    let Some(method) = call.form.text("invoice_settings.default_payment_method").map(str::to_owned) else {
        return Ok(());
    };
    let param = "invoice_settings[default_payment_method]";
    let found = store::find(&mut call.tx, "payment_method", &method, param).await?;
    if some_text(&found, "customer") == some_text(customer, "id") {
        Ok(())
    } else {
        Err(ApiError::invalid(
            "The customer does not have a payment method with the ID given. The payment method must be attached to the customer.",
        )
        .code("resource_missing")
        .param(param))
    }
}
