//! The sums of the files of an archive.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Component, Path};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::checks::Checks;
use crate::failure::Failure;

/// The sums of all files, as `sha256sum` reads them.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// Holds every file of an archive against its sums.
pub(super) fn hold(folder: &Path, checks: &mut Checks) -> Result<(), Failure> {
    let path = folder.join(SUMS);
    let sums = match fs::read_to_string(&path) {
        Ok(sums) => sums,
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            checks.miss(format!("`{SUMS}` is missing, which tells a damaged page"));
            return Ok(());
        }
        Err(why) => return Err(Failure::reading(&path)(why)),
    };
    let before = checks.missed();
    let mut count = 0_u32;
    for line in sums.lines() {
        count += 1;
        let Some((sum, name)) = line.split_once("  ").filter(|(_, name)| is_inside(name)) else {
            checks.miss(format!("`{SUMS}`, line {count}, is not a sum and a file"));
            continue;
        };
        match sum_of(&folder.join(name)) {
            Ok(found) if found == sum => {}
            Ok(_) => checks.miss(format!("`{name}` was changed after the copy was made")),
            Err(why) => checks.miss(format!("`{name}` cannot be read: {why}")),
        }
    }
    if checks.missed() == before {
        checks.hold(format!(
            "the {count} files of the copy are as `{SUMS}` has them"
        ));
        checks.remark(format!(
            "`{SUMS}` is not signed: it tells damage, and not somebody who writes it anew. What is signed is the record"
        ));
    }
    Ok(())
}

/// Whether a file is below the folder.
fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

fn sum_of(path: &Path) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut file = BufReader::new(File::open(path)?);
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(HEXLOWER.encode(&sum.finalize()));
        }
        sum.update(bytes);
        let read = bytes.len();
        file.consume(read);
    }
}
