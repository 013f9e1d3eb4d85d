//! Signing in, as decisions: every secret, instant and bit of chance is passed in.
//!
//! Somebody asks for a link, gets it by email, and opens it in the browser that asked. What the
//! page says when a link is asked for is the same for everyone, so that nobody learns from it who
//! has an account.

mod link;
mod passkey;
mod rate;
mod secret;
mod session;

pub use link::{Asked, Link, LinkRefusal, NextMail, ask};
pub use passkey::{PasskeyRule, asks_for_passkey};
pub use rate::{Rate, Wait};
pub use secret::SecretHash;
pub use session::{Session, SessionEnd, SessionLimits, Strength};
