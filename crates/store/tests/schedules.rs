//! What happens again and again happens once each time, on both databases.

use std::error::Error;
use std::thread;

use alongside_store::{Database, Options, jobs, schedules};
use alongside_testkit::{Outcome, Scratch};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

alongside_testkit::on_both!(
    it_happens_when_its_time_has_come_and_not_before,
    planning_it_again_changes_nothing,
    each_time_comes_once_for_all_who_look_at_the_clock,
    what_was_stopped_happens_no_more,
);

fn open(scratch: &Scratch) -> Result<(Database, Timestamp), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let first: Timestamp = "2026-11-23T08:00:00Z".parse()?;
    database.write(|tx| schedules::plan(tx, "reminders", first))?;
    Ok((database, first))
}

fn tick(database: &Database, now: Timestamp) -> Result<Option<Timestamp>, alongside_store::Error> {
    database.write(|tx| schedules::tick(tx, "reminders", now, |due| due + 1.hour()))
}

fn it_happens_when_its_time_has_come_and_not_before(scratch: &Scratch) -> Outcome {
    let (database, first) = open(scratch)?;
    assert_eq!(tick(&database, first - 1.second())?, None);
    assert_eq!(tick(&database, first)?, Some(first));
    assert_eq!(tick(&database, first)?, None);
    assert_eq!(tick(&database, first + 1.hour())?, Some(first + 1.hour()));
    let next = database.read(|snapshot| schedules::next(snapshot, "reminders"))?;
    assert_eq!(next, Some(first + 2.hours()));
    Ok(())
}

fn planning_it_again_changes_nothing(scratch: &Scratch) -> Outcome {
    let (database, first) = open(scratch)?;
    database.write(|tx| schedules::plan(tx, "reminders", first + 9.hours()))?;
    assert_eq!(tick(&database, first)?, Some(first));
    Ok(())
}

fn each_time_comes_once_for_all_who_look_at_the_clock(scratch: &Scratch) -> Outcome {
    const TIMES: i64 = 10;
    let (first_door, first) = open(scratch)?;
    let second_door = Database::open(scratch.url(), &Options::default())?;
    let ticks = thread::scope(|scope| {
        let threads: Vec<_> = (0..4_u32)
            .map(|number| {
                let database = if number % 2 == 0 {
                    &first_door
                } else {
                    &second_door
                };
                scope.spawn(move || {
                    let mut mine = Vec::new();
                    for time in 0..TIMES {
                        let now = first + time.hours();
                        let id = u128::from(number) << 64 | u128::from(time.unsigned_abs());
                        let due = database.write(|tx| {
                            let due = schedules::tick(tx, "reminders", now, |due| due + 1.hour())?;
                            if due.is_some() {
                                jobs::enqueue(tx, &job(Uuid::from_u128(id), now))?;
                            }
                            Ok::<_, alongside_store::Error>(due)
                        })?;
                        mine.extend(due);
                    }
                    Ok::<_, alongside_store::Error>(mine)
                })
            })
            .collect();
        let ticks = threads.into_iter().map(thread::ScopedJoinHandle::join);
        ticks.filter_map(Result::ok).collect::<Result<Vec<_>, _>>()
    })?;
    assert_eq!(ticks.len(), 4);
    let mut times: Vec<Timestamp> = ticks.into_iter().flatten().collect();
    times.sort();
    let wanted: Vec<Timestamp> = (0..TIMES).map(|time| first + time.hours()).collect();
    assert_eq!(times, wanted);
    // And a job for each.
    let backlog = first_door.read(|snapshot| jobs::backlog(snapshot, first))?;
    assert_eq!(backlog.open, TIMES);
    Ok(())
}

fn job(id: Uuid, now: Timestamp) -> jobs::Ask<'static> {
    jobs::Ask {
        id,
        kind: "reminders",
        key: None,
        payload: "{}",
        due: now,
        turn: jobs::Turn::Prompt,
        max_attempts: 1,
        asked: now,
    }
}

fn what_was_stopped_happens_no_more(scratch: &Scratch) -> Outcome {
    let (database, first) = open(scratch)?;
    database.write(|tx| schedules::stop(tx, "reminders"))?;
    assert_eq!(tick(&database, first)?, None);
    Ok(())
}
