//! Draws from the pool in a folder (`respondents.csv` and `categories.csv`, without quotation marks) and says how long
//! of a processor it took (where Linux says so, else on the clock) and what came out (people; groups; seconds for
//! chances, with panels, for exact weights; the smallest chance as the bound, with exact weights, in the lottery): `cargo run --release -p alongside-lottery --example pool -- FOLDER SIZE [PANELS]`.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a program that reads files, times itself and prints"
)]

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use alongside_lottery::{Chances, Measures, Method, Pool, Table};

fn table(file: &Path) -> Table {
    let text = fs::read_to_string(file).expect("a file of the folder");
    let mut lines = text
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let headings = lines.next().expect("headings");
    Table::new(headings.iter().map(String::as_str), lines)
}

/// Seconds that this program has had a processor for, where the system says so: a busy machine changes them little.
fn seconds(started: Instant) -> f64 {
    let told = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told
        .as_deref()
        .and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || started.elapsed().as_secs_f64(),
        |nanoseconds| nanoseconds / 1e9,
    )
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, size, ..] = arguments.as_slice() else {
        println!("Say which folder and how many.");
        return;
    };
    let folder = Path::new(folder);
    let panels = arguments
        .get(2)
        .map_or(1000, |panels| panels.parse().expect("a number of panels"));
    let (people, quotas) = (
        table(&folder.join("respondents.csv")),
        table(&folder.join("categories.csv")),
    );
    let pool =
        Pool::read(&people, &quotas, size.parse().expect("a size")).expect("a pool without faults");
    let started = Instant::now();
    let chances = Chances::find(&pool, Method::Leximin, &mut |_| {}).expect("chances");
    let found = seconds(started);
    let lots = chances.lottery(panels, &mut |_| {}).expect("panels");
    let drawn = seconds(started);
    let mixture = chances.mixture(&lots).expect("weights");
    let weighed = seconds(started) - drawn;
    let (target, got) = (Measures::of(&chances.all()), lots.measures());
    println!(
        "{} {} {found:.1} {drawn:.1} {weighed:.1} {:.4} {:.4} {:.4}",
        pool.people().len(),
        chances.groups(),
        target.min,
        Measures::of(&mixture.chances).min,
        got.min
    );
}
