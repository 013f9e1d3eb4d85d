//! Events as they are written, one for each VEVENT.

use alongside_charter::Fact;
use icalendar::Property;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use super::lines::{Calendar, Component};
use super::moment::{self, Moment, parameter};
use super::repeats::MAX_REPEATS;
use crate::problem::{Place, Problems, quoted};
use crate::text::on_one_line;

/// The earliest CREATED that is believed: some programs write 1900 or 1970 for "not known".
const CREATED_FROM: i16 = 1980;

/// The most characters of a title.
const MAX_TITLE: usize = 300;

/// One version of one event, or of one repeat of it.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) uid: String,
    pub(super) sequence: i64,
    pub(super) title: String,
    pub(super) organiser: String,
    /// Whether a name of the organiser was passed over.
    pub(super) names_organiser: bool,
    pub(super) created: Option<Timestamp>,
    pub(super) stamped: Option<Timestamp>,
    pub(super) modified: Option<Timestamp>,
    pub(super) starts: Option<Moment>,
    pub(super) length: Length,
    pub(super) rule: Option<(usize, String)>,
    pub(super) also: Vec<Moment>,
    pub(super) except: Vec<Moment>,
    /// Which repeat it is about, if only one.
    pub(super) repeat: Option<Moment>,
    /// Whether the change to that repeat is meant for all after it too.
    pub(super) is_for_later: bool,
    pub(super) status: Status,
    /// Whether it says where it is or how to join it.
    pub(super) has_place: bool,
}

/// Whether it is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Confirmed,
    Tentative,
    Cancelled,
}

/// How long it lasts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Length {
    NotGiven,
    /// So many whole days, 1 for the day itself.
    Days(i32),
    /// So long by the clock.
    Exact(SignedDuration),
    /// So long by calendar and clock.
    Nominal(Span),
}

impl Event {
    /// Whether it says date, time and place: a tentative event, or a whole day without a place,
    /// only asks to keep the date free.
    pub(super) fn announces(&self) -> bool {
        let is_day = self
            .starts
            .as_ref()
            .is_some_and(|starts| starts.zone.is_none());
        self.status != Status::Tentative && (self.has_place || !is_day)
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.status == Status::Cancelled
    }

    /// When this version was made known.
    pub(super) fn changed(&self) -> Option<Timestamp> {
        self.modified.or(self.stamped)
    }
}

/// Reads an event. Where a line of it cannot be read the problem is added and the rest is read all
/// the same, so that all problems are told at once.
pub(super) fn read(
    component: &Component,
    calendar: &Calendar,
    place: &TimeZone,
    problems: &mut Problems,
) -> Option<Event> {
    let mut event = Event {
        line: component.line,
        uid: String::new(),
        sequence: 0,
        title: String::new(),
        organiser: String::new(),
        names_organiser: false,
        created: None,
        stamped: None,
        modified: None,
        starts: None,
        length: Length::NotGiven,
        rule: None,
        also: Vec::new(),
        except: Vec::new(),
        repeat: None,
        is_for_later: false,
        status: Status::Confirmed,
        has_place: false,
    };
    let mut is_sound = true;
    let mut ends = None;
    for (line, property) in &component.properties {
        let moments = || moment::read(property, calendar, place);
        let read = match property.key() {
            "DTEND" => moments().map(|read| ends = read.into_iter().next()),
            _ => event.take(*line, property, moments),
        };
        if let Err(message) = read {
            problems.add(Place::Line(*line), message);
            is_sound = false;
        }
    }
    if let Some(ends) = ends
        && let Err(message) = event.end_with(&ends)
    {
        problems.add(Place::Line(component.line), message);
        is_sound = false;
    }
    if calendar.cancels {
        event.status = Status::Cancelled;
    }
    if event.uid.is_empty() {
        event.uid = format!("line-{}", component.line);
    }
    is_sound.then_some(event)
}

