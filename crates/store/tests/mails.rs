//! A mail is begun once, on both databases.

use std::error::Error;
use std::thread;

use alongside_store::jobs::{self, Ask, Turn};
use alongside_store::mails::{self, Begin, Mark};
use alongside_store::{Class, Database, Options};
use alongside_testkit::{Outcome, Scratch};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

alongside_testkit::on_both!(
    a_mail_is_begun_once,
    a_mail_is_begun_once_even_side_by_side,
    what_was_surely_not_sent_may_be_begun_again,
    what_was_sent_stays_sent,
    whoever_began_an_earlier_time_has_no_say,
    a_mark_goes_with_its_job_and_there_is_none_without,
);

const JOB: Uuid = Uuid::from_u128(7);

fn open(scratch: &Scratch) -> Result<(Database, Timestamp), Box<dyn Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let now: Timestamp = "2026-11-23T08:00:00Z".parse()?;
    let ask = Ask {
        id: JOB,
        kind: "mail",
        key: None,
        payload: "{}",
        due: now,
        turn: Turn::Prompt,
        max_attempts: 3,
        asked: now,
    };
    database.write(|tx| jobs::enqueue(tx, &ask))?;
    Ok((database, now))
}

fn begin(database: &Database, now: Timestamp) -> Result<Begin, alongside_store::Error> {
    database.write(|tx| mails::begin(tx, JOB, now))
}

fn find(database: &Database) -> Result<Option<Mark>, alongside_store::Error> {
    database.read(|snapshot| mails::find(snapshot, JOB))
}

fn a_mail_is_begun_once(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    assert_eq!(find(&database)?, None);
    assert_eq!(begin(&database, now)?, Begin::Begun);
    let before = Begin::BegunBefore { sent: false };
    assert_eq!(begin(&database, now)?, before);
    assert_eq!(begin(&database, now + 1.hour())?, before);
    let mark = Mark {
        begun: now,
        sent: None,
    };
    assert_eq!(find(&database)?, Some(mark));
    Ok(())
}

fn a_mail_is_begun_once_even_side_by_side(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let begun = thread::scope(|scope| {
        let threads: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| begin(&database, now)))
            .collect();
        let begun = threads.into_iter().map(thread::ScopedJoinHandle::join);
        begun
            .filter_map(Result::ok)
            .collect::<Result<Vec<Begin>, _>>()
    })?;
    assert_eq!(begun.len(), 6);
    let first = begun.iter().filter(|begun| **begun == Begin::Begun);
    assert_eq!(first.count(), 1);
    Ok(())
}

fn what_was_surely_not_sent_may_be_begun_again(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    begin(&database, now)?;
    assert!(database.write(|tx| mails::undo(tx, JOB, now))?);
    assert!(!database.write(|tx| mails::undo(tx, JOB, now))?);
    assert_eq!(begin(&database, now + 1.hour())?, Begin::Begun);
    assert!(database.write(|tx| mails::clear(tx, JOB))?);
    assert_eq!(begin(&database, now + 2.hours())?, Begin::Begun);
    Ok(())
}

fn what_was_sent_stays_sent(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    begin(&database, now)?;
    let later = now + 1.second();
    assert!(database.write(|tx| mails::sent(tx, JOB, now, later))?);
    assert!(!database.write(|tx| mails::sent(tx, JOB, now, later + 1.hour()))?);
    assert!(!database.write(|tx| mails::undo(tx, JOB, now))?);
    assert!(!database.write(|tx| mails::clear(tx, JOB))?);
    assert_eq!(begin(&database, later)?, Begin::BegunBefore { sent: true });
    assert_eq!(find(&database)?.and_then(|mark| mark.sent), Some(later));
    Ok(())
}

fn whoever_began_an_earlier_time_has_no_say(scratch: &Scratch) -> Outcome {
    let (database, first) = open(scratch)?;
    begin(&database, first)?;
    database.write(|tx| mails::clear(tx, JOB))?;
    let second = first + 1.hour();
    begin(&database, second)?;
    assert!(!database.write(|tx| mails::undo(tx, JOB, first))?);
    assert!(!database.write(|tx| mails::sent(tx, JOB, first, second))?);
    assert_eq!(find(&database)?.map(|mark| mark.begun), Some(second));
    Ok(())
}

fn a_mark_goes_with_its_job_and_there_is_none_without(scratch: &Scratch) -> Outcome {
    let (database, now) = open(scratch)?;
    let nobodys = database.write(|tx| mails::begin(tx, Uuid::from_u128(8), now));
    assert_eq!(
        nobodys.map_err(|error| error.class()),
        Err(Class::ForeignKey)
    );
    begin(&database, now)?;
    let until = now + 1.minute();
    let jobs = database.write(|tx| jobs::take(tx, "a", now, until, 1))?;
    database.write(|tx| jobs::complete(tx, &jobs[0], now))?;
    database.write(|tx| jobs::forget(tx, until))?;
    assert_eq!(find(&database)?, None);
    Ok(())
}
