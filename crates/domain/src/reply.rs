//! What somebody says when they are asked to a meeting: that they would like to come and what they need for it, or that
//! they cannot and why.
//!
//! Names and needs are for whoever prepares the meeting, and are forgotten soon after it ([`KEPT`]). What stays is
//! counted, and names nobody.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::act::Means;
use crate::email::Email;
use crate::instant::Instant;

/// How long after a meeting names, addresses and needs are kept, in microseconds: a month, so that whoever prepared it
/// can put right what went wrong.
pub const KEPT: i64 = 30 * 24 * 3_600 * 1_000_000;

/// So many weeks before a day an interpreter of British Sign Language is booked, by the advice of interpreters
/// (DOMAIN.md, §8): where a meeting is sooner, whoever prepares it is warned.
pub const WEEKS_FOR_SIGN_LANGUAGE: i64 = 6;

/// Whether it is too late to book an interpreter of sign language as early as they advise.
pub const fn is_late_for_sign_language(starts: Instant, now: Instant) -> bool {
    starts.micros_since(now) < WEEKS_FOR_SIGN_LANGUAGE * 7 * 24 * 3_600 * 1_000_000
}

macro_rules! named {
    ($(#[$outer:meta])* $name:ident [$count:literal] { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$inner])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: [Self; $count] = [$(Self::$variant,)+];

            /// As forms and tables name it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The one of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// Why somebody cannot come.
    Reason [6] {
        /// They were told too late.
        Notice = "notice",
        /// The day or the hour does not suit.
        Time = "time",
        /// They cannot get there, or not take part in this way.
        Venue = "venue",
        /// Somebody needs their care.
        Care = "care",
        /// It is not in their language.
        Language = "language",
        /// Something else.
        Other = "other",
    }
}

named! {
    /// The subsets of the Accessible Information Standard (DAPB1605, England), and what people need besides.
    Category [6] {
        /// Somebody who interprets or transcribes.
        Professional = "professional",
        /// Help to hear, see or speak.
        Support = "support",
        /// Papers in another form.
        Format = "format",
        /// To be reached in another way.
        Contact = "contact",
        /// More time.
        Longer = "longer",
        /// To get in and stay; not of the standard.
        Place = "place",
    }
}

named! {
    /// One thing that somebody needs to take part.
    Need [19] {
        /// An interpreter of British Sign Language.
        SignLanguage = "sign-language",
        /// An interpreter of a spoken language.
        Interpreter = "interpreter",
        /// A lipspeaker.
        Lipspeaker = "lipspeaker",
        /// What is said, typed as it is said.
        Captions = "captions",
        /// An interpreter for deafblind people.
        Deafblind = "deafblind",
        /// A hearing loop.
        Loop = "loop",
        /// Somebody who comes along to help.
        Supporter = "supporter",
        /// Easy Read.
        EasyRead = "easy-read",
        /// Large print.
        LargePrint = "large-print",
        /// Braille.
        Braille = "braille",
        /// To listen to.
        Audio = "audio",
        /// In another language.
        Translation = "translation",
        /// By phone.
        ByPhone = "by-phone",
        /// By text message.
        ByText = "by-text",
        /// Breaks, or more time to speak.
        Breaks = "breaks",
        /// No steps.
        StepFree = "step-free",
        /// A Changing Places toilet.
        ChangingPlaces = "changing-places",
        /// A room to be quiet in.
        Quiet = "quiet",
        /// Somebody to look after a child there.
        ChildCare = "child-care",
    }
}

impl Need {
    /// Of which subset it is.
    pub const fn category(self) -> Category {
        match self {
            Self::SignLanguage
            | Self::Interpreter
            | Self::Lipspeaker
            | Self::Captions
            | Self::Deafblind => Category::Professional,
            Self::Loop | Self::Supporter => Category::Support,
            Self::EasyRead | Self::LargePrint | Self::Braille | Self::Audio | Self::Translation => {
                Category::Format
            }
            Self::ByPhone | Self::ByText => Category::Contact,
            Self::Breaks => Category::Longer,
            Self::StepFree | Self::ChangingPlaces | Self::Quiet | Self::ChildCare => {
                Category::Place
            }
        }
    }

    /// Whether it is of no use without the name of a language.
    pub const fn asks_language(self) -> bool {
        matches!(self, Self::Interpreter | Self::Translation)
    }
}

named! {
    /// How it stands with somebody who replied.
    Standing [4] {
        /// They have a place.
        Coming = "coming",
        /// They get one when one is free.
        Waiting = "waiting",
        /// They said that they cannot come.
        Declined = "declined",
        /// They had said that they would come, and took it back.
        Withdrawn = "withdrawn",
    }
}

impl Standing {
    /// Whether they come, or would if there were a place.
    pub const fn wants_to_come(self) -> bool {
        matches!(self, Self::Coming | Self::Waiting)
    }
}

named! {
    /// Who gets the next place in a room that is full. It is said beside the form, and nobody chooses by hand.
    Rule [2] {
        /// Whoever asked first.
        Order = "order",
        /// Whoever says that it is their first meeting, and then whoever asked first.
        NewFirst = "new-first",
    }
}

/// What somebody needs, in their own words where there is no word for it here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Needs {
    /// What was ticked.
    pub ticked: BTreeSet<Need>,
    /// Which language, where one of them asks for it.
    pub language: String,
    /// Anything else.
    pub note: String,
    /// Whether whoever prepares the meeting may see the address, to ask about it.
    pub may_write: bool,
}

impl Needs {
    /// Whether there is nothing that anybody has to prepare.
    pub fn is_empty(&self) -> bool {
        self.ticked.is_empty() && self.note.is_empty()
    }
}

/// What is kept of whoever said that they would come, until [`KEPT`] after the meeting. Printed, it is nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Attendee {
    /// What they want to be called.
    pub name: String,
    /// Where they are told how to join and what changed.
    pub email: Option<Email>,
    /// What they need.
    pub needs: Needs,
}

