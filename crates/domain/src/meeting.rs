//! A meeting while it is planned: what has been said of it so far, and what is still to say.

mod every;

use serde::{Deserialize, Serialize};

use crate::act::{Level, Means, SubjectId};
use crate::instant::Instant;

pub use every::Every;

/// The fact of a meeting that was announced although that breaks a standard. Such meetings are told apart.
pub const RAPID: &str = "rapid";

/// A way in which people are told of a meeting, besides this website.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// An email to those whom the organiser knows.
    Email,
    /// A text message.
    Text,
    /// `WhatsApp`.
    WhatsApp,
    /// What schools send to parents.
    Schools,
    /// Flyers that were put up or handed out.
    Flyer,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Email,
        Self::Text,
        Self::WhatsApp,
        Self::Schools,
        Self::Flyer,
    ];

    /// As forms name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Text => "text",
            Self::WhatsApp => "whatsapp",
            Self::Schools => "schools",
            Self::Flyer => "flyer",
        }
    }

    /// The fact that says on which day it was used.
    pub const fn fact(self) -> &'static str {
        match self {
            Self::Email => "told-by-email",
            Self::Text => "told-by-text",
            Self::WhatsApp => "told-by-whatsapp",
            Self::Schools => "told-by-schools",
            Self::Flyer => "told-by-flyer",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// Whether a fact says that some way was used.
    pub fn is_fact(fact: &str) -> bool {
        Self::ALL.into_iter().any(|channel| channel.fact() == fact)
    }
}

/// The fact of a meeting that is one of a series: what it belongs together with are meetings of their own, and not
/// other times of the same.
pub const SERIES: &str = "series";

/// One time at which people can come. Notice is counted for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// When it starts.
    pub starts: Instant,
    /// When it ends, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Instant>,
}

/// What is said in one page of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What it is called, what it is for, which group it belongs to.
    Purpose,
    /// How far people are taken in.
    Level,
    /// What is open, what is decided, what becomes of what people say.
    Input,
    /// How people can take part.
    Ways,
    /// When.
    Dates,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [
        Self::Purpose,
        Self::Level,
        Self::Input,
        Self::Ways,
        Self::Dates,
    ];

    /// As addresses name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Level => "level",
            Self::Input => "input",
            Self::Ways => "ways",
            Self::Dates => "dates",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// What comes after it; nothing after the last.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }
}

/// A meeting that is planned. Every text is as it was taken, and empty until then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// The board or group it belongs to; may stay empty.
    pub body: String,
    /// How far people are taken in.
    pub level: Option<Level>,
    /// What can still be changed.
    pub open: String,
    /// What is decided already.
    pub decided: String,
    /// What becomes of what people say.
    pub used: String,
    /// How people can take part.
    pub means: Vec<Means>,
    /// The address of the room, where there is one.
    pub place: String,
    /// When, earliest first.
    pub sessions: Vec<Session>,
    /// Whether each of the times is a meeting of its own, in a series.
    pub repeats: bool,
    /// What was left out of the series, a sentence for each day.
    pub left_out: Vec<String>,
    /// The date that was saved for it, where one was.
    pub saved: Option<SubjectId>,
}

impl Draft {
    /// Whether everything has been said that this step asks for.
    pub fn has(&self, step: Step) -> bool {
        match step {
            Step::Purpose => !self.title.is_empty() && !self.purpose.is_empty(),
            Step::Level => self.level.is_some(),
            Step::Input => {
                let said = [&self.open, &self.decided, &self.used];
                said.into_iter().all(|text| !text.is_empty())
            }
            Step::Ways => {
                let lacks_place = self.means.contains(&Means::Venue) && self.place.is_empty();
                !self.means.is_empty() && !lacks_place
            }
            Step::Dates => !self.sessions.is_empty(),
        }
    }

    /// The first step in which something is still to say.
    pub fn lacks(&self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.has(*step))
    }

    /// One more time, in its place. No where it is there already.
    pub fn add(&mut self, session: Session) -> bool {
        let is_new = !self
            .sessions
            .iter()
            .any(|known| known.starts == session.starts);
        if is_new {
            self.sessions.push(session);
            self.sessions.sort_unstable();
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Session {
        Session {
            starts: Instant::from_micros(seconds * 1_000_000).unwrap(),
            ends: None,
        }
    }

    fn whole() -> Draft {
        Draft {
            title: "Spring meeting".to_owned(),
            purpose: "To choose venues".to_owned(),
            body: String::new(),
            level: Some(Level::Participate),
            open: "Which".to_owned(),
            decided: "The budget".to_owned(),
            used: "The board decides in June".to_owned(),
            means: vec![Means::Venue, Means::Online],
            place: "The library".to_owned(),
            sessions: vec![at(0)],
            ..Draft::default()
        }
    }

    #[test]
    fn a_plan_says_what_is_still_to_say() {
        type Takes = fn(&mut Draft);
        assert_eq!(Draft::default().lacks(), Some(Step::Purpose));
        assert_eq!(whole().lacks(), None);
        let cases: [(Step, Takes); 8] = [
            (Step::Purpose, |draft| draft.title.clear()),
            (Step::Purpose, |draft| draft.purpose.clear()),
            (Step::Level, |draft| draft.level = None),
            (Step::Input, |draft| draft.used.clear()),
            (Step::Input, |draft| draft.decided.clear()),
            (Step::Ways, |draft| draft.means.clear()),
            (Step::Ways, |draft| draft.place.clear()),
            (Step::Dates, |draft| draft.sessions.clear()),
        ];
        for (step, take) in cases {
            let mut draft = whole();
            take(&mut draft);
            assert_eq!(draft.lacks(), Some(step));
        }
        let mut online = whole();
        online.means = vec![Means::Online];
        online.place.clear();
        assert_eq!(online.lacks(), None, "no room is needed online");
    }

    #[test]
    fn sessions_stand_in_their_order_and_none_twice() {
        let mut draft = whole();
        assert!(draft.add(at(3)) && draft.add(at(9)));
        assert!(!draft.add(at(9)));
        assert_eq!(draft.sessions, [at(0), at(3), at(9)]);
    }

    #[test]
    fn the_steps_follow_one_another() {
        let mut step = Step::Purpose;
        let mut seen = vec![step];
        while let Some(next) = step.next() {
            step = next;
            seen.push(step);
        }
        assert_eq!(seen, Step::ALL);
        for step in Step::ALL {
            assert_eq!(Step::from_name(step.name()), Some(step));
        }
    }
}
