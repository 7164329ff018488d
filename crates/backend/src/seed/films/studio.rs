//! Where films are made: a temporary folder, the tools, and a font if there is one.

use super::{
    plan::Reel,
    recipe::{self, RENDITIONS},
};
use crate::Result;
use anyhow::{Context, bail};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::{fs, process::Command};

/// Where distributions keep a font that has both Latin and Arabic letters.
const KNOWN_FONTS: [&str; 3] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
];

/// How many films are made at a time.
pub(super) fn seats() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8)
}

/// A folder in which films are made; gone when it is dropped.
#[derive(Debug)]
pub(super) struct Studio {
    folder: PathBuf,
    has_font: bool,
}

impl Studio {
    /// Makes the folder and looks for the tools.
    pub(super) async fn open() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("dreamcrowd-films-{}", crate::db::new_id()));
        fs::create_dir_all(&folder).await.with_context(|| format!("making {}", folder.display()))?;
        let mut studio = Self { folder, has_font: false };
        for tool in ["ffmpeg", "ffprobe"] {
            run(tool, &studio.folder, &["-version".to_owned()])
                .await
                .with_context(|| format!("{tool} is needed to make the demo videos"))?;
        }
        studio.has_font = studio.find_font().await;
        if !studio.has_font {
            tracing::warn!("no font found: the demo videos stay without text");
        }
        Ok(studio)
    }

    /// Makes a reel and its poster; returns the folder that they lie in.
    pub(super) async fn shoot(&self, reel: &Reel) -> Result<PathBuf> {
        let folder = self.folder.join(&reel.script.name);
        for size in RENDITIONS {
            fs::create_dir_all(folder.join(size.name)).await?;
        }
        fs::write(folder.join(recipe::TITLE_FILE), recipe::drawn(&reel.script.title)).await?;
        fs::write(folder.join(recipe::LINE_FILE), recipe::drawn(&reel.script.line)).await?;
        fs::write(folder.join(recipe::CLOCK_FILE), recipe::CLOCK_TEXT).await?;
        run("ffmpeg", &folder, &recipe::film_args(&reel.script, reel.seconds(), self.has_font)).await?;
        run("ffmpeg", &folder, &recipe::poster_args(&reel.script, self.has_font)).await?;
        Ok(folder)
    }

    /// Copies the first font that ffmpeg can really draw with.
    async fn find_font(&self) -> bool {
        let mut fonts: Vec<String> = KNOWN_FONTS.map(str::to_owned).to_vec();
        for pattern in ["sans:lang=ar", "sans"] {
            let args = ["-f", "%{file}", pattern].map(str::to_owned);
            fonts.extend(run("fc-match", &self.folder, &args).await.ok());
        }
        for font in fonts {
            if self.can_draw_with(Path::new(font.trim())).await {
                return true;
            }
        }
        false
    }

    async fn can_draw_with(&self, font: &Path) -> bool {
        if !font.is_file() || fs::copy(font, self.folder.join("font")).await.is_err() {
            return false;
        }
        let trial = "-nostdin -v error -f lavfi -i color=s=64x64:d=0.04 -vf drawtext=fontfile=font:text=a -frames:v 1 -f null -";
        run("ffmpeg", &self.folder, &trial.split(' ').map(str::to_owned).collect::<Vec<_>>()).await.is_ok()
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::debug!(error = %error, "the folder of the demo videos was not removed");
        }
    }
}

/// Runs a tool in a folder and returns what it printed; a failure carries the end of its complaint.
pub(super) async fn run(program: &str, folder: &Path, args: &[String]) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .with_context(|| format!("starting {program}"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let tail: Vec<&str> = complaint.lines().rev().take(6).collect();
        bail!("{program} failed ({}): {}", output.status, tail.into_iter().rev().collect::<Vec<_>>().join(" | "));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
