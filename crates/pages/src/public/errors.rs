//! What is said when a page cannot be shown: what happened, why, what to do, and nothing from inside.

use askama::Template;

use crate::markup::without_control_characters;
use crate::public::shell::Shell;

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorPage<'a> {
    /// There is nothing at this address.
    NotFound,
    /// What stands behind the question mark of the address cannot be read.
    Question,
    /// Something of ours went wrong; the log has it under this reference.
    Broken {
        /// The reference.
        reference: &'a str,
    },
    /// Whoever asks may not do this.
    NotAllowed,
    /// The form came without its token, or with another browser's.
    FormExpired,
    /// It was tried too often.
    TooMany {
        /// In how many minutes it can be tried again.
        minutes: u32,
    },
    /// A file is too large.
    TooLarge {
        /// How large it may be.
        megabytes: u32,
    },
    /// It does not fit what is there by now.
    Conflict {
        /// Why, in a sentence of its own.
        why: &'a str,
    },
    /// The service cannot answer for a while.
    Unavailable,
}

impl ErrorPage<'_> {
    /// The page as HTML.
    pub fn render(&self, shell: Shell<'_>) -> Result<String, crate::Error> {
        let t = shell.t();
        let (heading, why, what_to_do) = match self {
            Self::NotFound => (
                t.error_not_found(),
                t.error_not_found_why(),
                t.error_not_found_do(),
            ),
            Self::Question => (
                t.error_question(),
                t.error_question_why(),
                t.error_question_do(),
            ),
            Self::Broken { reference } => (
                t.error_broken(),
                t.error_broken_why(),
                t.error_broken_do(reference),
            ),
            Self::NotAllowed => (
                t.error_not_allowed(),
                t.error_not_allowed_why(),
                t.error_not_allowed_do(),
            ),
            Self::FormExpired => (
                t.error_form_expired(),
                t.error_form_expired_why(),
                t.error_form_expired_do(),
            ),
            Self::TooMany { minutes } => (
                t.error_too_many(),
                t.error_too_many_why(),
                t.error_too_many_do(*minutes),
            ),
            Self::TooLarge { megabytes } => (
                t.error_too_large(),
                t.error_too_large_why(*megabytes),
                t.error_too_large_do(),
            ),
            Self::Conflict { why } => {
                (t.error_conflict(), (*why).to_owned(), t.error_conflict_do())
            }
            Self::Unavailable => (
                t.error_unavailable(),
                t.error_unavailable_why(),
                t.error_unavailable_do(),
            ),
        };
        let page = View {
            shell,
            heading,
            why,
            what_to_do,
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "public/error.html")]
struct View<'p> {
    shell: Shell<'p>,
    heading: String,
    why: String,
    what_to_do: String,
}
