//! Adopting charters.

use jiff::civil::Date;

use crate::form::Typed;
use crate::public::Shell;

/// A charter that was adopted.
#[derive(Debug, Clone, Copy)]
pub struct AdoptedCharter<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Its id.
    pub id: &'a str,
    /// The first day on which it counts.
    pub from: Date,
    /// The first day on which it no longer does.
    pub until: Option<Date>,
}

/// A charter that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn<'a> {
    /// Its id, which the form sends.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
}

/// Where charters are adopted.
#[derive(Debug, Clone, Copy)]
pub struct ChartersForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Those in force.
    pub now: &'a [AdoptedCharter<'a>],
    /// Those that were, or will be.
    pub before: &'a [AdoptedCharter<'a>],
    /// Those to choose from.
    pub built_in: &'a [BuiltIn<'a>],
    /// The id of the one chosen; empty for a text of their own.
    pub chosen: &'a str,
    /// The text of a charter of their own.
    pub text: Typed<'a>,
    /// From which day, such as 2021-06-14.
    pub from: Typed<'a>,
    /// What in the text cannot be read, each with its line.
    pub mistakes: &'a [String],
}

impl ChartersForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
