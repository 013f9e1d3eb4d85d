//! One queue for every process, on both databases.

use std::collections::BTreeMap;
use std::error::Error;
use std::thread;

use alongside_store::jobs::{self, Ask, Leased, Turn};
use alongside_store::{Database, Options};
use alongside_testkit::{Outcome, Scratch};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

alongside_testkit::on_both!(
    a_job_is_taken_when_it_is_due_and_not_before,
    the_longest_due_is_taken_first,
    what_is_prompt_is_taken_before_what_is_one_of_many,
    a_job_of_a_change_that_failed_was_never_asked_for,
    one_job_is_never_in_two_hands,
    a_key_is_asked_for_once_even_side_by_side,
    many_are_enqueued_each_once,
    a_key_counts_within_its_kind_and_none_is_no_key,
    a_lease_that_lapsed_is_taken_by_another_and_the_first_has_no_say,
    a_lease_can_be_made_longer,
    a_failed_job_waits_and_is_tried_again_until_it_is_dead,
    a_job_that_takes_its_worker_down_is_dead_after_the_last_attempt,
    a_dead_job_is_shown_and_can_be_revived,
    what_is_done_is_forgotten_with_its_key,
    a_job_that_can_never_work_out_is_given_up_at_once,
    a_job_given_back_is_due_at_once_and_has_cost_no_attempt,
    the_next_due_is_the_earliest_of_what_is_open,
);

const START: &str = "2026-11-23T08:00:00Z";

fn open(scratch: &Scratch) -> Result<(Database, Timestamp), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    Ok((database, START.parse()?))
}

fn ask(number: u32, due: Timestamp) -> Ask<'static> {
    Ask {
        id: Uuid::from_u128(u128::from(number)),
        kind: "mail",
        key: None,
        payload: "{}",
        due,
        turn: Turn::Prompt,
        max_attempts: 3,
        asked: due,
    }
}

fn enqueue(database: &Database, ask: &Ask<'_>) -> Result<bool, alongside_store::Error> {
    database.write(|tx| jobs::enqueue(tx, ask))
}

/// Takes one job for a minute.
fn take(
    database: &Database,
    worker: &str,
    now: Timestamp,
) -> Result<Option<Leased>, alongside_store::Error> {
    let until = now + 1.minute();
    let taken = database.write(|tx| jobs::take(tx, worker, now, until, 1))?;
    Ok(taken.into_iter().next())
}

fn must_take(database: &Database, worker: &str, now: Timestamp) -> Result<Leased, Box<dyn Error>> {
    take(database, worker, now)?.ok_or_else(|| "no job was due".into())
}

fn a_job_is_taken_when_it_is_due_and_not_before(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    assert_eq!(take(&database, "a", now - 1.microsecond())?, None);
    let job = must_take(&database, "a", now)?;
    assert_eq!(
        (job.id, job.kind.as_str(), job.payload.as_str()),
        (Uuid::from_u128(1), "mail", "{}")
    );
    assert_eq!((job.attempt, job.max_attempts), (1, 3));
    assert_eq!(take(&database, "b", now)?, None);
    assert!(database.write(|tx| jobs::complete(tx, &job, now))?);
    assert_eq!(take(&database, "b", now + 1.hour())?, None);
    Ok(())
}

fn the_longest_due_is_taken_first(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    for (number, minutes) in [(1, 3), (2, 1), (3, 2), (4, 9)] {
        enqueue(&database, &ask(number, now + minutes.minutes()))?;
    }
    let later = now + 5.minutes();
    let taken = database.write(|tx| jobs::take(tx, "a", later, later + 1.minute(), 2))?;
    let ids: Vec<u128> = taken.iter().map(|job| job.id.as_u128()).collect();
    assert_eq!(ids, [2, 3]);
    let backlog = database.read(|snapshot| jobs::backlog(snapshot, later))?;
    assert_eq!((backlog.open, backlog.due, backlog.dead), (4, 1, 0));
    assert_eq!(backlog.next_due, Some(now + 3.minutes()));
    Ok(())
}

fn a_job_of_a_change_that_failed_was_never_asked_for(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let outcome = database.write(|tx| {
        jobs::enqueue(tx, &ask(1, now))?;
        // The same id again.
        jobs::enqueue(tx, &ask(1, now))
    });
    assert!(outcome.is_err());
    assert_eq!(take(&database, "a", now)?, None);
    Ok(())
}

