//! What is said where somebody else was faster.

use askama::Template;

use crate::markup::without_control_characters;
use crate::public::Shell;

/// A form that came too late: what it was about has changed meanwhile. What was typed is shown, so that it can be copied.
#[derive(Debug, Clone, Copy)]
pub struct StalePage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// What was typed, each with what was asked.
    pub typed: &'a [(&'a str, &'a str)],
    /// The address of the form as it is now.
    pub back: &'a str,
}

impl StalePage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let shell = self.shell.at_the_desk();
        let page = View { shell, page: self };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "staff/stale.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p StalePage<'p>,
}
