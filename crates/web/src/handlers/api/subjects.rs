//! Subjects for machines.

use alongside_charter::{Fact, Kind, Measure, Name, Subject as Of};
use alongside_pages::links::{self, Query};
use serde::Serialize;
use utoipa::ToSchema;

use super::findings::{Figure, Finding};
use super::meeting::{Meeting, Places};
use super::paging::{self, List};
use super::written;
use crate::answer::Answer;
use crate::areas;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::replies::takes_replies;
use crate::handlers::subjects::id_of;
use crate::{place, question};

/// What standards are about: a meeting, a consultation, a claim and so on, as known now.
#[derive(Serialize, ToSchema)]
pub(crate) struct Subject {
    /// Its id.
    id: String,
    /// What it is: `meeting`, `consultation`, `claim`, `project`, `promise`, `report`, `body` or `complaint`.
    kind: &'static str,
    /// What it is called; empty where it has no title, or the title was taken back.
    title: String,
    /// The day it is about: of a meeting the day it takes place, of a consultation the day it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// Who organises it; empty where not known.
    organiser: String,
    /// The body it belongs to; empty where there is none.
    body: String,
    /// Where what is known of it comes from; empty where not stated.
    source: String,
    /// What is recorded of it.
    facts: Vec<Recorded>,
    /// What somebody reports of it, and nobody has seen happen.
    claims: Vec<Claim>,
    /// A reason that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    excuse: Option<Excuse>,
    /// What people are told of it; of meetings alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<Meeting>,
    /// Its page.
    page: String,
}

/// A recorded fact. It has one of `day`, `at`, `number` and `flag`.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Recorded {
    /// Its name, such as `announced`.
    fact: String,
    /// It happened on this day; the hour is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// It happened at this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// So many.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<i64>,
    /// Yes or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<bool>,
}

/// A figure that somebody reports.
#[derive(Serialize, ToSchema)]
pub(crate) struct Claim {
    /// The standard it is about.
    standard: String,
    /// In what words.
    words: String,
    /// The figure, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<Figure>,
}

/// A reason why a standard was not kept.
#[derive(Serialize, ToSchema)]
pub(crate) struct Excuse {
    /// The standard it speaks of; nothing where it speaks of all.
    #[serde(skip_serializing_if = "Option::is_none")]
    standard: Option<String>,
    /// The reason.
    reason: String,
    /// Who agreed. Where nobody did, it does not excuse.
    #[serde(skip_serializing_if = "Option::is_none")]
    agreed_by: Option<String>,
}

/// A subject with its findings.
#[derive(Serialize, ToSchema)]
pub(crate) struct Judged {
    /// The subject.
    subject: Subject,
    /// How many places its room has; nothing where it takes no replies, or has no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<Places>,
    /// The day as of which the findings hold.
    as_of: String,
    /// What became of each standard.
    findings: Vec<Finding>,
}

impl Subject {
    fn of(asked: &Asked, known: &areas::Known, of: &Of) -> Self {
        let slug = known.area.slug.as_str();
        let page = links::subject(slug, of.kind, &of.id, &Query::new());
        Self {
            id: of.id.clone(),
            kind: of.kind.name(),
            title: of.title.clone(),
            day: of.day(&known.area.zone).map(|day| day.to_string()),
            organiser: of.organiser.clone(),
            body: of.body.clone(),
            source: of.source.clone(),
            facts: of.facts().iter().map(Recorded::of).collect(),
            claims: of
                .claims()
                .iter()
                .map(|(standard, claim)| Claim {
                    standard: standard.to_string(),
                    words: claim.words().to_owned(),
                    figure: claim.measure().map(|measure: Measure| measure.into()),
                })
                .collect(),
            excuse: of.excuse.as_ref().map(|excuse| Excuse {
                standard: excuse.standard.as_ref().map(ToString::to_string),
                reason: excuse.reason.clone(),
                agreed_by: excuse.agreed_by.clone(),
            }),
            meeting: Meeting::of(known, of),
            page: asked.service().settings().base.with(&page),
        }
    }
}

