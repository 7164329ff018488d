//! How a film looks and sounds, in ffmpeg's words: a slow gradient in the subject's colour, a drifting light, the title, a
//! running clock, a quiet tone. The moving part is drawn at 160 × 90 and enlarged, which is soft and costs next to nothing.

use super::plan::{Caption, SEGMENT_SECONDS, Script};
use crate::seed::ids::{pick, pick_signed};
use domain::Locale;

/// A size of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rendition {
    /// Its folder.
    pub name: &'static str,
    pub width: i64,
    pub height: i64,
    level: &'static str,
    /// As the master playlist tells the player: H.264 constrained baseline of that level, and AAC-LC.
    pub codecs: &'static str,
}

/// Lowest first: players begin with the first.
pub(super) const RENDITIONS: [Rendition; 2] = [
    Rendition { name: "360p", width: 640, height: 360, level: "3.0", codecs: "avc1.42C01E,mp4a.40.2" },
    Rendition { name: "720p", width: 1280, height: 720, level: "3.1", codecs: "avc1.42C01F,mp4a.40.2" },
];

/// The texts lie in files beside the film, so that nothing in them needs escaping.
pub(super) const TITLE_FILE: &str = "title.txt";
pub(super) const LINE_FILE: &str = "line.txt";
pub(super) const CLOCK_FILE: &str = "clock.txt";
/// Minutes and seconds of the picture's own time, as `drawtext` expands them.
pub(super) const CLOCK_TEXT: &str = r"%{pts:gmtime:0:%M\:%S}";
/// The font, beside the folder of each film.
pub(super) const FONT_FILE: &str = "../font";

/// A caption as `drawtext` needs it: Arabic inside an embedding, or Latin words at its beginning would turn the line around.
pub(super) fn drawn(caption: &Caption) -> String {
    match caption.locale {
        Locale::En => caption.text.clone(),
        Locale::Ar => format!("\u{202b}{}\u{202c}", caption.text),
    }
}

/// The arguments that make both sizes of a film in one pass.
pub(super) fn film_args(script: &Script, seconds: i64, has_font: bool) -> Vec<String> {
    let mut args = inputs(script, seconds);
    let mut graph = format!("{},split=2[s0][s1]", backdrop(script));
    for (index, size) in RENDITIONS.iter().enumerate() {
        graph.push_str(&format!(";[s{index}]{}[v{index}]", picture(script, size.width, size.height, has_font, true)));
    }
    // The encoder puts one frame of 1024 samples before the sound; moved by as much, sound and picture both begin at zero.
    graph.push_str(";[2:a]tremolo=f=0.2:d=0.6,volume=0.7,asetpts=PTS+1024,asplit=2[a0][a1]");
    args.extend(["-filter_complex".to_owned(), graph]);
    for (index, size) in RENDITIONS.iter().enumerate() {
        args.extend(output(index, size));
    }
    args
}

/// The arguments that make the poster: the first picture, without the clock.
pub(super) fn poster_args(script: &Script, has_font: bool) -> Vec<String> {
    let mut args = inputs(script, 1);
    let graph = format!("{},{},format=yuvj420p[v]", backdrop(script), picture(script, 1280, 720, has_font, false));
    args.extend(["-filter_complex".to_owned(), graph]);
    args.extend(["-map", "[v]", "-frames:v", "1", "-q:v", "4", "poster.jpg"].map(str::to_owned));
    args
}

fn inputs(script: &Script, seconds: i64) -> Vec<String> {
    let [deep, middle, dark, light] = colours(script.hue);
    let seed = pick(&script.name, 1_000);
    let tone_hz = 174 + 22 * pick(&script.name, 7);
    let gradient = format!(
        "gradients=s=160x90:r=25:d={seconds}:c0={deep}:c1={middle}:c2={dark}:nb_colors=3:x0=0:y0=0:x1=160:y1=90:speed=0.004:seed={seed}"
    );
    let mut args: Vec<String> = ["-nostdin", "-hide_banner", "-v", "error", "-y"].map(str::to_owned).to_vec();
    // Several films are made at a time: threads inside one would only get in each other's way.
    args.extend(["-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1"].map(str::to_owned));
    for source in [
        gradient,
        format!("color=c={light}:s=22x22:r=25:d={seconds}"),
        format!("sine=frequency={tone_hz}:sample_rate=24000:duration={seconds}"),
    ] {
        args.extend(["-f".to_owned(), "lavfi".to_owned(), "-i".to_owned(), source]);
    }
    args
}

/// The gradient with the light on it, small.
fn backdrop(script: &Script) -> String {
    let phase = pick_signed(&format!("{}:phase", script.name), 60);
    format!(
        "[0:v]format=yuv420p[back];[back][1:v]overlay=x='(W-w)/2+52*sin(t*0.3+{phase}/10)':y='(H-h)/2+24*sin(t*0.47+{phase}/7)':eval=frame,gblur=sigma=10"
    )
}

