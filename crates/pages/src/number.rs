//! Numbers as people read them.

use std::fmt;

/// A count in figures, with a comma between thousands: `1,204`.
#[derive(Clone, Copy)]
pub(crate) struct Count(pub(crate) usize);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = self.0.to_string();
        for (place, figure) in figures.char_indices() {
            if place > 0 && (figures.len() - place).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{figure}")?;
        }
        Ok(())
    }
}

/// A count inside a sentence: letters below ten, figures from there on.
#[derive(Clone, Copy)]
pub(crate) struct InWords(pub(crate) usize);

impl fmt::Display for InWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LETTERS: [&str; 10] = [
            "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ];
        match LETTERS.get(self.0) {
            Some(letters) => f.write_str(letters),
            None => Count(self.0).fmt(f),
        }
    }
}

/// A part of a whole, from 0 to 1, in whole percent. Only nothing is 0 % and only all is 100 %:
/// 199 of 200 is 99 %.
#[derive(Clone, Copy)]
pub(crate) struct Percent(pub(crate) f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NEXT_TO_NOTHING: f64 = 1e-9;
        let least = if self.0 > NEXT_TO_NOTHING { 1.0 } else { 0.0 };
        let most = if self.0 < 1.0 - NEXT_TO_NOTHING {
            99.0
        } else {
            100.0
        };
        let whole = (self.0 * 100.0).round().clamp(least, most);
        write!(f, "{whole:.0}\u{a0}%")
    }
}

/// The form of a word that goes with a count.
pub(crate) fn by_count<'w>(count: usize, one: &'w str, several: &'w str) -> &'w str {
    if count == 1 { one } else { several }
}

/// The first letter made a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_commas() {
        let written = [0, 7, 999, 1_000, 123_456, 1_000_000].map(|n| Count(n).to_string());
        assert_eq!(written, ["0", "7", "999", "1,000", "123,456", "1,000,000"]);
    }

    #[test]
    fn counts_in_sentences_are_letters_below_ten() {
        let written = [0, 1, 9, 10, 2_000].map(|n| InWords(n).to_string());
        assert_eq!(written, ["none", "one", "nine", "10", "2,000"]);
    }

    #[test]
    fn only_nothing_is_0_percent_and_only_all_is_100() {
        let written = [0.0, 0.001, 0.314, 0.999, 1.0].map(|part| Percent(part).to_string());
        assert_eq!(
            written,
            [
                "0\u{a0}%",
                "1\u{a0}%",
                "31\u{a0}%",
                "99\u{a0}%",
                "100\u{a0}%"
            ]
        );
    }

    #[test]
    fn lists_end_with_and() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        let written = [0, 1, 2, 3].map(|n| listed(&parts[..n]));
        assert_eq!(written, ["", "a", "a and b", "a, b and c"]);
    }
}
