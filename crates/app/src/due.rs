//! What the charters of an area ask for next, of those who organise.

use alongside_charter::{Finding, Subject, Verdict, fact};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Something to do.
#[derive(Debug, Clone, Copy)]
pub struct Due<'f, 'a> {
    /// The standard, and what it is held against.
    pub finding: &'f Finding<'a>,
    /// What it is to be done for.
    pub subject: &'a Subject,
    /// The last day to do it.
    pub by: Date,
    /// Whether that day is past.
    pub is_overdue: bool,
}

/// What is noted by an act of its own, or is a plan and nothing that is done.
const NOT_NOTED: [&str; 9] = [
    fact::ANNOUNCED,
    fact::SAVE_THE_DATE,
    fact::STARTS,
    fact::ENDS,
    fact::OPENED,
    fact::CLOSED,
    fact::CANCELLED,
    fact::RESCHEDULED,
    fact::DUE,
];

impl<'f> Due<'f, '_> {
    /// The fact that is noted, with its day, once it is done. Nothing where an act of its own does it, or it has no day.
    pub fn fact(&self) -> Option<&'f str> {
        let fact = self.finding.fact_to_make()?;
        let is_open = self.subject.fact(fact).is_none() && !NOT_NOTED.contains(&fact);
        is_open.then_some(fact)
    }
}

/// What is still to do for subjects that `is_ours` takes, overdue first, then by the last day. What is called off asks
/// for nothing any more, and what nobody has any use of now is not asked for.
pub fn due<'f, 'a>(
    findings: &'f [Finding<'a>],
    today: Date,
    zone: &TimeZone,
    is_ours: impl Fn(&Subject) -> bool,
) -> Vec<Due<'f, 'a>> {
    let mut due: Vec<Due<'f, 'a>> = findings
        .iter()
        .filter(|of| matches!(of.verdict, Verdict::Due | Verdict::NoEvidence))
        .filter_map(|finding| {
            let (subject, by) = (finding.subject()?, finding.act_by?.day(zone));
            let is_wanted = subject.fact(fact::CANCELLED).is_none()
                && finding.is_of_use_on(today)
                && is_ours(subject);
            is_wanted.then_some(Due {
                finding,
                subject,
                by,
                is_overdue: by < today,
            })
        })
        .collect();
    due.sort_by(|a, b| (a.by, &a.subject.id).cmp(&(b.by, &b.subject.id)));
    due
}
