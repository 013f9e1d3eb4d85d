//! `alongside plan`: what to do by when, so that the standards are kept.

use std::io::Write;
use std::path::Path;

use alongside_charter::{Audit, Kind, LongDay, Plan, Step, Subject, When, fact};
use comfy_table::Cell;
use icalendar::{Calendar, Component, Event, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::args::{PlanArgs, PlanFormat};
use crate::audit::day_given;
use crate::failure::Failure;
use crate::{Outcome, library, output};

/// The school terms that a suggestion may rest on where none are named. A finding never rests on
/// an estimate; a suggestion may, and says so.
const USUAL_TERMS: &str = "england-usual";

/// Works out the plan and writes it.
pub(crate) fn run(args: &PlanArgs, now: Timestamp) -> Result<Outcome, Failure> {
    let charters = library::charters(&args.judged_by)?;
    let zone = charters
        .first()
        .map_or(TimeZone::UTC, |charter| charter.time_zone.clone());
    let today = day_given("--today", args.today.as_deref(), now, &zone)?;
    let usual = [USUAL_TERMS.to_owned()];
    let terms = if args.judged_by.terms.is_empty() {
        &usual[..]
    } else {
        &args.judged_by.terms[..]
    };
    let audit = library::audit(&args.judged_by, charters, terms, today)?;
    let wanted = wanted(args, now, &zone)?;
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
    let format = args
        .format
        .unwrap_or_else(|| format_of(args.out.as_deref()));
    output::write(args.out.as_deref(), |to| match format {
        PlanFormat::Table => told.table(to),
        PlanFormat::Json => told.json(to),
        PlanFormat::Ics => told.ics(to),
    })?;
    if let Some(out) = &args.out {
        output::note(&format!("The plan is in {}", out.display()));
    }
    Ok(Outcome::Done)
}

fn wanted(args: &PlanArgs, now: Timestamp, zone: &TimeZone) -> Result<Subject, Failure> {
    let record = |subject: Subject, name, when| match when {
        When::Day(day) => subject.with(name, day),
        When::At(instant) => subject.with(name, instant),
    };
    let mut subject = if let Some(day) = &args.meeting {
        let when = day_given("--meeting", Some(day), now, zone)?;
        record(Subject::new(Kind::Meeting, "planned"), fact::STARTS, when)
    } else {
        let opens = day_given("--consultation", args.consultation.as_deref(), now, zone)?;
        record(
            Subject::new(Kind::Consultation, "planned"),
            fact::OPENED,
            opens,
        )
    };
    if let Some(closes) = &args.closes {
        let closes = day_given("--closes", Some(closes), now, zone)?;
        subject = record(subject, fact::CLOSED, closes);
    }
    if args.interpreter {
        subject = subject.with(fact::INTERPRETER, true);
    }
    Ok(subject)
}

fn format_of(out: Option<&Path>) -> PlanFormat {
    match out
        .and_then(Path::extension)
        .and_then(|ending| ending.to_str())
    {
        Some("ics") => PlanFormat::Ics,
        Some("json") => PlanFormat::Json,
        _ => PlanFormat::Table,
    }
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

    fn table(&self, to: &mut dyn Write) -> Result<(), Failure> {
        writeln!(to, "Today is {}.\n", LongDay(self.today))?;
        self.steps(self.plan, to)?;
        if !self.plan.in_time() {
            match self.earliest {
                Some(earliest) => {
                    let why = format!(
                        "It is too late for that day to keep every standard. The earliest working day outside \
                         school holidays that keeps them all is {}.",
                        LongDay(self.day(earliest))
                    );
                    writeln!(to, "\n{}\n", output::wrapped(&why, 0))?;
                    self.steps(earliest, to)?;
                }
                None => writeln!(
                    to,
                    "\nNo day within the next two years keeps every standard."
                )?,
            }
        }
        writeln!(to)?;
        for terms in self.audit.school_terms() {
            let ask = if terms.estimate {
                " (an estimate: give --terms FILE for the schools of your area)"
            } else {
                ""
            };
            writeln!(to, "School holidays are those of {}{ask}.", terms.title)?;
        }
        Ok(())
    }

    fn steps(&self, plan: &Plan<'_>, to: &mut dyn Write) -> Result<(), Failure> {
        writeln!(to, "{}", self.headline(plan))?;
        let mut table = output::table(&["by", "what to do", "so that"]);
        for step in &plan.steps {
            table.add_row([
                Cell::new(by_words(step)),
                Cell::new(&step.action),
                Cell::new(&step.standard.says),
            ]);
        }
        writeln!(to, "{table}")?;
        Ok(())
    }

    fn headline(&self, plan: &Plan<'_>) -> String {
        let day = LongDay(self.day(plan));
        match plan.subject.kind {
            Kind::Consultation => {
                let closes = plan
                    .subject
                    .fact(fact::CLOSED)
                    .and_then(|fact| fact.day(self.zone));
                let closes = closes.map_or_else(String::new, |closes| {
                    format!(", closing {}", LongDay(closes))
                });
                format!("A consultation opening {day}{closes}:")
            }
            kind => format!("A {kind} on {day}:"),
        }
    }

    /// The day of the meeting, or on which the consultation opens.
    fn day(&self, plan: &Plan<'_>) -> Date {
        plan.subject.day(self.zone).unwrap_or(self.today)
    }

    fn json(&self, to: &mut dyn Write) -> Result<(), Failure> {
        let json = PlansRow {
            today: self.today.to_string(),
            plan: self.row(self.plan),
            earliest: self.earliest.map(|plan| self.row(plan)),
            school_terms_estimated: self.audit.school_terms().iter().any(|terms| terms.estimate),
        };
        serde_json::to_writer_pretty(&mut *to, &json).map_err(std::io::Error::from)?;
        writeln!(to)?;
        Ok(())
    }

    fn row<'r>(&self, plan: &'r Plan<'_>) -> PlanRow<'r> {
        let closes = plan
            .subject
            .fact(fact::CLOSED)
            .and_then(|fact| fact.day(self.zone));
        PlanRow {
            kind: plan.subject.kind.name(),
            day: self.day(plan).to_string(),
            closes: closes.map(|day| day.to_string()),
            in_time: plan.in_time(),
            steps: plan.steps.iter().map(StepRow::of).collect(),
        }
    }

    /// Every step that has a day, and the day itself, as whole-day events.
    fn ics(&self, to: &mut dyn Write) -> Result<(), Failure> {
        let plan = self.to_follow();
        let day = self.day(plan);
        let kind = plan.subject.kind;
        let mut calendar = Calendar::new();
        calendar.name(&format!("Plan for a {kind} on {}", LongDay(day)));
        let mut add = |uid: String, on: Date, summary: &str, words: &str| {
            let mut event = Event::new();
            event
                .uid(&uid)
                .summary(summary)
                .description(words)
                .append_property(on_day("DTSTART", on))
                .append_property(on_day("DTEND", on.tomorrow().unwrap_or(on)))
                .append_property(Property::new(
                    "DTSTAMP",
                    self.today.strftime("%Y%m%dT000000Z").to_string(),
                ))
                .append_property(Property::new("TRANSP", "TRANSPARENT"));
            calendar.push(event.done());
        };
        for step in &plan.steps {
            if let Some(by) = step.by {
                let uid = format!(
                    "{kind}-{day}-{}-{}@plan.alongside",
                    step.charter.id, step.standard.id
                );
                let late = if step.too_late {
                    "Too late: "
                } else {
                    "Last day: "
                };
                add(
                    uid,
                    by,
                    &format!("{late}{}", step.action),
                    &format!("{} {}", step.standard.says, step.sum),
                );
            }
        }
        let what = if kind == Kind::Consultation {
            "The consultation opens"
        } else {
            "The meeting"
        };
        add(format!("{kind}-{day}@plan.alongside"), day, what, "");
        Ok(to.write_all(calendar.done().to_string().as_bytes())?)
    }
}

fn on_day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}

fn by_words(step: &Step<'_>) -> String {
    match step.by {
        Some(by) if step.too_late => format!("{} (too late)", LongDay(by)),
        Some(by) => LongDay(by).to_string(),
        None => "before it".to_owned(),
    }
}

#[derive(Serialize)]
struct PlansRow<'a> {
    today: String,
    plan: PlanRow<'a>,
    earliest: Option<PlanRow<'a>>,
    school_terms_estimated: bool,
}

#[derive(Serialize)]
struct PlanRow<'a> {
    kind: &'static str,
    day: String,
    closes: Option<String>,
    in_time: bool,
    steps: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    by: Option<String>,
    action: &'a str,
    too_late: bool,
    charter: &'a str,
    standard: &'a str,
    says: &'a str,
    sum: &'a str,
}

impl<'a> StepRow<'a> {
    fn of(step: &'a Step<'_>) -> Self {
        Self {
            by: step.by.map(|by| by.to_string()),
            action: &step.action,
            too_late: step.too_late,
            charter: step.charter.id.as_str(),
            standard: step.standard.id.as_str(),
            says: &step.standard.says,
            sum: &step.sum,
        }
    }
}
