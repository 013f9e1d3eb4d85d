//! Who voted how on what: the matrix that everything else is computed from.

use crate::names::Names;

/// What somebody said to a statement. Somebody who has not seen it has no vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vote {
    /// "I do not agree."
    Disagree,
    /// "I have seen it, and say neither."
    Pass,
    /// "I agree."
    Agree,
}

impl Vote {
    const fn bits(self) -> u32 {
        match self {
            Self::Disagree => 0,
            Self::Pass => 1,
            Self::Agree => 2,
        }
    }
}

/// Votes as they were cast, repeats and all, in any order.
///
/// ```
/// use alongside_opinion::{Casts, Vote};
///
/// let mut casts = Casts::default();
/// casts.cast("ada", "s1", Vote::Agree, 10);
/// casts.cast("ada", "s1", Vote::Disagree, 20); // Ada has thought again
/// casts.cast("ben", "s1", Vote::Pass, 15);
/// let votes = casts.latest();
/// assert_eq!(votes.len(), 2);
/// assert_eq!(votes.votes_of(0).next(), Some((0, Vote::Disagree)));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Casts {
    participants: Names,
    statements: Names,
    all: Vec<Cast>,
}

#[derive(Debug, Clone, Copy)]
struct Cast {
    participant: u32,
    statement: u32,
    at: i64,
    vote: Vote,
}

impl Casts {
    /// Takes in one vote. Of several by one person on one statement the one with the greatest `at` counts, and of those
    /// at the same time the one taken in last.
    pub fn cast(&mut self, participant: &str, statement: &str, vote: Vote, at: i64) {
        let cast = Cast {
            participant: self.participants.number(participant),
            statement: self.statements.number(statement),
            at,
            vote,
        };
        self.all.push(cast);
    }

    /// Makes a statement known that nobody may have voted on.
    pub fn statement(&mut self, id: &str) {
        self.statements.number(id);
    }

    /// How many votes were taken in, repeats too.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether no vote was taken in.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The votes that count. Participants and statements are put into the order of their names (numbers by size), so
    /// that the order of the votes does not matter where their times differ.
    pub fn latest(self) -> Votes {
        let (participants, new_participant) = self.participants.sorted();
        let (statements, new_statement) = self.statements.sorted();
        let mut starts = vec![0_usize; participants.len() + 1];
        for cast in &self.all {
            starts[new_participant[cast.participant as usize] as usize + 1] += 1;
        }
        for person in 0..participants.len() {
            starts[person + 1] += starts[person];
        }
        let mut order = vec![0_usize; self.all.len()];
        let mut next = starts.clone();
        for (number, cast) in self.all.iter().enumerate() {
            let at = &mut next[new_participant[cast.participant as usize] as usize];
            order[*at] = number;
            *at += 1;
        }
        let mut of_one: Vec<(u32, i64, usize, Vote)> = Vec::new();
        let rows = starts.windows(2).map(|ends| {
            of_one.clear();
            of_one.extend(order[ends[0]..ends[1]].iter().map(|number| {
                let cast = &self.all[*number];
                let statement = new_statement[cast.statement as usize];
                (statement, cast.at, *number, cast.vote)
            }));
            of_one.sort_unstable();
            let last_of_each = of_one.chunk_by(|a, b| a.0 == b.0).filter_map(<[_]>::last);
            last_of_each
                .map(|(statement, _, _, vote)| Cell::new(*statement, *vote))
                .collect()
        });
        let rows = rows.collect();
        Votes {
            participants,
            statements,
            rows,
        }
    }
}

/// One vote of one person, in four bytes: the number of the statement, and the vote in the last two bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell(u32);

impl Cell {
    /// How many values of a cell each statement has: three are votes, one is never used.
    pub(crate) const EACH: usize = 4;

    pub(crate) fn new(statement: u32, vote: Vote) -> Self {
        Self((statement << 2) | vote.bits())
    }

    /// Another vote on the same statement.
    pub(crate) fn with(self, vote: Vote) -> Self {
        Self((self.0 & !3) | vote.bits())
    }

    pub(crate) fn statement(self) -> usize {
        (self.0 >> 2) as usize
    }

    pub(crate) fn vote(self) -> Vote {
        match self.0 & 3 {
            0 => Vote::Disagree,
            1 => Vote::Pass,
            _ => Vote::Agree,
        }
    }

    pub(crate) fn bytes(self) -> [u8; 4] {
        self.0.to_le_bytes()
    }

    /// The place in a table with [`EACH`](Self::EACH) entries for each statement, one for each vote.
    pub(crate) fn place(self) -> usize {
        self.0 as usize
    }
}

/// The votes that count: at most one for each person and statement.
///
/// People and statements are numbered from 0 in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    participants: Names,
    statements: Names,
    /// For each person their votes, in the order of the statements.
    rows: Vec<Vec<Cell>>,
}

impl Votes {
    /// How many people have voted at all.
    pub fn people(&self) -> usize {
        self.rows.len()
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.statements.len()
    }

    /// How many votes count.
    pub fn len(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// Whether nobody has voted.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a participant is called.
    ///
    /// # Panics
    /// Where there is no participant of this number.
    pub fn participant(&self, person: usize) -> &str {
        self.participants.name(person)
    }

    /// What a statement is called.
    ///
    /// # Panics
    /// Where there is no statement of this number.
    pub fn statement(&self, statement: usize) -> &str {
        self.statements.name(statement)
    }

    /// The number of a participant.
    pub fn person_called(&self, name: &str) -> Option<usize> {
        self.participants.find(name)
    }

    /// The number of a statement.
    pub fn statement_called(&self, name: &str) -> Option<usize> {
        self.statements.find(name)
    }

    /// What one person voted, by the number of the statement.
    ///
    /// # Panics
    /// Where there is no participant of this number.
    pub fn votes_of(&self, person: usize) -> impl Iterator<Item = (usize, Vote)> + '_ {
        self.rows[person]
            .iter()
            .map(|cell| (cell.statement(), cell.vote()))
    }

    pub(crate) fn row(&self, person: usize) -> &[Cell] {
        &self.rows[person]
    }

    pub(crate) fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The number of a participant, who is added where the name is new.
    pub(crate) fn person(&mut self, name: &str) -> usize {
        let person = self.participants.number(name) as usize;
        if person == self.rows.len() {
            self.rows.push(Vec::new());
        }
        person
    }

    /// The number of a statement, which is added where the name is new.
    pub(crate) fn number_of_statement(&mut self, name: &str) -> usize {
        self.statements.number(name) as usize
    }

    /// Puts a vote in place, and gives the one that it replaces.
    pub(crate) fn put(&mut self, person: usize, statement: usize, vote: Vote) -> Option<Vote> {
        let cell = Cell::new(u32::try_from(statement).unwrap_or(u32::MAX), vote);
        let row = &mut self.rows[person];
        match row.binary_search_by_key(&statement, |cell| cell.statement()) {
            Ok(at) => Some(std::mem::replace(&mut row[at], cell).vote()),
            Err(at) => {
                row.insert(at, cell);
                None
            }
        }
    }
}
