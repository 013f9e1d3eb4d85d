//! The record of an area: its acts, newest first.

use alongside_charter::When;
use alongside_domain::ForumStage;
use alongside_domain::act::WithdrawalReason;
use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::form::{Choice, Choices, Field};
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::area_home::Act;
use crate::public::filter::{self, Part};
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
    /// Something of which no words are left.
    Text,
    /// A text that was taken back, for this reason.
    TakenBack(WithdrawalReason),
}

/// The id of an act, by which its page is found.
pub type ActId = alongside_domain::Id<alongside_domain::act::Act>;

/// How far an act is on its way into the signed record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// No record is signed here yet.
    No,
    /// It waits for the next checkpoint.
    Waiting,
    /// It is published at this place, counted from 0.
    At(u64),
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub struct ActRow<'a> {
    /// Its id, where it has a page.
    pub id: Option<ActId>,
    /// When it was done.
    pub at: Timestamp,
    /// What was done.
    pub act: Act,
    /// To what.
    pub matter: Matter<'a>,
    /// The organisation that did it; empty where its name was taken back.
    pub by: &'a str,
    /// The reason given; empty where none was, or where it was taken back.
    pub why: &'a str,
    /// Whether a reason was given that was taken back.
    pub is_why_gone: bool,
    /// How far it is, on a page that tells.
    pub signed: Option<Signed>,
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
            is_why_gone: self.is_why_gone,
            page: self
                .id
                .map(|id| links::record_act(shell.slug(), &id.to_string())),
            standing: self.signed.map_or_else(
                || shell.t().record_more(),
                |signed| standing(shell.words, signed),
            ),
            receipt: match self.signed {
                Some(Signed::At(place)) => Some(links::record_receipt(shell.slug(), place)),
                _ => None,
            },
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
            Self::TakenBack(reason) => Some(words.withdrawal(*reason)),
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
    pub(crate) is_why_gone: bool,
    /// Its own page.
    pub(crate) page: Option<String>,
    /// Its place, or what it waits for; what leads to its page.
    pub(crate) standing: String,
    pub(crate) receipt: Option<String>,
}

/// Where an act stands in the record, in words.
pub(crate) fn standing(words: &Words, signed: Signed) -> String {
    let says = words.says();
    match signed {
        Signed::No => says.record_unsigned(),
        Signed::Waiting => says.record_waiting(),
        Signed::At(place) => says.record_entry(place.to_string()),
    }
}

/// Which acts are asked for; what is empty or `None` asks for all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordFilter<'a> {
    /// What was done.
    pub act: Option<Act>,
    /// The id of the organisation that did it.
    pub organisation: &'a str,
    /// The id of the subject.
    pub meeting: &'a str,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
}

impl RecordFilter<'_> {
    /// As it stands in addresses; a form sends the same names.
    pub fn query(&self) -> Query {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Query::new()
            .and(
                "act",
                self.act.and_then(Act::name_in_record).unwrap_or_default(),
            )
            .and("organisation", self.organisation)
            .and("meeting", self.meeting)
            .and("from", &day(self.from))
            .and("to", &day(self.to))
    }
}

/// The record of an area.
#[derive(Debug, Clone, Copy)]
pub struct RecordPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// Who did anything: each id with what it is called.
    pub organisations: &'a [(&'a str, &'a str)],
    /// What can be asked for by itself, the latest first, each with its time.
    pub subjects: &'a [(SubjectLink<'a>, Option<When>)],
    /// Which acts were asked for.
    pub filter: RecordFilter<'a>,
    /// The part that is shown.
    pub part: Part,
    /// The acts of that part, newest first.
    pub acts: &'a [ActRow<'a>],
    /// How many entries are published; nothing where no record is signed here yet.
    pub published: Option<usize>,
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
            what: self.what(),
            organisation: self.organisation(),
            meeting: self.meeting(),
            from: filter::day(&self.shell, "from", self.filter.from),
            to: filter::day(&self.shell, "to", self.filter.to),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn what(&self) -> Choices {
        let words = self.shell.words;
        let options = Act::IN_RECORD.iter().map(|(act, name)| Choice {
            value: (*name).to_owned(),
            label: match act {
                // The record holds both as facts.
                Act::FactRecorded => words
                    .says()
                    .record_filter_fact(words.act(Act::FactRecorded), words.act(Act::PeopleTold)),
                other => words.act(*other),
            },
            is_chosen: self.filter.act == Some(*act),
            ..Choice::default()
        });
        filter::choices(
            &self.shell,
            "act",
            self.shell.t().record_filter_act(),
            options,
        )
    }

    fn organisation(&self) -> Choices {
        let options = self.organisations.iter().map(|(id, name)| Choice {
            value: (*id).to_owned(),
            label: (*name).to_owned(),
            is_chosen: self.filter.organisation == *id,
            ..Choice::default()
        });
        let label = self.shell.t().standards_filter_organisation();
        filter::choices(&self.shell, "organisation", label, options)
    }

    fn meeting(&self) -> Choices {
        let words = self.shell.words;
        let options = self.subjects.iter().map(|(subject, when)| Choice {
            value: subject.id.to_owned(),
            label: match when {
                Some(when) => {
                    let day = words.day(when.day(&self.shell.zone()));
                    format!("{}, {day}", isolated(subject.label()))
                }
                None => subject.label().to_owned(),
            },
            is_chosen: self.filter.meeting == subject.id,
            ..Choice::default()
        });
        filter::choices(
            &self.shell,
            "meeting",
            self.shell.t().record_filter_meeting(),
            options,
        )
    }
}

#[derive(Template)]
#[template(path = "public/record.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p RecordPage<'p>,
    acts: Vec<Done<'p>>,
    what: Choices,
    organisation: Choices,
    meeting: Choices,
    from: Field,
    to: Field,
}

impl View<'_> {
    fn heading(&self) -> String {
        self.shell.t().record_heading(isolated(self.shell.place()))
    }

    fn showing(&self) -> String {
        self.page.part.showing(self.shell.words)
    }

    /// Where the form sends what was chosen.
    fn action(&self) -> String {
        links::record(self.shell.slug(), &Query::new())
    }

    fn is_filtered(&self) -> bool {
        self.page.filter != RecordFilter::default()
    }

    fn to_part(&self, number: usize) -> String {
        let query = self.page.filter.query().and("page", &number.to_string());
        format!("{}#acts", links::record(self.shell.slug(), &query))
    }
}
