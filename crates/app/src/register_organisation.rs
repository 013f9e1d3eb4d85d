//! An organisation joins an area.

use alongside_domain::act::Deed;
use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, OrganisationId, OrganisationKind, Wording};
use alongside_store::Transaction;
use alongside_store::record::Of;

use crate::call::Call;
use crate::failure::Failure;
use crate::open_area::LONGEST_NAME;
use crate::record::Record;

/// Registers an organisation by the name that was typed.
pub fn register_organisation(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    kind: OrganisationKind,
    name: &str,
) -> Result<OrganisationId, Failure> {
    call.may(Action::RegisterOrganisation, &Place::Area(area.clone()))?;
    let name = Wording::line(name, LONGEST_NAME).map_err(|why| Failure::wrong("name", why))?;
    let mut record = Record::load(tx, call, area, Of::Subjects(&[]))?;
    if record.state().organisation_called(name.as_str()).is_some() {
        let says = "an organisation of this name is registered already";
        return Err(Failure::wrong("name", says));
    }
    let organisation = call.id();
    let name = record.seal(&name);
    let registered = Deed::OrganisationRegistered {
        organisation,
        kind,
        name,
    };
    record.act(organisation, registered)?;
    Ok(organisation)
}
