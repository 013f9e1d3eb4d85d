//! Where a mail comes from or goes to.

use std::fmt;
use std::str::FromStr;

use url::Host;

/// An address that mail can be sent to: one, without a name and without quotes. What it is can be asked for and is
/// never printed by itself. The domain is kept in the form that every mail server takes:
///
/// ```
/// use alongside_notify::Address;
/// let address: Address = "sam@örnek.example".parse().unwrap();
/// assert_eq!(format!("{address:?}"), "(an email address)");
/// assert_eq!(address.reveal(), "sam@xn--rnek-4qa.example");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Address(lettre::Address);

/// A text that is not an address. It does not repeat the text, which may nearly be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an email address; write it like name@example.org")]
pub struct NotAnAddress;

impl Address {
    /// The address, to show to whom it belongs.
    pub fn reveal(&self) -> &str {
        self.0.as_ref()
    }

    pub(crate) fn domain(&self) -> &str {
        self.0.domain()
    }

    /// Whether every mail server takes it, or only one that speaks the newer protocol.
    pub(crate) fn is_ascii(&self) -> bool {
        self.reveal().is_ascii()
    }

    pub(crate) fn inner(&self) -> lettre::Address {
        self.0.clone()
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let is_odd = |c: char| c.is_control() || c.is_whitespace() || "\"\\<>(),;:".contains(c);
        let (user, domain) = text.rsplit_once('@').ok_or(NotAnAddress)?;
        if text.contains(is_odd) || user.contains('@') {
            return Err(NotAnAddress);
        }
        let Ok(Host::Domain(domain)) = Host::parse(domain) else {
            return Err(NotAnAddress);
        };
        let address = lettre::Address::new(user, domain).map_err(|_| NotAnAddress)?;
        Ok(Self(address))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(an email address)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_read_and_nothing_else_is() {
        for text in [
            "sam@example.org",
            "sam+forum@localhost",
            "o'neill@mail.example.org",
            "ayşe@örnek.example",
        ] {
            assert!(text.parse::<Address>().is_ok(), "{text}");
        }
        for text in [
            "",
            "sam",
            "@example.org",
            "sam@",
            "sam@@example.org",
            "Sam <sam@example.org>",
            "sam@example.org, kim@example.org",
            "sam@example.org\r\nBcc: kim@example.org",
            "sam@example.org>\r\nRCPT TO:<kim@example.org",
            "\"sam\"@example.org",
            "sam@[127.0.0.1]",
            "sam@127.0.0.1",
            "sam @example.org",
            "sam\u{2028}@example.org",
            "sam\0@example.org",
        ] {
            assert_eq!(text.parse::<Address>(), Err(NotAnAddress), "{text:?}");
        }
    }
}
