//! `alongside record verify`: whether a record or a receipt is what was signed.

use std::fs;
use std::path::Path;

use alongside_domain::Instant;
use alongside_domain::act::{Act, Disclosed};
use alongside_domain::replay::State;
use alongside_tlog::{
    Bundle, Checkpoint, Handover, Hash, Note, Receipt, Replay, Tile, VerifierKey,
};

use crate::failure::Failure;
use crate::{Outcome, output};

/// How receipts begin.
const RECEIPT: &[u8] = b"c2sp.org/tlog-proof@";
/// More mistakes of one kind than this are counted and not told one by one.
const MOST_TOLD: usize = 20;

/// What was looked at, each with whether it holds.
#[derive(Default)]
struct Checks {
    says: Vec<String>,
    missed: usize,
}

impl Checks {
    fn hold(&mut self, says: impl Into<String>) {
        self.says.push(format!("holds:         {}", says.into()));
    }

    fn miss(&mut self, says: impl Into<String>) {
        self.missed += 1;
        if self.missed <= MOST_TOLD {
            self.says.push(format!("DOES NOT HOLD: {}", says.into()));
        }
    }

    fn told(mut self) -> Result<Outcome, Failure> {
        let (end, outcome) = if self.missed == 0 {
            ("Everything holds.".to_owned(), Outcome::Done)
        } else {
            let says = format!(
                "Something does not hold ({}). The record was changed after it was signed, or this copy was damaged on its way. Keep this copy, fetch another one, and compare.",
                self.missed
            );
            (says, Outcome::Found)
        };
        self.says.push(end);
        output::say(&self.says.join("\n"))?;
        Ok(outcome)
    }
}

/// Checks a folder or a receipt.
pub(super) fn run(
    what: &Path,
    key: Option<&str>,
    since: Option<&Path>,
) -> Result<Outcome, Failure> {
    let key = key.map(|line| read_key(line, "--key")).transpose()?;
    if what.is_dir() {
        let since = since.map(|file| fs::read(file).map_err(Failure::reading(file)));
        return folder(what, key, since.transpose()?);
    }
    let bytes = fs::read(what).map_err(Failure::reading(what))?;
    if !bytes.starts_with(RECEIPT) {
        return Err(Failure::NotARecord(what.to_owned()));
    }
    let key = key.ok_or(Failure::NoKey)?;
    receipt(&bytes, &key)
}

fn read_key(line: &str, place: &str) -> Result<VerifierKey, Failure> {
    line.trim_end()
        .parse()
        .map_err(|why| Failure::Key(place.to_owned(), why))
}

fn receipt(bytes: &[u8], key: &VerifierKey) -> Result<Outcome, Failure> {
    let mut checks = Checks::default();
    let trusted = std::slice::from_ref(key);
    match Receipt::parse(bytes) {
        Err(why) => checks.miss(format!("this is not a whole receipt: {why}")),
        Ok(receipt) => match receipt.verify(None, key.name().as_str(), trusted) {
            Err(why) => checks.miss(why.to_string()),
            Ok(opened) => {
                let what = receipt.entry.as_deref().map_or_else(String::new, describe);
                checks.hold(format!(
                    "entry {} is in the record {} as it was signed with {} entries: {what}",
                    receipt.place, opened.checkpoint.origin, opened.checkpoint.size
                ));
            }
        },
    }
    checks.told()
}

/// What an entry is, in a few words.
fn describe(entry: &[u8]) -> String {
    match Act::parse(entry) {
        Ok(act) => {
            let json: serde_json::Value = serde_json::from_slice(entry).unwrap_or_default();
            let kind = json
                .get("act")
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned();
            format!("`{kind}` in {} at {}", act.area.as_str(), act.at)
        }
        Err(_) if Handover::is_meant(entry) => "the record changed its key".to_owned(),
        Err(why) => format!("not an act that this program knows ({why})"),
    }
}

/// The key that came with the record, which proves less.
fn key_beside(folder: &Path) -> Result<VerifierKey, Failure> {
    let file = folder.join("key");
    let line = fs::read_to_string(&file).map_err(Failure::reading(&file))?;
    output::note(&format!(
        "The key comes from the same folder as the record: {} Compare it with one that you have from elsewhere, or give that one as --key.",
        line.trim_end()
    ));
    read_key(&line, &file.display().to_string())
}

