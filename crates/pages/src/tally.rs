//! Tallies: how many findings came to what, in words and rows.

use alongside_charter::Tally;

use crate::number::{Count, Percent, listed};
use crate::outcome::Outcome;

/// A row of a tally's table.
pub(crate) struct TallyRow {
    pub(crate) outcome: Outcome,
    pub(crate) count: usize,
}

impl TallyRow {
    pub(crate) const fn figures(&self) -> Count {
        Count(self.count)
    }
}

/// A tally as it is shown.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TallyView(pub(crate) Tally);

impl TallyView {
    /// Kept, missed and no evidence always, the others where there are any.
    pub(crate) fn rows(&self) -> Vec<TallyRow> {
        let row = |outcome: Outcome| TallyRow {
            outcome,
            count: outcome.count(&self.0),
        };
        Outcome::ALL
            .map(row)
            .into_iter()
            .filter(|row| row.count > 0 || row.outcome.is_always_shown())
            .collect()
    }

    pub(crate) fn total(&self) -> usize {
        Outcome::ALL
            .iter()
            .map(|outcome| outcome.count(&self.0))
            .sum()
    }

    pub(crate) const fn measured(&self) -> usize {
        self.0.measured()
    }

    /// `7 of 9`.
    pub(crate) fn kept_of_measured(&self) -> String {
        match self.measured() {
            0 => "none measured".to_owned(),
            measured => format!("{} of {}", Count(self.0.kept), Count(measured)),
        }
    }

    /// `78 %, between 45 % and 94 %`, or "too few to say"; `None` where nothing was measured.
    pub(crate) fn share(&self) -> Option<String> {
        (self.measured() > 0).then(|| match self.0.share() {
            Some(share) => format!(
                "{}, between {} and {}",
                Percent(share.share),
                Percent(share.low),
                Percent(share.high)
            ),
            None => "too few to say".to_owned(),
        })
    }

    /// What the share is and how sure it is, after "Kept 7 of 9".
    pub(crate) fn share_in_a_sentence(&self) -> String {
        match self.0.share() {
            Some(share) => format!(
                "that could be measured: {}. The 95\u{a0}% interval is between {} and {}.",
                Percent(share.share),
                Percent(share.low),
                Percent(share.high)
            ),
            None => "that could be measured: too few to say what share.".to_owned(),
        }
    }

    /// What could not be measured: `2 no evidence and 4 claimed missed`.
    pub(crate) fn besides(&self) -> String {
        let parts: Vec<String> = Outcome::ALL
            .iter()
            .filter(|outcome| !matches!(outcome, Outcome::Kept | Outcome::Missed))
            .map(|outcome| (outcome.count(&self.0), outcome.words()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{} {words}", Count(count)))
            .collect();
        match parts.as_slice() {
            [] => "none".to_owned(),
            parts => listed(parts),
        }
    }

    /// The same with another tally added.
    #[must_use]
    pub(crate) const fn and(self, other: &Tally) -> Self {
        Self(Tally {
            kept: self.0.kept + other.kept,
            missed: self.0.missed + other.missed,
            due: self.0.due + other.due,
            no_evidence: self.0.no_evidence + other.no_evidence,
            excused: self.0.excused + other.excused,
            claimed_kept: self.0.claimed_kept + other.claimed_kept,
            claimed_missed: self.0.claimed_missed + other.claimed_missed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_needs_five_measured() {
        let share = |kept, missed| {
            TallyView(Tally {
                kept,
                missed,
                ..Tally::default()
            })
            .share()
        };
        assert_eq!(share(0, 0), None);
        assert_eq!(share(4, 0).as_deref(), Some("too few to say"));
        assert_eq!(
            share(7, 2).as_deref(),
            Some("78\u{a0}%, between 45\u{a0}% and 94\u{a0}%")
        );
    }

    #[test]
    fn claims_and_no_evidence_are_never_measured() {
        let tally = TallyView(Tally {
            no_evidence: 2,
            claimed_kept: 9,
            claimed_missed: 4,
            ..Tally::default()
        });
        assert_eq!(tally.kept_of_measured(), "none measured");
        assert_eq!(
            tally.besides(),
            "2 no evidence, 9 claimed kept and 4 claimed missed"
        );
    }
}
