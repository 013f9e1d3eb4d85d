//! Organisations for machines.

use alongside_domain::{ForumStage, OrganisationKind};
use alongside_pages::links;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;

/// Who takes part in an area.
#[derive(Serialize, ToSchema)]
pub(crate) struct Organisations {
    /// The area's name in addresses.
    area: String,
    /// The area's version: a number that goes up with every change.
    version: i64,
    /// In the order of their names.
    items: Vec<Organisation>,
}

/// An organisation.
#[derive(Serialize, ToSchema)]
pub(crate) struct Organisation {
    /// Its id.
    id: String,
    /// What it is: `council`, `forum`, `nhs-body`, `support-group`, `school` or `host`.
    #[schema(value_type = String)]
    kind: OrganisationKind,
    /// Its name; its id where the name was taken back.
    name: String,
    /// How far a forum is: `none`, `forming`, `established`, `dormant` or `closed`.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<ForumStage>,
    /// When it was registered.
    registered: String,
    /// When it ended, once it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<String>,
    /// Its page.
    page: String,
}

/// Who takes part in an area.
#[utoipa::path(
    get,
    path = links::API_ORGANISATIONS,
    params(("area" = String, Path, description = "The area's name in addresses.")),
    responses(
        (status = 200, body = Organisations),
        (status = 404, body = super::Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) fn organisations(asked: &Asked) -> Result<Answer, Failure> {
    super::of_area(asked, |_, known| {
        let base = &asked.service().settings().base;
        let slug = known.area.slug.as_str();
        let items = known.area.organisations.iter().map(|known| Organisation {
            id: known.id.to_string(),
            kind: known.kind,
            name: known.name.clone(),
            stage: known.stage,
            registered: known.registered.to_string(),
            ended: known.ended.map(|ended| ended.to_string()),
            page: base.with(&links::organisation(slug, &known.id.to_string())),
        });
        Ok(Organisations {
            area: slug.to_owned(),
            version: known.area.version,
            items: items.collect(),
        })
    })
}
