//! The log of each area: its entries under hashes that lead to a signed checkpoint, for anybody to check.
//!
//! What is kept here is what is published, under the addresses of C2SP tlog-tiles: a tile and the checkpoint that
//! needs it are kept together or not at all. [`sequence`] is the only way forward.

mod sequence;
pub(crate) mod witnesses;

use alongside_tlog::{
    Bundle, Edge, Hash, Next, NotAKey, NotANote, Note, Published, Receipt, Tile, Tree, Unproven,
    VerifierKey,
};
use jiff::Timestamp;

use crate::sql::{Error, Row, Snapshot, Transaction, statements};

pub use sequence::{Round, Signer, Unsequenced, begin_by_name, hand_over, sequence};
pub use witnesses::{Cosigned, checkpoint, cosigned, keep_cosigned, unseen_by};

statements! {
    FIND = "select origin, first_key, key, size, checkpoint, is_paused from logs where area = $1";
    BEGIN = "insert into logs (area, origin, first_key, key, size, checkpoint, is_paused) values ($1, $2, $3, $3, 0, $4, $5)";
    MOVE_ON = "update logs set key = $3, size = $4, checkpoint = $5 where area = $1 and checkpoint = $2 and not is_paused";
    PAUSE = "update logs set is_paused = $1";
    GO_ON = "update logs set is_paused = $2 where area = $1";
    LAY = "insert into log_tiles (area, level, number, hashes) values ($1, $2, $3, $4)
        on conflict (area, level, number) do update set hashes = $4";
    TILE = "select hashes from log_tiles where area = $1 and level = $2 and number = $3";
    ACTS = "select entry, body from outbox where area = $1 and entry >= $2 and entry < $3 order by entry";
    HANDOVERS = "select entry, body from log_handovers where area = $1 and entry >= $2 and entry < $3 order by entry";
    HAND_OVER = "insert into log_handovers (area, entry, body) values ($1, $2, $3)";
    BEGINNING = "select count(entry), min(at) from outbox where area = $1";
    BEHIND = "select area from outbox where entry is null group by area union
        select area from logs where size < (select coalesce(max(entry) + 1, 0) from outbox where outbox.area = logs.area)
            or size < (select coalesce(max(entry) + 1, 0) from log_handovers where log_handovers.area = logs.area)
        order by area";
}

/// The log of an area as it was last published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Its name, the first line of every checkpoint.
    pub origin: String,
    /// The public key that it began with. Whoever knows it can check all that follows.
    pub first_key: String,
    /// The public key that counts now.
    pub key: String,
    /// How many entries it has.
    pub size: u64,
    /// The signed checkpoint, to the byte.
    pub checkpoint: String,
    /// Whether it waits for an operator to say that it may go on, because a backup was restored.
    pub is_paused: bool,
}

/// The log of an area, once it has begun.
pub fn find(snapshot: &mut Snapshot<'_>, area: &str) -> Result<Option<Log>, Error> {
    snapshot.row(FIND, &[area.into()], |row| {
        Ok(Log {
            origin: row.get(0)?,
            first_key: row.get(1)?,
            key: row.get(2)?,
            size: count(row.get(3)?)?,
            checkpoint: row.get(4)?,
            is_paused: row.get(5)?,
        })
    })
}

/// The bytes of a tile, if it is of a tree that was published.
pub fn tile(snapshot: &mut Snapshot<'_>, area: &str, tile: Tile) -> Result<Option<Vec<u8>>, Error> {
    let Ok(number) = i64::try_from(tile.number()) else {
        return Ok(None);
    };
    let values = [area.into(), i64::from(tile.level()).into(), number.into()];
    let hashes: Option<Vec<u8>> = snapshot.row(TILE, &values, |row| row.get(0))?;
    // A tile that has grown since holds what it held at its beginning.
    let bytes = usize::from(tile.width()) * Hash::LENGTH;
    Ok(hashes.and_then(|hashes| hashes.get(..bytes).map(<[u8]>::to_vec)))
}

