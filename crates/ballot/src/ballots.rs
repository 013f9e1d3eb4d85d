//! An election before it is counted.

use crate::papers::Papers;

/// The most candidates of one election.
pub const MOST_CANDIDATES: usize = 10_000;

/// The most seats of one election.
pub const MOST_SEATS: usize = 10_000;

/// The most papers of one election: a million million.
///
/// With more, a sum of votes in the smallest unit of a rule set could leave its integer.
pub const MOST_PAPERS: u64 = 1_000_000_000_000;

/// Somebody who can be voted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What they are called; no two candidates of an election are called the same.
    pub name: String,
    /// They no longer stand: every preference for them is passed over.
    pub withdrawn: bool,
}

/// An election before it is counted: who stands for how many seats, and the papers.
///
/// ```
/// use alongside_ballot::{Ballots, Rules, count, no_lots};
///
/// let mut ballots = Ballots::new(1, ["Ann", "Bo", "Cy"])?;
/// ballots.add(&[0], 4)?;
/// ballots.add(&[1, 2], 3)?;
/// ballots.add(&[2, 1], 2)?;
/// let result = count(&ballots, Rules::Scottish, &mut no_lots)?;
/// assert_eq!(result.winner_names(), ["Bo"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballots {
    /// What the election is called; empty where nobody said.
    pub title: String,
    /// What else the file says of itself, such as its source.
    pub notes: Vec<String>,
    /// Papers without a mark.
    pub empty: u64,
    /// Papers on which no first preference is clear.
    pub spoilt: u64,
    /// Papers that count, but only up to a place where no next preference is clear: two candidates
    /// with the same number, or a number left out.
    pub cut_short: u64,
    /// An order of lot that was settled before the count and stands in the file: of those who tie,
    /// the one who comes first here is chosen.
    pub lot_order: Option<Vec<usize>>,
    seats: usize,
    candidates: Vec<Candidate>,
    papers: Papers,
}

/// Why an election cannot be as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Nothing to be elected to.
    #[error("there has to be at least one seat")]
    NoSeat,
    /// More than [`MOST_SEATS`].
    #[error("{0} seats are more than {MOST_SEATS}")]
    TooManySeats(usize),
    /// Nobody to elect.
    #[error("there has to be at least one candidate")]
    NoCandidate,
    /// More than [`MOST_CANDIDATES`].
    #[error("{0} candidates are more than {MOST_CANDIDATES}")]
    TooManyCandidates(usize),
    /// A candidate without a name.
    #[error("candidate {0} has no name")]
    NoName(usize),
    /// Two candidates with one name.
    #[error("two candidates are called {0}")]
    SameName(String),
    /// A ranking names somebody who is not in the list, counted from 1.
    #[error("there is no candidate {0}")]
    NoSuchCandidate(usize),
    /// A ranking names somebody twice, counted from 1.
    #[error("candidate {0} is ranked twice on one paper")]
    RankedTwice(usize),
    /// More than [`MOST_PAPERS`].
    #[error("there are more than {MOST_PAPERS} papers")]
    TooManyPapers,
}

