//! The time zones that calendars name.

use jiff::tz::TimeZone;

use super::lines::Calendar;
use crate::problem::quoted;

/// What Windows, and so Outlook, calls the zones in which this is likely to be used: the first
/// column of `windowsZones.xml` in Unicode CLDR.
const WINDOWS: [(&str, &str); 10] = [
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Romance Standard Time", "Europe/Paris"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Eastern Standard Time", "America/New_York"),
];

/// The longest name of a zone that is looked up.
const MAX_NAME: usize = 100;

/// The zone that a calendar names for a time.
pub(super) fn named(id: &str, calendar: &Calendar) -> Result<TimeZone, String> {
    let id = id.trim().trim_matches('"');
    let own = calendar
        .zones
        .iter()
        .find(|(own, _)| own == id)
        .map(|(_, known)| known.as_str());
    known(id)
        .or_else(|| own.and_then(known))
        .or_else(|| {
            calendar
                .zone
                .as_deref()
                .filter(|_| is_customised(id))
                .and_then(known)
        })
        .ok_or_else(|| {
            format!(
                "the time zone {} is not known. Export the calendar with one like Europe/London.",
                quoted(id)
            )
        })
}

/// The zone of times that name none: the calendar's own, else that of the place.
pub(super) fn floating(calendar: &Calendar, place: &TimeZone) -> TimeZone {
    calendar
        .zone
        .as_deref()
        .and_then(known)
        .unwrap_or_else(|| place.clone())
}

/// Outlook writes this where somebody has changed the zone of one meeting.
fn is_customised(id: &str) -> bool {
    id.eq_ignore_ascii_case("Customized Time Zone")
}

fn known(id: &str) -> Option<TimeZone> {
    if id.len() > MAX_NAME {
        return None;
    }
    let windows = WINDOWS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(id))
        .map(|(_, zone)| *zone);
    if let Ok(zone) = TimeZone::get(windows.unwrap_or(id)) {
        return Some(zone);
    }
    // `/mozilla.org/20050126_1/Europe/London`
    let parts: Vec<&str> = id.split('/').collect();
    let suffixes = (1..parts.len()).filter_map(|at| parts.get(at..));
    if let Some(zone) = suffixes
        .filter(|rest| rest.len() >= 2)
        .find_map(|rest| TimeZone::get(&rest.join("/")).ok())
    {
        return Some(zone);
    }
    // `(UTC+00:00) Dublin, Edinburgh, Lisbon, London`
    let london = id.starts_with('(') && id.contains("London");
    london.then(|| TimeZone::get("Europe/London").ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_the_names_that_programs_give_them() {
        for (id, expected) in [
            ("Europe/London", "Europe/London"),
            ("europe/london", "Europe/London"),
            ("GMT Standard Time", "Europe/London"),
            ("/mozilla.org/20050126_1/Europe/London", "Europe/London"),
            (
                "/freeassociation.sourceforge.net/America/Argentina/Salta",
                "America/Argentina/Salta",
            ),
            (
                "(UTC+00:00) Dublin, Edinburgh, Lisbon, London",
                "Europe/London",
            ),
            ("W. Europe Standard Time", "Europe/Berlin"),
        ] {
            assert_eq!(known(id).unwrap().iana_name(), Some(expected), "{id}");
        }
        assert_eq!(known("Nowhere/At All"), None);
        for (_, zone) in WINDOWS {
            assert!(TimeZone::get(zone).is_ok(), "{zone}");
        }
    }
}
