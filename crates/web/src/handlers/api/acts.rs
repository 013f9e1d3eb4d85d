//! The record for machines: acts in their order, with all that is needed to check and replay them.

use alongside_domain::Instant;
use alongside_domain::act::Disclosed;
use alongside_pages::links;
use alongside_store::{outbox, record};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::{self, List};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

/// An act of the record. `docs/acts.md` in the repository says how to read and check one.
#[derive(Serialize, ToSchema)]
pub(crate) struct Act {
    /// `sha256:` and the SHA-256 of `canonical` in hexadecimal.
    digest: String,
    /// Its place in the record, counted from 0, once it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<i64>,
    /// The act in canonical form (RFC 8785): the very bytes of the record.
    canonical: String,
    /// The texts that open its commitments, but for those that were taken back.
    openings: Vec<Opening>,
}

/// A text with the salt that opens its commitment.
#[derive(Serialize, ToSchema)]
pub(crate) struct Opening {
    /// What the act holds in its place: `salted:` and the SHA-256 of salt and text.
    commitment: String,
    /// The salt and the text.
    #[schema(value_type = Salted)]
    opening: alongside_domain::act::Opening,
}

/// A text with its salt.
#[derive(Serialize, ToSchema)]
pub(crate) struct Salted {
    /// Thirty-two bytes in hexadecimal.
    salt: String,
    /// The text.
    text: String,
}

impl Act {
    fn of(kept: outbox::Act, told: &Disclosed) -> Self {
        let openings = told.openings();
        Self {
            digest: told.digest().to_string(),
            entry: kept.entry,
            canonical: kept.body,
            openings: openings
                .map(|(commitment, opening)| Opening {
                    commitment: commitment.to_string(),
                    opening: opening.clone(),
                })
                .collect(),
        }
    }
}

/// The acts of an area in their order, the first first.
#[utoipa::path(
    get,
    path = links::API_ACTS,
    params(
        ("area" = String, Path, description = "The area's name in addresses."),
        ("limit" = Option<u32>, Query, description = "At most so many, up to 500; 100 where it is left out."),
        ("cursor" = Option<String>, Query, description = "As `next` of the part before has it."),
    ),
    responses(
        (status = 200, body = List<Act>),
        (status = 400, body = super::Problem, content_type = "application/problem+json"),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn acts(asked: &Asked) -> Result<Answer, Failure> {
    paging::of_area(asked, |snapshot, known| {
        let wanted = paging::wanted(asked)?;
        let after = match wanted.after.as_str() {
            "" => Timestamp::MIN,
            at => at
                .parse::<Instant>()
                .map_err(|_| paging::not_a_cursor())?
                .timestamp(),
        };
        let slug = known.area.slug.as_str();
        let one_more = u32::try_from(wanted.limit + 1).unwrap_or(u32::MAX);
        let mut acts = outbox::after(snapshot, slug, after, one_more)?;
        let has_more = acts.len() > wanted.limit;
        acts.truncate(wanted.limit);
        let told = record::disclosed_in_turn(snapshot, &acts)?;
        let last = told.last().map(|told| told.act().at.to_string());
        Ok(List {
            area: slug.to_owned(),
            version: known.area.version,
            as_of: None,
            judged_at: None,
            items: acts
                .into_iter()
                .zip(&told)
                .map(|(act, told)| Act::of(act, told))
                .collect(),
            next: last.filter(|_| has_more).map(|at| paging::cursor(&at)),
        })
    })
}
