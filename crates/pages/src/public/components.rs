//! The components, each as it looks: for those who build pages, and for the checks.

use askama::Template;

use crate::form::{Choices, DayField, Field, errors};
use crate::markup::without_control_characters;
use crate::public::shell::Shell;

/// Every component once, with what its fields hold.
#[derive(Debug, Clone, Copy)]
pub struct Components<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// A field with a text.
    pub text: &'a Field,
    /// A field with a file.
    pub file: &'a Field,
    /// A day in three parts.
    pub day: &'a DayField,
    /// A choice shown as a list, as radios and as checkboxes.
    pub choices: [&'a Choices; 3],
}

impl Components<'_> {
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
#[template(path = "public/pattern_book.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p Components<'p>,
}

impl View<'_> {
    /// The fields with something wrong, for the list above the form.
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.page.text.told(), self.page.file.told()])
    }
}
