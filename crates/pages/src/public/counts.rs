//! Counts: tallies in the words of a page's language, as bars, cards and rows.

use alongside_charter::Tally;

use crate::bar::Bar;
use crate::outcome::Outcome;
use crate::tally::TallyView;
use crate::words::Words;

/// A tally with its language.
#[derive(Clone, Copy)]
pub(crate) struct Counts<'w> {
    words: &'w Words,
    view: TallyView,
}

/// One outcome with how often it came up.
pub(crate) struct OutcomeCount {
    pub(crate) outcome: Outcome,
    pub(crate) label: String,
    pub(crate) means: String,
    pub(crate) figures: String,
}

impl<'w> Counts<'w> {
    pub(crate) const fn new(words: &'w Words, tally: Tally) -> Self {
        Self {
            words,
            view: TallyView(tally),
        }
    }

    pub(crate) fn total(&self) -> usize {
        self.view.total()
    }

    pub(crate) const fn measured(&self) -> usize {
        self.view.measured()
    }

    /// `7 of 9`.
    pub(crate) fn kept_of(&self) -> String {
        let says = self.words.says();
        if self.measured() == 0 {
            return says.none_measured();
        }
        says.kept_of(
            self.words.count(self.view.0.kept),
            self.words.count(self.measured()),
        )
    }

    /// The share and its range, or that there are too few; `None` where nothing was measured.
    pub(crate) fn share(&self) -> Option<String> {
        if self.measured() == 0 {
            return None;
        }
        let says = self.words.says();
        let percent = |part| self.words.percent(part);
        Some(self.view.0.share().map_or_else(
            || says.too_few(),
            |of| says.share_range(percent(of.share), percent(of.low), percent(of.high)),
        ))
    }

    /// What the share is and how sure it is, as a sentence.
    pub(crate) fn share_in_a_sentence(&self) -> String {
        let says = self.words.says();
        let percent = |part| self.words.percent(part);
        self.view.0.share().map_or_else(
            || says.area_home_too_few(),
            |of| says.area_home_share(percent(of.share), percent(of.low), percent(of.high)),
        )
    }

    /// Kept, missed and no evidence always, the others where there are any.
    pub(crate) fn outcomes(&self) -> Vec<OutcomeCount> {
        let row = |outcome: Outcome, count: usize| OutcomeCount {
            outcome,
            label: self.words.outcome(outcome),
            means: self.words.outcome_means(outcome),
            figures: self.words.count(count),
        };
        self.view
            .rows()
            .into_iter()
            .map(|of| row(of.outcome, of.count))
            .collect()
    }

    /// What could not be measured: `No evidence 2, Claimed missed 4`.
    pub(crate) fn besides(&self) -> String {
        let parts: Vec<String> = Outcome::ALL
            .iter()
            .filter(|outcome| !matches!(outcome, Outcome::Kept | Outcome::Missed))
            .map(|outcome| (outcome.count(&self.view.0), *outcome))
            .filter(|(count, _)| *count > 0)
            .map(|(count, outcome)| {
                format!(
                    "{} {}",
                    self.words.outcome(outcome),
                    self.words.count(count)
                )
            })
            .collect();
        if parts.is_empty() {
            "–".to_owned()
        } else {
            self.words.listed(&parts)
        }
    }

    /// As a bar, on the side where the language begins.
    pub(crate) fn bar(&self, id: &str) -> Option<Bar> {
        let words = self.words;
        let mut bar = Bar::in_words(id.to_owned(), &self.view, |of| words.outcome(of))?;
        let parts = self.view.rows().into_iter().filter(|row| row.count > 0);
        let parts: Vec<String> = parts
            .map(|row| format!("{} {}", words.outcome(row.outcome), words.count(row.count)))
            .collect();
        bar.says = words.listed(&parts);
        Some(if self.words.direction().dir() == "rtl" {
            bar.mirrored()
        } else {
            bar
        })
    }
}
