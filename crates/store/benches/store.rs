//! What the seam costs, on both databases: a read of one row and of two hundred, a change, a job from end to end; and acts
//! published in a log.
//! The tests' server does not wait for its disk, so changes there show the seam and not a real server.

use std::error::Error;
use std::hint::black_box;

use alongside_store::log::{self, Signer};
use alongside_store::{Database, Options, jobs, outbox};
use alongside_testkit::Scratch;
use alongside_tlog::{KeyName, Kind, SigningKey};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

criterion_group!(benches, both);
criterion_main!(benches);

fn both(criterion: &mut Criterion) {
    let scratches = [
        ("sqlite", Scratch::sqlite()),
        ("postgres", Scratch::postgres()),
    ];
    for (name, scratch) in scratches {
        let measured = scratch.and_then(|scratch| measure(criterion, name, &scratch));
        assert!(measured.is_ok(), "{measured:?}");
    }
}

fn measure(criterion: &mut Criterion, name: &str, scratch: &Scratch) -> Result<(), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let now: Timestamp = "2026-11-23T08:00:00Z".parse()?;
    let body = "{\"act\":\"announced\",\"version\":1}".repeat(8);
    for number in 0..2000_u32 {
        let id = Uuid::from_u128(number.into());
        let at = now + i64::from(number).microseconds();
        database.write(|tx| outbox::add(tx, id, "haringey", None, at, &body))?;
    }
    database.write(|tx| outbox::enter(tx, "haringey", 2000))?;
    let mut group = criterion.benchmark_group(name);
    group.bench_function("read one act", |bencher| {
        let id = Uuid::from_u128(1000);
        bencher.iter(|| black_box(database.read(|snapshot| outbox::find(snapshot, id))));
    });
    group.bench_function("read 200 acts", |bencher| {
        bencher.iter(|| {
            let acts = database.read(|snapshot| outbox::entered(snapshot, "haringey", 700, 200));
            assert!(acts.is_ok_and(|acts| black_box(acts).len() == 200));
        });
    });
    let mut number = 1_000_000_u32;
    group.bench_function("keep one act", |bencher| {
        bencher.iter(|| {
            number += 1;
            let id = Uuid::from_u128(number.into());
            let at = now + i64::from(number).microseconds();
            let kept = database.write(|tx| outbox::add(tx, id, "bromley", None, at, &body));
            assert!(kept.is_ok());
        });
    });
    // What the record adds to a change that is made anyway: a row, without a beginning and an end of its own.
    group.throughput(Throughput::Elements(100));
    group.bench_function("keep a hundred acts in one change", |bencher| {
        bencher.iter(|| {
            let first = number + 1;
            number += 100;
            let kept = database.write(|tx| {
                for number in first..=number {
                    let id = Uuid::from_u128(number.into());
                    let at = now + i64::from(number).microseconds();
                    outbox::add(tx, id, "bromley", None, at, &body)?;
                }
                Ok::<_, alongside_store::Error>(())
            });
            assert!(kept.is_ok());
        });
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("ask for a job, take it, do it", |bencher| {
        bencher.iter(|| {
            number += 1;
            let done = run_a_job(&database, Uuid::from_u128(number.into()), now);
            assert!(done.is_ok_and(|done| done));
        });
    });
    group.finish();
    measure_the_log(criterion, name, &database, now)
}

/// Ten thousand waiting acts published, in rounds as the service does it; and a receipt out of a long log.
fn measure_the_log(
    criterion: &mut Criterion,
    name: &str,
    database: &Database,
    now: Timestamp,
) -> Result<(), Box<dyn Error>> {
    const ACTS: u32 = 10_000;
    let signer = Signer {
        host: "bench.example".to_owned(),
        key: SigningKey::from_seed(KeyName::new("bench.example")?, Kind::Log, &[1; 32]),
    };
    let body = "{\"act\":\"announced\",\"version\":1}".repeat(8);
    let mut number = 10_000_000_u32;
    let mut add = || {
        database.write(|tx| {
            (0..ACTS).try_for_each(|_| {
                number += 1;
                let at = now + i64::from(number).microseconds();
                let id = Uuid::from_u128(number.into());
                outbox::add(tx, id, "rivermead", None, at, &body)
            })
        })
    };
    let publish = || loop {
        let round = log::sequence(database, "rivermead", &signer, now, 1024);
        if !round.is_ok_and(|round| round.is_more) {
            break;
        }
    };
    // There is a log whichever of the benchmarks are asked for.
    add()?;
    publish();
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    group.throughput(Throughput::Elements(ACTS.into()));
    group.bench_function("publish 10,000 acts", |bencher| {
        bencher.iter_batched(
            &mut add,
            |added| {
                assert!(added.is_ok());
                publish();
            },
            BatchSize::PerIteration,
        );
    });
    group.throughput(Throughput::Elements(1));
    let size = database
        .read(|snapshot| log::find(snapshot, "rivermead"))?
        .map_or(0, |log| log.size);
    assert!(size >= u64::from(ACTS), "{size}");
    let mut place = 0;
    group.bench_function(format!("a receipt, in a log of {size}"), |bencher| {
        bencher.iter(|| {
            place = (place + 7_919) % size;
            let receipt = database.read(|snapshot| log::receipt(snapshot, "rivermead", place));
            assert!(receipt.is_ok_and(|receipt| receipt.is_some()));
        });
    });
    group.finish();
    Ok(())
}

fn run_a_job(
    database: &Database,
    id: Uuid,
    now: Timestamp,
) -> Result<bool, alongside_store::Error> {
    let ask = jobs::Ask {
        id,
        kind: "mail",
        key: None,
        payload: "{}",
        due: now,
        turn: jobs::Turn::Prompt,
        max_attempts: 3,
        asked: now,
    };
    database.write(|tx| jobs::enqueue(tx, &ask))?;
    let taken = database.write(|tx| jobs::take(tx, "bench", now, now + 1.minute(), 1))?;
    let Some(job) = taken.first() else {
        return Ok(false);
    };
    database.write(|tx| jobs::complete(tx, job, now))
}
