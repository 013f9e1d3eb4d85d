//! Your page: what is known of you, what you do where, and where you are signed in.

use alongside_domain::Role;
use jiff::civil::Date;

use crate::form::Typed;
use crate::public::Shell;

/// What somebody does, and where.
#[derive(Debug, Clone, Copy)]
pub struct RoleHeld<'a> {
    /// What they do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The area's name in addresses; empty where the role is not held in one.
    pub area: &'a str,
    /// Whether the role leads to the area's desk, or to the operator's page.
    pub has_desk: bool,
}

/// An invitation that waits.
#[derive(Debug, Clone, Copy)]
pub struct Waiting<'a> {
    /// Its id.
    pub id: &'a str,
    /// What they are asked to do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The last day on which it can be accepted.
    pub until: Date,
}

/// A browser in which somebody is signed in.
#[derive(Debug, Clone, Copy)]
pub struct SessionRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// What the browser calls itself, in short; empty where not known.
    pub browser: &'a str,
    /// When they signed in.
    pub began: Date,
    /// When it was used last.
    pub seen: Date,
    /// Whether it is the one that reads this.
    pub is_this: bool,
}

/// A passkey.
#[derive(Debug, Clone, Copy)]
pub struct PasskeyRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called; empty where it has no name.
    pub name: &'a str,
    /// When it was added.
    pub added: Date,
    /// When it was used last.
    pub used: Option<Date>,
}

/// Your page.
#[derive(Debug, Clone, Copy)]
pub struct Me<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What they are called; empty where they have not said.
    pub name: Typed<'a>,
    /// Their mail address.
    pub email: &'a str,
    /// What they do.
    pub roles: &'a [RoleHeld<'a>],
    /// What they are asked to do.
    pub invitations: &'a [Waiting<'a>],
    /// Where they are signed in.
    pub sessions: &'a [SessionRow<'a>],
    /// Their passkeys.
    pub passkeys: &'a [PasskeyRow<'a>],
}

impl Me<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
