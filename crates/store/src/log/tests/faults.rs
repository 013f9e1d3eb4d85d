//! Whatever fails and whoever else is at it, there is one log, and it goes on whole.

use std::cell::Cell;
use std::thread;

use super::*;
use crate::log::sequence::{Moment, Step, round};

alongside_testkit::on_both!(
    whichever_step_fails_or_seems_to_the_log_goes_on_whole,
    many_who_sequence_at_once_make_one_log,
);

/// Every step, failing before it, within it, and after it was kept though it looks as if it had not been.
fn whichever_step_fails_or_seems_to_the_log_goes_on_whole(scratch: &Scratch) -> Outcome {
    for step in [Step::Begin, Step::Enter, Step::Publish] {
        for moment in [Moment::Before, Moment::Within, Moment::After] {
            fail_at(&scratch.another()?, step, moment)?;
        }
    }
    Ok(())
}

fn fail_at(scratch: &Scratch, step: Step, moment: Moment) -> Outcome {
    let database = open(scratch)?;
    let mut done = 0;
    if step != Step::Begin {
        add(&database, 0..60)?;
        done = sequence_all(&database, &signer(), 100)?.try_into()?;
    }
    add(&database, done..done + 90)?;
    done += 90;
    let (left, mut failures, mut seen) = (Cell::new(2), 0, Vec::new());
    let fate = |at, when| {
        if (at, when) == (step, moment) && left.get() > 0 {
            left.set(left.get() - 1);
            return Err(Error::other("the power went"));
        }
        Ok(())
    };
    loop {
        match round(&database, AREA, &signer(), start(), 50, &fate) {
            Ok(round) if !round.is_more => break,
            Ok(_) => {}
            Err(Unsequenced::Store(error)) if error.to_string() == "the power went" => {
                failures += 1;
            }
            Err(error) => return Err(error.into()),
        }
        // Whatever there is at any time is whole.
        if let Some(checkpoint) = checkpoint(&database)? {
            check(&database)?;
            seen.push(checkpoint);
        }
    }
    // A log that was begun, though it did not look so, is not begun again.
    let wanted = if (step, moment) == (Step::Begin, Moment::After) {
        1
    } else {
        2
    };
    assert_eq!(failures, wanted, "{step:?} {moment:?}");
    assert_eq!(check(&database)?, bodies(0..done), "{step:?} {moment:?}");
    hold_together(&database, &seen)
}

fn many_who_sequence_at_once_make_one_log(scratch: &Scratch) -> Outcome {
    const EACH: u32 = 15;
    const DOORS: u32 = 4;
    open(scratch)?;
    // As a process of its own would, and as somebody would who looks after every step.
    let work = &|door: u32| -> Result<Vec<Checkpoint>, String> {
        let database = Database::open(scratch.url(), &Options::default())
            .map_err(|error| error.to_string())?;
        let mut seen = Vec::new();
        for number in door * EACH..(door + 1) * EACH {
            add(&database, number..number + 1).map_err(|error| error.to_string())?;
            let round = sequence(&database, AREA, &signer(), start(), 7);
            round.map_err(|error| error.to_string())?;
            seen.extend(checkpoint(&database).map_err(|error| error.to_string())?);
        }
        Ok(seen)
    };
    let ends: Vec<Result<Vec<Checkpoint>, String>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..DOORS)
            .map(|door| scope.spawn(move || work(door)))
            .collect();
        let ends = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ends.map(|end| end.unwrap_or_else(|_| Err("a panic".to_owned())))
            .collect()
    });
    let seen = ends.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
    let database = open(scratch)?;
    let all = EACH * DOORS;
    assert_eq!(sequence_all(&database, &signer(), 1000)?, u64::from(all));
    let mut found = check(&database)?;
    found.sort();
    let mut wanted = bodies(0..all);
    wanted.sort();
    assert_eq!(found, wanted);
    assert!(
        seen.iter().any(|then| then.size < all.into()),
        "{}",
        seen.len()
    );
    hold_together(&database, &seen)
}
