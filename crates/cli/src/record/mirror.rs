//! `alongside record mirror URL FOLDER`: a copy of a record that goes on with it, and that no rewriting gets into.
//!
//! What is new is written beside what is there, at addresses that never change, and the checkpoint comes last: so a copy
//! that breaks off at any moment is the copy of before, and goes on from there.

mod evidence;
mod kept;

use std::fs::{self, File, TryLockError};
use std::path::Path;

use alongside_tlog::{Bundle, Checkpoint, Hash, Replay, Tile, VerifierKey};

use self::evidence::Refusal;
use self::kept::Kept;
use super::entries::size_of;
use super::site::Site;
use super::source::{Source, Unread};
use super::verify::{key_beside, read_key};
use crate::failure::Failure;
use crate::{Outcome, output};

/// Held while a copy goes on, so that two programs do not write into one folder.
const LOCK: &str = ".lock";

/// Brings the copy up to date, or refuses what does not go on from it and keeps the evidence.
pub(super) fn run(address: &str, folder: &Path, key: Option<&str>) -> Result<Outcome, Failure> {
    let site = Site::open(address)?;
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    let path = folder.join(LOCK);
    let lock = File::create(&path).map_err(Failure::writing(&path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Failure::MirrorRuns(folder.to_owned())),
        Err(TryLockError::Error(why)) => return Err(Failure::writing(&path)(why)),
    }
    let key = key_of(&site, folder, key)?;
    let kept = Kept::load(folder, &key)?;
    let theirs = Source::Site(&site).needed("checkpoint")?;
    let mirror = Mirror {
        site: &site,
        kept: &kept,
        key: &key,
        theirs: &theirs,
    };
    match mirror.go_on()? {
        Ok(size) if size == kept.size() && kept.checkpoint.is_some() => output::say(&format!(
            "Nothing is new: the record has the {size} entries that are in {}.",
            folder.display()
        )),
        Ok(size) => output::say(&format!(
            "The record is in {} with {size} entries, {} of them new. It begins with all that was there before.",
            folder.display(),
            size - kept.size()
        )),
        Err(refusal) => refusal.told(&kept, &theirs),
    }
}

/// The key that the copy began with, or else the one given, or else the one that the site gives out.
fn key_of(site: &Site, folder: &Path, given: Option<&str>) -> Result<VerifierKey, Failure> {
    let given = given.map(|line| read_key(line, "--key")).transpose()?;
    let file = folder.join("key");
    if file.exists() {
        let line = fs::read_to_string(&file).map_err(Failure::reading(&file))?;
        let key = read_key(&line, &file.display().to_string())?;
        if given.is_some_and(|given| given != key) {
            return Err(Failure::OtherKey(folder.to_owned()));
        }
        return Ok(key);
    }
    given.map_or_else(|| key_beside(&Source::Site(site)), Ok)
}

/// A copy, and what the site says of the record now.
struct Mirror<'m> {
    site: &'m Site,
    kept: &'m Kept,
    key: &'m VerifierKey,
    theirs: &'m [u8],
}

