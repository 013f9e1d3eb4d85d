//! Why a request is not answered as it was meant: every reason there is, its status, and its words for a reader and
//! for a machine.

use std::error::Error as StdError;

use alongside_domain::policy::Refusal;
use alongside_domain::sign_in::Wait;
use alongside_store::files::FileError;
use alongside_store::{Class, Error as StoreError};
use axum::http::StatusCode;

use crate::service::NoChance;

/// Why not.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is nothing at this address.
    NotFound,
    /// There is something, but not in this way; what would do stands in `Allow`.
    Method { allowed: &'static str },
    /// Somebody has to sign in first.
    SignIn,
    /// Their role counts only once they have used a passkey.
    Passkey,
    /// A passkey did not sign what it was asked to, or nobody knows it.
    Unsigned,
    /// They may not.
    Refused(Refusal),
    /// The form was not opened in this browser, or too long ago, or by another site.
    Form,
    /// It does not fit what is there by now, for this reason.
    Conflict(String),
    /// What was sent cannot be read.
    Unreadable,
    /// What stands behind the question mark of the address cannot be read: where, and what would do.
    Question {
        field: &'static str,
        says: &'static str,
    },
    /// It is too large, in bytes.
    TooLarge { limit: usize },
    /// It took too long to arrive.
    TooSlow,
    /// It was tried too often.
    TooOften(Wait),
    /// It cannot be done now, and may be soon: the database is gone, or the disk is full.
    Unavailable(Cause),
    /// A fault of ours.
    Fault(Cause),
}

type Cause = Box<dyn StdError + Send + Sync>;

impl Failure {
    /// A fault of ours.
    pub(crate) fn fault(cause: impl Into<Cause>) -> Self {
        Self::Fault(cause.into())
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Refused(_) | Self::Passkey | Self::Unsigned | Self::Form => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Unreadable | Self::Question { .. } => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// For a machine: what it is in short, and what happened, why and what to do.
    pub(crate) fn words(&self) -> (&'static str, String) {
        match self {
            Self::NotFound => (
                "Nothing here",
                "There is nothing at this address. /api lists what there is.".to_owned(),
            ),
            Self::Method { allowed } => (
                "Not in this way",
                format!("This address takes {allowed} and nothing else."),
            ),
            Self::SignIn => ("Sign in first", "Sign in to go on.".to_owned()),
            Self::Passkey => (
                "A passkey first",
                "Your role counts once you have used a passkey. Add one on your page, or sign in with it."
                    .to_owned(),
            ),
            Self::Unsigned => (
                "Not signed",
                "This passkey does not work here, or the question was too old. Try again, or ask for a link."
                    .to_owned(),
            ),
            Self::Refused(refusal) => ("Not for you", refusal.to_string()),
            Self::Form => (
                "Not from here",
                "This can be sent only from a page of this service. Open the page again."
                    .to_owned(),
            ),
            Self::Conflict(why) => ("Not as things are", why.clone()),
            Self::Unreadable => (
                "Not to be read",
                "What was sent is not in the form that this address takes.".to_owned(),
            ),
            Self::Question { field, says } => ("Not to be read", format!("`{field}`: {says}")),
            Self::TooLarge { limit } => (
                "Too large",
                format!(
                    "What was sent is larger than {limit} bytes, which is the most that is taken here."
                ),
            ),
            Self::TooSlow => (
                "Too slow",
                "What was sent took too long to arrive. Send it again.".to_owned(),
            ),
            Self::TooOften(wait) => ("Too often", wait.to_string()),
            Self::Unavailable(_) => (
                "Not just now",
                "This cannot be done just now. Try again in a minute.".to_owned(),
            ),
            Self::Fault(_) => (
                "Something went wrong",
                "A fault of ours stopped this. Tell us the reference if it happens again."
                    .to_owned(),
            ),
        }
    }

    /// What the log has to know, causes and all; `None` where nothing is wrong with the service.
    pub(crate) fn for_the_log(&self) -> Option<String> {
        let (Self::Unavailable(cause) | Self::Fault(cause)) = self else {
            return None;
        };
        let mut says = vec![cause.to_string()];
        let mut below = cause.source();
        while let Some(cause) = below {
            says.push(cause.to_string());
            below = cause.source();
        }
        Some(says.join(": "))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error.class() {
            Class::Busy => Self::Unavailable(Box::new(error)),
            Class::Unique | Class::ForeignKey | Class::Other => Self::Fault(Box::new(error)),
        }
    }
}

/// What a form cannot say beside one of its fields. A handler that shows the form again takes out what it can say
/// there before it gives the rest back with `?`.
impl From<alongside_app::Failure> for Failure {
    fn from(failure: alongside_app::Failure) -> Self {
        use alongside_app::Failure as App;
        match failure {
            App::Store(error) => error.into(),
            App::NotAllowed(refusal) => Self::Refused(refusal),
            App::NotFound => Self::NotFound,
            App::TooOften(wait) => wait.into(),
            App::Stray(stray) => Self::fault(stray),
            App::Stale
            | App::ReadOnly
            | App::Wrong(_)
            | App::Charter(_)
            | App::Misfit(_)
            | App::Import(_)
            | App::Invitation(_)
            | App::Role(_) => Self::Conflict(failure.to_string()),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        match error {
            FileError::TooLarge { limit, .. } => Self::TooLarge { limit },
            FileError::Missing(_) => Self::NotFound,
            FileError::Damaged(_) => Self::Fault(Box::new(error)),
            // The folder is full or the other machine is away.
            FileError::Store(_) => Self::Unavailable(Box::new(error)),
        }
    }
}

impl From<alongside_pages::Error> for Failure {
    fn from(error: alongside_pages::Error) -> Self {
        Self::fault(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::fault(error)
    }
}

impl From<NoChance> for Failure {
    fn from(error: NoChance) -> Self {
        Self::fault(error)
    }
}

impl From<Wait> for Failure {
    fn from(wait: Wait) -> Self {
        Self::TooOften(wait)
    }
}
