//! What happens when two of them meet.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use alongside_testkit::{Outcome, Scratch};

use super::super::{Class, Database, Error, Options};
use super::{READ, count, count_one, open};

alongside_testkit::on_both!(
    counts_side_by_side_lose_none,
    counts_through_two_doors_lose_none,
    many_who_want_the_same_row_all_get_it,
    a_snapshot_does_not_see_what_is_kept_later,
    what_was_kept_is_seen_by_the_next_read,
    a_panic_keeps_nothing_and_the_next_change_goes_well,
    a_lost_connection_is_made_again,
);

fn counts_side_by_side_lose_none(scratch: &Scratch) -> Outcome {
    count_through(8, &[open(scratch)?])
}

/// As two processes would.
fn counts_through_two_doors_lose_none(scratch: &Scratch) -> Outcome {
    let first = open(scratch)?;
    let second = Database::open(scratch.url(), &Options::default())?;
    count_through(8, &[first, second])
}

/// With attempts too few for those who could meet all the others each time.
fn many_who_want_the_same_row_all_get_it(scratch: &Scratch) -> Outcome {
    open(scratch)?;
    let options = Options {
        connections: 20,
        attempts: 10,
        ..Options::default()
    };
    count_through(40, &[Database::open(scratch.url(), &options)?])
}

fn count_through(threads: usize, doors: &[Database]) -> Outcome {
    const EACH: usize = 25;
    let runs = AtomicUsize::new(0);
    let lost = thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|number| {
                let (database, runs) = (&doors[number % doors.len()], &runs);
                scope.spawn(move || {
                    (0..EACH).try_for_each(|_| {
                        database.write(|tx| {
                            runs.fetch_add(1, Ordering::Relaxed);
                            count_one(tx)
                        })
                    })
                })
            })
            .collect();
        running
            .into_iter()
            .filter_map(|thread| thread.join().ok()?.err())
            .collect::<Vec<Error>>()
    });
    assert!(lost.is_empty(), "{lost:?}");
    let all = threads * EACH;
    assert_eq!(count(&doors[0])?, Some(i64::try_from(all)?));
    assert!(runs.load(Ordering::Relaxed) >= all);
    Ok(())
}

fn a_snapshot_does_not_see_what_is_kept_later(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let seen = database.read(|snapshot| {
        let before: Option<i64> = snapshot.row(READ, &[], |row| row.get(0))?;
        database.write(count_one)?;
        let after: Option<i64> = snapshot.row(READ, &[], |row| row.get(0))?;
        Ok::<_, Error>((before, after))
    })?;
    assert_eq!(seen, (Some(0), Some(0)));
    assert_eq!(count(&database)?, Some(1));
    Ok(())
}

fn what_was_kept_is_seen_by_the_next_read(scratch: &Scratch) -> Outcome {
    let (writer, reader) = (
        open(scratch)?,
        Database::open(scratch.url(), &Options::default())?,
    );
    for n in 1..=50 {
        writer.write(count_one)?;
        assert_eq!(count(&reader)?, Some(n));
    }
    Ok(())
}

fn a_panic_keeps_nothing_and_the_next_change_goes_well(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        database.write(|tx| -> Result<(), Error> {
            count_one(tx)?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(count(&database)?, Some(0));
    database.write(count_one)?;
    assert_eq!(count(&database)?, Some(1));
    Ok(())
}

fn a_lost_connection_is_made_again(scratch: &Scratch) -> Outcome {
    let database = open(scratch)?;
    for n in 1..=3 {
        scratch.disconnect()?;
        database.write(count_one)?;
        scratch.disconnect()?;
        assert_eq!(count(&database)?, Some(n));
    }
    Ok(())
}

#[test]
fn on_sqlite_one_pen_is_waited_for_and_then_given_up_as_busy() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let first = open(&scratch)?;
    let impatient = Options {
        attempts: 3,
        patience: Duration::from_millis(1),
        ..Options::default()
    };
    let second = Database::open(scratch.url(), &impatient)?;
    let busy = first.write(|tx| {
        count_one(tx)?;
        Ok::<_, Error>(second.write(count_one).unwrap_err().class())
    })?;
    assert_eq!(busy, Class::Busy);
    second.write(count_one)?;
    assert_eq!(count(&first)?, Some(2));
    Ok(())
}

#[test]
fn on_sqlite_a_change_that_found_the_pen_taken_is_tried_again() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let first = open(&scratch)?;
    let persistent = Options {
        attempts: u32::MAX,
        patience: Duration::from_millis(1),
        ..Options::default()
    };
    let second = Database::open(scratch.url(), &persistent)?;
    thread::scope(|scope| {
        let other = first.write(|tx| {
            count_one(tx)?;
            let other = scope.spawn(|| second.write(count_one));
            while second.pauses() == 0 && !other.is_finished() {
                thread::yield_now();
            }
            Ok::<_, Error>(other)
        })?;
        other.join().map_err(|_| "it panicked")??;
        Ok::<_, Box<dyn std::error::Error>>(())
    })?;
    assert!(second.pauses() > 0);
    assert_eq!(count(&first)?, Some(2));
    Ok(())
}

#[test]
fn on_sqlite_a_change_inside_a_change_is_refused_and_does_not_hang() -> Outcome {
    let scratch = Scratch::sqlite()?;
    open(&scratch)?;
    let impatient = Options {
        patience: Duration::from_millis(1),
        ..Options::default()
    };
    let database = Database::open(scratch.url(), &impatient)?;
    let inner = database.write(|_| {
        let inner = database.write(count_one);
        Ok::<_, Error>(inner.map_err(|error| error.class()))
    })?;
    assert_eq!(inner, Err(Class::Busy));
    database.write(count_one)?;
    Ok(())
}

#[test]
fn on_postgres_one_of_two_that_met_is_run_again() -> Outcome {
    let scratch = Scratch::postgres()?;
    let database = open(&scratch)?;
    let mut runs = 0;
    database.write(|tx| {
        runs += 1;
        let n: Option<i64> = tx.row(READ, &[], |row| row.get(0))?;
        if runs == 1 {
            database.write(count_one)?;
        }
        tx.execute(super::WRITE, &[(n.unwrap_or(0) + 1).into()])
    })?;
    assert_eq!(runs, 2);
    assert_eq!(count(&database)?, Some(2));
    Ok(())
}

#[test]
fn on_postgres_a_change_is_run_again_a_bounded_number_of_times() -> Outcome {
    let scratch = Scratch::postgres()?;
    open(&scratch)?;
    let options = Options {
        attempts: 4,
        ..Options::default()
    };
    let database = Database::open(scratch.url(), &options)?;
    let mut runs = 0;
    let outcome = database.write(|tx| {
        runs += 1;
        let n: Option<i64> = tx.row(READ, &[], |row| row.get(0))?;
        database.write(count_one)?;
        tx.execute(super::WRITE, &[(n.unwrap_or(0) + 1).into()])
    });
    assert_eq!(outcome.unwrap_err().class(), Class::Busy);
    assert_eq!((runs, count(&database)?), (4, Some(4)));
    Ok(())
}
