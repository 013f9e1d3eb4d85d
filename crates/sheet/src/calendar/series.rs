//! Series: all versions and repeats of what has one UID, as subjects.

use std::collections::{BTreeMap, BTreeSet};

use alongside_charter::{Fact, Kind, Subject, fact};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::event::Event;
use super::moment::Moment;
use super::repeats;
use crate::Reading;

/// A problem, and the line it stands in.
type Wrong = (usize, String);

/// The subjects of events that have the same UID: one, or one for each repeat.
pub(super) fn subjects(
    events: Vec<Event>,
    reading: &Reading<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<Subject>, Wrong> {
    if let Some(event) = events.iter().find(|event| event.is_for_later) {
        notes.push(format!(
            "line {}: the change is meant for all later repeats too, and is read for this one only",
            event.line
        ));
    }
    let (changes, mut versions): (Vec<_>, Vec<_>) =
        events.into_iter().partition(|event| event.repeat.is_some());
    versions.sort_by_key(|event| (event.sequence, event.stamped));
    let Some(last) = versions.last() else {
        return single_repeats(&changes);
    };
    check_versions(&versions)?;
    // A version that calls it off need not say again when it was to be.
    let base = versions
        .iter()
        .rev()
        .find(|v| !v.is_cancelled() && v.starts.is_some())
        .unwrap_or(last);
    let Some(starts) = &base.starts else {
        return Err(no_start(base));
    };
    let told = Told::by(&versions.iter().collect::<Vec<_>>());
    let is_series = base.rule.is_some() || !base.also.is_empty() || !changes.is_empty();
    if !is_series {
        return Ok(vec![subject(base.uid.clone(), base, base, starts, told)]);
    }
    let mut repeats: BTreeMap<DateTime, Repeat<'_>> = BTreeMap::new();
    for shown in all_shown(base, starts, reading)? {
        let moment = starts.at(shown);
        let told = told.for_repeat(&moment);
        repeats.insert(
            shown,
            Repeat {
                event: base,
                starts: moment,
                told,
            },
        );
    }
    for (shown, versions) in by_repeat(&changes, Some(starts)) {
        if let Some(repeat) = Repeat::changed(&versions, &starts.at(shown), Some(&told)) {
            repeats.insert(shown, repeat);
        }
    }
    Ok(with_ids(repeats, base))
}

/// Changes to repeats of an event that is not in the file.
fn single_repeats(changes: &[Event]) -> Result<Vec<Subject>, Wrong> {
    let Some(base) = changes.first() else {
        return Ok(Vec::new());
    };
    if let Some(event) = changes
        .iter()
        .find(|event| event.starts.is_none() && !event.is_cancelled())
    {
        return Err(no_start(event));
    }
    let repeats = by_repeat(changes, None)
        .into_iter()
        .filter_map(|(shown, versions)| {
            let first = versions.first()?.repeat.as_ref()?.at(shown);
            Some((shown, Repeat::changed(&versions, &first, None)?))
        });
    Ok(with_ids(repeats.collect(), base))
}

/// Some programs give several events one UID. A version of an event that moves it has a higher
/// SEQUENCE; without one nobody knows which is meant.
fn check_versions(versions: &[Event]) -> Result<(), Wrong> {
    let mut pairs = versions.iter().zip(versions.iter().skip(1));
    let other = pairs.find(|(before, after)| {
        let starts = before.starts.as_ref().zip(after.starts.as_ref());
        before.sequence == after.sequence
            && starts.is_some_and(|(one, two)| one.fact() != two.fact())
    });
    let Some((before, after)) = other else {
        return Ok(());
    };
    let message = format!(
        "the event of line {} has the same UID and SEQUENCE and starts at another time. Give each \
         event a UID of its own, or the later version of one a higher SEQUENCE.",
        before.line
    );
    Err((after.line, message))
}

fn no_start(event: &Event) -> Wrong {
    (
        event.line,
        "the event has no DTSTART, so nobody knows when it is. Add it, or take the event out."
            .to_owned(),
    )
}

/// What calendar and clock show at each repeat: the first, those of the rule, those listed, less
/// those taken out. A whole day that is taken out takes out whatever is on it.
fn all_shown(
    base: &Event,
    starts: &Moment,
    reading: &Reading<'_>,
) -> Result<BTreeSet<DateTime>, Wrong> {
    let mut all = BTreeSet::from([starts.shown]);
    if let Some((line, rule)) = &base.rule {
        let after = repeats::after(rule, starts, reading.until);
        all.extend(after.map_err(|message| (*line, message))?);
    }
    all.extend(base.also.iter().map(|moment| moment.shown_as(starts)));
    let (days, times): (Vec<&Moment>, Vec<_>) =
        base.except.iter().partition(|moment| moment.zone.is_none());
    let days: BTreeSet<Date> = days.into_iter().map(|moment| moment.shown.date()).collect();
    let times: BTreeSet<DateTime> = times
        .into_iter()
        .map(|moment| moment.shown_as(starts))
        .collect();
    all.retain(|shown| !times.contains(shown) && !days.contains(&shown.date()));
    Ok(all)
}

/// The versions of each changed repeat, by what calendar and clock were to show at it.
fn by_repeat<'e>(
    changes: &'e [Event],
    starts: Option<&Moment>,
) -> BTreeMap<DateTime, Vec<&'e Event>> {
    let mut repeats: BTreeMap<DateTime, Vec<&Event>> = BTreeMap::new();
    for event in changes {
        let Some(repeat) = &event.repeat else {
            continue;
        };
        let shown = starts.map_or(repeat.shown, |starts| match repeat.zone {
            // A day names the repeat on it, at the time at which all are.
            None if starts.zone.is_some() => repeat.shown.date().to_datetime(starts.shown.time()),
            _ => repeat.shown_as(starts),
        });
        repeats.entry(shown).or_default().push(event);
    }
    for versions in repeats.values_mut() {
        versions.sort_by_key(|event| (event.sequence, event.stamped));
    }
    repeats
}

