//! What a folder holds beside its record: texts, charters, and the findings that were shown.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;

use alongside_charter::SchoolTerms;
use alongside_domain::act::Opening;
use alongside_tlog::{Bundle, Handover};
use serde::{Deserialize, Serialize};

use super::checks::Checks;
use super::entries::Entries;
use super::judged::{self, Shown};
use super::retold::Retold;
use super::source::Unread;
use crate::failure::Failure;

/// The texts that are shown beside the acts, a line for each act that has any.
pub(super) const TEXTS: &str = "texts.jsonl";
/// The findings as they were shown.
pub(super) const FINDINGS: &str = "findings.json";

/// A line of [`TEXTS`].
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// The place of the act in the record, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<u64>,
    /// The act itself in canonical form, where it has no place yet that was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) act: Option<String>,
    /// Its texts with their salts.
    pub(super) texts: Vec<Opening>,
}

/// Where the file of a charter is, by the digest in the act.
pub(super) fn charter_file(version: &str) -> String {
    let digits = version.strip_prefix("sha256:").unwrap_or(version);
    format!("charters/{digits}.toml")
}

/// Tells a record that holds once more, with what is beside it, and holds the findings against it.
pub(super) fn hold(
    folder: &Path,
    entries: &Entries,
    terms: &[SchoolTerms],
    checks: &mut Checks,
) -> Result<(), Failure> {
    let mut retold = Retold::default();
    let mut lines = Lines::open(folder, checks)?;
    let has_texts = lines.file.is_some();
    let size = entries.size();
    for bundle in Bundle::all_of(size) {
        let file = folder.join(bundle.to_string());
        let bytes = fs::read(&file).map_err(Failure::reading(&file))?;
        let read = bundle.read(&bytes).unwrap_or_default();
        for (place, entry) in (bundle.first()..).zip(read) {
            if !Handover::is_meant(entry) {
                let texts = lines.of(place, checks)?;
                retold.take(format_args!("entry {place}"), entry, texts, checks);
            }
        }
    }
    let mut waiting = 0_u32;
    while let Some(line) = lines.take(checks)? {
        match line.act {
            Some(act) => {
                waiting += 1;
                let name = format_args!("act {waiting} of those that wait to be signed");
                retold.take(name, act.as_bytes(), line.texts, checks);
            }
            None => checks.miss(format!(
                "`{TEXTS}` has texts for entry {}, which is no act of this record",
                line.entry.unwrap_or_default()
            )),
        }
    }
    if waiting > 0 {
        checks.remark(format!(
            "{waiting} acts were shown that were not signed yet when this folder was written. What is said of findings rests on them too"
        ));
    }
    retold.told(has_texts, checks);
    if !has_texts {
        checks.leave(format!(
            "the texts and the findings: there is no `{TEXTS}` in this folder"
        ));
        return Ok(());
    }
    findings(folder, &retold, terms, checks)
}

fn findings(
    folder: &Path,
    retold: &Retold,
    terms: &[SchoolTerms],
    checks: &mut Checks,
) -> Result<(), Failure> {
    let file = |version: &str| {
        let read = fs::read(folder.join(charter_file(version)));
        read.map_err(|why| Unread::Missing(why.to_string()))
    };
    let area = retold.area(file, checks)?;
    let bytes = match fs::read(folder.join(FINDINGS)) {
        Ok(bytes) => bytes,
        Err(why) if why.kind() == ErrorKind::NotFound => {
            checks.leave(format!(
                "the findings: there is no `{FINDINGS}` in this folder"
            ));
            return Ok(());
        }
        Err(why) => return Err(Failure::reading(&folder.join(FINDINGS))(why)),
    };
    let Some(area) = area else {
        checks.leave("the findings: what they are judged by is not there");
        return Ok(());
    };
    match serde_json::from_slice::<Shown>(&bytes) {
        Ok(shown) => judged::hold(&area, terms, &shown, checks),
        Err(why) => checks.miss(format!("`{FINDINGS}` cannot be read: {why}")),
    }
    Ok(())
}

/// The lines of [`TEXTS`], one at a time.
struct Lines {
    file: Option<BufReader<File>>,
    read: u64,
    next: Option<Line>,
}

impl Lines {
    fn open(folder: &Path, checks: &mut Checks) -> Result<Self, Failure> {
        let path = folder.join(TEXTS);
        let file = match File::open(&path) {
            Ok(file) => Some(BufReader::new(file)),
            Err(why) if why.kind() == ErrorKind::NotFound => None,
            Err(why) => return Err(Failure::reading(&path)(why)),
        };
        let mut lines = Self {
            file,
            read: 0,
            next: None,
        };
        lines.go_on(checks)?;
        Ok(lines)
    }

    fn go_on(&mut self, checks: &mut Checks) -> Result<(), Failure> {
        self.next = None;
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let mut text = Vec::new();
        while file.read_until(b'\n', &mut text)? > 0 {
            self.read += 1;
            match serde_json::from_slice(&text) {
                Ok(line) => {
                    self.next = Some(line);
                    break;
                }
                Err(why) => checks.miss(format!(
                    "`{TEXTS}`, line {}, is not what it was written as: {why}",
                    self.read
                )),
            }
            text.clear();
        }
        Ok(())
    }

    fn take(&mut self, checks: &mut Checks) -> Result<Option<Line>, Failure> {
        let line = self.next.take();
        self.go_on(checks)?;
        Ok(line)
    }

    /// The texts of an entry.
    fn of(&mut self, place: u64, checks: &mut Checks) -> Result<Vec<Opening>, Failure> {
        loop {
            let next = self.next.as_ref().and_then(|line| line.entry);
            if next.is_none_or(|entry| entry > place) {
                return Ok(Vec::new());
            }
            let line = self.take(checks)?;
            if next == Some(place) {
                return Ok(line.map(|line| line.texts).unwrap_or_default());
            }
            checks.miss(format!(
                "`{TEXTS}`, before line {}, has texts that belong to no act there",
                self.read
            ));
        }
    }
}