fn folder(
    folder: &Path,
    key: Option<VerifierKey>,
    since: Option<Vec<u8>>,
) -> Result<Outcome, Failure> {
    let mut checks = Checks::default();
    let key = key.map_or_else(|| key_beside(folder), Ok)?;
    let file = folder.join("checkpoint");
    let checkpoint = fs::read(&file).map_err(Failure::reading(&file))?;
    let Some(size) = size_of(&checkpoint) else {
        checks.miss("`checkpoint` is not a signed checkpoint");
        return checks.told();
    };
    let mut read = Read::new(key);
    match since.as_deref().map(size_of) {
        Some(None) => checks.miss("the file that --since names is not a signed checkpoint"),
        then => read.then = since.zip(then.flatten()),
    }
    read.entries(folder, size, &mut checks);
    read.tiles(folder, &mut checks);
    match read.replay.hold(&checkpoint) {
        Ok(_) => checks.hold(format!(
            "the {size} entries are those that the record {} signed, in their order",
            read.origin
        )),
        Err(why) => checks.miss(format!("`checkpoint`: {why}")),
    }
    if let Some((_, then)) = read.then {
        checks.miss(format!(
            "the checkpoint that you kept is over {then} entries, and here are {}: entries are missing",
            read.replay.edge().size()
        ));
    }
    // What does not hold already would only be told again, act by act.
    if checks.missed == 0 {
        read.acts(&mut checks);
    }
    checks.told()
}

/// How many entries a checkpoint says there are, before anybody believes it.
fn size_of(checkpoint: &[u8]) -> Option<u64> {
    let note = Note::parse(checkpoint).ok()?;
    let checkpoint: Checkpoint = note.text().parse().ok()?;
    Some(checkpoint.size)
}

/// A folder as far as it has been read.
struct Read {
    origin: String,
    replay: Replay,
    /// A checkpoint that somebody kept, and its size, until so many entries were read.
    then: Option<(Vec<u8>, u64)>,
    full: Vec<(Tile, Vec<Hash>)>,
    acts: Vec<Disclosed>,
}

impl Read {
    fn new(key: VerifierKey) -> Self {
        let origin = key.name().to_string();
        Self {
            replay: Replay::new(origin.as_str(), key),
            origin,
            then: None,
            full: Vec::new(),
            acts: Vec::new(),
        }
    }

    /// Every entry, as far as there are files.
    fn entries(&mut self, folder: &Path, size: u64, checks: &mut Checks) {
        self.held_then(checks);
        for bundle in Bundle::all_of(size) {
            let bytes = match fs::read(folder.join(bundle.to_string())) {
                Ok(bytes) => bytes,
                Err(why) => return checks.miss(format!("`{bundle}` cannot be read: {why}")),
            };
            let entries = match bundle.read(&bytes) {
                Ok(entries) => entries,
                Err(why) => return checks.miss(format!("`{bundle}`: {why}")),
            };
            for (place, entry) in (bundle.first()..).zip(entries) {
                self.entry(place, entry, checks);
            }
        }
    }

    fn entry(&mut self, place: u64, entry: &[u8], checks: &mut Checks) {
        let full = &mut self.full;
        let added = self
            .replay
            .add(entry, |tile, hashes| full.push((tile, hashes.to_vec())));
        if let Err(why) = added {
            return checks.miss(format!(
                "entry {place} does not hand the record over: {why}"
            ));
        }
        self.held_then(checks);
        if Handover::is_meant(entry) {
            return;
        }
        match Disclosed::parse(entry, []) {
            Ok(act) => {
                let before = self.acts.last().map(Disclosed::act);
                if before.is_some_and(|before| before.at >= act.act().at) {
                    checks.miss(format!(
                        "entry {place} is dated {}, which is not after the one before it",
                        act.act().at
                    ));
                }
                if before.is_some_and(|before| before.area != act.act().area) {
                    checks.miss(format!(
                        "entry {place} is of another area: {}",
                        act.act().area.as_str()
                    ));
                }
                self.acts.push(act);
            }
            Err(why) => checks.miss(format!("entry {place}: {why}")),
        }
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

    /// Every tile, against what the entries give.
    fn tiles(&self, folder: &Path, checks: &mut Checks) {
        let edge = self.replay.edge().partial();
        let full = self
            .full
            .iter()
            .map(|(tile, hashes)| (*tile, hashes.as_slice()));
        let mut differ = 0;
        let mut count = 0;
        for (tile, hashes) in full.chain(edge) {
            count += 1;
            if fs::read(folder.join(tile.to_string())).ok() != Some(Tile::write(hashes)) {
                differ += 1;
                checks.miss(format!(
                    "`{tile}` is missing, or holds other hashes than the entries have"
                ));
            }
        }
        if differ == 0 {
            checks.hold(format!("the {count} tiles hold the hashes of the entries"));
        }
    }

    /// Whether each act fits what the acts before it say.
    fn acts(&self, checks: &mut Checks) {
        let (Some(first), Some(last)) = (self.acts.first(), self.acts.last()) else {
            return;
        };
        let end = Instant::from_micros(last.act().at.micros()).unwrap_or(Instant::EPOCH);
        let (_, passed_over) = State::replay(&self.acts, end);
        for (place, why) in &passed_over {
            checks.miss(format!(
                "act {place}, counted from 0, does not fit what came before it: {why}"
            ));
        }
        if passed_over.is_empty() {
            checks.hold(format!(
                "the {} acts, from {} to {}, are dated one after the other and each fits what was known before it",
                self.acts.len(),
                first.act().at,
                last.act().at
            ));
        }
    }
}
