//! The only way out of the house: mail through a [`Mailer`], text messages through a [`Texter`], and questions to
//! witnesses of records ([`Witness`]). [`Smtp`] hands mail to a mail server, [`Twilio`] takes texts, [`GovUkNotify`]
//! takes both; [`Folder`] writes either into a folder, and [`Memory`] keeps the latest for a page of the demo and for
//! tests.
//!
//! A mail or text has exactly one recipient, so nobody is ever written to together. How sending went is one of four
//! things, and [`SendError`] keeps apart the three that are no success, because what is done next differs: try again,
//! give up, or do neither, as it **may have gone out**.
//!
//! Nothing here reads a clock, draws from chance, or writes to a log, and no type prints an address, a subject or a
//! text.

mod address;
mod failure;
mod folder;
mod gov_uk;
mod http;
mod mail;
mod memory;
mod number;
mod smtp;
mod text;
mod twilio;
mod witness;

pub use address::{Address, NotAnAddress};
pub use failure::{SendError, Step, Trouble, Why};
pub use folder::Folder;
pub use gov_uk::{GovUkNotify, NotAnApiKey, Templates};
pub use http::{HttpOptions, NotAProvider};
pub use mail::{CalendarPart, Mail, Sender};
pub use memory::Memory;
pub use number::{NotANumber, Number};
pub use smtp::{NotAMailServer, Smtp, SmtpOptions};
pub use text::{Text, Texter};
pub use twilio::{Twilio, TwilioAccount};
pub use witness::{Answer, NotAWitness, Unasked, Witness};

/// Whoever takes mails to send. It blocks the thread that asks until it is known how it went.
pub trait Mailer: Send + Sync {
    /// Sends a mail, or says why not.
    fn send(&self, mail: &Mail) -> Result<(), SendError>;
}
