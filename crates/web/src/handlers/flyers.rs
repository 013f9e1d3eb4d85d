//! The flyer of a meeting: a page to print, and the same as PDF.

use alongside_app::area::Area;
use alongside_charter::{Fact, Subject, When, fact};
use alongside_pages::links::{self, Query};
use alongside_pages::public::{Flyer, Sheet, Shell, has_flyer};
use alongside_report::Unwritable;
use alongside_store::Snapshot;
use alongside_store::record::{self, Of};
use bytes::Bytes;

use super::subjects::{id_of, kind, told_of};
use crate::answer::{Answer, Made, Media};
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::place;

/// The flyer as a page.
pub(crate) fn page(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |snapshot, known| {
        let subject = invited_to(asked, &known.area)?;
        let here = known.place();
        let shell = place::shell(asked, &here)?;
        of(asked, snapshot, known, subject, shell, |flyer, sheet| {
            let has_pdf = match alongside_report::flyer(sheet) {
                Ok(_) => true,
                Err(Unwritable::Letter(_) | Unwritable::TooLong) => false,
                Err(fault @ Unwritable::Fault(_)) => return Err(Failure::fault(fault)),
            };
            Ok(flyer.render(sheet, has_pdf)?)
        })
    })
}

/// The flyer as PDF. There is none where the type lacks a letter, which the page says.
pub(crate) fn pdf(asked: &Asked) -> Result<Answer, Failure> {
    place::made_of_area(asked, Media::Pdf, |snapshot, known| {
        let subject = invited_to(asked, &known.area)?;
        let here = known.place();
        let shell = place::shell(asked, &here)?;
        of(
            asked,
            snapshot,
            known,
            subject,
            shell,
            |_, sheet| match alongside_report::flyer(sheet) {
                Ok(pdf) => Ok(Made::new(Media::Pdf, Bytes::from(pdf))),
                Err(Unwritable::Letter(_) | Unwritable::TooLong) => Err(Failure::NotFound),
                Err(fault @ Unwritable::Fault(_)) => Err(Failure::fault(fault)),
            },
        )
    })
}

/// The meeting that the address names, where there is something to invite to.
fn invited_to<'a>(asked: &Asked, area: &'a Area) -> Result<&'a Subject, Failure> {
    let (kind, id) = (kind(asked)?, id_of(asked.step("subject"))?);
    let subject = area.subject(id).filter(|subject| subject.kind == kind);
    subject
        .filter(|subject| has_flyer(subject))
        .ok_or(Failure::NotFound)
}

/// Hands on the flyer of a meeting, with what stands on it.
pub(super) fn of<T>(
    asked: &Asked,
    snapshot: &mut Snapshot<'_>,
    known: &Known,
    subject: &Subject,
    shell: Shell<'_>,
    make: impl FnOnce(&Flyer<'_>, &Sheet) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (area, id) = (&known.area, id_of(&subject.id)?);
    let described = record::load(snapshot, &area.slug, Of::Subjects(&[id]))?;
    let told = described.as_ref().and_then(|of| told_of(&of.state, id));
    let address = links::subject(area.slug.as_str(), subject.kind, &subject.id, &Query::new());
    let flyer = Flyer {
        shell,
        subject,
        times: &times(area, subject)?,
        told: told.as_ref(),
        address: &asked.service().settings().base.with(&address),
        contact: &area.settings.contact,
    };
    let sheet = flyer.sheet();
    let sheet = sheet.ok_or_else(|| Failure::fault("an address is too long for a code"))?;
    make(&flyer, &sheet)
}

/// Every time of a meeting that takes place, earliest first.
fn times(area: &Area, subject: &Subject) -> Result<Vec<When>, Failure> {
    let others = area.beside(id_of(&subject.id)?).into_iter();
    let mut times: Vec<When> = others
        .filter(|other| has_flyer(other))
        .chain([subject])
        .filter_map(|of| of.fact(fact::STARTS).and_then(Fact::when))
        .collect();
    times.sort_by_key(|when| {
        let at = match when {
            When::At(at) => Some(*at),
            When::Day(_) => None,
        };
        (when.day(&area.zone), at)
    });
    Ok(times)
}
