//! Where something that a charter asks for is noted as done.

use askama::Template;

use super::DueLine;
use crate::form::{Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;

/// Where something that a charter asks for is noted as done.
#[derive(Debug, Clone, Copy)]
pub struct DoneForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// What is asked for, with its fact.
    pub due: &'a DueLine<'a>,
    /// On which day it was done.
    pub day: Typed<'a>,
}

impl DoneForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let d = shell.d();
        let page = View {
            shell,
            page: self,
            day: Field::new("day", d.done_day(), d.plan_day_hint(), self.day),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/done.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p DoneForm<'p>,
    day: Field,
}

impl View<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.day.told()])
    }

    fn back(&self) -> String {
        links::desk(self.shell.slug())
    }

    fn public(&self) -> String {
        self.page.due.subject.to(self.shell.slug())
    }

    fn action(&self) -> String {
        let due = self.page.due;
        let fact = due.fact.as_deref().unwrap_or_default();
        links::due(self.shell.slug(), due.subject.id, fact)
    }
}
