//! Markdown as sellers write it, as HTML that carries no script, no picture and no heading above the page's own.

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use std::sync::LazyLock;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner.rm_tags(["img", "map", "area", "figure", "figcaption"]);
    cleaner.link_rel(Some("nofollow ugc noopener noreferrer"));
    cleaner
});

/// Renders and cleans. Headings move one level down, since the page's sections have the second level.
pub(crate) fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).map(lower_heading);
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    push_html(&mut html, events);
    CLEANER.clean(&html).to_string()
}

fn lower_heading(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: below(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    }
}

const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn marks_become_html_below_the_page_s_headings() {
        assert_eq!(
            to_html("# A\n\n## B\n\n- **c**").replace('\n', ""),
            "<h3>A</h3><h3>B</h3><ul><li><strong>c</strong></li></ul>"
        );
    }

    #[test]
    fn nothing_that_acts_survives() {
        let html = to_html(
            "<script>alert(1)</script>[x](javascript:alert(1)) <img src=x onerror=alert(1)> <a href='https://e.org' onclick=x>e</a>",
        );
        for part in ["<script", "onerror", "onclick", "<img", "href=\"javascript"] {
            assert!(!html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("nofollow"));
    }
}
