//! The box that stays in view: what it costs, what the fee is, until when it can be given back, and the button.

use crate::{Ctx, form::new_idempotency_key, i18n::T, orders::words::refusal as refusal_words};
use backend::catalogue::{OfferingDetail, Standing};
use domain::accounts::safe_next;
use domain::{
    Money,
    orders::{BUYER_FEE_BP, COURSE_REFUND_DAYS, COURSE_REFUND_MAX_SEEN_PERCENT, quote},
};
use jiff::SignedDuration;
use leptos::prelude::*;
use ui::{Button, ButtonLink, Icon, IconName, Look, Notice, Price, Size};

/// What can be done with the course here.
enum Step {
    /// Go on learning.
    Learn(String),
    /// Finish a purchase that was begun.
    Resume(String),
    /// One's own course is not for sale to oneself.
    Own,
    /// Buy it, or begin when it is free.
    Buy,
}

/// The offer of this page. One key for all its buttons, so that pressing two of them still buys once.
pub(in crate::catalogue) struct Offer {
    price: Money,
    buyer_fee: Money,
    key: String,
    step: Step,
}

impl Offer {
    /// What this visitor is offered.
    pub(in crate::catalogue) fn new(ctx: &Ctx, offering: &OfferingDetail) -> Self {
        let step = match &offering.standing {
            Standing { enrolment: Some(enrolment), .. } => Step::Learn(ctx.link(&format!("/learn/{enrolment}"))),
            Standing { is_own: true, .. } => Step::Own,
            Standing { open_order: Some(order), .. } => Step::Resume(ctx.link(&format!("/checkout/{}", order.id))),
            Standing { .. } => Step::Buy,
        };
        // An order keeps the price that it was made under.
        let now = quote(offering.price);
        let (price, buyer_fee) = match offering.standing.open_order {
            Some(order) if matches!(step, Step::Resume(_)) => (order.price, order.buyer_fee),
            _ => (now.price, now.buyer_fee),
        };
        Self { price, buyer_fee, key: new_idempotency_key(), step }
    }

    fn total(&self) -> Money {
        Money::new(self.price.minor + self.buyer_fee.minor, self.price.currency)
    }

    fn is_free(&self) -> bool {
        self.total().is_zero()
    }

    /// The words on the button that buys.
    fn buy_words(&self, t: T) -> String {
        if self.is_free() {
            t.s("catalogue-start-free")
        } else {
            t.a("catalogue-buy", &[("amount", t.money(self.total()).into())])
        }
    }
}

/// The box beside the course.
pub(in crate::catalogue) fn aside(ctx: &Ctx, offering: &OfferingDetail, offer: &Offer) -> AnyView {
    let t = ctx.t;
    let sums = (!offer.is_free() && matches!(offer.step, Step::Buy | Step::Resume(_))).then(|| sums(t, offer));
    let refund = (!offer.is_free() && matches!(offer.step, Step::Buy)).then(|| refund_line(ctx, offering)).flatten();
    let price = (!matches!(offer.step, Step::Learn(_))).then(|| view! { <p><Price amount=t.money(offer.price) large=true/></p> });
    view! {
        <aside class="booking-box stack" id="book" aria-label=t.s("catalogue-booking")>
            {price}
            {sums}
            {main_action(ctx, offering, offer)}
            {refund}
            <hr class="rule"/>
            {wish_form(ctx, offering, ctx.link(&format!("/o/{}", offering.slug)), Look::Ghost)}
        </aside>
    }
    .into_any()
}

fn main_action(ctx: &Ctx, offering: &OfferingDetail, offer: &Offer) -> AnyView {
    let t = ctx.t;
    match &offer.step {
        Step::Learn(href) => view! {
            <p class="flex gap-2"><Icon name=IconName::CheckCircle/><span>{t.s("catalogue-owned")}</span></p>
            <ButtonLink href=href.clone() size=Size::Large block=true icon=IconName::Play>{t.s("catalogue-continue")}</ButtonLink>
        }
        .into_any(),
        Step::Resume(href) => {
            let words = t.a("catalogue-resume", &[("amount", t.money(offer.total()).into())]);
            view! {
                <p class="small">{t.s("catalogue-resume-text")}</p>
                <ButtonLink href=href.clone() size=Size::Large block=true>{words}</ButtonLink>
            }
            .into_any()
        }
        Step::Own => view! { <p class="muted">{t.s("catalogue-own")}</p> }.into_any(),
        Step::Buy => {
            let words = offer.buy_words(t);
            view! {
                <form method="post" action=ctx.link("/checkout")>
                    <input type="hidden" name="offering" value=offering.slug.clone()/>
                    <input type="hidden" name="key" value=offer.key.clone()/>
                    <Button size=Size::Large block=true><bdi>{words}</bdi></Button>
                </form>
            }
            .into_any()
        }
    }
}

