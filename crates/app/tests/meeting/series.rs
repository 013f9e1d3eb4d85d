//! Meetings that come again, and the other half of the day.

use alongside_app::Failure;
use alongside_app::announce_meeting::Breach;
use alongside_app::judge_dates::{Calendars, Judge};
use alongside_app::plan_meeting::Answer;
use alongside_app::repeat_meeting::Repeats;
use alongside_charter::{FaithDays, SchoolTerms};
use alongside_domain::meeting::{SERIES, Session};
use alongside_store::plans::PlanId;
use alongside_testkit::{Outcome, Scratch};

use crate::town::{Town, machine};

alongside_testkit::on_both!(
    a_series_leaves_holidays_out_and_is_announced_as_meetings_that_belong_together,
    a_series_has_a_meeting_in_each_half_of_a_term,
    the_usual_terms_serve_where_those_here_are_not_known,
    what_is_wrong_with_a_series_is_told_beside_its_field,
    the_other_half_of_the_day_is_offered_once,
);

fn faith_days() -> FaithDays {
    FaithDays::parse(include_str!(
        "../../../../calendars/faith-days/england.toml"
    ))
    .unwrap()
}

/// What is usual in the country, and nobody here has said.
fn usual_terms() -> SchoolTerms {
    SchoolTerms::parse(include_str!(
        "../../../../calendars/school-terms/england-usual.toml"
    ))
    .unwrap()
}

/// Three halves of terms, and no more.
fn terms() -> SchoolTerms {
    SchoolTerms::parse(
        r#"
        id = "haringey"
        area = "haringey"
        title = "Schools of the town"
        source = "the council's page"
        [[term]]
        name = "Spring 2027, first half"
        starts = 2027-01-04
        ends = 2027-02-12
        [[term]]
        name = "Spring 2027, second half"
        starts = 2027-02-22
        ends = 2027-03-24
        [[term]]
        name = "Summer 2027, first half"
        starts = 2027-04-12
        ends = 2027-05-28
        "#,
    )
    .unwrap()
}

impl Town {
    fn repeat(&self, id: PlanId, day: &str, (every, times): (&str, &str)) -> Result<(), Failure> {
        let known: Vec<_> = (every == "half-term").then(terms).into_iter().collect();
        let calendars = Calendars {
            terms: &known,
            faith_days: &[faith_days()],
            ..Calendars::default()
        };
        self.repeat_by(calendars, id, day, (every, times))
    }

    fn repeat_by(
        &self,
        calendars: Calendars<'_>,
        id: PlanId,
        day: &str,
        (every, times): (&str, &str),
    ) -> Result<(), Failure> {
        let judge = Judge::new(&self.known(), calendars, machine().now);
        let repeats = Repeats {
            every,
            times,
            judge: &judge,
        };
        let (from, to) = ("18:00", "19:30");
        self.answer(
            id,
            &Answer::Series {
                day,
                from,
                to,
                repeats,
            },
        )
    }
}

fn a_series_leaves_holidays_out_and_is_announced_as_meetings_that_belong_together(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    // The first Monday of each month: Easter Monday and the May bank holiday are among them.
    town.repeat(id, "2027-03-01", ("month", "4"))?;
    let draft = town.plan(id).draft;
    let zone = town.known().zone;
    let civil: Vec<String> = draft
        .sessions
        .iter()
        .map(|of| zone.to_datetime(of.starts.timestamp()).to_string())
        .collect();
    let expected = ["2027-03-01", "2027-04-05", "2027-06-07", "2027-07-05"];
    let expected = expected.map(|day| format!("{day}T18:00:00"));
    assert_eq!(civil, expected, "the same hour in summer and in winter");
    assert!(draft.sessions.iter().all(|of| of.ends.is_some()));
    assert!(draft.repeats);
    assert!(
        draft
            .left_out
            .iter()
            .any(|why| why.contains("Mon 3 May 2027 is a bank holiday"))
    );

    // Each is judged by itself, and all are told to belong together.
    town.announce(id, &Breach::default())?;
    let known = town.known();
    let subjects: Vec<_> = known.subjects().collect();
    assert_eq!(subjects.len(), 4);
    for subject in &subjects {
        assert_eq!(subject.fact(SERIES), Some(true.into()));
        assert_eq!(known.beside(subject.id.parse()?).len(), 3);
    }
    // Another time of one meeting makes no series of it.
    let other = town.planned();
    town.at(other, "2027-01-12", "18:00")?;
    town.announce(other, &Breach::default())?;
    let known = town.known();
    assert_eq!(
        known
            .subjects()
            .filter(|of| of.fact(SERIES).is_some())
            .count(),
        4
    );
    Ok(())
}

