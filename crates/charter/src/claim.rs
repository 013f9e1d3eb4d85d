//! Claims: figures that somebody reports and nobody has seen happen.

use std::fmt;

/// What was counted: one figure, or as much as is known of it.
///
/// ```
/// use alongside_charter::Measure;
/// assert_eq!(Measure::exactly(5).to_string(), "5");
/// assert_eq!(Measure::between(17, 18).to_string(), "17 to 18");
/// assert_eq!(Measure::at_most(13).to_string(), "at most 13");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// It is at least this, where that is known.
    pub at_least: Option<i64>,
    /// It is at most this, where that is known.
    pub at_most: Option<i64>,
}

impl Measure {
    /// One figure.
    pub const fn exactly(n: i64) -> Self {
        Self {
            at_least: Some(n),
            at_most: Some(n),
        }
    }

    /// Somewhere from one figure to another, both included.
    pub const fn between(low: i64, high: i64) -> Self {
        Self {
            at_least: Some(low),
            at_most: Some(high),
        }
    }

    /// This or more.
    pub const fn at_least(n: i64) -> Self {
        Self {
            at_least: Some(n),
            at_most: None,
        }
    }

    /// This or less.
    pub const fn at_most(n: i64) -> Self {
        Self {
            at_least: None,
            at_most: Some(n),
        }
    }

    /// The figure, where it is one.
    pub fn exact(self) -> Option<i64> {
        self.at_least.filter(|n| self.at_most == Some(*n))
    }

    /// Whether it is told by the figure 1 alone, so that its unit is told as one.
    pub(crate) const fn is_one(self) -> bool {
        matches!(
            (self.at_least, self.at_most),
            (Some(1), Some(1) | None) | (None, Some(1)) | (Some(-1), Some(-1))
        )
    }

    /// The same with each end changed; `change` never turns a smaller figure into a larger one.
    #[must_use]
    pub(crate) fn map(self, change: impl Fn(i64) -> i64) -> Self {
        Self {
            at_least: self.at_least.map(&change),
            at_most: self.at_most.map(&change),
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.at_least, self.at_most) {
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low} to {high}"),
            (Some(low), None) => write!(f, "at least {low}"),
            (None, Some(high)) => write!(f, "at most {high}"),
            (None, None) => f.write_str("not known"),
        }
    }
}

/// What a claimed figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimUnit {
    /// No unit was written: the unit of the standard.
    Standard,
    /// Days, of the kind the standard counts.
    Days,
    /// Days of the calendar, from weeks.
    CalendarDays,
    /// Working days.
    WorkingDays,
    /// Hours.
    Hours,
    /// Percent.
    Percent,
}

/// A claim about one standard: a figure, a bound, a range, or words without a figure.
///
/// Forms read: `19d`, `19 days`, `<14d`, `less than 14 days`, `>=21d`, `at least 3 weeks`,
/// `17..18d`, `17 to 18 days`, `2.5 weeks` (17 to 18 days), `48h`, `30%`. Anything without a
/// digit is a claim with no figure. A claim never becomes a recorded result.
///
/// ```
/// use alongside_charter::{Claim, Measure};
/// let claim = Claim::parse("<14d").unwrap();
/// assert_eq!(claim.measure(), Some(Measure::at_most(13)));
/// assert_eq!(Claim::parse("details to follow").unwrap().measure(), None);
/// assert!(Claim::parse("14 moons").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    measure: Option<Measure>,
    unit: ClaimUnit,
    words: String,
}

/// A claim that has a figure which cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a figure that can be read; write it like 19d, <14d, >=21d or 17..18d, or in words without a figure"
)]
pub struct ClaimError(String);

impl Claim {
    /// Reads a claim as somebody wrote it.
    pub fn parse(written: &str) -> Result<Self, ClaimError> {
        let words = written.trim().to_owned();
        if !words.contains(|c: char| c.is_ascii_digit()) {
            return Ok(Self {
                measure: None,
                unit: ClaimUnit::Standard,
                words,
            });
        }
        let (measure, unit) = read_figure(&words).ok_or_else(|| ClaimError(words.clone()))?;
        Ok(Self {
            measure: Some(measure),
            unit,
            words,
        })
    }

    /// The figure claimed, in its own unit; `None` where the claim has no figure.
    pub const fn measure(&self) -> Option<Measure> {
        self.measure
    }

    /// The figure in the unit of a standard ([`Finding::unit`](crate::Finding::unit)); `None` where
    /// it has none, or counts something that cannot be compared.
    pub(crate) fn measure_in(&self, unit: &str) -> Option<Measure> {
        let measure = self.measure?;
        match (self.unit, unit) {
            (ClaimUnit::Standard, _)
            | (ClaimUnit::Days, "days" | "working days")
            | (ClaimUnit::CalendarDays, "days")
            | (ClaimUnit::WorkingDays, "working days")
            | (ClaimUnit::Hours, "hours")
            | (ClaimUnit::Percent, "percent") => Some(measure),
            (ClaimUnit::Days | ClaimUnit::CalendarDays, "hours") => {
                Some(measure.map(|days| days * 24))
            }
            (ClaimUnit::Hours, "days") => Some(Measure {
                at_least: measure.at_least.map(|hours| hours.div_euclid(24)),
                at_most: measure.at_most.map(|hours| -(-hours).div_euclid(24)),
            }),
            _ => None,
        }
    }

