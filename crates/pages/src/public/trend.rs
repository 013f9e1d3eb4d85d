//! A trend: a place's own past by quarter, as columns drawn on the server and as a table.

use std::collections::BTreeMap;

use alongside_charter::{Quarter, Tally};
use jiff::civil::Date;

use crate::public::counts::Counts;
use crate::tally::TallyView;
use crate::words::Words;

/// As many quarters are drawn; the table has them too.
const MOST_COLUMNS: usize = 8;

/// The height of a full column, in CSS pixels, and its width in percent of its place.
const HEIGHT: f64 = 120.0;
const WIDTH: f64 = 72.0;

/// Columns and rows for the last two years, oldest first.
pub(crate) struct Trend<'w> {
    /// All columns in words.
    pub(crate) says: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<(String, Counts<'w>)>,
    pub(crate) has_few: bool,
}

/// One quarter. Places and widths are in percent of the chart, heights in CSS pixels.
pub(crate) struct Column {
    pub(crate) at: f64,
    pub(crate) width: f64,
    /// The height of what was kept; `None` where there are too few to say.
    pub(crate) kept: Option<f64>,
    /// The share kept, over the column.
    pub(crate) share: String,
    pub(crate) month: String,
    /// Under the first column and the first of each year.
    pub(crate) year: Option<i16>,
}

impl Column {
    pub(crate) fn middle(&self) -> f64 {
        self.at + self.width / 2.0
    }

    /// The height of what was missed.
    pub(crate) fn missed(&self) -> f64 {
        HEIGHT - self.kept.unwrap_or(HEIGHT)
    }
}

impl<'w> Trend<'w> {
    /// Of tallies by quarter in any order; those of one quarter are added. `None` where there is
    /// no past to show.
    pub(crate) fn new<'t>(
        words: &'w Words,
        as_of: Date,
        quarters: impl IntoIterator<Item = &'t (Quarter, Tally)>,
    ) -> Option<Self> {
        let mut by_quarter: BTreeMap<Quarter, TallyView> = BTreeMap::new();
        for (quarter, tally) in quarters {
            let sum = by_quarter.entry(*quarter).or_default();
            *sum = sum.and(tally);
        }
        let mut past: Vec<Quarter> =
            std::iter::successors(Some(Quarter::of(as_of)), |of| Some(before(*of)))
                .take(MOST_COLUMNS)
                .collect();
        past.reverse();
        let tally_of = |quarter: Quarter| by_quarter.get(&quarter).copied().unwrap_or_default();
        let begins = past
            .iter()
            .position(|quarter| tally_of(*quarter).measured() > 0)?;
        let past = past.split_off(begins);
        let is_rtl = words.direction().dir() == "rtl";
        let place = 100.0 / as_float(past.len());
        let mut columns = Vec::with_capacity(past.len());
        let mut rows = Vec::with_capacity(past.len());
        let mut parts = Vec::with_capacity(past.len());
        for (number, quarter) in past.iter().enumerate() {
            let tally = tally_of(*quarter);
            let share = tally.0.share().map(|share| share.share);
            let number_across = if is_rtl {
                past.len() - 1 - number
            } else {
                number
            };
            let name = words.quarter(*quarter);
            columns.push(Column {
                at: as_float(number_across) * place + place * (1.0 - WIDTH / 100.0) / 2.0,
                width: place * WIDTH / 100.0,
                kept: share.map(|share| share * HEIGHT),
                share: share.map_or_else(String::new, |share| in_the_column(&words.percent(share))),
                month: words.quarter_in_short(*quarter),
                year: (number == 0 || quarter.quarter == 1).then_some(quarter.year),
            });
            let counts = Counts::new(words, tally.0);
            parts.push(format!("{name}: {}", counts.kept_of()));
            rows.push((name, counts));
        }
        Some(Self {
            says: parts.join("; "),
            has_few: columns.iter().any(|column| column.kept.is_none()),
            columns,
            rows,
        })
    }
}

/// Without the space before the sign, which a narrow column has no room for.
fn in_the_column(percent: &str) -> String {
    percent.replace('\u{a0}', "")
}

/// The quarter before.
const fn before(quarter: Quarter) -> Quarter {
    match quarter.quarter {
        1 => Quarter {
            year: quarter.year - 1,
            quarter: 4,
        },
        later => Quarter {
            quarter: later - 1,
            ..quarter
        },
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are eight at most")]
const fn as_float(count: usize) -> f64 {
    count as f64
}
