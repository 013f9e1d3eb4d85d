//! Meetings that were announced at short notice although that breaks the agreement, told apart from the rest.

use alongside_charter::{StandardSummary, Tally};

use crate::public::counts::Counts;
use crate::tally::TallyView;
use crate::words::Words;

/// How many meetings were announced so, and what became of the standards without them.
#[derive(Debug, Clone, Copy)]
pub struct Rapid {
    announced: usize,
    at_short_notice: usize,
    without: Tally,
}

impl Rapid {
    /// Of so many announced meetings so many at short notice, with the summaries of the findings of all else: those of
    /// one organiser, where one is named. Nothing where there is none to tell apart.
    pub fn new(
        announced: usize,
        at_short_notice: usize,
        without: &[StandardSummary<'_, '_>],
        organiser: Option<&str>,
    ) -> Option<Self> {
        let view = without.iter().fold(TallyView::default(), |sum, of| {
            let Some(name) = organiser else {
                return sum.and(&of.all);
            };
            let own = of.organisers.iter().find(|own| own.organiser == name);
            own.map_or(sum, |own| sum.and(&own.all))
        });
        (at_short_notice > 0).then_some(Self {
            announced,
            at_short_notice,
            without: view.0,
        })
    }

    /// How many meetings were announced, and how many of them at short notice.
    pub const fn meetings(&self) -> (usize, usize) {
        (self.announced, self.at_short_notice)
    }

    /// What became of the standards without those at short notice.
    pub const fn without(&self) -> &Tally {
        &self.without
    }

    /// The same in words.
    pub(crate) fn says(&self, words: &Words) -> String {
        let counts = Counts::new(words, self.without);
        words.says().area_home_rapid(
            words.count(self.at_short_notice),
            words.count(self.announced),
            counts.kept_of(),
        )
    }
}
