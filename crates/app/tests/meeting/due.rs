//! What a charter asks for next is noted as done.

use alongside_app::due::due;
use alongside_app::note_done::{Wish, note_done};
use alongside_app::{Call, Caller, Failure};
use alongside_charter::{Fact, Verdict, When};
use alongside_domain::act::SubjectId;
use alongside_domain::policy::Actor;
use alongside_testkit::{Outcome, Scratch};
use jiff::civil::date;

use crate::town::{Town, later, machine};

alongside_testkit::on_both!(
    what_is_asked_for_is_noted_with_its_day_and_asked_for_no_more,
    what_follows_the_meeting_cannot_be_before_it,
    what_nobody_asks_for_is_not_noted,
    strangers_note_nothing,
);

impl Town {
    /// The facts that are asked for at an instant, in the order in which they are due.
    fn asked(&self, call: &Call<'_>) -> Vec<String> {
        let area = self.known();
        let now = call.now.timestamp();
        let audits = area.audits(When::At(now), &[]);
        let findings = area.findings(&audits);
        let today = area.zone.to_datetime(now).date();
        let all = due(&findings, today, &area.zone, |_| true);
        let facts = all.iter().filter_map(|of| of.fact().map(ToOwned::to_owned));
        facts.collect()
    }

    fn note(
        &self,
        call: &Call<'_>,
        (subject, fact): (SubjectId, &str),
        day: &str,
    ) -> Result<(), Failure> {
        let wish = Wish { subject, fact, day };
        self.database
            .write(|tx| note_done(tx, call, &self.area, &[], &wish))
    }
}

fn what_is_asked_for_is_noted_with_its_day_and_asked_for_no_more(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.meeting();
    let asked = town.asked(&machine());
    assert!(asked.contains(&"papers".to_owned()) && asked.contains(&"minutes".to_owned()));
    assert!(!asked.contains(&"announced".to_owned()));
    let at = later(3);
    town.note(&at, (meeting, "papers"), "24 November 2026")?;
    assert!(!town.asked(&at).contains(&"papers".to_owned()));
    let known = town.known();
    let subject = known.subject(meeting).ok_or("no meeting")?;
    assert_eq!(subject.fact("papers"), Some(Fact::Day(date(2026, 11, 24))));
    let audits = known.audits(When::At(at.now.timestamp()), &[]);
    let findings = known.findings_of(&audits, subject);
    let papers = findings
        .iter()
        .find(|of| of.fact_to_make() == Some("papers"))
        .ok_or("no finding")?;
    assert!(matches!(papers.verdict, Verdict::Kept | Verdict::Due));
    // Once noted, it stays as it is.
    let again = town.note(&at, (meeting, "papers"), "23 November 2026");
    assert!(matches!(again, Err(Failure::Stale)), "{again:?}");
    Ok(())
}

fn what_follows_the_meeting_cannot_be_before_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.meeting();
    let starts = town
        .known()
        .subject(meeting)
        .and_then(|of| of.fact("starts"));
    let zone = town.known().zone;
    let day = starts.and_then(|fact| fact.day(&zone)).ok_or("no day")?;
    let after = later(120);
    let note = |day: &str| town.note(&after, (meeting, "minutes"), day);
    for (written, says) in [
        (day.yesterday()?.to_string(), "cannot have been done before"),
        ("2 June 2031".to_owned(), "has not come yet"),
        (String::new(), "such as 14 June 2027"),
        ("soon".to_owned(), "day"),
    ] {
        let Err(Failure::Wrong(wrong)) = note(&written) else {
            return Err(format!("{written} was taken").into());
        };
        assert!(wrong.with("day").contains(says), "{written}: {wrong}");
    }
    assert!(town.asked(&after).contains(&"minutes".to_owned()));
    note(&day.to_string())?;
    assert!(!town.asked(&after).contains(&"minutes".to_owned()));
    Ok(())
}

fn what_nobody_asks_for_is_not_noted(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.meeting();
    for fact in ["announced", "starts", "cancelled", "paid", "no such thing"] {
        let noted = town.note(&machine(), (meeting, fact), "23 November 2026");
        assert!(matches!(noted, Err(Failure::Stale)), "{fact}: {noted:?}");
    }
    Ok(())
}

fn strangers_note_nothing(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.meeting();
    let stranger = Call {
        caller: Caller::Actor(Actor::Stranger),
        ..machine()
    };
    let noted = town.note(&stranger, (meeting, "papers"), "23 November 2026");
    assert!(matches!(noted, Err(Failure::NotAllowed(_))), "{noted:?}");
    assert!(town.asked(&machine()).contains(&"papers".to_owned()));
    Ok(())
}