fn a_series_has_a_meeting_in_each_half_of_a_term(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    // The fourth Monday of this half. The fourth of the next is free; the fourth of the one after it is the May bank
    // holiday, so it is the Monday after that.
    town.repeat(id, "2027-01-25", ("half-term", "3"))?;
    let draft = town.plan(id).draft;
    let zone = town.known().zone;
    let days: Vec<String> = draft
        .sessions
        .iter()
        .map(|of| zone.to_datetime(of.starts.timestamp()).to_string())
        .collect();
    let expected = ["2027-01-25", "2027-03-15", "2027-05-10"];
    assert_eq!(days, expected.map(|day| format!("{day}T18:00:00")));
    assert!(draft.repeats);
    let why = "Mon 3 May 2027 is a bank holiday";
    assert!(
        draft.left_out.iter().any(|out| out.contains(why)),
        "{:?}",
        draft.left_out
    );

    // No more halves are known, and the first day has to be in one.
    let other = town.planned();
    for (day, times, says) in [
        (
            "2027-01-25",
            "4",
            "known only until Fri 28 May 2027, which is enough for 3 meetings",
        ),
        ("2027-02-16", "2", "The first day is in the school holidays"),
        (
            "2028-01-25",
            "2",
            "No school terms of this area are known for this day",
        ),
    ] {
        let Err(Failure::Wrong(wrong)) = town.repeat(other, day, ("half-term", times)) else {
            panic!("{day} {times} is taken")
        };
        assert!(wrong.with("every").contains(says), "{day}: {wrong}");
        assert!(town.plan(other).draft.sessions.is_empty());
    }
    Ok(())
}

fn the_usual_terms_serve_where_those_here_are_not_known(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let (known, usual) = ([terms()], [usual_terms()]);
    let only_usual = Calendars {
        usual_terms: &usual,
        ..Calendars::default()
    };
    let both = Calendars {
        terms: &known,
        ..only_usual
    };
    let days = |id| {
        let zone = town.known().zone;
        let sessions = town.plan(id).draft.sessions;
        let day = |at: &Session| zone.to_datetime(at.starts.timestamp()).date().to_string();
        sessions.iter().map(day).collect::<Vec<_>>()
    };
    // More than the schools here have said, into the next school year.
    for calendars in [only_usual, both] {
        let id = town.planned();
        town.repeat_by(calendars, id, "2027-01-25", ("half-term", "5"))?;
        let expected = [
            "2027-01-25",
            "2027-03-15",
            "2027-05-10",
            "2027-06-28",
            "2027-09-27",
        ];
        assert_eq!(days(id), expected);
    }
    // A week of usual holidays is left out, unless the schools here are known to be open.
    let id = town.planned();
    town.repeat_by(only_usual, id, "2027-02-08", ("week", "2"))?;
    assert_eq!(days(id), ["2027-02-08", "2027-02-22"]);
    let why = "Mon 15 February 2027 is usually in the school holidays. The dates of the schools here are not known: ask them.";
    assert_eq!(town.plan(id).draft.left_out, [why]);
    let judge = |calendars| Judge::new(&town.known(), calendars, machine().now);
    let easter = "2027-03-25".parse()?;
    assert!(judge(only_usual).remarks_on(easter).is_empty());
    assert_eq!(
        judge(both).remarks_on(easter),
        ["Thu 25 March 2027 is in the school holidays."]
    );
    let after = "2027-04-09".parse()?;
    assert!(!judge(only_usual).remarks_on(after).is_empty());
    Ok(())
}

fn what_is_wrong_with_a_series_is_told_beside_its_field(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    for (every, times, field) in [
        ("often", "3", "every"),
        ("week", "1", "times"),
        ("week", "13", "times"),
        ("week", "", "times"),
        ("week", "three", "times"),
    ] {
        let Err(Failure::Wrong(wrong)) = town.repeat(id, "2027-01-12", (every, times)) else {
            panic!("{every} {times} is taken")
        };
        assert!(!wrong.with(field).is_empty(), "{every} {times}: {wrong}");
        assert!(town.plan(id).draft.sessions.is_empty());
    }
    town.repeat(id, "2027-01-12", ("week", "12"))?;
    let sessions = town.plan(id).draft.sessions.len();
    assert_eq!(sessions, 12);
    for _ in 0..sessions {
        town.answer(id, &Answer::NoSession(0))?;
    }
    let draft = town.plan(id).draft;
    assert!(!draft.repeats && draft.left_out.is_empty(), "{draft:?}");
    Ok(())
}

fn the_other_half_of_the_day_is_offered_once(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let id = town.planned();
    let judge = Judge::new(&town.known(), Calendars::default(), machine().now);
    let offered = |town: &Town| judge.counterpart(&town.plan(id).draft, machine().now);
    assert_eq!(offered(&town), None);
    let (day, from, to) = ("2027-06-15", "10:00", "11:30");
    town.answer(id, &Answer::Session { day, from, to })?;
    let pair = offered(&town).unwrap();
    assert_eq!(pair.starts.timestamp(), "2027-06-15T17:30:00Z".parse()?);
    assert_eq!(pair.ends.unwrap().micros_since(pair.starts), 5_400_000_000);
    town.at(id, "2027-06-15", "18:30")?;
    assert_eq!(offered(&town), None, "the plan has both");
    town.answer(id, &Answer::NoSession(0))?;
    let morning = offered(&town).unwrap();
    assert_eq!(morning.starts.timestamp(), "2027-06-15T09:30:00Z".parse()?);
    assert_eq!(morning.ends, None);
    Ok(())
}
