//! For other programs: changes as a feed, meetings for a calendar, findings as a table.

mod atom;
mod calendar;
mod findings;

pub use atom::{AtomEntry, AtomFeed};
pub use calendar::{Calendar, Event};
pub use findings::{FINDINGS_COLUMNS, FindingsTable};
