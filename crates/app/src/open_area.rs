//! An area is opened, with its council.

use alongside_domain::act::Deed;
use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, GssCode, OrganisationId, OrganisationKind, Wording};
use alongside_store::{Transaction, areas};

use crate::call::Call;
use crate::failure::Failure;
use crate::record::Record;
use crate::wrong::Wrong;

/// The longest name of an area or an organisation, in characters.
pub const LONGEST_NAME: usize = 120;

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What people call the area.
    pub name: &'a str,
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its code in the national register; empty where it has none.
    pub gss: &'a str,
    /// The council's name.
    pub council: &'a str,
}

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The area.
    pub area: AreaSlug,
    /// Its council.
    pub council: OrganisationId,
}

/// Opens an area.
pub fn open_area(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    wish: &Wish<'_>,
) -> Result<Opened, Failure> {
    call.may(Action::OpenArea, &Place::Instance)?;
    let mut wrong = Wrong::default();
    let name = wrong.take("name", Wording::line(wish.name, LONGEST_NAME));
    let area = wrong.take("slug", wish.slug.trim().parse::<AreaSlug>());
    let gss = match wish.gss.trim() {
        "" => None,
        code => wrong.take("gss", code.parse::<GssCode>()),
    };
    let council_name = wrong.take("council", Wording::line(wish.council, LONGEST_NAME));
    let (Some(name), Some(area), Some(council_name)) = (name, area, council_name) else {
        return Err(wrong.into());
    };
    if areas::find(tx, &area)?.is_some() {
        wrong.add("slug", "there is an area of this name already");
    }
    wrong.refuse()?;
    let council = call.id();
    let mut record = Record::begin(tx, call, &area);
    let name = record.seal(&name);
    record.act(council, Deed::AreaOpened { name, gss })?;
    let name = record.seal(&council_name);
    let registered = Deed::OrganisationRegistered {
        organisation: council,
        kind: OrganisationKind::Council,
        name,
    };
    record.act(council, registered)?;
    Ok(Opened { area, council })
}
