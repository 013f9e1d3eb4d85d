//! A meeting as programs read it in its page: an Event of schema.org, as microdata, because no page carries a script.
//! <https://schema.org/Event>

use alongside_charter::{Fact, Kind, When, fact};
use alongside_domain::act::Means;
use jiff::tz::TimeZone;

use super::subject::SubjectPage;
use crate::links::{self, Query};
use crate::public::shell::SubjectLink;

/// The properties of the Event. How to join is not among them.
pub(super) struct Marked<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    /// The name of an `EventStatusType`.
    pub(super) status: &'static str,
    pub(super) starts: String,
    pub(super) ends: Option<String>,
    pub(super) before: Vec<String>,
    pub(super) purpose: Option<&'a str>,
    /// The name of an `EventAttendanceModeEnumeration`.
    pub(super) mode: Option<&'static str>,
    pub(super) place: Option<&'a str>,
    pub(super) is_online: bool,
    pub(super) organiser: &'a str,
}

impl<'a> Marked<'a> {
    /// Of a meeting that is announced and of which a day is known. A date to keep free is no event yet: a program that
    /// shows it would announce it.
    pub(super) fn new(page: &SubjectPage<'a>) -> Option<Self> {
        let subject = page.subject;
        let zone = page.shell.zone();
        let has = |name| subject.fact(name).is_some_and(Fact::holds);
        let is_only_saved = has(fact::SAVE_THE_DATE) && !has(fact::ANNOUNCED);
        if subject.kind != Kind::Meeting || is_only_saved {
            return None;
        }
        let when = |name| subject.fact(name).and_then(Fact::when);
        let written = |when| in_iso(when, &zone);
        let means = |wanted| {
            let ways = page.told.iter().flat_map(|told| &told.ways);
            ways.into_iter().find(|(means, _)| *means == wanted)
        };
        let (venue, online) = (means(Means::Venue), means(Means::Online).is_some());
        Some(Self {
            name: SubjectLink::from(subject).label(),
            url: links::subject(page.shell.slug(), subject.kind, &subject.id, &Query::new()),
            status: if has(fact::CANCELLED) {
                "EventCancelled"
            } else if page.before.is_empty() {
                "EventScheduled"
            } else {
                "EventRescheduled"
            },
            starts: written(when(fact::STARTS)?),
            ends: when(fact::ENDS).map(written),
            before: page.before.iter().copied().map(written).collect(),
            purpose: page.told.and_then(|told| told.purpose),
            mode: match (venue.is_some(), online) {
                (true, true) => Some("MixedEventAttendanceMode"),
                (true, false) => Some("OfflineEventAttendanceMode"),
                (false, true) => Some("OnlineEventAttendanceMode"),
                (false, false) => None,
            },
            place: venue.and_then(|(_, place)| *place),
            is_online: online,
            organiser: &subject.organiser,
        })
    }
}

/// A day, or a time with how far it is from UTC there, as ISO 8601 writes it.
fn in_iso(when: When, zone: &TimeZone) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::At(at) => {
            let at = at.to_zoned(zone.clone());
            at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
        }
    }
}
