//! Who could come: what people said of the meetings of a year, with how early they were told and when meetings were.

use alongside_domain::reply::{Reason, STEP, Told};
use askama::Template;
use jiff::civil::Date;

use crate::markup::without_control_characters;
use crate::public::shell::{Shell, SubjectLink};

/// At what time meetings were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name says it")]
pub enum TimeOfDay {
    Day,
    Evening,
    Weekend,
    Unknown,
}

/// What people said, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOfMeetings {
    /// Wanted to come.
    pub wanted: Told,
    /// Of them, found no place.
    pub waited: Told,
    /// Of them, came for the first time.
    pub first: Told,
    /// How many said whether it was the first time.
    pub first_asked: Told,
    /// Could not come.
    pub cannot: Told,
    /// Why, where anybody said so.
    pub reasons: Vec<(Option<Reason>, Told)>,
}

/// A meeting that was.
#[derive(Debug, Clone)]
pub struct MeetingThatWas<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// On which day.
    pub day: Date,
    /// At what time.
    pub time: TimeOfDay,
    /// How many days ahead people were told.
    pub notice: Option<i32>,
    /// What they said.
    pub said: SaidOfMeetings,
}

/// A year of meetings.
#[derive(Debug, Clone)]
pub struct WhoCouldComePage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which it holds.
    pub as_of: Date,
    /// How many meetings were at which time, those without any left out.
    pub times: Vec<(TimeOfDay, usize)>,
    /// The notice in the middle, in days, and of how many meetings it is known.
    pub notice: Option<(i32, usize)>,
    /// What people said of all of them.
    pub said: SaidOfMeetings,
    /// Each meeting, the latest first.
    pub meetings: Vec<MeetingThatWas<'a>>,
}

impl WhoCouldComePage<'_> {
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
#[template(path = "public/who_could_come.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p WhoCouldComePage<'p>,
}

impl View<'_> {
    fn time(&self, time: TimeOfDay) -> String {
        let t = self.shell.t();
        match time {
            TimeOfDay::Day => t.who_time_day(),
            TimeOfDay::Evening => t.who_time_evening(),
            TimeOfDay::Weekend => t.who_time_weekend(),
            TimeOfDay::Unknown => t.who_time_unknown(),
        }
    }

    fn times(&self) -> Vec<(String, String)> {
        let t = self.shell.t();
        let all = self.page.meetings.len();
        let times = self.page.times.iter();
        times
            .map(|(time, count)| (self.time(*time), t.who_count_of(*count, all)))
            .collect()
    }

    fn told(&self, told: Told) -> String {
        let t = self.shell.t();
        match told {
            Told::Nobody => t.who_nobody(),
            Told::Few => t.who_few(STEP),
            Told::About(count) => t.who_about(count),
        }
    }

    fn step(&self) -> String {
        self.shell.t().who_rounded(STEP)
    }

    /// What people said of all meetings.
    fn said(&self) -> Vec<(String, String)> {
        let t = self.shell.t();
        let said = &self.page.said;
        let mut rows = vec![(t.who_wanted(), self.told(said.wanted))];
        if said.waited != Told::Nobody {
            rows.push((t.who_waited(), self.told(said.waited)));
        }
        if said.first_asked != Told::Nobody {
            let of = t.who_first_of(self.told(said.first_asked));
            rows.push((t.who_first(), format!("{} {of}", self.told(said.first))));
        }
        rows.push((t.who_cannot(), self.told(said.cannot)));
        rows
    }

    fn reasons(&self, said: &SaidOfMeetings) -> Vec<(String, String)> {
        let words = |reason: &Option<Reason>| match reason {
            Some(reason) => self.shell.words.reason(*reason),
            None => self.shell.t().cannot_unsaid(),
        };
        let rows = said.reasons.iter();
        rows.map(|(reason, told)| (words(reason), self.told(*told)))
            .collect()
    }

    fn href(&self, meeting: &MeetingThatWas<'_>) -> String {
        meeting.subject.to(self.shell.slug())
    }

    /// When it was, at what time, and how early people were told.
    fn when(&self, meeting: &MeetingThatWas<'_>) -> String {
        let mut parts = vec![self.shell.day(meeting.day), self.time(meeting.time)];
        parts.extend(meeting.notice.map(|days| self.shell.t().who_days(days)));
        parts.join(" · ")
    }

    /// What people said of one meeting, in a line; nothing where nobody said anything.
    fn line(&self, said: &SaidOfMeetings) -> Option<String> {
        let t = self.shell.t();
        if (said.wanted, said.cannot) == (Told::Nobody, Told::Nobody) {
            return None;
        }
        let parts = [
            t.who_wanted_line(self.told(said.wanted)),
            t.who_cannot_line(self.told(said.cannot)),
        ];
        Some(parts.join(" · "))
    }

    /// The reasons of one meeting that enough people gave.
    fn told_reasons(&self, said: &SaidOfMeetings) -> Vec<(String, String)> {
        let mut said = said.clone();
        said.reasons
            .retain(|(_, told)| matches!(told, Told::About(_)));
        self.reasons(&said)
    }
}
