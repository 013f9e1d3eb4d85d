//! One subject: a meeting, a consultation or the like as the record knows it.

use alongside_charter::{Excuse, Fact, Finding, Kind, Subject, When, fact};
use alongside_domain::act::{Level, Means};
use alongside_domain::meeting::{Channel, RAPID, SERIES};
use askama::Template;
use jiff::civil::Date;

use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::cards::Card;
use crate::public::event::Marked;
use crate::public::facts;
use crate::public::record::{ActRow, Done};
use crate::public::shell::{Shell, SubjectLink};
use crate::source::Source;

/// What people are told of a meeting before they decide to come. A text that was taken back is none.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// How far people are taken in.
    pub level: Level,
    /// What it is for.
    pub purpose: Option<&'a str>,
    /// What can still be changed.
    pub open: Option<&'a str>,
    /// What is decided already.
    pub decided: Option<&'a str>,
    /// What becomes of what people say.
    pub used: Option<&'a str>,
    /// How they can take part, each with the address of the room where it is one.
    pub ways: Vec<(Means, Option<&'a str>)>,
}

/// One subject with its facts and what became of each standard.
#[derive(Debug, Clone, Copy)]
pub struct SubjectPage<'a> {
    /// Whether people can ask to be told of it by mail.
    pub can_follow: bool,
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold.
    pub as_of: Date,
    /// The subject.
    pub subject: &'a Subject,
    /// The organiser's name in addresses; empty where it has no page.
    pub organisation: &'a str,
    /// The other times of a meeting, or the other meetings of its series.
    pub beside: &'a [&'a Subject],
    /// When it was to start before it was moved, the latest of these first.
    pub before: &'a [When],
    /// What people are told of it, where anybody said so.
    pub told: Option<&'a Told<'a>>,
    /// Whether people can still say that they come.
    pub takes_replies: bool,
    /// Its findings.
    pub findings: &'a [&'a Finding<'a>],
    /// Its acts, newest first.
    pub acts: &'a [ActRow<'a>],
}

impl SubjectPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let as_of = Query::new().and("as_of", &self.as_of.to_string());
        let page = View {
            shell: self.shell,
            page: self,
            event: Marked::new(self),
            facts: self
                .subject
                .facts()
                .iter()
                // Told apart, with the website.
                .filter(|(name, _)| !Channel::is_fact(name.as_str()))
                // What is told in words above.
                .filter(|(name, _)| *name != *RAPID && *name != *SERIES)
                .map(|(name, fact)| {
                    (
                        facts::name(&self.shell, name),
                        facts::value(&self.shell, *fact),
                    )
                })
                .collect(),
            cards: self
                .findings
                .iter()
                .map(|finding| Card::new(&self.shell, &as_of, finding))
                .collect(),
            source: Source::new(&self.subject.source),
            acts: self
                .acts
                .iter()
                .map(|act| act.done(&self.shell, false))
                .collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// Whether there is something to invite to: a meeting that was announced and is not called off.
pub fn has_flyer(subject: &Subject) -> bool {
    subject.kind == Kind::Meeting
        && subject.fact(fact::STARTS).is_some()
        && subject.fact(fact::ANNOUNCED).is_some()
        && subject.fact(fact::CANCELLED).is_none()
}

#[derive(Template)]
#[template(path = "public/subject.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p SubjectPage<'p>,
    /// What programs read, of a meeting.
    event: Option<Marked<'p>>,
    facts: Vec<(String, String)>,
    cards: Vec<Card<'p>>,
    source: Option<Source<'p>>,
    acts: Vec<Done<'p>>,
}

