//! Something that a charter asks for is noted as done, with the day on which it was.

use alongside_charter::{Fact, Finding, SchoolTerms, Subject, When};
use alongside_domain::AreaSlug;
use alongside_domain::act::{Deed, Key, SubjectId, Value};
use alongside_sheet::read_when;
use alongside_store::Transaction;
use alongside_store::record::Of;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::call::Call;
use crate::due::due;
use crate::failure::Failure;
use crate::move_meeting::organiser;
use crate::plan_meeting::{area as load, may};
use crate::record::Record;
use crate::wrong::Wrong;

/// What was done, and what was typed of it.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// For which subject.
    pub subject: SubjectId,
    /// The fact that was made, such as that papers were shared.
    pub fact: &'a str,
    /// On which day.
    pub day: &'a str,
}

/// Notes in the record that something was done that a charter asks for next. School terms are those by which the area
/// is judged.
pub fn note_done(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    terms: &[SchoolTerms],
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    let area = load(tx, slug)?;
    let mut record = Record::load(tx, call, slug, Of::Subjects(&[wish.subject]))?;
    let by = organiser(&record, wish.subject)?;
    may(call, &area, by)?;
    let subject = area.subject(wish.subject).ok_or(Failure::NotFound)?;
    let (zone, now) = (&area.zone, call.now.timestamp());
    let today = zone.to_datetime(now).date();
    let audits = area.audits(When::At(now), terms);
    let findings = area.findings_of(&audits, subject);
    let asked = due(&findings, today, zone, |_| true);
    let asked = asked.iter().find(|of| of.fact() == Some(wish.fact));
    // Somebody else noted it, or nobody asks for it any more.
    let asked = asked.ok_or(Failure::Stale)?;
    let mut wrong = Wrong::default();
    let day = wrong.take("day", day(wish.day, today, asked.finding, subject, zone));
    wrong.refuse()?;
    let value = day.and_then(|day| Value::try_from(Fact::Day(day)).ok());
    let value = value.ok_or(Failure::NotFound)?;
    let fact = Key::try_from(wish.fact.to_owned()).map_err(|why| Failure::wrong("day", why))?;
    let noted = Deed::FactRecorded {
        subject: wish.subject,
        fact,
        value,
    };
    record.act(by, noted)?;
    Ok(())
}

/// A day as it was typed: not to come, and not before what it follows.
fn day(
    written: &str,
    today: Date,
    asked: &Finding<'_>,
    subject: &Subject,
    zone: &TimeZone,
) -> Result<Date, String> {
    if written.trim().is_empty() {
        return Err("write the day on which it was done, such as 14 June 2027".to_owned());
    }
    let day = read_when(written.trim(), zone)?.day(zone);
    if day > today {
        return Err("this day has not come yet; note it once it is done".to_owned());
    }
    let follows = asked.fact_it_follows().and_then(|name| subject.fact(name));
    match follows.and_then(|fact| fact.day(zone)) {
        Some(first) if day < first => Err(format!(
            "this cannot have been done before {}; write that day or a later one",
            first.strftime("%-d %B %Y")
        )),
        Some(_) | None => Ok(day),
    }
}
