//! Which file names may follow a grant. A short allow-list: whatever is not on it does not exist, so no name can climb out.

use domain::Locale;

/// What is asked for below a media's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileName<'a> {
    /// A part of a converted video, or its poster.
    Stored { path: &'a str, mime: &'static str },
    /// Captions, rendered from the table.
    Captions(Locale),
    /// The file of a file lesson, to keep.
    Download,
}

impl<'a> FileName<'a> {
    /// Reads the rest of the address; `None` for anything that is not on the list.
    pub fn parse(raw: &'a str) -> Option<Self> {
        match raw {
            "captions/en.vtt" => return Some(Self::Captions(Locale::En)),
            "captions/ar.vtt" => return Some(Self::Captions(Locale::Ar)),
            "file" => return Some(Self::Download),
            _ => {}
        }
        let mut segments = raw.split('/');
        let (first, second) = (segments.next()?, segments.next());
        let is_fine = segments.next().is_none() && is_plain(first) && second.is_none_or(is_plain);
        let (_, extension) = second.unwrap_or(first).rsplit_once('.')?;
        let mime = mime_of(extension)?;
        is_fine.then_some(Self::Stored { path: raw, mime })
    }
}

/// Where the bytes of a file lesson lie, below the media's folder; the visible name is only a column.
pub fn download_key(storage_prefix: &str) -> String {
    format!("{storage_prefix}/file")
}

fn is_plain(segment: &str) -> bool {
    let is_short = (1..=64).contains(&segment.len());
    is_short && !segment.starts_with('.') && segment.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}

fn mime_of(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "m3u8" => "application/vnd.apple.mpegurl",
        "ts" => "video/mp2t",
        "m4s" | "mp4" => "video/mp4",
        "jpg" => "image/jpeg",
        _ => return None,
    })
}

/// The `Content-Disposition` of a download (RFC 6266): a plain name for old readers, the whole one in UTF-8.
pub fn content_disposition(file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '/' | '%' | ';') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::with_capacity(file_name.len() * 3);
    for byte in file_name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_video_are_on_the_list() {
        assert_eq!(FileName::parse("360p/seg_000.ts"), Some(FileName::Stored { path: "360p/seg_000.ts", mime: "video/mp2t" }));
        assert!(matches!(FileName::parse("master.m3u8"), Some(FileName::Stored { .. })));
        assert!(matches!(FileName::parse("poster.jpg"), Some(FileName::Stored { mime: "image/jpeg", .. })));
        assert_eq!(FileName::parse("captions/ar.vtt"), Some(FileName::Captions(Locale::Ar)));
        assert_eq!(FileName::parse("file"), Some(FileName::Download));
    }

    #[test]
    fn nothing_else_is() {
        for raw in [
            "",
            "/",
            "..",
            "../x.ts",
            "360p/../../x.ts",
            "a/b/c.ts",
            "/etc/passwd",
            ".x.ts/",
            ".hidden.ts",
            "x.php",
            "x",
            "a\\b.ts",
            "a//b.ts",
            "x.ts\0",
            "captions/fr.vtt",
            "%2e%2e/x.ts",
            "x.ts/",
            "360p/x .ts",
        ] {
            assert_eq!(FileName::parse(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn a_name_to_keep_survives_in_both_scripts() {
        assert_eq!(
            content_disposition("a \"b\";ملف.txt"),
            "attachment; filename=\"a _b_____.txt\"; filename*=UTF-8''a%20%22b%22%3B%D9%85%D9%84%D9%81.txt"
        );
    }
}
