//! Opening an area.

use crate::form::Typed;
use crate::public::Shell;

/// Where an area is opened.
#[derive(Debug, Clone, Copy)]
pub struct AreaForm<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What people call it.
    pub name: Typed<'a>,
    /// Its name in addresses.
    pub slug: Typed<'a>,
    /// Its code in the national register; may stay empty.
    pub gss: Typed<'a>,
    /// What its council is called.
    pub council: Typed<'a>,
}

impl AreaForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
