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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::films::plan::{Caption, Cut, Script};
    use domain::Locale;
    use std::collections::HashSet;

    const FILM: &str = "360p/index.m3u8";

    fn reel() -> Reel {
        let caption = |text: &str| Caption { text: text.to_owned(), locale: Locale::En };
        let script = Script { name: "trial".to_owned(), title: caption("A trial"), line: caption("Four seconds long"), hue: 200 };
        Reel { script, cuts: vec![Cut { seconds: 4, prefix: "demo/films/trial".to_owned() }] }
    }

    /// Everything that a tool says about something in the folder.
    fn tell(folder: &Path, program: &str, args: &[&str]) -> String {
        let output = std::process::Command::new(program).args(args).current_dir(folder).output().expect("a tool that starts");
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        assert!(output.status.success(), "{program}: {said}");
        said
    }

    /// How many different pictures the film has, seen through a filter.
    fn pictures(folder: &Path, filter: &str) -> usize {
        let args = ["-nostdin", "-v", "error", "-i", FILM, "-map", "0:v:0", "-vf", filter, "-f", "framemd5", "-"];
        let sums = tell(folder, "ffmpeg", &args);
        let different: HashSet<&str> =
            sums.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit(',').next()).collect();
        different.len()
    }

    fn mean_volume_db(folder: &Path) -> f64 {
        let said = tell(
            folder,
            "ffmpeg",
            &["-nostdin", "-hide_banner", "-i", FILM, "-map", "0:a:0", "-af", "volumedetect", "-f", "null", "-"],
        );
        let number = said.split("mean_volume: ").nth(1).and_then(|rest| rest.split(' ').next());
        number.and_then(|number| number.parse().ok()).expect("a mean volume")
    }

    #[tokio::test]
    async fn a_film_moves_is_heard_and_shows_its_time() {
        let studio = Studio::open().await.expect("the tools");
        assert!(studio.has_font, "a font to write the time with");
        let folder = studio.shoot(&reel()).await.expect("a film");
        let streams = tell(&folder, "ffprobe", &["-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", FILM]);
        for kind in ["video", "audio"] {
            assert!(streams.lines().any(|line| line.trim() == kind), "{kind} in {streams}");
        }
        assert!(pictures(&folder, "null") > 25, "the picture moves");
        // Only what is nearly white: letters. Where the clock stands they change each second, elsewhere in the corner there are none.
        let letters = |top: u32| format!("crop=60:20:36:{top},lutyuv=y='if(gt(val,150),235,16)':u=128:v=128");
        assert!(pictures(&folder, &letters(306)) >= 4, "the time runs");
        assert_eq!(pictures(&folder, &letters(330)), 1, "nothing is written below it");
        let volume_db = mean_volume_db(&folder);
        assert!(volume_db > -40.0, "{volume_db} dB cannot be heard");
    }

    #[tokio::test]
    async fn a_font_that_is_not_there_is_not_written_with() {
        let studio = Studio::open().await.expect("the tools");
        assert!(!studio.can_draw_with(Path::new("/nowhere/font.ttf")).await);
    }
}
