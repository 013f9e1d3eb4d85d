//! Where a text message goes.

use std::fmt;
use std::str::FromStr;

/// A phone number as E.164 writes it: `+` and up to fifteen figures. What it is can be asked for and is never printed
/// by itself.
///
/// ```
/// use alongside_notify::Number;
/// let number: Number = "+447700900123".parse().unwrap();
/// assert_eq!(format!("{number:?}"), "(a phone number)");
/// assert_eq!(number.reveal(), "+447700900123");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

/// A text that is no number of this form. It does not repeat the text, which may nearly be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a phone number of the form +447700900123")]
pub struct NotANumber;

impl Number {
    /// The number, to show to whom it belongs.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let figures = text.strip_prefix('+').ok_or(NotANumber)?;
        let is_number = (7..=15).contains(&figures.len())
            && figures.bytes().all(|b| b.is_ascii_digit())
            && !figures.starts_with('0');
        is_number.then(|| Self(text.to_owned())).ok_or(NotANumber)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(a phone number)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_plus_and_figures() {
        for text in ["+447700900123", "+12025550123", "+2901234"] {
            assert!(text.parse::<Number>().is_ok(), "{text}");
        }
        for text in [
            "",
            "+",
            "07700900123",
            "447700900123",
            "+0447700900123",
            "+44 7700 900123",
            "+4477009001234567",
            "+44770090012x",
            "+٤٤٧٧٠٠٩٠٠١٢٣",
            "+447700900123\r\n",
        ] {
            assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text:?}");
        }
    }
}
