//! Findings: the computed result of one standard for one subject.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::audit::Judge;
use crate::calendar::Calendar;
use crate::charter::{Bound, Charter, Condition, Limit, Rule, Standard};
use crate::claim::{Claim, Measure};
use crate::fact::{Fact, When};
use crate::subject::{Kind, Subject};
use crate::sum::Sum;
use crate::words::LongDay;

/// What became of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It was kept.
    Kept,
    /// It was not kept.
    Missed,
    /// The day by which it has to be kept has not passed.
    Due,
    /// What would show it is not held. This is never a pass.
    NoEvidence,
    /// It was not kept, for a reason that somebody named agreed to.
    Excused,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 5] = [
        Self::Kept,
        Self::Missed,
        Self::Due,
        Self::NoEvidence,
        Self::Excused,
    ];

    /// The name used in reports and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missed => "missed",
            Self::Due => "due",
            Self::NoEvidence => "no-evidence",
            Self::Excused => "excused",
        }
    }
}

/// What a finding rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Dated or counted facts of the record.
    Recorded,
    /// What somebody reports; of the subject itself nothing dated is held, or not enough.
    Claimed,
}

impl Basis {
    /// The name used in reports and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Claimed => "claimed",
        }
    }
}

/// What a finding speaks of: one subject, or, for a share, many.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// One subject.
    One(&'a Subject),
    /// All subjects of a kind over a period.
    Many {
        /// Their kind.
        kind: Kind,
        /// First day of the period.
        first: Date,
        /// Last day of the period.
        last: Date,
    },
}

impl<'a> About<'a> {
    /// The kind of what it speaks of.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::One(subject) => subject.kind,
            Self::Many { kind, .. } => *kind,
        }
    }

    /// The subject's id; for many, the period as `2023-06-16/2024-06-15`.
    pub fn id(&self) -> Cow<'a, str> {
        match self {
            Self::One(subject) => Cow::Borrowed(&subject.id),
            Self::Many { first, last, .. } => Cow::Owned(format!("{first}/{last}")),
        }
    }

    /// The subject's title; for many, what they are and the period in words.
    pub fn title(&self) -> Cow<'a, str> {
        match self {
            Self::One(subject) => Cow::Borrowed(&subject.title),
            Self::Many { kind, first, last } => Cow::Owned(format!(
                "All {} from {} to {}",
                kind.plural(),
                LongDay(*first),
                LongDay(*last)
            )),
        }
    }
}

/// The computed result of one standard for one subject.
///
/// Findings borrow the audit and the subjects they come from, so that a million of them fit in
/// memory; the sum in words is written when it is asked for.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub(crate) judge: &'a Judge,
    /// What it speaks of.
    pub about: About<'a>,
    /// The standard.
    pub standard: &'a Standard,
    /// What became of it.
    pub verdict: Verdict,
    /// What the verdict rests on.
    pub basis: Basis,
    /// What was counted, in [`Finding::unit`]; `None` where nothing could be.
    pub measured: Option<Measure>,
    /// The limit it was held against; `None` for a rule that only asks whether a fact is there.
    pub limit: Option<&'a Limit>,
    /// The last day or instant at which it could be, or could have been, kept.
    pub act_by: Option<When>,
    pub(crate) evidence: Evidence<'a>,
}

/// What was looked at, for the sum in words.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Evidence<'a> {
    Gap {
        from: Option<When>,
        to: Option<When>,
        /// The condition that lengthened the period.
        because: Option<&'a Condition>,
        /// A holiday would have mattered and the terms are not known.
        terms_unknown: bool,
        /// What should follow is dated before what it follows.
        reversed: bool,
        /// The announcement is that of a new date.
        moved: bool,
    },
    Present {
        fact: Option<Fact>,
        /// It is dated before what it should follow.
        too_early: bool,
    },
    Number,
    Share {
        yes: usize,
        unknown: usize,
        total: usize,
    },
    Claimed(&'a Claim),
}

impl<'a> Finding<'a> {
    /// The charter whose standard it is.
    pub const fn charter(&self) -> &'a Charter {
        &self.judge.charter
    }

    /// The one subject it speaks of; `None` for a share.
    pub const fn subject(&self) -> Option<&'a Subject> {
        match self.about {
            About::One(subject) => Some(subject),
            About::Many { .. } => None,
        }
    }

    /// The claim it rests on, where it rests on one.
    pub const fn claim(&self) -> Option<&'a Claim> {
        match self.evidence {
            Evidence::Claimed(claim) => Some(claim),
            _ => None,
        }
    }

    /// Whether a fact that the standard looks at is recorded.
    pub(crate) fn rests_on_a_fact(&self) -> bool {
        match self.evidence {
            Evidence::Gap { from, to, .. } => from.is_some() || to.is_some(),
            Evidence::Present { fact, .. } => fact.is_some(),
            Evidence::Number => self.measured.is_some(),
            Evidence::Share { .. } => true,
            Evidence::Claimed(_) => false,
        }
    }

    /// Who organised it; empty for a share or where it is not known.
    pub fn organiser(&self) -> &'a str {
        self.subject().map_or("", |subject| &subject.organiser)
    }

    /// The day it is about: of the subject, or the end of a share's period.
    pub fn day(&self) -> Option<Date> {
        match self.about {
            About::One(subject) => subject.day(self.zone()),
            About::Many { last, .. } => Some(last),
        }
    }

    /// The unit of what was measured and required: `days`, `working days`, `hours`, `percent`, or
    /// empty for a plain number.
    pub const fn unit(&self) -> &'static str {
        match &self.standard.rule {
            Rule::Gap(gap) => gap.counted.unit(),
            Rule::Share(_) => "percent",
            Rule::Present { .. } | Rule::Number { .. } => "",
        }
    }

    /// The name of the way of counting, for a gap.
    pub const fn counted(&self) -> Option<&'static str> {
        match &self.standard.rule {
            Rule::Gap(gap) => Some(gap.counted.name()),
            _ => None,
        }
    }

    /// By how much it was missed, in [`Finding::unit`]; zero where it was kept; `None` where it is
    /// not known or there is nothing to measure.
    pub fn shortfall(&self) -> Option<Measure> {
        let (measured, limit) = (self.measured?, self.limit?);
        match self.verdict {
            Verdict::Kept => Some(Measure::exactly(0)),
            Verdict::Missed | Verdict::Excused => {
                let short = measured.map(|figure| limit.shortfall(figure));
                Some(match limit.bound {
                    Bound::AtMost => short,
                    // The more was measured, the less is short.
                    Bound::AtLeast => Measure {
                        at_least: short.at_most,
                        at_most: short.at_least,
                    },
                })
            }
            Verdict::Due | Verdict::NoEvidence => None,
        }
    }

    /// The sum in words, such as "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date
    /// difference (2 full working days between). Three weeks needed an announcement by Mon 24 May
    /// 2021: 16 days short."
    pub const fn sum(&self) -> Sum<'_, 'a> {
        Sum(self)
    }

    pub(crate) const fn zone(&self) -> &'a TimeZone {
        &self.judge.charter.time_zone
    }

    pub(crate) const fn calendar(&self) -> &'a Calendar {
        &self.judge.calendar
    }
}