impl Recorded {
    fn of((name, fact): &(Name, Fact)) -> Self {
        let written = Some(fact.when().map(written).unwrap_or_default());
        let sent = Self {
            fact: name.to_string(),
            ..Self::default()
        };
        match *fact {
            Fact::Day(_) => Self {
                day: written,
                ..sent
            },
            Fact::At(_) => Self {
                at: written,
                ..sent
            },
            Fact::Number(number) => Self {
                number: Some(number),
                ..sent
            },
            Fact::Flag(flag) => Self {
                flag: Some(flag),
                ..sent
            },
        }
    }
}

/// The subjects of an area, the earliest first, those without a day last.
#[utoipa::path(
    get,
    path = links::API_SUBJECTS,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("kind" = Option<String>, Query, description = "Only this kind, such as `meeting`."),
        ("from" = Option<String>, Query, description = "From this day on."),
        ("to" = Option<String>, Query, description = "Up to this day."),
        ("limit" = Option<u32>, Query, description = "At most so many, up to 500; 100 where it is left out."),
        ("cursor" = Option<String>, Query, description = "As `next` of the part before has it."),
    ),
    responses(
        (status = 200, body = List<Subject>),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn subjects(asked: &Asked) -> Result<Answer, Failure> {
    paging::of_area(asked, |_, known| {
        let kind = kind(asked)?;
        let (from, to) = (question::day(asked, "from")?, question::day(asked, "to")?);
        let wanted = paging::wanted(asked)?;
        let all = known
            .area
            .subjects()
            .filter(|subject| kind.is_none_or(|kind| subject.kind == kind));
        let placed = all.filter_map(|subject| {
            let day = subject.day(&known.area.zone);
            let is_wanted = from.is_none_or(|from| day.is_some_and(|day| day >= from))
                && to.is_none_or(|to| day.is_some_and(|day| day <= to));
            is_wanted.then(|| (place_of(day, &subject.id), subject))
        });
        let (part, next) = paging::part(&wanted, placed.collect());
        Ok(List {
            area: known.area.slug.to_string(),
            version: known.area.version,
            as_of: None,
            judged_at: None,
            items: part
                .into_iter()
                .map(|subject| Subject::of(asked, known, subject))
                .collect(),
            next,
        })
    })
}

/// By the day, and where that is the same by the id. What has no day comes last.
pub(super) fn place_of(day: Option<jiff::civil::Date>, id: &str) -> String {
    day.map_or_else(|| format!("~ {id}"), |day| format!("{day} {id}"))
}

fn kind(asked: &Asked) -> Result<Option<Kind>, Failure> {
    let name = asked.query.get("kind").trim();
    if name.is_empty() {
        return Ok(None);
    }
    Kind::from_name(name).map(Some).ok_or(Failure::Question {
        field: "kind",
        says: "There is no such kind. Write one such as meeting or consultation.",
    })
}

/// One subject with its findings.
#[utoipa::path(
    get,
    path = links::API_SUBJECT,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("subject" = String, Path, description = "The subject's id."),
        ("as_of" = Option<String>, Query, description = "A past day such as 2026-03-02; now where it is left out."),
    ),
    responses(
        (status = 200, body = Judged),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn subject(asked: &Asked) -> Result<Answer, Failure> {
    let id = id_of(asked.step("subject"))?;
    super::of_area(asked, |snapshot, known| {
        let subject = known.area.subject(id).ok_or(Failure::NotFound)?;
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = known.area.findings_of(&audits, subject);
        Ok(Judged {
            subject: Subject::of(asked, known, subject),
            places: takes_replies(known, subject, asked)
                .then(|| Places::of(snapshot, id))
                .transpose()?
                .flatten(),
            as_of: as_of.day.to_string(),
            findings: findings
                .iter()
                .map(|finding| Finding::of(asked, known, finding))
                .collect(),
        })
    })
}
