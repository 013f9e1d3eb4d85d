//! The subjects of one kind, and one of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use alongside_charter::{Finding, Kind, Subject, Tally, When, fact};
use alongside_domain::act::{Deed, Disclosed, Moment, SubjectId};
use alongside_domain::replay::State;
use alongside_pages::public::{ActRow, SubjectLink, SubjectPage, SubjectRow, SubjectsPage, Told};
use alongside_store::record::Of;
use alongside_store::{outbox, record};

use crate::acts::Teller;
use crate::answer::{Answer, Media};
use crate::areas::{AsOf, Known};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::feeds::{self, standing};
use crate::handlers::replies::takes_replies;
use crate::{place, question};

/// So many subjects stand on a page.
const ON_A_PAGE: usize = 200;

pub(crate) fn subjects(asked: &Asked) -> Result<Answer, Failure> {
    let kind = kind(asked)?;
    place::of_area(asked, Media::Html, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let organiser = asked.query.get("organiser").trim();
        let of_kind = || known.area.subjects().filter(|subject| subject.kind == kind);
        let wanted =
            of_kind().filter(|subject| organiser.is_empty() || subject.organiser == organiser);
        let in_order = in_order(known, &as_of, wanted);
        let part = question::part(asked, ON_A_PAGE, in_order.len())?;
        let shown = in_order.get(part.begins()..part.ends()).unwrap_or_default();
        let audits = known.audits(&as_of);
        let tallies = tallies(&known.area.findings(&audits));
        let rows: Vec<SubjectRow<'_>> = shown
            .iter()
            .map(|(subject, when)| SubjectRow {
                subject: SubjectLink::from(*subject),
                when: *when,
                organiser: &subject.organiser,
                standing: standing(subject),
                tally: tallies
                    .get(subject.id.as_str())
                    .copied()
                    .unwrap_or_default(),
            })
            .collect();
        let has_any = |kind: &Kind| known.area.subjects().any(|subject| subject.kind == *kind);
        let mut kinds: Vec<Kind> = Kind::ALL.into_iter().collect();
        kinds.retain(|one| *one == kind || has_any(one));
        let here = known.place();
        let page = SubjectsPage {
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            kind,
            kinds: &kinds,
            organisers: &Known::organisers(of_kind()),
            organiser,
            part,
            subjects: &rows,
        };
        Ok(page.render()?)
    })
}

/// What is coming, soonest first, then what was, latest first, then what has no day.
fn in_order<'a>(
    known: &Known,
    as_of: &AsOf,
    subjects: impl Iterator<Item = &'a Subject>,
) -> Vec<(&'a Subject, Option<When>)> {
    let zone = &known.area.zone;
    let mut in_order: Vec<(&Subject, Option<When>)> = subjects
        .map(|subject| (subject, subject.when(zone)))
        .collect();
    in_order.sort_by_cached_key(|(_, when)| {
        let first = when.map(|when| match when {
            When::At(at) => (when.day(zone), Some(at)),
            When::Day(day) => (day, None),
        });
        match first {
            Some((day, at)) if day > as_of.day => (0, Some((day, at)), Reverse(None)),
            Some(was) => (1, None, Reverse(Some(was))),
            None => (2, None, Reverse(None)),
        }
    });
    in_order
}

/// What became of the standards of each subject, by its id.
fn tallies<'a>(findings: &[Finding<'a>]) -> BTreeMap<&'a str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for finding in findings {
        if let Some(subject) = finding.subject() {
            tallies.entry(&subject.id).or_default().add(finding);
        }
    }
    tallies
}

pub(crate) fn subject(asked: &Asked) -> Result<Answer, Failure> {
    if let Some(id) = asked.step("subject").strip_suffix(".ics") {
        return feeds::subject(asked, kind(asked)?, id_of(id)?);
    }
    let (kind, id) = (kind(asked)?, id_of(asked.step("subject"))?);
    place::of_area(asked, Media::Html, |snapshot, known| {
        let found = known
            .area
            .subject(id)
            .filter(|subject| subject.kind == kind);
        let subject = found.ok_or(Failure::NotFound)?;
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = known.area.findings_of(&audits, subject);
        let mut acts = outbox::about(snapshot, &subject.id)?;
        acts.reverse();
        acts.retain(|act| known.past.is_none() || act.at < as_of.before);
        let told = record::disclosed_about(snapshot, id, &acts)?;
        let teller = Teller::new(&known.area);
        let rows: Vec<ActRow<'_>> = acts
            .iter()
            .zip(&told)
            .map(|(act, told)| teller.row(act, told))
            .collect();
        let then = known.past.as_ref().and_then(|past| past.state.as_ref());
        let now = match then {
            Some(_) => None,
            None => record::load(snapshot, &known.area.slug, Of::Subjects(&[id]))?,
        };
        let described = then.or_else(|| now.as_ref().map(|now| &now.state));
        let described = described.and_then(|state| told_of(state, id));
        let organisation = known.area.organisation_called(&subject.organiser);
        let here = known.place();
        let page = SubjectPage {
            can_follow: can_follow(known, subject),
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            subject,
            organisation: &organisation.map_or_else(String::new, |known| known.id.to_string()),
            beside: &known.area.beside(id),
            before: &before(&told),
            told: described.as_ref(),
            takes_replies: takes_replies(known, subject, asked),
            findings: &findings.iter().collect::<Vec<_>>(),
            acts: &rows,
        };
        Ok(page.render()?)
    })
}

/// When a meeting was to start before it was moved, from its acts, the newest first.
fn before(acts: &[Disclosed]) -> Vec<When> {
    let starts = |told: &Disclosed| match told.act().deed {
        Deed::Announced { starts, .. } => Some((starts, false)),
        Deed::Rescheduled { starts, .. } => Some((starts, true)),
        _ => None,
    };
    let all: Vec<_> = acts.iter().filter_map(starts).collect();
    // Each that was moved has its earlier time right before it in the record.
    let pairs = all.iter().zip(all.iter().skip(1));
    let moved = pairs.filter(|((_, is_moved), _)| *is_moved);
    let when = |was: &Moment| match *was {
        Moment::Day(day) => When::Day(day.date()),
        Moment::At(at) => When::At(at.timestamp()),
    };
    moved.map(|(_, (was, _))| when(was)).collect()
}

/// Whether people can ask to be told of it: of a meeting that is not over and not off.
fn can_follow(known: &Known, subject: &Subject) -> bool {
    known.past.is_none()
        && !known.area.settings.is_read_only
        && subject.kind == Kind::Meeting
        && subject.fact(fact::CANCELLED).is_none()
}

/// What people are told of a meeting before they decide to come.
pub(crate) fn told_of(state: &State, id: SubjectId) -> Option<Told<'_>> {
    let description = state.known_subjects().get(&id)?.description.as_ref()?;
    let said = |text| state.words(text).said();
    Some(Told {
        level: description.level,
        purpose: said(description.purpose),
        open: said(description.open),
        decided: said(description.decided),
        used: said(description.used),
        ways: description
            .ways
            .iter()
            .map(|way| (way.means, way.place.and_then(said)))
            .collect(),
    })
}

/// The kind of which the address has the plural.
pub(crate) fn kind(asked: &Asked) -> Result<Kind, Failure> {
    let mut kinds = Kind::ALL.into_iter();
    let kind = kinds.find(|kind| kind.plural() == asked.step("kind"));
    kind.ok_or(Failure::NotFound)
}

pub(crate) fn id_of(step: &str) -> Result<SubjectId, Failure> {
    step.parse().map_err(|_| Failure::NotFound)
}
