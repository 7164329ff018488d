//! Categories and courses with their lessons, media and captions.

use super::{Scene, lesson_id, offering_id, seller_id};
use crate::{
    Backend, Result,
    media::{Cue, download_key},
    seed::{
        content::{Both, Content, Course, Lesson},
        films::media_id,
        history::{days_before, morning},
        ids::id,
        sql::courses::{self as sql, NewCategory, NewLesson, NewMedia, NewOffering},
    },
};
use anyhow::Context;
use domain::{Locale, learning::LessonKind};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

/// Stores the files of file lessons; storing one again changes nothing.
pub(in crate::seed) async fn store_files(backend: &Backend, content: &Content) -> Result<()> {
    for course in &content.courses {
        for (index, lesson) in course.lessons().filter(|(_, lesson)| lesson.kind == LessonKind::File) {
            let path = download_key(&file_prefix(media_id(&course.slug, index)));
            backend.media.put(&path, file_text(&lesson.file_body).into()).await?;
        }
    }
    Ok(())
}

pub(super) async fn write(conn: &mut PgConnection, scene: Scene<'_>) -> Result<()> {
    let all = &scene.content.categories;
    // Parents first: a child's row names its parent's.
    for category in
        all.iter().filter(|category| category.parent.is_none()).chain(all.iter().filter(|category| category.parent.is_some()))
    {
        let position = all.iter().position(|one| one.slug == category.slug).unwrap_or(0);
        let parent_id = category.parent.as_ref().map(|parent| id("category", parent));
        let new = NewCategory { id: id("category", &category.slug), parent_id, position: number(position), category };
        sql::insert_category(conn, &new).await?;
    }
    for course in &scene.content.courses {
        write_course(conn, scene, course).await?;
    }
    Ok(())
}

async fn write_course(conn: &mut PgConnection, scene: Scene<'_>, course: &Course) -> Result<()> {
    let seller = scene.content.sellers.iter().zip(&scene.people.sellers).find(|(seller, _)| seller.handle == course.seller);
    let (_, owner) = seller.with_context(|| format!("course {} has no seller", course.slug))?;
    let published_at = morning(course.published).min(days_before(scene.now, 1));
    let offering_id = offering_id(&course.slug);
    let offering = NewOffering {
        id: offering_id,
        seller_id: seller_id(&course.seller),
        category_id: id("category", &course.category),
        published_at,
        course,
    };
    sql::insert_offering(conn, &offering).await?;
    let mut index = 0;
    for (section_number, section) in course.sections.iter().enumerate() {
        let section_id = id("section", &format!("{}:{section_number}", course.slug));
        sql::insert_section(conn, section_id, offering_id, number(section_number), &section.title).await?;
        for (position, lesson) in section.lessons.iter().enumerate() {
            let media = LessonMedia { id: media_id(&course.slug, index), owner_id: owner.id, created_at: published_at, lesson };
            let new = NewLesson {
                id: lesson_id(&course.slug, index),
                offering_id,
                section_id,
                media_id: write_media(conn, scene, &media).await?,
                position: number(position),
                created_at: published_at,
                lesson,
            };
            sql::insert_lesson(conn, &new).await?;
            index += 1;
        }
    }
    Ok(())
}

struct LessonMedia<'a> {
    id: Uuid,
    owner_id: Uuid,
    created_at: Timestamp,
    lesson: &'a Lesson,
}

/// Writes what a lesson shows; a text lesson has nothing of the kind.
async fn write_media(conn: &mut PgConnection, scene: Scene<'_>, media: &LessonMedia<'_>) -> Result<Option<Uuid>> {
    match media.lesson.kind {
        LessonKind::Text => return Ok(None),
        LessonKind::Video => write_video(conn, scene, media).await?,
        LessonKind::File => write_file(conn, media).await?,
    }
    Ok(Some(media.id))
}

async fn write_video(conn: &mut PgConnection, scene: Scene<'_>, media: &LessonMedia<'_>) -> Result<()> {
    let (prefix, film) = scene.shelf.find(media.id).with_context(|| format!("no film for {:?}", media.lesson.title.en))?;
    let new = NewMedia {
        id: media.id,
        owner_id: media.owner_id,
        kind: "video",
        storage_prefix: prefix,
        file_name: None,
        mime: "application/vnd.apple.mpegurl",
        size_bytes: film.size_bytes,
        duration_ms: Some(film.duration_ms),
        width: Some(1280),
        height: Some(720),
        created_at: media.created_at,
    };
    sql::insert_media(conn, &new).await?;
    let script = &media.lesson.script;
    for (locale, lines) in [(Locale::En, &script.en), (Locale::Ar, &script.ar)] {
        if !lines.is_empty() {
            let cues = serde_json::to_value(cues(lines, film.duration_ms))?;
            sql::insert_captions(conn, media.id, locale, &cues).await?;
        }
    }
    Ok(())
}

async fn write_file(conn: &mut PgConnection, media: &LessonMedia<'_>) -> Result<()> {
    let prefix = file_prefix(media.id);
    let new = NewMedia {
        id: media.id,
        owner_id: media.owner_id,
        kind: "file",
        storage_prefix: &prefix,
        file_name: Some(media.lesson.file_name.as_deref().unwrap_or("lesson.txt")),
        mime: "text/plain; charset=utf-8",
        size_bytes: i64::try_from(file_text(&media.lesson.file_body).len()).unwrap_or(0),
        duration_ms: None,
        width: None,
        height: None,
        created_at: media.created_at,
    };
    sql::insert_media(conn, &new).await
}

/// The spoken lines, spread evenly over the film.
fn cues(lines: &[String], duration_ms: i64) -> Vec<Cue> {
    let count = i64::try_from(lines.len()).unwrap_or(1).max(1);
    (0..)
        .zip(lines)
        .map(|(index, text)| Cue {
            start_ms: duration_ms * index / count,
            end_ms: duration_ms * (index + 1) / count,
            text: text.clone(),
        })
        .collect()
}

/// Both languages in one text, English first.
fn file_text(body: &Both) -> String {
    format!("{}\n\n{}\n", body.en.trim_end(), body.ar.trim_end())
}

fn file_prefix(media_id: Uuid) -> String {
    format!("demo/files/{media_id}")
}

fn number(position: usize) -> i32 {
    i32::try_from(position).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_fill_the_whole_film() {
        let cues = cues(&["a".into(), "b".into(), "c".into()], 10_000);
        assert_eq!(cues.iter().map(|cue| cue.start_ms).collect::<Vec<_>>(), [0, 3_333, 6_666]);
        assert_eq!(cues.last().map(|cue| cue.end_ms), Some(10_000));
    }
}
