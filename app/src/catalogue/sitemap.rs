//! What search engines read: the sitemap with both languages of every page, and what they should leave alone.

use crate::{Ctx, PageResult};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use backend::catalogue::{SitemapEntry, sitemap_entries};
use domain::Locale;
use std::fmt::Write;

/// Places behind a login, of machines, or without an end.
const CLOSED: [&str; 13] = [
    "/checkout",
    "/orders",
    "/learn",
    "/wishlist",
    "/settings",
    "/login",
    "/register",
    "/forgot",
    "/reset",
    "/verify",
    "/media/",
    "/suggest",
    "/api/",
];

pub(super) async fn sitemap(ctx: Ctx) -> PageResult {
    let entries = sitemap_entries(&ctx.backend).await?;
    let text = sitemap_text(&ctx.backend.settings.site_url, &entries);
    Ok(typed("application/xml; charset=utf-8", text))
}

pub(super) async fn robots(ctx: Ctx) -> PageResult {
    let mut text = String::from("User-agent: *\n");
    for path in CLOSED {
        for locale in Locale::ALL {
            let _ = writeln!(text, "Disallow: {}", locale.path(path));
        }
    }
    // Filtered and paged lists have no end; the lists themselves are open.
    text.push_str("Disallow: /*?*after=\nDisallow: /*?*sort=\n");
    let _ = writeln!(text, "\nSitemap: {}/sitemap.xml", ctx.backend.settings.site_url);
    Ok(typed("text/plain; charset=utf-8", text))
}

fn typed(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=600")], text).into_response()
}

/// Paths are slugs of small letters, digits and hyphens, so nothing in them needs escaping; anything else is left out.
fn sitemap_text(site: &str, entries: &[SitemapEntry]) -> String {
    let mut text = String::with_capacity(entries.len() * 400);
    text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" ");
    text.push_str("xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for entry in entries.iter().filter(|entry| is_plain(&entry.path)) {
        for locale in Locale::ALL {
            let _ = write!(text, "<url><loc>{site}{}</loc>", locale.path(&entry.path));
            if let Some(at) = entry.changed_at {
                let _ = write!(text, "<lastmod>{}</lastmod>", at.strftime("%Y-%m-%d"));
            }
            for other in Locale::ALL {
                let address = other.path(&entry.path);
                let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{site}{address}\"/>", other.code());
            }
            text.push_str("</url>\n");
        }
    }
    text.push_str("</urlset>\n");
    text
}

fn is_plain(path: &str) -> bool {
    path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_stands_in_both_languages_and_names_the_other() {
        let entry = |path: &str| SitemapEntry { path: path.to_owned(), changed_at: None };
        let text = sitemap_text("https://x.test", &[entry("/"), entry("/o/a-b"), entry("/o/<odd>")]);
        assert_eq!(text.matches("<url>").count(), 4);
        assert!(text.contains("<loc>https://x.test/ar/o/a-b</loc>"));
        assert!(text.contains("hreflang=\"ar\" href=\"https://x.test/ar\""));
        assert!(!text.contains("odd"));
    }
}
