//! Bank holidays by rule, and the proclamations that depart from the rule.
//!
//! Sources: Banking and Financial Dealings Act 1971, Schedule 1; St Andrew's Day Bank Holiday
//! (Scotland) Act 2007; royal proclamations under section 1 of the 1971 Act (each named below).
//! Checked against an independent list for 1995–2035: see `tests/data/README.md`.

use jiff::civil::{Date, Weekday};

use super::{BankHoliday, Place, is_weekend};
use crate::counting::{next, plus_days};

/// Before 1978 the early May holiday did not exist; after 2100 nothing is worth promising.
const YEARS: std::ops::RangeInclusive<i16> = 1978..=2100;

/// A day on which one proclamation departed from the rule: where, when, its name, and the day by
/// rule that it replaced, if it moved one rather than added one.
struct Proclaimed {
    places: &'static [Place],
    day: Date,
    name: &'static str,
    instead_of: Option<Date>,
}

const EVERYWHERE: &[Place] = &Place::ALL;

const PROCLAIMED: &[Proclaimed] = &[
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(1995, 5, 8),
        name: "Early May bank holiday (VE day, 50 years)",
        instead_of: Some(Date::constant(1995, 5, 1)),
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(1999, 12, 31),
        name: "Millennium eve",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2002, 6, 4),
        name: "Spring bank holiday",
        instead_of: Some(Date::constant(2002, 5, 27)),
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2002, 6, 3),
        name: "Golden Jubilee of Queen Elizabeth II",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2011, 4, 29),
        name: "Wedding of Prince William and Catherine Middleton",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2012, 6, 4),
        name: "Spring bank holiday",
        instead_of: Some(Date::constant(2012, 5, 28)),
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2012, 6, 5),
        name: "Diamond Jubilee of Queen Elizabeth II",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2020, 5, 8),
        name: "Early May bank holiday (VE day, 75 years)",
        instead_of: Some(Date::constant(2020, 5, 4)),
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2022, 6, 2),
        name: "Spring bank holiday",
        instead_of: Some(Date::constant(2022, 5, 30)),
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2022, 6, 3),
        name: "Platinum Jubilee of Queen Elizabeth II",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2022, 9, 19),
        name: "State funeral of Queen Elizabeth II",
        instead_of: None,
    },
    Proclaimed {
        places: EVERYWHERE,
        day: Date::constant(2023, 5, 8),
        name: "Coronation of King Charles III",
        instead_of: None,
    },
    Proclaimed {
        places: &[Place::Scotland],
        day: Date::constant(2026, 6, 15),
        name: "Scotland at the men's World Cup",
        instead_of: None,
    },
];

/// All bank holidays of a place in [`YEARS`], in no particular order.
pub(super) fn by_rule(place: Place) -> Vec<BankHoliday> {
    let mut holidays = Vec::new();
    let mut keep = |day: Date, name: &str| {
        let moved = PROCLAIMED
            .iter()
            .any(|p| p.places.contains(&place) && p.instead_of == Some(day));
        if !moved {
            holidays.push(BankHoliday {
                day,
                name: name.to_owned(),
            });
        }
    };
    for year in YEARS {
        let on = |month, day| Date::constant(year, month, day);
        let easter = easter_sunday(year);

        if place == Place::Scotland {
            pair(on(1, 1), "New Year's Day", "2nd January", &mut keep);
        } else {
            keep(weekday_from(on(1, 1)), "New Year's Day");
        }
        if place == Place::NorthernIreland {
            keep(weekday_from(on(3, 17)), "St Patrick's Day");
            keep(
                weekday_from(on(7, 12)),
                "Battle of the Boyne (Orangemen's Day)",
            );
        }
        keep(plus_days(easter, -2), "Good Friday");
        if place != Place::Scotland {
            keep(plus_days(easter, 1), "Easter Monday");
        }
        keep(first_monday(on(5, 1)), "Early May bank holiday");
        keep(first_monday(on(5, 25)), "Spring bank holiday");
        if place == Place::Scotland {
            keep(first_monday(on(8, 1)), "Summer bank holiday");
            if year >= 2007 {
                keep(weekday_from(on(11, 30)), "St Andrew's Day");
            }
        } else {
            keep(first_monday(on(8, 25)), "Summer bank holiday");
        }
        pair(on(12, 25), "Christmas Day", "Boxing Day", &mut keep);
    }
    let proclaimed = PROCLAIMED.iter().filter(|p| p.places.contains(&place));
    holidays.extend(proclaimed.map(|p| BankHoliday {
        day: p.day,
        name: p.name.to_owned(),
    }));
    holidays
}

/// Two holidays on neighbouring days. A day that falls on a weekday is kept on it; one that falls
/// on a weekend is kept on the next weekday that is free.
fn pair(first: Date, first_name: &str, second_name: &str, keep: &mut impl FnMut(Date, &str)) {
    let second = next(first);
    let (first_kept, second_kept) = match (is_weekend(first), is_weekend(second)) {
        (false, _) => (first, weekday_from(second)),
        // Saturday and Sunday: Monday and Tuesday.
        (true, true) => (plus_days(first, 2), plus_days(second, 2)),
        // Sunday and Monday: the second keeps its Monday, the first moves behind it.
        (true, false) => (next(second), second),
    };
    keep(first_kept, first_name);
    keep(second_kept, second_name);
}

/// This day, or the Monday after where it falls on a weekend.
fn weekday_from(day: Date) -> Date {
    if is_weekend(day) {
        first_monday(day)
    } else {
        day
    }
}

/// The first Monday on or after a day.
fn first_monday(day: Date) -> Date {
    plus_days(
        day,
        i64::from((7 - day.weekday().since(Weekday::Monday)) % 7),
    )
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876; Meeus,
/// "Astronomical Algorithms", chapter 8).
#[expect(
    clippy::many_single_char_names,
    reason = "the letters of the published algorithm"
)]
fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days_after_22_march = h + l - 7 * m;
    plus_days(Date::constant(year, 3, 22), i64::from(days_after_22_march))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for day in [
            date(1995, 4, 16),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2011, 4, 24),
            date(2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(day.year()), day);
        }
    }

    #[test]
    fn working_days_agree_with_an_independent_list_of_1995_to_2035() {
        let list = include_str!("../../tests/data/bank-holidays-1995-2035.csv");
        for place in Place::ALL {
            let calendar = Calendar::by_rule(place);
            let listed: Vec<Date> = list
                .lines()
                .skip(1)
                .filter_map(|line| line.split_once(','))
                .filter(|(name, _)| *name == place.name())
                .map(|(_, rest)| rest[..10].parse().unwrap())
                .collect();
            assert!(
                listed.len() > 300,
                "{place}: only {} days listed",
                listed.len()
            );
            let mut day = date(1995, 1, 1);
            while day.year() <= 2035 {
                let expected = !is_weekend(day) && !listed.contains(&day);
                assert_eq!(calendar.is_working_day(day), expected, "{place} {day}");
                day = next(day);
            }
        }
    }
}
