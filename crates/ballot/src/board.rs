//! Who is still in the running, and what every rule set does alike.

use crate::ballots::Ballots;
use crate::constraint::{Constraint, Feasibility};
use crate::result::{About, Count, ElectedBy, Exclusion, PaperCounts, Stage, Tie, TieBreak};
use crate::rules::{LotNeeded, Lots, Refusal, Rules};

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Hopeful,
    Elected,
    /// Or withdrawn.
    Excluded,
}

/// A count under way.
pub(crate) struct Board<'b> {
    pub(crate) ballots: &'b Ballots,
    constraints: &'b [Constraint],
    rules: Rules,
    pub(crate) states: Vec<State>,
    pub(crate) stages: Vec<Stage>,
    winners: Vec<usize>,
}

/// A choice between candidates and, where figures alone did not make it, how it was made.
pub(crate) struct Choice {
    pub(crate) candidate: usize,
    pub(crate) tie: Option<Tie>,
}

impl<'b> Board<'b> {
    pub(crate) fn new(
        ballots: &'b Ballots,
        constraints: &'b [Constraint],
        rules: Rules,
    ) -> Result<Self, Refusal> {
        let state = |withdrawn| {
            if withdrawn {
                State::Excluded
            } else {
                State::Hopeful
            }
        };
        let candidates = ballots.candidates().iter();
        let board = Self {
            ballots,
            constraints,
            rules,
            states: candidates.map(|one| state(one.withdrawn)).collect(),
            stages: Vec::new(),
            winners: Vec::new(),
        };
        // With fewer candidates than seats all are elected, and bounds are held against those.
        let filled = board.seats().min(board.hopeful().len());
        if Feasibility::new(constraints, &board.hopeful(), &[], filled).holds() {
            Ok(board)
        } else {
            Err(Refusal::Infeasible { seats: filled })
        }
    }

    pub(crate) const fn seats(&self) -> usize {
        self.ballots.seats()
    }

    pub(crate) const fn vacancies(&self) -> usize {
        self.seats().saturating_sub(self.winners.len())
    }

    pub(crate) fn is_hopeful(&self, candidate: usize) -> bool {
        self.states[candidate] == State::Hopeful
    }

    pub(crate) fn hopeful(&self) -> Vec<usize> {
        (0..self.states.len())
            .filter(|place| self.is_hopeful(*place))
            .collect()
    }

    pub(crate) fn winners(&self) -> &[usize] {
        &self.winners
    }

    /// Whether all seats are filled, or all who are left fill them.
    pub(crate) fn is_over(&self) -> bool {
        self.hopeful().len() <= self.vacancies() || self.vacancies() == 0
    }

    /// Elects whoever of the hopeful has the quota, most votes first.
    pub(crate) fn elect(&mut self, totals: &[u128], quota: u128) -> Vec<usize> {
        let mut reached: Vec<usize> = self.hopeful();
        reached.retain(|place| totals[*place] >= quota);
        reached.sort_by_key(|place| std::cmp::Reverse(totals[*place]));
        // An election can doom somebody who has the quota too.
        reached.retain(|place| {
            let may = !self.is_doomed(*place) && self.vacancies() > 0;
            if may {
                self.win(*place);
            }
            may
        });
        reached
    }

    /// Elects all who are left, most votes first, if there are no more than seats to fill.
    pub(crate) fn elect_rest(&mut self, totals: &[u128]) -> Vec<usize> {
        let mut rest = self.hopeful();
        if rest.len() > self.vacancies() {
            return Vec::new();
        }
        rest.sort_by_key(|place| std::cmp::Reverse(totals[*place]));
        for place in &rest {
            self.win(*place);
        }
        rest
    }

    /// Those elected at the end of a stage, and how they came to be.
    pub(crate) fn close(
        &mut self,
        totals: &[u128],
        quota: u128,
    ) -> (Vec<usize>, Option<ElectedBy>) {
        let elected = self.elect(totals, quota);
        let rest = self.elect_rest(totals);
        let by = match (elected.is_empty(), rest.is_empty()) {
            (true, true) => None,
            (_, false) => Some(ElectedBy::LastSeats),
            (false, true) => Some(ElectedBy::Quota),
        };
        (elected.into_iter().chain(rest).collect(), by)
    }

    fn win(&mut self, candidate: usize) {
        self.states[candidate] = State::Elected;
        self.winners.push(candidate);
    }

    pub(crate) fn exclude(&mut self, candidate: usize) {
        self.states[candidate] = State::Excluded;
    }

