//! Every page of the gallery.

use alongside_charter::Charter;
use alongside_pages::{Colour, Language, Words};

use crate::samples::{self, Place, State};

/// A page with where it is in the gallery.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) state: State,
    pub(crate) html: String,
}

/// Every page in every state, in one language.
pub(crate) fn gallery(words: &Words) -> Vec<Sample> {
    let mut gallery = Vec::new();
    for state in State::ALL {
        let charter = Charter::parse(include_str!("../../samples/agreement.toml")).unwrap();
        let place = Place::new(state, charter, Colour::parse("6b2d73").unwrap());
        samples::each(&place, words, &samples::assets(), &mut |name, page| {
            gallery.push(Sample {
                name: name.to_owned(),
                state,
                html: page.unwrap(),
            });
        });
    }
    gallery
}

/// The same in every language.
pub(crate) fn every_language() -> Vec<Sample> {
    Language::ALL
        .into_iter()
        .flat_map(|language| gallery(Words::of(language)))
        .collect()
}
