//! Whether groups would come out again, and whether votes hang together at all.

use rand_chacha::ChaCha8Rng;

use crate::axes::{Axes, Point, Spread};
use crate::groups::{Clumps, Wanted, grouping_from};
use crate::lanczos::{any_start, leading_two};
use crate::likeness::adjusted_rand_index;
use crate::number::{below, real};
use crate::votes::{Cell, Vote};

/// How often people are drawn again.
const DRAWS: usize = 20;
/// How often votes are shuffled: more than all of them is beyond one in twenty.
const SHUFFLES: usize = 19;
/// The most people in one draw; with more, groups only become steadier.
const MOST_DRAWN: usize = 2_000;
/// How exact the axes of a draw are, and the spread of shuffled votes.
const ROUGHLY: f64 = 1e-3;

/// The grouped people, as far as drawing them again needs them.
pub(crate) struct Grouped<'a> {
    pub(crate) rows: Vec<&'a [Cell]>,
    /// For each of them the number of their group.
    pub(crate) of: Vec<usize>,
    pub(crate) groups: usize,
    pub(crate) axes: &'a Axes,
    pub(crate) smallest: usize,
}

/// How alike the groups are that come out when as many people are drawn again, some of them twice and some not at all
/// (the bootstrap): the mean adjusted Rand index of 20 draws, each with axes and groups of its own.
pub(crate) fn stability(grouped: &Grouped<'_>, chance: &mut ChaCha8Rng) -> f64 {
    let people = grouped.rows.len();
    let mut sum = 0.0;
    for _ in 0..DRAWS {
        let drawn: Vec<usize> = (0..people.min(MOST_DRAWN))
            .map(|_| below(chance, people))
            .collect();
        let rows: Vec<&[Cell]> = drawn.iter().map(|person| grouped.rows[*person]).collect();
        let counted = grouped.axes.counted().to_vec();
        let axes = Axes::fit(&rows, counted, Some(grouped.axes), ROUGHLY);
        let places: Vec<Point> = rows.iter().map(|row| axes.place(row)).collect();
        let before: Vec<usize> = drawn.iter().map(|person| grouped.of[*person]).collect();
        sum += likeness(grouped, &places, &before, chance);
    }
    sum / real(DRAWS)
}

/// How alike the groups of the drawn people are to those they were in.
fn likeness(
    grouped: &Grouped<'_>,
    places: &[Point],
    before: &[usize],
    chance: &mut ChaCha8Rng,
) -> f64 {
    let clumps = Clumps::single(places);
    let wanted = Wanted {
        groups: Some(grouped.groups),
        // Of fewer people a smaller group is as large a part.
        smallest: (grouped.smallest * places.len()).div_ceil(grouped.rows.len().max(1)),
        more_starts: 1,
    };
    match grouping_from(&clumps, wanted, before, chance) {
        Some(of) => adjusted_rand_index(&of, before),
        None => 0.0,
    }
}

/// Whether votes on different statements hang together more than chance gives (parallel analysis, Horn 1965): whether
/// the widest axis is wider than in all of 19 shuffles that leave each statement its votes, and each person the
/// statements they voted on, but not who voted which way.
pub(crate) fn is_beyond_chance(rows: &[&[Cell]], axes: &Axes, chance: &mut ChaCha8Rng) -> bool {
    let drawn: Vec<&[Cell]> = if rows.len() <= MOST_DRAWN {
        rows.to_vec()
    } else {
        (0..MOST_DRAWN)
            .map(|_| rows[below(chance, rows.len())])
            .collect()
    };
    let centre: Vec<f64> = (0..axes.counted().len()).map(|s| axes.mean(s)).collect();
    let spread = Spread::new(&centre, axes.counted());
    let width = |rows: &[&[Cell]], chance: &mut ChaCha8Rng| {
        let start = any_start(centre.len(), chance);
        let found = leading_two(|v| spread.times(rows, v), &start, 20.0 * ROUGHLY, chance);
        found.first().map_or(0.0, |widest| widest.value)
    };
    let seen = width(&drawn, chance);
    let mut columns = Columns::of(&drawn, centre.len());
    seen > 0.0
        && (0..SHUFFLES).all(|_| {
            let shuffled = columns.shuffled(&drawn, chance);
            let rows: Vec<&[Cell]> = shuffled.iter().map(Vec::as_slice).collect();
            width(&rows, chance) < seen
        })
}

/// The votes on each statement, whoever cast them.
struct Columns(Vec<Vec<Vote>>);

impl Columns {
    fn of(rows: &[&[Cell]], statements: usize) -> Self {
        let mut columns = vec![Vec::new(); statements];
        for cell in rows.iter().flat_map(|row| row.iter()) {
            columns[cell.statement()].push(cell.vote());
        }
        Self(columns)
    }

    /// The rows with their votes dealt out anew, statement by statement.
    fn shuffled(&mut self, rows: &[&[Cell]], chance: &mut ChaCha8Rng) -> Vec<Vec<Cell>> {
        for votes in &mut self.0 {
            for last in (1..votes.len()).rev() {
                votes.swap(last, below(chance, last + 1));
            }
        }
        let mut next = vec![0; self.0.len()];
        let mut dealt = |cell: &Cell| {
            let statement = cell.statement();
            let vote = self.0[statement][next[statement]];
            next[statement] += 1;
            cell.with(vote)
        };
        rows.iter()
            .map(|row| row.iter().map(&mut dealt).collect())
            .collect()
    }
}
