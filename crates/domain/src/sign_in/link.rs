//! The link in an email: for one use, for a short time, in the browser that asked.

use super::secret::SecretHash;
use crate::instant::Instant;
use crate::person::PersonId;

/// A link that was sent.
#[derive(Debug, Clone)]
pub struct Link {
    /// Whom it signs in.
    pub person: PersonId,
    /// The secret in its address.
    pub secret: SecretHash,
    /// The secret in a cookie of the browser that asked.
    pub browser: SecretHash,
    /// When it was asked for.
    pub asked: Instant,
    /// When it was used, once it was.
    pub used: Option<Instant>,
}

/// Why a link does not sign in. Each is told only to who has the link: without its secret the
/// answer is always [`Self::Unknown`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// There is no such link.
    #[error("This link does not work. It may have been cut off in the email. Ask for a new one.")]
    Unknown,
    /// It was used.
    #[error("This link has been used already, and works once. Ask for a new one.")]
    Used,
    /// It is too old.
    #[error("This link is too old: it works for 15 minutes. Ask for a new one.")]
    TooOld,
    /// It was opened elsewhere.
    #[error(
        "This link works only in the browser in which you asked for it. Open it there, or ask for a new one here."
    )]
    OtherBrowser,
}

impl Link {
    /// How long a link works, in microseconds: 15 minutes.
    pub const LIFE: i64 = 15 * 60 * 1_000_000;

    /// Signs in with it: gives the link as used, to be kept in the same transaction as the
    /// session, or says why not. Opening it in the wrong browser does not use it up.
    pub fn open(
        &self,
        secret: &[u8],
        browser: Option<&[u8]>,
        now: Instant,
    ) -> Result<Self, LinkRefusal> {
        if !self.secret.is_of(secret) {
            return Err(LinkRefusal::Unknown);
        }
        if self.used.is_some() {
            return Err(LinkRefusal::Used);
        }
        // A clock that was set back makes no link older or younger than it is by its own count.
        if !(0..Self::LIFE).contains(&now.micros_since(self.asked)) {
            return Err(LinkRefusal::TooOld);
        }
        if !browser.is_some_and(|browser| self.browser.is_of(browser)) {
            return Err(LinkRefusal::OtherBrowser);
        }
        Ok(Self {
            used: Some(now),
            ..self.clone()
        })
    }
}

/// What follows when somebody asks for a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The mail to enqueue, if any.
    pub mail: NextMail,
}

/// The mail that follows. A job is enqueued in either case, so that asking takes as long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextMail {
    /// A link for this person.
    LinkFor(PersonId),
    /// None: nobody is written to who has no account, as anybody could have typed the address.
    Nothing,
}

impl Asked {
    /// What the page says, to everyone who asks.
    pub const fn words(self) -> &'static str {
        "If this address is known here, an email with a link is on its way. Open it in this browser within 15 minutes."
    }
}

/// What follows when somebody asks for a link for an address that belongs to `known`, or to
/// nobody. `within_limits` says whether the address has been asked for too often: then nothing is
/// sent, and the page says the same.
pub const fn ask(known: Option<PersonId>, within_limits: bool) -> Asked {
    let mail = match known {
        Some(person) if within_limits => NextMail::LinkFor(person),
        _ => NextMail::Nothing,
    };
    Asked { mail }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: i64 = 1_000_000_000;

    fn at(micros: i64) -> Instant {
        Instant::from_micros(micros).unwrap()
    }

    fn person() -> PersonId {
        PersonId::new(Instant::EPOCH, [1; 10])
    }

    fn link(used: Option<i64>) -> Link {
        Link {
            person: person(),
            secret: SecretHash::of(b"link"),
            browser: SecretHash::of(b"browser"),
            asked: at(ASKED),
            used: used.map(at),
        }
    }

    #[test]
    fn a_link_signs_in_once_soon_and_in_its_own_browser() {
        use LinkRefusal::{OtherBrowser, TooOld, Unknown, Used};
        let soon = ASKED + 1;
        let late = ASKED + Link::LIFE;
        let right: Option<&[u8]> = Some(b"browser");
        let wrong: Option<&[u8]> = Some(b"another");
        for (used, secret, browser, now, expected) in [
            (None, "link", right, ASKED, Ok(())),
            (None, "link", right, late - 1, Ok(())),
            (None, "link", right, late, Err(TooOld)),
            (None, "link", right, ASKED - 1, Err(TooOld)),
            (None, "link", wrong, soon, Err(OtherBrowser)),
            (None, "link", None, soon, Err(OtherBrowser)),
            (Some(soon), "link", right, soon, Err(Used)),
            (Some(soon), "link", wrong, late, Err(Used)),
            (None, "guess", right, soon, Err(Unknown)),
            (Some(soon), "guess", right, late, Err(Unknown)),
            (None, "guess", wrong, late, Err(Unknown)),
        ] {
            let opened = link(used).open(secret.as_bytes(), browser, at(now));
            assert_eq!(
                opened.map(drop),
                expected,
                "{used:?} {secret} {browser:?} {now}"
            );
        }
    }

    #[test]
    fn an_opened_link_does_not_open_again() {
        let used = link(None)
            .open(b"link", Some(b"browser"), at(ASKED))
            .unwrap();
        let again = used.open(b"link", Some(b"browser"), at(ASKED));
        assert_eq!(again.map(drop), Err(LinkRefusal::Used));
    }

    #[test]
    fn the_page_says_the_same_whoever_asks() {
        let answers = [
            ask(Some(person()), true),
            ask(Some(person()), false),
            ask(None, true),
            ask(None, false),
        ];
        assert!(
            answers
                .iter()
                .all(|asked| asked.words() == answers[0].words())
        );
        let mails = answers.map(|asked| asked.mail);
        assert_eq!(mails[0], NextMail::LinkFor(person()));
        assert!(mails[1..].iter().all(|mail| *mail == NextMail::Nothing));
    }
}
