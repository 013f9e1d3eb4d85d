//! The named ways of counting from one day to another.
//!
//! "A week's notice" means different things to different people, and a standard is only testable
//! once it says which. Every result names the way it was counted.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::Calendar;

/// A way of counting from a first day `a` to a later day `b`.
///
/// | name | the count from Wed 9 to Wed 16 June 2021 | rule |
/// |---|---|---|
/// | `date-difference` | 7 | b − a |
/// | `inclusive` | 8 | b − a + 1: both days count |
/// | `clear-days` | 6 | b − a − 1: neither day counts |
/// | `working-days-between` | 4 (10, 11, 14, 15 June) | working days strictly between |
/// | `working-days-before` | 5 (9, 10, 11, 14, 15 June) | working days from a, included, up to b, excluded |
/// | `hours` | 168 | whole hours from one instant to the other |
///
/// `working-days-before` is the convention of council standing orders: "four working days before"
/// a meeting on Tue 19 March 2019 is Wed 13 March, and leaves three full working days between.
///
/// Days are civil days of the charter's place. A count is negative where `b` comes before `a`.
///
/// ```
/// use alongside_charter::{Calendar, Counting, Place};
/// use jiff::civil::date;
///
/// let calendar = Calendar::by_rule(Place::EnglandAndWales);
/// let count = |way: Counting| way.count(date(2021, 6, 9), date(2021, 6, 16), &calendar);
/// assert_eq!(count(Counting::DateDifference), 7);
/// assert_eq!(count(Counting::Inclusive), 8);
/// assert_eq!(count(Counting::ClearDays), 6);
/// assert_eq!(count(Counting::WorkingDaysBetween), 4);
/// assert_eq!(count(Counting::WorkingDaysBefore), 5);
/// assert_eq!(count(Counting::Hours), 168);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counting {
    /// b − a. From 9 June to 14 June is 5.
    DateDifference,
    /// b − a + 1. From 21 October to 1 December, both included, is 42.
    Inclusive,
    /// b − a − 1. From 9 June to 16 June is 6.
    ClearDays,
    /// Working days strictly between. From Wed 9 to Mon 14 June 2021 is 2.
    WorkingDaysBetween,
    /// Working days from a, included, up to b, excluded. From Wed 13 to Tue 19 March 2019 is 4.
    WorkingDaysBefore,
    /// Whole hours between two instants. Between two days, 24 for each day of difference.
    Hours,
}

impl Counting {
    /// All ways of counting, in the order of the table above.
    pub const ALL: [Self; 6] = [
        Self::DateDifference,
        Self::Inclusive,
        Self::ClearDays,
        Self::WorkingDaysBetween,
        Self::WorkingDaysBefore,
        Self::Hours,
    ];

    /// The name used in charter files and printed with every result.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DateDifference => "date-difference",
            Self::Inclusive => "inclusive",
            Self::ClearDays => "clear-days",
            Self::WorkingDaysBetween => "working-days-between",
            Self::WorkingDaysBefore => "working-days-before",
            Self::Hours => "hours",
        }
    }

    /// The way of counting that has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// One line a reader can check the count by.
    pub const fn explanation(self) -> &'static str {
        match self {
            Self::DateDifference => "the later date less the earlier date",
            Self::Inclusive => "every day from the first to the last, both counted",
            Self::ClearDays => "the days between, neither end counted",
            Self::WorkingDaysBetween => {
                "Mondays to Fridays between, neither end counted, without bank holidays"
            }
            Self::WorkingDaysBefore => {
                "Mondays to Fridays from the first day, counted, to the last, not counted, without bank holidays"
            }
            Self::Hours => "whole hours from one moment to the other",
        }
    }

    /// What the count is of: `days`, `working days` or `hours`.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::DateDifference | Self::Inclusive | Self::ClearDays => "days",
            Self::WorkingDaysBetween | Self::WorkingDaysBefore => "working days",
            Self::Hours => "hours",
        }
    }

    /// Counts from `a` to `b`. See the table of the type; `hours` takes 24 for each day.
    pub fn count(self, a: Date, b: Date, calendar: &Calendar) -> i64 {
        let difference = days_between(a, b);
        match self {
            Self::DateDifference => difference,
            Self::Inclusive => difference + 1,
            Self::ClearDays => difference - 1,
            Self::WorkingDaysBetween => {
                // Nothing lies strictly between a day and itself or its neighbour; backwards, the
                // same days count with a minus.
                let between =
                    |a, b| calendar.working_days_before(b) - calendar.working_days_before(next(a));
                match difference {
                    0 => 0,
                    1.. => between(a, b),
                    _ => -between(b, a),
                }
            }
            Self::WorkingDaysBefore => {
                calendar.working_days_before(b) - calendar.working_days_before(a)
            }
            Self::Hours => difference * 24,
        }
    }

    /// The last `a` from which the count to `b` is at least `n`.
    pub fn latest_from(self, b: Date, n: i64, calendar: &Calendar) -> Date {
        last_day(b, Direction::Backward, |a| self.count(a, b, calendar) >= n)
    }

    /// The last `b` to which the count from `a` is at most `n`.
    pub fn latest_to(self, a: Date, n: i64, calendar: &Calendar) -> Date {
        last_day(a, Direction::Forward, |b| self.count(a, b, calendar) <= n)
    }

    /// The first `b` to which the count from `a` is at least `n`.
    pub fn earliest_to(self, a: Date, n: i64, calendar: &Calendar) -> Date {
        next(last_day(a, Direction::Forward, |b| {
            self.count(a, b, calendar) < n
        }))
    }
}

