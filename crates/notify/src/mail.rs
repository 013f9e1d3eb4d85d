//! One mail to one person, and the form in which it travels.

use std::fmt;

use jiff::Timestamp;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};
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
    /// A meeting for the calendar of whoever gets it.
    pub calendar: Option<CalendarPart>,
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

/// A meeting in a mail: mail programs offer to put it into the calendar, and it can be opened as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarPart {
    /// What is to be done with it: `REQUEST`, `CANCEL` or `PUBLISH`, the same as in the text (RFC 6047).
    pub method: &'static str,
    /// An iCalendar file.
    pub text: String,
}

impl CalendarPart {
    fn part(&self) -> Result<SinglePart, SendError> {
        let kind = format!("text/calendar; method={}; charset=utf-8", self.method);
        let kind = ContentType::parse(&kind).map_err(|_| unwritten())?;
        Ok(SinglePart::builder().header(kind).body(self.body()?))
    }

    /// The same as a file, for mail programs that know nothing of calendars.
    fn file(&self) -> Result<SinglePart, SendError> {
        let kind = ContentType::parse("application/ics").map_err(|_| unwritten())?;
        Ok(Attachment::new("invite.ics".to_owned()).body(self.body()?, kind))
    }

    /// Byte for byte: lines of a calendar end in their own way.
    fn body(&self) -> Result<Body, SendError> {
        let bytes = self.text.clone().into_bytes();
        Body::new_with_encoding(bytes, ContentTransferEncoding::Base64).map_err(|_| unwritten())
    }
}

fn unwritten() -> SendError {
    SendError::never(Step::Writing, Trouble::Form)
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
        let html = self.html.as_deref().map(lines).map(SinglePart::html);
        let message = match (html, &self.calendar) {
            (None, None) => head.singlepart(text),
            (Some(html), None) => head.multipart(self.forms([text, html])),
            (html, Some(calendar)) => {
                let forms = [Some(text), html, Some(calendar.part()?)];
                let forms = self.forms(forms.into_iter().flatten());
                let boundary = format!("=_{}.m", self.id.simple());
                let all = MultiPart::builder().kind(MultiPartKind::Mixed);
                let all = all.boundary(boundary).multipart(forms);
                head.multipart(all.singlepart(calendar.file()?))
            }
        };
        let message = message.map_err(|_| unwritten())?;
        Ok(message.formatted())
    }

    /// The same mail in several forms, of which a mail program shows the last that it knows.
    fn forms(&self, parts: impl IntoIterator<Item = SinglePart>) -> MultiPart {
        let forms = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("=_{}", self.id.simple()))
            .build();
        parts.into_iter().fold(forms, MultiPart::singlepart)
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

impl fmt::Debug for CalendarPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CalendarPart")
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}

#[cfg(test)]
mod tests;
