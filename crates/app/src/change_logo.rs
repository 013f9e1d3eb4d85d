//! An area's logo is chosen, described in other words, or taken away.

use alongside_domain::policy::{Action, Place};
use alongside_domain::{AreaSlug, Instant, Wording};
use alongside_store::files::Digest;
use alongside_store::logos::{self, Logo};
use alongside_store::{Snapshot, Transaction, areas};

use crate::call::Call;
use crate::failure::Failure;
use crate::picture::Picture;
use crate::wrong::Wrong;

/// How long the file of a logo that was replaced is kept, in microseconds: a week, as a backup that is put back may
/// still show it.
const KEPT: i64 = 7 * 24 * 3_600 * 1_000_000;

/// What stands for a logo may be no longer, in characters.
const LONGEST: usize = 120;

/// What was sent in and typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The file that was sent in, where one was.
    pub file: Option<&'a [u8]>,
    /// What somebody is told who cannot see it.
    pub says: &'a str,
}

/// A wish that can be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The picture; nothing where the one that is shown stays.
    pub picture: Option<Picture>,
    /// What somebody is told who cannot see it.
    pub says: Wording,
}

/// Reads what was sent in and typed, or tells all that is wrong with it: `file` and `says`. Nothing is asked of the
/// database, so this is done before anything is kept.
pub fn choose(wish: &Wish<'_>, has_one: bool) -> Result<Chosen, Wrong> {
    let mut wrong = Wrong::default();
    let read = wish.file.map(Picture::read);
    if read.is_none() && !has_one {
        wrong.add("file", "choose the file of the picture");
    }
    let picture = read.and_then(|read| wrong.take("file", read));
    let says = wrong.take("says", Wording::line(wish.says, LONGEST));
    match says {
        Some(says) if wrong.is_empty() => Ok(Chosen { picture, says }),
        _ => Err(wrong),
    }
}

/// An area shows this logo from now on, or none. `seen` is the one that whoever asks saw shown.
pub fn change_logo(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    seen: Option<Digest>,
    logo: Option<&Logo>,
) -> Result<(), Failure> {
    call.may(Action::ChangeArea, &Place::Area(area.clone()))?;
    areas::version(tx, area.as_str())?.ok_or(Failure::NotFound)?;
    let shown = logos::shown(tx, area)?;
    if shown.as_ref().map(|shown| shown.name) != seen {
        return Err(Failure::Stale);
    }
    if shown.as_ref() != logo {
        logos::change(tx, area, logo, call.now)?;
    }
    Ok(())
}

/// The files that no area has shown for a week.
pub fn unused(snapshot: &mut Snapshot<'_>, now: Instant) -> Result<Vec<Digest>, Failure> {
    Ok(logos::unused(snapshot, now.plus_micros(-KEPT))?)
}

/// Forgets a logo whose file was removed.
pub fn forget(tx: &mut Transaction<'_>, name: Digest, now: Instant) -> Result<(), Failure> {
    Ok(logos::forget(tx, name, now.plus_micros(-KEPT))?)
}
