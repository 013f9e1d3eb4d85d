//! The demo: accounts to sign in with, and the mails it would have sent.

use alongside_domain::Role;
use jiff::Timestamp;

use crate::public::Shell;

/// An account of the demo.
#[derive(Debug, Clone, Copy)]
pub struct DemoAccount<'a> {
    /// What the invented person is called.
    pub name: &'a str,
    /// What they do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The address to sign in with.
    pub email: &'a str,
}

/// A mail that the demo kept.
#[derive(Debug, Clone, Copy)]
pub struct DemoMail<'a> {
    /// When.
    pub at: Timestamp,
    /// To which address.
    pub to: &'a str,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The page of the demo.
#[derive(Debug, Clone, Copy)]
pub struct DemoPage<'a> {
    /// What stands around it.
    pub shell: Shell<'a>,
    /// How the service's own addresses begin, such as `http://localhost:8080`; only these become links.
    pub origin: &'a str,
    /// The accounts.
    pub accounts: &'a [DemoAccount<'a>],
    /// The mails, newest first.
    pub mails: &'a [DemoMail<'a>],
}

impl DemoPage<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
