//! The parameter names that Stripe knows for each endpoint (version endive), used or not by the stand-in.

use super::dispatch::Op;

/// Names that only a server may send.
pub(crate) const SECRET_ONLY: &[&str] =
    &["off_session", "error_on_requires_action", "capture_method", "payment_method_options", "amount_to_confirm"];

/// The names that an endpoint knows, besides `expand`.
pub(crate) fn of(op: Op) -> &'static [&'static str] {
    match op {
        Op::CustomerCreate | Op::CustomerUpdate => CUSTOMER,
        Op::CustomerList => &["created", "email", "ending_before", "limit", "starting_after", "test_clock"],
        Op::CustomerMethods | Op::MethodList => METHOD_LIST,
        Op::MethodCreate => METHOD_CREATE,
        Op::MethodUpdate => METHOD_UPDATE,
        Op::MethodAttach => &["customer", "customer_account"],
        Op::IntentCreate => INTENT_CREATE,
        Op::IntentUpdate => INTENT_UPDATE,
        Op::IntentConfirm => INTENT_CONFIRM,
        Op::IntentCapture => INTENT_CAPTURE,
        Op::IntentCancel | Op::SetupCancel => &["cancellation_reason"],
        Op::IntentGet | Op::SetupGet | Op::IntentAbandon | Op::SetupAbandon => &["client_secret", "key", "source"],
        Op::IntentList | Op::SetupList => INTENT_LIST,
        Op::SetupCreate => SETUP_CREATE,
        Op::SetupConfirm => SETUP_CONFIRM,
        Op::RefundCreate => REFUND_CREATE,
        Op::RefundUpdate => &["metadata"],
        Op::ChargeList | Op::RefundList | Op::DisputeList => MONEY_LIST,
        Op::TransactionList => TRANSACTION_LIST,
        Op::EventList => EVENT_LIST,
        Op::CustomerGet
        | Op::CustomerDelete
        | Op::MethodGet
        | Op::MethodDetach
        | Op::ChargeGet
        | Op::RefundGet
        | Op::RefundCancel
        | Op::BalanceGet
        | Op::TransactionGet
        | Op::DisputeGet
        | Op::EventGet => &[],
    }
}

const CUSTOMER: &[&str] = &[
    "address",
    "balance",
    "business_name",
    "cash_balance",
    "default_source",
    "description",
    "email",
    "individual_name",
    "invoice_prefix",
    "invoice_settings",
    "metadata",
    "name",
    "next_invoice_sequence",
    "payment_method",
    "phone",
    "preferred_locales",
    "shipping",
    "source",
    "tax",
    "tax_exempt",
    "tax_id_data",
    "test_clock",
    "validate",
];

const METHOD_LIST: &[&str] =
    &["allow_redisplay", "customer", "customer_account", "ending_before", "limit", "starting_after", "type"];

const METHOD_CREATE: &[&str] =
    &["allow_redisplay", "billing_details", "card", "customer", "key", "metadata", "payment_method", "radar_options", "type"];

const METHOD_UPDATE: &[&str] = &["allow_redisplay", "billing_details", "card", "metadata"];

const INTENT_CREATE: &[&str] = &[
    "allowed_payment_method_types",
    "amount",
    "amount_details",
    "application_fee_amount",
    "automatic_payment_methods",
    "capture_method",
    "confirm",
    "confirmation_method",
    "confirmation_token",
    "currency",
    "customer",
    "customer_account",
    "description",
    "error_on_requires_action",
    "excluded_payment_method_types",
    "hooks",
    "mandate",
    "mandate_data",
    "metadata",
    "off_session",
    "on_behalf_of",
    "payment_details",
    "payment_method",
    "payment_method_configuration",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "radar_options",
    "receipt_email",
    "return_url",
    "setup_future_usage",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
    "use_stripe_sdk",
];

const INTENT_UPDATE: &[&str] = &[
    "allowed_payment_method_types",
    "amount",
    "amount_details",
    "application_fee_amount",
    "capture_method",
    "currency",
    "customer",
    "customer_account",
    "description",
    "excluded_payment_method_types",
    "hooks",
    "metadata",
    "payment_details",
    "payment_method",
    "payment_method_configuration",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "receipt_email",
    "setup_future_usage",
    "shipping",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
];

const INTENT_CONFIRM: &[&str] = &[
    "allowed_payment_method_types",
    "amount_details",
    "amount_to_confirm",
    "capture_method",
    "client_secret",
    "confirmation_token",
    "error_on_requires_action",
    "excluded_payment_method_types",
    "expected_payment_method_type",
    "hooks",
    "key",
    "mandate",
    "mandate_data",
    "off_session",
    "payment_details",
    "payment_method",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "radar_options",
    "receipt_email",
    "return_url",
    "setup_future_usage",
    "shipping",
    "use_stripe_sdk",
];

const INTENT_CAPTURE: &[&str] = &[
    "amount_details",
    "amount_to_capture",
    "application_fee_amount",
    "final_capture",
    "hooks",
    "metadata",
    "payment_details",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
];

const INTENT_LIST: &[&str] =
    &["attach_to_self", "created", "customer", "customer_account", "ending_before", "limit", "payment_method", "starting_after"];

const SETUP_CREATE: &[&str] = &[
    "allowed_payment_method_types",
    "attach_to_self",
    "automatic_payment_methods",
    "confirm",
    "confirmation_token",
    "customer",
    "customer_account",
    "description",
    "excluded_payment_method_types",
    "flow_directions",
    "mandate_data",
    "metadata",
    "on_behalf_of",
    "payment_method",
    "payment_method_configuration",
    "payment_method_data",
    "payment_method_options",
    "payment_method_types",
    "return_url",
    "single_use",
    "usage",
    "use_stripe_sdk",
];

const SETUP_CONFIRM: &[&str] = &[
    "allowed_payment_method_types",
    "client_secret",
    "confirmation_token",
    "expected_payment_method_type",
    "key",
    "mandate_data",
    "payment_method",
    "payment_method_data",
    "payment_method_options",
    "return_url",
    "use_stripe_sdk",
];

const REFUND_CREATE: &[&str] = &[
    "amount",
    "charge",
    "currency",
    "customer",
    "instructions_email",
    "metadata",
    "origin",
    "payment_intent",
    "reason",
    "refund_application_fee",
    "reverse_transfer",
];

const MONEY_LIST: &[&str] =
    &["charge", "created", "customer", "ending_before", "limit", "payment_intent", "starting_after", "transfer_group"];

const TRANSACTION_LIST: &[&str] =
    &["created", "currency", "ending_before", "limit", "payout", "source", "starting_after", "type"];

const EVENT_LIST: &[&str] = &["created", "delivery_success", "ending_before", "limit", "starting_after", "type", "types"];
