//! Embeds the demo marketplace's texts in the binary, and rebuilds when migrations change.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=seed");
    println!("cargo:rerun-if-changed=../../migrations");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("seed");
    let mut code = String::new();
    for (name, file) in [
        ("CATEGORIES", "categories.json"),
        ("SELLERS", "sellers.json"),
        ("BUYERS", "buyers.json"),
        ("APPLICANTS", "applicants.json"),
        ("REVIEWS", "reviews.json"),
    ] {
        writeln!(code, "pub(super) static {name}: &str = {};", embed(&root, file))?;
    }
    writeln!(code, "/// File name and text of every course, by name.\npub(super) static COURSES: &[(&str, &str)] = &[")?;
    for file in course_files(&root)? {
        writeln!(code, "    ({file:?}, {}),", embed(&root, &format!("courses/{file}")))?;
    }
    writeln!(code, "];")?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("seed_content.rs"), code)?;
    Ok(())
}

/// The expression that holds a file's text; an empty list when there is no such file.
fn embed(root: &Path, file: &str) -> String {
    if root.join(file).is_file() {
        format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?}))", format!("/seed/{file}"))
    } else {
        "\"[]\"".to_owned()
    }
}

fn course_files(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let folder = root.join("courses");
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                files.push(name);
            }
        }
    }
    // The order of a folder is the file system's; builds must not depend on it.
    files.sort();
    Ok(files)
}
