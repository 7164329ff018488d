//! Playlists of HLS: cutting one after some segments, listing its files, writing the master, and reading lengths.

use super::recipe::Rendition;
use std::fmt::Write;

/// The playlist of the first `segments` segments.
pub(super) fn cut(playlist: &str, segments: usize) -> String {
    let mut out = String::new();
    let mut taken = 0;
    for line in playlist.lines() {
        if line == END || taken == segments {
            break;
        }
        out.push_str(line);
        out.push('\n');
        taken += usize::from(is_file(line));
    }
    out.push_str(END);
    out.push('\n');
    out
}

/// The segments that a playlist names.
pub(super) fn segments(playlist: &str) -> impl Iterator<Item = &str> {
    playlist.lines().filter(|line| is_file(line))
}

/// What the master playlist tells of one rendition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stream {
    pub rendition: Rendition,
    pub peak_bits: u64,
    pub average_bits: u64,
}

/// The playlist that names the renditions.
pub(super) fn master(streams: &[Stream]) -> String {
    let mut out = String::from("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    for Stream { rendition, peak_bits, average_bits } in streams {
        let Rendition { name, width, height, codecs, .. } = rendition;
        // Writing into a String cannot fail.
        let _ = write!(
            out,
            "#EXT-X-STREAM-INF:BANDWIDTH={peak_bits},AVERAGE-BANDWIDTH={average_bits},RESOLUTION={width}x{height},\
             FRAME-RATE=25.000,CODECS=\"{codecs}\"\n{name}/index.m3u8\n"
        );
    }
    out
}

/// Milliseconds of a length that ffprobe printed, such as `45.040000`.
pub(super) fn milliseconds(printed: &str) -> Option<i64> {
    let (seconds, fraction) = printed.trim().split_once('.').unwrap_or((printed.trim(), ""));
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(seconds.parse::<i64>().ok()? * 1_000 + thousandths.parse::<i64>().ok()?)
}

const END: &str = "#EXT-X-ENDLIST";

fn is_file(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed::films::recipe::RENDITIONS;

    const PLAYLIST: &str = "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:4.0,\n000.m4s\n#EXTINF:4.0,\n001.m4s\n#EXT-X-ENDLIST\n";

    #[test]
    fn a_cut_keeps_the_first_segments_and_ends() {
        assert_eq!(cut(PLAYLIST, 1), "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:4.0,\n000.m4s\n#EXT-X-ENDLIST\n");
        assert_eq!(cut(PLAYLIST, 9), PLAYLIST);
        assert_eq!(segments(PLAYLIST).collect::<Vec<_>>(), ["000.m4s", "001.m4s"]);
    }

    #[test]
    fn lengths_are_read_exactly() {
        assert_eq!(milliseconds("45.040000\n"), Some(45_040));
        assert_eq!(milliseconds("12"), Some(12_000));
        assert_eq!(milliseconds("N/A"), None);
    }

    #[test]
    fn the_master_names_the_small_one_first() {
        let streams = RENDITIONS.map(|rendition| Stream { rendition, peak_bits: 9, average_bits: 8 });
        let text = master(&streams);
        assert!(text.find("360p/index.m3u8") < text.find("720p/index.m3u8"));
        assert!(text.contains("RESOLUTION=1280x720,FRAME-RATE=25.000,CODECS=\"avc1.42C01F"));
    }
}
