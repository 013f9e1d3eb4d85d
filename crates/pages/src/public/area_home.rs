//! The first page of an area: is it working here, what is coming up, what changed lately.

use alongside_charter::{Charter, StandardSummary, When};
use askama::Template;
use jiff::civil::Date;

use crate::bar::Bar;
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::outcome::Outcome;
use crate::public::counts::Counts;
use crate::public::rapid::Rapid;
use crate::public::shell::{Shell, SubjectLink};
use crate::public::trend::Trend;
use crate::tally::TallyView;
use crate::words::isolated;

/// Something planned.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// What.
    pub subject: SubjectLink<'a>,
    /// When it starts or opens.
    pub when: When,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// Whether its date is only to be kept free: it is not announced.
    pub is_saved: bool,
}

/// What somebody did, in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum Act {
    Announced,
    /// What people are told of it before they come.
    Described,
    Rescheduled,
    Cancelled,
    PapersShared,
    MinutesPublished,
    Opened,
    Closed,
    Answered,
    Decided,
    Promised,
    Paid,
    AreaOpened,
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationEnded,
    StageChanged,
    CharterAdopted,
    CharterEnded,
    FactRecorded,
    /// It was noted by which way people were told of a meeting.
    PeopleTold,
    ClaimRecorded,
    /// What the record said of a fact was put right.
    Corrected,
    DateSaved,
    ClosingMoved,
    Excused,
    /// A subject was struck out; it stays to be seen as struck out.
    Struck,
    /// A text was taken back.
    Withdrawn,
    /// Came into the record in another way, such as by an import.
    Added,
}

impl Act {
    /// Whether it is a step that somebody took here, not word of one that was taken elsewhere.
    pub(crate) const fn is_taken_here(self) -> bool {
        !matches!(
            self,
            Self::Added | Self::FactRecorded | Self::ClaimRecorded | Self::Corrected
        )
    }
}

/// Something that changed lately.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The day it was done.
    pub day: Date,
    /// What was done.
    pub act: Act,
    /// To what.
    pub subject: SubjectLink<'a>,
}

/// A charter that an area keeps.
#[derive(Debug, Clone, Copy)]
pub struct Adopted<'a> {
    /// Which.
    pub charter: &'a Charter,
    /// The first day on which it is kept here.
    pub since: Date,
}

/// The first page of an area.
#[derive(Debug, Clone, Copy)]
pub struct AreaHome<'a> {
    /// Whether people can ask to be told of it by mail.
    pub can_follow: bool,
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold.
    pub as_of: Date,
    /// The summaries of its findings, in the order of the charters.
    pub standing: &'a [StandardSummary<'a, 'a>],
    /// The meetings that were announced at short notice, where there are any.
    pub rapid: Option<Rapid>,
    /// The council's name.
    pub council: &'a str,
    /// The forum's name, where there is one.
    pub forum: Option<&'a str>,
    /// The charters it keeps.
    pub charters: &'a [Adopted<'a>],
    /// What is planned, soonest first.
    pub coming: &'a [Coming<'a>],
    /// What changed lately, newest first.
    pub changes: &'a [Change<'a>],
}

impl AreaHome<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let words = self.shell.words;
        let slug = self.shell.slug();
        let zero = TallyView::default();
        let all = self.standing.iter().fold(zero, |sum, of| sum.and(&of.all));
        let counts = Counts::new(words, all.0);
        let query = || Query::new().and("as_of", &self.as_of.to_string());
        let page = View {
            shell: self.shell,
            home: self,
            bar: counts.bar("found-bar"),
            trend: Trend::new(
                words,
                self.as_of,
                self.standing.iter().flat_map(|of| &of.quarters),
            ),
            standards: self
                .standing
                .iter()
                .map(|of| StandardRow {
                    says: &of.standard.says,
                    href: links::standards(slug, &query().and("standard", of.standard.id.as_str())),
                    strength: words.strength(of.standard.strength),
                    counts: Counts::new(words, of.all),
                    shares: of
                        .shares
                        .iter()
                        .map(|share| Outcome::of(share))
                        .map(|outcome| (outcome, words.outcome(outcome)))
                        .collect(),
                })
                .collect(),
            coming: self.coming.iter().map(|c| self.coming_row(c)).collect(),
            changes: self.changes.iter().map(|c| self.change_row(c)).collect(),
            all_findings: links::standards(slug, &query()),
            counts,
        };
        Ok(without_control_characters(page.render()?))
    }

    fn coming_row<'a>(&self, coming: &Coming<'a>) -> Event<'a> {
        Event {
            when: self.shell.words.moment(coming.when, &self.shell.zone()),
            link: coming.subject.to(self.shell.slug()),
            label: coming.subject.label(),
            what: self.shell.words.kind(coming.subject.kind),
            is_saved: coming.is_saved,
            organiser: Some(coming.organiser).filter(|who| !who.is_empty()),
        }
    }

    fn change_row<'a>(&self, change: &Change<'a>) -> Event<'a> {
        Event {
            when: self.shell.day(change.day),
            link: change.subject.to(self.shell.slug()),
            label: change.subject.label(),
            what: self.shell.words.act(change.act),
            is_saved: false,
            organiser: None,
        }
    }
}

/// A row of the table of standards.
pub(crate) struct StandardRow<'a> {
    pub(crate) says: &'a str,
    pub(crate) href: String,
    pub(crate) strength: String,
    pub(crate) counts: Counts<'a>,
    /// Of a standard about a share of many: what it came to.
    pub(crate) shares: Vec<(Outcome, String)>,
}

/// Something with its day, planned or past.
struct Event<'a> {
    when: String,
    link: String,
    label: &'a str,
    what: String,
    is_saved: bool,
    organiser: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "public/area_home.html")]
struct View<'p> {
    shell: Shell<'p>,
    home: &'p AreaHome<'p>,
    counts: Counts<'p>,
    bar: Option<Bar>,
    trend: Option<Trend<'p>>,
    standards: Vec<StandardRow<'p>>,
    coming: Vec<Event<'p>>,
    changes: Vec<Event<'p>>,
    all_findings: String,
}

impl View<'_> {
    fn who_could_come(&self) -> String {
        links::who_could_come(self.shell.slug())
    }

    fn heading(&self) -> String {
        self.shell
            .t()
            .area_home_heading(isolated(self.shell.place()))
    }

    fn rapid(&self) -> Option<String> {
        let rapid = self.home.rapid.as_ref()?;
        Some(rapid.says(self.shell.words))
    }

    fn trend_heading(&self) -> String {
        self.shell.t().area_home_trend(isolated(self.shell.place()))
    }

    fn findings_that(&self, outcome: Outcome) -> String {
        let query = Query::new()
            .and("as_of", &self.home.as_of.to_string())
            .and("result", outcome.class());
        links::standards(self.shell.slug(), &query)
    }
}
