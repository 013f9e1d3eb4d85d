//! The desk of an area: what can be done here.

use crate::public::Shell;

/// Something that can be done at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskPart {
    /// Load a sheet.
    Import,
    /// See who holds which role, and invite people.
    People,
    /// Register organisations.
    Organisations,
    /// Adopt charters.
    Charters,
    /// Change how the area looks and what it asks of staff.
    Settings,
}

/// The desk of an area.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// What this person may do.
    pub parts: &'a [DeskPart],
}

impl Desk<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
