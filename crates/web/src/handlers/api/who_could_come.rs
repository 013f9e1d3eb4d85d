//! Who could come to the meetings of the last year, for machines: in the numbers in which the page tells it.

use alongside_app::who_could_come::{Said, Time, Turnout, WhoCouldCome, who_could_come};
use alongside_domain::reply::Told;
use alongside_pages::links::{self, Query};
use alongside_store::replies;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

/// A year of meetings, with what people said of them.
#[derive(Serialize, ToSchema)]
pub(crate) struct Year {
    /// The area's name in addresses.
    area: String,
    /// The area's version: a number that goes up with every change.
    version: i64,
    /// The day with which the year ends.
    as_of: String,
    /// The first day of the year.
    from: String,
    /// What people said of all these meetings.
    said: Counted,
    /// How many days before it people were told, in the middle; nothing where that is known of no meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    usual_notice: Option<i32>,
    /// The meetings that have begun, the latest first.
    items: Vec<Was>,
}

/// A meeting that was.
#[derive(Serialize, ToSchema)]
pub(crate) struct Was {
    /// Its id.
    subject: String,
    /// On which day.
    day: String,
    /// At what time: `day`, `evening`, `weekend` or `unknown`.
    time: &'static str,
    /// How many days before it people were told of this day; nothing where not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<i32>,
    /// What people said.
    said: Counted,
    /// Its page.
    page: String,
}

/// What people said who were asked, in numbers that tell of nobody.
#[derive(Serialize, ToSchema)]
pub(crate) struct Counted {
    /// Wanted to come.
    wanted: Number,
    /// Of them, had no place to the end.
    waited: Number,
    /// Of those who said: that it was their first meeting.
    first: Number,
    /// How many said whether it was.
    first_asked: Number,
    /// Could not come.
    cannot: Number,
    /// Why they could not.
    reasons: Vec<Why>,
}

/// How many could not come for a reason.
#[derive(Serialize, ToSchema)]
pub(crate) struct Why {
    /// The reason, such as `notice`; nothing where they did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// How many.
    count: Number,
}

/// A number of people: to the nearest five, 0 for nobody, and nothing where it is one to four.
#[derive(Serialize, ToSchema)]
pub(crate) struct Number {
    /// About so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<u64>,
    /// Whether it is fewer than five, and held back.
    is_few: bool,
}

impl From<u64> for Number {
    fn from(count: u64) -> Self {
        let about = match Told::of(count) {
            Told::Nobody => Some(0),
            Told::Few => None,
            Told::About(about) => Some(about),
        };
        Self {
            about,
            is_few: about.is_none(),
        }
    }
}

impl From<&Said> for Counted {
    fn from(said: &Said) -> Self {
        let reasons = said.cannot.iter();
        Self {
            wanted: said.wanted.into(),
            waited: said.waited.into(),
            first: said.first.into(),
            first_asked: said.first_asked.into(),
            cannot: said.all_who_cannot().into(),
            reasons: reasons
                .map(|(reason, count)| Why {
                    reason: reason.map(alongside_domain::reply::Reason::name),
                    count: (*count).into(),
                })
                .collect(),
        }
    }
}

/// Who could come to the meetings of the last year. Numbers of people are told only of meetings that have begun, to the
/// nearest five, and not at all below five.
#[utoipa::path(
    get,
    path = links::API_WHO_COULD_COME,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("as_of" = Option<String>, Query, description = "A past day such as 2026-03-02; now where it is left out."),
    ),
    responses(
        (status = 200, body = Year),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    super::of_area(asked, |snapshot, known| {
        let as_of = place::as_of(asked, known)?;
        let counted = replies::count(snapshot, &known.area.slug)?;
        let area = &known.area;
        let year: WhoCouldCome<'_> =
            who_could_come(area.subjects(), &counted, &area.zone, as_of.when);
        Ok(Year {
            area: area.slug.to_string(),
            version: area.version,
            as_of: as_of.day.to_string(),
            from: year.from.to_string(),
            said: (&year.said).into(),
            usual_notice: year.usual_notice().map(|(days, _)| days),
            items: year
                .meetings
                .iter()
                .map(|of| was(asked, area.slug.as_str(), of))
                .collect(),
        })
    })
}

fn was(asked: &Asked, slug: &str, of: &Turnout<'_>) -> Was {
    let page = links::subject(slug, of.subject.kind, &of.subject.id, &Query::new());
    Was {
        subject: of.subject.id.clone(),
        day: of.day.to_string(),
        time: match of.time {
            Time::Day => "day",
            Time::Evening => "evening",
            Time::Weekend => "weekend",
            Time::Unknown => "unknown",
        },
        notice: of.notice,
        said: (&of.said).into(),
        page: asked.service().settings().base.with(&page),
    }
}
