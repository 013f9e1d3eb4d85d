//! The Scottish rules, in whole units of 1/100000 vote.
//!
//! Rule numbers are those of schedule 1 to SSI 2007/42.

use std::collections::BTreeMap;

use crate::ballots::Ballots;
use crate::board::{Board, Choice};
use crate::constraint::Constraint;
use crate::result::{About, Action, Count, Move, Stage, Tie};
use crate::rules::{Lots, Refusal, Rules};
use crate::votes::Votes;

/// Values have five decimals; what is beyond is left out (rule 48).
pub(crate) const PLACES: u8 = 5;
/// One vote.
const ONE: u128 = 100_000;

pub(crate) fn count(
    ballots: &Ballots,
    constraints: &[Constraint],
    lots: &mut Lots<'_>,
) -> Result<Count, Refusal> {
    let board = Board::new(ballots, constraints, Rules::Scottish)?;
    let candidates = ballots.candidates().len();
    let mut tally = Tally {
        // Rule 46: the valid papers, divided by one more than the seats, plus one.
        quota: (u128::from(ballots.valid()) / (board.seats() as u128 + 1) + 1) * ONE,
        at: vec![0; ballots.papers().distinct()],
        held: vec![BTreeMap::new(); candidates],
        totals: vec![0; candidates],
        buckets: vec![Vec::new(); candidates],
        non_transferable: 0,
        residue: 0,
        surpluses: Vec::new(),
        board,
    };
    tally.first_preferences();
    while !tally.board.is_over() {
        tally.step(lots)?;
    }
    Ok(tally.board.finish())
}

/// Papers of one ranking each, by their place among the distinct rankings.
type Pile = Vec<u32>;

struct Tally<'b> {
    board: Board<'b>,
    quota: u128,
    /// How many preferences of each ranking are behind it.
    at: Vec<u16>,
    /// What each candidate holds: rankings by the value of a paper.
    held: Vec<BTreeMap<u128, Pile>>,
    totals: Vec<u128>,
    /// Where papers are sorted, kept between stages.
    buckets: Vec<Pile>,
    non_transferable: u128,
    residue: u128,
    /// Whoever is elected with more than the quota that was not passed on yet.
    surpluses: Vec<usize>,
}

/// Papers and votes that went one way; the last is for those that went nowhere.
struct Sorted(Vec<(u64, u128)>);

