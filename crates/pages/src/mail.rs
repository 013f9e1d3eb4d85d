//! Mail bodies: to one person, in plain words, with who sends it and why, and nothing else that is personal.

mod reply;

use alongside_domain::Role;
use askama::Template;
use jiff::civil::Date;

use crate::links;
use crate::markup::without_control_characters;
use crate::words::Words;

pub use reply::{ReplyMail, ReplyNews};

mod told;

pub use told::{FollowMail, Followed, Happened, Meeting, Occasion, ToldMail};

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
        let says = self.words.says();
        Body {
            words: self.words,
            subject: says.mail_sign_in_subject(),
            before: vec![says.mail_sign_in_lead()],
            link: self.link.to_owned(),
            button: says.mail_sign_in_button(),
            after: vec![
                says.mail_sign_in_how(self.minutes),
                says.mail_sign_in_not_you(),
                says.mail_from(self.origin),
            ],
        }
        .write()
    }
}

impl InvitationMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        let says = self.words.says();
        let role = self.words.role_in(self.role, self.place);
        Body {
            words: self.words,
            subject: says.mail_invitation_subject(),
            before: vec![
                says.mail_invitation_lead(role),
                says.mail_invitation_what(),
                says.mail_invitation_how(self.words.day(self.until)),
            ],
            link: format!("{}{}", self.origin, links::SIGN_IN),
            button: says.mail_invitation_button(),
            after: vec![says.mail_invitation_not_you(), says.mail_from(self.origin)],
        }
        .write()
    }
}

/// A mail before it is written: some lines, a link, some lines.
#[derive(Template)]
#[template(path = "mail/body.html")]
struct Body<'a> {
    words: &'a Words,
    subject: String,
    before: Vec<String>,
    link: String,
    button: String,
    after: Vec<String>,
}

impl Body<'_> {
    fn write(&self) -> Result<Mail, crate::Error> {
        let lines: Vec<&str> = self
            .before
            .iter()
            .chain([&self.link])
            .chain(&self.after)
            .map(String::as_str)
            .collect();
        Ok(Mail {
            subject: self.words.without_needless_isolation(self.subject.clone()),
            text: self
                .words
                .without_needless_isolation(format!("{}\n", lines.join("\n\n"))),
            html: self
                .words
                .without_needless_isolation(without_control_characters(self.render()?)),
        })
    }
}
