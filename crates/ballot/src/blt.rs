//! BLT, the file format that programs for single transferable vote exchange.
//!
//! ```text
//! 4 2            # four candidates, two seats
//! -2             # candidate 2 has withdrawn
//! 3 1 3 4 0      # three papers rank candidate 1 first, then 3, then 4
//! 2 4 1=3 0      # 4 first, then 1 and 3 alike: the paper counts up to there
//! 1 0            # an empty paper
//! 1 - 0          # a spoilt one: it has no first preference
//! 0              # the end of the papers
//! "Ann"
//! "Bo"           # names in quotation marks, or bare, one in a line
//! "Cy"
//! "Di"
//! "Steering group 2026"
//! ```
//!
//! What programs write beside this is read too: `[withdrawn 2]`, `[nick a b c d]` (short names used in
//! the papers), `[tie 3 1 2 4]` (an order of lot settled before the count), and a paper's number in
//! parentheses in place of how many there are, which is not kept. Lines after the title are notes.
//!
//! The format goes back to the Meek counting program of Hill, Wichmann and Woodall (1987).

mod names;
mod paper;
mod read;
mod write;

pub use read::read;
pub use write::write;
