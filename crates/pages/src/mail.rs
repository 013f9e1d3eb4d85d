//! Mail bodies: to one person, in plain words, with who sends it and why, and nothing else that is personal.

use alongside_domain::Role;
use jiff::civil::Date;

use crate::words::Words;

/// A mail: the same in plain text and in HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

/// The mail with the link to sign in.
#[derive(Debug, Clone, Copy)]
pub struct SignInMail<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The link, whole.
    pub link: &'a str,
    /// How long it can be opened.
    pub minutes: u32,
}

/// The mail that tells somebody of an invitation. It holds no secret: who accepts has to sign in first.
#[derive(Debug, Clone, Copy)]
pub struct InvitationMail<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// What they are asked to do.
    pub role: Role,
    /// In which organisation or area; empty for the whole service.
    pub place: &'a str,
    /// The last day on which it can be accepted.
    pub until: Date,
}

impl SignInMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        Ok(Mail {
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        })
    }
}

impl InvitationMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        Ok(Mail {
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        })
    }
}
