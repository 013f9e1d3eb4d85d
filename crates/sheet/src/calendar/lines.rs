//! The lines of a calendar file and the components they make up.
//!
//! `icalendar` reads the single lines. Its reader of whole files stops at the first line that is
//! wrong, counts lines only after they have been joined, and goes as deep as a file tells it to.

use std::borrow::Cow;
use std::str::FromStr as _;

use icalendar::Property;

use crate::problem::{Place, Problems, quoted};

/// How deep components may stand in each other: an alarm in an event in a calendar is 3.
const MAX_DEPTH: usize = 8;

/// The most events of one file, and the most lines of them that are looked at.
const MAX_EVENTS: usize = 100_000;
const MAX_PROPERTIES: usize = 2_000_000;

/// The properties of an event that are looked at. All others are passed over unread.
const OF_EVENT: [&str; 22] = [
    "UID",
    "SUMMARY",
    "ORGANIZER",
    "CREATED",
    "DTSTAMP",
    "LAST-MODIFIED",
    "SEQUENCE",
    "STATUS",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "EXRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "LOCATION",
    "URL",
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGINFORMATION",
];
const OF_CALENDAR: [&str; 2] = ["METHOD", "X-WR-TIMEZONE"];
const OF_ZONE: [&str; 2] = ["TZID", "X-LIC-LOCATION"];

/// Everything in a file that is looked at.
#[derive(Default)]
pub(super) struct Components {
    pub(super) calendars: Vec<Calendar>,
    pub(super) events: Vec<Component>,
    /// How many tasks (and journal entries) there are.
    pub(super) others: usize,
    properties: usize,
}

/// What a calendar says of all its events.
#[derive(Default)]
pub(super) struct Calendar {
    /// Whether it is sent to call off what is in it.
    pub(super) cancels: bool,
    /// The zone of times that name none.
    pub(super) zone: Option<String>,
    /// Its own names for zones, and the known names it gives with them.
    pub(super) zones: Vec<(String, String)>,
}

/// One event, unread.
pub(super) struct Component {
    pub(super) line: usize,
    /// Its place among [`Components::calendars`].
    pub(super) calendar: usize,
    pub(super) properties: Vec<(usize, Property)>,
}

/// Reads the components of a file; what is wrong with its lines is added to the problems. `None`
/// where it is not known which lines belong to which event.
pub(super) fn components(text: &str, problems: &mut Problems) -> Option<Components> {
    let mut found = Components::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    for (number, line) in unfolded(text) {
        let name = line
            .split([':', ';'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_uppercase();
        let step = match name.as_str() {
            "" => Ok(()),
            "BEGIN" => begin(value(&line), number, &mut open, &mut found),
            "END" => end(&value(&line), &mut open),
            _ => property(&name, &line, number, &open, &mut found),
        };
        if let Err(message) = step {
            problems.add(Place::Line(number), message);
            if name == "BEGIN" || name == "END" {
                return None;
            }
        }
    }
    if let Some((name, line)) = open.last() {
        let message = format!(
            "{name} begins here and never ends. The file is not complete: export or download it \
             again."
        );
        problems.add(Place::Line(*line), message);
        return None;
    }
    Some(found)
}

fn begin(
    name: String,
    line: usize,
    open: &mut Vec<(String, usize)>,
    found: &mut Components,
) -> Result<(), String> {
    match name.as_str() {
        "VCALENDAR" => found.calendars.push(Calendar::default()),
        "VTODO" | "VJOURNAL" => found.others += 1,
        "VEVENT" => {
            let calendar = found.calendars.len().saturating_sub(1);
            found.events.push(Component {
                line,
                calendar,
                properties: Vec::new(),
            });
        }
        "VTIMEZONE" => {
            if let Some(calendar) = found.calendars.last_mut() {
                calendar.zones.push((String::new(), String::new()));
            }
        }
        _ => {}
    }
    open.push((name, line));
    if open.len() > MAX_DEPTH {
        return Err(
            "components stand in each other more deeply than in any calendar. Export it again."
                .to_owned(),
        );
    }
    if found.events.len() > MAX_EVENTS || found.properties > MAX_PROPERTIES {
        return Err(
            "the calendar holds more events than can be taken in. Export a shorter time."
                .to_owned(),
        );
    }
    Ok(())
}

fn end(name: &str, open: &mut Vec<(String, usize)>) -> Result<(), String> {
    match open.pop() {
        Some((begun, _)) if begun == name => Ok(()),
        Some((begun, line)) => Err(format!(
            "{} ends here, though {begun} of line {line} has not ended. The file is damaged: \
             export or download it again.",
            quoted(name)
        )),
        None => Err(format!(
            "{} ends here and has not begun. The file is damaged: export or download it again.",
            quoted(name)
        )),
    }
}

/// Keeps a property where it is one that is looked at.
fn property(
    name: &str,
    line: &str,
    number: usize,
    open: &[(String, usize)],
    found: &mut Components,
) -> Result<(), String> {
    let inside = open.last().map_or("", |(name, _)| name.as_str());
    let is_wanted = match inside {
        "VEVENT" => OF_EVENT.contains(&name),
        "VCALENDAR" => OF_CALENDAR.contains(&name),
        "VTIMEZONE" => OF_ZONE.contains(&name),
        _ => false,
    };
    found.properties += usize::from(is_wanted);
    if !is_wanted || found.properties > MAX_PROPERTIES {
        return Ok(());
    }
    // The reader knows the names of properties in capitals only.
    let rest = line.trim_start().get(name.len()..).unwrap_or_default();
    let property = Property::from_str(&format!("{name}{rest}"))
        .ok()
        .filter(|property| property.key() == name)
        .ok_or_else(|| {
            format!(
                "{name} cannot be read in {}. Export the calendar again, or correct the line.",
                quoted(line)
            )
        })?;
    match inside {
        "VEVENT" => {
            if let Some(event) = found.events.last_mut() {
                event.properties.push((number, property));
            }
        }
        _ => {
            if let Some(calendar) = found.calendars.last_mut() {
                calendar.keep(name, property.value());
            }
        }
    }
    Ok(())
}

impl Calendar {
    fn keep(&mut self, name: &str, value: &str) {
        let value = value.trim().to_owned();
        match (name, self.zones.last_mut()) {
            ("METHOD", _) => self.cancels = value.eq_ignore_ascii_case("CANCEL"),
            ("X-WR-TIMEZONE", _) => self.zone = Some(value),
            ("TZID", Some((id, _))) => *id = value,
            ("X-LIC-LOCATION", Some((_, known))) => *known = value,
            _ => {}
        }
    }
}

/// What stands after the colon of a `BEGIN` or `END`.
fn value(line: &str) -> String {
    line.split_once(':')
        .map_or("", |(_, value)| value)
        .trim()
        .to_ascii_uppercase()
}

/// The lines with their numbers, those joined that were folded: a line that begins with a space
/// goes on with the one before it.
fn unfolded(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let mut lines = (1..).zip(text.lines()).peekable();
    std::iter::from_fn(move || {
        let (number, line) = lines.next()?;
        let mut line = Cow::Borrowed(line);
        while let Some((_, more)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
            line.to_mut().push_str(&more[1..]);
        }
        Some((number, line))
    })
}
