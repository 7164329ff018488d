//! The hashed names of the built files, read once at start.

use std::path::Path;

/// Addresses of what a page loads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
    /// The map from lazy islands to their chunks; empty when the build is not split.
    pub split_manifest: String,
    /// Our loader of islands.
    pub loader: String,
    /// Our small script for pages (theme, prefetch).
    pub site_js: String,
    /// What a search box loads when it is first used.
    pub suggest_js: String,
}

impl Assets {
    /// Reads `hash.txt`, which the build leaves beside the binary: lines of `kind: hash`.
    pub fn from_hash_file(hashes: &str, output_name: &str, public: &Path) -> Self {
        let hash = |kind: &str| {
            hashes
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.trim() == kind)
                .map(|(_, hash)| format!(".{}", hash.trim()))
                .unwrap_or_default()
        };
        let has_split = hashes.contains("manifest:");
        Self {
            css: format!("/pkg/{output_name}{}.css", hash("css")),
            js: format!("/pkg/{output_name}{}.js", hash("js")),
            wasm: format!("/pkg/{output_name}{}.wasm", hash("wasm")),
            split_manifest: if has_split {
                format!("/pkg/__wasm_split_manifest{}.json", hash("manifest"))
            } else {
                String::new()
            },
            loader: versioned(public, "js/islands.js"),
            site_js: versioned(public, "js/site.js"),
            suggest_js: versioned(public, "js/suggest.js"),
        }
    }
}

/// A public file's address with a version taken from its bytes, so that it can be kept for ever.
fn versioned(public: &Path, file: &str) -> String {
    let bytes = std::fs::read(public.join(file)).unwrap_or_default();
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("/{file}?v={sum:016x}")
}
