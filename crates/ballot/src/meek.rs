//! Meek's method, as the reference rule of the Proportional Representation Foundation has it.
//!
//! Step numbers are those of that rule. A stage is what follows from one decision: the first
//! preferences, the elections of the stage before, or an exclusion; it ends with the next election or
//! when nothing is left to pass on.

use std::collections::BTreeMap;

use crate::ballots::Ballots;
use crate::board::{Board, Choice, State};
use crate::constraint::Constraint;
use crate::result::{Action, Count, ElectedBy, Keeping, Stage, Tie};
use crate::rules::{Lots, Refusal, Rules};
use crate::votes::Votes;

/// Figures have nine decimals.
pub(crate) const PLACES: u8 = 9;
/// One vote, and a keep factor of 1.
const ONE: u128 = 1_000_000_000;
/// Omega, 0.000001: with less surplus than this nothing more is passed on.
const OMEGA: u128 = 1_000;

pub(crate) fn count(
    ballots: &Ballots,
    constraints: &[Constraint],
    lots: &mut Lots<'_>,
) -> Result<Count, Refusal> {
    let board = Board::new(ballots, constraints, Rules::Meek)?;
    let candidates = ballots.candidates().len();
    let factor = |state: &State| if *state == State::Hopeful { ONE } else { 0 };
    let mut tally = Tally {
        factors: board.states.iter().map(factor).collect(),
        votes: vec![0; candidates],
        exhausted: 0,
        not_passed_on: 0,
        groups: BTreeMap::new(),
        at: vec![0; ballots.papers().distinct()],
        all: u128::from(ballots.valid()) * ONE,
        board,
    };
    tally.begin();
    let mut next = Next::first();
    loop {
        tally.round(next);
        if tally.board.is_over() {
            break;
        }
        next = tally.decide(lots)?;
        if tally.board.is_over() {
            tally.last_seats(next);
            break;
        }
    }
    Ok(tally.board.finish())
}

/// What the next stage begins with.
struct Next {
    action: Action,
    tie: Option<Tie>,
    excluded: Vec<usize>,
}

impl Next {
    const fn first() -> Self {
        Self {
            action: Action::FirstPreferences,
            tie: None,
            excluded: Vec::new(),
        }
    }
}

/// Through whom papers pass, each keeping a part, and with whom what is left of them ends.
type Way = (Vec<u16>, Option<u16>);

/// Papers that count alike, however they differ further on.
#[derive(Default)]
struct Group {
    /// Where each ranking is; nothing where they have ended with nobody, for they go no further.
    pile: Vec<u32>,
    papers: u64,
}

struct Tally<'b> {
    board: Board<'b>,
    factors: Vec<u128>,
    votes: Vec<u128>,
    /// Votes of papers that name nobody more.
    exhausted: u128,
    /// Votes of somebody who was excluded last, when no more are passed on.
    not_passed_on: u128,
    groups: BTreeMap<Way, Group>,
    /// How many preferences of each ranking are behind it.
    at: Vec<u16>,
    /// All valid papers, in the smallest unit.
    all: u128,
}

