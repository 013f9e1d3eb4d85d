//! What is planned, month by month.

use alongside_charter::{Fact, Kind, When, fact};
use alongside_pages::public::{CalendarPage, CalendarRow, SubjectLink};
use jiff::civil::Date;

use crate::answer::{Answer, Media};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::feeds::standing;
use crate::place;

const A_MONTH: &str = "This is not a month. Write it as 2026-03.";

pub(crate) fn calendar(asked: &Asked) -> Result<Answer, Failure> {
    place::of_area(asked, Media::Html, |_, known| {
        let as_of = place::as_of(asked, known)?;
        let from = month(asked)?.unwrap_or(as_of.day).first_of_month();
        let zone = &known.area.zone;
        let meetings = known.area.subjects();
        let mut meetings: Vec<CalendarRow<'_>> = meetings
            .filter(|subject| subject.kind == Kind::Meeting)
            .filter_map(|subject| {
                Some(CalendarRow {
                    subject: SubjectLink::from(subject),
                    when: subject.fact(fact::STARTS).and_then(Fact::when)?,
                    organiser: &subject.organiser,
                    standing: standing(subject),
                    is_moved: subject.fact(fact::RESCHEDULED).is_some_and(Fact::holds),
                })
            })
            .collect();
        // What has no hour stands before what has one.
        meetings.sort_by_key(|row| match row.when {
            When::Day(day) => (day, None),
            When::At(at) => (row.when.day(zone), Some(at)),
        });
        let here = known.place();
        let page = CalendarPage {
            shell: place::shell(asked, &here)?,
            from,
            meetings: &meetings,
        };
        Ok(page.render()?)
    })
}

/// The first month that is asked for; none where none is.
fn month(asked: &Asked) -> Result<Option<Date>, Failure> {
    let written = asked.query.get("from").trim();
    if written.is_empty() {
        return Ok(None);
    }
    let day = format!("{written}-01");
    let read = day
        .parse::<Date>()
        .ok()
        .filter(|read| read.to_string() == day);
    let says = A_MONTH;
    read.map(Some).ok_or(Failure::Question {
        field: "from",
        says,
    })
}