/// One repeat on its way to a subject.
struct Repeat<'e> {
    event: &'e Event,
    starts: Moment,
    told: Told,
}

impl<'e> Repeat<'e> {
    /// A repeat of which there are versions of its own. It was to start at `planned`, and was
    /// announced with the series where that is in the file.
    fn changed(versions: &[&'e Event], planned: &Moment, series: Option<&Told>) -> Option<Self> {
        let event: &'e Event = versions.last()?;
        let starts = event.starts.clone().unwrap_or_else(|| planned.clone());
        let own = Told::by(versions);
        let mut told = match series {
            Some(series) if event.announces() || event.is_cancelled() => Told {
                rescheduled: own.rescheduled,
                ..series.for_repeat(&starts)
            },
            Some(series) => Told {
                announced: None,
                save_the_date: series.announced.or(series.save_the_date),
                ..series.for_repeat(&starts)
            },
            None => own,
        };
        told.cancelled = own.cancelled.or(told.cancelled);
        if starts.fact() != planned.fact() {
            told.rescheduled = own.rescheduled.or_else(|| event.changed());
        }
        Some(Self {
            event,
            starts,
            told,
        })
    }
}

/// When things were made known.
#[derive(Debug, Clone, Copy)]
struct Told {
    announced: Option<Timestamp>,
    save_the_date: Option<Timestamp>,
    rescheduled: Option<Timestamp>,
    cancelled: Option<Cancelled>,
}

#[derive(Debug, Clone, Copy)]
struct Cancelled {
    at: Option<Timestamp>,
}

impl Told {
    /// By the versions of an event, oldest first.
    fn by(versions: &[&Event]) -> Self {
        let created = versions.iter().filter_map(|version| version.created).min();
        let made = created.or_else(|| versions.iter().filter_map(|version| version.stamped).min());
        // The first version that says when and where; it is announced when it is there.
        let first = versions
            .iter()
            .position(|version| version.announces() && !version.is_cancelled());
        let announced = match first {
            Some(0) => made,
            Some(at) => versions.get(at).and_then(|version| version.stamped),
            // An event of which only the calling off is in the file was announced all the same.
            None => made.filter(|_| versions.iter().all(|v| v.is_cancelled() && v.announces())),
        };
        let mut pairs = versions.iter().zip(versions.iter().skip(1)).rev();
        let moved = pairs.find_map(|(before, after)| {
            let (from, to) = (before.starts.as_ref()?, after.starts.as_ref()?);
            (from.fact() != to.fact() && !after.is_cancelled()).then_some(after.stamped?)
        });
        let last = versions.last().filter(|last| last.is_cancelled());
        Self {
            announced,
            save_the_date: made.filter(|_| announced != made),
            rescheduled: moved,
            cancelled: last.map(|last| Cancelled { at: last.changed() }),
        }
    }

    /// The same for one repeat: what had been before the series was called off was not.
    fn for_repeat(self, starts: &Moment) -> Self {
        let had_been = |at: Timestamp| match starts.instant() {
            Some(instant) => instant < at,
            None => starts.shown.date() < TimeZone::UTC.to_datetime(at).date(),
        };
        let cancelled = self
            .cancelled
            .filter(|cancelled| !cancelled.at.is_some_and(had_been));
        Self { cancelled, ..self }
    }
}

/// Subjects with the id of the series and the day; the time too where there are several on a day.
fn with_ids(repeats: BTreeMap<DateTime, Repeat<'_>>, base: &Event) -> Vec<Subject> {
    let mut before = None;
    let mut subjects = Vec::with_capacity(repeats.len());
    for (shown, repeat) in repeats {
        let day = shown.date();
        let id = match before.replace(day) {
            Some(before) if before == day => {
                format!("{}/{}", base.uid, shown.strftime("%Y-%m-%dT%H:%M:%S"))
            }
            _ => format!("{}/{day}", base.uid),
        };
        subjects.push(subject(id, repeat.event, base, &repeat.starts, repeat.told));
    }
    subjects
}

/// A subject. What an event of its own leaves out is said by the base of its series.
fn subject(id: String, event: &Event, base: &Event, starts: &Moment, told: Told) -> Subject {
    let or_base = |own: &str, base: &str| if own.is_empty() { base } else { own }.to_owned();
    let mut subject = Subject::new(Kind::Meeting, id);
    subject.title = or_base(&event.title, &base.title);
    subject.organiser = or_base(&event.organiser, &base.organiser);
    let mut record = |name: &str, fact: Option<Fact>| {
        if let Some((name, fact)) = alongside_charter::Name::new(name).zip(fact) {
            subject.record(name, fact);
        }
    };
    record(fact::ANNOUNCED, told.announced.map(Fact::At));
    record(fact::SAVE_THE_DATE, told.save_the_date.map(Fact::At));
    record(fact::STARTS, Some(starts.fact()));
    record(fact::ENDS, event.ends(starts));
    record(fact::RESCHEDULED, told.rescheduled.map(Fact::At));
    let cancelled = told
        .cancelled
        .map(|cancelled| cancelled.at.map_or(Fact::Flag(true), Fact::At));
    record(fact::CANCELLED, cancelled);
    subject
}
