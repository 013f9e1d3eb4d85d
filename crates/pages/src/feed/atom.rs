//! Changes of an area as an Atom feed (RFC 4287).

use jiff::Timestamp;

use crate::public::ActRow;
use crate::words::Words;

/// One change.
#[derive(Debug, Clone, Copy)]
pub struct AtomEntry<'a> {
    /// What stays the same for this act for ever, such as its id in the record.
    pub id: &'a str,
    /// The act.
    pub act: ActRow<'a>,
}

/// What changed lately in an area.
#[derive(Debug, Clone, Copy)]
pub struct AtomFeed<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area's name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub area: &'a str,
    /// When it changed last; used where there is no entry.
    pub updated: Timestamp,
    /// Its acts, newest first.
    pub entries: &'a [AtomEntry<'a>],
}

impl AtomFeed<'_> {
    /// The feed as XML.
    pub fn render(&self) -> String {
        String::new()
    }
}
