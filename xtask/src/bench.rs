//! The benchmarks; figures worth keeping go into `docs/performance.md` with machine and command.

pub(crate) mod lottery;
pub(crate) mod opinion;

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::command::{self, cargo};

/// Where what is made for the benchmarks goes.
const FOLDER: &str = "target/bench";

/// How many meetings the whole command is timed with.
const MEETINGS: u32 = 100_000;

pub(crate) fn run() -> Result<()> {
    whole_command()?;
    command::run(&mut cargo(
        "bench --locked --package alongside-ballot --package alongside-charter --package alongside-lottery --package alongside-opinion --package alongside-store --package alongside-tlog",
    ))
}

/// Where the table of the service goes.
const DOCUMENT: &str = "docs/performance.md";
/// What stands after each table.
const END: &str = "<!-- end -->";

/// The service under load, by the name of its benchmark; the table goes to where the document begins it with that.
pub(crate) fn service(name: &str) -> Result<()> {
    let mut bench = cargo(&format!(
        "bench --locked --package alongside-cli --bench {name}"
    ));
    let done = bench.stderr(Stdio::inherit()).output()?;
    if !done.status.success() {
        bail!("the benchmark broke off");
    }
    let table = String::from_utf8(done.stdout)?;
    print!("{table}");
    put_into_document(&format!("<!-- cargo xtask bench {name} -->"), &table)
}

/// Puts a table into its place in the document: between what it begins with and the end after that.
fn put_into_document(begin: &str, table: &str) -> Result<()> {
    let document = fs::read_to_string(DOCUMENT)?;
    let (before, rest) = document
        .split_once(begin)
        .context("the document has no place for the table")?;
    let (_, after) = rest
        .split_once(END)
        .context("the place for the table has no end")?;
    fs::write(DOCUMENT, format!("{before}{begin}\n{table}{END}{after}"))?;
    Ok(())
}

/// From a sheet on the disk to a report on the disk, in every form.
fn whole_command() -> Result<()> {
    command::run(&mut cargo(
        "build --locked --release --package alongside-cli",
    ))?;
    fs::create_dir_all(FOLDER)?;
    fs::write(format!("{FOLDER}/meetings.csv"), meetings()?)?;
    for format in ["table", "csv", "json", "markdown", "html"] {
        let started = Instant::now();
        command::run(Command::new("target/release/alongside").args([
            "audit",
            &format!("{FOLDER}/meetings.csv"),
            "--charter",
            "crates/charter/benches/ten-standards.toml",
            "--as-of",
            "2026-01-01",
            "--format",
            format,
            "--out",
            &format!("{FOLDER}/report.{format}"),
        ]))?;
        println!("{format}: {:.2} s", started.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Meetings over ten years, some late, some without notes, some with an interpreter.
fn meetings() -> Result<String> {
    let mut sheet = "id,title,organiser,announced,starts,ends,agenda,papers,minutes,interpreter,evening,ways,source\n".to_owned();
    for i in 0..MEETINGS {
        // Every month has a 28th, so that no day has to be worked out.
        let (year, month, day) = (2015 + i % 10, 2 + i % 11, 15 + i % 14);
        let on = |month: u32, day: u32| format!("{year}-{month:02}-{day:02}");
        let minutes = if i % 5 == 0 {
            String::new()
        } else {
            on(month, day)
        };
        let yes = |holds| if holds { "yes" } else { "no" };
        writeln!(
            sheet,
            "m{i},Meeting number {i} of the working group,Organiser {},{},{starts},{starts},{},{},{minutes},{},{},{},minutes book",
            i % 40,
            on(month - 1, 1 + i % 28),
            on(month, 1 + i % 9),
            on(month, 2 + i % 13),
            yes(i % 11 == 0),
            yes(i % 4 == 0),
            1 + i % 3,
            starts = on(month, day),
        )?;
    }
    Ok(sheet)
}
