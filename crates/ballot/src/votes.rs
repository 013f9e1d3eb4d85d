//! Figures of votes, exact to the last decimal.

use std::fmt;

/// A number of votes in the smallest unit of a rule set: 1/100000 vote in the Scottish rules,
/// 1/1000000000 in Meek's. It is exact, and so is what it prints: `1161.00000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Votes {
    units: u128,
    places: u8,
}

impl Votes {
    pub(crate) const fn new(units: u128, places: u8) -> Self {
        Self { units, places }
    }

    /// In the smallest unit.
    pub const fn units(self) -> u128 {
        self.units
    }

    /// How many decimals the smallest unit has.
    pub const fn places(self) -> u8 {
        self.places
    }

    /// How many units make one vote.
    const fn one(self) -> u128 {
        10_u128.pow(self.places as u32)
    }

    /// The votes before the decimal point.
    pub const fn whole(self) -> u128 {
        self.units / self.one()
    }

    /// So many units of the same size.
    #[must_use]
    pub const fn of_units(self, units: u128) -> Self {
        Self { units, ..self }
    }

    /// Whether no part of a vote is meant.
    pub const fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Cut off after fewer decimals, for reading: a figure below the quota never looks as if it had
    /// reached it.
    #[must_use]
    pub const fn cut(self, places: u8) -> Self {
        if places >= self.places {
            return self;
        }
        let step = 10_u128.pow((self.places - places) as u32);
        Self::new(self.units / step, places)
    }

    /// Whether it is a whole number of votes.
    pub const fn is_whole(self) -> bool {
        self.units.is_multiple_of(self.one())
    }

    /// Rounded half up to fewer decimals, for reading.
    #[must_use]
    pub const fn rounded(self, places: u8) -> Self {
        if places >= self.places {
            return self;
        }
        let step = 10_u128.pow((self.places - places) as u32);
        Self::new((self.units + step / 2) / step, places)
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = usize::from(self.places);
        if width == 0 {
            return write!(f, "{}", self.units);
        }
        write!(f, "{}.{:0width$}", self.whole(), self.units % self.one())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_printed_to_the_last_decimal() {
        assert_eq!(Votes::new(116_100_000, 5).to_string(), "1161.00000");
        assert_eq!(Votes::new(7, 5).to_string(), "0.00007");
        assert_eq!(Votes::new(2_000_000_001, 9).to_string(), "2.000000001");
    }

    #[test]
    fn rounding_is_half_up() {
        let rounded = |units| Votes::new(units, 5).rounded(2).to_string();
        assert_eq!(rounded(25_688_716), "256.89");
        assert_eq!(rounded(12_500), "0.13");
        assert_eq!(rounded(12_499), "0.12");
        assert_eq!(Votes::new(150_000, 5).rounded(0).to_string(), "2");
    }
}
