//! Who holds which role in an area, and who is invited.

use alongside_domain::Role;
use jiff::civil::Date;

use crate::form::Typed;
use crate::public::Shell;

/// Somebody with what they do.
#[derive(Debug, Clone, Copy)]
pub struct HeldRole<'a> {
    /// The id of the role they hold.
    pub id: &'a str,
    /// What they are called; empty where they have not said.
    pub name: &'a str,
    /// Their mail address.
    pub email: &'a str,
    /// What they do.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
    /// From when.
    pub since: Date,
    /// Whether whoever reads this may end it.
    pub may_end: bool,
}

/// An invitation that was sent and not accepted yet.
#[derive(Debug, Clone, Copy)]
pub struct SentInvitation<'a> {
    /// Its id.
    pub id: &'a str,
    /// To which address.
    pub email: &'a str,
    /// What they are asked to do.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
    /// The last day on which it can be accepted.
    pub until: Date,
}

/// A role that somebody can be invited to.
#[derive(Debug, Clone, Copy)]
pub struct RoleOffer<'a> {
    /// What the form sends.
    pub value: &'a str,
    /// The role.
    pub role: Role,
    /// In which organisation or area.
    pub place: &'a str,
}

/// Who holds which role.
#[derive(Debug, Clone, Copy)]
pub struct PeoplePage<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// Who does what.
    pub held: &'a [HeldRole<'a>],
    /// Who is invited.
    pub invitations: &'a [SentInvitation<'a>],
    /// What somebody can be invited to; empty where nobody can be.
    pub offers: &'a [RoleOffer<'a>],
    /// To whom an invitation goes.
    pub email: Typed<'a>,
    /// The offer chosen.
    pub role: Typed<'a>,
}

impl PeoplePage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
