//! The operator's page: areas, queue, and jobs that could not be done.

use jiff::Timestamp;

use crate::form::Typed;
use crate::public::{AreaLink, Shell};

/// How many jobs the queue holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Those whose time has come.
    pub due: usize,
    /// Those for later.
    pub later: usize,
    /// Those being done.
    pub running: usize,
    /// Those that could not be done.
    pub buried: usize,
}

/// A job that could not be done.
#[derive(Debug, Clone, Copy)]
pub struct BuriedJob<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is for, such as mail.
    pub kind: &'a str,
    /// How often it was tried.
    pub attempts: u32,
    /// When it was tried last.
    pub last: Timestamp,
    /// What went wrong the last time.
    pub error: &'a str,
}

/// The operator's page.
#[derive(Debug, Clone, Copy)]
pub struct OperatorPage<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The areas.
    pub areas: &'a [AreaLink<'a>],
    /// What the queue holds.
    pub queue: QueueCounts,
    /// The jobs that could not be done, latest first.
    pub buried: &'a [BuriedJob<'a>],
    /// Whom to invite as another operator.
    pub email: Typed<'a>,
}

impl OperatorPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
