//! Subjects and the facts known about them.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::claim::Claim;
use crate::excuse::Excuse;
use crate::fact::{self, Fact, When};
use crate::name::Name;

/// What a standard applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A meeting, or one session of it: notice is counted for each session.
    Meeting,
    /// A formal call for views, open for a period.
    Consultation,
    /// A person's claim for expenses and recognition payment.
    Claim,
    /// A boundaried piece of work.
    Project,
    /// A quoted commitment.
    Promise,
    /// A report that is owed for a period, such as a year's comments and the response to them.
    Report,
    /// A steering group, work stream or panel.
    Body,
    /// A complaint.
    Complaint,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Meeting,
        Self::Consultation,
        Self::Claim,
        Self::Project,
        Self::Promise,
        Self::Report,
        Self::Body,
        Self::Complaint,
    ];

    /// The name used in charter files and sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Consultation => "consultation",
            Self::Claim => "claim",
            Self::Project => "project",
            Self::Promise => "promise",
            Self::Report => "report",
            Self::Body => "body",
            Self::Complaint => "complaint",
        }
    }

    /// The name for several.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Body => "bodies",
            Self::Meeting => "meetings",
            Self::Consultation => "consultations",
            Self::Claim => "claims",
            Self::Project => "projects",
            Self::Promise => "promises",
            Self::Report => "reports",
            Self::Complaint => "complaints",
        }
    }

    /// The kind that has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The fact by which a subject of this kind became public, and the fact that says when it is.
    const fn key_facts(self) -> (&'static str, &'static str) {
        match self {
            Self::Consultation => (fact::OPENED, fact::OPENED),
            Self::Claim | Self::Complaint => (fact::SUBMITTED, fact::SUBMITTED),
            Self::Meeting | Self::Project | Self::Body => (fact::ANNOUNCED, fact::STARTS),
            Self::Promise | Self::Report => (fact::ANNOUNCED, fact::OPENED),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing that standards apply to, with everything that is known of it.
///
/// ```
/// use alongside_charter::{Kind, Subject};
/// use jiff::civil::date;
///
/// let meeting = Subject::new(Kind::Meeting, "m1")
///     .with("announced", date(2021, 6, 9))
///     .with("starts", date(2021, 6, 14))
///     .with("ways", 2);
/// assert!(meeting.fact("papers").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// Its id in the record it comes from.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who organised it, empty where not known.
    pub organiser: String,
    /// The body it belongs to, empty where there is none.
    pub body: String,
    /// Where its facts come from, empty where not stated.
    pub source: String,
    /// A reason given, if any.
    pub excuse: Option<Excuse>,
    facts: Vec<(Name, Fact)>,
    claims: Vec<(Name, Claim)>,
}

impl Subject {
    /// A subject of which nothing is known yet.
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            title: String::new(),
            organiser: String::new(),
            body: String::new(),
            source: String::new(),
            excuse: None,
            facts: Vec::new(),
            claims: Vec::new(),
        }
    }

    /// The same with a recorded fact. A name that is not one ([`Name::new`]) adds nothing.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Self {
        if let Some(name) = Name::new(name) {
            self.record(name, fact.into());
        }
        self
    }

    /// Records a fact, in place of an earlier one of that name.
    pub fn record(&mut self, name: Name, fact: Fact) {
        match self.facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = fact,
            None => self.facts.push((name, fact)),
        }
    }

    /// Takes a recorded fact away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.facts.retain(|(known, _)| *known != *name);
    }

    /// Adds a claim about a standard, in place of an earlier one.
    pub fn claim(&mut self, standard: Name, claim: Claim) {
        self.claims.retain(|(known, _)| *known != standard);
        self.claims.push((standard, claim));
    }

    /// The recorded fact of this name.
    pub fn fact(&self, name: &str) -> Option<Fact> {
        self.facts
            .iter()
            .find(|(known, _)| *known == *name)
            .map(|(_, fact)| *fact)
    }

    /// All recorded facts, in the order they were given.
    pub fn facts(&self) -> &[(Name, Fact)] {
        &self.facts
    }

    /// What is claimed about this standard.
    pub fn claim_about(&self, standard: &Name) -> Option<&Claim> {
        self.claims
            .iter()
            .find(|(known, _)| known == standard)
            .map(|(_, claim)| claim)
    }

    /// All claims, in the order they were given.
    pub fn claims(&self) -> &[(Name, Claim)] {
        &self.claims
    }

    /// The title, or the id where there is none.
    pub fn label(&self) -> &str {
        if self.title.is_empty() {
            &self.id
        } else {
            &self.title
        }
    }

    /// The day on which it became public: by it, the standards in force are chosen. The
    /// announcement (opening of a consultation, sending of a claim), or else its first dated fact
    /// other than a save-the-date.
    pub fn public_on(&self, zone: &TimeZone) -> Option<Date> {
        let (public, _) = self.kind.key_facts();
        let day_of = |name| self.fact(name).and_then(|fact| fact.day(zone));
        day_of(fact::ANNOUNCED)
            .or_else(|| day_of(public))
            .or_else(|| {
                let others = self
                    .facts
                    .iter()
                    .filter(|(name, _)| *name != *fact::SAVE_THE_DATE);
                others.filter_map(|(_, fact)| fact.day(zone)).min()
            })
    }

    /// The day it is about: the day of a meeting, the opening of a consultation, the day a claim
    /// was sent in; else the day it became public.
    pub fn day(&self, zone: &TimeZone) -> Option<Date> {
        self.when(zone).map(|when| when.day(zone))
    }

    /// The same with the hour, where it is known.
    pub fn when(&self, zone: &TimeZone) -> Option<When> {
        let (_, own) = self.kind.key_facts();
        self.fact(own)
            .and_then(Fact::when)
            .or_else(|| self.public_on(zone).map(When::Day))
    }
}
