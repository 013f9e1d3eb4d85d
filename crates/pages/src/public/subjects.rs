//! The subjects of one kind: what is coming, then what was, by month.

use alongside_charter::{Kind, Tally, When};
use jiff::civil::Date;

use crate::public::filter::Part;
use crate::public::shell::{Shell, SubjectLink};

/// One subject of the list.
#[derive(Debug, Clone, Copy)]
pub struct SubjectRow<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it takes place or opens, where that is known.
    pub when: Option<When>,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// What became of its standards.
    pub tally: Tally,
}

/// The subjects of one kind in an area.
#[derive(Debug, Clone, Copy)]
pub struct SubjectsPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The day as of which the findings hold; later subjects are coming.
    pub as_of: Date,
    /// The kind.
    pub kind: Kind,
    /// The kinds of which the area has any, this one among them.
    pub kinds: &'a [Kind],
    /// Everyone who organised one, to choose from.
    pub organisers: &'a [&'a str],
    /// Whose are asked for; empty for everyone's.
    pub organiser: &'a str,
    /// The part of the list that is shown.
    pub part: Part,
    /// That part: what is coming, soonest first, then what was, latest first.
    pub subjects: &'a [SubjectRow<'a>],
}

impl SubjectsPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
