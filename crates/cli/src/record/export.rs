//! `alongside record export`: what is published of a record, as files at their addresses.

use std::fs;
use std::path::Path;

use alongside_store::{Database, log};
use alongside_tlog::{Bundle, Tile};

use crate::config::Config;
use crate::failure::Failure;
use crate::{Outcome, keep, output};

pub(super) fn run(config: &Config, area: &str, folder: &Path) -> Result<Outcome, Failure> {
    let size = write(&keep::open(config)?, area, folder)?;
    output::say(&format!(
        "The record of {area}, {size} entries, is in {}. Check it with `alongside record verify {}`.",
        folder.display(),
        folder.display()
    ))
}

/// Writes the record as it is at one moment, and says how many entries it has. The checkpoint comes last, so that a
/// folder that has it is whole.
pub(crate) fn write(database: &Database, area: &str, folder: &Path) -> Result<u64, Failure> {
    let found = database.read(|snapshot| log::find(snapshot, area))?;
    let log = found.ok_or_else(|| Failure::NoRecord(area.to_owned()))?;
    let keep = |path: &str, bytes: &[u8]| -> Result<(), Failure> {
        let file = folder.join(path);
        if let Some(above) = file.parent() {
            fs::create_dir_all(above).map_err(Failure::writing(above))?;
        }
        output::write(Some(&file), |out| Ok(out.write_all(bytes)?))
    };
    // What was published is never changed, so each can be read by itself.
    for tile in Tile::all_of(log.size) {
        let bytes = database.read(|snapshot| log::tile(snapshot, area, tile))?;
        keep(
            &tile.to_string(),
            &bytes.ok_or_else(|| Failure::NoRecord(area.to_owned()))?,
        )?;
    }
    for bundle in Bundle::all_of(log.size) {
        let bytes = database.read(|snapshot| log::bundle(snapshot, area, bundle))?;
        keep(
            &bundle.to_string(),
            &bytes.ok_or_else(|| Failure::NoRecord(area.to_owned()))?,
        )?;
    }
    keep("key", format!("{}\n", log.first_key).as_bytes())?;
    keep("checkpoint", log.checkpoint.as_bytes())?;
    Ok(log.size)
}
