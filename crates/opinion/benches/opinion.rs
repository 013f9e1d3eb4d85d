//! How fast a conversation is looked at, from the votes and after new ones.
//!
//! `cargo bench -p alongside-opinion`; the figures are in `docs/performance.md`.
#![expect(clippy::expect_used, reason = "a benchmark that cannot run has failed")]

use std::hint::black_box;

use alongside_opinion::{Casts, Conversation, Live, NewVote, Opinion, Settings, Vote};
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};

/// A number below `end` that looks like chance and is the same everywhere (`SplitMix64`).
fn below(state: &mut u64, end: u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z ^ (z >> 31)) % end
}

/// People of three minds, each of whom has seen about `seen` of the statements.
fn casts(people: u64, statements: u64, seen: u64) -> Casts {
    let mut state = 1;
    let mut casts = Casts::default();
    for person in 0..people {
        let name = person.to_string();
        let mind = person % 3;
        for statement in 0..statements {
            if below(&mut state, statements) >= seen {
                continue;
            }
            let agrees = (statement * 7 + mind * statement / 3) % 5 < 3;
            let vote = match below(&mut state, 10) {
                0 => Vote::Pass,
                1 | 2 if agrees => Vote::Disagree,
                1 | 2 => Vote::Agree,
                _ if agrees => Vote::Agree,
                _ => Vote::Disagree,
            };
            casts.cast(&name, &statement.to_string(), vote, 0);
        }
    }
    casts
}

fn cold(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("opinion");
    group.sample_size(10);
    for (people, statements, seen) in [(1_921, 197, 26), (10_000, 500, 100), (100_000, 1_000, 200)]
    {
        let name = format!(
            "{people} people, {statements} statements, about {} votes",
            people * seen
        );
        let casts = casts(people, statements, seen);
        group.bench_function(BenchmarkId::new("latest votes", &name), |bencher| {
            bencher.iter_batched(
                || casts.clone(),
                |casts| casts.latest().len(),
                BatchSize::PerIteration,
            );
        });
        let conversation = Conversation::new(casts, Vec::new());
        group.bench_function(BenchmarkId::new("cold", &name), |bencher| {
            bencher.iter(|| Opinion::of(black_box(&conversation), Settings::default()));
        });
        let live = Live::new(conversation, Settings::default()).expect("groups");
        let names: Vec<(String, String)> = (0..100)
            .map(|i| {
                (
                    (i * people / 100).to_string(),
                    (i * 7 % statements).to_string(),
                )
            })
            .collect();
        let new: Vec<NewVote<'_>> = names
            .iter()
            .map(|(participant, statement)| NewVote {
                participant,
                statement,
                vote: Vote::Agree,
            })
            .collect();
        let mut live = live;
        group.bench_function(BenchmarkId::new("100 new votes", &name), |bencher| {
            bencher.iter(|| live.cast(black_box(&new)).len());
        });
        group.bench_function(
            BenchmarkId::new("what is told, after that", &name),
            |bencher| {
                bencher.iter(|| {
                    let opinion = live.opinion();
                    opinion.representative().len()
                        + opinion.common_ground().len()
                        + opinion.routing().len()
                });
            },
        );
        group.bench_function(BenchmarkId::new("drawn anew", &name), |bencher| {
            bencher.iter(|| live.redraw().is_ok());
        });
    }
    group.finish();
}

criterion_group!(benches, cold);
criterion_main!(benches);
