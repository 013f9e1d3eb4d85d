//! What is known when a mail was not sent, or may have been.

use std::error::Error as _;
use std::fmt;
use std::io;

use lettre::transport::smtp;

/// A mail that was not sent, or about which nobody can tell. Nothing in it names who it was for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Surely nothing was sent, and later it may work.
    #[error("not sent, to be tried again: {0}")]
    Again(Why),
    /// Surely nothing was sent, and it is no use to try again.
    #[error("not sent, and never will be: {0}")]
    Never(Why),
    /// It may have been sent. Whoever sends it again may send it twice.
    #[error("it may have been sent, or not: {0}")]
    Uncertain(Why),
}

impl SendError {
    /// Surely nothing was sent.
    pub(crate) fn unsent(step: Step, trouble: Trouble) -> Self {
        let why = Why { step, trouble };
        if why.is_final() {
            Self::Never(why)
        } else {
            Self::Again(why)
        }
    }

    pub(crate) fn never(step: Step, trouble: Trouble) -> Self {
        Self::Never(Why { step, trouble })
    }

    pub(crate) fn uncertain(step: Step, trouble: Trouble) -> Self {
        Self::Uncertain(Why { step, trouble })
    }
}

/// At which step, and what the trouble was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// How far it had come.
    pub step: Step,
    /// What went wrong.
    pub trouble: Trouble,
}

/// How far the sending of a mail had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The mail was put into the form that mail has.
    Writing,
    /// The mail server was called, and both sides said who they are.
    Connecting,
    /// The line was to be put under TLS.
    Securing,
    /// We said who we are.
    LoggingIn,
    /// The mail server was told who the mail is from.
    Sender,
    /// The mail server was told who the mail is for.
    Recipient,
    /// The mail itself was being handed over, and its end was not.
    Content,
    /// The end of the mail was handed over.
    End,
    /// The mail or text was put into a folder.
    Folder,
    /// A provider was called over HTTP, and what was asked was not handed over to its end.
    Asking,
    /// The provider was asked, and its answer was waited for.
    Answer,
}

/// What went wrong. Words of the mail server or the provider are not kept, as they may repeat an
/// address or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The mail server or the provider said no.
    Refused {
        /// The code of its reply (RFC 5321), or the status of its answer (RFC 9110), 400 to 599.
        code: u16,
        /// What it says more exactly, if it does: a code such as `5.1.1` (RFC 3463), or the provider's own.
        detail: Option<String>,
    },
    /// The line or the disk, in the words of the machine.
    Machine(String),
    /// No answer came in the time there is.
    TimedOut,
    /// The line ended, or an answer made no sense.
    NoAnswer,
    /// The mail server cannot do what is needed.
    Cannot(&'static str),
    /// The mail cannot be put into the form that mail has.
    Form,
}

impl Why {
    /// Whether the mail server said no for good, and because of this mail or this address. What it says about us
    /// stems from how we are set up, and an operator may mend that between two tries.
    fn is_final(&self) -> bool {
        let Trouble::Refused { code, detail } = &self.trouble else {
            return false;
        };
        // A rule of the server's (RFC 3463, x.7.x), such as that it passes nothing on for strangers.
        let is_rule = detail.as_ref().is_some_and(|it| it.contains(".7."));
        match self.step {
            Step::Recipient => *code >= 500 && *code != NOT_LOGGED_IN && !is_rule,
            Step::Content | Step::End => *code >= 500,
            _ => false,
        }
    }
}

/// "Authentication required" (RFC 4954).
const NOT_LOGGED_IN: u16 = 530;

impl Trouble {
    pub(crate) fn of(error: &smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let says = error.source().map(ToString::to_string);
            return Self::Refused {
                code: code.into(),
                detail: says.as_deref().and_then(detail),
            };
        }
        let mut cause = error.source();
        while let Some(inner) = cause {
            if let Some(error) = inner.downcast_ref::<io::Error>() {
                return Self::of_machine(error);
            }
            cause = inner.source();
        }
        Self::NoAnswer
    }

    pub(crate) fn of_machine(error: &io::Error) -> Self {
        match error.kind() {
            // What a socket says when its time is up differs from system to system.
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::TimedOut,
            io::ErrorKind::UnexpectedEof => Self::NoAnswer,
            _ => Self::Machine(error.to_string()),
        }
    }
}

/// The enhanced status code that a reply may begin with.
fn detail(says: &str) -> Option<String> {
    let first = says.split_whitespace().next()?;
    let mut parts = 0;
    for part in first.split('.') {
        parts += 1;
        let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number {
            return None;
        }
    }
    (parts == 3).then(|| first.to_owned())
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.step, self.trouble)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Writing => "writing the mail",
            Self::Connecting => "calling the mail server",
            Self::Securing => "putting the line under TLS",
            Self::LoggingIn => "logging in to the mail server",
            Self::Sender => "naming the sender",
            Self::Recipient => "naming the recipient",
            Self::Content => "handing over the mail",
            Self::End => "after the end of the mail",
            Self::Folder => "putting it into the folder",
            Self::Asking => "calling the provider",
            Self::Answer => "waiting for the provider's answer",
        })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { code, detail: None } => write!(f, "refused with {code}"),
            Self::Refused {
                code,
                detail: Some(detail),
            } => write!(f, "refused with {code} {detail}"),
            Self::Machine(says) => f.write_str(says),
            Self::TimedOut => f.write_str("no answer in time"),
            Self::NoAnswer => f.write_str("the line ended, or the answer made no sense"),
            Self::Cannot(what) => write!(f, "there is no {what}"),
            Self::Form => f.write_str("it does not fit into the form of a mail"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_three_numbers_and_nothing_else_of_a_reply_is_kept() {
        for (says, wanted) in [
            ("5.1.1 <sam@example.org>: no such user", Some("5.1.1")),
            ("4.7.999\nmore", Some("4.7.999")),
            ("sam@example.org", None),
            ("5.1", None),
            ("5.1.1.1 x", None),
            ("5.1.1234 x", None),
            ("", None),
        ] {
            assert_eq!(detail(says).as_deref(), wanted, "{says}");
        }
    }

    #[test]
    fn what_is_final_is_about_the_mail_and_not_about_how_we_are_set_up() {
        let is_final = |step, code, detail: &str| {
            let detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
            let trouble = Trouble::Refused { code, detail };
            matches!(SendError::unsent(step, trouble), SendError::Never(_))
        };
        assert!(is_final(Step::Recipient, 550, ""));
        assert!(is_final(Step::Recipient, 550, "5.1.1"));
        assert!(is_final(Step::End, 554, "5.7.1"));
        assert!(!is_final(Step::Recipient, 550, "5.7.1"));
        assert!(!is_final(Step::Recipient, 530, ""));
        assert!(!is_final(Step::Recipient, 450, "4.2.1"));
        assert!(!is_final(Step::End, 452, ""));
        for step in [Step::Connecting, Step::LoggingIn, Step::Sender] {
            assert!(!is_final(step, 550, "5.1.1"), "{step}");
        }
    }
}
