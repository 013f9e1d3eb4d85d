//! What a calendar says of a subject besides its facts.

use alongside_domain::act::{Commitment, Means};
use alongside_domain::replay::{KnownSubject, State};

/// What a calendar says of a subject besides its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// How many acts about it came after the first: a number that rises with each.
    pub sequence: u32,
    /// What it is for; empty where that is not said.
    pub purpose: String,
    /// The address of the room; empty where there is none.
    pub place: String,
    /// Whether people can join by video or by phone.
    pub has_joining: bool,
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
        let mut places = told.ways.iter().filter_map(|way| way.place);
        let said = |text: Option<Commitment>| {
            let words = text.and_then(|text| state.words(text).said());
            words.unwrap_or_default().to_owned()
        };
        entry.purpose = said(Some(told.purpose));
        entry.place = said(places.next());
        entry.has_joining = told.ways.iter().any(|way| way.means != Means::Venue);
        entry
    }
}
