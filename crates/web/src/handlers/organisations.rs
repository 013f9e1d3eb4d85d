//! Who takes part in an area, and each beside its own past.

use alongside_charter::summarise;
use alongside_domain::OrganisationId;
use alongside_pages::public::{OrganisationPage, OrganisationRow, OrganisationsPage};

use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;
use crate::rapid::rapid;

pub(crate) fn organisations(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |_, known| {
        let here = known.place();
        let organisations = &known.area.organisations;
        let ids: Vec<String> = organisations
            .iter()
            .map(|known| known.id.to_string())
            .collect();
        let rows: Vec<OrganisationRow<'_>> = organisations
            .iter()
            .zip(&ids)
            .map(|(known, id)| OrganisationRow {
                slug: id,
                name: &known.name,
                kind: known.kind,
                stage: known.stage,
            })
            .collect();
        let page = OrganisationsPage {
            shell: place::shell(asked, &here)?,
            organisations: &rows,
        };
        Ok(page.render()?)
    })
}

pub(crate) fn organisation(asked: &Asked) -> Result<Answer, Failure> {
    let id: OrganisationId = asked
        .step("organisation")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    place::of_area(asked, Media::Html, |_, known| {
        let mut organisations = known.area.organisations.iter();
        let organisation = organisations.find(|known| known.id == id);
        let organisation = organisation.ok_or(Failure::NotFound)?;
        let as_of = place::as_of(asked, known)?;
        let audits = known.audits(&as_of);
        let findings = known.area.findings(&audits);
        let here = known.place();
        let page = OrganisationPage {
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            name: &organisation.name,
            standing: &summarise(&findings),
            rapid: rapid(known, &as_of, &findings, Some(&organisation.name)),
        };
        Ok(page.render()?)
    })
}
