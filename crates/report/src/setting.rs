//! Text set in lines of so much width.

use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;

use crate::Unwritable;
use crate::type_face::{Run, Type, Weight, is_unseen};

/// A line: what it says, and the runs that show it, from left to right.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) runs: Vec<Run>,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// In points.
    pub(crate) size: f32,
}

impl Line {
    /// How wide it is, in parts of the size.
    pub(crate) fn width(&self) -> f32 {
        self.runs.iter().map(|run| run.width).sum()
    }
}

/// A text in lines no wider than so many points. It is cut between words, and a word that is too wide anywhere.
pub(crate) fn lines(
    of: &Type,
    text: &str,
    style: Style,
    room: f32,
) -> Result<Vec<Line>, Unwritable> {
    let room = room / style.size;
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let words = words.join(" ");
        let paragraph = Paragraph::of(&words);
        let width = |range| Ok(paragraph.set(of, range, style)?.width());
        for range in paragraph.cut(room, width)? {
            lines.push(paragraph.set(of, range, style)?);
        }
    }
    Ok(lines)
}

/// Words with one space between them, which know which way they are written.
struct Paragraph<'a> {
    words: &'a str,
    directions: ParagraphBidiInfo<'a>,
}

impl<'a> Paragraph<'a> {
    /// The whole is written the way of its first letter, as what people wrote is on pages.
    fn of(words: &'a str) -> Self {
        Self {
            words,
            directions: ParagraphBidiInfo::new(words, None),
        }
    }

    /// A part of it as a line.
    fn set(&self, of: &Type, range: Range<usize>, style: Style) -> Result<Line, Unwritable> {
        let letters = self.words[range.clone()].chars();
        let text = letters.filter(|c| !is_unseen(*c)).collect();
        let mut runs = Vec::new();
        if !range.is_empty() {
            let (levels, ranges) = self.directions.visual_runs(range);
            for range in ranges {
                let is_rtl = levels[range.start].is_rtl();
                runs.extend(of.set(&self.words[range], is_rtl, style.weight)?);
            }
        }
        Ok(Line { text, runs })
    }

    /// The parts that are lines no wider than there is room, of which the width of each part is told.
    fn cut(
        &self,
        room: f32,
        width: impl Fn(Range<usize>) -> Result<f32, Unwritable>,
    ) -> Result<Vec<Range<usize>>, Unwritable> {
        let mut lines = Vec::new();
        let mut line = 0..0;
        let (mut filled, mut begins) = (0.0, 0);
        for word in self.words.split(' ') {
            let ends = begins + word.len();
            // Letters are not joined across a space, so a line is as wide as its words and the spaces between them.
            let more = width(line.end..begins)? + width(begins..ends)?;
            if filled + more <= room {
                line.end = ends;
                filled += more;
            } else {
                lines.push(line);
                line = begins..begins;
                for (at, letter) in word.char_indices() {
                    let after = begins + at + letter.len_utf8();
                    if !line.is_empty() && width(line.start..after)? > room {
                        lines.push(line.clone());
                        line.start = line.end;
                    }
                    line.end = after;
                }
                filled = width(line.clone())?;
            }
            begins = ends + 1;
        }
        lines.push(line);
        lines.retain(|line| !line.is_empty());
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        weight: Weight::Regular,
        size: 10.0,
    };

    fn set(text: &str, room: f32) -> Vec<Line> {
        lines(&Type::new().unwrap(), text, STYLE, room).unwrap()
    }

    /// What stands in a line from left to right, run by run.
    fn shown(text: &str) -> Vec<String> {
        let lines = set(text, 1_000.0);
        assert_eq!(lines.len(), 1);
        lines[0].runs.iter().map(|run| run.text.clone()).collect()
    }

    fn glyphs(text: &str) -> Vec<u32> {
        let line = set(text, 1_000.0).remove(0);
        let glyphs = line.runs.into_iter().flat_map(|run| run.glyphs);
        glyphs.map(|glyph| glyph.glyph_id.to_u32()).collect()
    }

    #[test]
    fn what_is_written_from_the_right_stands_right() {
        assert_eq!(shown("a متى b"), ["a ", "متى", " b"]);
        assert_eq!(shown("متى Rivermead 12؟"), ["؟", "Rivermead 12", "متى "]);
        // A name keeps its own way, whatever stands beside it.
        assert_eq!(
            shown("متى \u{2068}Rivermead (UK)\u{2069} متى"),
            ["متى", " ", "Rivermead (UK)", "متى "]
        );
    }

    #[test]
    fn arabic_letters_are_joined() {
        let (alone, joined) = (glyphs("ع"), glyphs("ععع"));
        assert_eq!(joined.len(), 3);
        // From left to right: the last, the one in the middle, the first; each in a form of its own.
        let mut forms = joined;
        forms.extend(alone);
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), 4);
        // Kept apart, they are not.
        assert_ne!(glyphs("ع\u{200c}ع"), glyphs("عع"));
    }

    #[test]
    fn a_line_is_as_wide_as_there_is_room_and_a_word_that_is_too_wide_is_cut() {
        for text in [
            "One word after another, and one more.",
            "كلمة بعد كلمة، وكلمة أخرى",
        ] {
            let whole = set(text, 1_000.0).remove(0).width() * STYLE.size;
            for part in [2.0, 4.0, 40.0] {
                let room = whole / part;
                let lines = set(text, room);
                for line in &lines {
                    let is_one_letter = line.text.chars().count() == 1;
                    assert!(line.width() * STYLE.size <= room + 0.1 || is_one_letter);
                }
                let said: Vec<&str> = lines.iter().map(|line| line.text.trim()).collect();
                let letters = |text: &str| text.replace(' ', "");
                assert_eq!(letters(&said.concat()), letters(text));
            }
        }
    }
}
