//! `alongside draw entry`: what one person is given, and nobody else.

use std::path::Path;

use alongside_lottery::frozen::Entry;

use super::folder::Folder;
use super::read;
use crate::failure::Failure;
use crate::{Outcome, output};

/// Writes the entry of the person with an id.
pub(super) fn run(folder: &Path, id: &str, out: Option<&Path>) -> Result<Outcome, Failure> {
    let files = Folder::read(folder)?;
    let Some((pool, tickets)) = read::people_of(&files)? else {
        return Err(Failure::Draw("an entry holds somebody's features: give the whole folder of the draw, with `private` in it.".to_owned()));
    };
    let place = pool
        .people()
        .iter()
        .position(|person| person.id == id.trim());
    let entry = place.and_then(|place| Entry::of(&pool, &tickets, place));
    let entry =
        entry.ok_or_else(|| Failure::Draw(format!("--id: nobody in the pool has the id {id}.")))?;
    output::write(out, |to| Ok(to.write_all(entry.json().as_bytes())?))?;
    if let Some(file) = out {
        output::note(&format!(
            "{} is for {id} and nobody else: it says what the pool says of them. They check it with `alongside draw verify FOLDER --mine {}`.",
            file.display(),
            file.file_name().unwrap_or_default().to_string_lossy()
        ));
    }
    Ok(Outcome::Done)
}
