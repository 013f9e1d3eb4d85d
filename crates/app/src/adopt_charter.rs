//! An area adopts a version of a charter, or ends one.

use alongside_charter::Charter;
use alongside_domain::act::{Day, Deed, Key};
use alongside_domain::policy::{Action, Place};
use alongside_domain::replay::State;
use alongside_domain::{AreaSlug, OrganisationId, OrganisationKind};
use alongside_store::record::Of;
use alongside_store::{Transaction, charters};
use jiff::civil::Date;

use crate::call::Call;
use crate::failure::Failure;
use crate::record::Record;

/// The longest file of a charter, in bytes.
pub const LONGEST_FILE: usize = 256 * 1024;

/// Adopts the charter in a file from a day on, and says which it is.
pub fn adopt_charter(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    file: &str,
    from: Date,
) -> Result<Charter, Failure> {
    call.may(Action::AdoptCharter, &Place::Area(area.clone()))?;
    if file.len() > LONGEST_FILE {
        return Err(Failure::wrong("file", "a charter has at most 256 KB"));
    }
    let charter = Charter::parse(file).map_err(Failure::Charter)?;
    let (key, from) = (key(&charter)?, day(from)?);
    let version = charters::keep(tx, file)?;
    let mut record = Record::load(tx, call, area, Of::Subjects(&[]))?;
    let by = council(record.state())?;
    let adopted = Deed::CharterAdopted {
        charter: key,
        version,
        from,
    };
    record.act(by, adopted)?;
    Ok(charter)
}

/// Ends a charter from a day on.
pub fn end_charter(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    charter: &str,
    from: Date,
) -> Result<(), Failure> {
    call.may(Action::AdoptCharter, &Place::Area(area.clone()))?;
    let charter = Key::try_from(charter.to_owned()).map_err(|_| Failure::NotFound)?;
    let from = day(from)?;
    let mut record = Record::load(tx, call, area, Of::Subjects(&[]))?;
    let by = council(record.state())?;
    record.act(by, Deed::CharterEnded { charter, from })
}

fn key(charter: &Charter) -> Result<Key, Failure> {
    let says = "the id of a charter has at most 64 characters";
    Key::try_from(charter.id.clone()).map_err(|_| Failure::wrong("file", says))
}

fn day(from: Date) -> Result<Day, Failure> {
    let says = "write a day between 1900 and 2999";
    Day::try_from(from).map_err(|_| Failure::wrong("from", says))
}

/// What is done for the whole area is done by its council.
pub(crate) fn council(state: &State) -> Result<OrganisationId, Failure> {
    let mut organisations = state.organisations().iter();
    let council = organisations
        .find(|(_, known)| known.kind == OrganisationKind::Council && known.ended.is_none());
    council.map(|(id, _)| *id).ok_or(Failure::NotFound)
}
