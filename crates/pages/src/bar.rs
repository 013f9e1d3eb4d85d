//! Bars: a tally as one horizontal bar of segments, drawn on the server.

use crate::number::{Count, listed};
use crate::outcome::Outcome;
use crate::tally::TallyView;

/// No segment is narrower than this share of the bar, so that one of thousands is still seen.
const NARROWEST: f64 = 0.6;

/// The width of the bar on the narrowest screen, and of one letter of a label, in CSS pixels.
const BAR_PIXELS: f64 = 272.0;
const LETTER_PIXELS: f64 = 9.0;

/// A bar. Its title says all its counts in words.
pub(crate) struct Bar {
    /// The id of its title.
    pub(crate) id: String,
    /// `Kept 7, missed 2 and no evidence 1`.
    pub(crate) says: String,
    pub(crate) segments: Vec<Segment>,
}

/// One outcome's part of a bar. Places and widths are in percent of the bar.
pub(crate) struct Segment {
    pub(crate) outcome: Outcome,
    pub(crate) at: f64,
    pub(crate) width: f64,
    /// What is written inside: the outcome and its count, the count, or nothing.
    pub(crate) label: String,
}

impl Segment {
    pub(crate) fn middle(&self) -> f64 {
        self.at + self.width / 2.0
    }
}

impl Bar {
    /// `None` where there is nothing to show.
    pub(crate) fn new(id: String, tally: &TallyView) -> Option<Self> {
        let says: Vec<String> = tally
            .rows()
            .iter()
            .filter(|row| row.count > 0)
            .map(|row| format!("{} {}", row.outcome.words(), row.figures()))
            .collect();
        let mut bar = Self::in_words(id, tally, |outcome| outcome.label().to_owned())?;
        bar.says = crate::number::capital(&listed(&says));
        Some(bar)
    }

    /// The same with the outcomes in other words, given by `label_of`, and what it says left empty.
    pub(crate) fn in_words(
        id: String,
        tally: &TallyView,
        label_of: impl Fn(Outcome) -> String,
    ) -> Option<Self> {
        let mut rows = tally.rows();
        rows.retain(|row| row.count > 0);
        if rows.is_empty() {
            return None;
        }
        let total = as_width(tally.total());
        let wanted = |count| (as_width(count) / total * 100.0).max(NARROWEST);
        let scale = 100.0 / rows.iter().map(|row| wanted(row.count)).sum::<f64>();
        let mut at = 0.0;
        let mut segments = Vec::with_capacity(rows.len());
        for row in &rows {
            let width = wanted(row.count) * scale;
            let name = label_of(row.outcome);
            segments.push(Segment {
                outcome: row.outcome,
                at,
                width,
                label: label(&name, row.count, width),
            });
            at += width;
        }
        Some(Self {
            id,
            says: String::new(),
            segments,
        })
    }

    /// The same from the other side, for languages written from right to left.
    #[must_use]
    pub(crate) fn mirrored(mut self) -> Self {
        for segment in &mut self.segments {
            segment.at = 100.0 - segment.at - segment.width;
        }
        self
    }
}

/// As much as fits even on the narrowest screen.
fn label(name: &str, count: usize, width: f64) -> String {
    let room = width / 100.0 * BAR_PIXELS;
    let fits = |label: &String| as_width(label.chars().count() + 1) * LETTER_PIXELS <= room;
    let figures = Count(count).to_string();
    [format!("{name} {figures}"), figures]
        .into_iter()
        .find(fits)
        .unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
const fn as_width(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use alongside_charter::Tally;

    #[test]
    fn segments_fill_the_bar_and_the_smallest_is_still_seen() {
        let tally = TallyView(Tally {
            kept: 99_999,
            missed: 1,
            ..Tally::default()
        });
        let bar = Bar::new("b".to_owned(), &tally).unwrap();
        assert_eq!(bar.says, "Kept 99,999 and missed 1");
        assert_eq!(bar.segments[0].label, "Kept 99,999");
        assert_eq!(bar.segments[1].label, "");
        assert!(bar.segments[1].width > 0.5);
        let end = bar.segments[1].at + bar.segments[1].width;
        assert!((end - 100.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_has_no_bar() {
        assert!(Bar::new("b".to_owned(), &TallyView::default()).is_none());
    }
}
