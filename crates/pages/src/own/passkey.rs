//! Adding a passkey.

use crate::public::Shell;

/// Whether a passkey is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAsked {
    /// They came to add one.
    No,
    /// It is asked of staff, and they cannot go on without.
    OfStaff,
    /// It is asked of staff, and the area lets them go on without.
    NotNow,
}

/// Where somebody adds a passkey.
#[derive(Debug, Clone, Copy)]
pub struct AddPasskey<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Whether it is asked for.
    pub asked: PasskeyAsked,
}

impl AddPasskey<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
