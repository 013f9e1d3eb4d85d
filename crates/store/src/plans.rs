//! Meetings that are planned and not announced yet. They are nobody's business but their organisation's.

use alongside_domain::meeting::Draft;
use alongside_domain::{AreaSlug, Id, Instant, OrganisationId};

use crate::sql::{Error, Row, Snapshot, Transaction, json, statements};

statements! {
    ADD = "insert into plans (id, area, organisation, version, changed_at, draft) values ($1, $2, $3, 1, $4, $5)";
    FIND = "select id, area, organisation, version, changed_at, draft from plans where id = $1";
    IN_AREA = "select id, area, organisation, version, changed_at, draft from plans where area = $1
        order by changed_at desc, id";
    CHANGE = "update plans set draft = $3, version = version + 1, changed_at = $4 where id = $1 and version = $2";
    REMOVE = "delete from plans where id = $1";
}

/// A name only: a meeting that is planned.
#[derive(Debug)]
pub enum Planned {}

/// The id of a plan.
pub type PlanId = Id<Planned>;

/// A meeting that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Where.
    pub area: AreaSlug,
    /// Who plans it.
    pub organisation: OrganisationId,
    /// Goes up with every change.
    pub version: i64,
    /// When it was last changed.
    pub changed: Instant,
    /// What was said of it so far.
    pub draft: Draft,
}

/// A plan that begins, with nothing said.
pub fn add(
    tx: &mut Transaction<'_>,
    id: PlanId,
    area: &AreaSlug,
    organisation: OrganisationId,
    now: Instant,
) -> Result<(), Error> {
    let values = [
        id.into(),
        area.as_str().into(),
        organisation.into(),
        now.into(),
        json(&Draft::default())?.into(),
    ];
    tx.execute(ADD, &values).map(drop)
}

/// One plan.
pub fn find(snapshot: &mut Snapshot<'_>, id: PlanId) -> Result<Option<Plan>, Error> {
    snapshot.row(FIND, &[id.into()], plan)
}

/// Every plan of an area, the last changed first.
pub fn in_area(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Vec<Plan>, Error> {
    snapshot.rows(IN_AREA, &[area.as_str().into()], plan)
}

/// Keeps what was said, if nobody said anything since `seen`. No means that somebody has.
pub fn change(
    tx: &mut Transaction<'_>,
    id: PlanId,
    seen: i64,
    draft: &Draft,
    now: Instant,
) -> Result<bool, Error> {
    let values = [id.into(), seen.into(), json(draft)?.into(), now.into()];
    Ok(tx.execute(CHANGE, &values)? == 1)
}

/// Removes a plan: it was announced, or given up.
pub fn remove(tx: &mut Transaction<'_>, id: PlanId) -> Result<(), Error> {
    tx.execute(REMOVE, &[id.into()]).map(drop)
}

fn plan(row: &Row<'_>) -> Result<Plan, Error> {
    Ok(Plan {
        id: row.get(0)?,
        area: row.parse(1)?,
        organisation: row.get(2)?,
        version: row.get(3)?,
        changed: row.get(4)?,
        draft: row.json(5)?,
    })
}
