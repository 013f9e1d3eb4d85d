//! The record of an area: its acts, newest first.

use jiff::Timestamp;
use jiff::civil::Date;

use alongside_domain::ForumStage;

use crate::public::area_home::Act;
use crate::public::filter::Part;
use crate::public::shell::{Shell, SubjectLink};

/// What an act was about.
#[derive(Debug, Clone, Copy)]
pub enum Matter<'a> {
    /// The area itself.
    Area,
    /// A subject.
    Subject(SubjectLink<'a>),
    /// An organisation, by its name in addresses and what it is called.
    Organisation {
        /// Its name in addresses; empty where it has no page.
        slug: &'a str,
        /// What it is called.
        name: &'a str,
    },
    /// A forum, with the stage it came to.
    Forum {
        /// What it is called.
        name: &'a str,
        /// Where it stood.
        from: ForumStage,
        /// Where it stands now.
        to: ForumStage,
    },
    /// A charter, with the first day on which it counts, or no longer does.
    Charter {
        /// What it is called, or its id where its title is not known.
        title: &'a str,
        /// From which day.
        from: Date,
    },
    /// A text that was taken back.
    Text,
}

/// One act.
#[derive(Debug, Clone, Copy)]
pub struct ActRow<'a> {
    /// When it was done.
    pub at: Timestamp,
    /// What was done.
    pub act: Act,
    /// To what.
    pub matter: Matter<'a>,
    /// The organisation that did it; empty where its name was taken back.
    pub by: &'a str,
    /// The reason given; empty where none was.
    pub why: &'a str,
}

/// The record of an area.
#[derive(Debug, Clone, Copy)]
pub struct RecordPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The part that is shown.
    pub part: Part,
    /// The acts of that part, newest first.
    pub acts: &'a [ActRow<'a>],
}

impl RecordPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
