//! A date is saved, for people to keep free.

use askama::Template;

use super::meetings::PlannedBy;
use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;

/// Where a date is saved.
#[derive(Debug, Clone, Copy)]
pub struct DateForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// In whose name whoever reads this may save one.
    pub organisations: &'a [PlannedBy<'a>],
    /// In whose name.
    pub organisation: Typed<'a>,
    /// What the meeting is called.
    pub title: Typed<'a>,
    /// The group it belongs to.
    pub body: Typed<'a>,
    /// On which day.
    pub day: Typed<'a>,
}

impl DateForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let options = self.organisations.iter().map(|of| Choice {
            value: of.id.to_owned(),
            label: crate::words::isolated(of.name),
            is_chosen: self.organisations.len() == 1 || self.organisation.value == of.id,
            ..Choice::default()
        });
        let page = DateView {
            shell,
            organisation: Choices {
                name: "organisation".to_owned(),
                label: d.meetings_organisation(),
                error: self.organisation.error.to_owned(),
                options: options.collect(),
                ..Choices::default()
            },
            title_field: Field::new("title", d.plan_title(), d.plan_title_hint(), self.title),
            body: Field::new("body", d.plan_body(), d.plan_body_hint(), self.body),
            day: Field::new("day", d.plan_day(), d.plan_day_hint(), self.day),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/date.html")]
struct DateView<'p> {
    shell: Shell<'p>,
    organisation: Choices,
    title_field: Field,
    body: Field,
    day: Field,
}

impl DateView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        let fields = [&self.title_field, &self.body, &self.day].map(Field::told);
        errors([self.organisation.told()].into_iter().chain(fields))
    }

    fn back(&self) -> String {
        links::desk_meetings(self.shell.slug())
    }

    fn action(&self) -> String {
        links::desk_dates(self.shell.slug())
    }
}
