//! Mails about payments: the receipt, a confirmation that waits, a payment that came to nothing, money that could not be used.

use super::{refund, sql};
use crate::{
    Backend, Result, dates, db,
    notifications::{MailDraft, queue_mail, text, text_args},
    orders::sql::LockedOrder,
};
use domain::{Currency, Money};
use sqlx::PgConnection;
use uuid::Uuid;

/// An amount as mails write it: `51.45 USD`.
pub(super) fn spelled(amount: Money) -> String {
    format!("{} {}", amount.digits(), amount.currency.code())
}

/// The buyer's receipt and the seller's good news.
pub(super) async fn receipt(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder, enrolment_id: Uuid) -> Result<()> {
    let people = sql::find_people(conn, order.id).await?;
    let currency = Currency::parse(&order.currency).unwrap_or(Currency::Usd);
    let amount = |minor| spelled(Money::new(minor, currency));
    let site = &backend.settings.site_url;
    let locale = people.buyer_locale;
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let mut paragraphs = vec![text(locale, "mail-receipt-thanks")];
    if order.total_minor > 0 {
        let hours = domain::orders::COURSE_REFUND_DAYS * 24;
        let until = backend.clock.now().checked_add(jiff::SignedDuration::from_hours(hours))?;
        let until = dates::moment(locale, until, &dates::zone(&people.buyer_time_zone));
        paragraphs.push(text_args(locale, "mail-receipt-refund", &[("until", until.into())]));
    }
    let receipt = MailDraft {
        template: "receipt",
        dedupe_key: format!("order_paid:{}", order.id),
        recipient: people.buyer_email.clone(),
        locale,
        subject: text_args(locale, "mail-receipt-subject", &[("title", title.clone().into())]),
        paragraphs,
        details: vec![
            (text(locale, "mail-receipt-order"), order.number.to_string()),
            (text(locale, "mail-receipt-course"), title),
            (text(locale, "mail-receipt-price"), amount(order.price_minor)),
            (text(locale, "mail-receipt-fee"), amount(order.buyer_fee_minor)),
            (text(locale, "mail-receipt-total"), amount(order.total_minor)),
        ],
        button: Some((text(locale, "mail-receipt-button"), format!("{site}{}", locale.path(&format!("/learn/{enrolment_id}"))))),
    };
    queue_mail(conn, backend, receipt).await?;
    let locale = people.seller_locale;
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let sale = MailDraft {
        template: "sale",
        dedupe_key: format!("order_paid:{}", order.id),
        recipient: people.seller_email,
        locale,
        subject: text_args(locale, "mail-sale-subject", &[("buyer", people.buyer_name.into()), ("title", title.into())]),
        paragraphs: vec![text(locale, "mail-sale-text")],
        details: vec![(text(locale, "mail-sale-share"), amount(order.seller_share_minor))],
        button: Some((text(locale, "mail-sale-button"), format!("{site}{}", locale.path(&format!("/o/{}", people.slug))))),
    };
    queue_mail(conn, backend, sale).await
}

/// Asks the buyer to finish a payment that the bank wants confirmed; once for each attempt.
pub(super) async fn confirmation_waits(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    payment_id: Uuid,
) -> Result<()> {
    let words =
        Words { template: "action", text: "mail-action-text", button: "mail-action-button", subject: "mail-action-subject" };
    checkout(backend, conn, order, payment_id, words).await
}

/// Tells the buyer that a payment which the bank had to think about came to nothing.
pub(super) async fn payment_failed(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    payment_id: Uuid,
) -> Result<()> {
    let words = Words {
        template: "payment_failed",
        text: "mail-payment-failed-text",
        button: "mail-payment-failed-button",
        subject: "mail-payment-failed-subject",
    };
    checkout(backend, conn, order, payment_id, words).await
}

/// What a mail that leads back to the checkout says, by keys of the locale files.
struct Words {
    template: &'static str,
    subject: &'static str,
    text: &'static str,
    button: &'static str,
}

async fn checkout(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder, payment_id: Uuid, words: Words) -> Result<()> {
    let people = sql::find_people(conn, order.id).await?;
    let locale = people.buyer_locale;
    let title = locale.pick(&people.title_en, &people.title_ar).to_owned();
    let address = format!("{}{}", backend.settings.site_url, locale.path(&format!("/checkout/{}", order.id)));
    let currency = Currency::parse(&order.currency).unwrap_or(Currency::Usd);
    let total = spelled(Money::new(order.total_minor, currency));
    let draft = MailDraft {
        template: words.template,
        dedupe_key: format!("{}:{payment_id}", words.template),
        recipient: people.buyer_email,
        locale,
        subject: text_args(locale, words.subject, &[("title", title.into())]),
        paragraphs: vec![text(locale, words.text)],
        details: vec![(text(locale, "mail-receipt-order"), order.number.to_string()), (text(locale, "mail-action-total"), total)],
        button: Some((text(locale, words.button), address)),
    };
    queue_mail(conn, backend, draft).await
}

/// Tells the buyer that a payment came too late or twice and is on its way back.
pub(super) async fn late_refund(backend: &Backend, conn: &mut PgConnection, order: &LockedOrder) -> Result<()> {
    let mail = refund::RefundMail {
        text: "mail-refunded-late",
        amount_minor: order.total_minor,
        dedupe_key: format!("refund:{}", db::new_id()),
        ..refund::RefundMail::default()
    };
    refund::mail_refund(backend, conn, order, mail).await
}

/// Tells the buyer that a payment of another amount than asked for is on its way back.
pub(super) async fn odd_refund(
    backend: &Backend,
    conn: &mut PgConnection,
    order: &LockedOrder,
    payment_id: Uuid,
    received: Money,
) -> Result<()> {
    let mail = refund::RefundMail {
        text: "mail-refunded-odd",
        amount_minor: received.minor,
        currency: Some(received.currency),
        dedupe_key: format!("refund:{payment_id}"),
        ..refund::RefundMail::default()
    };
    refund::mail_refund(backend, conn, order, mail).await
}
