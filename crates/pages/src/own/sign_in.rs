//! Signing in: asking for a link, opening it, and what is said where it does not open.

use crate::public::Shell;

/// What is wrong with an address that was typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is none.
    Missing,
    /// It is not one.
    NotAnAddress,
}

/// Where somebody signs in.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// What was typed, kept.
    pub email: &'a str,
    /// What is wrong with it.
    pub problem: Option<AddressProblem>,
}

impl SignIn<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}

/// What is said once a link was asked for: the same whether the address is known or not.
#[derive(Debug, Clone, Copy)]
pub struct LinkSent<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How long a link can be opened.
    pub minutes: u32,
    /// Whether mails are shown on the page of the demo.
    pub is_demo: bool,
}

impl LinkSent<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}

/// The page that the link of a mail opens: one button, because programs that look through mail open links too.
#[derive(Debug, Clone, Copy)]
pub struct OpenLink<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// The secret of the link, as it stands in the address.
    pub secret: &'a str,
}

impl OpenLink<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}

/// Why a link does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkProblem {
    /// It is too old.
    TooOld,
    /// It was used.
    Used,
    /// It was asked for in another browser.
    OtherBrowser,
    /// There is no such link, or nobody it is for.
    Unknown,
}

/// What is said where a link does not open.
#[derive(Debug, Clone, Copy)]
pub struct LinkRefused<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// Why.
    pub problem: LinkProblem,
}

impl LinkRefused<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
