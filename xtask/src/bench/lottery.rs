//! Draws by lot, side by side with `PyPI`'s sortition-algorithms on the same pools.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::put_into_document;
use crate::command::{self, cargo};

const BEGIN: &str = "<!-- cargo xtask bench lottery -->";
/// Where the peer is installed, and nowhere else.
const PEER: &str = "target/bench/sortition-algorithms";
/// What is installed there.
const PACKAGES: [&str; 2] = ["sortition-algorithms==0.12.15", "highspy"];
const SCRIPT: &str = "xtask/src/bench/sortition_peer.py";
/// The peer is stopped after this long.
const LIMIT: Duration = Duration::from_mins(1);
/// Our own pools, and those that are only in the reference data.
const OURS: &str = "crates/lottery/tests/pools";
const POOLS: [(&str, u32); 8] = [
    ("example_small", 20),
    ("sf_fixture", 22),
    ("syn_mass", 24),
    ("syn_parentcarer", 20),
    ("syn_sfb", 20),
    ("syn_sfa", 35),
    ("syn_cca", 75),
    ("syn_sfe", 110),
];

/// Times every pool with both, one after the other, and puts the table into the document.
pub(crate) fn run() -> Result<()> {
    command::run(&mut cargo(
        "build --locked --release --package alongside-lottery --example pool",
    ))?;
    install()?;
    let mut table = "| pool | people, panel, groups | chances, s | with 1,000 panels, s | exact weights, s more | smallest chance: bound, with exact weights, in the lottery | sortition-algorithms maximin, s (smallest chance) |\n|---|---|---|---|---|---|---|\n".to_owned();
    for (name, size) in POOLS {
        let Some(folder) = folder(&format!("{name}_{size}")) else {
            println!(
                "{name} is not there: ALONGSIDE_REFERENCE_DATA names the folder of the reference data"
            );
            continue;
        };
        let ours = ours(&folder, size)?;
        let [people, groups, found, all, weighed, bound, exact, least] = ours.as_slice() else {
            bail!("the example says something else than it did: {ours:?}");
        };
        let peer = peer(&folder, size)?;
        writeln!(
            table,
            "| {name} | {people}, {size}, {groups} | {found} | {all} | {weighed} | {bound}, {exact}, {least} | {peer} |"
        )?;
        println!("{name}: {all} s; peer: {peer}");
    }
    print!("{table}");
    put_into_document(BEGIN, &table)
}

fn folder(name: &str) -> Option<PathBuf> {
    let reference =
        env::var_os("ALONGSIDE_REFERENCE_DATA").map_or("../shared/data".into(), PathBuf::from);
    [
        Path::new(OURS).join(name),
        reference.join("sortition").join(name),
    ]
    .into_iter()
    .find(|folder| folder.is_dir())
}

/// Installs the peer, once.
fn install() -> Result<()> {
    let python = Path::new(PEER).join("bin/python");
    if !python.is_file() {
        fs::create_dir_all(PEER)?;
        command::run(Command::new("python3").args(["-m", "venv", PEER]))?;
    }
    let mut pip = Command::new(python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ])
    .args(PACKAGES);
    command::run(&mut pip)
}

fn ours(folder: &Path, size: u32) -> Result<Vec<String>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    let done = Command::new(target.join("release/examples/pool"))
        .arg(folder)
        .arg(size.to_string())
        .output()
        .context("cannot start the example")?;
    if !done.status.success() {
        bail!(
            "the draw broke off: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let said = String::from_utf8(done.stdout)?;
    Ok(said.split_whitespace().map(str::to_owned).collect())
}

/// What the peer says of a pool, or that it was stopped.
fn peer(folder: &Path, size: u32) -> Result<String> {
    let mut child = Command::new(Path::new(PEER).join("bin/python"))
        .arg(SCRIPT)
        .arg(folder)
        .arg(size.to_string())
        .env("OMP_NUM_THREADS", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start the peer")?;
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(format!("stopped after {} s", LIMIT.as_secs()));
        }
        thread::sleep(Duration::from_millis(50));
    };
    let mut said = String::new();
    child
        .stdout
        .take()
        .context("the peer has no output")?
        .read_to_string(&mut said)?;
    let figures = said.lines().last().unwrap_or_default();
    match figures.split_once(' ') {
        Some((seconds, least)) if status.success() => Ok(format!("{seconds} ({least})")),
        _ => Ok("failed".to_owned()),
    }
}
