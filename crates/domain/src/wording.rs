//! Text that people wrote, in one Unicode form.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Text that somebody wrote: not empty, in Unicode form C, without control characters other than
/// the end of a line.
///
/// ```
/// use alongside_domain::Wording;
/// assert_eq!(Wording::new(" Cafe\u{301} talk \r\n").unwrap().as_str(), "Café talk");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wording(String);

/// Why a text cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordingError {
    /// Nothing is there.
    #[error("there is nothing written here yet")]
    Empty,
    /// There is too much of it.
    #[error("this is too long; it can have {0} characters")]
    TooLong(usize),
    /// It has several lines.
    #[error("this has to fit on one line")]
    SeveralLines,
    /// It has characters that cannot be seen and change how the rest is read.
    #[error("this has characters that cannot be shown; type it again instead of pasting it")]
    Unseen,
}

impl Wording {
    /// At most so many characters.
    pub const LONGEST: usize = 20_000;

    /// A text of one or several lines. Space around it is cut off.
    pub fn new(written: &str) -> Result<Self, WordingError> {
        Self::within(written, Self::LONGEST)
    }

    /// A text of one line and so many characters at most.
    pub fn line(written: &str, longest: usize) -> Result<Self, WordingError> {
        let wording = Self::within(written, longest)?;
        if wording.0.contains('\n') {
            return Err(WordingError::SeveralLines);
        }
        Ok(wording)
    }

    /// A text of one or several lines and so many characters at most.
    pub fn within(written: &str, longest: usize) -> Result<Self, WordingError> {
        // Looked at first, so that a flood is not copied.
        if written.len() > longest.saturating_mul(16) {
            return Err(WordingError::TooLong(longest));
        }
        let text: String = written
            .replace("\r\n", "\n")
            .replace('\t', " ")
            .nfc()
            .collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(WordingError::Empty);
        }
        if text.chars().count() > longest {
            return Err(WordingError::TooLong(longest));
        }
        if text.chars().any(is_unseen) {
            return Err(WordingError::Unseen);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and those that turn the direction of what follows without end (overrides
/// and embeddings). Marks and isolates, which languages written from right to left need, stay.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{feff}')
}

impl fmt::Display for Wording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write() {
        for (written, expected) in [
            ("a", Ok("a")),
            (" a\r\nb ", Ok("a\nb")),
            ("a\tb", Ok("a b")),
            ("e\u{301}", Ok("\u{e9}")),
            ("שלום\u{200f}!", Ok("שלום\u{200f}!")),
            ("", Err(WordingError::Empty)),
            (" \n ", Err(WordingError::Empty)),
            ("a\u{0}b", Err(WordingError::Unseen)),
            ("a\u{202e}b", Err(WordingError::Unseen)),
        ] {
            let read = Wording::new(written);
            assert_eq!(read.as_ref().map(Wording::as_str).map_err(|e| *e), expected);
        }
        assert_eq!(Wording::line("a\nb", 9), Err(WordingError::SeveralLines));
        assert_eq!(Wording::line("éé", 1), Err(WordingError::TooLong(1)));
        assert!(Wording::line("éé", 2).is_ok());
    }

    #[test]
    fn no_text_makes_the_wording_reader_panic_and_read_text_reads_the_same_again() {
        bolero::check!().for_each(|bytes: &[u8]| {
            if let Ok(wording) = Wording::new(&String::from_utf8_lossy(bytes)) {
                assert_eq!(Wording::new(wording.as_str()).as_ref(), Ok(&wording));
            }
        });
    }
}
