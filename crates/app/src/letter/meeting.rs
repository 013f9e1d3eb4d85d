//! A meeting as a letter tells of it.

use alongside_charter::{Fact, When, fact};
use alongside_domain::act::{Deed, Means, SubjectId};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, Instant};
use alongside_store::record::Of;
use alongside_store::{Snapshot, outbox, record};

use crate::failure::Failure;

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    /// It was announced.
    Announced,
    /// It was moved, from a time that is known or not.
    Moved(Option<When>),
    /// It was called off.
    Off,
}

/// A meeting as it is now. A text that was taken back is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: SubjectId,
    /// What it is called.
    pub title: String,
    /// What happened to it.
    pub happened: Happened,
    /// When it starts and ends.
    pub times: [Option<When>; 2],
    /// How people can take part, each with the address of the room where it is one.
    pub ways: Vec<(Means, String)>,
    /// What it is for.
    pub purpose: String,
    /// Why it was moved or called off; empty where that was not said.
    pub why: String,
}

impl Meeting {
    pub(super) fn is_off(&self) -> bool {
        self.happened == Happened::Off
    }

    pub(super) fn starts(&self) -> Option<Instant> {
        match self.times.first().copied().flatten()? {
            When::At(at) => Instant::try_from(at).ok(),
            When::Day(_) => None,
        }
    }
}

/// A meeting with what it is part of and the body that meets; nothing where it was struck out.
pub(super) struct Found {
    pub(super) meeting: Meeting,
    pub(super) whole: SubjectId,
    pub(super) body: String,
}

/// A meeting as it is now, to which something happened; but one that is off is off, whatever happened before.
pub(super) fn find(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    id: SubjectId,
    happened: Happened,
) -> Result<Option<Found>, Failure> {
    let Some(loaded) = record::load(snapshot, area, Of::Subjects(&[id]))? else {
        return Ok(None);
    };
    let state = &loaded.state;
    let (Some(known), Some(subject)) = (state.known_subjects().get(&id), state.subject(id)) else {
        return Ok(None);
    };
    let is_off = subject.fact(fact::CANCELLED).is_some();
    let happened = if is_off { Happened::Off } else { happened };
    let time = |name: &str| subject.fact(name).and_then(Fact::when);
    let said = |text| state.words(text).said().unwrap_or_default().to_owned();
    let description = known.description.as_ref();
    let meeting = Meeting {
        id,
        title: subject.title.clone(),
        happened,
        times: [time(fact::STARTS), time(fact::ENDS)],
        ways: description.map_or_else(Vec::new, |description| {
            let ways = description.ways.iter();
            ways.map(|way| (way.means, way.place.map(said).unwrap_or_default()))
                .collect()
        }),
        purpose: description.map_or_else(String::new, |description| said(description.purpose)),
        why: match happened {
            Happened::Announced => String::new(),
            Happened::Moved(_) | Happened::Off => why(snapshot, state, id)?,
        },
    };
    Ok(Some(Found {
        whole: known.about.part_of.unwrap_or(id),
        body: subject.body.clone(),
        meeting,
    }))
}

/// Why it was last moved or called off.
fn why(snapshot: &mut Snapshot<'_>, state: &State, id: SubjectId) -> Result<String, Failure> {
    let acts = outbox::about(snapshot, &id.to_string())?;
    let told = record::disclosed_about(snapshot, id, &acts)?;
    let reasons = told.iter().rev().filter_map(|told| match &told.act().deed {
        Deed::Rescheduled { why, .. } | Deed::Cancelled { why, .. } => Some((told, *why)),
        _ => None,
    });
    let last = reasons.into_iter().next();
    Ok(last
        .and_then(|(told, why)| told.text(why?))
        .filter(|_| state.known_subjects().contains_key(&id))
        .unwrap_or_default()
        .to_owned())
}
