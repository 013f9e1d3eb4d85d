//! One meeting by mail, for one person's calendar (iTIP, RFC 5546).

use icalendar::{Component, Property};
use jiff::tz::TimeZone;

use super::calendar::{Event, Standing, empty, finished, plain};
use crate::words::Words;

/// What the calendar of whoever gets it is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To know of it.
    Publish,
    /// To put it in, or to change what is there.
    Request,
    /// To take it out.
    Cancel,
}

impl Method {
    /// As calendars and mails name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody with a mail address.
#[derive(Debug, Clone, Copy)]
pub struct Participant<'a> {
    /// What they are called; may be empty.
    pub name: &'a str,
    /// Their mail address.
    pub address: &'a str,
}

/// A meeting for the calendar of one person who comes. Where its event has a higher sequence than one sent before, it
/// takes that one's place.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a> {
    /// What is to be done with it.
    pub method: Method,
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The zone in which its times are written.
    pub zone: &'a TimeZone,
    /// The meeting.
    pub event: Event<'a>,
    /// Who organises it, by an address that takes answers.
    pub organiser: Participant<'a>,
    /// Who comes. They have said so, so nothing is asked of them; a [`Method::Publish`] names nobody.
    pub attendee: Participant<'a>,
}

impl Invitation<'_> {
    /// The invitation as text, for a part of a mail of the type `text/calendar` with the same method.
    pub fn render(&self) -> String {
        let mut calendar = empty();
        calendar.append_property(Property::new("METHOD", self.method.name()));
        let mut event = self.event;
        if self.method == Method::Cancel {
            event.standing = Standing::Cancelled;
        }
        let mut written = event.written(self.words, self.origin, self.zone);
        written.append_property(participant("ORGANIZER", self.organiser));
        if self.method != Method::Publish {
            let mut attendee = participant("ATTENDEE", self.attendee);
            attendee.add_parameter("CUTYPE", "INDIVIDUAL");
            attendee.add_parameter("ROLE", "REQ-PARTICIPANT");
            if self.method == Method::Request {
                attendee.add_parameter("PARTSTAT", "ACCEPTED");
                attendee.add_parameter("RSVP", "FALSE");
            }
            written.append_multi_property(attendee);
        }
        calendar.push(written.done());
        finished(&calendar, self.zone)
    }
}

fn participant(property: &str, of: Participant<'_>) -> Property {
    // An address is not escaped, so nothing may be in it that ends a line.
    let is_part = |c: &char| !c.is_whitespace() && !c.is_control();
    let address: String = of.address.chars().filter(is_part).collect();
    let mut property = Property::new(property, format!("mailto:{address}"));
    let name = parameter(of.name);
    if !name.is_empty() {
        property.add_parameter("CN", &name);
    }
    property
}

/// A name as a parameter takes it: one line, without the quotation mark that ends it (RFC 5545, 3.2).
fn parameter(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let one_line = plain(&words.join(" ")).replace('"', "'");
    one_line.replace(|c: char| c.is_control(), "")
}
