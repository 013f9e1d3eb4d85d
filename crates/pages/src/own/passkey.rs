//! Adding a passkey.

use askama::Template;

use crate::markup::without_control_characters;
use crate::public::Shell;

/// Whether a passkey is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAsked {
    /// They came to add one.
    No,
    /// It is asked of staff, and they cannot go on without.
    OfStaff,
    /// It is asked of staff, and the area lets them go on without.
    NotNow,
}

/// Where somebody adds a passkey.
#[derive(Debug, Clone, Copy)]
pub struct AddPasskey<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Whether it is asked for.
    pub asked: PasskeyAsked,
}

impl AddPasskey<'_> {
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
#[template(path = "own/passkey.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p AddPasskey<'p>,
}

impl View<'_> {
    fn is_asked(&self) -> bool {
        self.page.asked != PasskeyAsked::No
    }

    fn may_wait(&self) -> bool {
        self.page.asked != PasskeyAsked::OfStaff
    }
}
