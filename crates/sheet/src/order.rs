//! Order: facts of one subject that can only come one after the other.

use alongside_charter::{Fact, Kind, Subject, fact};
use jiff::tz::TimeZone;

/// Facts that come one after the other.
const ORDERS: [(&str, &str); 3] = [
    (fact::STARTS, fact::ENDS),
    (fact::OPENED, fact::CLOSED),
    (fact::SUBMITTED, fact::PAID),
];

/// What cannot be told of a meeting once it took place, and what is then done to it.
const BEFORE_MEETING: [(&str, &str); 2] = [
    (fact::CANCELLED, "called off"),
    (fact::RESCHEDULED, "moved"),
];

/// The facts that do not fit, each with why it does not and how to mend it.
pub(crate) fn faults(
    subject: &Subject,
    zone: &TimeZone,
) -> impl Iterator<Item = (&'static str, String)> {
    let pair = |one, other| subject.fact(one).zip(subject.fact(other));
    let orders = ORDERS.into_iter().filter_map(move |(earlier, later)| {
        let (first, second) = pair(earlier, later)?;
        is_before(second, first, zone).then(|| {
            let message = format!(
                "\"{later}\" ({}) comes before \"{earlier}\" ({}). Correct one of the two.",
                in_words(second, zone),
                in_words(first, zone)
            );
            (later, message)
        })
    });
    let of_meeting = BEFORE_MEETING.into_iter();
    let too_late = of_meeting.filter_map(move |(told, done)| {
        let (starts, at) = pair(fact::STARTS, told)?;
        let days = starts.day(zone).zip(at.day(zone));
        let is_late = subject.kind == Kind::Meeting && days.is_some_and(|(on, at)| at > on);
        is_late.then(|| {
            let message = format!(
                "a meeting cannot be {done} after it took place: \"{told}\" ({}) comes after \
                 \"{}\" ({}). Correct one of the two.",
                in_words(at, zone),
                fact::STARTS,
                in_words(starts, zone)
            );
            (told, message)
        })
    });
    orders.chain(too_late)
}

/// Whether one comes before the other; a day without a time is neither before nor after an
/// instant on it.
fn is_before(one: Fact, other: Fact, zone: &TimeZone) -> bool {
    match (one, other) {
        (Fact::At(one), Fact::At(other)) => one < other,
        _ => one
            .day(zone)
            .zip(other.day(zone))
            .is_some_and(|(one, other)| one < other),
    }
}

fn in_words(fact: Fact, zone: &TimeZone) -> String {
    match fact {
        Fact::Day(day) => day.strftime("%a %-d %B %Y").to_string(),
        Fact::At(instant) => {
            let format = "%a %-d %B %Y, %-I:%M%P";
            instant.to_zoned(zone.clone()).strftime(format).to_string()
        }
        Fact::Number(n) => n.to_string(),
        Fact::Flag(yes) => if yes { "yes" } else { "no" }.to_owned(),
    }
}
