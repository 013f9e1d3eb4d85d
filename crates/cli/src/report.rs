//! The forms in which an audit is told.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod table;

use alongside_charter::{Audit, Finding, LongDay, Subject, Tally, Verdict, When};
use alongside_sheet::Carried;
use jiff::tz::TimeZone;

/// An audit that has been made.
pub(crate) struct Report<'a> {
    /// The names of the files audited.
    pub(crate) files: &'a [String],
    pub(crate) audit: &'a Audit,
    pub(crate) subjects: &'a [Subject],
    /// Columns nobody reads, each with a value for every subject.
    pub(crate) carried: &'a [Carried],
    pub(crate) findings: &'a [Finding<'a>],
    /// The zone in which instants are told.
    pub(crate) zone: &'a TimeZone,
}

impl Report<'_> {
    /// Every finding, with the place of its subject in the record where it speaks of one.
    fn placed(&self) -> impl Iterator<Item = (&Finding<'_>, Option<usize>)> {
        // Findings come in the order of the subjects, so one walk along both finds every place.
        let mut at = 0;
        self.findings.iter().map(move |finding| {
            let place = finding.subject().and_then(|subject| {
                let ahead = self.subjects[at..]
                    .iter()
                    .position(|known| std::ptr::eq(known, subject))?;
                at += ahead;
                Some(at)
            });
            (finding, place)
        })
    }

    /// "records.csv, judged by default, as of Sat 19 March 2022"
    fn headline(&self) -> String {
        let charters: Vec<&str> = self
            .audit
            .charters()
            .map(|charter| charter.id.as_str())
            .collect();
        format!(
            "{}, judged by {}, as of {}",
            self.files.join(", "),
            charters.join(" and "),
            LongDay(self.audit.as_of().day(self.zone))
        )
    }
}

/// The verdicts in the order in which they are told: what needs attention first.
const TOLD: [Verdict; 5] = [
    Verdict::Missed,
    Verdict::NoEvidence,
    Verdict::Due,
    Verdict::Excused,
    Verdict::Kept,
];

/// A verdict in words.
const fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Kept => "Kept",
        Verdict::Missed => "Missed",
        Verdict::Due => "Due",
        Verdict::NoEvidence => "No evidence",
        Verdict::Excused => "Excused",
    }
}

/// "3 of 8 (38 %, likely 14 % to 69 %)", or that there are too few to say.
fn share_words(tally: &Tally) -> String {
    let counts = format!("{} of {}", tally.kept, tally.measured());
    match (tally.share(), tally.measured()) {
        (Some(share), _) => format!(
            "{counts} ({:.0} %, likely {:.0} % to {:.0} %)",
            share.share * 100.0,
            share.low * 100.0,
            share.high * 100.0
        ),
        (None, 0) => "none measured".to_owned(),
        (None, _) => format!("{counts} (too few to say)"),
    }
}

/// A day or instant as files have it: `2021-05-24`, `2021-05-24T18:00:00+01:00`.
pub(crate) fn iso(when: When, zone: &TimeZone) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::At(instant) => instant
            .to_zoned(zone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string(),
    }
}
