//! A meeting is planned, announced, moved and called off.

use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::judge_dates::{Calendars, Judge};
use alongside_app::move_meeting::{Wish as Move, call_off, move_meeting};
use alongside_app::plan_meeting::{self, Answer};
use alongside_app::{Call, Caller, Failure};
use alongside_charter::{Verdict, When, fact};
use alongside_domain::meeting::RAPID;
use alongside_domain::policy::Actor;
use alongside_store::plans;
use alongside_testkit::{Outcome, Scratch};
use jiff::civil::date;

use crate::town::{Town, later, machine};

alongside_testkit::on_both!(
    a_meeting_that_keeps_the_charter_is_announced_for_each_of_its_times,
    one_that_breaks_it_needs_a_reason_and_is_told_apart,
    everything_that_is_wrong_with_a_page_is_told_at_once,
    the_days_that_are_offered_keep_every_standard,
    a_meeting_is_moved_and_called_off_by_whoever_organises_it,
    a_plan_that_somebody_changed_is_not_announced,
    strangers_plan_nothing,
);

fn a_meeting_that_keeps_the_charter_is_announced_for_each_of_its_times(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    town.at(id, "13 January 2027", "10:30")?;
    town.at(id, "2027-01-12", "18:00")?;
    let call = machine();
    let judged =
        Judge::new(&town.known(), Calendars::default(), call.now).judge(&town.plan(id).draft);
    assert!(judged.iter().all(|of| of.misses.is_empty()), "{judged:#?}");
    assert!(
        judged[0]
            .to_do
            .iter()
            .any(|line| line.action == "Share the papers")
    );
    town.announce(id, &Breach::default())?;

    let known = town.known();
    let subjects: Vec<_> = known.subjects().collect();
    assert_eq!(subjects.len(), 2);
    for subject in &subjects {
        assert_eq!(subject.title, "Spring meeting");
        assert_eq!(subject.organiser, "Rivermead Council");
        assert!(subject.excuse.is_none() && subject.fact(RAPID).is_none());
    }
    let audits = known.audits(When::At(call.now.timestamp()), &[]);
    let notice = known
        .findings(&audits)
        .into_iter()
        .filter(|of| of.standard.id == *"meeting-notice");
    let verdicts: Vec<_> = notice.map(|of| of.verdict).collect();
    // Kept for certain once the day has come.
    assert!(
        verdicts
            .iter()
            .all(|verdict| matches!(verdict, Verdict::Kept | Verdict::Due)),
        "{verdicts:?}"
    );
    assert!(
        town.database
            .read(|snapshot| plans::find(snapshot, id))?
            .is_none()
    );
    Ok(())
}

fn one_that_breaks_it_needs_a_reason_and_is_told_apart(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    town.at(id, "2026-11-30", "18:00")?;
    let Err(Failure::Wrong(wrong)) = town.announce(id, &Breach::default()) else {
        panic!("it is announced without a reason")
    };
    assert!(!wrong.with("reason").is_empty() && !wrong.with("measures").is_empty());
    let breach = Breach {
        reason: "The inspector gave us the date.",
        measures: "A second session in January, and a call for written views.",
    };
    town.announce(id, &breach)?;
    let known = town.known();
    let subject = known.subjects().next().unwrap();
    assert_eq!(subject.fact(RAPID), Some(true.into()));
    let excuse = subject.excuse.as_ref().unwrap();
    assert!(excuse.reason.contains("The inspector") && excuse.reason.contains("second session"));
    assert!(excuse.agreed_by.is_none(), "nobody agreed");
    let audits = known.audits(When::At(later(30).now.timestamp()), &[]);
    let findings = known.findings(&audits);
    let notice = findings
        .iter()
        .find(|of| of.standard.id == *"meeting-notice");
    assert_eq!(notice.unwrap().verdict, Verdict::Missed);
    Ok(())
}

