//! Brand colours: each area's own, as a small stylesheet at an address of its own, because a strict
//! content security policy lets no colour into the page itself.

use std::fmt;

/// The paper of the theme, light and dark, as in `templates/theme.css`.
const PAPERS: [Colour; 2] = [Colour(0xfd, 0xf9, 0xf2), Colour(0x1c, 0x18, 0x14)];

/// What a colour that carries meaning has to stand out by (WCAG 2.2, 1.4.11).
const LEAST_CONTRAST: f64 = 3.0;

/// A colour of the sRGB space: red, green, blue.
///
/// ```
/// use alongside_pages::Colour;
/// let colour = Colour::parse("#7A1F5c").unwrap();
/// assert_eq!(colour.to_string(), "7a1f5c");
/// assert!(colour.stylesheet().starts_with(":root{--area:#7a1f5c;"));
/// assert_eq!(Colour::parse("red"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(u8, u8, u8);

impl Default for Colour {
    /// The first colour of the theme, which an area has until it chooses its own.
    fn default() -> Self {
        Self(0x4a, 0x3f, 0x8f)
    }
}

impl Colour {
    /// Six hexadecimal figures, with or without `#` before them.
    pub fn parse(written: &str) -> Option<Self> {
        let figures = written.trim().trim_start_matches('#');
        if figures.len() != 6 || !figures.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(figures.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// The stylesheet: the colour, made darker or lighter as far as it needs to stand out from
    /// light and from dark paper.
    pub fn stylesheet(self) -> String {
        let [light, dark] = PAPERS.map(|paper| self.against(paper));
        format!(
            ":root{{--area:#{light};}}@media screen and (prefers-color-scheme:dark){{:root{{--area:#{dark};}}}}\n"
        )
    }

    /// The same, away from the paper in small steps until it stands out.
    fn against(self, paper: Self) -> Self {
        let end = if paper.luminance() > 0.5 { 0 } else { 255 };
        (0..=20)
            .map(|step| self.towards(end, step))
            .find(|colour| colour.contrast(paper) >= LEAST_CONTRAST)
            .unwrap_or(Self(end, end, end))
    }

    /// So many twentieths of the way to black or white.
    fn towards(self, end: u8, step: u16) -> Self {
        let mix = |part: u8| {
            let mixed = (u16::from(part) * (20 - step) + u16::from(end) * step) / 20;
            u8::try_from(mixed).unwrap_or(end)
        };
        Self(mix(self.0), mix(self.1), mix(self.2))
    }

    /// The contrast ratio of WCAG 2.2.
    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_stands_out_from_light_and_from_dark_paper() {
        for colour in ["000000", "ffffff", "ffff00", "fdf9f2", "1c1814", "17604f"] {
            let colour = Colour::parse(colour).unwrap();
            for paper in PAPERS {
                assert!(colour.against(paper).contrast(paper) >= LEAST_CONTRAST);
            }
        }
    }

    #[test]
    fn a_colour_that_stands_out_is_left_as_it_is() {
        let green = Colour::parse("17604f").unwrap();
        assert_eq!(green.against(PAPERS[0]), green);
    }
}
