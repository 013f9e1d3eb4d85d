//! Charters: dated files of standards.

mod parse;

use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::calendar::Place;
use crate::counting::{Counting, next};
use crate::document::{Mistakes, nearest};
use crate::fact;
use crate::name::Name;
use crate::subject::Kind;

/// A charter: what both sides agreed, as data.
///
/// The file format is described in the repository's `docs/charter-format.md`.
///
/// ```
/// use alongside_charter::{Charter, Strength};
///
/// let charter = Charter::parse(r#"
///     id = "example-2024"
///     title = "Working agreement"
///     source = "where it was agreed"
///     place = "england-and-wales"
///     time_zone = "Europe/London"
///
///     [[standard]]
///     id = "meeting-notice"
///     applies_to = "meeting"
///     says = "Parent carers hear of a meeting at least three weeks before it."
///     strength = "ideal"
///     rule = { gap = ["announced", "starts"], at_least = "3 weeks", counted = "date-difference" }
/// "#).unwrap();
/// assert_eq!(charter.standards[0].strength, Strength::Ideal);
///
/// let mistakes = Charter::parse("id = 7").unwrap_err();
/// assert_eq!(mistakes[0].to_string(), "line 1, column 1: `title` is missing");
/// ```
#[derive(Debug, Clone)]
pub struct Charter {
    /// Its id, such as `amaze-2020`.
    pub id: Name,
    /// What it is called.
    pub title: String,
    /// Where it was agreed or published.
    pub source: String,
    /// Whose bank holidays count.
    pub place: Place,
    /// Whose civil days count.
    pub time_zone: TimeZone,
    /// Its standards, in the order of the file.
    pub standards: Vec<Standard>,
}

impl Charter {
    /// Reads a charter file, or tells every mistake in it with line and column.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        parse::charter(text)
    }

    /// Every fact, number and condition that its standards look at, each once, in order.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self
            .standards
            .iter()
            .flat_map(Standard::names)
            .cloned()
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The facts of this charter's own, which the library does not know the meaning of, each with
    /// a known one that is written nearly the same: most often a typing error.
    pub fn own_facts(&self) -> Vec<(Name, Option<&'static str>)> {
        let own = |name: &Name| !fact::KNOWN.contains(&name.as_str());
        let names = self.names().into_iter().filter(own);
        names
            .map(|name| (name.clone(), nearest(name.as_str(), &fact::KNOWN)))
            .collect()
    }
}

/// How binding a standard is. A miss of an `agreed` or `ideal` standard is not called unlawful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The law requires it.
    Law,
    /// Both sides agreed to it.
    Agreed,
    /// Good practice that a source asks for.
    Ideal,
}

impl Strength {
    /// All strengths, most binding first.
    pub const ALL: [Self; 3] = [Self::Law, Self::Agreed, Self::Ideal];

    /// The name used in charter files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Agreed => "agreed",
            Self::Ideal => "ideal",
        }
    }
}

/// One testable line of a charter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id within the charter. Versions of one standard share an id and follow each other in time.
    pub id: Name,
    /// What it applies to.
    pub applies_to: Kind,
    /// The standard in one plain sentence.
    pub says: String,
    /// How binding it is.
    pub strength: Strength,
    /// Where it comes from, where that differs from the charter's own source.
    pub source: Option<String>,
    /// The first day on which a subject made public is judged by it.
    pub applies_from: Option<Date>,
    /// The first day on which a subject made public is no longer judged by it.
    pub until: Option<Date>,
    /// Judged only where this holds.
    pub when: Option<Condition>,
    /// The rule itself.
    pub rule: Rule,
}