impl Tally<'_> {
    fn begin(&mut self) {
        let all = self.board.ballots.papers().places().collect();
        self.sort(&[], all);
        // Papers for nobody who stands are not valid.
        self.groups.remove(&(Vec::new(), None));
    }

    /// Sorts papers that have passed through some elected candidates by where they go next.
    ///
    /// Papers are only looked at when the candidate with whom they ended is elected or excluded. All
    /// who went the same way count alike in every round, so a round costs as much as there are ways.
    fn sort(&mut self, through: &[u16], pile: Vec<u32>) {
        let papers = self.board.ballots.papers();
        let mut by_next: BTreeMap<Option<u16>, Group> = BTreeMap::new();
        for place in pile {
            let at = &mut self.at[place as usize];
            let ahead = papers.ranking(place).iter().skip(usize::from(*at));
            let states = &self.board.states;
            let mut ahead = ahead.enumerate();
            let next = ahead.find(|(_, one)| states[usize::from(**one)] != State::Excluded);
            if let Some((passed, _)) = next {
                // No ranking is longer than there are candidates, who are fewer than 2^16.
                *at += u16::try_from(passed).unwrap_or(u16::MAX) + 1;
            }
            let group = by_next.entry(next.map(|(_, one)| *one)).or_default();
            group.papers += papers.count(place);
            if next.is_some() {
                group.pile.push(place);
            }
        }
        for (next, group) in by_next {
            if let Some(one) = next
                && self.board.states[usize::from(one)] == State::Elected
            {
                let through: Vec<u16> = through.iter().copied().chain([one]).collect();
                self.sort(&through, group.pile);
                continue;
            }
            let known = self.groups.entry((through.to_vec(), next)).or_default();
            known.papers += group.papers;
            known.pile.extend(group.pile);
        }
    }

    /// Sorts anew the papers that ended with somebody who is elected or excluded now.
    fn sort_those_of(&mut self, candidate: usize) {
        let ended = |way: &Way| way.1.map(usize::from) == Some(candidate);
        let ways: Vec<Way> = self
            .groups
            .keys()
            .filter(|way| ended(way))
            .cloned()
            .collect();
        for way in ways {
            let Some(group) = self.groups.remove(&way) else {
                continue;
            };
            let (mut through, end) = way;
            if self.board.states[candidate] == State::Elected {
                through.extend(end);
            }
            self.sort(&through, group.pile);
        }
    }

    /// Step B.2: rounds until somebody is elected or nothing is left to pass on; then the stage goes
    /// on record.
    fn round(&mut self, next: Next) {
        let mut before = None;
        let mut rounds = 0;
        loop {
            rounds += 1;
            self.distribute();
            let quota = (self.all - self.exhausted) / (self.board.seats() as u128 + 1) + 1;
            let (elected, by) = self.board.close(&self.votes, quota);
            let surplus = self.surplus(quota);
            let settled = surplus < OMEGA || before.is_some_and(|before| surplus >= before);
            if !elected.is_empty() || settled {
                for place in &elected {
                    self.sort_those_of(*place);
                }
                self.record(next, quota, surplus, rounds, elected, by);
                return;
            }
            before = Some(surplus);
            self.lower(quota);
        }
    }

    /// Step B.2.a: every paper gives each candidate it names that part of what is left of it which
    /// they keep, rounded up.
    fn distribute(&mut self) {
        self.votes.fill(0);
        self.exhausted = 0;
        for ((through, end), group) in &self.groups {
            let papers = u128::from(group.papers);
            let mut left = ONE;
            for one in through {
                let one = usize::from(*one);
                let kept = (left * self.factors[one]).div_ceil(ONE);
                self.votes[one] += kept * papers;
                left -= kept;
            }
            match end {
                Some(one) => self.votes[usize::from(*one)] += left * papers,
                None => self.exhausted += left * papers,
            }
        }
    }

    /// Step B.2.d: what the elected have above the quota, less what any of them lacks.
    fn surplus(&self, quota: u128) -> u128 {
        let elected = self.board.winners();
        let held: u128 = elected.iter().map(|place| self.votes[*place]).sum();
        held.saturating_sub(quota * elected.len() as u128)
    }

    /// Step B.2.f: the elected keep less (or more again) of each vote, rounded up twice.
    fn lower(&mut self, quota: u128) {
        for place in self.board.winners() {
            let wanted = (self.factors[*place] * quota).div_ceil(ONE);
            let factor = (wanted * ONE).div_ceil(self.votes[*place].max(1));
            // Nobody can keep more of a vote than there is of it.
            self.factors[*place] = factor.min(ONE);
        }
    }

    /// Step B.3, or, after an election, on with the surpluses.
    fn decide(&mut self, lots: &mut Lots<'_>) -> Result<Next, Refusal> {
        let last = self.board.stages.last();
        let elected = last.is_some_and(|stage| !stage.elected.is_empty());
        if elected && self.board.doomed().is_none() {
            return Ok(Next {
                action: Action::Surpluses,
                ..Next::first()
            });
        }
        let within = last
            .and_then(|stage| stage.meek.as_ref())
            .map_or(0, |meek| meek.surplus.units());
        let (Choice { candidate, tie }, why) = self.board.to_exclude(&self.votes, within, lots)?;
        self.board.exclude(candidate);
        self.factors[candidate] = 0;
        self.not_passed_on = self.votes[candidate];
        self.sort_those_of(candidate);
        Ok(Next {
            action: Action::Exclusion { of: candidate, why },
            tie,
            excluded: vec![candidate],
        })
    }

    /// Step C after an exclusion that leaves as many as there are seats: the count is over, and the
    /// votes of the one excluded are passed on to nobody.
    fn last_seats(&mut self, next: Next) {
        for candidate in &next.excluded {
            self.votes[*candidate] = 0;
        }
        self.exhausted += self.not_passed_on;
        let (quota, surplus) = self.board.stages.last().map_or((0, 0), |stage| {
            let surplus = stage.meek.as_ref().map_or(0, |meek| meek.surplus.units());
            (stage.quota.units(), surplus)
        });
        let elected = self.board.elect_rest(&self.votes);
        self.record(next, quota, surplus, 0, elected, Some(ElectedBy::LastSeats));
    }

    fn record(
        &mut self,
        next: Next,
        quota: u128,
        surplus: u128,
        rounds: usize,
        elected: Vec<usize>,
        by: Option<ElectedBy>,
    ) {
        let stage = Stage {
            number: self.board.stages.len() + 1,
            action: next.action,
            tie: next.tie,
            moves: Vec::new(),
            totals: self.votes.iter().map(|units| votes(*units)).collect(),
            non_transferable: votes(self.exhausted),
            residue: votes(0),
            quota: votes(quota),
            elected,
            by,
            excluded: next.excluded,
            meek: Some(Keeping {
                factors: self.factors.iter().map(|units| votes(*units)).collect(),
                surplus: votes(surplus),
                rounds,
            }),
        };
        self.board.stages.push(stage);
    }
}

const fn votes(units: u128) -> Votes {
    Votes::new(units, PLACES)
}
