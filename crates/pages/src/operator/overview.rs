//! The operator's page: areas, queue, and jobs that could not be done.

use alongside_charter::When;
use askama::Template;
use jiff::Timestamp;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::{AreaLink, Shell};
use crate::staff::HeldRole;
use crate::words::isolated;

/// How many jobs the queue holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Those whose time has come.
    pub due: usize,
    /// Those for later.
    pub later: usize,
    /// Those being done.
    pub running: usize,
    /// Those that could not be done.
    pub buried: usize,
}

/// A job that could not be done.
#[derive(Debug, Clone, Copy)]
pub struct BuriedJob<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is for, such as mail.
    pub kind: &'a str,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    pub last: Timestamp,
    /// What went wrong the last time.
    pub error: &'a str,
}

/// The operator's page.
#[derive(Debug, Clone, Copy)]
pub struct OperatorPage<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The areas.
    pub areas: &'a [AreaLink<'a>],
    /// What the queue holds.
    pub queue: QueueCounts,
    /// The jobs that could not be done, latest first.
    pub buried: &'a [BuriedJob<'a>],
    /// Who runs the service, and who looks after each area; the place of an operator is empty.
    pub keepers: &'a [HeldRole<'a>],
    /// Whom to invite.
    pub email: Typed<'a>,
    /// The area to look after, by its name in addresses; empty for another operator.
    pub invited_to: &'a str,
}

impl OperatorPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            email: Field::new("email", d.people_email(), String::new(), self.email),
            invited_to: self.places(d.operator_invite_to(), &d.operator_invite_all()),
        };
        Ok(without_control_characters(page.render()?))
    }
}

impl OperatorPage<'_> {
    fn places(&self, label: String, whole: &str) -> Choices {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            is_chosen: value == self.invited_to,
            ..Choice::default()
        };
        let areas = self.areas.iter().map(|area| choice(area.slug, area.name));
        Choices {
            name: "area".to_owned(),
            label,
            options: std::iter::once(choice("", whole)).chain(areas).collect(),
            ..Choices::default()
        }
    }
}

#[derive(Template)]
#[template(path = "operator/overview.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p OperatorPage<'p>,
    email: Field,
    invited_to: Choices,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.email.told()])
    }

    fn figures(&self) -> [(String, String); 4] {
        let (d, queue) = (self.shell.d(), self.page.queue);
        [
            (d.operator_due(), queue.due),
            (d.operator_later(), queue.later),
            (d.operator_running(), queue.running),
            (d.operator_buried(), queue.buried),
        ]
        .map(|(label, count)| (label, self.shell.words.count(count)))
    }

    fn role_in(&self, held: &HeldRole<'_>) -> String {
        self.shell.words.role_in(held.role, held.place)
    }

    /// Which role of whom a button ends.
    fn end_of(&self, held: &HeldRole<'_>) -> String {
        let name = if held.name.is_empty() {
            held.email
        } else {
            held.name
        };
        let role = self.role_in(held);
        self.shell.d().people_end(role, isolated(name))
    }

    fn tried(&self, job: &BuriedJob<'_>) -> String {
        let d = self.shell.d();
        let last = self
            .shell
            .words
            .moment(When::At(job.last), &self.shell.zone());
        format!(
            "{}, {}",
            d.operator_attempts(job.attempts.to_string()),
            d.operator_last(last)
        )
    }
}
