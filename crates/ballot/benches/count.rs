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
/// more than others. Two thirds of the papers differ from all others.
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
            let wanted = draw(10).min(draw(10)) as usize;
            let candidate = left.remove(wanted % left.len());
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
    }
}

fn millions(criterion: &mut Criterion) {
    time(criterion, "1.4 million papers", &large());
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = wards, millions
}
criterion_main!(benches);
