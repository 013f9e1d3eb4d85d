//! Email addresses, kept out of every log.

use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};
use unicode_normalization::UnicodeNormalization;

/// An email address. What it is can be asked for and is never printed by itself:
///
/// ```
/// use alongside_domain::Email;
/// let email: Email = " Sam.Okoro@Example.org ".parse().unwrap();
/// assert_eq!(format!("{email} {email:?}"), "(an email address) (an email address)");
/// assert_eq!(email.reveal(), "Sam.Okoro@Example.org");
/// assert_eq!(email.key().reveal(), "sam.okoro@example.org");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// What two spellings of one address have in common; accounts are found by it. Not printed either.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailKey(String);

/// A text that is not an email address. It does not repeat the text, which may nearly be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an email address; write it like name@example.org")]
pub struct NotAnEmail;

impl Email {
    /// The address, to send to or to show to whom it belongs.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The key to match by: one Unicode form, lower case. Dots and `+` are kept, as only some
    /// providers take them for nothing.
    pub fn key(&self) -> EmailKey {
        EmailKey(self.0.to_lowercase().nfc().collect())
    }
}

impl EmailKey {
    /// The key as text, for the store to keep and look up.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        // One Unicode form, and never more than an address can have.
        let text: String = text.trim().nfc().take(LONGEST + 1).collect();
        let options = Options::default()
            .with_required_tld()
            .without_display_text()
            .without_domain_literal();
        // A quoted part before the @ is allowed by the standard, used by nobody, and a way to
        // carry what is no address.
        if text.contains(['"', '\\']) || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(NotAnEmail);
        }
        if text.len() > LONGEST {
            return Err(NotAnEmail);
        }
        EmailAddress::parse_with_options(&text, options).map_err(|_| NotAnEmail)?;
        Ok(Self(text))
    }
}

/// As many bytes as an address may have (RFC 5321, 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;

const HIDDEN: &str = "(an email address)";

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl fmt::Debug for EmailKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type() {
        for text in [
            "a@b.uk",
            "sam+forum@mail.example.org",
            "o'neill@example.org",
            "ayşe@örnek.example",
        ] {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
        for text in [
            "",
            "sam",
            "sam@",
            "@example.org",
            "sam@example",
            "sam@@example.org",
            "sam @example.org",
            "Sam <sam@example.org>",
            "\"sam\"@example.org",
            "sam@[127.0.0.1]",
            "a@b.uk\r\nBcc: c@d.uk",
            "a@b.uk,c@d.uk",
        ] {
            assert_eq!(text.parse::<Email>(), Err(NotAnEmail), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_address_have_one_key() {
        let key = |text: &str| text.parse::<Email>().unwrap().key();
        assert_eq!(key("Sam@Example.ORG"), key("sam@example.org"));
        assert_eq!(key("Jose\u{301}@example.org"), key("JOSÉ@example.org"));
        assert_ne!(key("s.am@example.org"), key("sam@example.org"));
    }

    #[test]
    fn an_address_shows_in_no_output() {
        let email: Email = "sam@example.org".parse().unwrap();
        let printed = format!("{email} {email:?} {:?} {:#?}", email.key(), Some(&email));
        assert!(
            !printed.contains("sam") && !printed.contains("example"),
            "{printed}"
        );
    }

    #[test]
    fn no_text_makes_the_address_reader_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            if let Ok(email) = String::from_utf8_lossy(bytes).parse::<Email>() {
                assert!(!email.reveal().chars().any(char::is_control));
                drop(email.key());
            }
        });
    }
}
