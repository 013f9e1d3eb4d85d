//! For other programs: changes as a feed, findings as a table, meetings for a calendar.

use std::collections::BTreeMap;

use alongside_app::area::Entry;
use alongside_charter::{Fact, Kind, Subject, fact};
use alongside_domain::act::SubjectId;
use alongside_pages::feed::{AtomEntry, AtomFeed, Calendar, Event, FindingsTable, Standing};
use alongside_pages::public::SubjectLink;
use alongside_pages::{Language, Words};
use alongside_store::{outbox, record};
use jiff::Timestamp;

use crate::acts::Teller;
use crate::answer::{Answer, Media};
use crate::areas::{Known, latest_first};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::{place, question};

/// So many changes are in the feed.
const CHANGES: u32 = 50;

/// What changed lately.
pub(crate) fn changes(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Atom, |snapshot, known| {
        let area = &known.area;
        let acts = outbox::latest(snapshot, area.slug.as_str(), 0, CHANGES)?;
        let told = record::disclosed_in_turn(snapshot, &acts)?;
        let digests: Vec<String> = told.iter().map(|told| told.digest().to_string()).collect();
        let teller = Teller::new(area);
        let entries: Vec<AtomEntry<'_>> = told
            .iter()
            .zip(&digests)
            .map(|(told, digest)| AtomEntry {
                id: digest.rsplit(':').next().unwrap_or(digest),
                act: teller.row(told),
            })
            .collect();
        let feed = AtomFeed {
            // The same for everyone who asks at this address: nobody reads a feed in a browser's language.
            words: Words::of(
                Language::from_code(asked.query.get("lang")).unwrap_or(Language::English),
            ),
            origin: asked.service().settings().base.origin(),
            slug: area.slug.as_str(),
            area: &area.name,
            began: area.opened.timestamp(),
            entries: &entries,
        };
        Ok(feed.render()?)
    })
}

/// The findings that the standards page shows with the same question, all of them.
pub(crate) fn standards(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Csv, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let filter = question::filter(asked)?;
        let audits = known.audits(&as_of);
        let all = known.area.findings(&audits);
        let findings = latest_first(all.iter().filter(|finding| filter.takes(finding)));
        let table = FindingsTable {
            origin: asked.service().settings().base.origin(),
            slug: known.area.slug.as_str(),
            findings: &findings,
        };
        Ok(table.render()?)
    })
}

/// Every meeting of which a day is known; those of one body where the question names it.
pub(crate) fn meetings(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Calendar, |snapshot, known| {
        let body = asked.query.get("body").trim();
        let changed = outbox::last_about_each(snapshot, known.area.slug.as_str())?;
        let changed: BTreeMap<String, Timestamp> = changed.into_iter().collect();
        let is_wanted = |subject: &&Subject| {
            subject.kind == Kind::Meeting && (body.is_empty() || subject.body == body)
        };
        let meetings: Vec<&Subject> = known.area.subjects().filter(is_wanted).collect();
        // A body of which there is no meeting is none, so that a mistake in an address is seen.
        if meetings.is_empty() && !body.is_empty() {
            return Err(Failure::NotFound);
        }
        let mut events: Vec<Event<'_>> = meetings
            .into_iter()
            .filter_map(|subject| {
                let changed = changed.get(&subject.id).copied();
                event(known, subject, changed)
            })
            .collect();
        events.sort_by_key(|event| event.starts.day(&known.area.zone));
        let name = match body {
            "" => known.area.name.clone(),
            body => format!("{body}, {}", known.area.name),
        };
        Ok(calendar(asked, known, &name, &events))
    })
}

/// One subject.
pub(crate) fn subject(asked: &Asked, kind: Kind, id: SubjectId) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Calendar, |snapshot, known| {
        let found = known
            .area
            .subject(id)
            .filter(|subject| subject.kind == kind);
        let subject = found.ok_or(Failure::NotFound)?;
        let acts = outbox::about(snapshot, &subject.id)?;
        let event = event(known, subject, acts.last().map(|act| act.at));
        let event = event.ok_or(Failure::NotFound)?;
        Ok(calendar(asked, known, &known.area.name, &[event]))
    })
}

fn calendar(asked: &Asked, known: &Known, name: &str, events: &[Event<'_>]) -> String {
    let calendar = Calendar {
        // The same for everyone who asks at this address, as of every feed.
        words: Words::of(Language::English),
        origin: asked.service().settings().base.origin(),
        name,
        zone: &known.area.zone,
        events,
    };
    calendar.render()
}

/// A meeting, or a consultation for as long as it is open; nothing where no day is known.
pub(crate) fn event<'a>(
    known: &'a Known,
    subject: &'a Subject,
    changed: Option<Timestamp>,
) -> Option<Event<'a>> {
    let when = |name| subject.fact(name).and_then(Fact::when);
    let (starts, ends) = match when(fact::STARTS) {
        Some(starts) => (starts, when(fact::ENDS)),
        None => (when(fact::OPENED)?, when(fact::CLOSED)),
    };
    let id: Option<SubjectId> = subject.id.parse().ok();
    let entry = id.and_then(|id| known.area.entry(id));
    Some(Event {
        slug: known.area.slug.as_str(),
        subject: SubjectLink::from(subject),
        starts,
        ends,
        organiser: &subject.organiser,
        purpose: entry.map_or("", |entry| entry.purpose.as_str()),
        place: entry.map_or("", Entry::place),
        has_joining: entry.is_some_and(Entry::has_joining),
        standing: standing(subject),
        sequence: entry.map_or(0, |entry| entry.sequence),
        changed: changed.unwrap_or_else(|| known.area.last.timestamp()),
    })
}

/// How certain it is that something takes place.
pub(crate) fn standing(subject: &Subject) -> Standing {
    let has = |name| subject.fact(name).is_some_and(Fact::holds);
    if has(fact::CANCELLED) {
        Standing::Cancelled
    } else if has(fact::SAVE_THE_DATE) && !has(fact::ANNOUNCED) {
        Standing::Saved
    } else {
        Standing::Announced
    }
}