impl Mirror<'_> {
    /// How many entries the copy has now, or why it was left as it is.
    fn go_on(&self) -> Result<Result<u64, Refusal>, Failure> {
        let Some(size) = size_of(self.theirs) else {
            return Ok(Err(Refusal::NoCheckpoint));
        };
        let before = self.kept.size();
        if size < before {
            return self.shorter(size).map(Err);
        }
        // What a copy that broke off has left is taken first, and fetched again where it does not fit.
        for takes_left in [true, false] {
            let mut replay = self.kept.replay.clone();
            let same_so_far = self.add(&mut replay, size, takes_left)?;
            match replay.hold(self.theirs) {
                Ok(_) if same_so_far => {
                    self.keep(&replay)?;
                    return Ok(Ok(size));
                }
                _ if takes_left && size > before => {}
                _ => return self.why_not(size).map(Err),
            }
        }
        self.why_not(size).map(Err)
    }

    /// Adds what is new and writes it. Whether the entries around the old edge are still those that were kept.
    fn add(&self, replay: &mut Replay, size: u64, takes_left: bool) -> Result<bool, Failure> {
        let before = self.kept.size();
        let edge = before / u64::from(alongside_tlog::FULL);
        for bundle in Bundle::all_of(size).filter(|bundle| bundle.number() >= edge) {
            if bundle.first() + u64::from(bundle.width()) <= before {
                continue;
            }
            let address = bundle.to_string();
            let left = takes_left.then(|| self.kept.file(&address)).flatten();
            let Some(bytes) = left.map_or_else(|| self.fetch(&address), |left| Ok(Some(left)))?
            else {
                return Ok(false);
            };
            let Ok(entries) = bundle.read(&bytes) else {
                return Ok(false);
            };
            let old = self.kept.entries_of(bundle)?;
            if !entries
                .iter()
                .zip(&old)
                .all(|(new, old)| *new == old.as_slice())
            {
                return Ok(false);
            }
            let mut full: Vec<(Tile, Vec<Hash>)> = Vec::new();
            for entry in entries.iter().skip(old.len()) {
                if replay
                    .add(entry, |tile, hashes| full.push((tile, hashes.to_vec())))
                    .is_err()
                {
                    return Ok(false);
                }
            }
            self.kept.put(&address, &bytes)?;
            for (tile, hashes) in full {
                self.kept.put(&tile.to_string(), &Tile::write(&hashes))?;
            }
        }
        Ok(true)
    }

    /// Writes what makes the new files count, the checkpoint last, and takes away what they took the place of.
    fn keep(&self, replay: &Replay) -> Result<(), Failure> {
        if self.kept.checkpoint.is_some() && replay.edge().size() == self.kept.size() {
            return Ok(());
        }
        for (tile, hashes) in replay.edge().partial() {
            self.kept.put(&tile.to_string(), &Tile::write(hashes))?;
        }
        self.kept.put("key", format!("{}\n", self.key).as_bytes())?;
        self.kept.put("checkpoint", self.theirs)?;
        self.kept.tidy(replay.edge().size());
        Ok(())
    }

    /// What the site gives out at an address; nothing where it gives out nothing.
    fn fetch(&self, address: &str) -> Result<Option<Vec<u8>>, Failure> {
        match self.site.record(address) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(Unread::Missing(_)) => Ok(None),
            Err(Unread::Trouble(failure)) => Err(failure),
        }
    }

    /// The site has a shorter record than the copy: an older one, or another one.
    fn shorter(&self, size: u64) -> Result<Refusal, Failure> {
        let replay = self.kept.until(size)?;
        let keys = replay
            .keys()
            .last()
            .map(|(_, key)| std::slice::from_ref(key));
        match Checkpoint::open(
            self.theirs,
            self.key.name().as_str(),
            keys.unwrap_or_default(),
        ) {
            Err(why) => Ok(Refusal::Unsigned(why.to_string())),
            Ok(_) if replay.hold(self.theirs).is_ok() => Ok(Refusal::Shorter { size }),
            Ok(_) => self.other(size),
        }
    }

    /// Why a record that is as long as the copy or longer does not go on from it.
    fn why_not(&self, size: u64) -> Result<Refusal, Failure> {
        if self.kept.checkpoint.is_none() {
            let why = "what it gives out is not what it signed".to_owned();
            return Ok(Refusal::NotItself(why));
        }
        self.other(size)
    }

    /// Reads the whole record that the site gives out now, to say where it parts from the copy, and whether the site
    /// signed that.
    fn other(&self, size: u64) -> Result<Refusal, Failure> {
        let origin = self.key.name().to_string();
        let mut replay = Replay::new(origin, self.key.clone());
        let mut parts = None;
        for bundle in Bundle::all_of(size) {
            let Some(bytes) = self.fetch(&bundle.to_string())? else {
                return Ok(Refusal::NotItself(format!(
                    "it does not give out `{bundle}`"
                )));
            };
            let entries = match bundle.read(&bytes) {
                Ok(entries) => entries,
                Err(why) => return Ok(Refusal::NotItself(format!("`{bundle}`: {why}"))),
            };
            let ours = self.kept.entries_of(bundle)?;
            let differs = entries
                .iter()
                .zip(&ours)
                .position(|(new, old)| *new != old.as_slice());
            if let (None, Some(within)) = (&parts, differs) {
                let place = bundle.first() + within as u64;
                let entry = |entry: Option<&[u8]>| entry.unwrap_or_default().to_vec();
                parts = Some(evidence::Parting {
                    place,
                    ours: entry(ours.get(within).map(Vec::as_slice)),
                    theirs: entry(entries.get(within).copied()),
                });
            }
            for (place, entry) in (bundle.first()..).zip(entries) {
                if let Err(why) = replay.add(entry, |_, _| {}) {
                    return Ok(Refusal::NotItself(format!("entry {place}: {why}")));
                }
            }
        }
        Ok(match replay.hold(self.theirs) {
            Ok(_) => Refusal::Rewritten { size, parts },
            Err(why) => Refusal::NotItself(why.to_string()),
        })
    }
}
