//! One text message to one person.

use std::fmt;

use jiff::Timestamp;
use uuid::Uuid;

use crate::failure::SendError;
use crate::number::Number;

/// A text message. Printed, it is its id and nothing more.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// Its own, and the same whenever the same text is sent again. Providers that keep a reference are given it.
    pub id: Uuid,
    /// Who it is for: one number, always.
    pub to: Number,
    /// What it says.
    pub text: String,
    /// When it is sent, to the second: what is signed for a provider holds for half a minute.
    pub date: Timestamp,
}

/// Whoever takes texts to send. It blocks the thread that asks until it is known how it went.
pub trait Texter: Send + Sync {
    /// Sends a text, or says why not.
    fn send_text(&self, text: &Text) -> Result<(), SendError>;
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({})", self.id)
    }
}
