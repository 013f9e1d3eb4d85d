//! How long chances and a lottery take, by the number of groups of people who are alike.
//!
//! `cargo bench -p alongside-lottery`; the figures are in `docs/performance.md`.
#![expect(clippy::expect_used, reason = "a benchmark that cannot run has failed")]

use std::hint::black_box;

use alongside_lottery::{Chances, Method, Pool, Table};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// A pool of so many people with four features each, from a fixed sequence of numbers, some features rarer than others.
fn pool(people: usize, size: u32) -> Pool {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    let rows = (0..people).map(|row| {
        let features = (0..4).map(|_| format!("f{}", next(5).min(next(5))));
        std::iter::once(row.to_string())
            .chain(features)
            .collect::<Vec<_>>()
    });
    let people = Table::new(["id", "c0", "c1", "c2", "c3"], rows.collect::<Vec<_>>());
    let even = size / 5;
    let quotas = (0..4).flat_map(|category| {
        (0..5).map(move |feature| {
            let (min, max) = (even.saturating_sub(2), even + 3);
            [
                format!("c{category}"),
                format!("f{feature}"),
                min.to_string(),
                max.to_string(),
            ]
            .to_vec()
        })
    });
    let quotas = Table::new(["category", "feature", "min", "max"], quotas);
    Pool::read(&people, &quotas, size).expect("a pool without faults")
}

fn draw(c: &mut Criterion) {
    let mut group = c.benchmark_group("leximin");
    group.sample_size(10);
    for people in [100, 200, 400] {
        let pool = pool(people, 20);
        let groups = Chances::find(&pool, Method::Leximin, &mut |_| {})
            .expect("chances")
            .groups();
        group.bench_with_input(BenchmarkId::new("chances", groups), &pool, |b, pool| {
            b.iter(|| {
                Chances::find(black_box(pool), Method::Leximin, &mut |_| {}).expect("chances")
            });
        });
        let chances = Chances::find(&pool, Method::Leximin, &mut |_| {}).expect("chances");
        group.bench_with_input(
            BenchmarkId::new("100 panels", groups),
            &chances,
            |b, chances| {
                b.iter(|| {
                    black_box(chances)
                        .lottery(100, &mut |_| {})
                        .expect("panels")
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, draw);
criterion_main!(benches);
