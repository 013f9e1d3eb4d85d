//! Who holds which role, and where.

use alongside_domain::{
    AreaSlug, Controller, HeldIn, Holding, Id, Instant, OrganisationId, OrganisationKind, Person,
    PersonId, Role,
};

use crate::people;
use crate::sql::{Error, Row, Snapshot, Transaction, Value, statements};

statements! {
    GIVE = "insert into roles (id, person, role, area, organisation, from_at, until_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    OF = "select roles.id, roles.role, roles.area, roles.organisation, organisations.kind, roles.from_at,
            roles.until_at
        from roles left join organisations on organisations.id = roles.organisation
        where roles.person = $1 order by roles.from_at, roles.id";
    FIND = "select roles.id, roles.role, roles.area, roles.organisation, organisations.kind, roles.from_at,
            roles.until_at, people.id, people.email, people.name
        from roles join people on people.id = roles.person
            left join organisations on organisations.id = roles.organisation
        where roles.id = $1";
    IN_AREA = "select roles.id, roles.role, roles.area, roles.organisation, organisations.kind, roles.from_at,
            roles.until_at, people.id, people.email, people.name
        from roles join people on people.id = roles.person
            left join organisations on organisations.id = roles.organisation
        where roles.area = $1 order by roles.from_at, roles.id";
    OF_KEEPERS = "select roles.id, roles.role, roles.area, roles.organisation, organisations.kind, roles.from_at,
            roles.until_at, people.id, people.email, people.name
        from roles join people on people.id = roles.person
            left join organisations on organisations.id = roles.organisation
        where roles.organisation is null order by roles.from_at, roles.id";
    END = "update roles set until_at = $2 where id = $1";
}

/// A name only: that somebody holds a role.
#[derive(Debug)]
pub enum Held {}

/// The id of a role that is held.
pub type HeldId = Id<Held>;

/// A role that somebody holds or held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    /// Its id.
    pub id: HeldId,
    /// Who.
    pub person: Person,
    /// What, where, from when and until when.
    pub holding: Holding,
}

/// Gives somebody a role.
pub fn give(
    tx: &mut Transaction<'_>,
    id: HeldId,
    person: PersonId,
    holding: &Holding,
) -> Result<(), Error> {
    let [area, organisation] = held_in(holding.held_in());
    let values = [
        id.into(),
        person.into(),
        holding.role().name().into(),
        area,
        organisation,
        holding.from().into(),
        holding.until().into(),
    ];
    tx.execute(GIVE, &values).map(drop)
}

/// Every role that somebody holds or held.
pub fn of(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<(HeldId, Holding)>, Error> {
    snapshot.rows(OF, &[person.into()], |row| Ok((row.get(0)?, holding(row)?)))
}

/// One role, with who holds or held it.
pub fn find(snapshot: &mut Snapshot<'_>, id: HeldId) -> Result<Option<HeldBy>, Error> {
    snapshot.row(FIND, &[id.into()], held_by)
}

/// Every role that is or was held in an area and its organisations.
pub fn in_area(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Vec<HeldBy>, Error> {
    snapshot.rows(IN_AREA, &[area.as_str().into()], held_by)
}

/// Every role that is or was held for the whole instance, or for an area and not in one of its organisations.
pub fn of_keepers(snapshot: &mut Snapshot<'_>) -> Result<Vec<HeldBy>, Error> {
    snapshot.rows(OF_KEEPERS, &[], held_by)
}

/// Ends a role.
pub fn end(tx: &mut Transaction<'_>, id: HeldId, at: Instant) -> Result<(), Error> {
    tx.execute(END, &[id.into(), at.into()]).map(drop)
}

fn held_by(row: &Row<'_>) -> Result<HeldBy, Error> {
    Ok(HeldBy {
        id: row.get(0)?,
        person: people::person(row, [7, 8, 9])?,
        holding: holding(row)?,
    })
}

fn holding(row: &Row<'_>) -> Result<Holding, Error> {
    let held_in = place(row, [2, 3, 4])?;
    Holding::new(role(row, 1)?, held_in, row.get(5)?, row.get(6)?).map_err(|_| row.unread(1))
}

pub(crate) fn role(row: &Row<'_>, column: usize) -> Result<Role, Error> {
    Role::from_name(&row.get::<String>(column)?).ok_or_else(|| row.unread(column))
}

/// Where a role is held, from the columns of area, organisation and its kind.
pub(crate) fn place(row: &Row<'_>, columns: [usize; 3]) -> Result<HeldIn, Error> {
    let [area, organisation, kind] = columns;
    let found: (Option<AreaSlug>, Option<OrganisationId>) =
        (row.parse_any(area)?, row.get(organisation)?);
    Ok(match found {
        (None, _) => HeldIn::Instance,
        (Some(area), None) => HeldIn::Area(area),
        (Some(area), Some(organisation)) => HeldIn::Organisation(Controller {
            area,
            organisation,
            kind: row.json::<OrganisationKind>(kind)?,
        }),
    })
}

/// The columns of area and organisation.
pub(crate) fn held_in(place: &HeldIn) -> [Value<'_>; 2] {
    let organisation = match place {
        HeldIn::Organisation(controller) => Some(controller.organisation),
        HeldIn::Area(_) | HeldIn::Instance => None,
    };
    [
        place.area().map(AreaSlug::as_str).into(),
        organisation.into(),
    ]
}
