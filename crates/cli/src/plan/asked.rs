//! What is to be planned, from the command line, and what the charters ask of it.

use alongside_charter::{
    Audit, Charter, Kind, LongDay, Name, Rule, SCHOOL_HOLIDAY, Standard, Subject, When, fact,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::args::PlanArgs;
use crate::audit::day_given;
use crate::failure::Failure;

/// The meeting or consultation asked for. It lies ahead, and closes after it opens.
pub(super) fn subject(
    args: &PlanArgs,
    charters: &[Charter],
    now: Timestamp,
    today: Date,
    zone: &TimeZone,
) -> Result<Subject, Failure> {
    let (option, given, kind, name) = match &args.meeting {
        Some(day) => ("--meeting", Some(day), Kind::Meeting, fact::STARTS),
        None => (
            "--consultation",
            args.consultation.as_ref(),
            Kind::Consultation,
            fact::OPENED,
        ),
    };
    let when = day_given(option, given.map(String::as_str), now, zone)?;
    let day = when.day(zone);
    if day < today {
        return Err(Failure::Passed { option, day, today });
    }
    let mut subject = record(Subject::new(kind, "planned"), name, when);
    if let Some(closes) = &args.closes {
        let when = day_given("--closes", Some(closes), now, zone)?;
        let closes = when.day(zone);
        if closes < day {
            return Err(Failure::ClosesFirst { closes, opens: day });
        }
        subject = record(subject, fact::CLOSED, when);
    }
    if args.interpreter {
        subject = subject.with(fact::INTERPRETER, true);
    }
    for given in &args.with {
        let name = asked_about(given, kind, charters)?;
        subject = subject.with(name.as_str(), true);
    }
    Ok(subject)
}

fn record(subject: Subject, name: &str, when: When) -> Subject {
    match when {
        When::Day(day) => subject.with(name, day),
        When::At(instant) => subject.with(name, instant),
    }
}

/// A name given as `--with`: one that a standard for this kind depends on, so that a slip of the
/// pen is told and not passed over.
fn asked_about(given: &str, kind: Kind, charters: &[Charter]) -> Result<Name, Failure> {
    let mut known: Vec<&Name> = charters
        .iter()
        .flat_map(|charter| &charter.standards)
        .filter(|standard| standard.applies_to == kind)
        .flat_map(yes_or_no)
        .filter(|name| **name != *SCHOOL_HOLIDAY && **name != *fact::CANCELLED)
        .collect();
    known.sort();
    known.dedup();
    if let Some(name) = Name::new(given)
        && known.contains(&&name)
    {
        return Ok(name);
    }
    let known: Vec<&str> = known.into_iter().map(Name::as_str).collect();
    Err(Failure::NotAsked {
        given: given.to_owned(),
        known: if known.is_empty() {
            format!("Leave it out: what the charter asks of a {kind} depends on no such fact.")
        } else {
            format!("Give one of {}.", known.join(", "))
        },
    })
}

/// The facts that only have to hold: conditions, and those a standard looks for.
fn yes_or_no(standard: &Standard) -> Vec<&Name> {
    let (mut names, longer): (Vec<&Name>, _) = match &standard.rule {
        Rule::Present { fact, .. } => (vec![fact], &[][..]),
        Rule::Gap(gap) => (Vec::new(), gap.longer.as_slice()),
        Rule::Number { .. } | Rule::Share(_) => (Vec::new(), &[][..]),
    };
    let conditions = longer
        .iter()
        .map(|longer| &longer.when)
        .chain(&standard.when);
    names.extend(conditions.map(|condition| &condition.name));
    names
}

/// That no standard applies, and under what it would.
pub(super) fn nothing_words(audit: &Audit, subject: &Subject, today: Date) -> String {
    let kind = subject.kind;
    let asked = || {
        audit
            .charters()
            .flat_map(|charter| &charter.standards)
            .filter(|standard| {
                standard.applies_to == kind && !matches!(standard.rule, Rule::Share(_))
            })
    };
    let of_these = if audit.charters().count() == 1 {
        "this charter"
    } else {
        "these charters"
    };
    let mut unless: Vec<String> = Vec::new();
    for when in asked()
        .filter(|standard| standard.in_force_on(today))
        .filter_map(|standard| standard.when.as_ref())
        .filter(|when| *when.name.as_str() != *fact::CANCELLED)
    {
        unless.push(if when.negated {
            format!("it is not \"{}\"", when.name.words())
        } else {
            format!("it is \"{}\" (--with {})", when.name.words(), when.name)
        });
    }
    if let Some(from) = asked()
        .filter_map(|standard| standard.applies_from)
        .filter(|from| *from > today)
        .min()
    {
        unless.push(format!("it is made public from {} on", LongDay(from)));
    }
    let mut told: Vec<String> = Vec::new();
    for condition in unless {
        if !told.contains(&condition) {
            told.push(condition);
        }
    }
    if told.is_empty() {
        format!("No standard of {of_these} applies to such a {kind}.")
    } else {
        format!(
            "No standard of {of_these} applies to such a {kind} unless {}.",
            told.join(", or ")
        )
    }
}
