//! The studio: a seller's own side of the site.

pub(crate) mod offerings;
mod profile_page;
mod settings_page;
mod studio_page;
pub(crate) mod words;

use crate::{Access, Ctx, Routes};
use leptos::prelude::*;
use ui::{Icon, IconName};

/// Routes of this part of the area.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/studio", Access::Seller, studio_page::show)
        .get("/studio/profile", Access::Seller, profile_page::show)
        .upload("/studio/profile", Access::Seller, profile_page::save)
        .get("/studio/settings", Access::Seller, settings_page::show)
        .post("/studio/settings", Access::Seller, settings_page::save)
        .merge(offerings::routes())
}

/// The studio's places at the side, and the work beside them.
fn frame(ctx: &Ctx, body: AnyView) -> AnyView {
    let t = ctx.t;
    let place = |path: &str, icon: IconName, key: &str| {
        let is_below = path != "/studio" && ctx.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let current = (ctx.path == path).then_some("page").or(is_below.then_some("true"));
        view! { <a href=ctx.link(path) aria-current=current><Icon name=icon/>{t.s(key)}</a> }
    };
    view! {
        <div class="studio">
            <nav class="studio-nav" aria-label=t.s("nav-studio")>
                {place("/studio", IconName::Dashboard, "studio-overview")}
                {place("/studio/offerings", IconName::Package, "studio-offerings")}
                {place("/studio/profile", IconName::User, "studio-profile")}
                {place("/studio/settings", IconName::Settings, "studio-settings")}
            </nav>
            <div class="stack gap-6">{body}</div>
        </div>
    }
    .into_any()
}