/// The price, the fee in words and figures, and what is really paid.
fn sums(t: T, offer: &Offer) -> AnyView {
    let fee = t.a("catalogue-fee", &[("percent", (BUYER_FEE_BP / 100).into())]);
    view! {
        <dl class="kv kv-sum">
            <dt>{t.s("catalogue-price")}</dt>
            <dd><bdi>{t.money_exact(offer.price)}</bdi></dd>
            <dt>{fee}</dt>
            <dd><bdi>{t.money_exact(offer.buyer_fee)}</bdi></dd>
            <dt class="kv-total">{t.s("catalogue-total")}</dt>
            <dd class="kv-total"><bdi>{t.money_exact(offer.total())}</bdi></dd>
        </dl>
    }
    .into_any()
}

/// Until when the course can be given back, if it were bought now: to the minute, since the rule ends at the hour of purchase.
/// Who gave too much back before is told before paying.
fn refund_line(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    let t = ctx.t;
    if let Some(refusal) = offering.standing.no_return {
        let text = refusal_words(t, refusal);
        return Some(view! { <p class="small muted flex gap-2"><Icon name=IconName::Info/><span>{text}</span></p> }.into_any());
    }
    let until = ctx.backend.clock.now().checked_add(SignedDuration::from_hours(COURSE_REFUND_DAYS * 24)).ok()?;
    let until = t.moment(until, &ctx.time_zone());
    let text = t.a("catalogue-refund", &[("until", until.into()), ("percent", COURSE_REFUND_MAX_SEEN_PERCENT.into())]);
    Some(view! { <p class="small muted flex gap-2"><Icon name=IconName::ShieldCheck/><span>{text}</span></p> }.into_any())
}

/// The heart as a form; pressed by a stranger it leads through login and back here.
pub(in crate::catalogue) fn wish_form(ctx: &Ctx, offering: &OfferingDetail, back: String, look: Look) -> AnyView {
    let t = ctx.t;
    let is_wished = offering.standing.is_wished;
    let (value, words) = if is_wished { ("0", t.s("catalogue-unwish")) } else { ("1", t.s("catalogue-wish")) };
    view! {
        <form method="post" action=ctx.link(&format!("/wishlist/{}", offering.slug))>
            <input type="hidden" name="wish" value=value/>
            <input type="hidden" name="back" value=back/>
            <Button look=look icon=IconName::Heart>{words}</Button>
        </form>
    }
    .into_any()
}

/// After the login that a button asked for: what to press now. A visit alone never buys and never changes a wishlist.
pub(in crate::catalogue) fn wish_intent(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    ctx.viewer.as_ref()?;
    match ctx.query_value("intent").as_deref() {
        Some("buy") => buy_again(ctx, offering),
        Some("wish") => wish_again(ctx, offering),
        _ => None,
    }
}

fn buy_again(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    let offer = Offer::new(ctx, offering);
    if !matches!(offer.step, Step::Buy) {
        return None;
    }
    let text = ctx.t.a("catalogue-buy-intent", &[("button", offer.buy_words(ctx.t).into())]);
    Some(view! { <div class="mb-6"><Notice><p>{text}</p></Notice></div> }.into_any())
}

fn wish_again(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    if offering.standing.is_wished {
        return None;
    }
    let text = ctx.t.s("catalogue-wish-intent");
    let back = ctx.query_value("back").filter(|back| safe_next(back).is_some());
    let back = back.unwrap_or_else(|| ctx.link(&format!("/o/{}", offering.slug)));
    let form = wish_form(ctx, offering, back, Look::Quiet);
    Some(view! { <div class="mb-6"><Notice><div class="cluster"><p>{text}</p>{form}</div></Notice></div> }.into_any())
}

/// On a phone: what is paid, fee included as on the button, and the way to the box, always at hand.
pub(in crate::catalogue) fn bar(ctx: &Ctx, offering: &OfferingDetail, offer: &Offer) -> Option<AnyView> {
    let t = ctx.t;
    let (href, words) = match &offer.step {
        Step::Own => return None,
        Step::Learn(href) => (href.clone(), t.s("catalogue-continue")),
        Step::Resume(href) => (href.clone(), t.s("catalogue-resume-short")),
        Step::Buy => ("#book".to_owned(), offer.buy_words(t)),
    };
    let seller = t.pick(&offering.seller.name.en, &offering.seller.name.ar).to_owned();
    let bar = view! {
        <div class="booking-bar">
            <span><Price amount=t.money(offer.total())/><small class="block muted"><bdi>{seller}</bdi></small></span>
            <a class="btn btn-primary" href=href>{words}</a>
        </div>
    };
    Some(bar.into_any())
}
