//! What a calendar says of a subject besides its facts.

use alongside_domain::act::{Commitment, Level, Means};
use alongside_domain::replay::{KnownSubject, State};

/// What a calendar says of a subject besides its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// How many acts about it came after the first: a number that rises with each.
    pub sequence: u32,
    /// What it is for; empty where that is not said.
    pub purpose: String,
    /// How far people are taken in; nothing where that is not said.
    pub level: Option<Level>,
    /// How people can take part, each with the address of the room where it is one.
    pub ways: Vec<(Means, Option<String>)>,
}

impl Entry {
    pub(crate) fn new(known: &KnownSubject, state: &State) -> Self {
        let after_the_first = known.acts.len().saturating_sub(1);
        let mut entry = Self {
            sequence: u32::try_from(after_the_first).unwrap_or(u32::MAX),
            ..Self::default()
        };
        let Some(told) = &known.description else {
            return entry;
        };
        let said = |text: Commitment| state.words(text).said().map(ToOwned::to_owned);
        entry.purpose = said(told.purpose).unwrap_or_default();
        entry.level = Some(told.level);
        let ways = told.ways.iter();
        entry.ways = ways
            .map(|way| (way.means, way.place.and_then(said)))
            .collect();
        entry
    }

    /// The address of the room; empty where there is none.
    pub fn place(&self) -> &str {
        let mut places = self.ways.iter().filter_map(|(_, place)| place.as_deref());
        places.next().unwrap_or_default()
    }

    /// Whether people can join by video or by phone.
    pub fn has_joining(&self) -> bool {
        self.ways.iter().any(|(means, _)| *means != Means::Venue)
    }
}
