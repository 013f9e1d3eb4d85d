//! The signed record of an area as files, at the addresses of C2SP tlog-tiles: what anybody needs to check it.
//!
//! Nothing here is held in memory: a log goes on without its area changing.

use std::sync::Arc;

use alongside_domain::AreaSlug;
use alongside_store::log::{self, Log};
use axum::http::{HeaderValue, header};

use crate::answer::{Answer, Made, Media};
use crate::asked::Asked;
use crate::failure::Failure;

/// The one file that changes: who keeps it asks each time. Witnesses may have signed it too.
pub(crate) fn checkpoint(asked: &Asked) -> Result<Answer, Failure> {
    let area = area(asked)?;
    let found = asked.read::<_, Failure>(|snapshot| {
        log::checkpoint(snapshot, area.as_str())?.ok_or(Failure::NotFound)
    })?;
    Ok(Answer::public(text(found.1.to_string())))
}

pub(crate) fn key(asked: &Asked) -> Result<Answer, Failure> {
    let log = found(asked)?;
    Ok(Answer::public(text(format!("{}\n", log.first_key))))
}

/// Hashes or entries. What such an address holds never changes.
pub(crate) fn tile(asked: &Asked) -> Result<Answer, Failure> {
    let (area, tile) = (area(asked)?, asked.step("tile"));
    let media = if tile.starts_with("entries/") {
        Media::Entries
    } else {
        Media::Other
    };
    let address = format!("tile/{tile}");
    let found = asked.read::<_, Failure>(|snapshot| {
        let found = log::at(snapshot, area.as_str(), &address)?;
        found.ok_or(Failure::NotFound)
    })?;
    Ok(Answer::forever(Arc::new(Made::new(media, found.into()))))
}

/// A file to keep, which proves by itself that an entry was published. A later one proves the same under a later
/// checkpoint, so it is made anew each time.
pub(crate) fn receipt(asked: &Asked) -> Result<Answer, Failure> {
    let area = area(asked)?;
    let written = asked.step("entry");
    let place: u64 = written.parse().map_err(|_| Failure::NotFound)?;
    if place.to_string() != written {
        return Err(Failure::NotFound);
    }
    let receipt = asked.read::<_, Failure>(|snapshot| {
        let receipt = log::receipt(snapshot, area.as_str(), place)?;
        receipt.ok_or(Failure::NotFound)
    })?;
    let name = format!(
        "attachment; filename=\"{}-{place}.tlog-proof\"",
        area.as_str()
    );
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    Ok(Answer::public(text(receipt.to_string())).and(header::CONTENT_DISPOSITION, name))
}

fn area(asked: &Asked) -> Result<AreaSlug, Failure> {
    asked.step("area").parse().map_err(|_| Failure::NotFound)
}

fn found(asked: &Asked) -> Result<Log, Failure> {
    let area = area(asked)?;
    asked.read(|snapshot| log::find(snapshot, area.as_str())?.ok_or(Failure::NotFound))
}

fn text(says: String) -> Arc<Made> {
    Arc::new(Made::new(Media::Text, says.into()))
}
