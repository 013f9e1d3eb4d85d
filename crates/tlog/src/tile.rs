//! Tiles: the hashes of a tree in pieces that never change, each at an address of its own (C2SP tlog-tiles).

use std::fmt;
use std::str::FromStr;

use crate::hash::Hash;

/// How many hashes a full tile holds, and how many entries a full bundle.
pub const FULL: u16 = 256;

/// The highest level of a tile: eight levels of 256 each are more entries than a 64-bit number counts.
const TOP: u8 = 7;

/// The address of a tile: up to 256 hashes that stand beside one another in a tree.
///
/// At level 0 they are the hashes of entries; at each level above, each is the root over a full tile below. A tile that
/// is not full yet is *partial*, and its width is a part of its address, so what an address holds never changes.
///
/// ```
/// use alongside_tlog::Tile;
/// let tiles: Vec<String> = Tile::partial_of(70_000).map(|tile| tile.to_string()).collect();
/// assert_eq!(tiles, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
/// assert_eq!("tile/0/x001/x234/067".parse::<Tile>().unwrap().number(), 1_234_067);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    span: Span,
}

/// The address of a bundle of entries: those whose hashes are in the tile of level 0 with the same number and width.
///
/// ```
/// use alongside_tlog::Bundle;
/// let bundle = Bundle::of(300, 301).unwrap();
/// assert_eq!(bundle.to_string(), "tile/entries/001.p/45");
/// assert_eq!(bundle.first(), 256);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle(Span);

/// Which tile of a level, and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Span {
    number: u64,
    width: u16,
}

/// Text that is not the address of a tile or a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is not an address such as `tile/0/x001/x234/067`, `tile/1/005.p/17` or `tile/entries/000.p/3`"
)]
pub struct NoSuchAddress;

/// Bytes that are not what their address promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// A tile of another length.
    #[error("a tile of {width} hashes has {} bytes, and this has {bytes}", u64::from(*width) * 32)]
    Length {
        /// How many hashes there should be.
        width: u16,
        /// How many bytes there are.
        bytes: usize,
    },
    /// A bundle that ends within an entry.
    #[error("the bundle ends within its entry {0}, counted from 0")]
    Cut(u16),
    /// A bundle with more or fewer entries.
    #[error("the bundle should hold {wanted} entries, and there are {found}")]
    Entries {
        /// How many there should be.
        wanted: u16,
        /// How many there are; at most one more is counted.
        found: usize,
    },
}

impl Tile {
    /// The tile of this level and number as it is in a tree of so many entries; nothing where the tree has none.
    pub fn in_tree(level: u8, number: u64, size: u64) -> Option<Self> {
        let span = Span::within(number, hashes_at(level, size)?)?;
        Some(Self { level, span })
    }

    /// Every tile of a tree of so many entries, from the bottom up and from left to right.
    pub fn all_of(size: u64) -> impl Iterator<Item = Self> {
        (0..=TOP).flat_map(move |level| {
            let hashes = hashes_at(level, size).unwrap_or(0);
            let spans =
                (0..hashes.div_ceil(FULL.into())).filter_map(move |n| Span::within(n, hashes));
            spans.map(move |span| Self { level, span })
        })
    }

    /// The partial tiles of a tree of so many entries, from the bottom up: at most one for each level.
    pub fn partial_of(size: u64) -> impl Iterator<Item = Self> {
        (0..=TOP).filter_map(move |level| {
            let hashes = hashes_at(level, size)?;
            let span = Span::within(hashes / u64::from(FULL), hashes)?;
            Some(Self { level, span })
        })
    }

    /// At which level it is, from 0 to 7.
    pub const fn level(self) -> u8 {
        self.level
    }

    /// Which of its level it is, counted from 0.
    pub const fn number(self) -> u64 {
        self.span.number
    }

    /// How many hashes it holds, from 1 to 256.
    pub const fn width(self) -> u16 {
        self.span.width
    }

    /// Whether it holds 256 hashes.
    pub const fn is_full(self) -> bool {
        self.span.width == FULL
    }

    /// Its hashes from its bytes.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<Hash>, Misfit> {
        let (hashes, rest) = bytes.as_chunks();
        if rest.is_empty() && hashes.len() == usize::from(self.width()) {
            Ok(hashes.iter().map(|hash| Hash::from_bytes(*hash)).collect())
        } else {
            Err(Misfit::Length {
                width: self.width(),
                bytes: bytes.len(),
            })
        }
    }

    /// The bytes of hashes that stand beside one another.
    pub fn write(hashes: &[Hash]) -> Vec<u8> {
        hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
    }

    pub(crate) const fn full(level: u8, number: u64) -> Self {
        let span = Span {
            number,
            width: FULL,
        };
        Self { level, span }
    }
}

impl Bundle {
    /// The bundle that holds an entry in a tree of so many; nothing where the tree has no such entry.
    pub fn of(entry: u64, size: u64) -> Option<Self> {
        if entry < size {
            Span::within(entry / u64::from(FULL), size).map(Self)
        } else {
            None
        }
    }

