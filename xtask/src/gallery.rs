//! The gallery: every page in every state and language as files, checked by the Nu validator and by axe.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::command::{cargo, run, starts};

const FOLDER: &str = "out/gallery";
const VALIDATOR: &str = "assets/node_modules/vnu-jar/build/dist/vnu.jar";
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

pub(crate) fn make() -> Result<()> {
    let pages = write()?;
    println!("{pages} pages in {FOLDER}");
    check()
}

/// Writes the pages beside the look, with addresses that work from a folder.
fn write() -> Result<usize> {
    crate::assets::build()?;
    let output = cargo("run --quiet --locked --package alongside-pages --example gallery")
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the gallery could not be written");
    if Path::new(FOLDER).exists() {
        fs::remove_dir_all(FOLDER).with_context(|| format!("cannot empty {FOLDER}"))?;
    }
    let manifest = fs::read_to_string("assets/dist/manifest.json")?;
    for (name, hashed) in names(&manifest) {
        keep(
            &format!("assets/{name}"),
            &fs::read(format!("assets/dist/{hashed}"))?,
        )?;
        if name != hashed {
            keep(
                &format!("assets/{hashed}"),
                &fs::read(format!("assets/dist/{hashed}"))?,
            )?;
        }
    }
    let text = String::from_utf8(output.stdout).context("a page is not UTF-8")?;
    let mut rest = text.as_str();
    let mut pages = 0;
    while let Some((name, after)) = rest.split_once('\n') {
        let (length, after) = after.split_once('\n').context("a page has no length")?;
        let (page, after) = after
            .split_at_checked(length.parse()?)
            .context("a page is cut off")?;
        let page = page
            .replace("=\"/assets/", "=\"../assets/")
            .replace("=\"/brand/", "=\"../brand/");
        keep(name, page.as_bytes())?;
        pages += 1;
        rest = after;
    }
    Ok(pages)
}

/// The names in the manifest, which holds nothing but `"name": "name-with-hash"`.
fn names(manifest: &str) -> Vec<(&str, &str)> {
    let pair = |line| {
        let mut quoted = str::split(line, '"').skip(1).step_by(2);
        Some((quoted.next()?, quoted.next()?))
    };
    manifest.lines().filter_map(pair).collect()
}

fn keep(name: &str, content: &[u8]) -> Result<()> {
    let path = Path::new(FOLDER).join(name);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// What is missing for a check is said in one line, and fails only where a machine does the checking.
fn check() -> Result<()> {
    let mut missing = Vec::new();
    if starts("java", "-version") {
        let flags = [
            "-Xss4m",
            "-jar",
            VALIDATOR,
            "--errors-only",
            "--skip-non-html",
        ];
        run(Command::new("java").args(flags).arg(FOLDER))?;
        println!("the Nu validator found nothing");
    } else {
        missing.push("`java` is not here: the Nu validator did not run");
    }
    if let Some(browser) = BROWSERS.into_iter().find(|name| starts(name, "--version")) {
        let words = ["assets/gallery.mjs", FOLDER, browser].map(OsStr::new);
        run(Command::new("node").args(words))?;
    } else {
        missing.push("no Chromium is here: axe did not run");
    }
    for line in &missing {
        println!("{line}");
    }
    if !missing.is_empty() && env::var("CI").is_ok_and(|ci| ci == "true") {
        bail!(missing.join("; "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_gives_each_name_with_its_hash() {
        let manifest = "{\n  \"icon.svg\": \"icon.1a2b.svg\",\n  \"a.css\": \"a.3c4d.css\"\n}\n";
        assert_eq!(
            names(manifest),
            [("icon.svg", "icon.1a2b.svg"), ("a.css", "a.3c4d.css")]
        );
    }
}
