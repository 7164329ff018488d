//! `/studio/offerings/{id}/preview`: the page as visitors would see it, for its seller alone.

use super::{
    parts::{self, offering_id},
    preview,
};
use crate::{Ctx, Page, PageResult};
use axum::extract::Path;
use backend::catalogue::building::find_preview;
use domain::catalogue::offerings::Step;
use leptos::prelude::*;
use ui::Notice;

pub(super) async fn show(ctx: Ctx, Path(id): Path<String>) -> PageResult {
    let id = offering_id(&id)?;
    let found = find_preview(&ctx.backend, ctx.require_viewer()?, id).await?;
    let t = ctx.t;
    let cover = found.draft.cover.map(|cover| format!("/studio/offerings/{id}/cover.jpg?v={cover}"));
    let back = ctx.link(&parts::path(id, Step::Review));
    let body = view! {
        <div class="stack gap-6">
            <Notice><p>{t.s("build-preview-note")}" "<a class="link" href=back>{t.s("build-preview-back")}</a></p></Notice>
            {preview::body(&ctx, &found, cover)}
        </div>
    }
    .into_any();
    Ok(Page::titled(parts::title(t, &found.draft)).render(&ctx, move || body))
}
