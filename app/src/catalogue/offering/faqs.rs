//! What people ask before they buy, answered by the seller.

use crate::Ctx;
use backend::catalogue::{FaqView, OfferingDetail};
use leptos::prelude::*;
use ui::{Icon, IconName};

pub(in crate::catalogue) fn section(ctx: &Ctx, offering: &OfferingDetail) -> Option<AnyView> {
    if offering.faqs.is_empty() {
        return None;
    }
    let questions = offering.faqs.iter().map(|faq| one(ctx, faq)).collect_view();
    let section = view! {
        <section class="stack" id="questions">
            <h2>{ctx.t.s("catalogue-faqs")}</h2>
            <div class="faq">{questions}</div>
        </section>
    };
    Some(section.into_any())
}

/// A question that was asked in one language only is shown in it, with its answer in the same.
fn one(ctx: &Ctx, faq: &FaqView) -> AnyView {
    let t = ctx.t;
    let question = t.pick(&faq.question.en, &faq.question.ar).to_owned();
    let answer = t.pick(&faq.answer.en, &faq.answer.ar).to_owned();
    view! {
        <details>
            <summary><bdi>{question}</bdi><Icon name=IconName::ChevronDown/></summary>
            <p class="measure whitespace-pre-line" dir="auto">{answer}</p>
        </details>
    }
    .into_any()
}