impl std::fmt::Debug for Attendee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(somebody who comes)")
    }
}

/// Somebody who waits for a place in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiter<T> {
    /// Which reply.
    pub id: T,
    /// When they asked.
    pub asked: Instant,
    /// Whether it is their first meeting, where they said so.
    pub is_first: Option<bool>,
}

/// Those who wait, the next one first.
pub fn queue<T: Ord + Copy>(rule: Rule, mut waiting: Vec<Waiter<T>>) -> Vec<Waiter<T>> {
    waiting.sort_by_key(|one| {
        let is_later = rule == Rule::NewFirst && one.is_first != Some(true);
        (is_later, one.asked, one.id)
    });
    waiting
}

/// Whether somebody who takes part in this way takes a place in the room.
pub fn takes_a_place(means: Means) -> bool {
    means == Means::Venue
}

/// So many people are needed before their number is told, and numbers are told to the nearest so many: as the
/// Department for Education tells those of local authorities (DOMAIN.md, §7).
pub const STEP: u64 = 5;

/// A number of people as it is told in public. Beside others that are told in the same way it gives no small number
/// away: what follows from a sum is off by as much as every number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nobody.
    Nobody,
    /// Fewer than [`STEP`].
    Few,
    /// About so many: the nearest multiple of [`STEP`].
    About(u64),
}

impl Told {
    /// A number as it is told.
    pub const fn of(count: u64) -> Self {
        match count {
            0 => Self::Nobody,
            1..STEP => Self::Few,
            _ => Self::About((count + STEP / 2) / STEP * STEP),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(seconds * 1_000_000).unwrap()
    }

    #[test]
    fn every_name_is_read_back() {
        assert!(
            Reason::ALL
                .iter()
                .all(|one| Reason::from_name(one.name()) == Some(*one))
        );
        assert!(
            Need::ALL
                .iter()
                .all(|one| Need::from_name(one.name()) == Some(*one))
        );
        assert!(
            Standing::ALL
                .iter()
                .all(|one| Standing::from_name(one.name()) == Some(*one))
        );
        assert!(
            Rule::ALL
                .iter()
                .all(|one| Rule::from_name(one.name()) == Some(*one))
        );
        assert!(Reason::from_name("Notice").is_none());
        for category in Category::ALL {
            assert!(
                Need::ALL.iter().any(|need| need.category() == category),
                "{category:?}"
            );
        }
    }

    #[test]
    fn the_next_place_goes_by_the_rule_and_by_nothing_else() {
        let waiting = |id, seconds, is_first| Waiter {
            id,
            asked: at(seconds),
            is_first,
        };
        let all = vec![
            waiting(1, 30, None),
            waiting(2, 10, Some(false)),
            waiting(3, 20, Some(true)),
            waiting(4, 10, None),
        ];
        let order = |rule| -> Vec<i32> {
            let queue = queue(rule, all.clone());
            queue.iter().map(|one| one.id).collect()
        };
        assert_eq!(order(Rule::Order), [2, 4, 3, 1]);
        assert_eq!(order(Rule::NewFirst), [3, 2, 4, 1]);
    }

    #[test]
    fn no_small_number_is_told_and_none_follows_from_the_others() {
        let told: Vec<Told> = [0, 1, 4, 5, 7, 8, 12, 13].map(Told::of).to_vec();
        let about = |counts: [u64; 5]| counts.map(Told::About);
        assert_eq!(told[..3], [Told::Nobody, Told::Few, Told::Few]);
        assert_eq!(told[3..], about([5, 5, 10, 10, 15]));
        // Whatever is told of two numbers and of their sum, one that is hidden could be another.
        for a in 5..40_u64 {
            for hidden in 1..STEP {
                let seen = (Told::of(a), Told::of(hidden), Told::of(a + hidden));
                let others = (1..STEP).flat_map(|other| (5..45).map(move |a| (a, other)));
                let same = others.filter(|(a, other)| {
                    *other != hidden
                        && (Told::of(*a), Told::of(*other), Told::of(a + other)) == seen
                });
                assert!(same.count() > 0, "{a} and {hidden}");
            }
        }
    }

    #[test]
    fn what_is_kept_of_somebody_prints_as_nothing() {
        let somebody = Attendee {
            name: "Ayşe".to_owned(),
            email: "ayse@example.org".parse().ok(),
            needs: Needs::default(),
        };
        assert_eq!(format!("{somebody:?}"), "(somebody who comes)");
    }
}
