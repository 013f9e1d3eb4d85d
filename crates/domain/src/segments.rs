//! How many pieces a text message is sent in, which is what it costs.
//!
//! The alphabet is that of GSM (3GPP TS 23.038, 6.2.1): seven bits for each character, and fourteen for those of its
//! extension table. A text with any other character is written in UCS-2, sixteen bits for each code unit. One piece
//! holds 140 bytes; of several, each gives six to a header that says how they belong together (3GPP TS 23.040, 9.2.3.24).

use std::str::FromStr;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits for a character.
    Gsm,
    /// Sixteen bits for a code unit.
    Ucs2,
}

/// In what, and in how many pieces, a text is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segments {
    /// What it is written in.
    pub alphabet: Alphabet,
    /// Its length: septets of seven bits, or code units of sixteen.
    pub units: usize,
    /// How many pieces. An empty text is one.
    pub count: usize,
}

/// What a provider takes for one piece, in hundredths of a penny.
///
/// ```
/// use alongside_domain::PiecePrice;
/// let price: PiecePrice = "2.4".parse().unwrap();
/// assert_eq!(price.of(1_000), "£24.00");
/// assert_eq!(price.of(3), "£0.08");
/// assert!("2.345".parse::<PiecePrice>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PiecePrice(u32);

/// A text that is no price in pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write pence for one piece, below 100 and with up to two places, such as 2.4")]
pub struct NotAPrice;

impl PiecePrice {
    /// What so many pieces cost, in pounds, rounded up to a penny.
    pub fn of(self, pieces: usize) -> String {
        let pence = (pieces as u64 * u64::from(self.0)).div_ceil(100);
        format!("£{}.{:02}", pence / 100, pence % 100)
    }
}

impl FromStr for PiecePrice {
    type Err = NotAPrice;

    fn from_str(text: &str) -> Result<Self, NotAPrice> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let is_number =
            |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole) || !is_number(part) {
            return Err(NotAPrice);
        }
        let read = |text: &str| text.parse::<u32>().map_err(|_| NotAPrice);
        let part = if part.len() == 1 {
            10 * read(part)?
        } else {
            read(part)?
        };
        Ok(Self(100 * read(whole)? + part))
    }
}

/// The basic table, in the order of its codes from 0 to 127, without the escape at 27.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table: each is the escape and one more.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How much fits into the only piece, and into each of several.
const fn fits(alphabet: Alphabet) -> (usize, usize) {
    match alphabet {
        Alphabet::Gsm => (160, 153),
        Alphabet::Ucs2 => (70, 67),
    }
}

impl Segments {
    /// Counts the pieces of a text, as they are cut: no character is cut in two.
    ///
    /// ```
    /// use alongside_domain::{Alphabet, Segments};
    /// let of = |text: &str| Segments::of(text).count;
    /// assert_eq!((of(&"a".repeat(160)), of(&"a".repeat(161))), (1, 2));
    /// assert_eq!((of(&"ş".repeat(70)), of(&"ş".repeat(71))), (1, 2));
    /// // The sign of the euro counts twice.
    /// assert_eq!((of(&"€".repeat(80)), of(&"€".repeat(81))), (1, 2));
    /// ```
    pub fn of(text: &str) -> Self {
        let alphabet = if text.chars().all(|c| septets(c).is_some()) {
            Alphabet::Gsm
        } else {
            Alphabet::Ucs2
        };
        let widths = text.chars().map(|c| match alphabet {
            Alphabet::Gsm => septets(c).unwrap_or(1),
            Alphabet::Ucs2 => c.len_utf16(),
        });
        let widths: Vec<usize> = widths.collect();
        let units = widths.iter().sum();
        let (alone, each) = fits(alphabet);
        Self {
            alphabet,
            units,
            count: if units <= alone {
                1
            } else {
                pieces(&widths, each)
            },
        }
    }
}

/// How many pieces of this size hold characters of these widths.
fn pieces(widths: &[usize], size: usize) -> usize {
    let (mut count, mut left) = (1, size);
    for width in widths {
        if *width > left {
            count += 1;
            left = size;
        }
        left -= *width;
    }
    count
}

/// How many septets a character takes; nothing where the alphabet does not have it.
fn septets(c: char) -> Option<usize> {
    if BASIC.contains(c) {
        Some(1)
    } else {
        EXTENSION.contains(c).then_some(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_as_long_as_the_standard_says() {
        // 128 codes without the escape.
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENSION.chars().count(), 10);
        let mut all: Vec<char> = BASIC.chars().chain(EXTENSION.chars()).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 137);
    }

    #[test]
    fn a_text_is_as_many_pieces_as_it_is_cut_into() {
        for (text, alphabet, units, count) in [
            (String::new(), Alphabet::Gsm, 0, 1),
            ("a".repeat(160), Alphabet::Gsm, 160, 1),
            ("a".repeat(161), Alphabet::Gsm, 161, 2),
            ("a".repeat(306), Alphabet::Gsm, 306, 2),
            ("a".repeat(307), Alphabet::Gsm, 307, 3),
            // An escape and what follows it stay together: 152 of 153 are used.
            (
                format!("{}€{}", "a".repeat(152), "b".repeat(152)),
                Alphabet::Gsm,
                306,
                3,
            ),
            ("€".repeat(80), Alphabet::Gsm, 160, 1),
            // 76 to a piece, as 153 is odd.
            ("€".repeat(152), Alphabet::Gsm, 304, 2),
            ("€".repeat(153), Alphabet::Gsm, 306, 3),
            ("é".repeat(160), Alphabet::Gsm, 160, 1),
            // A small c with a cedilla is not in the alphabet; the capital is.
            ("Ç".repeat(160), Alphabet::Gsm, 160, 1),
            ("ç".repeat(70), Alphabet::Ucs2, 70, 1),
            ("ş".repeat(71), Alphabet::Ucs2, 71, 2),
            ("ş".repeat(134), Alphabet::Ucs2, 134, 2),
            ("ş".repeat(135), Alphabet::Ucs2, 135, 3),
            ("جلسة".repeat(17), Alphabet::Ucs2, 68, 1),
            // Two code units each, and none is cut in two: 33 to a piece.
            ("🌱".repeat(35), Alphabet::Ucs2, 70, 1),
            ("🌱".repeat(66), Alphabet::Ucs2, 132, 2),
            ("🌱".repeat(67), Alphabet::Ucs2, 134, 3),
            // A curly quotation mark makes all of it long.
            (format!("{}’", "a".repeat(70)), Alphabet::Ucs2, 71, 2),
        ] {
            let segments = Segments::of(&text);
            assert_eq!(
                (segments.alphabet, segments.units, segments.count),
                (alphabet, units, count),
                "{text}"
            );
        }
    }
}
