//! Meetings for a calendar (RFC 5545).

use alongside_charter::When;
use icalendar::{Component, EventStatus, Property};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::{lines, zone};
use crate::links::{self, Query};
use crate::markup::without_control_characters;
use crate::public::SubjectLink;
use crate::words::Words;

/// How often a program may ask again.
const ASK_AGAIN: &str = "PT1H";

/// How certain it is that something takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its date is to be kept free; it is not announced.
    Saved,
    /// It takes place.
    Announced,
    /// It was called off.
    Cancelled,
}

/// One meeting, or another subject with a day. How to join is never here: only those who come are told.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Its area's name in addresses.
    pub slug: &'a str,
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it starts; a day alone lasts the whole day.
    pub starts: When,
    /// When it ends, where that is known.
    pub ends: Option<When>,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// What it is for; empty where that is not said.
    pub purpose: &'a str,
    /// The address of the room; empty where there is none.
    pub place: &'a str,
    /// Whether people can join by video or by phone.
    pub has_joining: bool,
    /// How certain it is.
    pub standing: Standing,
    /// How often what is known of it has changed: it rises with each act.
    pub sequence: u32,
    /// When what is known of it changed last.
    pub changed: Timestamp,
}

/// Meetings of an area, of one of its bodies, of somebody's own, or one alone.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// The zone in which times are written: those of `Europe/London` as such, all others by UTC.
    pub zone: &'a TimeZone,
    /// The meetings.
    pub events: &'a [Event<'a>],
}

impl Calendar<'_> {
    /// The calendar as text. It is no invitation, so it has no `METHOD`.
    pub fn render(&self) -> String {
        let mut calendar = empty();
        let name = plain(self.name);
        // The library takes `NAME` for no text, and would not escape it.
        let mut named = Property::new("NAME", name.as_str());
        named.add_parameter("VALUE", "TEXT");
        calendar.append_property(named);
        calendar.append_property(Property::new("X-WR-CALNAME", name));
        let mut again = Property::new("REFRESH-INTERVAL", ASK_AGAIN);
        again.add_parameter("VALUE", "DURATION");
        calendar.append_property(again);
        calendar.append_property(Property::new("X-PUBLISHED-TTL", ASK_AGAIN));
        let events = self.events.iter();
        calendar.extend(events.map(|event| event.written(self.words, self.origin, self.zone)));
        finished(&calendar, self.zone)
    }
}

/// A calendar without anything in it.
pub(super) fn empty() -> icalendar::Calendar {
    let mut calendar = icalendar::Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Alongside//Alongside//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar
}

/// The text of a calendar with the rules of its zone.
pub(super) fn finished(calendar: &icalendar::Calendar, zone: &TimeZone) -> String {
    lines::folded(&zone::with_its_rules(calendar.to_string(), zone))
}

impl Event<'_> {
    /// The event as the library writes it.
    pub(super) fn written(&self, words: &Words, origin: &str, zone: &TimeZone) -> icalendar::Event {
        let subject = self.subject;
        let page = links::subject(self.slug, subject.kind, subject.id, &Query::new());
        let changed = zone::utc(self.changed);
        let mut written = icalendar::Event::new();
        written
            // What stays the same while title and day change: the address without what begins it.
            .uid(&format!(
                "{}@{}",
                page.trim_start_matches('/'),
                host(origin)
            ))
            .sequence(self.sequence)
            .add_property("DTSTAMP", &changed)
            .add_property("LAST-MODIFIED", &changed)
            .append_property(zone::moment("DTSTART", self.starts, zone))
            .summary(&plain(subject.label()))
            .url(&format!("{origin}{page}"))
            .status(match self.standing {
                Standing::Saved => EventStatus::Tentative,
                Standing::Announced => EventStatus::Confirmed,
                Standing::Cancelled => EventStatus::Cancelled,
            });
        if let Some(end) = self.end() {
            written.append_property(zone::moment("DTEND", end, zone));
        }
        if !self.place.is_empty() {
            written.add_property("LOCATION", plain(self.place));
        }
        let description = self.description(words);
        if !description.is_empty() {
            written.description(&description);
        }
        written.done()
    }

    /// What else people are told, in paragraphs.
    fn description(&self, words: &Words) -> String {
        let says = words.says();
        let mut paragraphs = Vec::new();
        if self.standing == Standing::Saved {
            paragraphs.push(says.calendar_saved_lead());
        }
        if !self.purpose.is_empty() {
            paragraphs.push(plain(self.purpose));
        }
        if self.has_joining {
            paragraphs.push(says.told_joining());
        }
        if !self.organiser.is_empty() {
            // By name alone: `ORGANIZER` would need a mail address.
            let organiser = plain(self.organiser);
            paragraphs.push(format!("{}: {organiser}", says.finding_organiser()));
        }
        paragraphs.join("\n\n")
    }

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

/// Text without what a calendar has no place for; lines end in one way.
pub(super) fn plain(text: &str) -> String {
    without_control_characters(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The name of the machine that an address begins with.
fn host(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, host)| host)
}
