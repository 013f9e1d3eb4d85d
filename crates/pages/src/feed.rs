//! For other programs: changes as a feed, meetings for a calendar, findings as a table.

mod atom;
mod calendar;
mod findings;
mod invitation;
mod lines;
mod zone;

pub use atom::{AtomEntry, AtomFeed};
pub use calendar::{Calendar, Event, Standing};
pub use findings::{FINDINGS_COLUMNS, FindingsTable};
pub use invitation::{Invitation, Method, Participant};
