//! How fast a record is audited: meetings with ten facts each, judged by ten standards.
//!
//! `cargo bench -p alongside-charter`; the figures are in `docs/performance.md`.
#![expect(clippy::expect_used, reason = "a benchmark that cannot run has failed")]

use std::fmt::Write;
use std::hint::black_box;

use alongside_charter::{Audit, Calendar, Charter, Counting, Kind, Place, Subject, summarise};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Ten standards of every kind that a meeting can be judged by.
fn ten_standards() -> Charter {
    Charter::parse(include_str!("ten-standards.toml")).expect("a good charter")
}

/// Meetings over ten years, some late, some without notes, some with an interpreter.
fn meetings(count: i32) -> Vec<Subject> {
    let meeting = |i: i32| {
        let starts: Date = date(2015, 1, 5) + (i % 3650).days();
        let mut subject = Subject::new(Kind::Meeting, i.to_string())
            .with("announced", starts - (10 + i % 30).days())
            .with("starts", starts)
            .with("ends", starts)
            .with("agenda", starts - (5 + i % 9).days())
            .with("papers", starts - (3 + i % 14).days())
            .with("ways", i64::from(1 + i % 3))
            .with("interpreter", i % 11 == 0)
            .with("evening", i % 4 == 0)
            .with("due", starts);
        if i % 5 != 0 {
            subject = subject.with("minutes", starts + (1 + i % 25).days());
        }
        subject.organiser = format!("Organiser {}", i % 40);
        subject
    };
    (0..count).map(meeting).collect()
}

fn audit(criterion: &mut Criterion) {
    let audit = Audit::new([ten_standards()], date(2026, 1, 1));
    let mut group = criterion.benchmark_group("audit");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let subjects = meetings(count);
        group.throughput(Throughput::Elements(u64::try_from(count).unwrap_or(0) * 10));
        group.bench_with_input(
            BenchmarkId::new("findings", count),
            &subjects,
            |bencher, subjects| {
                bencher.iter_batched(
                    || (),
                    |()| audit.findings(black_box(subjects)),
                    BatchSize::PerIteration,
                );
            },
        );
    }
    let subjects = meetings(100_000);
    let findings = audit.findings(&subjects);
    group.bench_function("a million sums in words", |bencher| {
        let mut sum = String::new();
        bencher.iter(|| {
            for finding in &findings {
                sum.clear();
                write!(sum, "{}", finding.sum()).expect("writing to a string");
                black_box(&sum);
            }
        });
    });
    group.bench_function("summary of a million findings", |bencher| {
        bencher.iter(|| summarise(black_box(&findings)).len());
    });
    group.finish();
}

fn counting(criterion: &mut Criterion) {
    let calendar = Calendar::by_rule(Place::EnglandAndWales);
    let (from, to) = (date(2021, 6, 9), date(2021, 8, 16));
    let mut group = criterion.benchmark_group("counting");
    for way in Counting::ALL {
        group.bench_function(way.name(), |bencher| {
            bencher.iter(|| way.count(black_box(from), black_box(to), &calendar));
        });
    }
    group.bench_function("last day of 14 working days", |bencher| {
        bencher.iter(|| Counting::WorkingDaysBefore.latest_from(black_box(to), 14, &calendar));
    });
    group.bench_function("a calendar by rule", |bencher| {
        bencher.iter(|| Calendar::by_rule(black_box(Place::Scotland)));
    });
    group.finish();
}

criterion_group!(benches, audit, counting);
criterion_main!(benches);
