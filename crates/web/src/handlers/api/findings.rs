//! Findings for machines.

use alongside_app::area::Area;
use alongside_charter::{Audit, Bound, Finding as Of, Kind, Measure, When};
use alongside_pages::Outcome;
use alongside_pages::links::{self, Query};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::{self, List};
use super::subjects::place_of;
use super::written;
use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::rapid::is_rapid;
use crate::settings::BaseUrl;
use crate::{place, question};

/// The computed result of one standard for one subject, or, for a share, for many.
#[derive(Serialize, ToSchema)]
pub(crate) struct Finding {
    /// The charter's id.
    charter: String,
    /// The standard's id in it.
    standard: String,
    /// How binding the standard is: `law`, `agreed` or `ideal`.
    strength: &'static str,
    /// The kind of what it speaks of.
    kind: &'static str,
    /// The subject's id; nothing for a share of many.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// The subject's title; of a share, what they are and the period in words.
    title: String,
    /// Who organises it; empty where not known.
    organiser: String,
    /// The day it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// What became of it: `kept`, `missed`, `excused`, `no-evidence`, `due`, `claimed-kept` or `claimed-missed`.
    result: &'static str,
    /// The same without what it rests on: `kept`, `missed`, `due`, `no-evidence` or `excused`.
    verdict: &'static str,
    /// What it rests on: `recorded` or `claimed`.
    basis: &'static str,
    /// The limit it was held against; nothing for a rule that only asks whether a fact is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<Limit>,
    /// What was counted; nothing where nothing could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<Figure>,
    /// By how much it was missed; zero where it was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    shortfall: Option<Figure>,
    /// The unit of these figures: `days`, `working days`, `hours`, `percent`, or empty for a plain number.
    unit: &'static str,
    /// The way of counting, for a period.
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<&'static str>,
    /// The last day or instant at which it could be, or could have been, kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    act_by: Option<String>,
    /// Of one meeting: whether it was announced at short notice although that breaks a standard.
    #[serde(skip_serializing_if = "Option::is_none")]
    rapid: Option<bool>,
    /// The sum in words.
    sum: String,
    /// Where the facts come from; empty where not stated.
    source: String,
    /// The page on which it stands.
    page: String,
}

/// What a figure is held against.
#[derive(Serialize, ToSchema)]
pub(crate) struct Limit {
    /// `at-least` or `at-most`.
    bound: &'static str,
    /// The figure.
    amount: i64,
    /// As the charter writes it.
    written: String,
}

/// A figure, or the ends of what it may be; both ends are the same where it is known.
#[derive(Serialize, ToSchema)]
pub(crate) struct Figure {
    /// It is at least this; nothing where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<i64>,
    /// It is at most this; nothing where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<i64>,
}

impl From<Measure> for Figure {
    fn from(measure: Measure) -> Self {
        Self {
            at_least: measure.at_least,
            at_most: measure.at_most,
        }
    }
}

impl Finding {
    pub(super) fn of(asked: &Asked, known: &Known, of: &Of<'_>) -> Self {
        Self::at(&asked.service().settings().base, &known.area, of)
    }

    fn at(base: &BaseUrl, area: &Area, of: &Of<'_>) -> Self {
        let slug = area.slug.as_str();
        let standard = of.standard;
        let subject = of.subject();
        let page = match subject {
            Some(subject) => links::subject(slug, subject.kind, &subject.id, &Query::new()),
            None => links::standards(slug, &Query::new().and("standard", standard.id.as_str())),
        };
        Self {
            charter: of.charter().id.to_string(),
            standard: standard.id.to_string(),
            strength: standard.strength.name(),
            kind: of.about.kind().name(),
            subject: subject.map(|subject| subject.id.clone()),
            title: of.about.title().into_owned(),
            organiser: of.organiser().to_owned(),
            day: of.day().map(|day| day.to_string()),
            result: Outcome::of(of).class(),
            verdict: of.verdict.name(),
            basis: of.basis.name(),
            limit: of.limit.map(|limit| Limit {
                bound: match limit.bound {
                    Bound::AtLeast => "at-least",
                    Bound::AtMost => "at-most",
                },
                amount: limit.amount,
                written: limit.written.clone(),
            }),
            measured: of.measured.map(Figure::from),
            shortfall: of.shortfall().map(Figure::from),
            unit: of.unit(),
            counted: of.counted(),
            act_by: of.act_by.map(written),
            rapid: subject
                .filter(|subject| subject.kind == Kind::Meeting)
                .map(is_rapid),
            sum: of.sum().to_string(),
            source: subject.map_or_else(String::new, |subject| subject.source.clone()),
            page: base.with(&page),
        }
    }
}

/// The findings of an area, the earliest first, those without a day last.
#[utoipa::path(
    get,
    path = links::API_FINDINGS,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("standard" = Option<String>, Query, description = "Only of the standard with this id."),
        ("result" = Option<String>, Query, description = "Only those that came to this, such as `missed`."),
        ("organiser" = Option<String>, Query, description = "Only of what this organisation organised, by its name."),
        ("from" = Option<String>, Query, description = "From this day of the subject on."),
        ("to" = Option<String>, Query, description = "Up to this day of the subject."),
        ("as_of" = Option<String>, Query, description = "A past day such as 2026-03-02; now where it is left out."),
        ("limit" = Option<u32>, Query, description = "At most so many, up to 500; 100 where it is left out."),
        ("cursor" = Option<String>, Query, description = "As `next` of the part before has it."),
    ),
    responses(
        (status = 200, body = List<Finding>),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn findings(asked: &Asked) -> Result<Answer, Failure> {
    paging::of_area(asked, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let filter = question::filter(asked)?;
        let wanted = paging::wanted(asked)?;
        let audits = known.audits(&as_of);
        let all = known.area.findings(&audits);
        let taken = all.iter().filter(|finding| filter.takes(finding));
        let placed = taken.map(|finding| (key(finding), finding)).collect();
        let (part, next) = paging::part(&wanted, placed);
        Ok(List {
            area: known.area.slug.to_string(),
            version: known.area.version,
            as_of: Some(as_of.day.to_string()),
            judged_at: audits.first().map(Audit::as_of).and_then(instant),
            items: part
                .into_iter()
                .map(|finding| Finding::of(asked, known, finding))
                .collect(),
            next,
        })
    })
}

/// The findings of an area as this interface gives them, in its order: what whoever checks a record holds against what
/// is shown.
pub fn findings_shown(base: &BaseUrl, area: &Area, audits: &[Audit]) -> Vec<serde_json::Value> {
    let mut all = area.findings(audits);
    all.sort_by_cached_key(key);
    let json = |of: &Of<'_>| serde_json::to_value(Finding::at(base, area, of)).unwrap_or_default();
    all.iter().map(json).collect()
}

fn instant(when: When) -> Option<String> {
    match when {
        When::At(_) => Some(written(when)),
        When::Day(_) => None,
    }
}

/// The place of a finding among all, which no other has.
fn key(finding: &Of<'_>) -> String {
    let standard = finding.standard;
    let from = standard.applies_from.map(|day| day.to_string());
    format!(
        "{} {} {} {}",
        place_of(finding.day(), &finding.about.id()),
        finding.charter().id,
        standard.id,
        from.unwrap_or_default()
    )
}
