//! The interface for machines: everything public as JSON, described as OpenAPI.

pub(crate) mod acts;
pub(crate) mod areas;
pub(crate) mod findings;
pub(crate) mod meeting;
pub(crate) mod organisations;
pub(crate) mod paging;
pub(crate) mod standards;
pub(crate) mod subjects;
pub(crate) mod who_could_come;

use std::sync::Arc;

use alongside_charter::When;
use alongside_pages::links;
use alongside_store::Snapshot;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::answer::{Answer, Made, Media};
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

/// Where everything is.
#[derive(Serialize, ToSchema)]
pub(crate) struct Index {
    /// The areas.
    areas: String,
    /// This interface as OpenAPI 3.1.
    description: String,
    /// Pages for people.
    pages: String,
}

/// Why a request is not answered as it was meant (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is; `about:blank` where the status says it.
    r#type: String,
    /// What it is, in short.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What happened, why, and what would do.
    detail: String,
    /// By which the log knows it, where the service is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Alongside",
        description = "Everything public that Alongside knows: areas, their standards and findings, the subjects these are about, who takes part, and the acts of the record. Nothing has to be asked for first, and any page may read it. Every answer has an `ETag`: send it back as `If-None-Match` to hear whether something changed. Days are days of the area, and instants are in UTC.",
    ),
    paths(
        index,
        description,
        areas::areas,
        areas::area,
        subjects::subjects,
        subjects::subject,
        findings::findings,
        standards::standards,
        organisations::organisations,
        acts::acts,
        who_could_come::page,
    ),
    components(schemas(Problem))
)]
struct Description;

/// Where everything is.
#[utoipa::path(get, path = links::API, responses((status = 200, body = Index)))]
pub(crate) fn index(asked: &Asked) -> Result<Answer, Failure> {
    let base = &asked.service().settings().base;
    json(&Index {
        areas: base.with(links::API_AREAS),
        description: base.with(links::API_DESCRIPTION),
        pages: base.with(links::HOME),
    })
}

/// This description.
#[utoipa::path(get, path = links::API_DESCRIPTION, responses((status = 200, body = serde_json::Value)))]
pub(crate) fn description(asked: &Asked) -> Result<Answer, Failure> {
    // It changes with the program alone.
    asked.kept(0, Media::Json, || Ok(Description::openapi().to_json()?))
}

fn json(sent: &impl Serialize) -> Result<Answer, Failure> {
    let made = Made::new(Media::Json, serde_json::to_vec(sent)?.into());
    Ok(Answer::public(Arc::new(made)))
}

/// Answers about the area that the address names.
fn of_area<T: Serialize>(
    asked: &Asked,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<T, Failure>,
) -> Result<Answer, Failure> {
    place::made_of_area(asked, Media::Json, |snapshot, known| {
        let bytes = serde_json::to_vec(&make(snapshot, known)?)?;
        Ok(Made::new(Media::Json, bytes.into()))
    })
}

/// A day, or an instant in UTC.
fn written(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::At(at) => at.to_string(),
    }
}

/// The zone in which days are meant, by its name.
fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").to_owned()
}

#[cfg(test)]
pub(crate) fn described() -> serde_json::Value {
    serde_json::to_value(Description::openapi()).unwrap_or_default()
}