/// The bytes of a bundle of entries, if all of them were published.
pub fn bundle(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    bundle: Bundle,
) -> Result<Option<Vec<u8>>, Error> {
    let end = bundle.first() + u64::from(bundle.width());
    if find(snapshot, area)?.is_none_or(|log| log.size < end) {
        return Ok(None);
    }
    let entries = entries(snapshot, area, bundle.first(), bundle.width().into())?;
    let bytes = Bundle::write(entries.iter().map(Vec::as_slice));
    let whole = entries.len() == usize::from(bundle.width());
    bytes
        .filter(|_| whole)
        .map(Some)
        .ok_or_else(|| missing(bundle.first()))
}

/// The bytes at an address below that of the log, such as `tile/0/000` or `tile/entries/000.p/3`, if they are published.
pub fn at(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    address: &str,
) -> Result<Option<Vec<u8>>, Error> {
    if let Ok(of) = address.parse::<Tile>() {
        return tile(snapshot, area, of);
    }
    match address.parse::<Bundle>() {
        Ok(of) => bundle(snapshot, area, of),
        Err(_) => Ok(None),
    }
}

/// Up to so many entries from a place on, published or not: acts, and hand-overs of the log to another key.
pub fn entries(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    from: u64,
    limit: u32,
) -> Result<Vec<Vec<u8>>, Error> {
    let end = from.saturating_add(limit.into());
    let values = [area.into(), whole(from)?.into(), whole(end)?.into()];
    let mut all = snapshot.rows(ACTS, &values, placed)?;
    all.extend(snapshot.rows(HANDOVERS, &values, placed)?);
    all.sort_by_key(|(place, _)| *place);
    let in_turn = (from..).zip(all).map(|(wanted, (place, body))| {
        if place == wanted {
            Ok(body.into_bytes())
        } else {
            Err(missing(wanted))
        }
    });
    in_turn.collect()
}

/// A file that proves that an area's log has an entry, with the entry in it; nothing where none is published there.
pub fn receipt(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    place: u64,
) -> Result<Option<Receipt>, Error> {
    let whole = checkpoint(snapshot, area)?.filter(|(log, _)| place < log.size);
    let Some((log, checkpoint)) = whole else {
        return Ok(None);
    };
    let entry = entries(snapshot, area, place, 1)?
        .pop()
        .ok_or_else(|| missing(place))?;
    let proof = Tree::new(log.size, |tile| hashes(snapshot, area, tile)).prove_entry(place);
    Ok(Some(Receipt {
        entry: Some(entry),
        place,
        proof: proof.map_err(unproven)?,
        checkpoint,
    }))
}

/// The proof that a log of so many entries is the beginning of an area's log as it is now; nothing where that has fewer.
pub fn prefix(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    size: u64,
) -> Result<Option<Vec<Hash>>, Error> {
    let Some(log) = find(snapshot, area)?.filter(|log| size <= log.size) else {
        return Ok(None);
    };
    let proof = Tree::new(log.size, |tile| hashes(snapshot, area, tile)).prove_prefix(size);
    proof.map(Some).map_err(unproven)
}

/// The areas that have acts which are not published yet, or places given that are not.
pub fn behind(snapshot: &mut Snapshot<'_>) -> Result<Vec<String>, Error> {
    snapshot.rows(BEHIND, &[], |row| row.get(0))
}

/// Has no log go on until somebody says so for each: after an older backup was restored, more may have been published
/// than is known here, and going on would tell another story under the same signature.
pub fn pause_all(tx: &mut Transaction<'_>) -> Result<(), Error> {
    tx.execute(PAUSE, &[true.into()]).map(drop)
}

/// Lets the log of an area go on, and says whether there is one.
pub fn go_on(tx: &mut Transaction<'_>, area: &str) -> Result<bool, Error> {
    Ok(tx.execute(GO_ON, &[area.into(), false.into()])? == 1)
}

