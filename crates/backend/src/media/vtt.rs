//! Captions: cues from the table, rendered as WebVTT.

use super::sql;
use crate::{Backend, Failure, Result};
use domain::{Locale, Thing, ids::MediaId};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// One line of captions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    pub start_ms: i64,
    pub end_ms: i64,
    pub text: String,
}

/// The captions of a media in one language. The right to the media is checked before.
pub async fn find_captions(backend: &Backend, media: MediaId, locale: Locale) -> Result<Vec<Cue>> {
    let cues = sql::find_captions(&backend.db, media.0, locale.code()).await?.ok_or(Failure::not_found(Thing::Media))?;
    Ok(serde_json::from_value(cues)?)
}

/// The captions of a media in all its languages.
pub async fn list_captions(backend: &Backend, media: MediaId) -> Result<Vec<(Locale, Vec<Cue>)>> {
    let mut captions = Vec::new();
    for (code, cues) in sql::list_captions(&backend.db, media.0).await? {
        if let Some(locale) = Locale::parse(&code) {
            captions.push((locale, serde_json::from_value(cues)?));
        }
    }
    Ok(captions)
}

/// A WebVTT file. Text is escaped, so that no cue can end early or carry markup.
pub fn render_vtt(cues: &[Cue]) -> String {
    let mut out = String::from("WEBVTT\n");
    for (index, cue) in cues.iter().enumerate() {
        let lines: Vec<&str> = cue.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() || cue.end_ms <= cue.start_ms {
            continue;
        }
        let text = lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        // Writing into a String cannot fail.
        let _ = write!(out, "\n{}\n{} --> {}\n{text}\n", index + 1, stamp(cue.start_ms), stamp(cue.end_ms));
    }
    out
}

fn stamp(ms: i64) -> String {
    let ms = ms.max(0);
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start_ms: i64, end_ms: i64, text: &str) -> Cue {
        Cue { start_ms, end_ms, text: text.to_owned() }
    }

    #[test]
    fn cues_become_a_file() {
        let file = render_vtt(&[cue(1_000, 4_000, "Hello"), cue(3_605_000, 3_607_500, "مرحبا")]);
        assert_eq!(file, "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nHello\n\n2\n01:00:05.000 --> 01:00:07.500\nمرحبا\n");
    }

    #[test]
    fn no_cue_breaks_out_of_its_place() {
        let file = render_vtt(&[cue(0, 1_000, "a --> b\n\n<script>&\r\nend"), cue(5, 5, "no length"), cue(1, 2, " \n ")]);
        assert_eq!(file, "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\na --&gt; b\n&lt;script&gt;&amp;\nend\n");
    }
}