fn everything_that_is_wrong_with_a_page_is_told_at_once(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.begin();
    let long = "x".repeat(201);
    let cases: [(Answer<'_>, &[&str]); 8] = [
        (
            Answer::Purpose {
                title: "",
                purpose: " ",
                body: &long,
            },
            &["title", "purpose", "body"],
        ),
        (Answer::Level("most"), &["level"]),
        (
            Answer::Input {
                open: "",
                decided: "",
                used: "",
            },
            &["open", "decided", "used"],
        ),
        (
            Answer::Ways {
                means: &[],
                place: "",
            },
            &["means"],
        ),
        (
            Answer::Ways {
                means: &["venue"],
                place: "",
            },
            &["place"],
        ),
        (
            Answer::Session {
                day: "",
                from: "",
                to: "",
            },
            &["day", "from"],
        ),
        (
            Answer::Session {
                day: "31/04/2027",
                from: "18:00",
                to: "",
            },
            &["day"],
        ),
        (
            Answer::Session {
                day: "2027-01-12",
                from: "18:00",
                to: "17:00",
            },
            &["to"],
        ),
    ];
    for (answer, fields) in cases {
        let before = town.plan(id);
        let Err(Failure::Wrong(wrong)) = town.answer(id, &answer) else {
            panic!("{answer:?} is taken")
        };
        for field in fields {
            assert!(
                !wrong.with(field).is_empty(),
                "{field} of {answer:?}: {wrong}"
            );
        }
        assert_eq!(town.plan(id), before);
    }
    for (day, from, field) in [
        ("2026-11-20", "18:00", "day"),
        ("2027-01-12", "late", "from"),
        ("2027-01-12", "25:00", "from"),
    ] {
        let Err(Failure::Wrong(wrong)) = town.at(id, day, from) else {
            panic!("{day} {from} is taken")
        };
        assert!(!wrong.with(field).is_empty(), "{day} {from}: {wrong}");
    }
    let refused = town.announce(id, &Breach::default());
    assert!(matches!(refused, Err(Failure::Wrong(_))), "{refused:?}");
    Ok(())
}

fn the_days_that_are_offered_keep_every_standard(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let judge = Judge::new(&town.known(), Calendars::default(), machine().now);
    let draft = town.plan(town.planned()).draft;
    let offers = judge.offers(&draft, date(2026, 11, 24));
    assert_eq!(offers.len(), 3);
    for day in offers {
        let id = town.planned();
        town.at(id, &day.to_string(), "18:00")?;
        let judged = judge.judge(&town.plan(id).draft);
        assert!(judged[0].misses.is_empty(), "{day}: {judged:#?}");
        assert!(judge.remarks_on(day).is_empty(), "{day} is no holiday");
        // They are sooner than interpreters are booked, which breaks nothing and is told.
        let [remark] = judged[0].remarks.as_slice() else {
            panic!("{:?}", judged[0].remarks)
        };
        assert!(remark.contains("interpreters of British Sign Language"));
    }
    let far = town.planned();
    town.at(far, "2027-01-12", "18:00")?;
    let judged = judge.judge(&town.plan(far).draft);
    assert!(judged[0].remarks.is_empty(), "{:?}", judged[0].remarks);
    Ok(())
}

fn a_meeting_is_moved_and_called_off_by_whoever_organises_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    town.at(id, "2027-01-12", "18:00")?;
    town.announce(id, &Breach::default())?;
    let subject = town.known().subjects().next().unwrap().id.parse()?;
    let wish = Move {
        seen: town.known().version,
        day: "2027-02-02",
        from: "18:00",
        to: "19:30",
        why: "The room is taken",
    };
    let call = later(1);
    let stale = Move { seen: 1, ..wish };
    let moved = |wish: &Move<'_>| {
        town.database
            .write(|tx| move_meeting(tx, &call, &town.area, subject, wish))
    };
    assert!(matches!(moved(&stale), Err(Failure::Stale)));
    let Err(Failure::Wrong(wrong)) = moved(&Move {
        day: "",
        why: "",
        ..wish
    }) else {
        panic!("it is moved to nowhere")
    };
    assert!(!wrong.with("day").is_empty() && !wrong.with("why").is_empty());
    moved(&wish)?;
    let known = town.known();
    let now = known.subject(subject).unwrap();
    assert_eq!(now.day(&known.zone), Some(date(2027, 2, 2)));
    assert!(now.fact(fact::RESCHEDULED).is_some());
    let again = Move {
        seen: known.version,
        ..wish
    };
    assert!(
        matches!(moved(&again), Err(Failure::Wrong(_))),
        "it is there already"
    );

    let off = |why: &str| {
        town.database
            .write(|tx| call_off(tx, &call, &town.area, subject, why))
    };
    assert!(matches!(off(" "), Err(Failure::Wrong(_))));
    off("Snow")?;
    assert!(
        town.known()
            .subject(subject)
            .unwrap()
            .fact(fact::CANCELLED)
            .is_some()
    );
    assert!(matches!(off("Snow"), Err(Failure::Misfit(_))));
    Ok(())
}

fn a_plan_that_somebody_changed_is_not_announced(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    town.at(id, "2027-01-12", "18:00")?;
    let (call, area) = (machine(), town.known());
    let seen = town.plan(id).version - 1;
    let announced = town
        .database
        .write(|tx| announce_meeting(tx, &call, &town.area, (id, seen), &Breach::default(), &[]));
    assert!(matches!(announced, Err(Failure::Stale)));
    let answered = town
        .database
        .write(|tx| plan_meeting::answer(tx, &call, &area, (id, seen), &Answer::Level("inform")));
    assert!(matches!(answered, Err(Failure::Stale)));
    Ok(())
}

fn strangers_plan_nothing(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    let (area, seen) = (town.known(), town.plan(id).version);
    let call = Call {
        caller: Caller::Actor(Actor::Stranger),
        ..machine()
    };
    let refused = |failure: Result<(), Failure>| {
        assert!(
            matches!(failure, Err(Failure::NotAllowed(_))),
            "{failure:?}"
        );
    };
    let on = &town.database;
    refused(
        on.write(|tx| plan_meeting::begin(tx, &call, &area, town.council))
            .map(drop),
    );
    let level = Answer::Level("inform");
    refused(
        on.write(|tx| plan_meeting::answer(tx, &call, &area, (id, seen), &level))
            .map(drop),
    );
    refused(on.write(|tx| plan_meeting::give_up(tx, &call, &area, id)));
    let breach = Breach::default();
    let announced =
        on.write(|tx| announce_meeting(tx, &call, &town.area, (id, seen), &breach, &[]));
    refused(announced.map(drop));
    assert_eq!(town.plan(id).version, seen);
    Ok(())
}
