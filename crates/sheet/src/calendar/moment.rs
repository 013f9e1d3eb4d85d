//! Days and times as calendars write them.

use alongside_charter::Fact;
use icalendar::Property;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::lines::Calendar;
use super::zones;
use crate::problem::quoted;

/// A day, or a time on one as clocks in a zone show it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// What calendar and clock show; midnight for a whole day.
    pub(super) shown: DateTime,
    /// Where they show it; `None` for a whole day.
    pub(super) zone: Option<TimeZone>,
}

impl Moment {
    /// The instant. A time that is skipped when the clocks go forward is counted from before, one
    /// that comes twice is the first (RFC 5545, section 3.3.5).
    pub(super) fn instant(&self) -> Option<Timestamp> {
        self.zone
            .as_ref()?
            .to_ambiguous_timestamp(self.shown)
            .compatible()
            .ok()
    }

    pub(super) fn fact(&self) -> Fact {
        self.instant()
            .map_or(Fact::Day(self.shown.date()), Fact::At)
    }

    /// The same clock face on another day, or the same day of the calendar.
    pub(super) fn at(&self, shown: DateTime) -> Self {
        Self {
            shown,
            zone: self.zone.clone(),
        }
    }

    /// What clocks in the zone of another moment show at this one; whole days stay what they are.
    pub(super) fn shown_as(&self, other: &Self) -> DateTime {
        match (self.instant(), &other.zone) {
            (Some(instant), Some(zone)) => zone.to_datetime(instant),
            _ => self.shown,
        }
    }
}

/// The moments of a property, of which `RDATE` and `EXDATE` can have several.
pub(super) fn read(
    property: &Property,
    calendar: &Calendar,
    place: &TimeZone,
) -> Result<Vec<Moment>, String> {
    let named = parameter(property, "TZID");
    let zone = match named {
        Some(id) => zones::named(id, calendar),
        None => Ok(zones::floating(calendar, place)),
    };
    let values = property
        .value()
        .split(',')
        .map(str::trim)
        .filter(|value| !value.is_empty());
    values
        .map(|value| {
            // A period, which begins with its start.
            let value = value.split('/').next().unwrap_or_default();
            let moment = if let Some(day) = day(value) {
                Some(Moment {
                    shown: day.to_datetime(Time::midnight()),
                    zone: None,
                })
            } else if let Some(utc) = value.strip_suffix(['Z', 'z']) {
                clock(utc).map(|shown| Moment {
                    shown,
                    zone: Some(TimeZone::UTC),
                })
            } else {
                // Only here does it matter whether the zone is known.
                let zone = Some(zone.clone()?);
                clock(value).map(|shown| Moment { shown, zone })
            };
            let is_usual = |moment: &Moment| (1900..2200).contains(&moment.shown.year());
            moment.filter(is_usual).ok_or_else(|| {
                format!(
                    "{} of {} is no day or time between 1900 and 2199. Write it like 20210614 or \
                     20210614T193000Z.",
                    quoted(value),
                    property.key()
                )
            })
        })
        .collect()
}

/// A parameter of a property, whatever case its name is written in.
pub(super) fn parameter<'p>(property: &'p Property, name: &str) -> Option<&'p str> {
    let named = property
        .params()
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name));
    named.map(|(_, parameter)| parameter.value())
}

/// `20210614`
fn day(value: &str) -> Option<Date> {
    let is_day = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| value.parse().ok())?
}

/// `20210614T193000`
fn clock(value: &str) -> Option<DateTime> {
    value.contains(['T', 't']).then(|| value.parse().ok())?
}
