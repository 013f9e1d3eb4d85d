//! How an area looks, whom to write to, and what it asks of staff.

use crate::form::Typed;
use crate::public::Shell;

/// The settings of an area.
#[derive(Debug, Clone, Copy)]
pub struct SettingsForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// Its colour, six hexadecimal figures.
    pub colour: Typed<'a>,
    /// The mail address for questions.
    pub contact: Typed<'a>,
    /// Whether staff are asked for a passkey.
    pub asks_for_passkey: bool,
}

impl SettingsForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
