//! Phone numbers of the United Kingdom to which a text message can go.

use std::fmt;
use std::str::FromStr;

/// A number of a mobile phone in the United Kingdom, as E.164 writes it: `+447` and nine figures. Not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Mobile(String);

/// A text that is no such number. It does not repeat the text, which may nearly be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a UK mobile number; write it like 07700 900123")]
pub struct NotAMobile;

impl Mobile {
    /// The number, to send to or to show to whom it belongs.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Mobile {
    type Err = NotAMobile;

    /// Reads what people write: with `0`, `+44`, `0044` or `+44 (0)` at its beginning, and spaces, hyphens, dots or
    /// brackets in between.
    ///
    /// Mobile numbers are 071 to 075 and 077 to 079, and 07624 (Isle of Man), ten figures after the 0; 070 and the
    /// rest of 076 are personal numbers and pagers (Ofcom, National Telephone Numbering Plan, Part A).
    ///
    /// ```
    /// use alongside_domain::Mobile;
    /// let mobile: Mobile = "+44 (0)7700 900-123".parse().unwrap();
    /// assert_eq!(mobile.reveal(), "+447700900123");
    /// assert_eq!(format!("{mobile:?}"), "(a phone number)");
    /// assert!("020 7946 0018".parse::<Mobile>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NotAMobile> {
        let is_between = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')');
        let text = text.trim().replace("(0)", "");
        let bare: String = text.chars().filter(|c| !is_between(*c)).collect();
        let national = ["+44", "0044", "0"]
            .into_iter()
            .find_map(|begin| bare.strip_prefix(begin))
            .ok_or(NotAMobile)?;
        let is_figures = national.bytes().all(|b| b.is_ascii_digit());
        let is_mobile = match national.as_bytes() {
            [b'7', b'6', ..] => national.starts_with("7624"),
            [b'7', second, ..] => *second != b'0',
            _ => false,
        };
        if !is_figures || national.len() != 10 || !is_mobile {
            return Err(NotAMobile);
        }
        Ok(Self(format!("+44{national}")))
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(a phone number)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it_and_nothing_else_is() {
        for written in [
            "07700900123",
            " 07700 900 123 ",
            "+447700900123",
            "+44 7700 900123",
            "0044 7700 900123",
            "+44 (0) 7700 900123",
            "(07700) 900-123",
            "07700.900.123",
        ] {
            let read: Mobile = written.parse().unwrap();
            assert_eq!(read.reveal(), "+447700900123", "{written}");
        }
        assert!("07624 900123".parse::<Mobile>().is_ok());
        for written in [
            "",
            "07700 90012",
            "07700 9001234",
            "7700900123",
            "020 7946 0018",
            "070 1234 5678",
            "07600 900123",
            "+1 202 555 0123",
            "+447700 90012x",
            "07700/900123",
            "٠٧٧٠٠٩٠٠١٢٣",
            "+44+447700900123",
        ] {
            assert!(written.parse::<Mobile>().is_err(), "{written}");
        }
    }
}
