//! The forms in which an audit is told.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod table;

use std::borrow::Cow;

use alongside_charter::{
    Audit, Basis, Finding, LongDay, StandardSummary, Strength, Subject, Tally, Verdict, When,
    unasked,
};
use alongside_sheet::Carried;
use jiff::tz::TimeZone;

/// An audit that has been made.
pub(crate) struct Report<'a> {
    /// The names of the files audited.
    pub(crate) files: &'a [String],
    /// For each file the place of its first subject.
    pub(crate) firsts: &'a [usize],
    /// The file that bank holidays were taken from; `None` where they follow from the law alone.
    pub(crate) bank_holidays: Option<&'a str>,
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

    /// The file that a subject in this place of the record came from; empty for a share.
    fn file_of(&self, place: Option<usize>) -> &str {
        place
            .map(|place| self.firsts.partition_point(|first| *first <= place))
            .and_then(|files| self.files.get(files.checked_sub(1)?))
            .map_or("", String::as_str)
    }

    /// "records.csv, judged by default, as of Sat 19 March 2022, with the school terms of …"
    fn headline(&self) -> String {
        let charters: Vec<&str> = self
            .audit
            .charters()
            .map(|charter| charter.id.as_str())
            .collect();
        let terms: Vec<String> = self
            .audit
            .school_terms()
            .iter()
            .map(|terms| {
                let estimate = if terms.estimate { " (an estimate)" } else { "" };
                format!("{}{estimate}", terms.title)
            })
            .collect();
        let with = match (terms.as_slice(), self.bank_holidays) {
            ([], None) => String::new(),
            ([], Some(file)) => format!(", with the bank holidays of {file}"),
            (terms, None) => format!(", with the school terms {}", terms.join(" and ")),
            (terms, Some(file)) => format!(
                ", with the school terms {} and the bank holidays of {file}",
                terms.join(" and ")
            ),
        };
        format!(
            "{}, judged by {}, as of {}{with}",
            self.files.join(", "),
            charters.join(" and "),
            LongDay(self.audit.as_of().day(self.zone))
        )
    }

    /// "this charter" or "these charters"
    fn these_charters(&self) -> &'static str {
        match self.audit.charters().count() {
            1 => "this charter",
            _ => "these charters",
        }
    }

    /// What no standard was asked of, and why that may be; `None` where there is none.
    fn unasked_words(&self) -> Option<String> {
        let unasked = unasked(self.findings, self.subjects);
        let mut names: Vec<String> = unasked
            .iter()
            .take(MOST_UNASKED)
            .map(|subject| named(&shortened(&subject.title), &subject.id))
            .collect();
        if unasked.len() > names.len() {
            names.push(format!("{} more", unasked.len() - names.len()));
        }
        let last = names.pop()?;
        let told = if names.is_empty() {
            last
        } else {
            format!("{} and {last}", names.join(", "))
        };
        Some(format!(
            "No standard of {} was asked of {told}: what was called off is judged only by standards for that; \
             others apply to another kind, from a later day or under a condition.",
            self.these_charters()
        ))
    }

    /// That a miss is not a breach of the law, where any of the standards is not the law.
    fn strength_words(&self) -> Option<&'static str> {
        self.findings
            .iter()
            .any(|finding| finding.standard.strength != Strength::Law)
            .then_some("Missing what is agreed or ideal is not unlawful.")
    }
}

/// Of the subjects no standard was asked of, this many are named; the rest are counted.
const MOST_UNASKED: usize = 20;

/// Said at the end of every report for reading.
const CLAIMS_AND_EVIDENCE: &str = "Claims are what somebody reports and nobody recorded; they are \
    never counted as measured. No evidence is never a pass.";

/// `Spring meeting [m1]`
fn named(title: &str, id: &str) -> String {
    if title.is_empty() {
        id.to_owned()
    } else {
        format!("{title} [{id}]")
    }
}

/// A title that does not fill the line by itself.
fn shortened(title: &str) -> Cow<'_, str> {
    const MOST: usize = 40;
    match title.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", title[..end].trim_end())),
        None => Cow::Borrowed(title),
    }
}

/// Findings that are told together. What is recorded and what is claimed are never one figure.
struct Block {
    verdict: Verdict,
    /// `None` where claims and records stand together: they count for nothing there.
    basis: Option<Basis>,
    words: &'static str,
}

impl Block {
    fn has(&self, finding: &Finding<'_>) -> bool {
        finding.verdict == self.verdict && self.basis.is_none_or(|basis| finding.basis == basis)
    }
}

/// The blocks in the order in which they are told: what needs attention first.
const TOLD: [Block; 7] = [
    Block {
        verdict: Verdict::Missed,
        basis: Some(Basis::Recorded),
        words: "Missed",
    },
    Block {
        verdict: Verdict::Missed,
        basis: Some(Basis::Claimed),
        words: "Claimed missed",
    },
    Block {
        verdict: Verdict::NoEvidence,
        basis: None,
        words: "No evidence",
    },
    Block {
        verdict: Verdict::Due,
        basis: None,
        words: "Due",
    },
    Block {
        verdict: Verdict::Excused,
        basis: None,
        words: "Excused",
    },
    Block {
        verdict: Verdict::Kept,
        basis: Some(Basis::Recorded),
        words: "Kept",
    },
    Block {
        verdict: Verdict::Kept,
        basis: Some(Basis::Claimed),
        words: "Claimed kept",
    },
];

/// Which version of its standard a summary is of, such as ", from Wed 1 September 2021"; empty
/// where the findings speak of one version only.
fn version_words(summary: &StandardSummary<'_, '_>, all: &[StandardSummary<'_, '_>]) -> String {
    let versions = all.iter().filter(|other| {
        other.charter.id == summary.charter.id && other.standard.id == summary.standard.id
    });
    if versions.count() < 2 {
        return String::new();
    }
    let standard = summary.standard;
    match (
        standard.applies_from.map(LongDay),
        standard.until.map(LongDay),
    ) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(until)) => format!(", before {until}"),
        (Some(from), Some(until)) => format!(", from {from} until before {until}"),
    }
}

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
