//! It is noted by which ways people were told of a meeting, and on which day.

use alongside_charter::{Fact, fact};
use alongside_domain::act::{Deed, Key, SubjectId, Value};
use alongside_domain::meeting::Channel;
use alongside_domain::{AreaSlug, Instant};
use alongside_sheet::read_when;
use alongside_store::Transaction;
use alongside_store::record::Of;
use jiff::civil::Date;

use crate::area::Area;
use crate::call::Call;
use crate::failure::Failure;
use crate::move_meeting::organiser;
use crate::plan_meeting::{area as load, may};
use crate::record::Record;
use crate::wrong::Wrong;

/// What was chosen and typed.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The ways that were used.
    pub channels: &'a [Channel],
    /// On which day.
    pub day: &'a str,
}

/// Notes in the record that people were told of a meeting, of all its times that are not called off: a message tells
/// of all. What is noted already stays as it is.
pub fn tell_people(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    let area = load(tx, slug)?;
    let times = times(&area, subject);
    let mut record = Record::load(tx, call, slug, Of::Subjects(&times))?;
    let by = organiser(&record, subject)?;
    may(call, &area, by)?;
    let mut wrong = Wrong::default();
    if wish.channels.is_empty() {
        wrong.add("channels", "tick each way that you used");
    }
    let day = wrong.take("day", day(&area, subject, wish.day, call.now));
    wrong.refuse()?;
    let value = day.and_then(|day| Value::try_from(Fact::Day(day)).ok());
    let value = value.ok_or(Failure::NotFound)?;
    for time in times {
        for channel in wish.channels {
            let known = record.state().known_subjects().get(&time);
            if known.is_some_and(|known| known.value(channel.fact()).is_some()) {
                continue;
            }
            let fact = Key::try_from(channel.fact().to_owned())
                .map_err(|why| Failure::wrong("channels", why))?;
            let told = Deed::FactRecorded {
                subject: time,
                fact,
                value,
            };
            record.act(by, told)?;
        }
    }
    Ok(())
}

/// The times of a meeting that are not called off, this one among them.
fn times(area: &Area, subject: SubjectId) -> Vec<SubjectId> {
    let others = area.beside(subject).into_iter();
    let mut times: Vec<SubjectId> = others
        .chain(area.subject(subject))
        .filter(|of| of.fact(fact::CANCELLED).is_none())
        .filter_map(|of| of.id.parse().ok())
        .collect();
    times.sort_unstable();
    times
}

/// A day as it was typed: not before it was announced, and not to come.
fn day(area: &Area, subject: SubjectId, written: &str, now: Instant) -> Result<Date, String> {
    if written.trim().is_empty() {
        return Err("write the day on which people were told, such as 14 June 2027".to_owned());
    }
    let zone = &area.zone;
    let when = read_when(written.trim(), zone)?;
    let (day, today) = (when.day(zone), zone.to_datetime(now.timestamp()).date());
    if day > today {
        return Err("this day has not come yet; note it once people were told".to_owned());
    }
    let announced = area
        .subject(subject)
        .and_then(|of| of.fact(fact::ANNOUNCED));
    match announced.and_then(Fact::when).map(|when| when.day(zone)) {
        Some(announced) if day < announced => Err(format!(
            "the meeting was announced on {}; write that day or a later one",
            announced.strftime("%-d %B %Y")
        )),
        Some(_) => Ok(day),
        None => Err("this meeting is not announced".to_owned()),
    }
}
