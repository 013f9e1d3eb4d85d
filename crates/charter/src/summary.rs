//! Summaries: how often each standard was kept, by whom it was organised, and when.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

use crate::charter::{Charter, Standard};
use crate::finding::{About, Basis, Finding, Verdict};

/// With fewer measured than this, a share says nothing: "too few to say".
pub const FEWEST: usize = 5;

/// How many findings came to what. Only recorded findings count as measured; claims stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Recorded as kept.
    pub kept: usize,
    /// Recorded as missed.
    pub missed: usize,
    /// Not yet due.
    pub due: usize,
    /// Not shown either way, recorded and claimed.
    pub no_evidence: usize,
    /// Missed, for a reason that was agreed.
    pub excused: usize,
    /// Only claimed to be kept.
    pub claimed_kept: usize,
    /// Only claimed to be missed.
    pub claimed_missed: usize,
}

impl Tally {
    /// Adds a finding.
    pub const fn add(&mut self, finding: &Finding<'_>) {
        let count = match (finding.verdict, finding.basis) {
            (Verdict::Kept, Basis::Recorded) => &mut self.kept,
            (Verdict::Missed, Basis::Recorded) => &mut self.missed,
            (Verdict::Kept, Basis::Claimed) => &mut self.claimed_kept,
            (Verdict::Missed, Basis::Claimed) => &mut self.claimed_missed,
            (Verdict::Due, _) => &mut self.due,
            (Verdict::NoEvidence, _) => &mut self.no_evidence,
            (Verdict::Excused, _) => &mut self.excused,
        };
        *count += 1;
    }

    /// How many could be measured: kept and missed, as recorded.
    pub const fn measured(&self) -> usize {
        self.kept + self.missed
    }

    /// The share kept of those measured, with its interval; `None` where there are
    /// [too few to say](FEWEST).
    pub fn share(&self) -> Option<Share95> {
        (self.measured() >= FEWEST).then(|| Share95::wilson(self.kept, self.measured()))
    }
}

/// A share with its 95 % interval, each from 0 to 1.
///
/// ```
/// use alongside_charter::Share95;
/// let share = Share95::wilson(8, 10);
/// assert_eq!(format!("{:.3} {:.3} {:.3}", share.share, share.low, share.high), "0.800 0.490 0.943");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share95 {
    /// The share.
    pub share: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Share95 {
    /// The Wilson score interval (E. B. Wilson, "Probable inference, the law of succession, and
    /// statistical inference", 1927), which stays between 0 and 1 and holds for small numbers.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn wilson(kept: usize, of: usize) -> Self {
        const Z: f64 = 1.959_963_984_540_054;
        if of == 0 {
            return Self {
                share: 0.0,
                low: 0.0,
                high: 1.0,
            };
        }
        let (n, share) = (of as f64, kept as f64 / of as f64);
        let z2 = Z * Z;
        let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
        Self {
            share,
            low: (centre - half).max(0.0),
            high: (centre + half).min(1.0),
        }
    }
}

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
}

impl Quarter {
    /// The quarter a day falls in.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            quarter: (day.month() - 1) / 3 + 1,
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let months = match self.quarter {
            1 => "January to March",
            2 => "April to June",
            3 => "July to September",
            _ => "October to December",
        };
        write!(f, "{months} {}", self.year)
    }
}

/// Tallies of one standard: in all, by quarter, and for each organiser beside its own past.
#[derive(Debug, Clone)]
pub struct StandardSummary<'f, 'a> {
    /// Its charter.
    pub charter: &'a Charter,
    /// The standard: each of its versions has a summary of its own.
    pub standard: &'a Standard,
    /// All findings.
    pub all: Tally,
    /// By quarter of the subject's own day, oldest first. Undated subjects are in no quarter.
    pub quarters: Vec<(Quarter, Tally)>,
    /// For each organiser, in the order of their names: never ranked.
    pub organisers: Vec<OrganiserSummary<'a>>,
    /// The findings that were missed as recorded, in their order.
    pub missed: Vec<&'f Finding<'a>>,
    /// The findings that are claimed to be missed, in their order.
    pub claimed_missed: Vec<&'f Finding<'a>>,
    /// The findings about a share of many subjects, which are not in the tallies.
    pub shares: Vec<&'f Finding<'a>>,
}

