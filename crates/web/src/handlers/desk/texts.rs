//! Whom the service itself tells of a meeting, and what the text messages among that cost.

use alongside_charter::{Subject, When};
use alongside_pages::Language;
use alongside_pages::staff::Texts;
use alongside_store::followers::{self, About};
use jiff::tz::TimeZone;

use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::subjects::id_of;
use crate::settings::Texts as Sending;

/// How many who follow are told of a meeting each time.
pub(super) struct Readers {
    /// By text message, in each language.
    texts: Vec<(Language, usize)>,
    /// By mail, and by text message.
    pub(super) both: [usize; 2],
    /// How text messages go out, where the area sends any.
    sends: Option<Sending>,
    origin: String,
    zone: TimeZone,
}

impl Readers {
    /// Those of a meeting that is announced.
    pub(super) fn of(asked: &Asked, known: &Known, subject: &Subject) -> Result<Self, Failure> {
        let whole = known.area.whole(id_of(&subject.id)?).to_string();
        Self::about(asked, known, &whole, &subject.body)
    }

    /// Those of a meeting that is not, by the body that is to meet.
    pub(super) fn of_body(asked: &Asked, known: &Known, body: &str) -> Result<Self, Failure> {
        Self::about(asked, known, "", body)
    }

    fn about(asked: &Asked, known: &Known, whole: &str, body: &str) -> Result<Self, Failure> {
        let area = &known.area;
        let about = About {
            area: &area.slug,
            whole,
            body,
        };
        let reach = asked.read(|snapshot| followers::reach(snapshot, about))?;
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        let settings = asked.service().settings();
        let sends = settings.texts.filter(|_| area.settings.sends_texts);
        let language = |code: &str| Language::from_code(code).unwrap_or(Language::English);
        let texts = reach.iter().filter(|reach| reach.texts > 0);
        Ok(Self {
            texts: texts
                .map(|reach| (language(&reach.language), count(reach.texts)))
                .collect(),
            both: [
                reach.iter().map(|reach| count(reach.mails)).sum(),
                reach.iter().map(|reach| count(reach.texts)).sum(),
            ],
            sends,
            origin: settings.base.origin().to_owned(),
            zone: area.zone.clone(),
        })
    }

    /// The texts about a meeting, where the area sends any.
    pub(super) fn texts<'a>(&'a self, title: &'a str, starts: Option<When>) -> Option<Texts<'a>> {
        Some(Texts {
            people: &self.texts,
            origin: &self.origin,
            zone: &self.zone,
            title,
            starts,
            price: self.sends?.price,
        })
    }
}