/// Days from `a` to `b`, negative where `b` is earlier.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    b.duration_since(a).as_hours() / 24
}

/// The day `n` days after `day`, held inside the dates there are.
pub(crate) fn plus_days(day: Date, n: i64) -> Date {
    day.saturating_add(n.clamp(-7_300_000, 7_300_000).days())
}

/// The day after, held inside the dates there are.
pub(crate) fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

#[derive(Clone, Copy)]
enum Direction {
    Backward,
    Forward,
}

/// The last day that holds, where all days up to some day hold and none after it.
///
/// Looks outwards from `near` in doubling steps, then halves: a few dozen counts whatever the
/// length, and no second copy of the rules of counting that could disagree with the first.
fn last_day(near: Date, direction: Direction, holds: impl Fn(Date) -> bool) -> Date {
    let mut step = 16;
    let (mut yes, mut no) = match direction {
        Direction::Backward => {
            let mut no = plus_days(near, 8);
            let mut yes = plus_days(near, -step);
            while !holds(yes) && yes > Date::MIN {
                no = yes;
                step *= 2;
                yes = plus_days(near, -step);
            }
            while holds(no) && no < Date::MAX {
                yes = no;
                step *= 2;
                no = plus_days(near, step);
            }
            (yes, no)
        }
        Direction::Forward => {
            let mut yes = plus_days(near, -8);
            let mut no = plus_days(near, step);
            while holds(no) && no < Date::MAX {
                yes = no;
                step *= 2;
                no = plus_days(near, step);
            }
            while !holds(yes) && yes > Date::MIN {
                no = yes;
                step *= 2;
                yes = plus_days(near, -step);
            }
            (yes, no)
        }
    };
    while days_between(yes, no) > 1 {
        let middle = plus_days(yes, days_between(yes, no) / 2);
        if holds(middle) {
            yes = middle;
        } else {
            no = middle;
        }
    }
    yes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Place;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn england() -> Calendar {
        Calendar::by_rule(Place::EnglandAndWales)
    }

    #[test]
    fn the_published_date_pairs_count_as_their_sources_say() {
        use Counting::{DateDifference, WorkingDaysBetween};
        let pairs = [
            (date(2021, 6, 9), date(2021, 6, 14), DateDifference, 5),
            (date(2021, 6, 9), date(2021, 6, 14), WorkingDaysBetween, 2),
            (date(2021, 6, 9), date(2021, 6, 16), DateDifference, 7),
            (date(2021, 6, 9), date(2021, 6, 16), WorkingDaysBetween, 4),
            (date(2019, 9, 24), date(2021, 6, 9), DateDifference, 624),
            (date(2021, 5, 27), date(2021, 6, 9), DateDifference, 13),
            (date(2021, 5, 27), date(2021, 6, 9), WorkingDaysBetween, 7),
            (date(2021, 5, 27), date(2021, 6, 15), DateDifference, 19),
            (date(2021, 5, 27), date(2021, 6, 15), WorkingDaysBetween, 11),
            (date(2021, 6, 15), date(2021, 6, 16), DateDifference, 1),
            (date(2021, 6, 15), date(2021, 6, 16), WorkingDaysBetween, 0),
            (date(2020, 7, 1), date(2022, 3, 19), DateDifference, 626),
            (date(2020, 7, 31), date(2022, 3, 19), DateDifference, 596),
            (date(2022, 3, 15), date(2022, 3, 19), DateDifference, 4),
            (date(2022, 3, 15), date(2022, 3, 19), WorkingDaysBetween, 3),
            (
                date(2024, 10, 21),
                date(2024, 12, 1),
                Counting::Inclusive,
                42,
            ),
            (date(2024, 10, 21), date(2024, 12, 1), DateDifference, 41),
            (
                date(2023, 10, 5),
                date(2023, 12, 1),
                Counting::Inclusive,
                58,
            ),
            (date(2020, 3, 9), date(2020, 4, 3), Counting::Inclusive, 26),
            (date(2021, 6, 9), date(2021, 6, 16), Counting::ClearDays, 6),
            (
                date(2019, 3, 13),
                date(2019, 3, 19),
                Counting::WorkingDaysBefore,
                4,
            ),
            (
                date(2011, 11, 11),
                date(2011, 11, 17),
                Counting::WorkingDaysBefore,
                4,
            ),
        ];
        for (a, b, way, expected) in pairs {
            assert_eq!(
                way.count(a, b, &england()),
                expected,
                "{} from {a} to {b}",
                way.name()
            );
        }
    }

    #[test]
    fn four_working_days_before_a_tuesday_meeting_is_the_wednesday_of_the_week_before() {
        let latest = Counting::WorkingDaysBefore.latest_from(date(2019, 3, 19), 4, &england());
        assert_eq!(latest, date(2019, 3, 13));
    }

    #[test]
    fn every_way_agrees_with_counting_day_by_day_over_forty_years() {
        let calendar = england();
        // From each of a spread of first days, walk one day at a time through 40 years.
        for start in (0..28).map(|i| plus_days(date(1995, 1, 1), i * 97)) {
            let (mut between, mut before) = (0, i64::from(calendar.is_working_day(start)));
            let mut b = next(start);
            for difference in 1..=(40 * 365 + 10 - 28 * 97) {
                assert_eq!(
                    Counting::DateDifference.count(start, b, &calendar),
                    difference
                );
                assert_eq!(
                    Counting::Inclusive.count(start, b, &calendar),
                    difference + 1
                );
                assert_eq!(
                    Counting::ClearDays.count(start, b, &calendar),
                    difference - 1
                );
                assert_eq!(
                    Counting::WorkingDaysBetween.count(start, b, &calendar),
                    between
                );
                assert_eq!(
                    Counting::WorkingDaysBefore.count(start, b, &calendar),
                    before
                );
                assert_eq!(Counting::Hours.count(start, b, &calendar), difference * 24);
                let working = i64::from(calendar.is_working_day(b));
                between += working;
                before += working;
                b = next(b);
            }
        }
    }

    proptest! {
        #[test]
        fn the_latest_day_holds_and_the_day_after_does_not(
            offset in 0i64..14_600, n in -40i64..400, way in 0usize..5,
        ) {
            let (calendar, way) = (england(), Counting::ALL[way]);
            let day = plus_days(date(1995, 1, 1), offset);

            let from = way.latest_from(day, n, &calendar);
            prop_assert!(way.count(from, day, &calendar) >= n);
            prop_assert!(way.count(next(from), day, &calendar) < n);

            let to = way.latest_to(day, n, &calendar);
            prop_assert!(way.count(day, to, &calendar) <= n);
            prop_assert!(way.count(day, next(to), &calendar) > n);

            let first = way.earliest_to(day, n, &calendar);
            prop_assert!(way.count(day, first, &calendar) >= n);
            prop_assert!(way.count(day, plus_days(first, -1), &calendar) < n);
        }
    }
}
