//! A sheet is sent in to be looked at, and then loaded. What it holds is kept only for as long as that takes: somebody
//! may have sent in more than they meant to.

use alongside_domain::{AreaSlug, Controller, Instant};
use alongside_store::files::Digest;
use alongside_store::{Snapshot, Transaction, sheets};

use crate::call::Call;
use crate::failure::Failure;
use crate::import::{Loading, Wish, import, may_import};

/// How long a sheet can be looked at, in microseconds: a day.
pub const LIFE: i64 = 24 * 3_600 * 1_000_000;

/// Notes that a sheet comes in for an organisation, before the file of this name is kept.
pub fn expect(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    by: &Controller,
    name: Digest,
) -> Result<(), Failure> {
    may_import(call, by)?;
    Ok(sheets::expect(tx, name, &by.area, call.now)?)
}

/// Whether a sheet that was sent in for an area was loaded; nothing where none of this name was sent in, or it was
/// forgotten.
pub fn is_loaded(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    name: Digest,
) -> Result<Option<bool>, Failure> {
    let sheet = sheets::find(snapshot, name, area)?;
    Ok(sheet.map(|sheet| sheet.loaded.is_some()))
}

/// Loads a sheet that was sent in. Where that changed something its file is to be removed; if it cannot be now, it goes
/// with those that are too old.
pub fn load(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    by: &Controller,
    wish: &Wish<'_>,
    name: Digest,
) -> Result<Loading, Failure> {
    let loading = import(tx, call, by, wish)?;
    if loading.new + loading.changed > 0 {
        sheets::loaded(tx, name, call.now)?;
    }
    Ok(loading)
}

/// The sheets whose files are to be removed, with when each was sent in.
pub fn too_old(
    snapshot: &mut Snapshot<'_>,
    now: Instant,
) -> Result<Vec<(Digest, Instant)>, Failure> {
    Ok(sheets::before(snapshot, now.plus_micros(-LIFE))?)
}

/// Forgets a sheet whose file was removed.
pub fn forget(tx: &mut Transaction<'_>, name: Digest, sent: Instant) -> Result<(), Failure> {
    sheets::forget(tx, name, sent)?;
    Ok(())
}
