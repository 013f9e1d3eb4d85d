//! `alongside record verify`: whether a site, a folder, an archive or a receipt is what was signed.

use std::fs;
use std::path::{Path, PathBuf};

use alongside_charter::SchoolTerms;
use alongside_domain::act::Act;
use alongside_tlog::{Handover, Receipt, VerifierKey};

use super::checks::Checks;
use super::entries::Entries;
use super::site::{self, Site};
use super::source::Source;
use super::witnesses::Witnesses;
use super::{beside, online, sums};
use crate::failure::Failure;
use crate::{Outcome, library, output};

/// How receipts begin.
const RECEIPT: &[u8] = b"c2sp.org/tlog-proof@";
/// The folder of the record in an archive.
const RECORD: &str = "record";

/// What a record is held against besides its own key.
pub(super) struct Given<'a> {
    /// A checkpoint that somebody kept.
    pub(super) since: Option<&'a [u8]>,
    /// School terms besides those that come with the program.
    pub(super) terms: &'a [SchoolTerms],
    /// Who else has to have signed.
    pub(super) witnesses: &'a Witnesses,
}

/// Checks a site, a folder, an archive or a receipt.
pub(super) fn run(
    what: &Path,
    key: Option<&str>,
    since: Option<&Path>,
    school_terms: &[String],
    witnesses: &Witnesses,
) -> Result<Outcome, Failure> {
    let key = key.map(|line| read_key(line, "--key")).transpose()?;
    let since = since.map(|file| fs::read(file).map_err(Failure::reading(file)));
    let since = since.transpose()?;
    let given = Given {
        since: since.as_deref(),
        terms: &library::school_terms(school_terms)?,
        witnesses,
    };
    if let Some(address) = what.to_str().filter(|what| site::is_meant(what)) {
        let site = Site::open(address)?;
        return online::run(&site, key.as_ref(), &given);
    }
    if what.is_dir() {
        return folder(what, key, &given);
    }
    let bytes = fs::read(what).map_err(Failure::reading(what))?;
    if !bytes.starts_with(RECEIPT) {
        return Err(Failure::NotARecord(what.to_owned()));
    }
    let key = key.ok_or(Failure::NoKey)?;
    receipt(&bytes, &key, witnesses)
}

pub(super) fn read_key(line: &str, place: &str) -> Result<VerifierKey, Failure> {
    line.trim_end()
        .parse()
        .map_err(|why| Failure::Key(place.to_owned(), why))
}

fn receipt(bytes: &[u8], key: &VerifierKey, witnesses: &Witnesses) -> Result<Outcome, Failure> {
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
                witnesses.hold(receipt.checkpoint.to_string().as_bytes(), &mut checks);
            }
        },
    }
    checks.told()
}

/// What an entry is, in a few words.
pub(super) fn describe(entry: &[u8]) -> String {
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
pub(super) fn key_beside(source: &Source<'_>) -> Result<VerifierKey, Failure> {
    let line = String::from_utf8_lossy(&source.needed("key")?).into_owned();
    let (place, given) = match source {
        Source::Folder(_) => ("the same folder", "key".to_owned()),
        Source::Site(site) => ("the same site", site.address_of("key")),
    };
    output::note(&format!(
        "The key comes from {place} as the record: {} Compare it with one that you have from elsewhere, or give that one as --key.",
        line.trim_end()
    ));
    read_key(&line, &given)
}

/// A folder that `record export` or `record mirror` wrote, or an archive with one in it.
fn folder(given: &Path, key: Option<VerifierKey>, seen: &Given<'_>) -> Result<Outcome, Failure> {
    let mut checks = Checks::default();
    let is_archive =
        !given.join("checkpoint").exists() && given.join(RECORD).join("checkpoint").exists();
    let folder: PathBuf = if is_archive {
        sums::hold(given, &mut checks)?;
        given.join(RECORD)
    } else {
        given.to_owned()
    };
    let source = Source::Folder(folder.clone());
    let key = key.map_or_else(|| key_beside(&source), Ok)?;
    let before = checks.missed();
    let entries = Entries::read(&source, key, seen, &mut checks)?;
    if checks.missed() == before {
        beside::hold(&folder, &entries, seen.terms, &mut checks)?;
    } else {
        // It would only be told again, act by act.
        checks.leave(
            "the texts and the findings, as the record they would be held against does not hold",
        );
    }
    checks.told()
}
