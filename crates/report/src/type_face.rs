//! The type: which glyph a letter is, and how wide it is set.

use std::sync::Arc;

use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use skrifa::instance::{Location, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::Unwritable;

/// The letters of Western Europe, and those of the rest of it, such as Turkish.
const FILES: [&[u8]; 2] = [
    include_bytes!("../fonts/latin.ttf"),
    include_bytes!("../fonts/latin-ext.ttf"),
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
    at: Location,
}

/// Letters that one font has, side by side.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) font: Font,
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

    /// A text as runs. Marks that cannot be seen are left out.
    pub(crate) fn set(&self, text: &str, weight: Weight) -> Result<Vec<Run>, Unwritable> {
        let faces = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let mut runs: Vec<(usize, Run)> = Vec::new();
        for letter in text.chars().filter(|c| !is_unseen(*c)) {
            let found = faces
                .iter()
                .enumerate()
                .find_map(|(at, face)| Some((at, face, face.glyph(letter)?)));
            let (at, face, (glyph, advance)) = found.ok_or(Unwritable::Letter(letter))?;
            if runs.last().is_none_or(|(of, _)| *of != at) {
                runs.push((at, Run::of(face)));
            }
            if let Some((_, run)) = runs.last_mut() {
                run.push(letter, glyph, advance);
            }
        }
        Ok(runs.into_iter().map(|(_, run)| run).collect())
    }
}

impl Face {
    /// The glyph of a letter and how wide it is, in parts of the size.
    fn glyph(&self, letter: char) -> Option<(u32, f32)> {
        let glyph = self.letters.charmap().map(letter)?;
        let metrics = self.letters.glyph_metrics(Size::unscaled(), &self.at);
        let advance = metrics.advance_width(glyph)?;
        Some((glyph.to_u32(), advance / self.font.units_per_em()))
    }
}

impl Run {
    fn of(face: &Face) -> Self {
        Self {
            font: face.font.clone(),
            text: String::new(),
            glyphs: Vec::new(),
            width: 0.0,
        }
    }

    fn push(&mut self, letter: char, glyph: u32, advance: f32) {
        let begins = self.text.len();
        self.text.push(letter);
        self.width += advance;
        self.glyphs.push(KrillaGlyph::new(
            GlyphId::new(glyph),
            advance,
            0.0,
            0.0,
            0.0,
            begins..self.text.len(),
            None,
        ));
    }
}

fn faces(weight: f32) -> Result<Vec<Face>, Unwritable> {
    let fault = || Unwritable::Fault("a font that comes with the program is none".to_owned());
    FILES
        .into_iter()
        .map(|file| {
            let letters = FontRef::new(file).map_err(|_| fault())?;
            let at = letters.axes().location([("wght", weight)]);
            let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(file);
            let axes = [(Tag::new(b"wght"), weight)];
            let font = Font::new_variable(data.into(), 0, &axes).ok_or_else(fault)?;
            Ok(Face { font, letters, at })
        })
        .collect()
}

/// Marks that turn or hold the direction of writing, and places where a word may be cut.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}
