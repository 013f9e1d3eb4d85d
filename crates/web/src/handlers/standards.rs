//! The standards of an area, and every finding.

use alongside_charter::summarise;
use alongside_domain::act::Digest;
use alongside_pages::public::{Agreed, StandardsPage};
use alongside_store::charters;

use crate::answer::{Answer, Media};
use crate::areas::{Known, latest_first};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::rapid::rapid;
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
        let adopted = || known.area.adopted.iter();
        let versions: Vec<String> = adopted().map(|known| known.version.to_string()).collect();
        let charters: Vec<Agreed<'_>> = adopted()
            .zip(&versions)
            .map(|(known, version)| Agreed {
                charter: &known.charter,
                version,
            })
            .collect();
        let page = StandardsPage {
            shell: place::shell(asked, &here)?,
            as_of: as_of.day,
            charters: &charters,
            school_terms: &known.terms,
            standing: &summarise(&all),
            rapid: rapid(
                known,
                &as_of,
                &all,
                Some(filter.organiser).filter(|of| !of.is_empty()),
            ),
            organisers: &Known::organisers(known.area.subjects()),
            filter,
            part,
            findings: findings.get(part.begins()..part.ends()).unwrap_or_default(),
        };
        Ok(page.render()?)
    })
}

/// The file of a charter as it was adopted here.
pub(crate) fn charter(asked: &Asked) -> Result<Answer, Failure> {
    let version: Digest = asked
        .step("version")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    place::of_area(asked, Media::Text, |snapshot, known| {
        let mut adopted = known.area.adopted.iter();
        if !adopted.any(|adopted| adopted.version == version) {
            return Err(Failure::NotFound);
        }
        charters::find(snapshot, version)?.ok_or(Failure::NotFound)
    })
}
