//! How to read the report: the words and the ways of counting it uses.

use std::collections::BTreeSet;

use alongside_charter::{Calendar, Counting, FEWEST, LongDay, Place};
use jiff::civil::{Date, date};

use crate::charter::CharterView;
use crate::number::{InWords, capital};
use crate::outcome::Outcome;
use crate::rule;

/// What a reader needs to know.
pub(crate) struct Reading {
    pub(crate) outcomes: [Outcome; 7],
    pub(crate) countings: Vec<CountingView>,
    /// Below this many there are too few to say.
    pub(crate) fewest: InWords,
}

/// A way of counting with an example.
pub(crate) struct CountingView {
    counting: Counting,
}

impl Reading {
    pub(crate) fn new(charters: &[CharterView<'_, '_>]) -> Self {
        let used: BTreeSet<Counting> = charters
            .iter()
            .flat_map(|charter| &charter.standards)
            .map(|view| &view.rule)
            .filter_map(rule::RuleView::counted)
            .collect();
        Self {
            outcomes: Outcome::ALL,
            countings: used
                .into_iter()
                .map(|counting| CountingView { counting })
                .collect(),
            fewest: InWords(FEWEST),
        }
    }
}

impl CountingView {
    pub(crate) fn name(&self) -> String {
        rule::name(self.counting)
    }

    pub(crate) fn explanation(&self) -> String {
        capital(self.counting.explanation())
    }

    /// "From Wed 9 June 2021 to Wed 16 June 2021 it comes to 7 days."
    pub(crate) fn example(&self) -> String {
        const FROM: Date = date(2021, 6, 9);
        const TO: Date = date(2021, 6, 16);
        let calendar = Calendar::by_rule(Place::EnglandAndWales);
        format!(
            "From {} to {} it comes to {} {}.",
            LongDay(FROM),
            LongDay(TO),
            self.counting.count(FROM, TO, &calendar),
            self.counting.unit()
        )
    }
}
