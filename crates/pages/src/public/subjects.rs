//! The subjects of one kind: what is coming, then what was, by month.

use alongside_charter::{Kind, Tally, When};
use askama::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::feed::Standing;
use crate::form::{Choice, Choices};
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::outcome::Outcome;
use crate::public::filter::Part;
use crate::public::shell::{Link, Shell, SubjectLink};
use crate::words::isolated;

/// One subject of the list.
#[derive(Debug, Clone, Copy)]
pub struct SubjectRow<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it takes place or opens, where that is known.
    pub when: Option<When>,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// How certain it is.
    pub standing: Standing,
    /// What became of its standards.
    pub tally: Tally,
}

/// The subjects of one kind in an area.
#[derive(Debug, Clone, Copy)]
pub struct SubjectsPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold; later subjects are coming.
    pub as_of: Date,
    /// The kind.
    pub kind: Kind,
    /// The kinds of which the area has any, this one among them.
    pub kinds: &'a [Kind],
    /// Everyone who organised one, to choose from.
    pub organisers: &'a [&'a str],
    /// Whose are asked for; empty for everyone's.
    pub organiser: &'a str,
    /// The part of the list that is shown.
    pub part: Part,
    /// That part: what is coming, soonest first, then what was, latest first.
    pub subjects: &'a [SubjectRow<'a>],
}

impl SubjectsPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = View {
            shell: self.shell,
            page: self,
            sections: self.sections(),
            organiser: self.organiser_choice(),
        };
        Ok(without_control_characters(page.render()?))
    }

    /// The rows under their headings, in the order in which they come.
    fn sections(&self) -> Vec<Section<'_>> {
        let t = self.shell.t();
        let zone = self.shell.zone();
        let mut sections: Vec<Section<'_>> = Vec::new();
        for row in self.subjects {
            let day = row.when.map(|when| when.day(&zone));
            let (id, heading) = match day {
                Some(day) if day > self.as_of => ("coming", t.subjects_coming()),
                Some(_) => ("past", t.subjects_past()),
                None => ("undated", t.subjects_undated()),
            };
            if sections.last().is_none_or(|last| last.id != id) {
                sections.push(Section {
                    id,
                    heading,
                    months: Vec::new(),
                });
            }
            let month = day.map_or_else(String::new, |day| self.shell.words.month(day));
            let Some(section) = sections.last_mut() else {
                continue;
            };
            if section.months.last().is_none_or(|last| last.0 != month) {
                section.months.push((month, Vec::new()));
            }
            if let Some((_, rows)) = section.months.last_mut() {
                rows.push(self.row(row, &zone));
            }
        }
        sections
    }

    fn row<'r>(&self, row: &SubjectRow<'r>, zone: &TimeZone) -> Row<'r> {
        let words = self.shell.words;
        let results = Outcome::ALL
            .iter()
            .map(|outcome| (*outcome, outcome.count(&row.tally)))
            .filter(|(_, count)| *count > 0)
            .map(|(outcome, count)| format!("{} {}", words.outcome(outcome), words.count(count)));
        let parts: Vec<String> = words
            .standing(row.standing)
            .into_iter()
            .chain(results)
            .collect();
        Row {
            href: row.subject.to(self.shell.slug()),
            label: row.subject.label(),
            when: row.when.map(|when| words.moment(when, zone)),
            organiser: row.organiser,
            found: if parts.is_empty() {
                self.shell.t().subjects_no_results()
            } else {
                words.listed(&parts)
            },
        }
    }

    fn organiser_choice(&self) -> Choices {
        let option = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            is_chosen: self.organiser == value,
            ..Choice::default()
        };
        let t = self.shell.t();
        let mut options = vec![option("", t.standards_filter_any())];
        options.extend(
            self.organisers
                .iter()
                .map(|name| option(name, (*name).to_owned())),
        );
        Choices {
            name: "organiser".to_owned(),
            label: t.standards_filter_organisation(),
            options,
            ..Choices::default()
        }
    }
}

/// What is coming, what was, or what has no day.
struct Section<'a> {
    id: &'static str,
    heading: String,
    /// Each month with its rows; one without a name where there is no day.
    months: Vec<(String, Vec<Row<'a>>)>,
}

struct Row<'a> {
    href: String,
    label: &'a str,
    when: Option<String>,
    organiser: &'a str,
    /// How certain it is, and what became of its standards: `Kept 3, Missed 1`.
    found: String,
}

#[derive(Template)]
#[template(path = "public/subjects.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p SubjectsPage<'p>,
    sections: Vec<Section<'p>>,
    organiser: Choices,
}

impl View<'_> {
    fn heading(&self) -> String {
        let kinds = self.shell.words.kinds(self.page.kind);
        let place = isolated(self.shell.place());
        self.shell.t().subjects_heading(kinds, place)
    }

    fn showing(&self) -> String {
        self.page.part.showing(self.shell.words)
    }

    fn others(&self) -> Vec<Link> {
        let others = self
            .page
            .kinds
            .iter()
            .filter(|kind| **kind != self.page.kind);
        let link = |kind: &Kind| {
            let href = links::subjects(self.shell.slug(), *kind, &Query::new());
            Link::new(href, self.shell.words.kinds(*kind))
        };
        others.map(link).collect()
    }

    /// Where the form sends what was chosen.
    fn action(&self) -> String {
        links::subjects(self.shell.slug(), self.page.kind, &Query::new())
    }

    /// The calendar, for what takes place at a time.
    fn calendar(&self) -> Option<String> {
        (self.page.kind == Kind::Meeting && !self.page.subjects.is_empty())
            .then(|| links::meetings_ics(self.shell.slug()))
    }

    /// What is planned month by month, of meetings.
    fn ahead(&self) -> Option<String> {
        (self.page.kind == Kind::Meeting).then(|| links::calendar(self.shell.slug(), &Query::new()))
    }

    fn to_part(&self, number: usize) -> String {
        let query = Query::new()
            .and("organiser", self.page.organiser)
            .and("page", &number.to_string());
        links::subjects(self.shell.slug(), self.page.kind, &query)
    }
}
