//! What people see: page structs and their templates. Data in, text out.
//!
//! A page is a struct of plain data with a `render` method. It reads no file, no clock and no
//! network, so the same data gives the same text everywhere. Every text goes through the escaping
//! of the templates: what a record says is shown, and never run.
//!
//! [`AuditReport`], [`CountReport`] and [`OpinionReport`] are pages that stand alone; the pages of the service are in [`public`], speak the
//! language of their [`Words`], and link to each other through [`links`] and nothing else.
//!
//! The templates are in `templates/`; what is used more than once is a macro in
//! `templates/components.html` (bars, tags, findings) or `templates/govuk.html` (the components of
//! GOV.UK Frontend).

mod anchor;
mod bar;
mod brand;
mod charter;
mod code;
mod count;
mod draw;
pub mod feed;
mod finding;
pub mod form;
mod headline;
pub mod links;
pub mod mail;
mod markup;
mod names;
mod number;
pub mod operator;
mod opinion;
mod outcome;
pub mod own;
pub mod public;
mod reading;
mod report;
mod rule;
mod source;
pub mod staff;
mod standard;
mod tally;
pub mod text_message;
mod untested;
mod words;

/// Why a page could not be written; with the pages of this crate it does not come up.
pub use askama::Error;
pub use brand::Colour;
pub use code::Code;
pub use count::{CountReport, count_caution, stage_heading, stage_words};
pub use draw::{DrawPage, DrawnPerson, in_a_hundred};
pub use opinion::{OpinionReport, group_letter};
pub use outcome::Outcome;
pub use report::AuditReport;
pub use words::{Direction, Language, UnfitWords, Words};