impl Tally<'_> {
    /// Rule 45: papers by first preference.
    fn first_preferences(&mut self) {
        let all: Pile = self.board.ballots.papers().places().collect();
        let mut sorted = self.sorted();
        self.pass_on(&all, ONE, &mut sorted);
        self.add_up(&sorted);
        // Papers for nobody who stands are not valid, and nowhere in the sums.
        self.non_transferable = 0;
        self.close(Action::FirstPreferences, None, Vec::new(), vec![]);
    }

    /// Somebody doomed goes first, then the largest surplus (rules 48 and 49), then whoever has the
    /// fewest votes (rules 50 and 51).
    fn step(&mut self, lots: &mut Lots<'_>) -> Result<(), Refusal> {
        if self.surpluses.is_empty() || self.board.doomed().is_some() {
            return self.exclude(lots);
        }
        let most = self.surpluses.iter().map(|place| self.totals[*place]).max();
        let mut among = self.surpluses.clone();
        among.retain(|place| Some(self.totals[*place]) == most);
        among.sort_unstable();
        let choice = self.board.choose(among, About::Surplus, lots)?;
        self.surpluses.retain(|place| *place != choice.candidate);
        self.pass_on_surplus(choice);
        Ok(())
    }

    /// Every paper of the candidate goes on at its value times the surplus, divided by the
    /// candidate's votes.
    fn pass_on_surplus(&mut self, Choice { candidate, tie }: Choice) {
        let total = self.totals[candidate];
        let surplus = total - self.quota;
        let mut sorted = self.sorted();
        for (value, pile) in std::mem::take(&mut self.held[candidate]) {
            self.pass_on(&pile, surplus * value / total, &mut sorted);
        }
        let passed = self.add_up(&sorted);
        self.totals[candidate] = self.quota;
        self.residue += surplus - passed;
        let action = Action::Surplus {
            from: candidate,
            surplus: votes(surplus),
        };
        self.close(action, tie, sorted.moves(), vec![]);
    }

    /// Every paper of the candidate goes on at the value it has.
    fn exclude(&mut self, lots: &mut Lots<'_>) -> Result<(), Refusal> {
        let (Choice { candidate, tie }, why) = self.board.to_exclude(&self.totals, 0, lots)?;
        self.board.exclude(candidate);
        let mut sorted = self.sorted();
        for (value, pile) in std::mem::take(&mut self.held[candidate]) {
            self.pass_on(&pile, value, &mut sorted);
        }
        self.add_up(&sorted);
        self.totals[candidate] = 0;
        let action = Action::Exclusion { of: candidate, why };
        self.close(action, tie, sorted.moves(), vec![candidate]);
        Ok(())
    }

    fn sorted(&self) -> Sorted {
        Sorted(vec![(0, 0); self.totals.len() + 1])
    }

    /// Gives each paper to its next preference who is neither elected nor excluded.
    fn pass_on(&mut self, pile: &[u32], value: u128, sorted: &mut Sorted) {
        let papers = self.board.ballots.papers();
        let nobody = self.totals.len();
        for place in pile {
            let at = &mut self.at[*place as usize];
            let ahead = papers.ranking(*place).iter().skip(usize::from(*at));
            let next = ahead
                .enumerate()
                .find(|(_, one)| self.board.is_hopeful(usize::from(**one)));
            let to = next.map_or(nobody, |(passed, one)| {
                // No ranking is longer than there are candidates, who are fewer than 2^16.
                *at += u16::try_from(passed).unwrap_or(u16::MAX) + 1;
                let to = usize::from(*one);
                self.buckets[to].push(*place);
                to
            });
            sorted.0[to].0 += papers.count(*place);
            sorted.0[to].1 += u128::from(papers.count(*place)) * value;
        }
        for (to, bucket) in self.buckets.iter_mut().enumerate() {
            if !bucket.is_empty() {
                self.held[to].entry(value).or_default().append(bucket);
            }
        }
    }

    /// Adds what was passed on to everybody's votes; how much it was.
    fn add_up(&mut self, Sorted(rows): &Sorted) -> u128 {
        for (total, (_, units)) in self.totals.iter_mut().zip(rows) {
            *total += units;
        }
        self.non_transferable += rows.last().map_or(0, |(_, units)| *units);
        rows.iter().map(|(_, units)| units).sum()
    }

    /// Elects, and puts the stage on record.
    fn close(&mut self, action: Action, tie: Option<Tie>, moves: Vec<Move>, excluded: Vec<usize>) {
        let (elected, by) = self.board.close(&self.totals, self.quota);
        let above = elected
            .iter()
            .filter(|place| self.totals[**place] > self.quota);
        self.surpluses.extend(above);
        let stage = Stage {
            number: self.board.stages.len() + 1,
            action,
            tie,
            moves,
            totals: self.totals.iter().map(|units| votes(*units)).collect(),
            non_transferable: votes(self.non_transferable),
            residue: votes(self.residue),
            quota: votes(self.quota),
            elected,
            by,
            excluded,
            meek: None,
        };
        self.board.stages.push(stage);
    }
}

impl Sorted {
    fn moves(&self) -> Vec<Move> {
        let nobody = self.0.len() - 1;
        let rows = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, (papers, _))| *papers > 0);
        rows.map(|(to, (papers, units))| Move {
            to: (to < nobody).then_some(to),
            papers: *papers,
            votes: votes(*units),
        })
        .collect()
    }
}

const fn votes(units: u128) -> Votes {
    Votes::new(units, PLACES)
}
