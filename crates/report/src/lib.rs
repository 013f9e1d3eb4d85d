//! What people print, as PDF: text in, bytes out.
//!
//! Each file is tagged for people who have it read out, and is written only if it keeps PDF/UA-1 as far as a program can
//! tell. The same text gives the same bytes: no clock is read, and no id is drawn.

mod flyer;
mod setting;
mod type_face;

pub use flyer::flyer;

/// Why something cannot be written as PDF. The page with the same words can be printed all the same.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// The type has no such letter, as of Bengali.
    #[error("the type has no letter {0:?}")]
    Letter(char),
    /// It does not fit on its page.
    #[error("there is more of it than fits on one page")]
    TooLong,
    /// The file would not be what it has to be: a fault of the program.
    #[error("the PDF could not be written: {0}")]
    Fault(String),
}