impl Standard {
    /// Whether a subject made public on this day is judged by it.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.applies_from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day < until)
    }

    /// Whether it is one of the standards for what was called off: those with `when = "cancelled"`.
    pub(crate) fn is_for_cancelled(&self) -> bool {
        self.when
            .as_ref()
            .is_some_and(|when| when.name == *fact::CANCELLED && !when.negated)
    }

    fn names(&self) -> impl Iterator<Item = &Name> {
        let (facts, longer): (Vec<&Name>, &[Longer]) = match &self.rule {
            Rule::Gap(gap) => (vec![&gap.from, &gap.to], &gap.longer),
            Rule::Present { fact, after } => ([fact].into_iter().chain(after).collect(), &[]),
            Rule::Number { name, .. } => (vec![name], &[]),
            Rule::Share(share) => (vec![&share.of], &[]),
        };
        let conditions = longer
            .iter()
            .map(|l| &l.when)
            .chain(&self.when)
            .map(|c| &c.name);
        facts
            .into_iter()
            .chain(conditions.filter(|name| **name != *SCHOOL_HOLIDAY))
    }
}

/// The condition that is worked out from school terms instead of being read from the record.
pub const SCHOOL_HOLIDAY: &str = "school-holiday";

/// What must hold for a standard, or a longer period, to apply: a fact of that name says yes, or,
/// where it is negated (`when = "not online"`), none does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The fact looked at.
    pub name: Name,
    /// Whether it has to be absent or say no.
    pub negated: bool,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.negated { "not " } else { "" }, self.name)
    }
}

/// What a standard requires: a closed set of four rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// So much time between two facts.
    Gap(Gap),
    /// A fact is there.
    Present {
        /// Which.
        fact: Name,
        /// The fact it has to come after, if any: until then it is due, and before it it shows nothing.
        after: Option<Name>,
    },
    /// A number is large or small enough.
    Number {
        /// Which.
        name: Name,
        /// How large or small.
        limit: Limit,
    },
    /// A share of many subjects over a period.
    Share(Share),
}

/// So much time between two facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The earlier fact.
    pub from: Name,
    /// The later fact.
    pub to: Name,
    /// How long or short.
    pub limit: Limit,
    /// The way of counting.
    pub counted: Counting,
    /// Conditions under which more time is needed, or allowed.
    pub longer: Vec<Longer>,
}

/// A limit that takes the place of the usual one under a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Longer {
    /// The condition.
    pub when: Condition,
    /// The whole limit that then holds, not what is added.
    pub limit: Limit,
}

/// A share of many subjects over a period that ends with the day of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The fact or number looked at in each subject.
    pub of: Name,
    /// Where it is a number: how large it must be for the subject to count.
    pub with_at_least: Option<i64>,
    /// The share, in percent.
    pub limit: Limit,
    /// The length of the period.
    pub over: Over,
}

/// Which side of a limit is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// No less.
    AtLeast,
    /// No more.
    AtMost,
}

/// An amount and which side of it is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Which side is right.
    pub bound: Bound,
    /// The amount in the unit of the rule: days of the kind counted, hours, percent, or so many.
    pub amount: i64,
    /// The amount as the file has it, such as `3 weeks`.
    pub written: String,
}

impl Limit {
    /// Whether a figure is on the right side.
    pub fn keeps(&self, figure: i64) -> bool {
        match self.bound {
            Bound::AtLeast => figure >= self.amount,
            Bound::AtMost => figure <= self.amount,
        }
    }

    /// By how much a figure is on the wrong side; zero or less where it is right.
    pub fn shortfall(&self, figure: i64) -> i64 {
        match self.bound {
            Bound::AtLeast => self.amount - figure,
            Bound::AtMost => figure - self.amount,
        }
    }
}

/// The length of a period that a share is taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// So many days.
    Days(i32),
    /// So many calendar months.
    Months(i32),
}

impl Over {
    /// The first day of the period that ends with `last`, both included.
    pub fn first_day(self, last: Date) -> Date {
        let span = match self {
            Self::Days(n) => Span::new().try_days(n),
            Self::Months(n) => Span::new().try_months(n),
        };
        span.map_or(Date::MIN, |span| next(last.saturating_sub(span)))
    }
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match self {
            Self::Days(n) => (n, "day"),
            Self::Months(n) => (n, "month"),
        };
        write!(f, "{n} {unit}{}", if *n == 1 { "" } else { "s" })
    }
}
