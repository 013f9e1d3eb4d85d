//! QR codes: an address as a phone reads it from paper.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code (ISO/IEC 18004), with the light edge that it needs.
///
/// ```
/// use alongside_pages::Code;
/// let code = Code::of("https://alongside.example/rivermead").unwrap();
/// assert_eq!(code.size(), 29 + 2 * 4);
/// assert_eq!(Code::of(&"x".repeat(4_000)), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    size: usize,
    dark: Vec<bool>,
}

/// So many light squares are on each side.
const EDGE: usize = 4;

impl Code {
    /// A text as a code of which about a seventh may be lost; nothing where it is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let dark = code.to_colors().into_iter().map(|c| c == Color::Dark);
        Some(Self {
            size: code.width(),
            dark: dark.collect(),
        })
    }

    /// How many squares are on each side, with the light edge.
    pub const fn size(&self) -> usize {
        self.size + 2 * EDGE
    }

    /// Rows of dark squares side by side: from where, in which row, and how many.
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (y, row) in self.dark.chunks(self.size.max(1)).enumerate() {
            let mut x = 0;
            for part in row.chunk_by(|one, other| one == other) {
                if part.first() == Some(&true) {
                    runs.push((x + EDGE, y + EDGE, part.len()));
                }
                x += part.len();
            }
        }
        runs
    }

    /// The dark squares as the path of an SVG.
    pub(crate) fn path(&self) -> String {
        let runs = self.runs().into_iter();
        let squares = runs.map(|(x, y, wide)| format!("M{x} {y}h{wide}v1h-{wide}z"));
        squares.collect::<Vec<_>>().concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many points a square has.
    const SCALE: usize = 4;

    #[test]
    fn a_phone_reads_back_what_was_written() {
        let address =
            "https://alongside.example/rivermead/meetings/0199a3f4-5b1e-7c3a-9d70-1f2e3d4c5b6a";
        let code = Code::of(address).unwrap();
        let runs = code.runs();
        let is_dark = |x: usize, y: usize| {
            let mut runs = runs.iter();
            runs.any(|(from, row, wide)| *row == y && (*from..from + wide).contains(&x))
        };
        let side = code.size() * SCALE;
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if is_dark(x / SCALE, y / SCALE) {
                0
            } else {
                255
            }
        });
        let grids = seen.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().unwrap().1, address);
    }
}
