//! Mails handed to a mail server.
//!
//! The conversation is held step by step, because only so is it known what a line that went dead means: before the
//! end of the mail was handed over surely nothing was sent, and after it nobody can tell.

use std::cell::Cell;
use std::fmt;
use std::iter;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands;
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Severity;

use crate::failure::{SendError, Step, Trouble};
use crate::{Mail, Mailer};

mod place;

pub use place::NotAMailServer;

/// A mail server. Each mail has a line of its own.
pub struct Smtp {
    host: String,
    port: u16,
    security: Security,
    login: Option<Credentials>,
    patience: Duration,
    patience_at_the_end: Duration,
}

/// How a mail server is spoken to.
#[derive(Debug, Clone)]
pub struct SmtpOptions {
    /// How long to wait for each answer.
    pub patience: Duration,
    /// How long to wait for the answer to the end of a mail. Mail servers look a mail over before they take it, and
    /// to hang up early is not to know whether it was sent (RFC 5321, 4.5.3.2.6, asks for ten minutes).
    pub patience_at_the_end: Duration,
    /// Certificates in PEM that the server must be vouched for by, in place of those that the machine trusts.
    pub trusted_certificates: Option<Vec<u8>>,
}

impl Default for SmtpOptions {
    fn default() -> Self {
        Self {
            patience: Duration::from_secs(30),
            patience_at_the_end: Duration::from_mins(10),
            trusted_certificates: None,
        }
    }
}

enum Security {
    /// Under TLS from the first byte.
    Tls(TlsParameters),
    /// Under TLS from the moment that both agree on it, and never without.
    StartTls(TlsParameters),
    Plain,
}

impl Mailer for Smtp {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let bytes = mail.bytes()?;
        let mut line = self.call(mail)?;
        self.hand_over(&mut line, mail, &bytes)?;
        // The mail is theirs now, and nothing hangs on how they say goodbye.
        drop(line.set_timeout(Some(GOODBYE)));
        line.abort();
        Ok(())
    }
}

const GOODBYE: Duration = Duration::from_secs(1);

impl Smtp {
    fn call(&self, mail: &Mail) -> Result<SmtpConnection, SendError> {
        let hello = ClientId::Domain(mail.from.address.domain().to_owned());
        let place = (self.host.as_str(), self.port);
        let tls = match &self.security {
            Security::Tls(tls) => Some(tls),
            Security::StartTls(_) | Security::Plain => None,
        };
        let mut line = SmtpConnection::connect(place, Some(self.patience), &hello, tls, None)
            .map_err(at(Step::Connecting))?;
        if let Security::StartTls(tls) = &self.security {
            if !line.can_starttls() {
                return Err(SendError::unsent(
                    Step::Securing,
                    Trouble::Cannot("STARTTLS"),
                ));
            }
            line.starttls(tls, &hello).map_err(at(Step::Securing))?;
        }
        if let Some(login) = &self.login {
            let ways = [Mechanism::Plain, Mechanism::Login];
            if line.server_info().get_auth_mechanism(&ways).is_none() {
                let what = Trouble::Cannot("way to log in with a password");
                return Err(SendError::unsent(Step::LoggingIn, what));
            }
            line.auth(&ways, login).map_err(at(Step::LoggingIn))?;
        }
        Ok(line)
    }

    fn hand_over(
        &self,
        line: &mut SmtpConnection,
        mail: &Mail,
        bytes: &[u8],
    ) -> Result<(), SendError> {
        let parameters = parameters(line, mail, bytes)?;
        let sender = commands::Mail::new(Some(mail.from.address.inner()), parameters);
        line.command(sender).map_err(at(Step::Sender))?;
        let recipient = commands::Rcpt::new(mail.to.inner(), Vec::new());
        line.command(recipient).map_err(at(Step::Recipient))?;
        let go = line.command(commands::Data).map_err(at(Step::Content))?;
        // Any other answer is not one to this question: the two sides are out of step, by chance or because somebody
        // put an answer in before the line was under TLS.
        if !go.has_code(GO_ON) {
            return Err(SendError::unsent(Step::Content, Trouble::NoAnswer));
        }
        drop(line.set_timeout(Some(self.patience_at_the_end)));
        let is_at_its_end = Cell::new(false);
        let answer = match str::from_utf8(bytes) {
            Ok(content) if bytes.len() <= PIECE => {
                is_at_its_end.set(true);
                line.command(Whole(content))
            }
            _ => {
                // The end follows when there are no more pieces, and is asked for only when the last was handed over.
                let pieces = bytes.chunks(PIECE).chain(iter::from_fn(|| {
                    is_at_its_end.set(true);
                    None
                }));
                line.message_iter(pieces)
            }
        };
        match answer {
            Ok(answer) if answer.code().severity == Severity::PositiveCompletion => Ok(()),
            Ok(_) => Err(SendError::uncertain(Step::End, Trouble::NoAnswer)),
            // A server that says no has not taken the mail (RFC 5321, 4.2.5).
            Err(error) if error.status().is_some() => Err(at(Step::End)(error)),
            Err(error) if is_at_its_end.get() => {
                Err(SendError::uncertain(Step::End, Trouble::of(&error)))
            }
            Err(error) => Err(at(Step::Content)(error)),
        }
    }
}

/// "Start mail input" (RFC 5321).
const GO_ON: u16 = 354;

/// How much of a mail is handed to the line at once, in bytes. The machine keeps as much for a line that just began.
const PIECE: usize = 16 * 1024;

/// A mail with its end, in one piece. Handed over apart, the end would wait until the other side has acknowledged what
/// goes before it, which it does late (RFC 896 and RFC 1122, 4.2.3.2): some 40 milliseconds for each mail.
struct Whole<'a>(&'a str);

impl fmt::Display for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A dot at the beginning of a line is doubled (RFC 5321, 4.5.2).
        for line in self.0.split("\r\n") {
            let dot = if line.starts_with('.') { "." } else { "" };
            write!(f, "{dot}{line}\r\n")?;
        }
        f.write_str(".\r\n")
    }
}

/// What the server has to be asked for, for an address that is not ASCII.
fn parameters(
    line: &SmtpConnection,
    mail: &Mail,
    bytes: &[u8],
) -> Result<Vec<MailParameter>, SendError> {
    let mut parameters = Vec::new();
    if !mail.to.is_ascii() || !mail.from.address.is_ascii() {
        let speaks = line.server_info().supports_feature(Extension::SmtpUtfEight);
        if !speaks {
            let what = Trouble::Cannot("way to take an address with such letters");
            return Err(SendError::never(Step::Recipient, what));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !bytes.is_ascii() {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    Ok(parameters)
}

fn at(step: Step) -> impl FnOnce(lettre::transport::smtp::Error) -> SendError {
    move |error| SendError::unsent(step, Trouble::of(&error))
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}
