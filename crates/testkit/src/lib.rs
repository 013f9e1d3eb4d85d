//! What tests need, and nothing but tests may use: a fresh database of either kind.
//!
//! ```
//! use alongside_testkit::{Outcome, Scratch};
//!
//! fn what_was_written_is_read(scratch: &Scratch) -> Outcome {
//!     assert!(!scratch.url().is_empty());
//!     Ok(())
//! }
//!
//! alongside_testkit::on_both!(what_was_written_is_read);
//! ```
//!
//! With the feature `app` there is `TestApp`: the whole service in process, with a clock that stands still, mails
//! that are kept, and somebody to sign in as for every role. With `town` there is an area whose people follow what happens in it.

#[cfg(feature = "app")]
mod app;
#[cfg(feature = "app")]
mod authenticator;
#[cfg(feature = "app")]
pub mod calendars;
mod chance;
pub mod mail_server;
mod postgres;
mod scratch;
pub mod service;
mod sqlite;
pub mod text_server;
#[cfg(feature = "town")]
pub mod town;

#[cfg(feature = "app")]
pub use app::{Client, Page, TestApp};
#[cfg(feature = "app")]
pub use authenticator::Authenticator;
pub use chance::chance;
pub use postgres::{Missing, Own};
pub use scratch::Scratch;

/// How a test ends. `?` takes whatever went wrong, so that tests need no `unwrap`.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Runs each rule, a function from [`Scratch`] to [`Outcome`], on a fresh database of either kind: the tests are
/// `sqlite::rule` and `postgres::rule`.
#[macro_export]
macro_rules! on_both {
    ($($rule:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $rule() -> $crate::Outcome { super::$rule(&$crate::Scratch::sqlite()?) })+
        }
        mod postgres {
            $(#[test] fn $rule() -> $crate::Outcome { super::$rule(&$crate::Scratch::postgres()?) })+
        }
    };
}
