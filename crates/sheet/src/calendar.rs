//! Calendars: every event, and every repeat of one, is a meeting.
//!
//! What is read of an event is what it is called, from which domain it is organised, when it is,
//! and when that was made known or changed. How to join it is only looked at to see whether there is a place at all:
//! DESCRIPTION, URL and the like never reach a subject, nor does anybody's name or
//! email address.

mod event;
mod lines;
mod moment;
mod repeats;
mod series;
mod zones;

use std::collections::BTreeMap;

use alongside_charter::Subject;

use self::event::Event;
use self::lines::Components;
use crate::problem::{Place, Problem, Problems};
use crate::{Reading, Sheet};

/// The most subjects of one calendar.
const MAX_SUBJECTS: usize = 200_000;

const NAMES_PASSED_OVER: &str = "the names of organisers (CN) were passed over, as they may be a \
                                 person's: the organiser is the domain of the mail address, or \
                                 empty";

pub(crate) fn read(file: &str, text: &str, reading: &Reading<'_>) -> Result<Sheet, Vec<Problem>> {
    let mut problems = Problems::of(file);
    let mut sheet = Sheet {
        subjects: Vec::new(),
        carried: Vec::new(),
        notes: Vec::new(),
    };
    if let Some(components) = lines::components(text, &mut problems) {
        let events = events(&components, reading, &mut problems);
        if events.iter().any(|event| event.names_organiser) {
            sheet.notes.push(NAMES_PASSED_OVER.to_owned());
        }
        sheet.subjects = subjects(events, reading, &mut problems, &mut sheet.notes);
        match components.others {
            0 => {}
            1 => sheet
                .notes
                .push("1 task was passed over: only events are read".to_owned()),
            n => sheet
                .notes
                .push(format!("{n} tasks were passed over: only events are read")),
        }
    }
    problems.instead_of(sheet)
}

fn events(components: &Components, reading: &Reading<'_>, problems: &mut Problems) -> Vec<Event> {
    let mut events = Vec::new();
    for component in &components.events {
        if let Some(calendar) = components.calendars.get(component.calendar) {
            events.extend(event::read(component, calendar, reading.zone, problems));
        }
    }
    if events.is_empty() && problems.is_empty() {
        let message = "there is no event in this calendar. Export it again, and choose all events.";
        problems.add(Place::File, message);
    }
    events
}

/// The subjects of all events, which belong together where their ids (UID) are the same, in the
/// order in which the ids first stand.
fn subjects(
    events: Vec<Event>,
    reading: &Reading<'_>,
    problems: &mut Problems,
    notes: &mut Vec<String>,
) -> Vec<Subject> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<Vec<Event>> = Vec::new();
    for event in events {
        let place = *places.entry(event.uid.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.get_mut(place) {
            group.push(event);
        }
    }
    let mut subjects = Vec::new();
    let mut repeating = 0;
    for group in groups {
        repeating += usize::from(group.iter().any(|event| event.rule.is_some()));
        let more = series::subjects(group, reading, notes);
        match more {
            Ok(more) => subjects.extend(more),
            Err((line, message)) => problems.add(Place::Line(line), message),
        }
        if subjects.len() > MAX_SUBJECTS || repeating > repeats::MAX_SERIES {
            let message = "the calendar holds more events than can be taken in. Export a shorter \
                           time.";
            problems.add(Place::File, message);
            break;
        }
    }
    subjects
}
