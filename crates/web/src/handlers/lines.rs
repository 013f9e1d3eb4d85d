//! The entries of a record with their texts, one JSON object on each line, for whoever keeps or reads all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use alongside_domain::AreaSlug;
use alongside_domain::act::Opening;
use alongside_pages::links;
use alongside_store::{Snapshot, log, outbox, record};
use axum::http::HeaderValue;
use serde::Serialize;

use crate::answer::{Answer, Made, Media};
use crate::asked::Asked;
use crate::failure::Failure;

/// No more are sent at once, of at most 64 kilobytes each.
const AT_ONCE: u32 = 500;

const A_PLACE: &str =
    "This is not a place in the record. Write a number, such as 500, or leave it out to begin.";

/// An entry with its texts.
#[derive(Serialize)]
struct Line<'a> {
    /// Its place, counted from 0.
    index: u64,
    /// To the byte.
    entry: &'a str,
    /// The texts that open its commitments, but for those that were taken back.
    openings: Vec<Opened<'a>>,
}

#[derive(Serialize)]
struct Opened<'a> {
    commitment: &'a str,
    opening: &'a Opening,
}

/// The entries from a place on, up to a number of them; the `Link` header says where the next are. They are read anew
/// each time: entries never change, and a text may be taken back.
pub(crate) fn lines(asked: &Asked) -> Result<Answer, Failure> {
    let area: AreaSlug = asked.step("area").parse().map_err(|_| Failure::NotFound)?;
    let from = from(asked)?;
    let (lines, next) = asked.read::<_, Failure>(|snapshot| {
        let log = log::find(snapshot, area.as_str())?.ok_or(Failure::NotFound)?;
        let end = log.size.min(from.saturating_add(AT_ONCE.into()));
        let lines = written(snapshot, area.as_str(), from..end)?;
        Ok((lines, (end < log.size).then_some(end)))
    })?;
    let next = next.and_then(|next| {
        let origin = asked.service().settings().base.origin();
        let address = links::record_lines(area.as_str(), next);
        HeaderValue::from_str(&format!("<{origin}{address}>; rel=\"next\"")).ok()
    });
    let made = Made::new(Media::JsonLines, lines.into()).with_link(next);
    Ok(Answer::public(Arc::new(made)))
}

fn from(asked: &Asked) -> Result<u64, Failure> {
    let place = match asked.query.get("from").trim() {
        "" => Some(0),
        written => written.parse().ok(),
    };
    place
        .filter(|place| i64::try_from(*place).is_ok())
        .ok_or(Failure::Question {
            field: "from",
            says: A_PLACE,
        })
}

fn written(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    places: std::ops::Range<u64>,
) -> Result<String, Failure> {
    let how_many = u32::try_from(places.end.saturating_sub(places.start)).unwrap_or(0);
    let entries = log::entries(snapshot, area, places.start, how_many)?;
    let openings = openings(snapshot, area, &places, how_many)?;
    let mut lines = String::new();
    for (index, entry) in places.zip(&entries) {
        let opened = openings.get(&index).map(Vec::as_slice).unwrap_or_default();
        let line = Line {
            index,
            entry: std::str::from_utf8(entry).map_err(|_| not_text(index))?,
            openings: opened
                .iter()
                .map(|(commitment, opening)| Opened {
                    commitment,
                    opening,
                })
                .collect(),
        };
        lines.push_str(&serde_json::to_string(&line).map_err(|_| not_text(index))?);
        lines.push('\n');
    }
    Ok(lines)
}

/// The texts of the acts among these entries, by their places.
fn openings(
    snapshot: &mut Snapshot<'_>,
    area: &str,
    places: &std::ops::Range<u64>,
    how_many: u32,
) -> Result<BTreeMap<u64, Vec<(String, Opening)>>, Failure> {
    let first = i64::try_from(places.start).unwrap_or(i64::MAX);
    let mut acts = outbox::entered(snapshot, area, first, how_many)?;
    let place = |act: &outbox::Act| act.entry.and_then(|entry| u64::try_from(entry).ok());
    acts.retain(|act| place(act).is_some_and(|place| places.contains(&place)));
    let told = record::disclosed_in_turn(snapshot, &acts)?;
    let each = acts.iter().zip(&told).filter_map(|(act, told)| {
        let opened = told.openings();
        let opened = opened.map(|(commitment, opening)| (commitment.to_string(), opening.clone()));
        Some((place(act)?, opened.collect()))
    });
    Ok(each.collect())
}

fn not_text(place: u64) -> Failure {
    Failure::Unavailable(format!("entry {place} of the record is not text").into())
}
