//! Standards for machines.

use alongside_app::area::Adopted;
use alongside_charter::{Standard as Of, StandardSummary, summarise};
use alongside_pages::links;
use serde::Serialize;
use utoipa::ToSchema;

use super::areas::Counts;
use super::zone_name;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;
use crate::rapid::rapid;

/// The charters that an area adopted.
#[derive(Serialize, ToSchema)]
pub(crate) struct Charters {
    /// The area's name in addresses.
    area: String,
    /// The area's version: a number that goes up with every change.
    version: i64,
    /// The day as of which the counts hold.
    as_of: String,
    /// The meetings that were announced at short notice although that breaks a standard, told apart; nothing where
    /// there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    rapid: Option<Rapid>,
    /// All versions, in the order in which they began to count.
    items: Vec<Charter>,
}

/// Meetings that were announced at short notice, for a reason that is public, told apart from the rest.
#[derive(Serialize, ToSchema)]
pub(crate) struct Rapid {
    /// How many meetings were announced.
    announced: usize,
    /// How many of them at short notice.
    at_short_notice: usize,
    /// What the findings came to without those of these meetings.
    without: Counts,
}

/// A version of a charter.
#[derive(Serialize, ToSchema)]
pub(crate) struct Charter {
    /// Its id.
    id: String,
    /// Its title.
    title: String,
    /// Where it was agreed.
    source: String,
    /// The place whose bank holidays count.
    place: &'static str,
    /// The zone in which its days are meant.
    time_zone: String,
    /// The SHA-256 of its file.
    digest: String,
    /// The first day on which it counts here.
    from: String,
    /// The first day on which it no longer does, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// Its standards.
    standards: Vec<Standard>,
}

/// One testable line of a charter.
#[derive(Serialize, ToSchema)]
pub(crate) struct Standard {
    /// Its id.
    id: String,
    /// What it applies to.
    applies_to: &'static str,
    /// The standard in one plain sentence.
    says: String,
    /// How binding it is: `law`, `agreed` or `ideal`.
    strength: &'static str,
    /// Where it comes from, where that differs from the charter's own source.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// The first day on which what is made public is judged by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_from: Option<String>,
    /// The first day on which it no longer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// What its findings came to.
    findings: Counts,
}

impl Standard {
    fn of(standard: &Of, summary: Option<&StandardSummary<'_, '_>>) -> Self {
        Self {
            id: standard.id.to_string(),
            applies_to: standard.applies_to.name(),
            says: standard.says.clone(),
            strength: standard.strength.name(),
            source: standard.source.clone(),
            applies_from: standard.applies_from.map(|day| day.to_string()),
            until: standard.until.map(|day| day.to_string()),
            findings: Counts::from(&summary.map(|of| of.all).unwrap_or_default()),
        }
    }
}

/// The charters that an area adopted, with what their standards came to.
#[utoipa::path(
    get,
    path = links::API_STANDARDS,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("as_of" = Option<String>, Query, description = "A past day such as 2026-03-02; now where it is left out."),
    ),
    responses(
        (status = 200, body = Charters),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn standards(asked: &Asked) -> Result<Answer, Failure> {
    super::of_area(asked, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = known.area.findings(&audits);
        let standing = summarise(&findings);
        let adopted = known.area.adopted.iter();
        Ok(Charters {
            area: known.area.slug.to_string(),
            version: known.area.version,
            as_of: as_of.day.to_string(),
            rapid: rapid(known, &as_of, &findings, None).map(|rapid| {
                let (announced, at_short_notice) = rapid.meetings();
                Rapid {
                    announced,
                    at_short_notice,
                    without: Counts::from(rapid.without()),
                }
            }),
            items: adopted.map(|adopted| charter(adopted, &standing)).collect(),
        })
    })
}

fn charter(adopted: &Adopted, standing: &[StandardSummary<'_, '_>]) -> Charter {
    let charter = &adopted.charter;
    let standard = |standard: &Of| {
        let is_its =
            |of: &&StandardSummary<'_, '_>| of.charter.id == charter.id && of.standard == standard;
        Standard::of(standard, standing.iter().find(is_its))
    };
    Charter {
        id: charter.id.to_string(),
        title: charter.title.clone(),
        source: charter.source.clone(),
        place: charter.place.name(),
        time_zone: zone_name(&charter.time_zone),
        digest: adopted.version.to_string(),
        from: adopted.from.to_string(),
        until: adopted.until.map(|day| day.to_string()),
        standards: charter.standards.iter().map(standard).collect(),
    }
}
