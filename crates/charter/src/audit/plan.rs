//! Plans: the findings of something that has not happened yet, as a dated to-do list.

use jiff::civil::Date;

use super::Audit;
use crate::calendar::is_weekend;
use crate::charter::{Bound, Charter, Gap, Limit, Rule, Standard};
use crate::claim::Measure;
use crate::counting::next;
use crate::fact;
use crate::finding::{Finding, Verdict};
use crate::subject::{Kind, Subject};
use crate::words::LongDay;

/// No earliest date is looked for beyond this many days.
const DAYS_AHEAD: usize = 730;

/// One thing to do so that a standard is kept.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The last day to do it; `None` where no day follows from the standard.
    pub by: Option<Date>,
    /// What to do.
    pub action: String,
    /// Whether that day has passed.
    pub too_late: bool,
    /// The standard kept by it.
    pub standard: &'a Standard,
    /// The charter of that standard.
    pub charter: &'a Charter,
    /// The sum in words.
    pub sum: String,
}

/// What to do by when, for a meeting or consultation on a given date.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// What is planned, with the dates worked out for it.
    pub subject: Subject,
    /// What to do, earliest first; what has no day comes last.
    pub steps: Vec<Step<'a>>,
    /// What to know of the day itself: that it is a bank holiday, in the school holidays, or
    /// a day of a faith.
    pub remarks: Vec<String>,
}

impl Plan<'_> {
    /// Whether every standard can still be kept.
    pub fn in_time(&self) -> bool {
        self.steps.iter().all(|step| !step.too_late)
    }
}

impl Audit {
    /// The to-do list of something planned, as of the audit's own day.
    ///
    /// For a consultation that has no closing day yet, the first closing day that keeps the
    /// charter is worked out.
    pub fn plan(&self, planned: &Subject) -> Plan<'_> {
        let mut subject = planned.clone();
        if subject.kind == Kind::Consultation && subject.fact(fact::CLOSED).is_none() {
            self.work_out_close(&mut subject);
        }
        let (steps, remarks) = (self.steps(&subject), self.remarks(&subject));
        Plan {
            subject,
            steps,
            remarks,
        }
    }

    fn remarks(&self, subject: &Subject) -> Vec<String> {
        let mut remarks = Vec::new();
        for judge in &self.judges {
            let Some(day) = subject.day(&judge.charter.time_zone) else {
                continue;
            };
            if let Some(name) = judge.calendar.bank_holiday(day) {
                remarks.push(format!("{} is a bank holiday: {name}.", LongDay(day)));
            }
            if self.holiday_within(day, day) == Some(true) {
                remarks.push(format!("{} is in the school holidays.", LongDay(day)));
            }
            remarks.extend(self.faith_remarks(day));
        }
        // Charters of one place say the same of a day.
        let mut told: Vec<String> = Vec::new();
        for remark in remarks {
            if !told.contains(&remark) {
                told.push(remark);
            }
        }
        told
    }

    /// The plan for the first day, from the day asked for on, that keeps every standard and is a
    /// working day outside school holidays as far as they are known; `None` where there is none
    /// within two years. The hour is left open, and so is the close of a consultation.
    pub fn earliest(&self, planned: &Subject) -> Option<Plan<'_>> {
        let when = match planned.kind {
            Kind::Consultation => fact::OPENED,
            _ => fact::STARTS,
        };
        let zone = &self.judges.first()?.charter.time_zone;
        let asked = planned.fact(when).and_then(|fact| fact.day(zone))?;
        let mut day = asked.max(self.as_of.day(zone));
        for _ in 0..DAYS_AHEAD {
            let suits = !is_weekend(day)
                && self
                    .judges
                    .iter()
                    .all(|judge| judge.calendar.is_working_day(day))
                && self.holiday_within(day, day) != Some(true);
            if suits {
                let mut moved = planned.clone().with(when, day);
                moved.remove(fact::CLOSED);
                let plan = self.plan(&moved);
                if plan.in_time() {
                    return Some(plan);
                }
            }
            day = next(day);
        }
        None
    }

    /// Gives a consultation the first closing day that keeps every standard about how long it is
    /// open.
    fn work_out_close(&self, subject: &mut Subject) {
        for judge in &self.judges {
            let Some(opened) = subject
                .fact(fact::OPENED)
                .and_then(|f| f.day(&judge.charter.time_zone))
            else {
                return;
            };
            for standard in &judge.charter.standards {
                let Rule::Gap(gap) = &standard.rule else {
                    continue;
                };
                let about_length = standard.applies_to == Kind::Consultation
                    && gap.limit.bound == Bound::AtLeast
                    && gap.from == *fact::OPENED
                    && gap.to == *fact::CLOSED;
                if !about_length {
                    continue;
                }
                let mut limits: Vec<&Limit> =
                    gap.longer.iter().map(|longer| &longer.limit).collect();
                limits.push(&gap.limit);
                limits.sort_by_key(|limit| limit.amount);
                // The first of the days on which some limit is reached that keeps the standard.
                let reached = |limit: &Limit| {
                    gap.counted
                        .earliest_to(opened, limit.amount, &judge.calendar)
                };
                let close = limits.iter().map(|limit| reached(limit)).find(|close| {
                    let tried = subject.clone().with(fact::CLOSED, *close);
                    let finding = self.gap(judge, &tried, standard, gap);
                    kept_as_planned(&finding)
                });
                let Some(close) = close.or_else(|| limits.last().map(|limit| reached(limit)))
                else {
                    continue;
                };
                let known = subject
                    .fact(fact::CLOSED)
                    .and_then(|f| f.day(&judge.charter.time_zone));
                if known.is_none_or(|known| known < close) {
                    *subject = subject.clone().with(fact::CLOSED, close);
                }
            }
        }
    }

    fn steps(&self, subject: &Subject) -> Vec<Step<'_>> {
        let mut steps: Vec<Step<'_>> = Vec::new();
        for judge in &self.judges {
            let today = self.as_of.day(&judge.charter.time_zone);
            let mut findings = Vec::new();
            // Judged by what is in force now: it would be made public today at the earliest.
            self.judge_one(judge, subject, Some(today), &mut findings);
            for finding in &findings {
                let standard = judge
                    .charter
                    .standards
                    .iter()
                    .find(|s| std::ptr::eq(*s, finding.standard));
                let Some(standard) = standard else { continue };
                steps.push(Step {
                    by: finding
                        .act_by
                        .map(|when| when.day(&judge.charter.time_zone)),
                    action: action(finding, subject),
                    too_late: match finding.verdict {
                        Verdict::Missed => true,
                        Verdict::NoEvidence => finding.act_by.is_some(),
                        Verdict::Due => finding.measured.is_some() && !kept_as_planned(finding),
                        Verdict::Kept | Verdict::Excused => false,
                    },
                    standard,
                    charter: &judge.charter,
                    sum: finding.sum().to_string(),
                });
            }
        }
        steps.sort_by_key(|step| (step.by.is_none(), step.by));
        steps
    }
}

