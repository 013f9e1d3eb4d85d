//! What a copy of an area's pages is, how to get one, and in a copy how to check it.

use askama::Template;

use crate::links;
use crate::markup::without_control_characters;
use crate::public::shell::Shell;
use crate::words::isolated;

/// About copies; in a copy, about this one.
#[derive(Debug, Clone, Copy)]
pub struct CopyPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// Whom to ask for one: a mail address, or the address of a page.
    pub contact: &'a str,
    /// Whether the record is signed, so that it is in every copy.
    pub is_signed: bool,
}

impl CopyPage<'_> {
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
#[template(path = "public/copy.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p CopyPage<'p>,
}

impl View<'_> {
    fn heading(&self) -> String {
        self.shell.t().copy_heading(isolated(self.shell.place()))
    }

    fn get(&self) -> String {
        self.shell.t().copy_get_1(isolated(self.page.contact))
    }
}
