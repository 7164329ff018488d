//! Saving the basics, the texts of the page, and questions with answers.

use super::editing::{StepSave, begin};
use crate::{
    Backend, Result,
    accounts::Viewer,
    catalogue::{categories::CategoryTree, list_categories, sql::building::steps},
};
use domain::{
    FieldErrors,
    catalogue::offerings::{BasicsInput, Faq, PageInput, check_basics, check_faqs, check_page},
    ids::CategoryId,
};

/// A category that holds no others, by its slug.
pub(super) fn leaf(categories: &CategoryTree, slug: &str, errors: &mut FieldErrors) -> CategoryId {
    let node = categories.roots.iter().find(|node| node.category.slug == slug);
    let found = match node {
        // A top category counts only while there is nothing below it.
        Some(node) => node.children.is_empty().then_some(node.category.id),
        None => categories.find(slug).map(|category| category.id),
    };
    found.unwrap_or_else(|| {
        errors.add("category", "build-error-category");
        CategoryId(uuid::Uuid::nil())
    })
}

/// Saves category, language, level, titles, promise and tags.
pub async fn save_basics(backend: &Backend, viewer: &Viewer, save: StepSave, input: &BasicsInput) -> Result<()> {
    let categories = list_categories(backend).await?;
    let mut errors = FieldErrors::default();
    let category = leaf(&categories, &input.category, &mut errors);
    let basics = check_basics(input, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    let held = &editing.held;
    let reviewed = [
        ("category", held.category_id != category.0),
        ("language", held.language != basics.language.code()),
        ("title_en", held.title_en != basics.title.en),
        ("title_ar", held.title_ar != basics.title.ar),
    ];
    editing.keep_reviewed(&reviewed)?;
    steps::save_basics(editing.conn(), save.id.0, category.0, &basics).await?;
    editing.finish().await
}

/// Saves description, outcomes, requirements and audience.
pub async fn save_page(backend: &Backend, viewer: &Viewer, save: StepSave, input: &PageInput) -> Result<()> {
    let mut errors = FieldErrors::default();
    let page = check_page(input, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    steps::save_page(editing.conn(), save.id.0, &page).await?;
    editing.finish().await
}

/// Saves questions and answers.
pub async fn save_faqs(backend: &Backend, viewer: &Viewer, save: StepSave, rows: &[Faq]) -> Result<()> {
    let mut errors = FieldErrors::default();
    let faqs = check_faqs(rows, &mut errors);
    errors.into_result()?;
    let mut editing = begin(backend, viewer, save).await?;
    steps::replace_faqs(editing.conn(), save.id.0, &faqs).await?;
    editing.finish().await
}
