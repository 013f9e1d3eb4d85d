//! Groups and common ground beside red-dwarf, a library in Python, on the same votes.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::{FOLDER, put_into_document};
use crate::command::{self, cargo};

/// What stands before the table.
const BEGIN: &str = "<!-- cargo xtask bench opinion -->";
/// The peer, in an environment of its own.
const PEER: &str = "red-dwarf==0.4.0";

/// Conversations that are tried where the reference data is there.
const CONVERSATIONS: [&str; 3] = [
    "bg2050-volunteers",
    "scoop-hivemind.taxes",
    "canadian-electoral-reform",
];

/// Times both and puts the table into the document.
pub(crate) fn run() -> Result<()> {
    command::run(&mut cargo(
        "build --locked --release --package alongside-cli",
    ))?;
    fs::create_dir_all(FOLDER)?;
    let python = peer()?;
    let mut table = "| votes | people × statements | alongside, the whole command | its groups | red-dwarf 0.4.0, its pipeline alone | its groups |\n\
        |---|---|---|---|---|---|\n"
        .to_owned();
    let data = env::var_os("ALONGSIDE_REFERENCE_DATA")
        .map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from)
        .join("opinion");
    for name in CONVERSATIONS {
        let votes = data.join(name).join("votes.csv");
        if votes.is_file() {
            table += &row(name, &votes, Some(&python))?;
        } else {
            println!("{name} is not there, so it is left out");
        }
    }
    for (people, statements, seen) in [(1_921, 197, 26), (100_000, 1_000, 200)] {
        let votes = Path::new(FOLDER).join(format!("votes-{people}.csv"));
        fs::write(&votes, made_up(people, statements, seen)?)?;
        // The large one would take the peer longer than the bench may.
        let peer = (people < 10_000).then_some(&python);
        table += &row("made up", &votes, peer.map(PathBuf::as_path))?;
    }
    print!("{table}");
    put_into_document(BEGIN, &table)
}

/// Installs the peer, and gives the Python that has it.
fn peer() -> Result<PathBuf> {
    let home = Path::new(FOLDER).join("red-dwarf");
    let python = home.join("bin").join("python");
    if !python.is_file() {
        command::run(Command::new("python3").arg("-m").arg("venv").arg(&home))?;
    }
    command::run(Command::new(home.join("bin").join("pip")).args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        PEER,
    ]))?;
    Ok(python)
}

fn row(name: &str, votes: &Path, python: Option<&Path>) -> Result<String> {
    let result = Path::new(FOLDER).join("opinion.json");
    let started = Instant::now();
    let program = target().join("release").join("alongside");
    command::run(
        Command::new(program)
            .arg("opinion")
            .arg(votes)
            .arg("--out")
            .arg(&result),
    )?;
    let seconds = started.elapsed().as_secs_f64();
    let found = fs::read_to_string(&result)?;
    let number = |key: &str| after(&found, key).unwrap_or_default();
    let sizes: Vec<String> = found.split("\"size\":").skip(1).map(digits).collect();
    let theirs = match python {
        None => "not run | ".to_owned(),
        Some(python) => {
            let said = Command::new(python)
                .arg("xtask/src/bench/opinion_peer.py")
                .arg(votes)
                .arg("warm")
                .output()
                .context("the peer does not start")?;
            ensure!(
                said.status.success(),
                "{}",
                String::from_utf8_lossy(&said.stderr)
            );
            let said = String::from_utf8(said.stdout)?;
            let (time, sizes) = said.trim().split_once("; ").unwrap_or((said.trim(), ""));
            format!("{time} | {sizes}")
        }
    };
    Ok(format!(
        "| {name} | {} × {} | {seconds:.2} s | {} | {theirs} |\n",
        number("\"people\":"),
        number("\"statements\":"),
        sizes.join(", ")
    ))
}

/// Where cargo builds.
fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

fn after(text: &str, key: &str) -> Option<String> {
    Some(digits(text.split_once(key)?.1))
}

fn digits(text: &str) -> String {
    text.chars().take_while(char::is_ascii_digit).collect()
}

/// Votes of people of three minds, each on so many of the statements; a tenth pass, a fifth say the opposite.
fn made_up(people: u32, statements: u32, seen: u32) -> Result<String> {
    let mut state = 1_u64;
    let mut below = |end: u64| {
        // SplitMix64.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    };
    let mut file = "timestamp,comment-id,voter-id,vote\n".to_owned();
    for person in 0..people {
        let mind = person % 3;
        for statement in 0..statements {
            if below(u64::from(statements)) >= u64::from(seen) {
                continue;
            }
            let agrees = (statement * 7 + mind * statement / 3) % 5 < 3;
            let vote = match below(10) {
                0 => 0,
                1 | 2 if agrees => -1,
                1 | 2 => 1,
                _ if agrees => 1,
                _ => -1,
            };
            writeln!(file, "{person},{statement},{person},{vote}")?;
        }
    }
    Ok(file)
}
