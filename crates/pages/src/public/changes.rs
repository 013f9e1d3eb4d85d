//! What is different between two days, as a list.

use alongside_charter::{Fact, Name};
use alongside_domain::ForumStage;
use askama::Template;
use jiff::civil::Date;

use crate::links;
use crate::markup::without_control_characters;
use crate::outcome::Outcome;
use crate::public::facts;
use crate::public::shell::{Shell, SubjectLink};
use crate::words::isolated;

/// What is different between the ends of two days.
#[derive(Debug, Clone)]
pub struct ChangesPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The earlier day.
    pub from: Date,
    /// The later day.
    pub to: Date,
    /// Organisations and charters that came, changed or went.
    pub area: Vec<AreaChange<'a>>,
    /// Subjects of which something is different, in the order of their days.
    pub subjects: Vec<SubjectChange<'a>>,
}

/// What is different about an area as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaChange<'a> {
    /// An organisation was registered.
    Joined(&'a str),
    /// An organisation ended.
    Ended(&'a str),
    /// A forum came to another stage.
    Stage(&'a str, ForumStage),
    /// A charter was adopted.
    Adopted(&'a str),
}

/// What is different about a subject.
#[derive(Debug, Clone)]
pub struct SubjectChange<'a> {
    /// The subject as it stood last.
    pub subject: SubjectLink<'a>,
    /// Whether nobody knew of it before.
    pub is_new: bool,
    /// Of each fact that is different, what was known before and after.
    pub facts: Vec<(&'a Name, Option<Fact>, Option<Fact>)>,
    /// Of each standard with another result, what it was, what it is, and the sum now.
    pub results: Vec<ResultChange<'a>>,
}

/// Another result for a standard.
#[derive(Debug, Clone)]
pub struct ResultChange<'a> {
    /// The standard.
    pub standard: &'a str,
    /// The result before; nothing where it was not asked.
    pub before: Option<Outcome>,
    /// The result after; nothing where it is no longer asked.
    pub after: Option<Outcome>,
    /// The sum after; empty where there is none.
    pub sum: String,
}

impl ChangesPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = View {
            shell: self.shell,
            page: self,
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "public/changes.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p ChangesPage<'p>,
}

impl View<'_> {
    fn lead(&self) -> String {
        let (from, to) = (self.shell.day(self.page.from), self.shell.day(self.page.to));
        self.shell.t().changes_lead(from, to)
    }

    fn area(&self) -> Vec<String> {
        let (t, words) = (self.shell.t(), self.shell.words);
        let line = |change: &AreaChange<'_>| match *change {
            AreaChange::Joined(name) => t.changes_joined(isolated(name)),
            AreaChange::Ended(name) => t.changes_ended(isolated(name)),
            AreaChange::Stage(name, stage) => t.changes_stage(isolated(name), words.stage(stage)),
            AreaChange::Adopted(title) => t.changes_adopted(isolated(title)),
        };
        self.page.area.iter().map(line).collect()
    }

    fn href(&self, change: &SubjectChange<'_>) -> String {
        change.subject.to(self.shell.slug())
    }

    /// Each fact as a line: what, before, after.
    fn facts(&self, change: &SubjectChange<'_>) -> Vec<(String, String)> {
        let known = |fact: &Option<Fact>| {
            fact.map_or_else(
                || self.shell.t().changes_nothing(),
                |fact| facts::value(&self.shell, fact),
            )
        };
        let line = |(name, before, after): &(&Name, Option<Fact>, Option<Fact>)| {
            let says = match (before, change.is_new) {
                (None, true) => known(after),
                _ => self.shell.t().changes_from_to(known(before), known(after)),
            };
            (facts::name(&self.shell, name), says)
        };
        change.facts.iter().map(line).collect()
    }

    fn result(&self, change: &ResultChange<'_>) -> String {
        let name = |outcome: Option<Outcome>| {
            outcome.map_or_else(
                || self.shell.t().changes_not_asked(),
                |outcome| self.shell.words.outcome(outcome),
            )
        };
        let (before, after) = (name(change.before), name(change.after));
        self.shell.t().changes_from_to(before, after)
    }

    fn path(&self) -> String {
        links::changes(self.shell.slug(), &links::Query::new())
    }
}
