//! Registering organisations, and the stages of a forum.

use alongside_domain::{ForumStage, OrganisationKind};

use crate::form::Typed;
use crate::public::Shell;

/// An organisation as the desk has it.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What it is.
    pub kind: OrganisationKind,
    /// Of a forum, how far it is.
    pub stage: Option<ForumStage>,
    /// The stages to which it can go; empty where it cannot be changed.
    pub next: &'a [ForumStage],
}

/// Where organisations are registered.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationsForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Those that are there.
    pub organisations: &'a [Registered<'a>],
    /// What a new one is called.
    pub name: Typed<'a>,
    /// What it is.
    pub kind: Option<OrganisationKind>,
    /// What is wrong with that; empty where nothing is.
    pub kind_error: &'a str,
}

impl OrganisationsForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
