//! What is planned, six months at a time.

use alongside_charter::When;
use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::feed::Standing;
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::shell::{Link, Shell, SubjectLink};
use crate::words::{Words, isolated};

/// So many months stand on a page.
const MONTHS: i32 = 6;

/// A meeting of the calendar.
#[derive(Debug, Clone, Copy)]
pub struct CalendarRow<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it is to be.
    pub when: When,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// How certain it is.
    pub standing: Standing,
    /// Whether it was moved to this date.
    pub is_moved: bool,
}

/// What is planned, month by month.
#[derive(Debug, Clone, Copy)]
pub struct CalendarPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The first day of the first month.
    pub from: Date,
    /// Every meeting of these months, the earliest first; others are left out.
    pub meetings: &'a [CalendarRow<'a>],
}

impl CalendarPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let first = self.from.first_of_month();
        let months = (0..MONTHS).filter_map(|month| first.checked_add(month.months()).ok());
        let page = View {
            shell: self.shell,
            page: self,
            months: months.map(|month| self.month(month)).collect(),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn month(&self, first: Date) -> Month<'_> {
        let zone = self.shell.zone();
        let day = |row: &CalendarRow<'_>| row.when.day(&zone);
        let is_of = |row: &&CalendarRow<'_>| day(row).first_of_month() == first;
        let rows = self.meetings.iter().filter(is_of);
        Month {
            id: first.strftime("m-%Y-%m").to_string(),
            name: self.shell.words.month(first),
            rows: rows.map(|row| self.row(row)).collect(),
        }
    }

    fn row<'r>(&self, row: &CalendarRow<'r>) -> Row<'r> {
        let words = self.shell.words;
        Row {
            href: row.subject.to(self.shell.slug()),
            label: row.subject.label(),
            when: words.moment(row.when, &self.shell.zone()),
            organiser: row.organiser,
            note: words
                .standing(row.standing)
                .or_else(|| row.is_moved.then(|| words.says().calendar_moved())),
        }
    }
}

impl Words {
    /// What is to be known of something that does not simply take place.
    pub(super) fn standing(&self, standing: Standing) -> Option<String> {
        match standing {
            Standing::Saved => Some(self.says().calendar_saved()),
            Standing::Cancelled => Some(self.says().calendar_off()),
            Standing::Announced => None,
        }
    }
}

struct Month<'a> {
    id: String,
    name: String,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    href: String,
    label: &'a str,
    when: String,
    organiser: &'a str,
    /// What is to be known of it, where it does not simply take place.
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "public/calendar.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p CalendarPage<'p>,
    months: Vec<Month<'p>>,
}

impl View<'_> {
    fn heading(&self) -> String {
        let place = isolated(self.shell.place());
        self.shell.t().calendar_heading(place)
    }

    /// The months before and after.
    fn others(&self) -> Vec<Link> {
        let t = self.shell.t();
        let link = |months: i32, words| {
            let first = self.page.from.checked_add(months.months()).ok()?;
            let from = first.strftime("%Y-%m").to_string();
            let href = links::calendar(self.shell.slug(), &Query::new().and("from", &from));
            Some(Link::new(href, words))
        };
        let both = [
            link(-MONTHS, t.calendar_earlier()),
            link(MONTHS, t.calendar_later()),
        ];
        both.into_iter().flatten().collect()
    }

    fn feed(&self) -> String {
        links::meetings_ics(self.shell.slug())
    }
}
