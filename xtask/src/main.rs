//! The project's own chores, run as `cargo xtask NAME`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a chore speaks to the person at the terminal"
)]

mod assets;
mod bench;
mod ci;
mod command;
mod gallery;
mod tidy;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
The project's own chores.

Usage: cargo xtask NAME

  ci      every check, step by step, as the continuous integration runs it
  tidy    the house rules that no compiler knows
  assets  the look of the pages, built from npm packages into assets/dist
  gallery every page in every state and language into out/gallery, checked by the Nu validator and axe
  bench   the benchmarks of the pure crates and the store
  bench web
          the service under load, its table put into docs/performance.md
  bench told
          20,000 followers told of a meeting and many who come to it, the table put into docs/performance.md
  bench lottery
          draws by lot beside PyPI's sortition-algorithms, the table put into docs/performance.md
  bench opinion
          groups and common ground beside PyPI's red-dwarf, the table put into docs/performance.md";

fn main() -> ExitCode {
    match chore() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore() -> Result<()> {
    // Chores may be called from any folder of the repository; they all work from its root.
    let here = env::var_os("CARGO_MANIFEST_DIR").context("run this as `cargo xtask NAME`")?;
    let root = Path::new(&here)
        .parent()
        .context("xtask has no parent folder")?;
    env::set_current_dir(root).with_context(|| format!("cannot enter {}", root.display()))?;

    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ci"] => ci::run(),
        ["tidy"] => tidy::run(),
        ["assets"] => assets::build(),
        ["gallery"] => gallery::make(),
        ["bench"] => bench::run(),
        ["bench", name @ ("web" | "told")] => bench::service(name),
        ["bench", "lottery"] => bench::lottery::run(),
        ["bench", "opinion"] => bench::opinion::run(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("there is no chore `{}`\n\n{HELP}", arguments.join(" ")),
    }
}
