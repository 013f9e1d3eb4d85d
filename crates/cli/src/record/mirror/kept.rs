//! The copy of a record as it is in its folder.

use std::fs;
use std::path::{Path, PathBuf};

use alongside_tlog::{Bundle, Replay, Tile, VerifierKey};

use super::super::entries::size_of;
use crate::failure::Failure;
use crate::output;

/// A copy that was held against its own checkpoint.
pub(super) struct Kept {
    pub(super) folder: PathBuf,
    /// What the site signed last, if there is anything yet.
    pub(super) checkpoint: Option<Vec<u8>>,
    /// The entries that are there, told again.
    pub(super) replay: Replay,
}

impl Kept {
    /// Reads what is there. A copy that is not what its checkpoint says is an error: nothing can be held against it.
    pub(super) fn load(folder: &Path, key: &VerifierKey) -> Result<Self, Failure> {
        let damaged = |why: String| Failure::DamagedCopy {
            folder: folder.to_owned(),
            why,
        };
        let file = folder.join("checkpoint");
        let mut kept = Self {
            folder: folder.to_owned(),
            checkpoint: None,
            replay: Replay::new(key.name().to_string(), key.clone()),
        };
        if !file.exists() {
            return Ok(kept);
        }
        let checkpoint = fs::read(&file).map_err(Failure::reading(&file))?;
        let size = size_of(&checkpoint)
            .ok_or_else(|| damaged("`checkpoint` is not a signed checkpoint".to_owned()))?;
        kept.checkpoint = Some(checkpoint);
        kept.replay = kept.told(size, size)?;
        let checkpoint = kept.checkpoint.as_deref().unwrap_or_default();
        if let Err(why) = kept.replay.hold(checkpoint) {
            return Err(damaged(why.to_string()));
        }
        Ok(kept)
    }

    /// How many entries there are.
    pub(super) const fn size(&self) -> u64 {
        self.replay.edge().size()
    }

    /// The first so many entries, told again.
    pub(super) fn until(&self, size: u64) -> Result<Replay, Failure> {
        self.told(size, self.size())
    }

    fn told(&self, until: u64, size: u64) -> Result<Replay, Failure> {
        let damaged = |why: String| Failure::DamagedCopy {
            folder: self.folder.clone(),
            why,
        };
        let (_, first) = self
            .replay
            .keys()
            .first()
            .ok_or_else(|| damaged("it has no key".to_owned()))?;
        let mut replay = Replay::new(first.name().to_string(), first.clone());
        for bundle in Bundle::all_of(size) {
            for entry in self.read(bundle)? {
                if replay.edge().size() < until {
                    let added = replay.add(&entry, |_, _| {});
                    added.map_err(|why| damaged(why.to_string()))?;
                }
            }
        }
        Ok(replay)
    }

    fn read(&self, bundle: Bundle) -> Result<Vec<Vec<u8>>, Failure> {
        let damaged = |why: String| Failure::DamagedCopy {
            folder: self.folder.clone(),
            why,
        };
        let bytes = fs::read(self.folder.join(bundle.to_string()))
            .map_err(|why| damaged(format!("`{bundle}` cannot be read: {why}")))?;
        let entries = bundle
            .read(&bytes)
            .map_err(|why| damaged(format!("`{bundle}`: {why}")))?;
        Ok(entries.into_iter().map(<[u8]>::to_vec).collect())
    }

    /// Those of the entries of a bundle that the copy has.
    pub(super) fn entries_of(&self, bundle: Bundle) -> Result<Vec<Vec<u8>>, Failure> {
        match Bundle::of(bundle.first(), self.size()) {
            Some(ours) => self.read(ours),
            None => Ok(Vec::new()),
        }
    }

    /// A file that is there.
    pub(super) fn file(&self, address: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(address)).ok()
    }

    /// Writes a file beside its place, and puts it there once the disk has it.
    pub(super) fn put(&self, address: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(address);
        output::keep(&path, bytes).map_err(Failure::writing(&path))
    }

    /// Takes away the files that longer ones took the place of. One that stays does no harm.
    pub(super) fn tidy(&self, size: u64) {
        let now: Vec<String> = files_at_the_edge(size).collect();
        for old in files_at_the_edge(self.size()).filter(|old| !now.contains(old)) {
            drop(fs::remove_file(self.folder.join(old)));
        }
    }
}

/// The files that are not full in a record of so many entries.
fn files_at_the_edge(size: u64) -> impl Iterator<Item = String> {
    let last = size.checked_sub(1).and_then(|last| Bundle::of(last, size));
    let partial = last.filter(|bundle| bundle.width() < alongside_tlog::FULL);
    let tiles = Tile::partial_of(size).map(|tile| tile.to_string());
    tiles.chain(partial.map(|bundle| bundle.to_string()))
}
