//! Times in a calendar: in the time of the United Kingdom with its rules, or else by UTC.

use alongside_charter::When;
use icalendar::Property;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The zone whose rules are written.
const LONDON: &str = "Europe/London";

/// The rules of [`LONDON`] since 1996: the Summer Time Act 1972 as amended by SI 2002/262, and before it SI 1994/2798
/// and SI 1997/2982. Summer time is from the last Sunday of March to the last Sunday of October, at 01:00 UTC.
const RULES: &str = "BEGIN:VTIMEZONE\r\n\
    TZID:Europe/London\r\n\
    X-LIC-LOCATION:Europe/London\r\n\
    BEGIN:DAYLIGHT\r\n\
    TZNAME:BST\r\n\
    TZOFFSETFROM:+0000\r\n\
    TZOFFSETTO:+0100\r\n\
    DTSTART:19960331T010000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    END:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\n\
    TZNAME:GMT\r\n\
    TZOFFSETFROM:+0100\r\n\
    TZOFFSETTO:+0000\r\n\
    DTSTART:19961027T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// The first year of the rules.
const SINCE: i16 = 1997;

/// A calendar that names the zone, with the zone's rules before its events. The library gives every part an instant
/// and an id of its own, which these rules must not have.
pub(super) fn with_its_rules(calendar: String, zone: &TimeZone) -> String {
    if !is_london(zone) {
        return calendar;
    }
    let before = ["BEGIN:VEVENT\r\n", "END:VCALENDAR"];
    let place = before.iter().find_map(|part| calendar.find(part));
    let (head, events) = calendar.split_at(place.unwrap_or(calendar.len()));
    [head, RULES, events].concat()
}

/// A property that says when: a day, a time in the zone, or an instant.
pub(super) fn moment(name: &str, when: When, zone: &TimeZone) -> Property {
    match when {
        When::Day(day) => {
            let mut property = Property::new(name, digits(day));
            property.add_parameter("VALUE", "DATE");
            property
        }
        When::At(at) => in_zone(name, at, zone).unwrap_or_else(|| Property::new(name, utc(at))),
    }
}

/// A time of the zone, where the rules give it and it is there once only: of the hour that comes twice in autumn, a
/// calendar takes the first.
fn in_zone(name: &str, at: Timestamp, zone: &TimeZone) -> Option<Property> {
    let local = zone.to_datetime(at);
    let is_given = is_london(zone)
        && local.year() >= SINCE
        && zone.to_ambiguous_timestamp(local).compatible().ok()? == at;
    is_given.then(|| {
        let clock = local.strftime("%H%M%S");
        let mut property = Property::new(name, format!("{}T{clock}", digits(local.date())));
        property.add_parameter("TZID", LONDON);
        property
    })
}

fn is_london(zone: &TimeZone) -> bool {
    zone.iana_name() == Some(LONDON)
}

/// An instant.
pub(super) fn utc(at: Timestamp) -> String {
    let at = TimeZone::UTC.to_datetime(at);
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    format!("{}T{hour:02}{minute:02}{second:02}Z", digits(at.date()))
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn london() -> TimeZone {
        TimeZone::get(LONDON).unwrap()
    }

    fn written(at: &str, zone: &TimeZone) -> String {
        let at: Timestamp = at.parse().unwrap();
        let property = moment("DTSTART", When::At(at), zone);
        let zone = property.params().get("TZID").map_or("", |of| of.value());
        format!("{zone} {}", property.value()).trim().to_owned()
    }

    #[test]
    fn a_time_stands_as_the_clock_on_the_wall_shows_it() {
        let cases = [
            ("2027-01-12T18:00:00Z", "Europe/London 20270112T180000"),
            ("2027-06-14T17:30:00Z", "Europe/London 20270614T183000"),
            // The first of the two hours from one to two, and the second.
            ("2027-10-31T00:30:00Z", "Europe/London 20271031T013000"),
            ("2027-10-31T01:30:00Z", "20271031T013000Z"),
            // There was another rule.
            ("1995-06-14T17:30:00Z", "19950614T173000Z"),
        ];
        for (at, expected) in cases {
            assert_eq!(written(at, &london()), expected);
        }
        let paris = TimeZone::get("Europe/Paris").unwrap();
        assert_eq!(written("2027-06-14T17:30:00Z", &paris), "20270614T173000Z");
        assert_eq!(with_its_rules("X".to_owned(), &paris), "X");
    }

    #[test]
    fn the_rules_are_those_of_the_time_zone_database() {
        // The clocks of every year change on the days and at the hours that the rules say.
        for year in SINCE..=2037 {
            for (month, hour, offset) in [(3, 1, 3600), (10, 1, 0)] {
                let last = jiff::civil::date(year, month, 31);
                let back = i64::from(last.weekday().to_sunday_zero_offset());
                let sunday = last.checked_sub(jiff::Span::new().days(back)).unwrap();
                let change = sunday.at(hour, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
                let after = change.timestamp();
                let before = after - jiff::SignedDuration::from_secs(1);
                let of = |at| london().to_offset(at).seconds();
                assert_eq!((of(before), of(after)), (3600 - offset, offset), "{year}");
            }
        }
    }
}
