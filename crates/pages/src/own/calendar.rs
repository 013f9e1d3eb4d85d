//! The address of one's own calendar: made, renewed, taken away. It is shown once, when it is made.

use askama::Template;
use jiff::civil::Date;

use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;

/// Where somebody makes the address of their calendar.
#[derive(Debug, Clone, Copy)]
pub struct OwnCalendar<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The secret that was made just now; empty where none was.
    pub secret: &'a str,
    /// On which day the address was made; none where there is none.
    pub made: Option<Date>,
}

impl OwnCalendar<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        let page = View {
            shell: self.shell,
            page: self,
            address: format!(
                "{}{}",
                self.origin,
                links::my_calendar_ics(self.secret, self.shell.words.code())
            ),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "own/calendar.html")]
struct View<'p> {
    shell: Shell<'p>,
    page: &'p OwnCalendar<'p>,
    address: String,
}

impl View<'_> {
    /// The address as calendars of phones and computers open it.
    fn subscription(&self) -> String {
        let rest = self.address.split_once(':').map_or("", |(_, rest)| rest);
        format!("webcal:{rest}")
    }
}
