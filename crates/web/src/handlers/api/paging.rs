//! Long lists, a part at a time. A cursor holds the place of the last thing that was sent, so that nothing is sent
//! twice or left out when something comes in between.

use alongside_pages::links::Query;
use alongside_store::Snapshot;
use axum::http::HeaderValue;
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, Made, Media};
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::{place, question};

/// So many are sent where nobody says.
const USUAL: usize = 100;
/// No more are sent at once.
const MOST: usize = 500;

const A_CURSOR: &str = "This is not a cursor of this list. Leave it out to begin from the first.";
const A_LIMIT: &str = "This is not a number from 1 to 500.";

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// The area's name in addresses.
    pub(crate) area: String,
    /// The area's version: a number that goes up with every change.
    pub(crate) version: i64,
    /// The day as of which findings hold, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<String>,
    /// The very instant as of which they hold, where no past day was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) judged_at: Option<String>,
    /// The things asked for.
    pub(crate) items: Vec<T>,
    /// The cursor with which the list goes on; none at its end. The `Link` header has the whole address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

/// How much of a list is asked for.
pub(crate) struct Wanted {
    pub(crate) limit: usize,
    /// The place of the last thing that was sent; empty at the beginning.
    pub(crate) after: String,
}

pub(crate) fn wanted(asked: &Asked) -> Result<Wanted, Failure> {
    let limit = question::number(asked, "limit")?.unwrap_or(USUAL);
    if limit > MOST {
        return Err(Failure::Question {
            field: "limit",
            says: A_LIMIT,
        });
    }
    let cursor = asked.query.get("cursor").trim();
    let after = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok();
    let after = after.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(Wanted {
        limit,
        after: after.ok_or_else(not_a_cursor)?,
    })
}

pub(crate) const fn not_a_cursor() -> Failure {
    Failure::Question {
        field: "cursor",
        says: A_CURSOR,
    }
}

/// The part that is wanted of things with their places, and the cursor with which the list goes on.
pub(crate) fn part<T>(wanted: &Wanted, mut all: Vec<(String, T)>) -> (Vec<T>, Option<String>) {
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    let begins =
        all.partition_point(|(place, _)| !wanted.after.is_empty() && *place <= wanted.after);
    let ends = begins.saturating_add(wanted.limit);
    let last = all.get(ends.saturating_sub(1)).filter(|_| ends < all.len());
    let next = last.map(|(place, _)| cursor(place));
    let part = all.into_iter().skip(begins).take(wanted.limit);
    (part.map(|(_, thing)| thing).collect(), next)
}

pub(crate) fn cursor(place: &str) -> String {
    BASE64URL_NOPAD.encode(place.as_bytes())
}

/// Answers with a part of a list about the area that the address names.
pub(crate) fn of_area<T: Serialize>(
    asked: &Asked,
    make: impl Fn(&mut Snapshot<'_>, &Known) -> Result<List<T>, Failure>,
) -> Result<Answer, Failure> {
    place::made_of_area(asked, Media::Json, |snapshot, known| {
        let list = make(snapshot, known)?;
        let bytes = serde_json::to_vec(&list)?;
        let link = list.next.as_deref().and_then(|next| link(asked, next));
        Ok(Made::new(Media::Json, bytes.into()).with_link(link))
    })
}

/// Where the list goes on (RFC 8288).
fn link(asked: &Asked, next: &str) -> Option<HeaderValue> {
    let address = &asked.visit.address;
    let (path, question) = address.split_once('?').unwrap_or((address, ""));
    let before = question
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("cursor="));
    let mut query: Vec<String> = before.map(ToOwned::to_owned).collect();
    let next = Query::new().and("cursor", next).to_string();
    query.push(next.trim_start_matches('?').to_owned());
    let base = &asked.service().settings().base;
    let address = base.with(&format!("{path}?{}", query.join("&")));
    HeaderValue::from_str(&format!("<{address}>; rel=\"next\"")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_sent_whole_in_its_parts() {
        let all = || (0..7).map(|n| (format!("{n}"), n)).collect();
        let mut sent = Vec::new();
        let mut after = String::new();
        loop {
            let wanted = Wanted { limit: 3, after };
            let (part, next) = part(&wanted, all());
            sent.extend(part);
            let Some(next) = next else { break };
            let place = BASE64URL_NOPAD.decode(next.as_bytes()).unwrap();
            after = String::from_utf8(place).unwrap();
        }
        assert_eq!(sent, [0, 1, 2, 3, 4, 5, 6]);
    }
}
