//! `split INPUT.wasm FOLDER NAME`: cuts the linked browser build at its lazy islands and writes what a browser loads:
//! `NAME.js`, `NAME.wasm`, one module for each chunk, the loader of the chunks, and `manifest.json`, which names
//! the chunks of each island. The input must have been linked with `--emit-relocs`.

use std::{collections::BTreeMap, env, fs, path::Path};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        return Err(anyhow!("usage: split INPUT.wasm FOLDER NAME"));
    };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let whole = fs::read(input).with_context(|| format!("reading {input}"))?;
    let main_part = folder.join(format!("{name}_main.wasm"));
    let main_module = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main_part;
    options.main_module = &main_module;
    options.link_name = "./chunks.js";
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:?}"))?;
    // Sorted, so that the same build gives the same bytes.
    let manifest: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    fs::write(folder.join("manifest.json"), serde_json::to_string(&manifest)?)?;
    Bindgen::new()
        .web(true)?
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false)
        .input_path(&main_part)
        .out_name(name)
        .generate(folder)?;
    fs::rename(folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.wasm")))?;
    fs::remove_file(&main_part)?;
    Ok(())
}
