//! The standards of an area, and every finding.

use alongside_charter::{Charter, summarise};
use alongside_pages::public::StandardsPage;

use crate::answer::{Answer, Media};
use crate::areas::{Known, latest_first};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::{place, question};

/// So many findings stand on a page.
const ON_A_PAGE: usize = 20;

pub(crate) fn standards(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let filter = question::filter(asked)?;
        let audits = known.audits(&as_of);
        let all = known.area.findings(&audits);
        let findings = latest_first(all.iter().filter(|finding| filter.takes(finding)));
        let part = question::part(asked, ON_A_PAGE, findings.len())?;
        let here = known.place();
        let adopted = known.area.adopted.iter();
        let charters: Vec<&Charter> = adopted.map(|known| known.charter.as_ref()).collect();
        let page = StandardsPage {
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            charters: &charters,
            standing: &summarise(&all),
            organisers: &Known::organisers(known.area.subjects()),
            filter,
            part,
            findings: findings.get(part.begins()..part.ends()).unwrap_or_default(),
        };
        Ok(page.render()?)
    })
}