impl Event {
    fn take(
        &mut self,
        line: usize,
        property: &Property,
        moments: impl Fn() -> Result<Vec<Moment>, String>,
    ) -> Result<(), String> {
        let value = property.value().trim();
        let first = || moments().map(|read| read.into_iter().next());
        let instant = || first().map(|read| read.and_then(|moment| moment.instant()));
        match property.key() {
            "UID" => self.uid = title(value),
            "SUMMARY" => self.title = title(value),
            "ORGANIZER" => {
                self.organiser = organiser(property);
                self.names_organiser = names_organiser(property);
            }
            "SEQUENCE" => self.sequence = value.parse().unwrap_or(0),
            "CREATED" => {
                let known = |at: &Timestamp| TimeZone::UTC.to_datetime(*at).year() >= CREATED_FROM;
                self.created = instant()?.filter(known);
            }
            "DTSTAMP" => self.stamped = instant()?,
            "LAST-MODIFIED" => self.modified = instant()?,
            "DTSTART" => self.starts = first()?,
            "DURATION" => self.length = duration(value)?,
            "RRULE" if self.rule.is_some() => {
                return Err("an event has one RRULE. Make two events of it.".to_owned());
            }
            "RRULE" => self.rule = Some((line, value.to_owned())),
            "EXRULE" => {
                return Err("EXRULE is no longer part of calendars and is not followed. List the days with EXDATE.".to_owned());
            }
            "RDATE" => {
                self.also.extend(moments()?);
                if self.also.len() > MAX_REPEATS {
                    return Err(format!(
                        "it repeats more than {MAX_REPEATS} times. Export a shorter time."
                    ));
                }
            }
            "EXDATE" => self.except.extend(moments()?),
            "RECURRENCE-ID" => {
                self.repeat = first()?;
                let range = parameter(property, "RANGE");
                self.is_for_later = range.is_some_and(|r| r.eq_ignore_ascii_case("THISANDFUTURE"));
            }
            "STATUS" => {
                self.status = match value.to_ascii_uppercase().as_str() {
                    "CANCELLED" => Status::Cancelled,
                    "TENTATIVE" => Status::Tentative,
                    _ => Status::Confirmed,
                };
            }
            // Where it is or how to join it: only that it says so, never what.
            _ => self.has_place |= !value.is_empty(),
        }
        Ok(())
    }

    fn end_with(&mut self, ends: &Moment) -> Result<(), String> {
        let Some(starts) = &self.starts else {
            return Ok(());
        };
        self.length = match (starts.instant(), ends.instant()) {
            (Some(from), Some(to)) if from <= to => Length::Exact(to.duration_since(from)),
            (None, None) if starts.shown <= ends.shown => {
                // DTEND is the first day after it, but many mean the last day of it.
                let days = (ends.shown.date() - starts.shown.date()).get_days();
                Length::Days(days.max(1))
            }
            (Some(_), None) | (None, Some(_)) => {
                return Err("DTSTART is a day and DTEND a time, or the other way round. Make both a day or both a time.".to_owned());
            }
            _ => return Err("DTEND comes before DTSTART. Correct one of the two.".to_owned()),
        };
        Ok(())
    }

    /// When it ends if it starts then. One day ends on the day it starts.
    pub(super) fn ends(&self, starts: &Moment) -> Option<Fact> {
        let one_day = Span::new().days(1);
        match (self.length, &starts.zone) {
            (Length::NotGiven, _) => None,
            (Length::Days(days), _) => {
                let others = Span::new().try_days(days - 1).ok()?;
                starts.shown.date().checked_add(others).ok().map(Fact::Day)
            }
            (Length::Exact(length), _) => starts.instant()?.checked_add(length).ok().map(Fact::At),
            (Length::Nominal(span), Some(zone)) => {
                let starts = starts.instant()?.to_zoned(zone.clone());
                Some(Fact::At(starts.checked_add(span).ok()?.timestamp()))
            }
            (Length::Nominal(span), None) => {
                let after = starts.shown.checked_add(span).ok()?;
                let last = after.checked_sub(one_day).ok()?.max(starts.shown);
                Some(Fact::Day(last.date()))
            }
        }
    }
}

/// `PT1H30M`, `P1D`, `P1W`.
fn duration(value: &str) -> Result<Length, String> {
    let span: Option<Span> = value.trim_start_matches('+').parse().ok();
    let span = span
        .filter(|span| !span.is_negative() && value.contains(['P', 'p']))
        .ok_or_else(|| {
            format!(
                "{} is not how long something lasts. Write DURATION like PT1H30M or P1D.",
                quoted(value)
            )
        })?;
    Ok(Length::Nominal(span))
}

fn title(value: &str) -> String {
    on_one_line(value).trim().chars().take(MAX_TITLE).collect()
}

/// The domain of the mail address. Never the address itself nor the name beside it (CN), which
/// most often are a person's.
fn organiser(property: &Property) -> String {
    const MAILTO: &str = "mailto:";
    let value = property.value().trim();
    let address = value
        .get(..MAILTO.len())
        .filter(|scheme| scheme.eq_ignore_ascii_case(MAILTO))
        .and_then(|_| value.get(MAILTO.len()..));
    let Some((_, domain)) = address.and_then(|address| address.rsplit_once('@')) else {
        return String::new();
    };
    let domain = domain.split('?').next().unwrap_or_default().to_lowercase();
    let is_domain = domain.contains('.')
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || "-.".contains(c));
    if is_domain { domain } else { String::new() }
}

/// Whether it says what the organiser is called, and not only the address again.
fn names_organiser(property: &Property) -> bool {
    let name = parameter(property, "CN").unwrap_or_default();
    !name.trim_matches(['"', '\'', ' ']).is_empty() && !name.contains('@')
}
