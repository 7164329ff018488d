//! The texts of the demo marketplace, as they were written into `crates/backend/seed` and embedded by the build.

use crate::Result;
use anyhow::{Context, bail};
use domain::{
    Locale,
    catalogue::Level,
    learning::{LessonKind, UnlockMode},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/seed_content.rs"));
}

/// A text in both languages.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Both {
    #[serde(default)]
    pub en: String,
    #[serde(default)]
    pub ar: String,
}

impl Both {
    /// The text of a language.
    pub(super) fn pick(&self, locale: Locale) -> &str {
        locale.pick(&self.en, &self.ar)
    }
}

/// The lines that are spoken in a video.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Lines {
    #[serde(default)]
    pub en: Vec<String>,
    #[serde(default)]
    pub ar: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Category {
    pub slug: String,
    pub parent: Option<String>,
    pub name: Both,
    #[serde(default)]
    pub blurb: Both,
    pub hue: i16,
    pub icon: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Seller {
    pub handle: String,
    pub name: Both,
    pub country: String,
    pub time_zone: String,
    #[serde(default)]
    pub headline: Both,
    #[serde(default)]
    pub bio: Both,
    #[serde(default)]
    pub languages: Vec<serde_json::Value>,
    pub joined: Date,
    pub hue: i16,
}

/// Somebody who waits to become a seller; the buyer with the same English name.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Applicant {
    pub handle: String,
    pub name: Both,
    pub country: String,
    pub headline: Both,
    pub bio: Both,
    pub languages: Vec<serde_json::Value>,
    /// Slugs of categories.
    pub subjects: Vec<String>,
    pub links: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Buyer {
    pub name: Both,
    pub locale: Locale,
    pub time_zone: String,
    pub joined: Date,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Course {
    pub slug: String,
    /// The seller's handle.
    pub seller: String,
    pub category: String,
    pub title: Both,
    #[serde(default)]
    pub promise: Both,
    #[serde(default)]
    pub description: Both,
    #[serde(default)]
    pub outcomes: Vec<Both>,
    #[serde(default)]
    pub requirements: Vec<Both>,
    #[serde(default)]
    pub audience: Vec<Both>,
    pub level: Level,
    pub language: Locale,
    pub price_minor: i64,
    pub currency: String,
    #[serde(default)]
    pub tags: Vec<String>,
    pub published: Date,
    pub unlock: UnlockMode,
    /// Whether every lesson has a video of its own.
    #[serde(default)]
    pub flagship: bool,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Section {
    pub title: Both,
    pub lessons: Vec<Lesson>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Lesson {
    pub kind: LessonKind,
    pub title: Both,
    /// The planned length of a video; the real one is probed.
    #[serde(default)]
    pub seconds: i64,
    #[serde(default)]
    pub free: bool,
    #[serde(default)]
    pub body: Both,
    #[serde(default)]
    pub script: Lines,
    pub file_name: Option<String>,
    #[serde(default)]
    pub file_body: Both,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Review {
    /// The slug of the course.
    pub course: String,
    /// The place of the buyer in the list.
    pub buyer: usize,
    pub rating: i16,
    pub locale: Locale,
    pub body: String,
    pub days_ago: i64,
}

impl Course {
    /// All lessons in course order, each with its number from zero.
    pub(super) fn lessons(&self) -> impl Iterator<Item = (usize, &Lesson)> {
        self.sections.iter().flat_map(|section| &section.lessons).enumerate()
    }
}

/// Everything that was written.
#[derive(Debug, Clone)]
pub(super) struct Content {
    pub categories: Vec<Category>,
    pub sellers: Vec<Seller>,
    pub buyers: Vec<Buyer>,
    pub applicants: Vec<Applicant>,
    pub courses: Vec<Course>,
    pub reviews: Vec<Review>,
}

impl Content {
    /// Reads the embedded texts and checks that they fit together.
    pub(super) fn load() -> Result<Self> {
        let mut content = Self {
            categories: parse("categories.json", embedded::CATEGORIES)?,
            sellers: parse("sellers.json", embedded::SELLERS)?,
            buyers: parse("buyers.json", embedded::BUYERS)?,
            applicants: parse("applicants.json", embedded::APPLICANTS)?,
            courses: Vec::new(),
            reviews: parse("reviews.json", embedded::REVIEWS)?,
        };
        for (file, text) in embedded::COURSES {
            content.courses.push(parse(file, text)?);
        }
        content.check()?;
        Ok(content)
    }

    /// The course of a slug.
    pub(super) fn course(&self, slug: &str) -> Option<&Course> {
        self.courses.iter().find(|course| course.slug == slug)
    }

    /// The category at the top of a category's branch.
    pub(super) fn top_category(&self, slug: &str) -> Option<&Category> {
        let category = self.categories.iter().find(|category| category.slug == slug)?;
        match &category.parent {
            Some(parent) => self.categories.iter().find(|top| top.slug == *parent),
            None => Some(category),
        }
    }

    fn check(&self) -> Result<()> {
        if self.categories.is_empty() || self.sellers.is_empty() || self.buyers.is_empty() || self.courses.is_empty() {
            return Err(anyhow::anyhow!("the demo marketplace's texts are not complete").into());
        }
        Ok(self.courses.iter().try_for_each(|course| self.check_course(course))?)
    }

    fn check_course(&self, course: &Course) -> anyhow::Result<()> {
        if !self.sellers.iter().any(|seller| seller.handle == course.seller) {
            bail!("course {} names an unknown seller {}", course.slug, course.seller);
        }
        if self.top_category(&course.category).is_none() {
            bail!("course {} names an unknown category {}", course.slug, course.category);
        }
        Ok(())
    }
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> anyhow::Result<T> {
    serde_json::from_str(text).with_context(|| format!("reading seed/{file}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_written_texts_fit_together() {
        let content = Content::load().expect("content");
        let slugs: HashSet<&str> = content.courses.iter().map(|course| course.slug.as_str()).collect();
        assert_eq!(slugs.len(), content.courses.len(), "a slug is used twice");
        for course in &content.courses {
            assert!(course.price_minor == 0 || course.price_minor >= 500, "{}", course.slug);
            for (_, lesson) in course.lessons() {
                assert_eq!(lesson.kind == LessonKind::File, lesson.file_name.is_some(), "{}: {}", course.slug, lesson.title.en);
                assert_eq!(lesson.script.en.len(), lesson.script.ar.len(), "{}: {}", course.slug, lesson.title.en);
            }
        }
    }
}
