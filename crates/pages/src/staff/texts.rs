//! What it costs to tell those who follow by text message, before it is done.

use alongside_charter::When;
use alongside_domain::{PiecePrice, Segments};
use jiff::tz::TimeZone;

use crate::mail::{Happened, Meeting, Occasion};
use crate::public::Shell;
use crate::text_message::{Content, TextMessage};
use crate::words::{Language, Words};

/// Fewer than so many people are never counted to anybody.
const FEWEST: usize = 5;

/// As long as the secret of a link is.
const SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAA";

/// The texts to those who follow, about one meeting.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// How many get one, in each language.
    pub people: &'a [(Language, usize)],
    /// How the service's own addresses begin.
    pub origin: &'a str,
    /// The zone of its days.
    pub zone: &'a TimeZone,
    /// What the meeting is called.
    pub title: &'a str,
    /// When it starts.
    pub starts: Option<When>,
    /// What a piece costs, where that is known.
    pub price: Option<PiecePrice>,
}

impl Texts<'_> {
    /// How many people get one, in how many pieces, and what that costs.
    pub(super) fn says(&self, shell: &Shell<'_>) -> String {
        let d = shell.d();
        let people: usize = self.people.iter().map(|(_, count)| count).sum();
        if people == 0 {
            return d.texts_none();
        }
        let pieces = |count: usize, language| count * self.pieces(language, shell.place());
        let count = |count| shell.words.count(count);
        if people < FEWEST {
            let languages = Language::ALL.into_iter();
            let most = languages.map(|language| pieces(FEWEST - 1, language)).max();
            let most = most.unwrap_or(0);
            let says = d.texts_few(count(FEWEST), count(most));
            return self.with_price(says, |price| d.texts_few_cost(price.of(most)));
        }
        let all = self.people.iter();
        let all = all.map(|(language, count)| pieces(*count, *language)).sum();
        let says = d.texts_many(count(people), count(all));
        self.with_price(says, |price| d.texts_many_cost(price.of(all)))
    }

    fn with_price(&self, says: String, cost: impl Fn(PiecePrice) -> String) -> String {
        match self.price {
            Some(price) => format!("{says} {}", cost(price)),
            None => says,
        }
    }

    /// How many pieces the text to one person is.
    fn pieces(&self, language: Language, place: &str) -> usize {
        let meeting = Meeting {
            id: String::new(),
            title: self.title,
            happened: Happened::Announced,
            times: [self.starts, None],
            ways: Vec::new(),
            purpose: "",
            why: "",
        };
        let text = TextMessage {
            words: Words::of(language),
            origin: self.origin,
            place,
            zone: self.zone,
            secret: SECRET,
            says: Content::Told {
                occasion: Occasion::News,
                meetings: &[meeting],
            },
        };
        Segments::of(&text.render()).count
    }
}
