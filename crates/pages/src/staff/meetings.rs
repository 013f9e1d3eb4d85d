//! Meetings at the desk: those that are planned, those to come, and one that is moved or called off.

use alongside_charter::When;
use askama::Template;

use super::head::Head;
use super::texts::Texts;
use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{Shell, SubjectLink};

/// An organisation in whose name a meeting can be planned.
#[derive(Debug, Clone, Copy)]
pub struct PlannedBy<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
}

/// A meeting that is planned and not announced.
#[derive(Debug, Clone, Copy)]
pub struct PlanLine<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called; empty where nobody has said yet.
    pub title: &'a str,
    /// The step at which it goes on; nothing where all is said.
    pub next: Option<alongside_domain::meeting::Step>,
}

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingStage {
    /// Its date is saved and it is not announced.
    Saved,
    /// It is announced.
    Announced,
    /// It was called off.
    Off,
}

/// A meeting to come.
#[derive(Debug, Clone, Copy)]
pub struct MeetingLine<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When.
    pub starts: When,
    /// How far it is.
    pub stage: MeetingStage,
    /// Whether whoever reads this may move it, call it off and tell people of it.
    pub may_change: bool,
    /// Whether they may see who comes.
    pub may_prepare: bool,
}

/// Where meetings are planned.
#[derive(Debug, Clone, Copy)]
pub struct MeetingsDesk<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// In whose name whoever reads this may plan.
    pub organisations: &'a [PlannedBy<'a>],
    /// What is wrong with the choice; empty where nothing is.
    pub error: &'a str,
    /// What is planned.
    pub plans: &'a [PlanLine<'a>],
    /// What is to come, soonest first.
    pub meetings: &'a [MeetingLine<'a>],
}

impl MeetingsDesk<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let options = self.organisations.iter().map(|of| Choice {
            value: of.id.to_owned(),
            label: crate::words::isolated(of.name),
            is_chosen: self.organisations.len() == 1,
            ..Choice::default()
        });
        let page = MeetingsView {
            shell,
            page: self,
            organisation: Choices {
                name: "organisation".to_owned(),
                label: d.meetings_organisation(),
                error: self.error.to_owned(),
                options: options.collect(),
                ..Choices::default()
            },
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/meetings.html")]
struct MeetingsView<'p> {
    shell: Shell<'p>,
    page: &'p MeetingsDesk<'p>,
    organisation: Choices,
}

impl MeetingsView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.organisation.told()])
    }

    fn action(&self) -> String {
        links::desk_meetings(self.shell.slug())
    }

    fn save(&self) -> String {
        links::desk_dates(self.shell.slug())
    }

    fn announce(&self, meeting: &MeetingLine<'_>) -> String {
        links::saved_plan(self.shell.slug(), meeting.subject.id)
    }

    fn title(&self, plan: &PlanLine<'_>) -> String {
        match plan.title {
            "" => self.shell.d().meetings_unnamed(),
            title => title.to_owned(),
        }
    }

    fn go_on(&self, plan: &PlanLine<'_>) -> String {
        match plan.next {
            Some(step) => links::plan_step(self.shell.slug(), plan.id, step.name()),
            None => links::plan_check(self.shell.slug(), plan.id),
        }
    }

    fn give_up(&self, plan: &PlanLine<'_>) -> String {
        links::plan_removal(self.shell.slug(), plan.id)
    }

    fn change(&self, meeting: &MeetingLine<'_>) -> String {
        links::desk_meeting(self.shell.slug(), meeting.subject.id)
    }

    fn replies(&self, meeting: &MeetingLine<'_>) -> String {
        links::meeting_replies(self.shell.slug(), meeting.subject.id)
    }

    fn channels(&self, meeting: &MeetingLine<'_>) -> String {
        links::meeting_channels(self.shell.slug(), meeting.subject.id)
    }

    fn public(&self, meeting: &MeetingLine<'_>) -> String {
        meeting.subject.to(self.shell.slug())
    }

    fn when(&self, meeting: &MeetingLine<'_>) -> String {
        self.shell.words.moment(meeting.starts, &self.shell.zone())
    }
}

/// Where one meeting is moved or called off.
#[derive(Debug, Clone, Copy)]
pub struct MeetingDesk<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it is now.
    pub starts: When,
    /// Whether only its date is saved: it has a day, and is announced to no one yet.
    pub is_saved: bool,
    /// How many weeks ahead an interpreter of sign language is booked, where it is sooner than that.
    pub late_for_sign_language: Option<i64>,
    /// The new day.
    pub day: Typed<'a>,
    /// From when.
    pub from: Typed<'a>,
    /// Until when.
    pub to: Typed<'a>,
    /// Why it is moved.
    pub why: Typed<'a>,
    /// Why it is called off.
    pub off: Typed<'a>,
    /// The texts that go out when it is moved or called off, where the area sends any.
    pub texts: Option<Texts<'a>>,
}

impl MeetingDesk<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = MeetingView {
            head: Head::new(&shell, self.subject, self.starts),
            shell,
            page: self,
            day: Field::new("day", d.meeting_day(), d.plan_day_hint(), self.day),
            from: Field::new("from", d.plan_from(), d.plan_from_hint(), self.from),
            to: Field::new("to", d.plan_to(), d.plan_from_hint(), self.to),
            why: Field::new("why", d.meeting_why(), d.meeting_why_hint(), self.why),
            off: Field::new("off", d.meeting_off_why(), d.meeting_why_hint(), self.off),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/meeting.html")]
struct MeetingView<'p> {
    shell: Shell<'p>,
    head: Head,
    page: &'p MeetingDesk<'p>,
    day: Field,
    from: Field,
    to: Field,
    why: Field,
    off: Field,
}

impl MeetingView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([&self.day, &self.from, &self.to, &self.why, &self.off].map(Field::told))
    }

    /// The record of what was done about it.
    fn acts(&self) -> String {
        let query = links::Query::new().and("meeting", self.page.subject.id);
        links::record(self.shell.slug(), &query)
    }

    /// What goes out by text message when it is moved or called off.
    fn texts(&self) -> Option<String> {
        Some(self.page.texts?.says(&self.shell))
    }

    fn move_it(&self) -> String {
        links::meeting_date(self.shell.slug(), self.page.subject.id)
    }

    fn call_off(&self) -> String {
        links::meeting_cancellation(self.shell.slug(), self.page.subject.id)
    }
}
