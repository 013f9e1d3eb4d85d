//! Who takes part in an area, by name and never by how they did.

use alongside_domain::{ForumStage, OrganisationKind};

use crate::public::shell::Shell;

/// One organisation.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationRow<'a> {
    /// Its name in addresses; empty where it has no page.
    pub slug: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub kind: OrganisationKind,
    /// Of a forum, how far it is in its life.
    pub stage: Option<ForumStage>,
}

/// The organisations of an area.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationsPage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// All of them, in the order of their names.
    pub organisations: &'a [OrganisationRow<'a>],
}

impl OrganisationsPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
