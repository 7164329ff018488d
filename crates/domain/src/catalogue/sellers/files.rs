//! What an uploaded file really is, whatever its name says, and how large it may be.

/// The largest photo, in bytes.
pub const MAX_PHOTO_BYTES: usize = 5 * 1024 * 1024;
/// The largest document, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 10 * 1024 * 1024;
/// How many documents go with an application; the table holds the same number.
pub const MAX_DOCUMENTS: usize = 5;
const MAX_NAME_CHARS: usize = 80;

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Jpeg,
    Png,
    Webp,
    Pdf,
}

impl FileKind {
    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// How its name ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }
}

/// What the first bytes say; none for everything that is not taken.
pub fn sniff(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(FileKind::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(FileKind::Png)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(FileKind::Webp)
    } else if bytes.starts_with(b"%PDF-") && has_end(bytes) {
        Some(FileKind::Pdf)
    } else {
        None
    }
}

/// A whole document says where it ends, near its end.
fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1_024)..).unwrap_or_default();
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// The name under which staff saves a document: what its owner called it, without folders and tricks, ending as what it really is.
pub fn document_name(raw: &str, kind: FileKind) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let is_fine = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '(' | ')');
    let stem: String = stem.chars().filter(is_fine).take(MAX_NAME_CHARS).collect();
    let stem = stem.trim();
    format!("{}.{}", if stem.is_empty() { "document" } else { stem }, kind.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide() {
        assert_eq!(sniff(&[0xFF, 0xD8, 0xFF, 0xE0]), Some(FileKind::Jpeg));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\nrest"), Some(FileKind::Png));
        assert_eq!(sniff(b"RIFF\0\0\0\0WEBPVP8 "), Some(FileKind::Webp));
        assert_eq!(sniff(b"%PDF-1.7 ... %%EOF\n"), Some(FileKind::Pdf));
        for other in [
            &b"<svg onload=alert(1)>"[..],
            b"GIF89a",
            b"PK\x03\x04",
            b"MZ",
            b"%PDF-1.7 cut off",
            b"RIFF\0\0\0\0WAVE",
            b"\n%PDF-1.7 %%EOF",
            b"",
        ] {
            assert_eq!(sniff(other), None, "{other:?}");
        }
    }

    #[test]
    fn names_lose_folders_and_false_endings() {
        assert_eq!(document_name("C:\\papers\\My diploma (2).exe", FileKind::Pdf), "My diploma (2).pdf");
        assert_eq!(document_name("../../etc/passwd", FileKind::Png), "passwd.png");
        assert_eq!(document_name("شهادة.pdf", FileKind::Pdf), "شهادة.pdf");
        assert_eq!(document_name("\r\n\".html", FileKind::Jpeg), "document.jpg");
        assert!(document_name(&"a".repeat(500), FileKind::Pdf).len() < 100);
    }
}
