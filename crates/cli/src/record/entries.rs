//! The entries of a record, read from the first to the last, and held against what was signed.

use alongside_domain::act::{Act, Digest};
use alongside_domain::{AreaSlug, Instant};
use alongside_tlog::{Bundle, Checkpoint, Handover, Hash, Note, Replay, Tile, VerifierKey};

use super::checks::Checks;
use super::source::{Source, Unread};
use super::verify::Given;
use crate::failure::Failure;

/// How many entries a checkpoint says there are, before anybody believes it.
pub(super) fn size_of(checkpoint: &[u8]) -> Option<u64> {
    let note = Note::parse(checkpoint).ok()?;
    let checkpoint: Checkpoint = note.text().parse().ok()?;
    Some(checkpoint.size)
}

/// A record as far as it has been read.
pub(super) struct Entries {
    origin: String,
    replay: Replay,
    /// A checkpoint that somebody kept, and its size, until so many entries were read.
    then: Option<(Vec<u8>, u64)>,
    /// Of each act its place and its digest.
    pub(super) acts: Vec<(u64, Digest)>,
    first: Option<Instant>,
    last: Option<(AreaSlug, Instant)>,
    tiles: u64,
    tiles_differ: bool,
}

impl Entries {
    /// Reads a record from its source, holds it against its checkpoint, and against one that somebody kept.
    pub(super) fn read(
        source: &Source<'_>,
        key: VerifierKey,
        given: &Given<'_>,
        checks: &mut Checks,
    ) -> Result<Self, Failure> {
        let mut read = Self::new(key);
        let checkpoint = source.needed("checkpoint")?;
        let Some(size) = size_of(&checkpoint) else {
            checks.miss("`checkpoint` is not a signed checkpoint");
            return Ok(read);
        };
        match given.since.map(size_of) {
            Some(None) => checks.miss("the file that --since names is not a signed checkpoint"),
            then => read.then = given.since.map(<[u8]>::to_vec).zip(then.flatten()),
        }
        read.all(source, size, checks)?;
        read.edge(source, checks)?;
        match read.replay.hold(&checkpoint) {
            Ok(_) => checks.hold(format!(
                "the {size} entries are those that the record {} signed, in their order",
                read.origin
            )),
            Err(why) => checks.miss(format!("`checkpoint`: {why}")),
        }
        given.witnesses.hold(&checkpoint, checks);
        if let Some((_, then)) = read.then {
            checks.miss(format!(
                "the checkpoint that you kept is over {then} entries, and here are {}: entries are missing",
                read.replay.edge().size()
            ));
        }
        if let (Some(first), Some((_, last))) = (read.first, &read.last) {
            let acts = read.acts.len();
            checks.remark(format!(
                "the record has {acts} acts, from {first} to {last}"
            ));
        }
        Ok(read)
    }

    fn new(key: VerifierKey) -> Self {
        let origin = key.name().to_string();
        Self {
            replay: Replay::new(origin.as_str(), key),
            origin,
            then: None,
            acts: Vec::new(),
            first: None,
            last: None,
            tiles: 0,
            tiles_differ: false,
        }
    }

    /// How many entries were read.
    pub(super) const fn size(&self) -> u64 {
        self.replay.edge().size()
    }

    /// Every entry, as far as there are files.
    fn all(&mut self, source: &Source<'_>, size: u64, checks: &mut Checks) -> Result<(), Failure> {
        self.held_then(checks);
        for bundle in Bundle::all_of(size) {
            let bytes = match source.read(&bundle.to_string()) {
                Ok(bytes) => bytes,
                Err(Unread::Trouble(failure)) => return Err(failure),
                Err(Unread::Missing(why)) => {
                    checks.miss(format!("`{bundle}` cannot be read: {why}"));
                    return Ok(());
                }
            };
            let entries = match bundle.read(&bytes) {
                Ok(entries) => entries,
                Err(why) => {
                    checks.miss(format!("`{bundle}`: {why}"));
                    return Ok(());
                }
            };
            for (place, entry) in (bundle.first()..).zip(entries) {
                self.entry(source, place, entry, checks)?;
            }
        }
        Ok(())
    }

    fn entry(
        &mut self,
        source: &Source<'_>,
        place: u64,
        entry: &[u8],
        checks: &mut Checks,
    ) -> Result<(), Failure> {
        let mut full = Vec::new();
        let added = self
            .replay
            .add(entry, |tile, hashes| full.push((tile, hashes.to_vec())));
        if let Err(why) = added {
            checks.miss(format!(
                "entry {place} does not hand the record over: {why}"
            ));
            return Ok(());
        }
        for (tile, hashes) in full {
            self.tile(source, tile, &hashes, checks)?;
        }
        self.held_then(checks);
        if Handover::is_meant(entry) {
            return Ok(());
        }
        match Act::parse(entry) {
            Ok(act) => self.act(place, Digest::of(entry), act, checks),
            Err(why) => checks.miss(format!("entry {place}: {why}")),
        }
        Ok(())
    }

    fn act(&mut self, place: u64, digest: Digest, act: Act, checks: &mut Checks) {
        if let Some((area, before)) = &self.last {
            if *before >= act.at {
                checks.miss(format!(
                    "entry {place} is dated {}, which is not after the one before it",
                    act.at
                ));
            }
            if *area != act.area {
                checks.miss(format!(
                    "entry {place} is of another area: {}",
                    act.area.as_str()
                ));
            }
        }
        self.first.get_or_insert(act.at);
        self.last = Some((act.area, act.at));
        self.acts.push((place, digest));
    }

    /// Whether what was read so far is what a checkpoint said that somebody kept, if that is as long.
    fn held_then(&mut self, checks: &mut Checks) {
        let size = self.replay.edge().size();
        let Some((checkpoint, _)) = self.then.take_if(|(_, then)| *then == size) else {
            return;
        };
        match self.replay.hold(&checkpoint) {
            Ok(_) => checks.hold(format!("it begins with the {size} entries of the checkpoint that you kept")),
            Err(why) => checks.miss(format!(
                "it does not begin with the {size} entries of the checkpoint that you kept: {why}. The record was rewritten since: keep both, they are the evidence"
            )),
        }
    }

    /// A tile, against what the entries give.
    fn tile(
        &mut self,
        source: &Source<'_>,
        tile: Tile,
        hashes: &[Hash],
        checks: &mut Checks,
    ) -> Result<(), Failure> {
        self.tiles += 1;
        let found = match source.read(&tile.to_string()) {
            Ok(found) => Some(found),
            Err(Unread::Missing(_)) => None,
            Err(Unread::Trouble(failure)) => return Err(failure),
        };
        if found != Some(Tile::write(hashes)) {
            self.tiles_differ = true;
            checks.miss(format!(
                "`{tile}` is missing, or holds other hashes than the entries have"
            ));
        }
        Ok(())
    }

    /// The tiles that are not full.
    fn edge(&mut self, source: &Source<'_>, checks: &mut Checks) -> Result<(), Failure> {
        let edge = self.replay.edge().clone();
        for (tile, hashes) in edge.partial() {
            self.tile(source, tile, hashes, checks)?;
        }
        if !self.tiles_differ {
            checks.hold(match self.tiles {
                1 => "the tile holds the hashes of the entries".to_owned(),
                tiles => format!("the {tiles} tiles hold the hashes of the entries"),
            });
        }
        Ok(())
    }
}