    /// What the figure counts.
    pub const fn unit(&self) -> ClaimUnit {
        self.unit
    }

    /// The claim as it was written.
    pub fn words(&self) -> &str {
        &self.words
    }
}

/// How a figure bounds what it speaks of.
#[derive(Clone, Copy)]
enum Bounds {
    Below,
    UpTo,
    From,
    Above,
    Exactly,
}

const BOUNDS: [(&str, Bounds); 14] = [
    ("<=", Bounds::UpTo),
    ("≤", Bounds::UpTo),
    (">=", Bounds::From),
    ("≥", Bounds::From),
    ("<", Bounds::Below),
    (">", Bounds::Above),
    ("less than", Bounds::Below),
    ("fewer than", Bounds::Below),
    ("under", Bounds::Below),
    ("at most", Bounds::UpTo),
    ("up to", Bounds::UpTo),
    ("at least", Bounds::From),
    ("more than", Bounds::Above),
    ("over", Bounds::Above),
];

fn read_figure(words: &str) -> Option<(Measure, ClaimUnit)> {
    let text = words.to_lowercase();
    let (bounds, text) = BOUNDS
        .iter()
        .find_map(|(prefix, bounds)| Some((*bounds, text.strip_prefix(prefix)?.trim_start())))
        .unwrap_or((Bounds::Exactly, text.as_str()));
    let figures = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '%' || c == ' ');
    let (scale, unit) = match text[figures.len()..].trim() {
        "" => (1, ClaimUnit::Standard),
        "d" | "day" | "days" => (1, ClaimUnit::Days),
        "calendar day" | "calendar days" => (1, ClaimUnit::CalendarDays),
        "w" | "week" | "weeks" => (7, ClaimUnit::CalendarDays),
        "working day" | "working days" | "full working days" => (1, ClaimUnit::WorkingDays),
        "h" | "hour" | "hours" => (1, ClaimUnit::Hours),
        "%" | "percent" | "per cent" => (1, ClaimUnit::Percent),
        _ => return None,
    };
    let range = ["..", "–", " to ", "-"]
        .iter()
        .find_map(|between| figures.split_once(between));
    if let Some((low, high)) = range {
        let (low, high) = (thousandths(low)? * scale, thousandths(high)? * scale);
        let is_range = matches!(bounds, Bounds::Exactly) && low <= high;
        return is_range.then(|| (Measure::between(floor(low), ceil(high)), unit));
    }
    let figure = thousandths(figures)? * scale;
    let measure = match bounds {
        Bounds::Below => Measure::at_most(ceil(figure) - 1),
        Bounds::UpTo => Measure::at_most(floor(figure)),
        Bounds::From => Measure::at_least(ceil(figure)),
        Bounds::Above => Measure::at_least(floor(figure) + 1),
        Bounds::Exactly => Measure::between(floor(figure), ceil(figure)),
    };
    Some((measure, unit))
}

/// A figure with up to three decimals and six digits before them, in thousandths.
fn thousandths(figure: &str) -> Option<i64> {
    let (whole, decimals) = figure.trim().split_once('.').unwrap_or((figure.trim(), ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 6
        || decimals.len() > 3
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    format!("{whole}{decimals:0<3}").parse().ok()
}

const fn floor(thousandths: i64) -> i64 {
    thousandths.div_euclid(1000)
}

const fn ceil(thousandths: i64) -> i64 {
    -(-thousandths).div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_bounds_and_ranges_are_read_in_days_and_weeks() {
        let read = |text| Claim::parse(text).unwrap().measure().unwrap();
        for (text, expected) in [
            ("19d", Measure::exactly(19)),
            ("19", Measure::exactly(19)),
            ("2 full working days", Measure::exactly(2)),
            ("2.5 weeks", Measure::between(17, 18)),
            ("2.5w", Measure::between(17, 18)),
            ("17..18d", Measure::between(17, 18)),
            ("17 to 18 days", Measure::between(17, 18)),
            ("17-18 days", Measure::between(17, 18)),
            ("<14d", Measure::at_most(13)),
            ("less than 2 weeks", Measure::at_most(13)),
            ("<= 14d", Measure::at_most(14)),
            (">=21d", Measure::at_least(21)),
            ("at least three", Measure::at_least(3)),
            ("> 3 weeks", Measure::at_least(22)),
            ("<2.5w", Measure::at_most(17)),
            (">2.5w", Measure::at_least(18)),
        ] {
            if text == "at least three" {
                assert_eq!(
                    Claim::parse(text).unwrap().measure(),
                    None,
                    "words are no figure"
                );
            } else {
                assert_eq!(read(text), expected, "{text}");
            }
        }
    }

    #[test]
    fn a_figure_that_cannot_be_read_is_refused_and_words_are_kept() {
        for text in [
            "14 moons",
            "about 19 days",
            "18..17d",
            "<3..4d",
            "9999999d",
            "1.2345d",
            "two 2",
        ] {
            assert!(Claim::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            Claim::parse(" said to be short ").unwrap().words(),
            "said to be short"
        );
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            drop(Claim::parse(&String::from_utf8_lossy(bytes)));
        });
    }
}