impl Ballots {
    /// An election without papers so far.
    pub fn new<N: Into<String>>(
        seats: usize,
        names: impl IntoIterator<Item = N>,
    ) -> Result<Self, Unfit> {
        let candidates: Vec<Candidate> = names
            .into_iter()
            .map(|name| Candidate {
                name: one_line(&name.into()),
                withdrawn: false,
            })
            .collect();
        if seats == 0 {
            return Err(Unfit::NoSeat);
        }
        if seats > MOST_SEATS {
            return Err(Unfit::TooManySeats(seats));
        }
        match candidates.len() {
            0 => return Err(Unfit::NoCandidate),
            many if many > MOST_CANDIDATES => return Err(Unfit::TooManyCandidates(many)),
            _ => {}
        }
        if let Some(place) = candidates.iter().position(|one| one.name.is_empty()) {
            return Err(Unfit::NoName(place + 1));
        }
        let mut names: Vec<&str> = candidates.iter().map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Unfit::SameName(pair[0].to_owned()));
        }
        Ok(Self {
            title: String::new(),
            notes: Vec::new(),
            empty: 0,
            spoilt: 0,
            cut_short: 0,
            lot_order: None,
            seats,
            candidates,
            papers: Papers::default(),
        })
    }

    /// Adds papers that all rank these candidates in this order; none at all is an empty paper.
    pub fn add(&mut self, ranking: &[usize], papers: u64) -> Result<(), Unfit> {
        let mut ranks: Vec<u16> = Vec::with_capacity(ranking.len());
        for candidate in ranking {
            let rank = u16::try_from(*candidate)
                .ok()
                .filter(|_| *candidate < self.candidates.len())
                .ok_or(Unfit::NoSuchCandidate(candidate + 1))?;
            if ranks.contains(&rank) {
                return Err(Unfit::RankedTwice(candidate + 1));
            }
            ranks.push(rank);
        }
        let room = MOST_PAPERS.saturating_sub(self.cast());
        if papers > room {
            return Err(Unfit::TooManyPapers);
        }
        if ranks.is_empty() {
            self.empty += papers;
        } else if papers > 0 {
            self.papers.add(&ranks, papers);
        }
        Ok(())
    }

    /// Says that a candidate no longer stands.
    pub fn withdraw(&mut self, candidate: usize) -> Result<(), Unfit> {
        let one = self.candidates.get_mut(candidate);
        one.ok_or(Unfit::NoSuchCandidate(candidate + 1))?.withdrawn = true;
        Ok(())
    }

    /// The same papers for another number of seats.
    pub fn with_seats(self, seats: usize) -> Result<Self, Unfit> {
        if seats == 0 {
            return Err(Unfit::NoSeat);
        }
        if seats > MOST_SEATS {
            return Err(Unfit::TooManySeats(seats));
        }
        Ok(Self { seats, ..self })
    }

    /// An election whose papers are known to name only its candidates, each once on a paper.
    pub(crate) fn holding(self, papers: Papers) -> Self {
        Self { papers, ..self }
    }

    /// How many are elected.
    pub const fn seats(&self) -> usize {
        self.seats
    }

    /// Everybody on the paper, in its order, whoever has withdrawn among them.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The papers with a first preference. To publish them can give voters away: see
    /// [`crate::FEWEST_TO_PUBLISH_PAPERS`].
    pub const fn papers(&self) -> &Papers {
        &self.papers
    }

    /// Papers with a preference for somebody who stands.
    pub fn valid(&self) -> u64 {
        if self.candidates.iter().all(|one| !one.withdrawn) {
            return self.papers.total();
        }
        let stands = |rank: &u16| !self.candidates[usize::from(*rank)].withdrawn;
        let valid = self
            .papers
            .iter()
            .filter(|(ranking, _)| ranking.iter().any(stands));
        valid.map(|(_, papers)| papers).sum()
    }

    /// All papers that were cast: valid, empty, spoilt, and for nobody who still stands.
    pub fn cast(&self) -> u64 {
        self.papers.total() + self.empty + self.spoilt
    }
}

/// A name or a title in one line, without spaces around it and without control characters.
pub(crate) fn one_line(text: &str) -> String {
    let spaced = text.replace(|c: char| c.is_control() || c.is_whitespace(), " ");
    spaced
        .split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_election_that_cannot_be_is_refused_with_its_reason() {
        assert_eq!(Ballots::new(0, ["A"]), Err(Unfit::NoSeat));
        assert_eq!(
            Ballots::new(10_001, ["A"]),
            Err(Unfit::TooManySeats(10_001))
        );
        assert!(Ballots::new(10_000, ["A"]).is_ok());
        assert_eq!(
            Ballots::new(1, Vec::<String>::new()),
            Err(Unfit::NoCandidate)
        );
        assert_eq!(Ballots::new(1, ["A", " "]), Err(Unfit::NoName(2)));
        assert_eq!(
            Ballots::new(1, ["A  B", "C", "A B"]),
            Err(Unfit::SameName("A B".to_owned()))
        );
        let mut ballots = Ballots::new(1, ["A", "B"]).unwrap();
        assert_eq!(ballots.add(&[2], 1), Err(Unfit::NoSuchCandidate(3)));
        assert_eq!(ballots.add(&[1, 0, 1], 1), Err(Unfit::RankedTwice(2)));
        assert_eq!(
            ballots.add(&[1], MOST_PAPERS + 1),
            Err(Unfit::TooManyPapers)
        );
        assert_eq!(ballots.cast(), 0);
    }

    #[test]
    fn papers_for_nobody_who_still_stands_are_not_valid() {
        let mut ballots = Ballots::new(1, ["A", "B"]).unwrap();
        ballots.add(&[1], 3).unwrap();
        ballots.add(&[1, 0], 2).unwrap();
        ballots.add(&[], 4).unwrap();
        assert_eq!((ballots.valid(), ballots.cast()), (5, 9));
        ballots.withdraw(1).unwrap();
        assert_eq!((ballots.valid(), ballots.cast()), (2, 9));
    }
}
