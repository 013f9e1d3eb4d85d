//! Records as people keep them, read into subjects and facts.
//!
//! [`read`] takes the bytes of a CSV file, an Excel or `LibreOffice` workbook, a calendar or a list
//! in JSON and gives a [`Sheet`] of [`Subject`]s, or every [`Problem`] that has to be mended first.
//! There is no half result. The format is told by what is in the file, and by the ending of its
//! name only where that says nothing.
//!
//! ```
//! use alongside_sheet::{Reading, read};
//! use jiff::{civil::date, tz::TimeZone};
//!
//! let zone = TimeZone::get("Europe/London").unwrap();
//! let reading = Reading { zone: &zone, names: &[], standards: &[], until: date(2022, 1, 1) };
//!
//! let sheet = read("a.csv", b"title,announced,starts\nPanel,9 June 2021,14/06/2021 6pm\n", &reading);
//! let subject = &sheet.unwrap().subjects[0];
//! assert_eq!(subject.title, "Panel");
//! assert_eq!(subject.fact("starts").unwrap().day(&zone), Some(date(2021, 6, 14)));
//!
//! let problems = read("a.csv", b"title,announced\nPanel,31/04/2021\n", &reading).unwrap_err();
//! assert_eq!(
//!     problems[0].to_string(),
//!     "a.csv, row 2, column B \"announced\": \"31/04/2021\" is not a day: April has 30 days. \
//!      Write it like 30/04/2021 or 30 April 2021."
//! );
//! ```
//!
//! # Columns
//!
//! In any order and any case; spaces, underscores and hyphens are alike.
//!
//! | heading | what stands under it |
//! |---|---|
//! | `kind` | what the row is about: meeting (if empty), consultation, claim, project, promise, report, body, complaint |
//! | `id` | its id; the number of the row if empty |
//! | `title` `organiser` `body` `source` | words |
//! | `announced` `starts` `ends` `opened` `closed` `responded` `agenda` `papers` `minutes` `submitted` `paid` `cancelled` `rescheduled` `save-the-date` `due` | a day, with or without a time |
//! | `interpreter` `evening` | yes or no |
//! | `ways` | a whole number |
//! | `excused` | a reason, and who agreed to it ([`Excuse::parse`](alongside_charter::Excuse::parse)) |
//! | `claim:STANDARD` | what is claimed about a standard ([`Claim::parse`](alongside_charter::Claim::parse)) |
//! | a name in [`Reading::names`] | a day, a whole number, yes or no, a word such as `signed` or `refused`, or the link or file name of a document |
//! | any other | anything: it is [carried](Sheet::carried) along |
//!
//! # Days
//!
//! `2021-06-09`, `9 June 2021`, `Wed 9 June 2021`, `09/06/2021`, `9.6.2021`: the day always comes
//! before the month unless the year is in front. Each can have a time after it (`18:00`, `6.30pm`)
//! and is then an instant in [`Reading::zone`]. Nothing is guessed: a day without its year, a
//! thirty-first of April, a weekday that is another, a time that the clocks showed twice or never
//! are problems that say how to mend them.
//!
//! # What is promised
//!
//! - Nothing but the arguments is looked at: no files, clock or environment.
//! - No bytes make it panic, and what a file can unpack to is limited (`tests/hostile.rs`).
//! - No text of a [`Sheet`] holds a control character: an end of a line is a space
//!   (`tests/left_out.rs`).
//! - Words say yes to a charter's own fact only where they are on a closed list (`answers.rs`).
//! - What a person wrote about how to join a meeting is not read from a calendar, nor is anybody's
//!   name or email address: the organiser is the domain of the mail address after `mailto:`, and
//!   empty where there is none. `CN` is most often a person's name; that it was passed over is noted
//!   once (`tests/calendar.rs`, `tests/left_out.rs`).

mod answers;
mod calendar;
mod cell;
mod columns;
mod day;
mod delimited;
mod format;
mod headings;
mod json;
mod order;
mod problem;
mod rows;
mod table;
mod taker;
mod text;
mod values;
mod workbook;

use alongside_charter::{Name, Subject};
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use day::read_when;
pub use format::read;
pub use problem::{Place, Problem};
pub use table::{Table, table};

/// What has to be known to read a file.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The zone of days and of times that name none.
    pub zone: &'a TimeZone,
    /// The facts that the charters in use look at
    /// ([`Charter::names`](alongside_charter::Charter::names)): a column of that name is read as
    /// facts.
    pub names: &'a [Name],
    /// The ids of the standards of the charters in use. A claim or an excuse that speaks of none of
    /// them is noted. Where there are none, nothing is known of them and nothing is noted.
    pub standards: &'a [Name],
    /// The last day to which events of a calendar that repeat without end are followed.
    pub until: Date,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows, items or events, in the order of the file.
    pub subjects: Vec<Subject>,
    /// Its other columns, in the order of the file.
    pub carried: Vec<Carried>,
    /// What a reader of the file may want to know: which columns are not read, what was passed
    /// over. Each is a short sentence without a full stop.
    pub notes: Vec<String>,
}

/// A column that nobody reads, kept so that it can be shown or stored beside the subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Its heading as written; with a number after it, such as `Room (2)`, where one before it in
    /// the file is written alike.
    pub heading: String,
    /// One value for each of [`Sheet::subjects`], empty where the cell is.
    pub values: Vec<String>,
}