impl Finding<'_> {
    /// What to do so that the standard is kept; nothing where it is about many subjects together.
    pub fn action(&self) -> Option<String> {
        self.subject().map(|subject| action(self, subject))
    }

    /// The fact with a day that has to be made for the standard to be kept; nothing where it is about something else.
    pub fn fact_to_make(&self) -> Option<&str> {
        match &self.standard.rule {
            Rule::Gap(gap) => Some(to_make(gap)),
            Rule::Number { .. } | Rule::Present { .. } | Rule::Share(_) => None,
        }
    }

    /// The fact before which it cannot be; nothing where it comes first.
    pub fn fact_it_follows(&self) -> Option<&str> {
        match &self.standard.rule {
            Rule::Gap(gap) if gap.limit.bound == Bound::AtMost => Some(gap.from.as_str()),
            Rule::Gap(_) | Rule::Number { .. } | Rule::Present { .. } | Rule::Share(_) => None,
        }
    }

    /// Whether it is of use to do it on this day: something that is to come before the subject's own day is not, once
    /// that is past, and what follows it is, however late.
    pub fn is_of_use_on(&self, day: Date) -> bool {
        match &self.standard.rule {
            Rule::Gap(gap) if gap.limit.bound == Bound::AtMost => true,
            Rule::Gap(_) | Rule::Number { .. } | Rule::Present { .. } => {
                self.day().is_none_or(|of| of >= day)
            }
            Rule::Share(_) => false,
        }
    }
}

/// Whether the dates that are known keep the standard, also where they are still to come.
fn kept_as_planned(finding: &Finding<'_>) -> bool {
    let measured = finding.measured.and_then(Measure::exact);
    measured
        .zip(finding.limit)
        .is_some_and(|(figure, limit)| limit.keeps(figure))
}

/// The one of two facts that can still be made: the earlier where there has to be time between them, the later where
/// there must not be much.
fn to_make(gap: &Gap) -> &str {
    match gap.limit.bound {
        Bound::AtLeast => gap.from.as_str(),
        Bound::AtMost => gap.to.as_str(),
    }
}

/// What has to be done for a standard to be kept.
fn action(finding: &Finding<'_>, subject: &Subject) -> String {
    let what = subject.kind;
    match &finding.standard.rule {
        Rule::Gap(gap) => match to_make(gap) {
            fact::ANNOUNCED => format!("Announce the {what} with date, time and place"),
            fact::AGENDA => "Share the agenda, open for items".to_owned(),
            fact::PAPERS => "Share the papers".to_owned(),
            fact::MINUTES => "Publish the notes".to_owned(),
            fact::OPENED => format!("Open the {what}"),
            fact::RESPONDED => "Publish the answer: what was decided and why".to_owned(),
            other => format!("Do and record: {}", other.replace('-', " ")),
        },
        Rule::Number { name, limit } => {
            let side = if limit.bound == Bound::AtLeast {
                "at least"
            } else {
                "at most"
            };
            format!("Have {side} {} {}", limit.written, name.words())
        }
        Rule::Present { fact, after: None } => format!("Have \"{}\" in place", fact.words()),
        Rule::Present {
            fact,
            after: Some(after),
        } => {
            format!("Have \"{}\" after \"{}\"", fact.words(), after.words())
        }
        Rule::Share(_) => finding.standard.says.clone(),
    }
}
