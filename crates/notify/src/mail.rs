//! One mail to one person, and the form in which it travels.

use std::fmt;

use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, MultiPartKind, SinglePart};
use uuid::Uuid;

use crate::address::Address;
use crate::failure::{SendError, Step, Trouble};

/// A mail. Printed, it is its id and nothing more.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its own, and the same whenever the same mail is sent again: it becomes the `Message-ID`, by which mail
    /// programs know a mail that they already have.
    pub id: Uuid,
    /// Who it is from.
    pub from: Sender,
    /// Who it is for: one address, always.
    pub to: Address,
    /// One line. Line ends in it become spaces.
    pub subject: String,
    /// The mail for every mail program. Every mail has it.
    pub text: String,
    /// The same with headings and links as such, for mail programs that show them.
    pub html: Option<String>,
    /// When it was written, by day and second.
    pub date: Timestamp,
    /// Where one request ends all mails like it (RFC 8058), an address that begins with `https://`. Mail programs show
    /// it as a button of their own. None for a mail that was asked for by itself.
    pub unsubscribe: Option<String>,
}

/// Who mails are from.
#[derive(Clone, PartialEq, Eq)]
pub struct Sender {
    /// As mail programs show it. Line ends in it become spaces.
    pub name: String,
    /// Where answers go.
    pub address: Address,
}

impl Mail {
    /// The bytes that travel (RFC 5322). The same mail gives the same bytes.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, SendError> {
        let name = Some(one_line(&self.from.name)).filter(|name| !name.is_empty());
        let domain = self.from.address.domain();
        let head = Message::builder()
            .from(Mailbox::new(name, self.from.address.inner()))
            .to(Mailbox::new(None, self.to.inner()))
            .subject(one_line(&self.subject))
            // An instant before 1970 has no form in `lettre`.
            .date(self.date.max(Timestamp::UNIX_EPOCH).into())
            .message_id(Some(format!("<{}@{domain}>", self.id)))
            // Out-of-office replies stay away (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        let head = match &self.unsubscribe {
            None => head,
            Some(address) => head
                .raw_header(header(
                    "List-Unsubscribe",
                    format!("<{}>", one_line(address)),
                ))
                .raw_header(header(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                )),
        };
        let text = SinglePart::plain(lines(&self.text));
        let message = match &self.html {
            None => head.singlepart(text),
            Some(html) => head.multipart(
                MultiPart::builder()
                    .kind(MultiPartKind::Alternative)
                    .boundary(format!("=_{}", self.id.simple()))
                    .singlepart(text)
                    .singlepart(SinglePart::html(lines(html))),
            ),
        };
        let message = message.map_err(|_| SendError::never(Step::Writing, Trouble::Form))?;
        Ok(message.formatted())
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// A text on one line: whatever ends lines, and every other control character, is a space, and there is one space
/// at a time.
fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A text whose lines all end in one way, without control characters other than that and the tab.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({})", self.id)
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}

#[cfg(test)]
mod tests;
