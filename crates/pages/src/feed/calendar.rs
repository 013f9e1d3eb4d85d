//! Meetings for a calendar (RFC 5545).

use alongside_charter::When;
use jiff::Timestamp;

use crate::public::SubjectLink;

/// One meeting, or another subject with a day.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Which.
    pub subject: SubjectLink<'a>,
    /// When it starts; a day alone lasts the whole day.
    pub starts: When,
    /// When it ends, where that is known.
    pub ends: Option<When>,
    /// Who organises it; empty where not known.
    pub organiser: &'a str,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// When what is known of it changed last.
    pub changed: Timestamp,
}

/// The meetings of an area, or one of them.
#[derive(Debug, Clone, Copy)]
pub struct Calendar<'a> {
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area's name in addresses.
    pub slug: &'a str,
    /// What people call it.
    pub area: &'a str,
    /// The meetings.
    pub events: &'a [Event<'a>],
}

impl Calendar<'_> {
    /// The calendar as text.
    pub fn render(&self) -> String {
        String::new()
    }
}
