//! Opinion groups and common ground from votes on statements.
//!
//! People are shown short statements ("Short breaks should be bookable by phone") and agree, disagree or pass. Nobody
//! sees all of them. This library makes of the votes
//! - a **map**: who votes alike stands close together ([`Axes`]);
//! - **groups** of those who stand close together, or plainly none ([`Opinion::groups`], [`Opinion::is_clear`]);
//! - **what sets a group apart** ([`representative`]), **what most people say** ([`majority`]), and **common ground**:
//!   what every group says, however large it is ([`CommonGround`]);
//! - **what is not known yet** ([`Unsure`]), and what to ask next ([`routing`]).
//!
//! The method is that of Polis, and so are its formulae: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill,
//! "Polis: Scaling deliberation by mapping high dimensional opinion spaces", Recerca 26 (2021). Each is written out
//! where it is computed. It is *not* a poll: whoever came has voted, and nobody was drawn.
//!
//! ```
//! use alongside_opinion::{Casts, Conversation, Opinion, Settings, Side, Vote};
//!
//! // Twelve people like mornings, eight like evenings; all want lifts paid.
//! let mut casts = Casts::default();
//! for person in 0..20 {
//!     let likes_mornings = person < 12;
//!     for (statement, agrees) in [
//!         ("meet in the morning", likes_mornings),
//!         ("meet in the evening", !likes_mornings),
//!         ("children are at school then", likes_mornings),
//!         ("I work in the day", !likes_mornings),
//!         ("lifts are paid", true),
//!     ] {
//!         let vote = if agrees { Vote::Agree } else { Vote::Disagree };
//!         casts.cast(&format!("p{person}"), statement, vote, 0);
//!     }
//! }
//! let conversation = Conversation::new(casts, Vec::new());
//! let opinion = Opinion::of(&conversation, Settings::default())?;
//!
//! let sizes: Vec<usize> = opinion.groups().iter().map(|group| group.size).collect();
//! assert_eq!(sizes, [12, 8]);
//! assert!(opinion.is_clear());
//! let most_shared = opinion.common_ground()[0];
//! assert_eq!(conversation.votes().statement(most_shared.statement), "lifts are paid");
//! assert!(most_shared.least_agree > 0.8); // in the group that agrees least
//! let majority = opinion.majority();
//! assert_eq!((majority[0].statement, majority[0].side), (most_shared.statement, Side::Agree));
//! # Ok::<(), alongside_opinion::CannotGroup>(())
//! ```
//!
//! # How it goes
//! 1. **Votes.** The latest vote of a person on a statement counts ([`Casts::latest`]).
//! 2. **Map.** The first two principal components of the votes, agree 1, pass 0, disagree −1, a missing vote the mean of
//!    its statement. A person's distance from the middle is stretched by how little they voted ([`Axes`]).
//! 3. **Who is grouped.** Who has voted on seven statements; where fewer than 15 have, the 15 who voted most.
//! 4. **Groups.** People are put into at most 100 clumps, clumps into 2 to 5 groups, both by k-means, from several
//!    starts; no group has fewer than three people or one in fifty. The number of groups is the one with the best
//!    silhouette, in which every person counts once.
//! 5. **Are they clear?** The silhouette is at least 0.2; the groups come out alike when people are drawn again; and
//!    votes hang together more than when they are shuffled. Otherwise [`Opinion::unclear`] says why not.
//! 6. **What they say.** Shares are counted as if one more had agreed and one more had not, so that three of three are
//!    not certain. Tests are one-sided at 90 %, and can be corrected for being many.
//!
//! # What it holds to
//! - **The same votes give the same result**, to the bit, in whatever order they come. Chance (starts, drawing people
//!   again) comes from the votes themselves.
//! - **No group of one.** Who stands alone belongs to the nearest group.
//! - **Nothing about fewer than five** where [`Settings::publish`] is set; give out shares as [`Part`] then.
//! - **Groups are a way to read, not a fact about people.** With other statements there would be other groups.
//!
//! # Where to look
//! [`read_votes`] and [`read_statements`] for files, [`Opinion::of`] for everything at once, [`Live`] for a conversation
//! that goes on, and [`Tallies`] with the functions beside it for parts.

mod axes;
mod coarse;
mod common_ground;
mod conversation;
mod groups;
mod lanczos;
mod likeness;
mod live;
mod made;
mod means;
mod names;
mod number;
mod opinion;
mod read;
mod representative;
mod significance;
mod silhouette;
mod stability;
mod tally;
mod tridiagonal;
mod unsure;
mod votes;

pub use axes::{Axes, Point};
pub use coarse::Part;
pub use common_ground::{CommonGround, EXPLORED, Next, priority, routing};
pub use conversation::{Conversation, Standing, Statement};
pub use groups::{Grouping, group_places};
pub use likeness::adjusted_rand_index;
pub use live::{Live, NewVote};
pub use opinion::{
    CLEAR_SILHOUETTE, CLEAR_STABILITY, CannotGroup, FEWEST, Group, Opinion, Settings, Unclear,
};
pub use read::{Problem, Signs, read_statements, read_topic, read_votes, read_wide_votes};
pub use representative::{MOST_TOLD, Majority, Representative, majority, representative};
pub use significance::{AT_90_PERCENT, test_of_difference, test_of_share};
pub use tally::{Counts, Side, Tallies};
pub use unsure::{Unsure, Why};
pub use votes::{Casts, Vote, Votes};
