//! The logos of areas. The file of one that was replaced stays for a while, as a database that is put back from a
//! backup may still show it.

use alongside_domain::{AreaSlug, Instant};

use crate::areas;
use crate::files::Digest;
use crate::sql::{Error, Row, Snapshot, Transaction, statements};

statements! {
    SHOWN = "select name, says, width, height from logos where area = $1 and replaced_at is null";
    HIDE = "update logos set replaced_at = $2 where area = $1 and replaced_at is null";
    SHOW = "insert into logos (area, name, says, width, height) values ($1, $2, $3, $4, $5)
        on conflict (area, name) do update set says = $3, width = $4, height = $5, replaced_at = null";
    UNUSED = "select name from logos group by name
        having count(replaced_at) = count(*) and max(replaced_at) < $1 order by name";
    FORGET = "delete from logos where name = $1 and not exists (
            select 1 from logos as other
            where other.name = $1 and (other.replaced_at is null or other.replaced_at >= $2)
        )";
}

/// The logo of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The name of its file, a PNG.
    pub name: Digest,
    /// What somebody is told who cannot see it.
    pub says: String,
    /// How wide it is on a page, in CSS pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// The logo that an area shows, where it has one.
pub fn shown(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Option<Logo>, Error> {
    snapshot.row(SHOWN, &[area.as_str().into()], |row| {
        Ok(Logo {
            name: digest(row, 0)?,
            says: row.get(1)?,
            width: pixels(row, 2)?,
            height: pixels(row, 3)?,
        })
    })
}

/// From now on an area shows this logo, or none.
pub fn change(
    tx: &mut Transaction<'_>,
    area: &AreaSlug,
    logo: Option<&Logo>,
    now: Instant,
) -> Result<(), Error> {
    tx.execute(HIDE, &[area.as_str().into(), now.into()])?;
    if let Some(logo) = logo {
        let values = [
            area.as_str().into(),
            logo.name.to_string().into(),
            logo.says.as_str().into(),
            i64::from(logo.width).into(),
            i64::from(logo.height).into(),
        ];
        tx.execute(SHOW, &values)?;
    }
    areas::renew(tx, area)
}

/// The files that no area has shown since an instant.
pub fn unused(snapshot: &mut Snapshot<'_>, since: Instant) -> Result<Vec<Digest>, Error> {
    snapshot.rows(UNUSED, &[since.into()], |row| digest(row, 0))
}

/// Forgets a logo whose file was removed, unless an area has shown it since.
pub fn forget(tx: &mut Transaction<'_>, name: Digest, since: Instant) -> Result<(), Error> {
    let values = [name.to_string().into(), since.into()];
    tx.execute(FORGET, &values).map(drop)
}

fn digest(row: &Row<'_>, column: usize) -> Result<Digest, Error> {
    let text: String = row.get(column)?;
    Digest::parse(&text).ok_or_else(|| row.unread(column))
}

fn pixels(row: &Row<'_>, column: usize) -> Result<u32, Error> {
    let pixels: i64 = row.get(column)?;
    u32::try_from(pixels).map_err(|_| row.unread(column))
}