    fn feasibility(&self) -> Feasibility<'_> {
        Feasibility::new(
            self.constraints,
            &self.hopeful(),
            &self.winners,
            self.vacancies(),
        )
    }

    fn is_doomed(&self, candidate: usize) -> bool {
        !self.constraints.is_empty() && !self.feasibility().holds_with(candidate)
    }

    /// Whom to exclude next, and why: somebody doomed, else the one with the fewest votes among those
    /// who are not guarded. Who has no more than `within` above the fewest ties with them.
    pub(crate) fn to_exclude(
        &self,
        totals: &[u128],
        within: u128,
        lots: &mut Lots<'_>,
    ) -> Result<(Choice, Exclusion), Refusal> {
        let hopeful = self.hopeful();
        if let Some(candidate) = self.doomed() {
            let choice = Choice {
                candidate,
                tie: None,
            };
            return Ok((choice, Exclusion::Doomed));
        }
        let mut among = hopeful.clone();
        if !self.constraints.is_empty() {
            let feasibility = self.feasibility();
            among.retain(|place| feasibility.holds_without(*place));
        }
        let why = |all: &[usize]| {
            let fewest = all.iter().map(|place| totals[*place]).min();
            if among.iter().any(|place| Some(totals[*place]) == fewest) {
                Exclusion::Fewest
            } else {
                Exclusion::FewestUnguarded
            }
        };
        let why = why(&hopeful);
        let fewest = among.iter().map(|place| totals[*place]).min().unwrap_or(0);
        among.retain(|place| totals[*place] <= fewest + within);
        Ok((self.choose(among, About::Exclusion, lots)?, why))
    }

    /// Somebody hopeful who cannot be elected within the constraints, the first in the order of the
    /// paper.
    pub(crate) fn doomed(&self) -> Option<usize> {
        if self.constraints.is_empty() {
            return None;
        }
        let feasibility = self.feasibility();
        self.hopeful()
            .into_iter()
            .find(|place| !feasibility.holds_with(*place))
    }

    /// One of those who tie: by the last stage at which their figures differed, where the rules look
    /// back, else by lot.
    pub(crate) fn choose(
        &self,
        tied: Vec<usize>,
        about: About,
        lots: &mut Lots<'_>,
    ) -> Result<Choice, Refusal> {
        if let [candidate] = tied[..] {
            return Ok(Choice {
                candidate,
                tie: None,
            });
        }
        let mut left = tied.clone();
        let mut decided = None;
        if self.rules == Rules::Scottish {
            for stage in self.stages.iter().rev() {
                let figures = left.iter().map(|place| stage.totals[*place]);
                let wanted = match about {
                    About::Surplus => figures.max(),
                    About::Exclusion => figures.min(),
                };
                left.retain(|place| Some(stage.totals[*place]) == wanted);
                if let [_] = left[..] {
                    decided = Some(stage.number);
                    break;
                }
            }
        }
        let (chosen, by) = if let (Some(stage), [chosen, ..]) = (decided, &left[..]) {
            (*chosen, TieBreak::EarlierStage(stage))
        } else {
            let chosen = self.draw(&left, about, lots)?;
            (chosen, TieBreak::Lot { among: left })
        };
        let tie = Tie {
            between: tied,
            about,
            by,
            chosen,
        };
        Ok(Choice {
            candidate: chosen,
            tie: Some(tie),
        })
    }

    fn draw(&self, among: &[usize], about: About, lots: &mut Lots<'_>) -> Result<usize, Refusal> {
        let name = |place: &usize| self.ballots.candidates()[*place].name.clone();
        let needed = LotNeeded {
            stage: self.stages.len() + 1,
            about,
            among: among.to_vec(),
            names: among.iter().map(name).collect(),
        };
        match lots(&needed).and_then(|place| among.get(place)) {
            Some(chosen) => Ok(*chosen),
            None => Err(Refusal::NeedsLot(needed)),
        }
    }

    /// The result, once it is over.
    pub(crate) fn finish(self) -> Count {
        let Self {
            ballots,
            rules,
            stages,
            winners,
            ..
        } = self;
        let valid = ballots.valid();
        Count {
            rules,
            title: ballots.title.clone(),
            seats: ballots.seats(),
            candidates: ballots.candidates().to_vec(),
            papers: PaperCounts {
                valid,
                empty: ballots.empty,
                spoilt: ballots.spoilt,
                for_nobody: ballots.papers().total() - valid,
                cut_short: ballots.cut_short,
            },
            stages,
            winners,
        }
    }
}
