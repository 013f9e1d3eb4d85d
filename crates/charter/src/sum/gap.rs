//! The sum of a gap: two dates, the count between them, what was needed, and the result.

use std::fmt;

use super::Sum;
use crate::charter::{Bound, Condition, Gap, Limit, SCHOOL_HOLIDAY};
use crate::claim::Measure;
use crate::counting::Counting;
use crate::fact::{self, Fact, When};
use crate::finding::{Evidence, Verdict};
use crate::words::{FactWords, LongDay, Moment, amount, capital, fact_words, in_letters};

impl Sum<'_, '_> {
    fn moment(&self, gap: &Gap, when: When) -> Moment<'_> {
        Moment {
            when,
            zone: self.0.zone(),
            hour: gap.counted == Counting::Hours,
        }
    }

    pub(super) fn gap(
        &self,
        f: &mut fmt::Formatter<'_>,
        gap: &Gap,
        from: Option<When>,
        to: Option<When>,
        because: Option<&Condition>,
    ) -> fmt::Result {
        let (from_words, to_words) = (fact_words(gap.from.as_str()), fact_words(gap.to.as_str()));
        match (from, to) {
            (Some(from), Some(to)) => self.both_known(f, gap, from, to)?,
            (Some(from), None) if gap.limit.bound == Bound::AtMost => {
                write!(
                    f,
                    "{} {}. ",
                    self.event(gap, &from_words),
                    self.moment(gap, from)
                )?;
                self.nothing_recorded(f, &to_words, None)?;
            }
            (Some(from), None) => {
                write!(
                    f,
                    "{} {}, but it is not recorded when it ",
                    capital(&from_words.done),
                    self.moment(gap, from)
                )?;
                f.write_str(match gap.to.as_str() {
                    fact::STARTS => "is to be",
                    fact::CLOSED => "closes",
                    _ => "follows",
                })?;
                f.write_str(".")?;
            }
            (None, Some(to)) => {
                let on = self.moment(gap, to);
                if gap.to == *fact::STARTS {
                    self.nothing_recorded(f, &from_words, Some(on))?;
                } else {
                    self.nothing_recorded(f, &from_words, None)?;
                    write!(f, " {} {on}.", capital(&to_words.done))?;
                }
            }
            (None, None) => {
                write!(
                    f,
                    "Neither {} nor {} is recorded: there is nothing to count.",
                    from_words.noun, to_words.noun
                )?;
            }
        }
        if from.is_none() && gap.from == *fact::ANNOUNCED {
            self.save_the_date(f)?;
        }
        if self.0.act_by.is_some() {
            f.write_str(" ")?;
            self.needed(f, gap, because)?;
        }
        Ok(())
    }

    /// "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date difference (…)."
    fn both_known(
        &self,
        f: &mut fmt::Formatter<'_>,
        gap: &Gap,
        from: When,
        to: When,
    ) -> fmt::Result {
        let (from_words, to_words) = (fact_words(gap.from.as_str()), fact_words(gap.to.as_str()));
        let event = self.event(gap, &from_words);
        if self.0.verdict == Verdict::Due {
            write!(
                f,
                "As planned: {} {}",
                event.to_lowercase(),
                self.moment(gap, from)
            )?;
        } else {
            write!(f, "{event} {}", self.moment(gap, from))?;
        }
        if gap.to == *fact::STARTS {
            write!(f, " for {}", self.moment(gap, to))?;
        } else {
            write!(f, ", {} {}", to_words.done, self.moment(gap, to))?;
        }
        let measured = self.0.measured.unwrap_or(Measure {
            at_least: None,
            at_most: None,
        });
        f.write_str(": ")?;
        counted(f, measured, gap.counted)?;
        let zone = self.0.zone();
        let (a, b) = (from.day(zone), to.day(zone));
        // A second count that lets the reader see what the first would hide.
        let other = match gap.counted {
            Counting::DateDifference | Counting::Inclusive | Counting::ClearDays => {
                Some(Counting::WorkingDaysBetween)
            }
            Counting::WorkingDaysBetween | Counting::WorkingDaysBefore => {
                Some(Counting::DateDifference)
            }
            Counting::Hours => None,
        };
        if let Some(other) = other
            && a < b
        {
            f.write_str(" (")?;
            counted(
                f,
                Measure::exactly(other.count(a, b, self.0.calendar())),
                other,
            )?;
            f.write_str(")")?;
        }
        f.write_str(".")?;
        if let Evidence::Gap { reversed: true, .. } = self.0.evidence {
            f.write_str(" What should follow is dated before what it follows, so one of the dates is wrong.")?;
        }
        Ok(())
    }

    /// "Three weeks needed an announcement by Mon 24 May 2021: 16 days short."
    fn needed(
        &self,
        f: &mut fmt::Formatter<'_>,
        gap: &Gap,
        because: Option<&Condition>,
    ) -> fmt::Result {
        let (Some(act_by), Some(limit)) = (self.0.act_by, self.0.limit) else {
            return Ok(());
        };
        let act_by = self.moment(gap, act_by);
        let mut period = in_letters(&limit.written);
        if gap.counted.unit() == "working days" && !period.contains("working") {
            period = period.replace(" day", " working day");
        }
        match because {
            Some(because) if because.name == *SCHOOL_HOLIDAY => {
                write!(f, "With a school holiday inside, {}", period.to_lowercase())?;
            }
            Some(because) if because.name == *fact::INTERPRETER => {
                write!(f, "With an interpreter booked, {}", period.to_lowercase())?;
            }
            Some(because) => write!(
                f,
                "As \"{}\" holds, {}",
                because.to_string().replace('-', " "),
                period.to_lowercase()
            )?,
            None => f.write_str(&period)?,
        }
        let due = self.0.verdict == Verdict::Due;
        match gap.limit.bound {
            Bound::AtLeast => {
                let noun = fact_words(gap.from.as_str()).noun;
                write!(
                    f,
                    " {} {noun} by {act_by}",
                    if due { "means" } else { "needed" }
                )?;
            }
            Bound::AtMost => {
                let noun = fact_words(gap.to.as_str()).noun;
                if due {
                    write!(f, " means {noun} by {act_by}")?;
                } else {
                    write!(f, " allowed until {act_by} for {noun}")?;
                }
            }
        }
        self.result(f, gap.limit.bound, limit)?;
        f.write_str(".")
    }

    /// ": 16 days short", ": kept, with 3 days to spare" or nothing where there is no result yet.
    pub(super) fn result(
        &self,
        f: &mut fmt::Formatter<'_>,
        bound: Bound,
        limit: &Limit,
    ) -> fmt::Result {
        let Some(measured) = self.0.measured else {
            return Ok(());
        };
        match self.0.verdict {
            Verdict::Missed | Verdict::Excused => {
                let Some(short) = self.0.shortfall() else {
                    return Ok(());
                };
                f.write_str(": ")?;
                let one = short.is_one();
                amount(f, short, one, self.0.unit())?;
                f.write_str(if bound == Bound::AtLeast {
                    " short"
                } else {
                    " late"
                })
            }
            Verdict::Kept => {
                let spare = measured.map(|figure| -limit.shortfall(figure));
                match spare.exact() {
                    Some(0) => f.write_str(": kept, with nothing to spare"),
                    Some(n) => {
                        f.write_str(": kept, with ")?;
                        amount(f, n, n == 1, self.0.unit())?;
                        f.write_str(" to spare")
                    }
                    None => f.write_str(": kept"),
                }
            }
            Verdict::Due => match measured.exact().map(|figure| limit.shortfall(figure)) {
                Some(short) if short > 0 => {
                    f.write_str(": as planned, ")?;
                    amount(f, short, short == 1, self.0.unit())?;
                    f.write_str(if bound == Bound::AtLeast {
                        " short"
                    } else {
                        " late"
                    })
                }
                Some(_) => f.write_str(": as planned, kept"),
                None => Ok(()),
            },
            Verdict::NoEvidence => Ok(()),
        }
    }

    /// The earlier fact as a happening: "Announced", "Meeting on", or that it was moved where the
    /// clock started again.
    fn event(&self, gap: &Gap, words: &FactWords) -> String {
        match self.0.evidence {
            Evidence::Gap { moved: true, .. } => "Moved to a new date, last announced".to_owned(),
            // Told without a tense: it may be to come.
            _ if gap.from == *fact::STARTS => format!("{} on", capital(self.0.about.kind().name())),
            _ => capital(&words.done),
        }
    }

    /// "No announcement is recorded yet for Mon 14 June 2021."
    fn nothing_recorded(
        &self,
        f: &mut fmt::Formatter<'_>,
        words: &FactWords,
        for_day: Option<Moment<'_>>,
    ) -> fmt::Result {
        let noun = ["an ", "a "]
            .iter()
            .find_map(|article| words.noun.strip_prefix(article));
        let noun = noun.unwrap_or(&words.noun);
        let verb = if noun == "papers" || noun.ends_with("notes") {
            "are"
        } else {
            "is"
        };
        write!(f, "No {noun} {verb} recorded")?;
        if self.0.verdict == Verdict::Due {
            f.write_str(" yet")?;
        }
        if let Some(day) = for_day {
            write!(f, " for {day}")?;
        }
        f.write_str(".")
    }

    fn save_the_date(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = self
            .0
            .subject()
            .and_then(|s| s.fact(fact::SAVE_THE_DATE))
            .and_then(Fact::when);
        match sent {
            Some(sent) => write!(
                f,
                " A save-the-date went out {}; without time and place it is not an announcement.",
                LongDay(sent.day(self.0.zone()))
            ),
            None => Ok(()),
        }
    }
}

/// A count in its own way: "5 days by date difference", "2 full working days between".
fn counted(f: &mut fmt::Formatter<'_>, measured: Measure, way: Counting) -> fmt::Result {
    let one = measured.is_one();
    match way {
        Counting::DateDifference => {
            amount(f, measured, one, "days")?;
            f.write_str(" by date difference")
        }
        Counting::Inclusive => {
            amount(f, measured, one, "days")?;
            f.write_str(", first and last included")
        }
        Counting::ClearDays => amount(f, measured, one, "clear days"),
        Counting::WorkingDaysBetween => {
            amount(f, measured, one, "full working days")?;
            f.write_str(" between")
        }
        Counting::WorkingDaysBefore => {
            amount(f, measured, one, "working days")?;
            f.write_str(" before")
        }
        Counting::Hours => amount(f, measured, one, "hours"),
    }
}
