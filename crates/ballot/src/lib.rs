//! Single transferable vote: ballots in, winners out, with every stage of the count on record.
//!
//! People rank the candidates: 1 for the one they want most, then 2, 3 and so on. A candidate needs a
//! *quota* of votes. Whoever has it is elected, and what they have above it goes on to the next
//! choices of the same voters, at a fraction of a vote each. When nobody has votes to spare, the
//! candidate with the fewest is excluded and those votes go on whole. So hardly a vote is lost, and a
//! group of a third of the voters gets about a third of the seats.
//!
//! ```
//! use alongside_ballot::{Rules, blt, count, no_lots};
//!
//! let ballots = blt::read("4 2\n6 1 2 0\n3 2 1 0\n2 3 0\n2 4 3 2 0\n0\nAnn\nBo\nCy\nDi\nSteering group\n")?;
//! let result = count(&ballots, Rules::Scottish, &mut no_lots);
//! // Cy and Di have two votes each, so who is excluded is for a lot to say.
//! assert_eq!(
//!     result.unwrap_err().to_string(),
//!     "stage 3 needs a lot to say who is excluded: Cy and Di tie, and the rules have nothing more \
//!      to tell them apart"
//! );
//!
//! // The lot falls on the first of those who tie.
//! let result = count(&ballots, Rules::Scottish, &mut |_| Some(0))?;
//! assert_eq!(result.winner_names(), ["Ann", "Bo"]);
//! assert_eq!(result.quota().to_string(), "5.00000");
//! let last = &result.stages[3];
//! let totals: Vec<String> = last.totals.iter().map(ToString::to_string).collect();
//! assert_eq!(totals, ["5.00000", "5.99996", "0.00000", "0.00000"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Two rule sets
//! [`Rules::Scottish`] is what Scottish councils are elected by. It can be followed with pencil and
//! paper. Once elected, a candidate takes no more votes, so a vote can skip people its voter ranked.
//! [`Rules::Meek`] lets the elected go on taking votes and pass on more of each, until everything
//! fits: the result is what it would be had those excluded never stood. It needs a computer. Of 351
//! wards of the Scottish elections of 2017 it would have elected somebody else in 19. So choose the
//! rules before the election, and name them with the result: [`Count::rules`] does.
//!
//! With one seat, both are the alternative vote.
//!
//! # What it holds to
//! - **Exact.** Figures are integers of the smallest unit that the rules name ([`Votes`]). At every
//!   stage, what candidates hold, what no paper could pass on and what rounding lost add up to the
//!   valid papers.
//! - **No hidden chance.** A tie that the rules leave to a lot asks the caller ([`Lots`]), who can tie
//!   it to a number drawn in public; without one the count stops and says between whom.
//! - **Nothing is dropped in silence.** Empty and spoilt papers, and those for nobody who still
//!   stands, are counted as such ([`PaperCounts`]); a file that cannot be read tells every
//!   [`Problem`] with its line.
//! - **The same answer everywhere.** No file, clock, network or randomness is touched.
//! - **Memory follows distinct papers.** Papers that say the same are kept once ([`Papers`]).
//!
//! # What it must not be used for
//! The full papers of a small election can give people away: whoever knows some of what somebody
//! marked finds the rest, and a voter can be paid or pressed to leave an agreed pattern far down the
//! paper. Publish stage totals; publish papers only from [`FEWEST_TO_PUBLISH_PAPERS`] on.
//!
//! # Where to look
//! [`blt::read`] and [`ranked_csv::read`] for files, [`count`] for counting, [`Stage`] for what is on
//! record, [`Constraint`] for bounds such as "at least two from each area".

mod ballots;
pub mod blt;
mod board;
mod constraint;
mod meek;
mod papers;
mod problem;
pub mod ranked_csv;
mod result;
mod rules;
mod scottish;
mod spelling;
mod votes;

pub use ballots::{Ballots, Candidate, MOST_CANDIDATES, MOST_PAPERS, MOST_SEATS, Unfit};
pub use constraint::Constraint;
pub use papers::Papers;
pub use problem::{Problem, Problems};
pub use result::{
    About, Action, Count, ElectedBy, Exclusion, Keeping, Move, PaperCounts, Stage, Tie, TieBreak,
};
pub use rules::{LotNeeded, Lots, Refusal, Rules, count, count_within, lots_in_order, no_lots};
pub use votes::Votes;

/// With fewer valid papers than this, publish no list of papers: patterns of preferences would give
/// voters away. Stage totals are enough to follow a count.
pub const FEWEST_TO_PUBLISH_PAPERS: u64 = 200;
