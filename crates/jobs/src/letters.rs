//! Letters put in words: what `alongside_app::letter` prepares, as a mail or a text message.

use alongside_app::letter::{About, Letter, Says, Told, What, prepare};
use alongside_app::{Call, Caller, Seeded};
use alongside_domain::Instant;
use alongside_domain::follow::Recipient;
use alongside_domain::{Email, Mobile};
use alongside_notify::{Mail, Sender, Text};
use alongside_pages::mail::{InvitationMail, SignInMail};
use alongside_pages::{Language, Words, links};
use alongside_store::Transaction;
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::{Compose, Failure, Message};

mod reply;
mod told;

/// Fills bytes with chance, or says that there is none.
pub type Chance = Box<dyn Fn(&mut [u8]) -> Result<(), String> + Send + Sync>;

/// Composes the letters of the service.
pub struct Letters {
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: String,
    /// Who they are from.
    pub from: Sender,
    /// Draws the secrets of links.
    pub chance: Chance,
}

/// For how many minutes a link works, as the letter says.
const MINUTES: u32 = 15;

impl Compose for Letters {
    fn compose(
        &self,
        tx: &mut Transaction<'_>,
        job: Uuid,
        payload: &str,
        now: Timestamp,
    ) -> Result<Option<Message>, Failure> {
        let about: About = serde_json::from_str(payload)
            .map_err(|_| Failure::never("a job of this kind does not say what it is about"))?;
        let letter = self.prepare(tx, about, now)?;
        letter
            .map(|letter| self.write(job, &letter, now))
            .transpose()
    }
}

impl Letters {
    fn prepare(
        &self,
        tx: &mut Transaction<'_>,
        about: About,
        now: Timestamp,
    ) -> Result<Option<Letter>, Failure> {
        let now = Instant::try_from(now).map_err(|_| Failure::again("the clock is wrong"))?;
        let mut seed = [0; 32];
        (self.chance)(&mut seed).map_err(Failure::again)?;
        let seeded = Seeded::new(seed);
        let draw = |bytes: &mut [u8]| seeded.fill(bytes);
        let call = Call {
            caller: Caller::Machine,
            now,
            chance: &draw,
        };
        // What it was about is not told: it may be somebody's.
        prepare(tx, &call, about)
            .map_err(|_| Failure::again("the letter could not be put together"))
    }

    fn write(&self, job: Uuid, letter: &Letter, now: Timestamp) -> Result<Message, Failure> {
        let language = Language::from_code(&letter.language).unwrap_or(Language::English);
        let words = Words::of(language);
        match &letter.to {
            Recipient::Mail(to) => Ok(self.mail(job, (words, to), letter, now)?.into()),
            Recipient::Text(to) => Ok(Message::Text(self.text(job, (words, to), letter, now)?)),
        }
    }

    fn text(
        &self,
        job: Uuid,
        (words, to): (&Words, &Mobile),
        letter: &Letter,
        now: Timestamp,
    ) -> Result<Text, Failure> {
        let Says::Told(told) = &letter.says else {
            return Err(Failure::never("a letter of this kind goes by mail alone"));
        };
        let to = to.reveal().parse();
        Ok(Text {
            id: job,
            to: to.map_err(|_| Failure::never("no provider takes this number"))?,
            text: told::text(words, &self.origin, told),
            date: now,
        })
    }

    fn mail(
        &self,
        job: Uuid,
        (words, to): (&Words, &Email),
        letter: &Letter,
        now: Timestamp,
    ) -> Result<Mail, Failure> {
        let mut unsubscribe = None;
        let written = match &letter.says {
            Says::Link { secret } => SignInMail {
                words,
                origin: &self.origin,
                link: &format!(
                    "{}{}",
                    self.origin,
                    links::sign_in_link(&BASE64URL_NOPAD.encode(secret))
                ),
                minutes: MINUTES,
            }
            .render(),
            Says::Invitation { role, place, until } => InvitationMail {
                words,
                origin: &self.origin,
                role: *role,
                place: place.as_deref().unwrap_or_default(),
                until: TimeZone::UTC.to_datetime(until.timestamp()).date(),
            }
            .render(),
            Says::Reply(coming) => reply::mail(words, &self.origin, coming),
            Says::Told(told) => {
                unsubscribe = self.ending(told);
                told::write(words, &self.origin, told)
            }
        };
        let written = written.map_err(|_| Failure::never("the letter could not be written"))?;
        let address = to.reveal().parse();
        Ok(Mail {
            id: job,
            from: self.from.clone(),
            to: address.map_err(|_| Failure::never("no mail server takes this address"))?,
            subject: written.subject,
            text: written.text,
            html: Some(written.html),
            calendar: match &letter.says {
                Says::Reply(coming) => reply::calendar(words, &self.origin, &self.from, to, coming),
                Says::Link { .. } | Says::Invitation { .. } | Says::Told(_) => None,
            },
            date: now,
            unsubscribe,
        })
    }

    /// Where one request ends what they are told (RFC 8058): over TLS alone, and not in the mail that asks whether
    /// they want it at all.
    fn ending(&self, told: &Told) -> Option<String> {
        let is_asking = matches!(told.what, What::Follow(_));
        let secret = BASE64URL_NOPAD.encode(&told.secret);
        (!is_asking && self.origin.starts_with("https://"))
            .then(|| format!("{}{}", self.origin, links::follow_ending(&secret)))
    }
}