fn one_job_is_never_in_two_hands(scratch: &Scratch) -> Outcome {
    const JOBS: u32 = 120;
    let (first, now) = open(scratch)?;
    let second = Database::open(scratch.url(), &Options::default())?;
    first.write(|tx| {
        (1..=JOBS).try_for_each(|number| jobs::enqueue(tx, &ask(number, now)).map(drop))
    })?;
    let taken: Vec<Leased> = thread::scope(|scope| {
        let workers: Vec<_> = (0..6)
            .map(|number| {
                let database = if number % 2 == 0 { &first } else { &second };
                scope.spawn(move || {
                    let worker = format!("worker {number}");
                    let mut mine = Vec::new();
                    loop {
                        let more = database
                            .write(|tx| jobs::take(tx, &worker, now, now + 1.minute(), 5))?;
                        if more.is_empty() {
                            return Ok::<_, alongside_store::Error>(mine);
                        }
                        mine.extend(more);
                    }
                })
            })
            .collect();
        let mine = workers.into_iter().map(thread::ScopedJoinHandle::join);
        mine.filter_map(|mine| mine.ok()?.ok()).flatten().collect()
    });
    let mut hands = BTreeMap::<Uuid, u32>::new();
    for job in &taken {
        assert_eq!(job.attempt, 1);
        *hands.entry(job.id).or_default() += 1;
    }
    assert_eq!(hands.len(), JOBS as usize);
    assert!(hands.values().all(|hands| *hands == 1), "{hands:?}");
    Ok(())
}

fn what_is_prompt_is_taken_before_what_is_one_of_many(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    for number in 1..=50 {
        let many = Ask {
            turn: Turn::Bulk,
            ..ask(number, now)
        };
        enqueue(&database, &many)?;
    }
    let later = now + 1.minute();
    let until = later + 1.minute();
    let take_prompt = || database.write(|tx| jobs::take_prompt(tx, "a", later, until, 1));
    assert_eq!(take_prompt()?, []);
    let next_prompt = || database.read(|snapshot| jobs::next_due_of(snapshot, Turn::Prompt));
    assert_eq!(next_prompt()?, None);
    enqueue(&database, &ask(51, later))?;
    assert_eq!(next_prompt()?, Some(later));
    assert_eq!(database.read(jobs::next_due)?, Some(now));
    let first = must_take(&database, "a", later)?;
    assert_eq!((first.id.as_u128(), first.turn), (51, Turn::Prompt));
    assert_eq!(take_prompt()?, []);
    assert_eq!(must_take(&database, "a", later)?.turn, Turn::Bulk);
    Ok(())
}

fn a_key_is_asked_for_once_even_side_by_side(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let asked = thread::scope(|scope| {
        let threads: Vec<_> = (1..=6)
            .map(|number| {
                let database = &database;
                scope.spawn(move || {
                    let ask = Ask {
                        key: Some("meeting 7, a week before"),
                        ..ask(number, now)
                    };
                    enqueue(database, &ask)
                })
            })
            .collect();
        let asked = threads.into_iter().map(thread::ScopedJoinHandle::join);
        asked
            .filter_map(Result::ok)
            .collect::<Result<Vec<bool>, _>>()
    })?;
    assert_eq!(asked.len(), 6);
    assert_eq!(asked.iter().filter(|ours| **ours).count(), 1);
    let backlog = database.read(|snapshot| jobs::backlog(snapshot, now))?;
    assert_eq!(backlog.open, 1);
    Ok(())
}

fn many_are_enqueued_each_once(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let keys: Vec<String> = (0..23).map(|number| number.to_string()).collect();
    let asks = |from: usize, upto: usize| -> Vec<Ask<'_>> {
        let asked = keys[from..upto].iter().zip(from..);
        asked
            .map(|(key, number)| Ask {
                key: Some(key),
                payload: key,
                ..ask(u32::try_from(1_000 * upto + number).unwrap_or(0), now)
            })
            .collect()
    };
    database.write(|tx| jobs::enqueue_all(tx, &asks(0, 14)))?;
    // Some of them again, in the same ten as others.
    database.write(|tx| jobs::enqueue_all(tx, &asks(4, 23)))?;
    database.write(|tx| jobs::enqueue_all(tx, &[]))?;
    let until = now + 1.minute();
    let mut taken = database.write(|tx| jobs::take(tx, "a", now, until, 100))?;
    taken.sort_by_key(|job| job.payload.parse::<u32>().ok());
    let payloads: Vec<&str> = taken.iter().map(|job| job.payload.as_str()).collect();
    assert_eq!(payloads, keys);
    assert!(
        taken
            .iter()
            .all(|job| job.kind == "mail" && job.max_attempts == 3)
    );
    Ok(())
}

fn a_key_counts_within_its_kind_and_none_is_no_key(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let keyed = |number, kind, key| Ask {
        kind,
        key,
        ..ask(number, now)
    };
    assert!(enqueue(&database, &keyed(1, "mail", Some("7")))?);
    assert!(enqueue(&database, &keyed(2, "text", Some("7")))?);
    assert!(!enqueue(&database, &keyed(3, "mail", Some("7")))?);
    assert!(enqueue(&database, &keyed(4, "mail", None))?);
    assert!(enqueue(&database, &keyed(5, "mail", None))?);
    Ok(())
}

fn a_lease_that_lapsed_is_taken_by_another_and_the_first_has_no_say(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    let first = must_take(&database, "a", now)?;
    assert_eq!(take(&database, "b", now + 59.seconds())?, None);
    let later = now + 1.minute();
    let second = must_take(&database, "b", later)?;
    assert_eq!((second.id, second.attempt), (first.id, 2));
    assert!(!database.write(|tx| jobs::complete(tx, &first, later))?);
    assert!(!database.write(|tx| jobs::extend(tx, &first, later + 1.hour()))?);
    assert!(!database.write(|tx| jobs::fail(tx, &first, later, later, "late"))?);
    assert!(database.write(|tx| jobs::complete(tx, &second, later))?);
    // Nor has the second twice.
    assert!(!database.write(|tx| jobs::complete(tx, &second, later))?);
    Ok(())
}

