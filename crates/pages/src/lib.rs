//! What people see: page structs and their templates. Data in, text out.
//!
//! A page is a struct of plain data with a `render` method. It reads no file, no clock and no
//! network, so the same data gives the same text everywhere. Every text goes through the escaping
//! of the templates: what a record says is shown, and never run.
//!
//! The templates and their styles are in `templates/`; what is used more than once is a macro in
//! `templates/components.html`.

mod anchor;
mod bar;
mod charter;
mod finding;
mod headline;
mod number;
mod outcome;
mod reading;
mod report;
mod rule;
mod source;
mod standard;
mod tally;
mod untested;

/// Why a page could not be written; with the pages of this crate it does not come up.
pub use askama::Error;
pub use report::AuditReport;
