//! How long reading and counting take.
//!
//! Wards of 2017 are timed where the reference data is here; the rest is made up, the same every time.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark finds and reads its data"
)]

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use alongside_ballot::{Rules, blt, count, lots_in_order};
use criterion::{Criterion, criterion_group, criterion_main};

/// How many papers the large election has: about as many as voted in Scotland in 2017.
const MANY: u32 = 1_400_000;

/// The ward with most papers among those that the data has.
fn ward() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let given = std::env::var_os("ALONGSIDE_REFERENCE_DATA").map(PathBuf::from);
    let folder = given
        .unwrap_or_else(|| root.join("../shared/data"))
        .join("stv/scotland2017");
    fs::read_to_string(folder.join("edinburgh_2017_ward1.blt")).ok()
}

/// A file with a line for every paper: ten candidates, one to eight choices, some candidates liked
/// more than others: 386,088 different rankings, many more than a real election of ten has.
fn large() -> String {
    let mut text = "10 4\n".to_owned();
    let mut state = 1_u64;
    let mut draw = |below: u64| {
        // The multiplier of Knuth's MMIX generator.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..MANY {
        let mut left: Vec<u64> = (1..=10).collect();
        text.push('1');
        for _ in 0..=draw(8) {
            let wanted = draw(10).min(draw(10)) % left.len() as u64;
            let candidate = left.remove(usize::try_from(wanted).unwrap_or_default());
            // Writing into a String cannot fail.
            write!(text, " {candidate}").unwrap_or_default();
        }
        text.push_str(" 0\n");
    }
    text.push_str("0\n");
    for name in 'A'..='J' {
        writeln!(text, "{name}").unwrap_or_default();
    }
    text
}

/// As many papers, a line each, in the proportions of a ward: those of its file again and again.
fn like(ward: &str) -> Option<String> {
    let (header, rest) = ward.split_once('\n')?;
    let (papers, names) = rest
        .split_once("\n0\n")
        .or_else(|| rest.split_once("\n0\r\n"))?;
    let mut lines = Vec::new();
    for line in papers.lines() {
        let (many, ranking) = line.split_once(' ')?;
        let many: usize = many.parse().ok()?;
        lines.extend(std::iter::repeat_n(ranking, many));
    }
    let mut text = format!("{header}\n");
    // A stride without a divisor in common with most numbers of lines mixes them.
    for place in (0..MANY as usize).map(|number| number * 7_919 % lines.len()) {
        writeln!(text, "1 {}", lines[place]).ok()?;
    }
    text.push_str("0\n");
    text.push_str(names);
    Some(text)
}

fn time(criterion: &mut Criterion, name: &str, text: &str) {
    let order: Vec<usize> = (0..100).collect();
    let mut group = criterion.benchmark_group(name);
    group.bench_function("read", |bencher| {
        bencher.iter(|| blt::read(black_box(text)));
    });
    let Ok(ballots) = blt::read(text) else { return };
    for rules in [Rules::Scottish, Rules::Meek] {
        group.bench_function(rules.name(), |bencher| {
            bencher.iter(|| count(black_box(&ballots), rules, &mut lots_in_order(&order)));
        });
    }
    group.bench_function("read and count (Scottish)", |bencher| {
        bencher.iter(|| {
            let ballots = blt::read(black_box(text));
            ballots.map(|ballots| count(&ballots, Rules::Scottish, &mut lots_in_order(&order)))
        });
    });
    group.finish();
}

fn wards(criterion: &mut Criterion) {
    if let Some(text) = ward() {
        time(criterion, "a ward of 2017 (14,207 papers)", &text);
        if let Some(text) = like(&text) {
            time(criterion, "1.4 million papers, like that ward's", &text);
        }
    }
}

fn millions(criterion: &mut Criterion) {
    time(criterion, "1.4 million papers, 386,088 different", &large());
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = wards, millions
}
criterion_main!(benches);
