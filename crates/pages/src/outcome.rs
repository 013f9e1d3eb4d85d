//! Outcomes: verdict and basis together, as one word on the page.

use alongside_charter::{Basis, Finding, Tally, Verdict};

/// What became of a standard, and whether that is recorded or only claimed. The seven outcomes are
/// the seven counts of a [`Tally`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Kept,
    Missed,
    Excused,
    NoEvidence,
    Due,
    ClaimedKept,
    ClaimedMissed,
}

impl Outcome {
    /// In the order of bars and tables: what was measured, then what was not, then what is claimed.
    pub(crate) const ALL: [Self; 7] = [
        Self::Kept,
        Self::Missed,
        Self::Excused,
        Self::NoEvidence,
        Self::Due,
        Self::ClaimedKept,
        Self::ClaimedMissed,
    ];

    /// In the order in which findings are read: what went wrong comes first.
    pub(crate) const READING: [Self; 7] = [
        Self::Missed,
        Self::ClaimedMissed,
        Self::NoEvidence,
        Self::Due,
        Self::Excused,
        Self::Kept,
        Self::ClaimedKept,
    ];

    pub(crate) const fn of(finding: &Finding<'_>) -> Self {
        match (finding.verdict, finding.basis) {
            (Verdict::Kept, Basis::Recorded) => Self::Kept,
            (Verdict::Missed, Basis::Recorded) => Self::Missed,
            (Verdict::Kept, Basis::Claimed) => Self::ClaimedKept,
            (Verdict::Missed, Basis::Claimed) => Self::ClaimedMissed,
            (Verdict::Due, _) => Self::Due,
            (Verdict::NoEvidence, _) => Self::NoEvidence,
            (Verdict::Excused, _) => Self::Excused,
        }
    }

    pub(crate) const fn count(self, tally: &Tally) -> usize {
        match self {
            Self::Kept => tally.kept,
            Self::Missed => tally.missed,
            Self::Excused => tally.excused,
            Self::NoEvidence => tally.no_evidence,
            Self::Due => tally.due,
            Self::ClaimedKept => tally.claimed_kept,
            Self::ClaimedMissed => tally.claimed_missed,
        }
    }

    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Missed => "Missed",
            Self::Excused => "Excused",
            Self::NoEvidence => "No evidence",
            Self::Due => "Not due yet",
            Self::ClaimedKept => "Claimed kept",
            Self::ClaimedMissed => "Claimed missed",
        }
    }

    /// Inside a sentence.
    pub(crate) fn words(self) -> String {
        self.label().to_lowercase()
    }

    /// The name in styles and ids.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missed => "missed",
            Self::Excused => "excused",
            Self::NoEvidence => "no-evidence",
            Self::Due => "due",
            Self::ClaimedKept => "claimed-kept",
            Self::ClaimedMissed => "claimed-missed",
        }
    }

    /// What it means, in one sentence.
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Self::Kept => "The record shows that the standard was kept.",
            Self::Missed => "The record shows that the standard was not kept, and by how much.",
            Self::Excused => {
                "It was not kept, for a reason that somebody agreed to. The finding names both."
            }
            Self::NoEvidence => {
                "What would show it is not in the record. This is never counted as kept."
            }
            Self::Due => "The last day to keep the standard has not passed.",
            Self::ClaimedKept => "Somebody says it was kept. The record does not show it.",
            Self::ClaimedMissed => "Somebody says it was missed. The record does not show it.",
        }
    }

    /// Whether it is shown even where there is none of it.
    pub(crate) const fn is_always_shown(self) -> bool {
        matches!(self, Self::Kept | Self::Missed | Self::NoEvidence)
    }

    /// Whether its findings lie open on the screen, however many there are.
    pub(crate) const fn is_laid_open(self) -> bool {
        matches!(self, Self::Missed | Self::ClaimedMissed)
    }
}
