//! Places in a room are shared out, and how to join is told.

use alongside_app::reply::{Wish, withdraw};
use alongside_app::{Call, Failure};
use alongside_domain::reply::Standing;
use alongside_store::places;
use alongside_testkit::{Outcome, Scratch};

use crate::reply::{IN_THE_ROOM, by};
use crate::town::{Town, machine};

alongside_testkit::on_both!(
    whoever_waits_gets_the_place_that_is_given_back_by_the_rule,
    many_ask_at_once_and_no_place_is_given_twice,
    how_to_join_is_told_only_to_those_who_come,
);

fn whoever_waits_gets_the_place_that_is_given_back_by_the_rule(scratch: &Scratch) -> Outcome {
    use Standing::{Coming, Waiting, Withdrawn};
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    town.prepare(subject, "1", "new-first", "")?;
    let first = Wish {
        email: "one@example.org",
        ..IN_THE_ROOM
    };
    let regular = Wish {
        is_first: "no",
        email: "two@example.org",
        ..IN_THE_ROOM
    };
    let new = Wish {
        is_first: "yes",
        email: "three@example.org",
        ..IN_THE_ROOM
    };
    for (browser, wish) in [(1, &first), (2, &regular), (3, &new)] {
        let call = Call {
            now: machine().now.plus_micros(i64::from(browser) * 1_000_000),
            ..machine()
        };
        town.come_at(&call, subject, browser, wish)?;
    }
    assert_eq!(town.standings(subject), [Coming, Waiting, Waiting]);
    assert_eq!(town.letters().len(), 3);
    // To change what one needs costs nobody their place in the line.
    assert_eq!(
        town.come(
            subject,
            2,
            &Wish {
                note: "Tea, please",
                ..regular
            }
        )?,
        Waiting
    );
    assert_eq!(
        town.come(
            subject,
            1,
            &Wish {
                note: "Coffee",
                ..first
            }
        )?,
        Coming
    );
    town.letters();

    let call = machine();
    town.database
        .write(|tx| withdraw(tx, &call, &town.area, subject, &by(1)))?;
    assert_eq!(
        town.standings(subject),
        [Withdrawn, Waiting, Coming],
        "the new one is next"
    );
    let told = town.letters();
    assert_eq!(told.len(), 1);
    assert_eq!(town.coming(told[0]).unwrap().standing, Coming);
    assert_eq!(town.taken(subject), 1);

    // A larger room takes in whoever waits.
    let Err(Failure::Wrong(wrong)) = town.prepare(subject, "0", "order", "") else {
        panic!("a room with no place is taken")
    };
    assert!(!wrong.with("room").is_empty());
    town.prepare(subject, "5", "order", "")?;
    assert_eq!(town.standings(subject), [Withdrawn, Coming, Coming]);
    let Err(Failure::Wrong(wrong)) = town.prepare(subject, "1", "order", "") else {
        panic!("places are taken away")
    };
    assert!(wrong.with("room").contains('2'), "{wrong}");
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "those who ask at once are the test's own"
)]
fn many_ask_at_once_and_no_place_is_given_twice(scratch: &Scratch) -> Outcome {
    const ASK: u8 = 48;
    const ROOM: usize = 20;
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    town.prepare(subject, &ROOM.to_string(), "order", "")?;
    std::thread::scope(|scope| {
        for door in 0..4_u8 {
            let town = &town;
            scope.spawn(move || {
                let from = door * (ASK / 4);
                for browser in from..from + ASK / 4 {
                    town.come(subject, browser, &IN_THE_ROOM).unwrap();
                    // Every third goes again at once.
                    if browser % 3 == 0 {
                        let call = machine();
                        let on = &town.database;
                        on.write(|tx| withdraw(tx, &call, &town.area, subject, &by(browser)))
                            .unwrap();
                    }
                    assert!(town.taken(subject) as usize <= ROOM);
                }
            });
        }
    });
    let standings = town.standings(subject);
    let count = |wanted| standings.iter().filter(|one| **one == wanted).count();
    assert_eq!(standings.len(), usize::from(ASK));
    assert_eq!(count(Standing::Withdrawn), usize::from(ASK) / 3);
    assert_eq!(
        count(Standing::Coming),
        ROOM,
        "every place is filled: {standings:?}"
    );
    assert_eq!(
        count(Standing::Waiting),
        usize::from(ASK) - ROOM - usize::from(ASK) / 3
    );
    assert_eq!(town.taken(subject) as usize, ROOM);
    Ok(())
}

fn how_to_join_is_told_only_to_those_who_come(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let subject = town.meeting();
    let online = Wish {
        means: "online",
        email: "far@example.org",
        ..IN_THE_ROOM
    };
    let room = Wish {
        email: "near@example.org",
        ..IN_THE_ROOM
    };
    town.come(subject, 1, &online)?;
    town.come(subject, 2, &room)?;
    assert_eq!(town.letters().len(), 2);
    town.prepare(
        subject,
        "",
        "order",
        "Ring 01632 960 123 and ask for the meeting",
    )?;
    let told = town.letters();
    assert_eq!(told.len(), 1, "whoever comes to the room needs no number");
    let joining = town.coming(told[0]).unwrap().joining;
    assert!(joining.is_some_and(|joining| joining.contains("01632")));
    town.prepare(
        subject,
        "9",
        "order",
        "Ring 01632 960 123 and ask for the meeting",
    )?;
    assert!(town.letters().is_empty(), "nothing new is told");
    let kept = town
        .database
        .read(|snapshot| places::find(snapshot, subject))?;
    assert!(!format!("{kept:?}").contains("01632"));
    Ok(())
}
