//! Every check, step by step, cheapest first. `make test` and the continuous integration run exactly this.

use std::env;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::assets;
use crate::command::{self, cargo, is_installed, succeeds_within};
use crate::tidy;

type Step = fn() -> Result<()>;

/// The tests come last, so that the run closes with the test runner's own summary.
const STEPS: [(&str, Step); 8] = [
    ("fmt", fmt),
    ("tidy", tidy::run),
    ("clippy", clippy),
    ("deny", deny),
    ("assets", assets::step),
    ("doc", doc),
    ("doctests", doctests),
    ("test", test),
];

pub(crate) fn run() -> Result<()> {
    let last = STEPS.len();
    for (number, (name, step)) in (1..).zip(STEPS) {
        println!("\n=== {name} ({number} of {last})");
        let started = Instant::now();
        step().with_context(|| {
            format!(
                "step `{name}` failed after {:.1} s",
                started.elapsed().as_secs_f64()
            )
        })?;
        if number < last {
            println!(
                "=== {name} passed in {:.1} s",
                started.elapsed().as_secs_f64()
            );
        }
    }
    Ok(())
}

fn fmt() -> Result<()> {
    command::run(&mut cargo("fmt --all --check"))
}

fn clippy() -> Result<()> {
    command::run(&mut cargo(
        "clippy --workspace --all-targets --locked -- -D warnings",
    ))
}

fn deny() -> Result<()> {
    if !is_installed("deny") && !install_deny()? {
        return Ok(());
    }
    command::run(&mut cargo("deny --locked check licenses bans sources"))?;
    advisories()
}

/// Whether cargo-deny is there to be used. Missing it is an error only where a machine does the checking.
fn install_deny() -> Result<bool> {
    println!("cargo-deny is not here: installing it (some minutes, once)");
    if command::run(&mut cargo("install cargo-deny --locked")).is_ok() {
        return Ok(true);
    }
    let missing = "cargo-deny could not be installed; with a network, run `cargo install cargo-deny --locked`";
    if env::var("CI").is_ok_and(|ci| ci == "true") {
        bail!(missing);
    }
    println!("{missing}: licences, bans and sources were left out");
    Ok(false)
}

/// Known vulnerabilities are looked up where their database can be had, and never hold up anyone who is offline.
fn advisories() -> Result<()> {
    if !succeeds_within(Duration::from_mins(1), &mut cargo("deny --locked fetch db"))? {
        println!(
            "the advisory database could not be fetched from here: known vulnerabilities were not looked up"
        );
        return Ok(());
    }
    command::run(&mut cargo("deny --frozen check advisories"))
}

fn doc() -> Result<()> {
    command::run(cargo("doc --workspace --no-deps --locked").env("RUSTDOCFLAGS", "-Dwarnings"))
}

fn doctests() -> Result<()> {
    command::run(&mut cargo("test --doc --workspace --locked"))
}

fn test() -> Result<()> {
    if is_installed("nextest") {
        command::run(&mut cargo("nextest run --workspace --locked"))
    } else {
        command::run(&mut cargo("test --workspace --locked --lib --bins --tests"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_are_the_last_step_so_that_their_summary_closes_the_run() {
        assert_eq!(STEPS.last().map(|step| step.0), Some("test"));
    }
}
