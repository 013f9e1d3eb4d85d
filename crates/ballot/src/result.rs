//! What a count came to, stage by stage.

use crate::ballots::Candidate;
use crate::rules::Rules;
use crate::votes::Votes;

/// A finished count. Candidates are named by their place in [`Count::candidates`], from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The rule set by which it was counted.
    pub rules: Rules,
    /// What the election is called.
    pub title: String,
    /// How many seats there were.
    pub seats: usize,
    /// Everybody on the paper.
    pub candidates: Vec<Candidate>,
    /// The papers, by what they were worth.
    pub papers: PaperCounts,
    /// What the count did, from the first preferences on; at least one.
    pub stages: Vec<Stage>,
    /// Who is elected, in the order of their election.
    pub winners: Vec<usize>,
}

/// How many papers were what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PaperCounts {
    /// With a preference for somebody who stands. These were counted.
    pub valid: u64,
    /// Without a mark.
    pub empty: u64,
    /// Without a clear first preference.
    pub spoilt: u64,
    /// Only for candidates who withdrew.
    pub for_nobody: u64,
    /// Among the papers with a first preference, those that were followed only up to a place where no
    /// next preference was clear.
    pub cut_short: u64,
}

impl Count {
    /// The number of votes that elects: in Meek's rules at the first stage, for it falls as papers
    /// run out of preferences (see [`Stage::quota`]).
    pub fn quota(&self) -> Votes {
        self.stages
            .first()
            .map_or(Votes::new(0, self.rules.places()), |stage| stage.quota)
    }

    /// A candidate's name; empty where there is no such candidate.
    pub fn name(&self, candidate: usize) -> &str {
        self.candidates.get(candidate).map_or("", |one| &one.name)
    }

    /// Their names.
    pub fn names(&self, candidates: &[usize]) -> Vec<&str> {
        candidates.iter().map(|place| self.name(*place)).collect()
    }

    /// Who is elected, by name, in the order of their election.
    pub fn winner_names(&self) -> Vec<&str> {
        self.names(&self.winners)
    }
}

/// One step of a count and where it left everybody.
///
/// At every stage the papers that were counted are accounted for to the last unit: the sum of
/// [`totals`](Self::totals), [`non_transferable`](Self::non_transferable) and
/// [`residue`](Self::residue) is [`PaperCounts::valid`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// From 1.
    pub number: usize,
    /// What was done.
    pub action: Action,
    /// Why it was done to this candidate, where several came into question.
    pub tie: Option<Tie>,
    /// Where votes went in this stage. Empty at the first, and in Meek's rules, which count all
    /// papers afresh.
    pub moves: Vec<Move>,
    /// What each candidate has at the end of the stage.
    pub totals: Vec<Votes>,
    /// Votes of papers that name nobody more who could take them.
    pub non_transferable: Votes,
    /// What was lost by rounding values down. Always nothing in Meek's rules.
    pub residue: Votes,
    /// What it takes to be elected.
    pub quota: Votes,
    /// Who is elected at the end of the stage; first whoever has most.
    pub elected: Vec<usize>,
    /// How those elected came to be.
    pub by: Option<ElectedBy>,
    /// Who is excluded in this stage.
    pub excluded: Vec<usize>,
    /// In Meek's rules, what each candidate keeps of every vote.
    pub meek: Option<Keeping>,
}

/// What a stage did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Counted first preferences.
    FirstPreferences,
    /// Passed on what one elected candidate had above the quota.
    Surplus {
        /// Whose.
        from: usize,
        /// How much.
        surplus: Votes,
    },
    /// Lowered what elected candidates keep until each has the quota (Meek).
    Surpluses,
    /// Passed on all votes of a candidate with too few.
    Exclusion {
        /// Whose.
        of: usize,
        /// How the candidate came to be excluded.
        why: Exclusion,
    },
}

/// How a candidate came to be excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusion {
    /// Nobody had fewer votes.
    Fewest,
    /// Nobody who may be excluded had fewer votes: others are guarded by a constraint.
    FewestUnguarded,
    /// No way of filling the seats that keeps the constraints has them in it.
    Doomed,
}

/// How those who were elected at a stage came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElectedBy {
    /// They reached the quota.
    Quota,
    /// As many were left as there were seats to fill.
    LastSeats,
}

/// Votes that went one way in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// To whom; `None` is to nobody, for the papers name nobody more who could take them.
    pub to: Option<usize>,
    /// On how many papers.
    pub papers: u64,
    /// How many votes.
    pub votes: Votes,
}

/// What candidates keep under Meek's rules at the end of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// The part of each vote that each candidate keeps: 1 until elected, 0 once excluded.
    pub factors: Vec<Votes>,
    /// What the elected still have above the quota, all together.
    pub surplus: Votes,
    /// How often the papers were counted in this stage.
    pub rounds: usize,
}

/// Candidates between whom the figures did not decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// All who came into question.
    pub between: Vec<usize>,
    /// What it was about.
    pub about: About,
    /// How it was decided.
    pub by: TieBreak,
    /// Whom it fell on.
    pub chosen: usize,
}

/// What a tie was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Whose surplus is passed on first.
    Surplus,
    /// Who is excluded.
    Exclusion,
}

/// How a tie was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TieBreak {
    /// By the last stage before at which the figures differed.
    EarlierStage(usize),
    /// By lot.
    Lot {
        /// Among whom, where earlier stages had left only some of them.
        among: Vec<usize>,
    },
}
