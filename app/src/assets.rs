//! The versioned addresses of the built files, read once at start.

use std::path::Path;

/// Addresses of what a page loads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
    /// The map from lazy islands to their chunks.
    pub split_manifest: String,
    /// Our loader of islands.
    pub loader: String,
    /// Our small script for pages (theme, prefetch).
    pub site_js: String,
    /// What a search box loads when it is first used.
    pub suggest_js: String,
    /// What the player loads where the browser cannot play HLS itself.
    pub hls_js: String,
}

impl Assets {
    /// Reads which version of the browser build lies in the site's folder (`pkg/version`, written by `scripts/site.mjs`).
    /// Without one (nothing was built) the addresses are there all the same, and lead nowhere.
    pub fn read(site_root: &Path) -> Self {
        let version = std::fs::read_to_string(site_root.join("pkg/version")).unwrap_or_else(|_| "none".to_owned());
        let built = |file: &str| format!("/pkg/{}/{file}", version.trim());
        Self {
            css: built("dreamcrowd.css"),
            js: built("dreamcrowd.js"),
            wasm: built("dreamcrowd.wasm"),
            split_manifest: built("manifest.json"),
            loader: versioned(site_root, "js/islands.js"),
            site_js: versioned(site_root, "js/site.js"),
            suggest_js: versioned(site_root, "js/suggest.js"),
            hls_js: versioned(site_root, "js/hls.light.min.js"),
        }
    }
}

/// A public file's address with a version taken from its bytes, so that it can be kept for ever.
fn versioned(public: &Path, file: &str) -> String {
    let bytes = std::fs::read(public.join(file)).unwrap_or_default();
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("/{file}?v={sum:016x}")
}
