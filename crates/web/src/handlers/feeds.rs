//! For other programs: changes as a feed, findings as a table, meetings for a calendar.

use std::collections::BTreeMap;

use alongside_charter::{Fact, Kind, Subject, fact};
use alongside_domain::act::SubjectId;
use alongside_pages::feed::{AtomEntry, AtomFeed, Calendar, Event, FindingsTable};
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

/// Every meeting of which a day is known.
pub(crate) fn meetings(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Calendar, |snapshot, known| {
        let changed = outbox::last_about_each(snapshot, known.area.slug.as_str())?;
        let changed: BTreeMap<String, Timestamp> = changed.into_iter().collect();
        let meetings = known
            .area
            .subjects()
            .filter(|subject| subject.kind == Kind::Meeting);
        let mut events: Vec<Event<'_>> = meetings
            .filter_map(|subject| {
                let changed = changed.get(&subject.id).copied();
                event(known, subject, changed)
            })
            .collect();
        events.sort_by_key(|event| event.starts.day(&known.area.zone));
        Ok(calendar(asked, known, &events))
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
        Ok(calendar(asked, known, &[event.ok_or(Failure::NotFound)?]))
    })
}

fn calendar(asked: &Asked, known: &Known, events: &[Event<'_>]) -> String {
    let calendar = Calendar {
        origin: asked.service().settings().base.origin(),
        slug: known.area.slug.as_str(),
        area: &known.area.name,
        events,
    };
    calendar.render()
}

/// A meeting, or a consultation for as long as it is open; nothing where no day is known.
fn event<'a>(known: &Known, subject: &'a Subject, changed: Option<Timestamp>) -> Option<Event<'a>> {
    let when = |name| subject.fact(name).and_then(Fact::when);
    let (starts, ends) = match when(fact::STARTS) {
        Some(starts) => (starts, when(fact::ENDS)),
        None => (when(fact::OPENED)?, when(fact::CLOSED)),
    };
    Some(Event {
        subject: SubjectLink::from(subject),
        starts,
        ends,
        organiser: &subject.organiser,
        is_cancelled: subject.fact(fact::CANCELLED).is_some_and(Fact::holds),
        changed: changed.unwrap_or_else(|| known.area.last.timestamp()),
    })
}
