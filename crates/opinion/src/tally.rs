//! How many in each group said what.

use crate::votes::{Vote, Votes};

/// How many said what to one statement. Who passed has seen it and said neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Who agreed.
    pub agree: u32,
    /// Who disagreed.
    pub disagree: u32,
    /// Who has voted on it at all, passes too.
    pub seen: u32,
}

/// One of the two sides that a vote can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Agreeing.
    Agree,
    /// Disagreeing.
    Disagree,
}

impl Side {
    /// Both sides.
    pub const BOTH: [Self; 2] = [Self::Agree, Self::Disagree];
}

impl Counts {
    /// Who passed.
    pub fn passes(self) -> u32 {
        self.seen
            .saturating_sub(self.agree)
            .saturating_sub(self.disagree)
    }

    /// Who took this side.
    pub fn of(self, side: Side) -> u32 {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }

    /// The share that took this side, as if one more had and one more had not: (n + 1) / (seen + 2). So that nothing
    /// becomes certain by few votes.
    pub fn share(self, side: Side) -> f64 {
        (f64::from(self.of(side)) + 1.0) / (f64::from(self.seen) + 2.0)
    }

    fn add(&mut self, vote: Vote) {
        self.seen += 1;
        match vote {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => {}
        }
    }

    fn take(&mut self, vote: Vote) {
        self.seen = self.seen.saturating_sub(1);
        match vote {
            Vote::Agree => self.agree = self.agree.saturating_sub(1),
            Vote::Disagree => self.disagree = self.disagree.saturating_sub(1),
            Vote::Pass => {}
        }
    }
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            seen: self.seen + other.seen,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, counts| sum + counts)
    }
}

/// How many said what to every statement: in each group, and in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tallies {
    groups: Vec<Vec<Counts>>,
    everyone: Vec<Counts>,
}

impl Tallies {
    /// Counts votes. `group_of` has for each person the number of their group, from 0 to below `groups`, or none.
    pub fn of(votes: &Votes, group_of: &[Option<usize>], groups: usize) -> Self {
        let none = vec![Counts::default(); votes.statements()];
        let mut tallies = Self {
            groups: vec![none.clone(); groups],
            everyone: none,
        };
        for (person, row) in votes.rows().iter().enumerate() {
            let group = group_of.get(person).copied().flatten();
            for cell in row {
                tallies.add(group, cell.statement(), cell.vote());
            }
        }
        tallies
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.everyone.len()
    }

    /// What a group said to a statement.
    ///
    /// # Panics
    /// Where there is no such group or statement.
    pub fn in_group(&self, group: usize, statement: usize) -> Counts {
        self.groups[group][statement]
    }

    /// What all other groups together said to a statement.
    pub fn elsewhere(&self, group: usize, statement: usize) -> Counts {
        let others = self.groups.iter().enumerate();
        others
            .filter(|(other, _)| *other != group)
            .map(|(_, counts)| counts[statement])
            .sum()
    }

    /// What all groups together said to a statement. Who voted too little for a group is not in it.
    pub fn grouped(&self, statement: usize) -> Counts {
        self.groups.iter().map(|counts| counts[statement]).sum()
    }

    /// What everybody said to a statement.
    ///
    /// # Panics
    /// Where there is no such statement.
    pub fn everyone(&self, statement: usize) -> Counts {
        self.everyone[statement]
    }

    pub(crate) fn add(&mut self, group: Option<usize>, statement: usize, vote: Vote) {
        self.everyone[statement].add(vote);
        self.join(group, statement, vote);
    }

    pub(crate) fn take(&mut self, group: Option<usize>, statement: usize, vote: Vote) {
        self.everyone[statement].take(vote);
        self.leave(group, statement, vote);
    }

    /// Counts a vote for a group, and not once more for everybody.
    pub(crate) fn join(&mut self, group: Option<usize>, statement: usize, vote: Vote) {
        if let Some(group) = group {
            self.groups[group][statement].add(vote);
        }
    }

    pub(crate) fn leave(&mut self, group: Option<usize>, statement: usize, vote: Vote) {
        if let Some(group) = group {
            self.groups[group][statement].take(vote);
        }
    }

    /// Room for statements that came later.
    pub(crate) fn widen(&mut self, statements: usize) {
        for counts in self.groups.iter_mut().chain([&mut self.everyone]) {
            counts.resize(statements.max(counts.len()), Counts::default());
        }
    }
}
