//! The mail to somebody who would like to come to a meeting.

use alongside_charter::When;
use jiff::tz::TimeZone;

use super::{Body, Mail};
use crate::links;
use crate::words::{Words, isolated};

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyNews {
    /// How it stands with them.
    Stands,
    /// The meeting has another time.
    Moved,
    /// It is called off.
    Off,
    /// It is near.
    Soon,
}

/// The mail that tells somebody how it stands with their coming to a meeting, or what there is to tell of it.
#[derive(Debug, Clone, Copy)]
pub struct ReplyMail<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// What it tells.
    pub news: ReplyNews,
    /// Whether they have a place; otherwise they wait for one.
    pub is_coming: bool,
    /// What the meeting is called.
    pub title: &'a str,
    /// The public page of the meeting, as an address of the service.
    pub page: &'a str,
    /// When it begins.
    pub starts: When,
    /// The zone in which its hours are meant.
    pub zone: &'a TimeZone,
    /// The address of the room; empty where they do not come there.
    pub place: &'a str,
    /// How to join by video or phone: empty where nobody said yet, nothing where they come to the room or wait.
    pub joining: Option<&'a str>,
    /// The secret of the link with which they change it.
    pub secret: &'a str,
}

impl ReplyMail<'_> {
    /// The mail.
    pub fn render(&self) -> Result<Mail, crate::Error> {
        let says = self.words.says();
        let title = isolated(self.title);
        let when = self.words.moment(self.starts, self.zone);
        let (subject, lead) = match (self.news, self.is_coming) {
            (ReplyNews::Stands, true) => (
                says.mail_reply_coming_subject(&title),
                says.mail_reply_coming(&title, when),
            ),
            (ReplyNews::Stands, false) => (
                says.mail_reply_waiting_subject(&title),
                says.mail_reply_waiting(&title, when),
            ),
            (ReplyNews::Moved, _) => (
                says.mail_reply_moved_subject(&title),
                says.mail_reply_moved(&title, when),
            ),
            (ReplyNews::Off, _) => (
                says.mail_reply_off_subject(&title),
                says.mail_reply_off(&title, when),
            ),
            (ReplyNews::Soon, _) => (
                says.mail_reply_soon_subject(&title),
                says.mail_reply_soon(&title, when),
            ),
        };
        let mut before = vec![lead];
        let is_off = self.news == ReplyNews::Off;
        if is_off {
            before.push(says.mail_reply_page());
        } else {
            before.extend(self.details());
        }
        let (link, button) = if is_off {
            (self.page.to_owned(), says.mail_reply_page_button())
        } else {
            (links::reply_link(self.secret), says.mail_reply_button())
        };
        let not_you = (!is_off).then(|| says.mail_reply_not_you());
        Body {
            words: self.words,
            subject: self.words.without_needless_isolation(subject),
            before,
            link: links::in_language(&format!("{}{link}", self.origin), self.words.code()),
            button,
            after: not_you
                .into_iter()
                .chain([says.mail_from(self.origin)])
                .collect(),
        }
        .write()
    }

    /// Where it is or how to join, and how to change one's mind.
    fn details(&self) -> Vec<String> {
        let says = self.words.says();
        let mut lines = Vec::new();
        if !self.is_coming && self.news != ReplyNews::Stands {
            lines.push(says.mail_reply_still_waiting());
        }
        if !self.place.is_empty() {
            lines.push(says.mail_reply_place(isolated(self.place)));
        }
        match self.joining {
            None => {}
            Some("") => lines.push(says.mail_reply_joining_later()),
            Some(joining) => lines.push(says.mail_reply_joining(isolated(joining))),
        }
        lines.push(says.mail_reply_change());
        lines
    }
}
