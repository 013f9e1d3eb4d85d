//! Text messages to those who follow something: as short as they can be, because each costs by its length.
//!
//! A text has one link, which leads to what is told, to an answer, and to the end of such texts.

use jiff::tz::TimeZone;

use crate::links;
use crate::mail::{Happened, Meeting, Occasion};
use crate::words::{Words, isolated};

/// How many characters of a title fit.
const LONGEST_TITLE: usize = 50;

/// A text message.
#[derive(Debug, Clone, Copy)]
pub struct TextMessage<'a> {
    /// The words of its language.
    pub words: &'a Words,
    /// How the service's own addresses begin, such as `https://alongside.example`.
    pub origin: &'a str,
    /// The area in words.
    pub place: &'a str,
    /// The zone of its days.
    pub zone: &'a TimeZone,
    /// The secret of its link.
    pub secret: &'a str,
    /// What it says.
    pub says: Content<'a>,
}

/// What a text message says.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// They asked to follow something, and are asked whether it was them.
    Asked,
    /// They asked for what they are told already.
    Again,
    /// Something that they follow.
    Told {
        /// Why it goes out.
        occasion: Occasion,
        /// The meetings, at least one.
        meetings: &'a [Meeting<'a>],
    },
}

impl TextMessage<'_> {
    /// The text, with no character that makes it longer to send where another says the same.
    ///
    /// ```
    /// use alongside_domain::Segments;
    /// use alongside_pages::text_message::{Content, TextMessage};
    /// use alongside_pages::{Language, Words};
    ///
    /// let text = TextMessage {
    ///     words: Words::of(Language::English),
    ///     origin: "https://alongside.example",
    ///     place: "Rivermead",
    ///     zone: &jiff::tz::TimeZone::UTC,
    ///     secret: "AAECAwQFBgcICQoLDA0ODw",
    ///     says: Content::Asked,
    /// }
    /// .render();
    /// assert!(text.ends_with("https://alongside.example/follow/AAECAwQFBgcICQoLDA0ODw"));
    /// assert_eq!(Segments::of(&text).count, 1);
    /// ```
    pub fn render(&self) -> String {
        let says = self.words.says();
        let link = format!("{}{}", self.origin, links::follow_link(self.secret));
        let place = isolated(self.place);
        let (first, last) = match self.says {
            Content::Asked => (says.text_follow(place), says.text_follow_how()),
            Content::Again => (says.text_follow_again(place), says.text_follow_again_how()),
            Content::Told { occasion, meetings } => {
                let is_on = |meeting: &Meeting<'_>| meeting.happened != Happened::Off;
                let way_on = if meetings.iter().any(is_on) {
                    says.text_answer()
                } else {
                    says.text_read()
                };
                (self.told(place, occasion, meetings), way_on)
            }
        };
        lean(&format!("{first} {last} {link}"))
    }

    fn told(&self, place: String, occasion: Occasion, meetings: &[Meeting<'_>]) -> String {
        let says = self.words.says();
        let Some(first) = meetings.first() else {
            return place;
        };
        let title = isolated(&shortened(first.title));
        let what = match (occasion, first.happened) {
            (Occasion::Week, _) => return says.text_week(self.words.count(meetings.len()), place),
            (Occasion::Reminder { days: 1 }, _) => says.mail_reminder_day(title),
            (Occasion::Reminder { .. }, _) => says.mail_reminder_week(title),
            (Occasion::News, Happened::Announced) => says.mail_news_announced(title),
            (Occasion::News, Happened::Moved(_)) => says.mail_news_moved(title),
            (Occasion::News, Happened::Off) => says.mail_news_off(title),
        };
        let starts = first.times.first().copied().flatten();
        let starts = starts.map(|starts| self.words.moment(starts, self.zone));
        let more = meetings.len().saturating_sub(1);
        let parts = [Some(place), Some(what), starts]
            .into_iter()
            .flatten()
            .chain((more > 0).then(|| says.text_more(self.words.count(more))));
        parts
            .map(|part| format!("{part}."))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The beginning of a title, cut at a word.
fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let start: String = title.chars().take(LONGEST_TITLE).collect();
    let start = match start.rsplit_once(' ') {
        Some((start, _)) if !start.is_empty() => start,
        _ => &start,
    };
    format!("{}...", start.trim_end())
}

/// Without marks of direction, which only whole lines need, and with the plain form of what has one: a single curly
/// quotation mark would make an English text cost twice as much.
fn lean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'))
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2014}' => '-',
            '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use alongside_charter::When;
    use alongside_domain::Segments;

    use super::*;
    use crate::words::Language;

    fn text(language: Language, title: &str, happened: Happened, occasion: Occasion) -> String {
        let starts = When::At("2027-01-12T18:00:00Z".parse().unwrap());
        let meeting = Meeting {
            id: "m1".to_owned(),
            title,
            happened,
            times: [Some(starts), None],
            ways: Vec::new(),
            purpose: "",
            why: "",
        };
        TextMessage {
            words: Words::of(language),
            origin: "https://alongside.example",
            place: "Rivermead",
            zone: &TimeZone::UTC,
            secret: "AAECAwQFBgcICQoLDA0ODw",
            says: Content::Told {
                occasion,
                meetings: &[meeting.clone(), meeting][..1],
            },
        }
        .render()
    }

    #[test]
    fn what_happened_to_a_meeting_is_one_piece_in_english() {
        let title = "Coffee and questions";
        for (happened, occasion) in [
            (Happened::Announced, Occasion::News),
            (Happened::Moved(None), Occasion::News),
            (Happened::Off, Occasion::News),
            (Happened::Announced, Occasion::Reminder { days: 7 }),
            (Happened::Announced, Occasion::Reminder { days: 1 }),
            (Happened::Announced, Occasion::Week),
        ] {
            let text = text(Language::English, title, happened, occasion);
            assert_eq!(Segments::of(&text).count, 1, "{text}");
        }
    }

    #[test]
    fn texts_in_every_language() {
        let mut all = Vec::new();
        for language in Language::ALL {
            for (happened, occasion) in [
                (Happened::Announced, Occasion::News),
                (Happened::Off, Occasion::News),
                (Happened::Announced, Occasion::Week),
            ] {
                let text = text(
                    language,
                    "Parents’ “open” evening — buses",
                    happened,
                    occasion,
                );
                let pieces = Segments::of(&text).count;
                all.push(format!("{pieces}: {text}"));
            }
        }
        insta::assert_snapshot!(all.join("\n"));
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = "What becomes of short breaks in the holidays and after school, and who decides";
        assert_eq!(
            shortened(long),
            "What becomes of short breaks in the holidays and..."
        );
        assert_eq!(shortened("Short"), "Short");
        assert_eq!(shortened(&"a".repeat(60)).chars().count(), 53);
    }
}