    /// Every bundle of a tree of so many entries, in order.
    pub fn all_of(size: u64) -> impl Iterator<Item = Self> {
        (0..size.div_ceil(FULL.into())).filter_map(move |n| Span::within(n, size).map(Self))
    }

    /// Which it is, counted from 0.
    pub const fn number(self) -> u64 {
        self.0.number
    }

    /// The place of its first entry.
    pub const fn first(self) -> u64 {
        self.0.number * FULL as u64
    }

    /// How many entries it holds, from 1 to 256.
    pub const fn width(self) -> u16 {
        self.0.width
    }

    /// Its entries from its bytes: each behind its length, a 16-bit number with the high byte first.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<&[u8]>, Misfit> {
        let mut entries = Vec::with_capacity(self.width().into());
        let mut rest = bytes;
        for place in 0..self.width() {
            if rest.is_empty() {
                break;
            }
            let (length, after) = rest.split_first_chunk().ok_or(Misfit::Cut(place))?;
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, after) = after.split_at_checked(length).ok_or(Misfit::Cut(place))?;
            entries.push(entry);
            rest = after;
        }
        let found = entries.len() + usize::from(!rest.is_empty());
        if found == usize::from(self.width()) {
            Ok(entries)
        } else {
            Err(Misfit::Entries {
                wanted: self.width(),
                found,
            })
        }
    }

    /// The bytes of entries, one after the other; nothing where one is longer than 65,535 bytes, which no bundle holds.
    pub fn write<'e>(entries: impl IntoIterator<Item = &'e [u8]>) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for entry in entries {
            bytes.extend(u16::try_from(entry.len()).ok()?.to_be_bytes());
            bytes.extend(entry);
        }
        Some(bytes)
    }
}

/// How many hashes the tiles of a level hold in a tree of so many entries.
fn hashes_at(level: u8, size: u64) -> Option<u64> {
    (level <= TOP).then(|| size >> (8 * u32::from(level)))
}

impl Span {
    /// As much of it as there is where so many stand beside one another.
    fn within(number: u64, of: u64) -> Option<Self> {
        let before = number.checked_mul(FULL.into())?;
        let width = of.checked_sub(before)?.min(FULL.into());
        let width = u16::try_from(width).ok().filter(|width| *width > 0)?;
        Some(Self { number, width })
    }

    fn parse(text: &str) -> Option<Self> {
        let (digits, width) = match text.split_once(".p/") {
            Some((digits, width)) => (
                digits,
                decimal(width).filter(|width| (1..FULL.into()).contains(width))?,
            ),
            None => (text, u64::from(FULL)),
        };
        let (above, last) = match digits.rsplit_once('/') {
            Some((above, last)) => (Some(above), last),
            None => (None, digits),
        };
        let mut number = three(last)?;
        let mut weight = 1_u64;
        for part in above.into_iter().flat_map(|above| above.rsplit('/')) {
            weight = weight.checked_mul(1000)?;
            let part = three(part.strip_prefix('x')?)?;
            number = part.checked_mul(weight)?.checked_add(number)?;
        }
        let span = Self {
            number,
            width: u16::try_from(width).ok()?,
        };
        // One address for each: no `x000` in front.
        (span.to_string() == text).then_some(span)
    }
}

/// Exactly three digits.
fn three(text: &str) -> Option<u64> {
    let all = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok())?
}

/// A number as it is written: no sign, no zero in front.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let zeros = text.len() > 1 && text.starts_with('0');
    (digits && !zeros).then(|| text.parse().ok())?
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut above = Vec::new();
        let mut rest = self.number / 1000;
        while rest > 0 {
            above.push(rest % 1000);
            rest /= 1000;
        }
        for part in above.iter().rev() {
            write!(f, "x{part:03}/")?;
        }
        write!(f, "{:03}", self.number % 1000)?;
        if self.width < FULL {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/{}", self.level, self.span)
    }
}

impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/entries/{}", self.0)
    }
}

impl FromStr for Tile {
    type Err = NoSuchAddress;

    fn from_str(text: &str) -> Result<Self, NoSuchAddress> {
        let parts = text
            .strip_prefix("tile/")
            .and_then(|rest| rest.split_once('/'));
        let (level, span) = parts.ok_or(NoSuchAddress)?;
        let level = decimal(level).and_then(|level| u8::try_from(level).ok());
        let level = level.filter(|level| *level <= TOP).ok_or(NoSuchAddress)?;
        let span = Span::parse(span).ok_or(NoSuchAddress)?;
        Ok(Self { level, span })
    }
}

impl FromStr for Bundle {
    type Err = NoSuchAddress;

    fn from_str(text: &str) -> Result<Self, NoSuchAddress> {
        let span = text.strip_prefix("tile/entries/").and_then(Span::parse);
        span.map(Self).ok_or(NoSuchAddress)
    }
}

#[cfg(test)]
mod tests;