impl View<'_> {
    fn title(&self) -> &str {
        SubjectLink::from(self.page.subject).label()
    }

    fn kind(&self) -> String {
        self.shell.words.kind(self.page.subject.kind)
    }

    fn day(&self) -> Option<String> {
        let day = self.page.subject.day(&self.shell.zone())?;
        Some(self.shell.day(day))
    }

    fn organisation(&self) -> Option<String> {
        let slug = self.page.organisation;
        (!slug.is_empty()).then(|| links::organisation(self.shell.slug(), slug))
    }

    /// The file for a calendar, of what takes place at a known time.
    fn calendar(&self) -> Option<String> {
        let subject = self.page.subject;
        subject.fact(fact::STARTS)?;
        Some(links::subject_ics(
            self.shell.slug(),
            subject.kind,
            &subject.id,
        ))
    }

    fn come(&self) -> String {
        links::reply(self.shell.slug(), &self.page.subject.id)
    }

    fn cannot(&self) -> String {
        links::cannot_come(self.shell.slug(), &self.page.subject.id)
    }

    /// The calendar of the group that it belongs to.
    fn calendar_of_body(&self) -> Option<String> {
        let subject = self.page.subject;
        let has_one = subject.kind == Kind::Meeting && !subject.body.is_empty();
        has_one.then(|| links::meetings_ics_of(self.shell.slug(), &subject.body))
    }

    /// The flyer, of a meeting that was announced and takes place.
    fn flyer(&self) -> Option<String> {
        let subject = self.page.subject;
        has_flyer(subject).then(|| links::flyer(self.shell.slug(), subject.kind, &subject.id))
    }

    /// By which ways people were told, each with its day; empty where nobody noted any.
    fn told_by(&self) -> Vec<String> {
        let (t, zone) = (self.shell.t(), self.shell.zone());
        let day = |name: &str| {
            let when = self.page.subject.fact(name)?.when()?;
            Some(self.shell.day(when.day(&zone)))
        };
        let noted: Vec<String> = Channel::ALL
            .into_iter()
            .filter_map(|channel| {
                let how = self.shell.words.channel(channel);
                Some(t.told_by_line(how, day(channel.fact())?))
            })
            .collect();
        let website = day(fact::ANNOUNCED).filter(|_| !noted.is_empty());
        let website = website.map(|day| t.told_by_line(t.told_by_website(), day));
        website.into_iter().chain(noted).collect()
    }

    /// Where people ask to be told of it.
    fn follow(&self) -> Option<String> {
        let id = &self.page.subject.id;
        self.page
            .can_follow
            .then(|| links::follow(self.shell.slug(), id))
    }

    /// Whether each of its steps was taken here, so that nobody had to tell of it.
    fn is_seen(&self) -> bool {
        let acts = self.page.acts;
        !acts.is_empty() && acts.iter().all(|row| row.act.is_taken_here())
    }

    /// The other times, each with where it is told of.
    fn beside(&self) -> Vec<(String, String)> {
        let zone = self.shell.zone();
        let beside = self.page.beside.iter().filter_map(|other| {
            let starts = other.fact(fact::STARTS)?.when()?;
            let href = SubjectLink::from(*other).to(self.shell.slug());
            Some((href, self.shell.words.moment(starts, &zone)))
        });
        beside.collect()
    }

    fn is_off(&self) -> bool {
        self.page.subject.fact(fact::CANCELLED).is_some()
    }

    /// Whether it was announced although that broke the agreement.
    fn is_rapid(&self) -> bool {
        self.page.subject.fact(RAPID) == Some(Fact::Flag(true))
    }

    /// Whether it is one of a series, and not one of several times of a meeting.
    fn is_of_series(&self) -> bool {
        self.page.subject.fact(SERIES) == Some(Fact::Flag(true))
    }

    fn level(&self, told: &Told<'_>) -> String {
        let t = self.shell.t();
        match told.level {
            Level::Inform => t.told_level_inform(),
            Level::Consult => t.told_level_consult(),
            Level::Participate => t.told_level_participate(),
            Level::CoProduce => t.told_level_co_produce(),
        }
    }

    /// What is told, each with its heading.
    fn said<'t>(&self, told: &Told<'t>) -> [(String, Option<&'t str>); 4] {
        let t = self.shell.t();
        [
            (t.told_purpose(), told.purpose),
            (t.told_open(), told.open),
            (t.told_decided(), told.decided),
            (t.told_used(), told.used),
        ]
    }

    fn ways<'t>(&self, told: &Told<'t>) -> Vec<(String, Option<&'t str>)> {
        let words = self.shell.words;
        let way = |(means, place): &(Means, Option<&'t str>)| (words.means(*means), *place);
        told.ways.iter().map(way).collect()
    }

    /// Whether some of the ways need a link or a number, which only those have who come.
    fn has_joining(told: &Told<'_>) -> bool {
        told.ways.iter().any(|(means, _)| *means != Means::Venue)
    }

    fn excuse(&self) -> Option<&Excuse> {
        self.page.subject.excuse.as_ref()
    }
}
