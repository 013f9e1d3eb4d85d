//! Names, days, figures and facts as acts hold them.

use std::fmt;

use alongside_charter::{Claim, ClaimUnit, Fact, Kind, Measure, Name, When};
use jiff::civil;
use serde::{Deserialize, Serialize};

use super::commitment::Commitment;
use crate::instant::Instant;

/// A text that an act cannot hold in this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an act cannot hold this {0} as it is written")]
pub struct Unfit(&'static str);

/// The name of a fact, a standard or a charter, at most 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(Name);

impl Key {
    /// The name.
    pub const fn name(&self) -> &Name {
        &self.0
    }

    /// The key for a fact this library knows.
    pub(crate) fn known(name: &'static str) -> Option<Self> {
        Name::new(name).map(Self)
    }
}

impl TryFrom<Name> for Key {
    type Error = Unfit;

    fn try_from(name: Name) -> Result<Self, Unfit> {
        if name.as_str().len() > 64 {
            return Err(Unfit("name"));
        }
        Ok(Self(name))
    }
}

impl TryFrom<String> for Key {
    type Error = Unfit;

    fn try_from(text: String) -> Result<Self, Unfit> {
        let name = Name::new(&text).filter(|name| name.as_str() == text);
        name.ok_or(Unfit("name"))?.try_into()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0.as_str().to_owned()
    }
}

/// A civil day of the years 1900 to 2999, as `2026-03-02`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(civil::Date);

impl Day {
    /// The day.
    pub const fn date(self) -> civil::Date {
        self.0
    }
}

impl TryFrom<civil::Date> for Day {
    type Error = Unfit;

    fn try_from(date: civil::Date) -> Result<Self, Unfit> {
        if (1900..=2999).contains(&date.year()) {
            Ok(Self(date))
        } else {
            Err(Unfit("day"))
        }
    }
}

impl TryFrom<String> for Day {
    type Error = Unfit;

    fn try_from(text: String) -> Result<Self, Unfit> {
        let date: civil::Date = text.parse().map_err(|_| Unfit("day"))?;
        if date.to_string() != text {
            return Err(Unfit("day"));
        }
        date.try_into()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.0.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A whole number that every JSON reader keeps exact: up to 2⁵³ − 1 either way (RFC 8785).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Whole(i64);

impl Whole {
    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Whole {
    type Error = Unfit;

    fn try_from(number: i64) -> Result<Self, Unfit> {
        const MOST: i64 = (1 << 53) - 1;
        if (-MOST..=MOST).contains(&number) {
            Ok(Self(number))
        } else {
            Err(Unfit("number"))
        }
    }
}

impl From<Whole> for i64 {
    fn from(whole: Whole) -> Self {
        whole.0
    }
}

/// A day, or an instant where the hour is known: `{"day":"2026-03-02"}` or `{"at":"…"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// Some time on this day.
    Day(Day),
    /// At this instant.
    At(Instant),
}

impl TryFrom<When> for Moment {
    type Error = Unfit;

    fn try_from(when: When) -> Result<Self, Unfit> {
        Ok(match when {
            When::Day(date) => Self::Day(date.try_into()?),
            When::At(at) => Self::At(at.try_into().map_err(|_| Unfit("instant"))?),
        })
    }
}

/// A recorded fact: `{"day":…}`, `{"at":…}`, `{"number":3}` or `{"flag":true}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// It happened on this day.
    Day(Day),
    /// It happened at this instant.
    At(Instant),
    /// So many.
    Number(Whole),
    /// Yes or no.
    Flag(bool),
}

impl TryFrom<Fact> for Value {
    type Error = Unfit;

    fn try_from(fact: Fact) -> Result<Self, Unfit> {
        Ok(match fact {
            Fact::Day(date) => Self::Day(date.try_into()?),
            Fact::At(at) => Self::At(at.try_into().map_err(|_| Unfit("instant"))?),
            Fact::Number(number) => Self::Number(number.try_into()?),
            Fact::Flag(yes) => Self::Flag(yes),
        })
    }
}

impl From<Value> for Fact {
    fn from(value: Value) -> Self {
        match value {
            Value::Day(day) => Self::Day(day.date()),
            Value::At(at) => Self::At(at.timestamp()),
            Value::Number(number) => Self::Number(number.get()),
            Value::Flag(yes) => Self::Flag(yes),
        }
    }
}

impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Day(day) => Self::Day(day),
            Moment::At(at) => Self::At(at),
        }
    }
}

/// What a claimed figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// The unit of the standard.
    Standard,
    /// Days, of the kind the standard counts.
    Days,
    /// Days of the calendar.
    CalendarDays,
    /// Working days.
    WorkingDays,
    /// Hours.
    Hours,
    /// Percent.
    Percent,
}

