//! The record of an area: its acts, newest first.

use alongside_charter::When;
use alongside_domain::ForumStage;
use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::area_home::Act;
use crate::public::filter::Part;
use crate::public::shell::{Shell, SubjectLink};
use crate::public::witnessed::Witnessed;
use crate::words::{Words, isolated};

/// What an act was about.
#[derive(Debug, Clone, Copy)]
pub enum Matter<'a> {
    /// The area itself.
    Area,
    /// A subject.
    Subject(SubjectLink<'a>),
    /// An organisation, by its name in addresses and what it is called.
    Organisation {
        /// Its name in addresses; empty where it has no page.
        slug: &'a str,
        /// What it is called.
        name: &'a str,
    },
    /// A forum, with the stage it came to.
    Forum {
        /// What it is called.
        name: &'a str,
        /// Where it stood.
        from: ForumStage,
        /// Where it stands now.
        to: ForumStage,
    },
    /// A charter, with the first day on which it counts, or no longer does.
    Charter {
        /// What it is called, or its id where its title is not known.
        title: &'a str,
        /// From which day.
        from: Date,
    },
    /// A text that was taken back.
    Text,
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub struct ActRow<'a> {
    /// When it was done.
    pub at: Timestamp,
    /// What was done.
    pub act: Act,
    /// To what.
    pub matter: Matter<'a>,
    /// The organisation that did it; empty where its name was taken back.
    pub by: &'a str,
    /// The reason given; empty where none was.
    pub why: &'a str,
}

impl<'a> ActRow<'a> {
    /// As a line of a list; `with_matter` where the page is not about the matter itself.
    pub(crate) fn done(&self, shell: &Shell<'_>, with_matter: bool) -> Done<'a> {
        let words = shell.words;
        Done {
            when: words.moment(When::At(self.at), &shell.zone()),
            what: words.act(self.act),
            href: self.matter.href(shell.slug()),
            matter: self.matter.label(words).filter(|_| with_matter),
            by: if self.by.is_empty() {
                shell.t().record_by_unknown()
            } else {
                shell.t().record_by(isolated(self.by))
            },
            why: self.why,
        }
    }

    /// What was done, in one line: `Papers shared: Steering group`.
    pub(crate) fn sentence(&self, words: &Words) -> String {
        let what = words.act(self.act);
        self.matter
            .label(words)
            .map_or_else(|| what.clone(), |matter| format!("{what}: {matter}"))
    }
}

impl Matter<'_> {
    pub(crate) fn href(&self, area: &str) -> Option<String> {
        match self {
            Self::Subject(subject) => Some(subject.to(area)),
            Self::Organisation { slug, .. } if !slug.is_empty() => {
                Some(links::organisation(area, slug))
            }
            Self::Charter { .. } => Some(links::standards(area, &Query::new())),
            _ => None,
        }
    }

    /// What it is called, with what a reader has to know of it.
    fn label(&self, words: &Words) -> Option<String> {
        let says = words.says();
        match self {
            Self::Area | Self::Text => None,
            Self::Subject(subject) => Some(isolated(subject.label())),
            Self::Organisation { name, .. } => Some(isolated(name)),
            Self::Forum { name, from, to } => {
                let (from, to) = (words.stage(*from), words.stage(*to));
                Some(says.record_stage(isolated(name), from, to))
            }
            Self::Charter { title, from } => {
                Some(says.record_charter(isolated(title), words.day(*from)))
            }
        }
    }
}

/// One act as a line of a list.
pub(crate) struct Done<'a> {
    pub(crate) when: String,
    pub(crate) what: String,
    pub(crate) href: Option<String>,
    pub(crate) matter: Option<String>,
    pub(crate) by: String,
    pub(crate) why: &'a str,
}

/// The record of an area.
#[derive(Debug, Clone, Copy)]
pub struct RecordPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The part that is shown.
    pub part: Part,
    /// The acts of that part, newest first.
    pub acts: &'a [ActRow<'a>],
    /// Who else signed it, where witnesses are asked.
    pub witnessed: Option<Witnessed<'a>>,
}

impl RecordPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = View {
            shell: self.shell,
            page: self,
            acts: self
                .acts
                .iter()
                .map(|act| act.done(&self.shell, true))
                .collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "public/record.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p RecordPage<'p>,
    acts: Vec<Done<'p>>,
}

impl View<'_> {
    fn heading(&self) -> String {
        self.shell.t().record_heading(isolated(self.shell.place()))
    }

    fn showing(&self) -> String {
        self.page.part.showing(self.shell.words)
    }

    fn feed(&self) -> String {
        links::changes_atom(self.shell.slug())
    }

    fn to_part(&self, number: usize) -> String {
        let query = Query::new().and("page", &number.to_string());
        links::record(self.shell.slug(), &query)
    }
}