/// The enlarged backdrop with its texts.
fn picture(script: &Script, width: i64, height: i64, has_font: bool, has_clock: bool) -> String {
    let mut filters = format!("scale={width}:{height}:flags=fast_bilinear");
    if !has_font {
        return filters;
    }
    // Text begins where its language begins to read.
    let x = if script.title.locale == Locale::Ar { "w-text_w-h/9" } else { "h/9" };
    for (file, caption, largest, y) in [(TITLE_FILE, &script.title, 56, "h*0.375"), (LINE_FILE, &script.line, 32, "h*0.5")] {
        let size = font_px(caption, width, largest * height / 720);
        filters.push_str(&format!(
            ",drawtext=fontfile={FONT_FILE}:textfile={file}:expansion=none:fontsize={size}:fontcolor=white:x={x}:y={y}"
        ));
    }
    if has_clock {
        let size = 30 * height / 720;
        filters.push_str(&format!(
            ",drawtext=fontfile={FONT_FILE}:textfile={CLOCK_FILE}:fontsize={size}:fontcolor=white@0.85:x=h/9:y=h*0.86"
        ));
    }
    filters
}

fn output(index: usize, size: &Rendition) -> Vec<String> {
    let folder = size.name;
    let key_interval = (25 * SEGMENT_SECONDS / 2).to_string();
    let mut args: Vec<String> = vec!["-map".into(), format!("[v{index}]"), "-map".into(), format!("[a{index}]")];
    args.extend(
        "-c:v libx264 -threads 1 -preset ultrafast -crf 30 -profile:v baseline -sc_threshold 0 -pix_fmt yuv420p -c:a aac -b:a 48k"
            .split(' ')
            .map(str::to_owned),
    );
    args.extend(["-level", size.level, "-g", &key_interval, "-keyint_min", &key_interval].map(str::to_owned));
    args.extend(["-f", "hls", "-hls_time", &SEGMENT_SECONDS.to_string(), "-hls_playlist_type", "vod"].map(str::to_owned));
    args.extend(
        ["-hls_segment_type", "fmp4", "-hls_flags", "independent_segments", "-hls_fmp4_init_filename", "init.mp4"]
            .map(str::to_owned),
    );
    args.extend(["-hls_segment_filename".to_owned(), format!("{folder}/%03d.m4s"), format!("{folder}/index.m3u8")]);
    args
}

/// The largest size at which a line stays inside the picture; a letter takes about six tenths of its height.
fn font_px(caption: &Caption, width: i64, largest: i64) -> i64 {
    let letters = i64::try_from(caption.text.chars().count()).unwrap_or(1).max(1);
    (width * 7 / 8 * 100 / (letters * 60)).clamp(8, largest)
}

/// Deep, middle, dark and light tone of a hue.
fn colours(hue: i16) -> [String; 4] {
    let hue = i32::from(hue);
    [(hue, 45, 24), (hue - 12, 42, 37), (hue + 14, 46, 15), (hue, 45, 68)].map(|(h, s, l)| hex_colour(h, s, l))
}

/// A colour of hue in degrees, saturation and lightness in percent, as ffmpeg writes it. All in thousandths, without floats.
fn hex_colour(hue: i32, saturation: i32, lightness: i32) -> String {
    let hue = hue.rem_euclid(360);
    let chroma = (1_000 - (20 * lightness - 1_000).abs()) * saturation / 100;
    let second = chroma * (60 - (hue % 120 - 60).abs()) / 60;
    let (red, green, blue) = match hue / 60 {
        0 => (chroma, second, 0),
        1 => (second, chroma, 0),
        2 => (0, chroma, second),
        3 => (0, second, chroma),
        4 => (second, 0, chroma),
        _ => (chroma, 0, second),
    };
    let [red, green, blue] = [red, green, blue].map(|part| (part + 10 * lightness - chroma / 2).clamp(0, 1_000) * 255 / 1_000);
    format!("0x{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_wheel() {
        assert_eq!(hex_colour(0, 100, 50), "0xff0000");
        assert_eq!(hex_colour(120, 100, 50), "0x00ff00");
        assert_eq!(hex_colour(240, 100, 50), "0x0000ff");
        assert_eq!(hex_colour(-360, 0, 100), "0xffffff");
    }

    #[test]
    fn long_titles_shrink() {
        let caption = |count: usize| Caption { text: "x".repeat(count), locale: Locale::En };
        assert_eq!(font_px(&caption(10), 1280, 56), 56);
        assert!(font_px(&caption(60), 1280, 56) < 34);
    }

    #[test]
    fn without_a_font_nothing_is_written() {
        let script = Script {
            name: "a".into(),
            title: Caption { text: "A".into(), locale: Locale::En },
            line: Caption { text: "B".into(), locale: Locale::Ar },
            hue: 200,
        };
        assert!(film_args(&script, 8, true).iter().any(|arg| arg.contains("drawtext")));
        assert!(!film_args(&script, 8, false).iter().any(|arg| arg.contains("drawtext")));
    }
}
