//! The pictures that [`Icon`](crate::Icon) can draw: outlines from Lucide (ISC licence), each as one path on a 24 × 24 grid.

/// A picture by name. Constants instead of an enum, so that only the pictures in use reach the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IconName {
    path: &'static str,
    mirrored: bool,
}

impl IconName {
    pub(crate) const fn plain(path: &'static str) -> Self {
        Self { path, mirrored: false }
    }

    pub(crate) const fn mirrored(path: &'static str) -> Self {
        Self { path, mirrored: true }
    }

    /// The outline, as SVG path data.
    pub const fn path(self) -> &'static str {
        self.path
    }

    /// Whether the picture points somewhere and so turns around in right-to-left pages.
    pub const fn is_mirrored(self) -> bool {
        self.mirrored
    }
}
