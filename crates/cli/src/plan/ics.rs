//! The plan for a calendar.

use std::io::Write;

use alongside_charter::{Fact, Kind, LongDay, fact};
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

use super::Told;
use crate::failure::Failure;

/// Writes every step that has a day as a whole-day event, and the day itself: with its time, where
/// one is known.
pub(super) fn write(told: &Told<'_>, to: &mut dyn Write) -> Result<(), Failure> {
    let plan = told.to_follow();
    let day = told.day(plan);
    let kind = plan.subject.kind;
    let mut calendar = Calendar::new();
    calendar.name(&format!("Plan for a {kind} on {}", LongDay(day)));
    for step in &plan.steps {
        let Some(by) = step.by else { continue };
        let uid = format!(
            "{kind}-{day}-{}-{}@plan.alongside",
            step.charter.id, step.standard.id
        );
        let late = if step.too_late {
            "Too late: "
        } else {
            "Last day: "
        };
        let mut event = event(told, &uid, &format!("{late}{}", step.action));
        event.description(&format!("{} {}", step.standard.says, step.sum));
        whole_day(&mut event, by);
        calendar.push(event.done());
    }
    let what = if kind == Kind::Consultation {
        "The consultation opens"
    } else {
        "The meeting"
    };
    let mut event = event(told, &format!("{kind}-{day}@plan.alongside"), what);
    if !plan.remarks.is_empty() {
        event.description(&plan.remarks.join(" "));
    }
    match plan.subject.fact(fact::STARTS) {
        Some(Fact::At(instant)) => {
            let starts = instant.strftime("%Y%m%dT%H%M%SZ").to_string();
            event.append_property(Property::new("DTSTART", starts));
        }
        _ => whole_day(&mut event, day),
    }
    calendar.push(event.done());
    Ok(to.write_all(calendar.done().to_string().as_bytes())?)
}

fn event(told: &Told<'_>, uid: &str, summary: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(uid)
        .summary(summary)
        .append_property(Property::new(
            "DTSTAMP",
            told.today.strftime("%Y%m%dT000000Z").to_string(),
        ));
    event
}

/// A whole day does not make anybody busy.
fn whole_day(event: &mut Event, day: Date) {
    event
        .append_property(on_day("DTSTART", day))
        .append_property(on_day("DTEND", day.tomorrow().unwrap_or(day)))
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
}

fn on_day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string())
        .add_parameter("VALUE", "DATE")
        .done()
}
