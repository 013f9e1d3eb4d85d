//! `alongside plan`: what to do by when, so that the standards are kept.

mod asked;
mod holidays;
mod ics;
mod json;
mod table;

use std::path::Path;

use alongside_charter::{Audit, Fact, LongDay, Plan, fact};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::args::{PlanArgs, PlanFormat};
use crate::audit::day_given;
use crate::failure::Failure;
use crate::{Outcome, inputs, library, output};

/// The school terms that a suggestion may rest on for days that no given ones know. A finding never
/// rests on an estimate; a suggestion may, and says so.
const USUAL_TERMS: &str = "england-usual";

/// Works out the plan and writes it.
pub(crate) fn run(args: &PlanArgs, now: Timestamp) -> Result<Outcome, Failure> {
    inputs::refuse_over(args.out.as_deref(), &[], &args.judged_by)?;
    let format = match args.format {
        Some(format) => format,
        None => format_of(args.out.as_deref())?,
    };
    let charters = library::charters(&args.judged_by)?;
    let zone = library::zone(&charters);
    let today = day_given("--today", args.today.as_deref(), now, &zone)?;
    let wanted = asked::subject(args, &charters, now, today.day(&zone), &zone)?;
    let mut terms = args.judged_by.terms.clone();
    if !terms.iter().any(|given| given == USUAL_TERMS) {
        terms.push(USUAL_TERMS.to_owned());
    }
    let audit = library::audit(&args.judged_by, charters, &terms, today)?;
    let plan = audit.plan(&wanted);
    let earliest = if plan.in_time() {
        None
    } else {
        audit.earliest(&wanted)
    };
    let told = Told {
        audit: &audit,
        plan: &plan,
        earliest: earliest.as_ref(),
        today: today.day(&zone),
        zone: &zone,
    };
    output::write(args.out.as_deref(), |to| match format {
        PlanFormat::Table => table::write(&told, to),
        PlanFormat::Json => json::write(&told, to),
        PlanFormat::Ics => ics::write(&told, to),
    })?;
    if args.out.is_some() || format == PlanFormat::Ics {
        for remark in told.beside() {
            output::note(&remark);
        }
    }
    if let Some(out) = &args.out {
        output::note(&format!("The plan is in {}", out.display()));
    }
    Ok(Outcome::Done)
}

/// The form that goes with the ending of the file asked for.
fn format_of(out: Option<&Path>) -> Result<PlanFormat, Failure> {
    let Some((out, ending)) = out.and_then(|out| Some((out, output::ending(out)?))) else {
        return Ok(PlanFormat::Table);
    };
    Ok(match ending.as_str() {
        "ics" => PlanFormat::Ics,
        "json" => PlanFormat::Json,
        "txt" => PlanFormat::Table,
        _ => {
            return Err(Failure::Ending {
                out: out.to_owned(),
                ending,
                known: ".ics, .json or .txt",
            });
        }
    })
}

/// A plan to be told: for the day asked for and, where that is too late, for the earliest day.
struct Told<'p> {
    audit: &'p Audit,
    plan: &'p Plan<'p>,
    earliest: Option<&'p Plan<'p>>,
    today: Date,
    zone: &'p TimeZone,
}

impl Told<'_> {
    /// The plan to follow: the one asked for where it is in time, else the earliest.
    fn to_follow(&self) -> &Plan<'_> {
        self.earliest.unwrap_or(self.plan)
    }

    /// The day of the meeting, or on which the consultation opens.
    fn day(&self, plan: &Plan<'_>) -> Date {
        plan.subject.day(self.zone).unwrap_or(self.today)
    }

    /// When the consultation closes.
    fn closes(&self, plan: &Plan<'_>) -> Option<Date> {
        plan.subject
            .fact(fact::CLOSED)
            .and_then(|fact| fact.day(self.zone))
    }

    /// What a reader has to know who sees a calendar, or no more than that a file was written.
    fn beside(&self) -> Vec<String> {
        let plan = self.to_follow();
        let mut remarks = Vec::new();
        if plan.steps.is_empty() {
            remarks.push(asked::nothing_words(self.audit, &plan.subject, self.today));
        }
        remarks.extend(self.moved_words());
        remarks.extend(plan.remarks.iter().cloned());
        remarks
    }

    /// Why the dates to follow are for another day than the one asked for; `None` where they are
    /// not.
    fn moved_words(&self) -> Option<String> {
        if self.plan.in_time() {
            return None;
        }
        let asked = self.day(self.plan);
        let Some(earliest) = self.earliest else {
            return Some(format!(
                "It is too late for {} to keep every standard, and no day in the two years from then does.",
                LongDay(asked)
            ));
        };
        let day = self.day(earliest);
        Some(match self.closes(earliest) {
            Some(closes) if day == asked => format!(
                "That is not long enough to keep every standard. The first closing day that keeps them all is {}.",
                LongDay(closes)
            ),
            _ => {
                let starts = self.plan.subject.fact(fact::STARTS);
                let hour = if let Some(Fact::At(_)) = starts {
                    " The hour is left open."
                } else {
                    ""
                };
                format!(
                    "It is too late for {} to keep every standard. The earliest working day outside school \
                     holidays that keeps them all is {}.{hour}",
                    LongDay(asked),
                    LongDay(day)
                )
            }
        })
    }
}