/// Tallies of one organiser for one standard.
#[derive(Debug, Clone)]
pub struct OrganiserSummary<'a> {
    /// Who; empty where the record does not say.
    pub organiser: &'a str,
    /// All findings.
    pub all: Tally,
    /// By quarter, oldest first.
    pub quarters: Vec<(Quarter, Tally)>,
}

/// Summarises findings by standard, in the order in which the charters hold them. Those of several audits by copies
/// of one charter are taken together.
pub fn summarise<'f, 'a>(findings: &'f [Finding<'a>]) -> Vec<StandardSummary<'f, 'a>> {
    let mut groups: Vec<Group<'f, 'a>> = Vec::new();
    // Findings come in the order of the charters for each subject, so the group wanted next is
    // most often the one after the last.
    let mut at = 0;
    for finding in findings {
        let is_its = |group: &Group<'f, 'a>| is_same(group, finding);
        at = if groups.get(at + 1).is_some_and(is_its) {
            at + 1
        } else if let Some(at) = groups.iter().position(is_its) {
            at
        } else {
            groups.push(Group::new(finding));
            groups.len() - 1
        };
        groups[at].add(finding);
    }
    let place = |group: &Group<'_, '_>| {
        let among = group.charter.standards.iter();
        among
            .take_while(|s| !std::ptr::eq(*s, group.standard))
            .count()
    };
    let mut charters: Vec<&str> = Vec::new();
    for group in &groups {
        if !charters.contains(&group.charter.id.as_str()) {
            charters.push(group.charter.id.as_str());
        }
    }
    let charter_place =
        |group: &Group<'_, '_>| charters.iter().position(|id| group.charter.id == **id);
    groups.sort_by_key(|group| (charter_place(group), place(group)));
    groups.into_iter().map(Group::finish).collect()
}

/// Whether a finding is one of the standard of a group. Copies of a standard are the same.
fn is_same(group: &Group<'_, '_>, finding: &Finding<'_>) -> bool {
    let (one, other) = (group.standard, finding.standard);
    std::ptr::eq(one, other) || (group.charter.id == finding.charter().id && one == other)
}

/// Tallies while they are added up.
#[derive(Default)]
struct Tallies {
    all: Tally,
    quarters: BTreeMap<Quarter, Tally>,
}

impl Tallies {
    fn add(&mut self, finding: &Finding<'_>, quarter: Option<Quarter>) {
        self.all.add(finding);
        if let Some(quarter) = quarter {
            self.quarters.entry(quarter).or_default().add(finding);
        }
    }
}

struct Group<'f, 'a> {
    charter: &'a Charter,
    standard: &'a Standard,
    tallies: Tallies,
    organisers: BTreeMap<&'a str, Tallies>,
    missed: Vec<&'f Finding<'a>>,
    claimed_missed: Vec<&'f Finding<'a>>,
    shares: Vec<&'f Finding<'a>>,
}

impl<'f, 'a> Group<'f, 'a> {
    fn new(finding: &Finding<'a>) -> Self {
        Self {
            charter: finding.charter(),
            standard: finding.standard,
            tallies: Tallies::default(),
            organisers: BTreeMap::new(),
            missed: Vec::new(),
            claimed_missed: Vec::new(),
            shares: Vec::new(),
        }
    }

    fn add(&mut self, finding: &'f Finding<'a>) {
        if let About::Many { .. } = finding.about {
            self.shares.push(finding);
            return;
        }
        let quarter = finding.day().map(Quarter::of);
        self.tallies.add(finding, quarter);
        self.organisers
            .entry(finding.organiser())
            .or_default()
            .add(finding, quarter);
        match (finding.verdict, finding.basis) {
            (Verdict::Missed, Basis::Recorded) => self.missed.push(finding),
            (Verdict::Missed, Basis::Claimed) => self.claimed_missed.push(finding),
            _ => {}
        }
    }

    fn finish(self) -> StandardSummary<'f, 'a> {
        let organiser = |(organiser, tallies): (&'a str, Tallies)| OrganiserSummary {
            organiser,
            all: tallies.all,
            quarters: tallies.quarters.into_iter().collect(),
        };
        StandardSummary {
            charter: self.charter,
            standard: self.standard,
            all: self.tallies.all,
            quarters: self.tallies.quarters.into_iter().collect(),
            organisers: self.organisers.into_iter().map(organiser).collect(),
            missed: self.missed,
            claimed_missed: self.claimed_missed,
            shares: self.shares,
        }
    }
}