/// What was published of an area's log, with the edge of its tree.
fn published(snapshot: &mut Snapshot<'_>, area: &str) -> Result<Option<Published>, Error> {
    let Some(log) = find(snapshot, area)? else {
        return Ok(None);
    };
    let key = log
        .key
        .parse()
        .map_err(|error: NotAKey| Error::other(error.to_string()))?;
    let checkpoint = log
        .checkpoint
        .parse()
        .map_err(|error: NotANote| Error::other(error.to_string()))?;
    let edge = Edge::load(log.size, |tile| hashes(snapshot, area, tile))?;
    Ok(Some(Published {
        origin: log.origin,
        key,
        checkpoint,
        edge,
    }))
}

/// Keeps a log that begins.
fn begin(tx: &mut Transaction<'_>, area: &str, log: &Published) -> Result<(), Error> {
    let values = [
        area.into(),
        log.origin.as_str().into(),
        log.key.to_string().into(),
        log.checkpoint.to_string().into(),
        false.into(),
    ];
    tx.execute(BEGIN, &values).map(drop)
}

/// Keeps what comes next in place of a checkpoint, with its tiles. No means that something else was published since.
fn publish(
    tx: &mut Transaction<'_>,
    area: &str,
    before: &Note,
    next: &Next,
) -> Result<bool, Error> {
    let values = [
        area.into(),
        before.to_string().into(),
        next.key.to_string().into(),
        whole(next.size)?.into(),
        next.checkpoint.to_string().into(),
    ];
    if tx.execute(MOVE_ON, &values)? != 1 {
        return Ok(false);
    }
    for (tile, hashes) in &next.tiles {
        let bytes = Tile::write(hashes);
        let values = [
            area.into(),
            i64::from(tile.level()).into(),
            whole(tile.number())?.into(),
            bytes.as_slice().into(),
        ];
        tx.execute(LAY, &values)?;
    }
    Ok(true)
}

/// How many acts of an area have places, and the instant of its first.
fn beginning(snapshot: &mut Snapshot<'_>, area: &str) -> Result<(i64, Option<Timestamp>), Error> {
    let row = snapshot.row(BEGINNING, &[area.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(row.unwrap_or((0, None)))
}

/// Keeps an entry that hands a log over, at a place that nothing has.
fn keep_handover(
    tx: &mut Transaction<'_>,
    area: &str,
    place: i64,
    entry: &str,
) -> Result<(), Error> {
    tx.execute(HAND_OVER, &[area.into(), place.into(), entry.into()])
        .map(drop)
}

/// Whether a hand-over waits from a place on.
fn is_handed_over(snapshot: &mut Snapshot<'_>, area: &str, from: u64) -> Result<bool, Error> {
    let values = [area.into(), whole(from)?.into(), i64::MAX.into()];
    Ok(!snapshot.rows(HANDOVERS, &values, placed)?.is_empty())
}

/// The public key that counts.
fn key_of(log: &Log) -> Result<VerifierKey, Error> {
    log.key
        .parse()
        .map_err(|error: NotAKey| Error::other(error.to_string()))
}

fn hashes(snapshot: &mut Snapshot<'_>, area: &str, of: Tile) -> Result<Vec<Hash>, Error> {
    let bytes = tile(snapshot, area, of)?;
    let hashes = bytes.and_then(|bytes| of.read(&bytes).ok());
    hashes.ok_or_else(|| Error::other(format!("the log's `{of}` is missing or cut")))
}

fn placed(row: &Row<'_>) -> Result<(u64, String), Error> {
    Ok((count(row.get(0)?)?, row.get(1)?))
}

fn count(number: i64) -> Result<u64, Error> {
    u64::try_from(number).map_err(|_| Error::other("a count is below nothing"))
}

fn whole(number: u64) -> Result<i64, Error> {
    i64::try_from(number).map_err(|_| Error::other("a count is beyond what a database holds"))
}

fn missing(place: u64) -> Error {
    Error::other(format!(
        "entry {place} of the log is missing, or there are two"
    ))
}

fn unproven(error: Unproven<Error>) -> Error {
    match error {
        Unproven::Fetch(error) => error,
        other @ (Unproven::Beyond { .. } | Unproven::Tile(_)) => Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
