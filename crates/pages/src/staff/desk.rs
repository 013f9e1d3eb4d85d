//! The desk of an area: what can be done here.

use alongside_charter::When;
use askama::Template;
use jiff::civil::Date;

use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Shell, SubjectLink};
use crate::words::isolated;

/// Something that can be done at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPart {
    /// Plan, announce, move and call off meetings.
    Meetings,
    /// Load a sheet.
    Import,
    /// See who holds which role, and invite people.
    People,
    /// Register organisations.
    Organisations,
    /// Adopt charters.
    Charters,
    /// Change how the area looks and what it asks of staff.
    Settings,
}

/// Something that the charter asks for next.
#[derive(Debug, Clone)]
pub struct DueLine<'a> {
    /// What it is for.
    pub subject: SubjectLink<'a>,
    /// What to do.
    pub action: String,
    /// The fact that is noted once it is done; nothing where that is done in another way.
    pub fact: Option<String>,
    /// The last day to do it.
    pub by: Date,
    /// Whether that day is past.
    pub is_overdue: bool,
    /// The standard that asks for it.
    pub says: String,
    /// The sum in words.
    pub sum: String,
}

/// A meeting of which it is not noted yet that people were told in any way but by the website.
#[derive(Debug, Clone, Copy)]
pub struct ToTell<'a> {
    /// Which; of a series, the next.
    pub subject: SubjectLink<'a>,
    /// When it starts.
    pub starts: When,
}

/// The desk of an area.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// What is to do next, overdue first; nothing where this person organises nothing.
    pub due: Option<&'a [DueLine<'a>]>,
    /// The meetings of which people are still to be told, soonest first.
    pub to_tell: &'a [ToTell<'a>],
    /// How much more there is to do than is shown.
    pub more: usize,
    /// What this person may do.
    pub parts: &'a [DeskPart],
    /// How many are told of the area by mail; nothing where they are so few that one could be known.
    pub told: Option<usize>,
}

impl Desk<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let page = View {
            shell,
            page: self,
            lines: self.parts.iter().map(|part| self.line(*part)).collect(),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn line(&self, part: DeskPart) -> Line {
        let d = self.shell.at_the_desk().d();
        let area = self.shell.slug();
        let (href, label, means) = match part {
            DeskPart::Meetings => (
                links::desk_meetings(area),
                d.desk_meetings(),
                d.desk_meetings_means(),
            ),
            DeskPart::Import => (links::import(area), d.desk_import(), d.desk_import_means()),
            DeskPart::People => (links::people(area), d.desk_people(), d.desk_people_means()),
            DeskPart::Organisations => (
                links::desk_organisations(area),
                d.desk_organisations(),
                d.desk_organisations_means(),
            ),
            DeskPart::Charters => (
                links::charters(area),
                d.desk_charters(),
                d.desk_charters_means(),
            ),
            DeskPart::Settings => (
                links::settings(area),
                d.desk_settings(),
                d.desk_settings_means(),
            ),
        };
        Line { href, label, means }
    }
}

struct Line {
    href: String,
    label: String,
    means: String,
}

#[derive(Template)]
#[template(path = "staff/desk.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p Desk<'p>,
    lines: Vec<Line>,
}

impl View<'_> {
    fn to(&self, due: &DueLine<'_>) -> String {
        let (slug, subject) = (self.shell.slug(), due.subject);
        due.fact.as_ref().map_or_else(
            || subject.to(slug),
            |fact| links::due(slug, subject.id, fact),
        )
    }

    fn tell(&self, of: &ToTell<'_>) -> String {
        links::meeting_channels(self.shell.slug(), of.subject.id)
    }

    fn starts(&self, of: &ToTell<'_>) -> String {
        self.shell.words.moment(of.starts, &self.shell.zone())
    }

    fn by(&self, due: &DueLine<'_>) -> String {
        let (d, day) = (self.shell.d(), self.shell.day(due.by));
        if due.is_overdue {
            d.desk_overdue(day)
        } else {
            d.plan_by(day)
        }
    }

    fn more(&self) -> String {
        let d = self.shell.d();
        d.desk_more(self.shell.words.count(self.page.more))
    }

    fn heading(&self) -> String {
        self.shell.d().desk_heading(isolated(self.shell.place()))
    }
}