/// A figure that somebody reports. The figure stays when the words have to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Claimed {
    /// The least it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Whole>,
    /// The most it may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Whole>,
    /// What it counts.
    pub unit: Unit,
    /// The words it was reported in.
    pub words: Commitment,
}

impl Claimed {
    /// A claim, of which the words are committed to.
    pub fn new(claim: &Claim, words: Commitment) -> Result<Self, Unfit> {
        let whole = |end: Option<i64>| end.map(Whole::try_from).transpose();
        let measure = claim.measure();
        Ok(Self {
            at_least: whole(measure.and_then(|m| m.at_least))?,
            at_most: whole(measure.and_then(|m| m.at_most))?,
            unit: match claim.unit() {
                ClaimUnit::Standard => Unit::Standard,
                ClaimUnit::Days => Unit::Days,
                ClaimUnit::CalendarDays => Unit::CalendarDays,
                ClaimUnit::WorkingDays => Unit::WorkingDays,
                ClaimUnit::Hours => Unit::Hours,
                ClaimUnit::Percent => Unit::Percent,
            },
            words,
        })
    }

    /// The claim, by its words where they are known and mean this figure, and else by its figure.
    pub fn claim(&self, words: Option<&str>) -> Option<Claim> {
        words
            .and_then(|words| Claim::parse(words).ok())
            .filter(|claim| Self::new(claim, self.words).as_ref() == Ok(self))
            .or_else(|| Claim::parse(&self.figure()).ok())
    }

    /// The figure in the form that [`Claim::parse`] reads.
    fn figure(&self) -> String {
        let unit = match self.unit {
            Unit::Standard => "",
            Unit::Days => " days",
            Unit::CalendarDays => " calendar days",
            Unit::WorkingDays => " working days",
            Unit::Hours => " hours",
            Unit::Percent => "%",
        };
        match (self.at_least.map(Whole::get), self.at_most.map(Whole::get)) {
            (Some(low), Some(high)) if low == high => format!("{low}{unit}"),
            (Some(low), Some(high)) => format!("{low}..{high}{unit}"),
            (Some(low), None) => format!(">={low}{unit}"),
            (None, Some(high)) => format!("<={high}{unit}"),
            (None, None) => String::new(),
        }
    }

    /// The figure claimed, where there is one.
    pub fn measure(&self) -> Option<Measure> {
        self.claim(None).and_then(|claim| claim.measure())
    }
}

/// What kind of subject, as in charter files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SubjectKind(pub Kind);

impl TryFrom<String> for SubjectKind {
    type Error = Unfit;

    fn try_from(text: String) -> Result<Self, Unfit> {
        Kind::from_name(&text).map(Self).ok_or(Unfit("kind"))
    }
}

impl From<SubjectKind> for String {
    fn from(kind: SubjectKind) -> Self {
        kind.0.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{Opening, Salt};
    use crate::wording::Wording;

    #[test]
    fn a_claim_keeps_its_figure_when_its_words_have_gone() {
        for words in [
            "19d",
            "<14d",
            "less than 2 weeks",
            ">=21d",
            "17..18d",
            "2.5 weeks",
            "48h",
            "30%",
            "<1",
            "0",
            "details to follow",
            "> 3 weeks",
        ] {
            let opening = Opening::new(Salt::new([1; 32]), &Wording::new(words).unwrap());
            let claim = Claim::parse(words).unwrap();
            let claimed = Claimed::new(&claim, opening.commitment()).unwrap();
            assert_eq!(claimed.claim(Some(words)), Some(claim.clone()), "{words}");
            let without = claimed.claim(None).unwrap();
            assert_eq!(without.measure(), claim.measure(), "{words}");
            if claim.measure().is_some() {
                assert_eq!(without.unit(), claim.unit(), "{words}");
            }
        }
    }

    #[test]
    fn words_that_mean_another_figure_do_not_count() {
        let opening = Opening::new(Salt::new([1; 32]), &Wording::new("19d").unwrap());
        let claimed = Claimed::new(&Claim::parse("19d").unwrap(), opening.commitment()).unwrap();
        let read = claimed.claim(Some("30d")).unwrap();
        assert_eq!(read.measure(), Some(Measure::exactly(19)));
    }

    #[test]
    fn names_and_days_have_one_text() {
        for text in [
            "Save the date",
            "save_the_date",
            " announced",
            "",
            "3-weeks",
            &"a".repeat(65),
        ] {
            assert!(Key::try_from(text.to_owned()).is_err(), "{text}");
        }
        for text in [
            "2026-3-2",
            "20260302",
            "2026-02-30",
            "-009999-01-01",
            "1899-12-31",
            "2026-W10-1",
        ] {
            assert!(Day::try_from(text.to_owned()).is_err(), "{text}");
        }
        assert!(Whole::try_from(1 << 53).is_err());
    }
}
