//! Meetings for a calendar (RFC 5545).

use alongside_charter::When;
use icalendar::{Component, EventStatus, Property};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::SubjectLink;

/// One meeting, or another subject with a day.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it starts; a day alone lasts the whole day.
    pub starts: When,
    /// When it ends, where that is known.
    pub ends: Option<When>,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// When what is known of it changed last.
    pub changed: Timestamp,
}

/// The meetings of an area, or one of them.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area's name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub area: &'a str,
    /// The meetings.
    pub events: &'a [Event<'a>],
}

impl Calendar<'_> {
    /// The calendar as text. It is no invitation, so it has no `METHOD`.
    pub fn render(&self) -> String {
        let mut calendar = icalendar::Calendar::empty();
        calendar.append_property(Property::new("VERSION", "2.0"));
        calendar.append_property(Property::new("PRODID", "-//Alongside//Alongside//EN"));
        calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
        calendar.name(&plain(self.area));
        calendar.extend(self.events.iter().map(|event| self.event(event)));
        calendar.to_string()
    }

    fn event(&self, event: &Event<'_>) -> icalendar::Event {
        let subject = event.subject;
        let page = links::subject(self.slug, subject.kind, subject.id, &Query::new());
        let changed = utc(event.changed);
        let mut written = icalendar::Event::new();
        written
            // What stays the same while title and day change: the address without what begins it.
            .uid(&format!(
                "{}@{}",
                page.trim_start_matches('/'),
                host(self.origin)
            ))
            .add_property("DTSTAMP", &changed)
            .add_property("LAST-MODIFIED", &changed)
            .append_property(moment("DTSTART", event.starts))
            .summary(&plain(subject.label()))
            .url(&format!("{}{page}", self.origin));
        if let Some(end) = event.end() {
            written.append_property(moment("DTEND", end));
        }
        if !event.organiser.is_empty() {
            // An organiser by name alone: `ORGANIZER` would need a mail address.
            written.description(&plain(event.organiser));
        }
        if event.is_cancelled {
            written.status(EventStatus::Cancelled);
        }
        written.done()
    }
}

impl Event<'_> {
    /// The end as iCalendar counts it: the day after the last, or an instant; only of the same
    /// kind as the start and after it.
    fn end(&self) -> Option<When> {
        match (self.starts, self.ends?) {
            (When::Day(first), When::Day(last)) if first <= last => {
                Some(When::Day(last.checked_add(1.day()).ok()?))
            }
            (When::At(from), When::At(until)) if from < until => Some(When::At(until)),
            _ => None,
        }
    }
}

/// Text without what a calendar has no place for.
fn plain(text: &str) -> String {
    without_control_characters(text.to_owned())
}

fn moment(name: &str, when: When) -> Property {
    match when {
        When::At(at) => Property::new(name, utc(at)),
        When::Day(day) => {
            let mut property = Property::new(name, digits(day));
            property.add_parameter("VALUE", "DATE");
            property
        }
    }
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn utc(at: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(at);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", digits(at.date()))
}

/// The name of the machine that an address begins with.
fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}
