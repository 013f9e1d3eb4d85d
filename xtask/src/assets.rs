//! The look: styles, fonts and icon, built from npm packages into `assets/dist`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{run, starts};

/// As npm lays it down once all packages of the lock file are there.
const INSTALLED: &str = "assets/node_modules/.package-lock.json";

/// Builds the look, or says what is missing to build it.
pub(crate) fn build() -> Result<()> {
    for (program, comes_with) in [("node", "Node.js 20 or newer"), ("npm", "Node.js")] {
        if !starts(program, "--version") {
            bail!("`{program}` is not here, and the look is built with it: install {comes_with}");
        }
    }
    if !is_installed()? {
        // No package needs to run anything of its own to be installed.
        run(Command::new("npm").current_dir("assets").args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]))?;
    }
    run(Command::new("node").arg("assets/build.mjs"))
}

/// The step of `ci`: without npm it says so in one line, and fails only where a machine does the checking.
pub(crate) fn step() -> Result<()> {
    if starts("npm", "--version") {
        return build();
    }
    let missing = "`npm` is not here: the look was not built; install Node.js 20 or newer";
    if env::var("CI").is_ok_and(|ci| ci == "true") {
        bail!(missing);
    }
    println!("{missing}");
    Ok(())
}

/// Whether what was installed last is newer than the lock file.
fn is_installed() -> Result<bool> {
    if !Path::new(INSTALLED).exists() {
        return Ok(false);
    }
    let changed = |path: &str| {
        let meta = fs::metadata(path).with_context(|| format!("cannot look at {path}"))?;
        meta.modified().context("this system keeps no times")
    };
    Ok(changed(INSTALLED)? >= changed("assets/package-lock.json")?)
}
