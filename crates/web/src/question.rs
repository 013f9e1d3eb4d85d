//! What stands behind the question mark of an address, read strictly: whoever wrote a day that is none is told so,
//! rather than shown something else than they asked for.

use alongside_pages::Outcome;
use alongside_pages::public::{Filter, Part};
use jiff::civil::Date;

use crate::asked::Asked;
use crate::failure::Failure;

const A_DAY: &str = "This is not a day. Write it as 2026-03-02.";
const A_NUMBER: &str = "This is not a number from 1 up.";
const A_RESULT: &str = "This is not a result. Write one of kept, missed, excused, no-evidence, due, claimed-kept and claimed-missed.";

/// A day; none where none is asked for.
pub(crate) fn day(asked: &Asked, field: &'static str) -> Result<Option<Date>, Failure> {
    let written = asked.query.get(field).trim();
    if written.is_empty() {
        return Ok(None);
    }
    let day = written.parse::<Date>().ok();
    let day = day.filter(|day| day.to_string() == written);
    day.map(Some)
        .ok_or(Failure::Question { field, says: A_DAY })
}

/// A number from 1 up; none where none is asked for.
pub(crate) fn number(asked: &Asked, field: &'static str) -> Result<Option<usize>, Failure> {
    let written = asked.query.get(field).trim();
    if written.is_empty() {
        return Ok(None);
    }
    let says = A_NUMBER;
    let number = written.parse().ok().filter(|number| *number > 0);
    number.map(Some).ok_or(Failure::Question { field, says })
}

/// Which findings are asked for.
pub(crate) fn filter(asked: &Asked) -> Result<Filter<'_>, Failure> {
    let result = asked.query.get("result").trim();
    let says = A_RESULT;
    let outcome = match result {
        "" => None,
        name => Some(Outcome::from_name(name).ok_or(Failure::Question {
            field: "result",
            says,
        })?),
    };
    Ok(Filter {
        standard: asked.query.get("standard").trim(),
        outcome,
        organiser: asked.query.get("organiser").trim(),
        from: day(asked, "from")?,
        to: day(asked, "to")?,
    })
}

/// The part of a list that is asked for; the last where there are not so many.
pub(crate) fn part(asked: &Asked, size: usize, total: usize) -> Result<Part, Failure> {
    let part = Part {
        number: number(asked, "page")?.unwrap_or(1),
        size,
        total,
    };
    Ok(Part {
        number: part.number.min(part.of()),
        ..part
    })
}
