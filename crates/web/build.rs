//! Lists the files of the look for the crate to take in. Without them it builds too, and says when it starts what is
//! missing: whoever works on something else needs no Node.js.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script where it is in no other way"
)]
fn main() -> io::Result<()> {
    let here = |name| env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let assets = here("CARGO_MANIFEST_DIR").join("../../assets");
    let built = assets.join("dist");
    // A path that is not there would have cargo ask again every time.
    let watched = if built.exists() { &built } else { &assets };
    println!("cargo::rerun-if-changed={}", watched.display());
    fs::write(here("OUT_DIR").join("look.rs"), listed(&built)?)
}

/// The files with their names, in the order of the names, as Rust.
fn listed(folder: &Path) -> io::Result<String> {
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<_>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    paths.sort();
    let mut lines = vec!["pub(super) const FILES: &[(&str, &[u8])] = &[".to_owned()];
    for path in paths.iter().filter(|path| path.is_file()) {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let path = path.canonicalize()?;
        let (name, path) = (name.unwrap_or_default(), path.display().to_string());
        lines.push(format!("    ({name:?}, include_bytes!({path:?})),"));
    }
    lines.push("];\n".to_owned());
    Ok(lines.join("\n"))
}
