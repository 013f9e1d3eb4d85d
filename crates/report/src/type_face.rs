//! The type: which glyphs show a text, and how wide they are set.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{Direction, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use skrifa::{FontRef, MetadataProvider as _};

use crate::Unwritable;

/// The letters of Western Europe, those of the rest of it, such as Turkish, and the Arabic ones.
const FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/latin.ttf"),
    include_bytes!("../fonts/latin-ext.ttf"),
    include_bytes!("../fonts/arabic.ttf"),
];

/// How heavy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The type in both weights.
pub(crate) struct Type {
    regular: Vec<Face>,
    bold: Vec<Face>,
}

struct Face {
    font: Font,
    letters: FontRef<'static>,
    data: ShaperData,
    at: ShaperInstance,
}

/// Letters that one font has, side by side from left to right.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) font: Font,
    /// The letters in the order in which they are read.
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    /// How wide it is, in parts of the size.
    pub(crate) width: f32,
}

impl Type {
    pub(crate) fn new() -> Result<Self, Unwritable> {
        Ok(Self {
            regular: faces(400.0)?,
            bold: faces(700.0)?,
        })
    }

    /// A text that is all written one way, as runs from left to right. Marks that cannot be seen are left out.
    pub(crate) fn set(
        &self,
        text: &str,
        is_rtl: bool,
        weight: Weight,
    ) -> Result<Vec<Run>, Unwritable> {
        let faces = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let mut parts: Vec<(usize, String)> = Vec::new();
        for letter in text.chars().filter(|c| !is_unseen(*c)) {
            let has = |at: usize| faces[at].has(letter);
            // What stands between letters is best set with those before it.
            let before = parts.last().map(|(at, _)| *at).filter(|at| has(*at));
            let found = before.or_else(|| (0..faces.len()).find(|at| has(*at)));
            let found = found.ok_or(Unwritable::Letter(letter))?;
            match parts.last_mut() {
                Some((at, part)) if *at == found => part.push(letter),
                _ => parts.push((found, letter.to_string())),
            }
        }
        if is_rtl {
            parts.reverse();
        }
        let runs = parts
            .into_iter()
            .map(|(at, part)| faces[at].shape(part, is_rtl));
        Ok(runs.collect())
    }
}

impl Face {
    fn has(&self, letter: char) -> bool {
        is_joiner(letter) || self.letters.charmap().map(letter).is_some()
    }

    fn shape(&self, text: String, is_rtl: bool) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        buffer.set_direction(if is_rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let face = self.data.shaper(&self.letters);
        let face = face.instance(Some(&self.at)).build();
        let shaped = face.shape(buffer, ShapeOptions::new());
        let infos = shaped.glyph_infos();
        let begins: BTreeSet<u32> = infos.iter().map(|info| info.cluster).collect();
        // The letters of a glyph reach as far as those of the next one that is read.
        let letters = |begin: u32| -> Range<usize> {
            let next = begins.range(begin + 1..).next();
            let end = next.map_or(text.len(), |next| *next as usize);
            begin as usize..end
        };
        let part = |units: i32| {
            let units = f64::from(units) / f64::from(self.font.units_per_em());
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a length on a page needs no more"
            )]
            let part = units as f32;
            part
        };
        let glyphs: Vec<KrillaGlyph> = infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, at)| {
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    part(at.x_advance),
                    part(at.x_offset),
                    part(at.y_offset),
                    part(at.y_advance),
                    letters(info.cluster),
                    None,
                )
            })
            .collect();
        Run {
            font: self.font.clone(),
            width: glyphs.iter().map(|glyph| glyph.x_advance).sum(),
            glyphs,
            text,
        }
    }
}

fn faces(weight: f32) -> Result<Vec<Face>, Unwritable> {
    let fault = || Unwritable::Fault("a font that comes with the program is none".to_owned());
    FILES
        .into_iter()
        .map(|file| {
            let letters = FontRef::new(file).map_err(|_| fault())?;
            let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(file);
            let axes = [(Tag::new(b"wght"), weight)];
            let font = Font::new_variable(data.into(), 0, &axes).ok_or_else(fault)?;
            Ok(Face {
                font,
                data: ShaperData::new(&letters),
                at: ShaperInstance::from_variations(&letters, [("wght", weight)]),
                letters,
            })
        })
        .collect()
}

/// Marks that turn or hold the direction of writing, and places where a word may be cut.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// Marks that say whether two letters are joined. Nothing of them is seen, and they belong to the letters beside them.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