fn a_lease_can_be_made_longer(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    let job = must_take(&database, "a", now)?;
    assert!(database.write(|tx| jobs::extend(tx, &job, now + 1.hour()))?);
    assert_eq!(take(&database, "b", now + 59.minutes())?, None);
    assert!(database.write(|tx| jobs::complete(tx, &job, now + 59.minutes()))?);
    Ok(())
}

fn a_failed_job_waits_and_is_tried_again_until_it_is_dead(scratch: &Scratch) -> Outcome {
    let (database, mut now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    for attempt in 1..=3 {
        let job = must_take(&database, "a", now)?;
        assert_eq!(job.attempt, attempt);
        let again = now + jobs::back_off(attempt);
        assert!(database.write(|tx| jobs::fail(tx, &job, now, again, "no answer"))?);
        assert_eq!(take(&database, "a", again - 1.second())?, None);
        now = again;
    }
    assert_eq!(take(&database, "a", now + 100.hours())?, None);
    let backlog = database.read(|snapshot| jobs::backlog(snapshot, now))?;
    assert_eq!((backlog.open, backlog.dead), (0, 1));
    Ok(())
}

fn a_job_that_takes_its_worker_down_is_dead_after_the_last_attempt(scratch: &Scratch) -> Outcome {
    let (database, mut now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    for _ in 0..3 {
        must_take(&database, "a", now)?;
        now += 2.minutes();
    }
    assert_eq!(take(&database, "b", now)?, None);
    let dead = database.read(|snapshot| jobs::dead(snapshot, 10))?;
    assert_eq!((dead.len(), dead[0].attempts), (1, 3));
    Ok(())
}

fn a_dead_job_is_shown_and_can_be_revived(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let only = Ask {
        max_attempts: 1,
        ..ask(1, now)
    };
    enqueue(&database, &only)?;
    let job = must_take(&database, "a", now)?;
    database.write(|tx| jobs::fail(tx, &job, now, now, "no such address"))?;
    let dead = database.read(|snapshot| jobs::dead(snapshot, 10))?;
    assert_eq!(dead[0].last_error.as_deref(), Some("no such address"));
    assert_eq!((dead[0].asked, dead[0].ended), (now, now));
    assert!(database.write(|tx| jobs::revive(tx, job.id, now))?);
    assert!(!database.write(|tx| jobs::revive(tx, job.id, now))?);
    assert_eq!(must_take(&database, "a", now)?.attempt, 1);
    Ok(())
}

fn what_is_done_is_forgotten_with_its_key(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let keyed = |number| Ask {
        key: Some("7"),
        ..ask(number, now)
    };
    enqueue(&database, &keyed(1))?;
    let job = must_take(&database, "a", now)?;
    database.write(|tx| jobs::complete(tx, &job, now))?;
    assert!(!enqueue(&database, &keyed(2))?);
    assert_eq!(database.write(|tx| jobs::forget(tx, now))?, 0);
    assert_eq!(database.write(|tx| jobs::forget(tx, now + 1.second()))?, 1);
    assert!(enqueue(&database, &keyed(3))?);
    Ok(())
}

fn a_job_that_can_never_work_out_is_given_up_at_once(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    let job = must_take(&database, "a", now)?;
    assert!(database.write(|tx| jobs::bury(tx, &job, now, "no such address"))?);
    assert!(!database.write(|tx| jobs::bury(tx, &job, now, "again"))?);
    let dead = database.read(|snapshot| jobs::dead(snapshot, 10))?;
    assert_eq!((dead.len(), dead[0].attempts), (1, 1));
    assert_eq!(dead[0].last_error.as_deref(), Some("no such address"));
    Ok(())
}

fn a_job_given_back_is_due_at_once_and_has_cost_no_attempt(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    enqueue(&database, &ask(1, now))?;
    let job = must_take(&database, "a", now)?;
    assert!(database.write(|tx| jobs::give_back(tx, &job, now))?);
    assert!(!database.write(|tx| jobs::give_back(tx, &job, now))?);
    assert_eq!(must_take(&database, "b", now)?.attempt, 1);
    // Whoever gave it back has no say any more, though this is the first attempt again.
    assert!(!database.write(|tx| jobs::complete(tx, &job, now))?);
    Ok(())
}

fn the_next_due_is_the_earliest_of_what_is_open(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let next = || database.read(jobs::next_due);
    assert_eq!(next()?, None);
    enqueue(&database, &ask(1, now + 2.minutes()))?;
    enqueue(&database, &ask(2, now))?;
    assert_eq!(next()?, Some(now));
    let job = must_take(&database, "a", now)?;
    // What is leased is due when the lease lapses.
    assert_eq!(next()?, Some(now + 1.minute()));
    database.write(|tx| jobs::complete(tx, &job, now))?;
    assert_eq!(next()?, Some(now + 2.minutes()));
    Ok(())
}
