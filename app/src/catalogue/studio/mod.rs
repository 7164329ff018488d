//! The studio: a seller's own side of the site.

mod settings_page;
mod studio_page;

use crate::{Access, Ctx, Routes};
use leptos::prelude::*;
use ui::{Icon, IconName};

/// Routes of this part of the area.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/studio", Access::Seller, studio_page::show)
        .get("/studio/settings", Access::Seller, settings_page::show)
        .post("/studio/settings", Access::Seller, settings_page::save)
}

/// The studio's places at the side, and the work beside them.
fn frame(ctx: &Ctx, body: AnyView) -> AnyView {
    let t = ctx.t;
    let place = |path: &str, icon: IconName, key: &str| {
        let current = (ctx.path == path).then_some("page");
        view! { <a href=ctx.link(path) aria-current=current><Icon name=icon/>{t.s(key)}</a> }
    };
    view! {
        <div class="studio">
            <nav class="studio-nav" aria-label=t.s("nav-studio")>
                {place("/studio", IconName::Dashboard, "studio-overview")}
                {place("/studio/settings", IconName::Settings, "studio-settings")}
            </nav>
            <div class="stack gap-6">{body}</div>
        </div>
    }
    .into_any()
}
