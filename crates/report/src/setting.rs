//! Text set in lines of so much width.

use crate::Unwritable;
use crate::type_face::{Run, Type, Weight};

/// A line, with how wide it is in parts of the size.
#[derive(Clone, Default)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// In points.
    pub(crate) size: f32,
}

/// A text in lines no wider than so many points. It is cut between words, and a word that is too wide anywhere.
pub(crate) fn lines(
    of: &Type,
    text: &str,
    style: Style,
    room: f32,
) -> Result<Vec<Line>, Unwritable> {
    let room = room / style.size;
    let width = |text: &str| {
        let runs = of.set(text, style.weight)?;
        Ok::<f32, Unwritable>(runs.iter().map(|run| run.width).sum())
    };
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if width(&longer)? <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if width(&line)? > room {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(letter);
                }
            }
        }
        lines.push(line);
    }
    lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let runs = of.set(line, style.weight)?;
            Ok(Line { runs })
        })
        .collect()
}
