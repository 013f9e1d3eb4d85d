//! `alongside record export`: what is published of a record, as files at their addresses, and beside it what else is
//! needed to work out again, offline, every finding that was shown.

use std::fs;
use std::io::Write;
use std::path::Path;

use alongside_app::area::Area;
use alongside_charter::When;
use alongside_domain::AreaSlug;
use alongside_domain::act::Opening;
use alongside_store::log::{self, Log};
use alongside_store::{Database, Snapshot, charters, outbox, record};
use alongside_tlog::{Bundle, Tile};
use alongside_web::findings_shown;
use jiff::Timestamp;
use serde_json::json;

use super::beside::{FINDINGS, Line, TEXTS, charter_file};
use crate::config::Config;
use crate::failure::Failure;
use crate::{Outcome, keep, library, now, output};

/// So many acts are read at once.
const AT_ONCE: u32 = 500;

pub(super) fn run(config: &Config, area: &str, folder: &Path) -> Result<Outcome, Failure> {
    let size = write(config, &keep::open(config)?, area, folder, now())?;
    output::say(&format!(
        "The record of {area}, {size} entries, is in {}. Check it with `alongside record verify {}`.",
        folder.display(),
        folder.display()
    ))
}

/// Writes the record as it is at one moment, with all that is shown beside it, and says how many entries it has. The
/// checkpoint comes last, so that a folder that has it is whole.
pub(crate) fn write(
    config: &Config,
    database: &Database,
    area: &str,
    folder: &Path,
    now: Timestamp,
) -> Result<u64, Failure> {
    let missing = || Failure::NoRecord(area.to_owned());
    let slug: AreaSlug = area.parse().map_err(|_| missing())?;
    // All of one moment: a text that is taken back meanwhile is not missed in what was signed before.
    let (log, checkpoint) = database.read(|snapshot| {
        let (log, checkpoint) = log::checkpoint(snapshot, area)?.ok_or_else(missing)?;
        texts(snapshot, area, &log, folder)?;
        findings(config, snapshot, &slug, folder, now)?;
        Ok::<_, Failure>((log, checkpoint))
    })?;
    // What was published is never changed, so each can be read by itself.
    for tile in Tile::all_of(log.size) {
        let bytes = database.read(|snapshot| log::tile(snapshot, area, tile))?;
        put(folder, &tile.to_string(), &bytes.ok_or_else(missing)?)?;
    }
    for bundle in Bundle::all_of(log.size) {
        let bytes = database.read(|snapshot| log::bundle(snapshot, area, bundle))?;
        put(folder, &bundle.to_string(), &bytes.ok_or_else(missing)?)?;
    }
    put(folder, "key", format!("{}\n", log.first_key).as_bytes())?;
    put(folder, "checkpoint", checkpoint.to_string().as_bytes())?;
    Ok(log.size)
}

fn put(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let file = folder.join(path);
    if let Some(above) = file.parent() {
        fs::create_dir_all(above).map_err(Failure::writing(above))?;
    }
    output::write(Some(&file), |out| Ok(out.write_all(bytes)?))
}

/// The texts that are shown, a line for each act that has any, and what is shown and not signed yet.
fn texts(snapshot: &mut Snapshot<'_>, area: &str, log: &Log, folder: &Path) -> Result<(), Failure> {
    output::write(Some(&folder.join(TEXTS)), |out| {
        let mut after = Timestamp::MIN;
        loop {
            let acts = outbox::after(snapshot, area, after, AT_ONCE)?;
            let Some(last) = acts.last() else {
                return Ok(());
            };
            after = last.at;
            let told = record::disclosed_in_turn(snapshot, &acts)?;
            for (act, told) in acts.into_iter().zip(&told) {
                let texts = told.openings().map(|(_, opening)| opening.clone());
                line(out, log.size, act, texts.collect())?;
            }
        }
    })
}

fn line(
    out: &mut dyn Write,
    signed: u64,
    act: outbox::Act,
    texts: Vec<Opening>,
) -> Result<(), Failure> {
    let entry = act.entry.and_then(|entry| u64::try_from(entry).ok());
    let entry = entry.filter(|entry| *entry < signed);
    if entry.is_some() && texts.is_empty() {
        return Ok(());
    }
    let line = Line {
        entry,
        act: entry.is_none().then_some(act.body),
        texts,
    };
    serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

/// The findings as they are shown at this moment, and the charters that they are judged by.
fn findings(
    config: &Config,
    snapshot: &mut Snapshot<'_>,
    slug: &AreaSlug,
    folder: &Path,
    now: Timestamp,
) -> Result<(), Failure> {
    let found = Area::load(snapshot, slug, None)?;
    let area = found.ok_or_else(|| Failure::NoArea(slug.as_str().to_owned()))?;
    for adopted in &area.adopted {
        let version = adopted.version.to_string();
        if let Some(file) = charters::find(snapshot, adopted.version)? {
            put(folder, &charter_file(&version), file.as_bytes())?;
        }
    }
    // As the service does, which takes what was done to be done whatever its clock says.
    let at = now.max(area.last.timestamp());
    let terms = library::school_terms(&config.school_terms)?;
    let audits = area.audits(When::At(at), &area.terms(&terms));
    let mut items = findings_shown(&config.base()?, &area, &audits);
    for item in items.iter_mut().filter_map(|item| item.as_object_mut()) {
        // Where a finding stands follows from nothing that is signed.
        item.remove("page");
    }
    let shown = json!({
        "area": slug.as_str(),
        "judged_at": (!audits.is_empty()).then(|| at.to_string()),
        "items": items,
    });
    output::write(Some(&folder.join(FINDINGS)), |out| {
        serde_json::to_writer_pretty(&mut *out, &shown).map_err(std::io::Error::from)?;
        Ok(writeln!(out)?)
    })
}
