//! The map: statements give it its two axes, votes give each person a place on it.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use crate::conversation::{Conversation, Standing, Statement};
use crate::lanczos::{Direction, any_start, leading_two};
use crate::number::real;
use crate::votes::{Cell, Vote};

/// How exact the axes are.
const EXACT: f64 = 1e-10;
/// An axis along which votes differ less than this part of all differences is none.
const NOTHING: f64 = 1e-12;

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Along the axis on which votes differ most.
    pub x: f64,
    /// Along the axis on which they differ most of what is left.
    pub y: f64,
}

impl Point {
    pub(crate) fn squared_distance(self, other: Self) -> f64 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        x * x + y * y
    }

    pub(crate) fn distance(self, other: Self) -> f64 {
        self.squared_distance(other).sqrt()
    }
}

/// The axes of the map: the first two principal components of the votes, agree counting 1, pass 0 and disagree -1.
///
/// - A missing vote counts as the mean of the votes on its statement, so it pulls nowhere.
/// - Statements that were taken out, and those that ask who somebody is, count as 0 for everybody: they shape nothing.
/// - The axes are the eigenvectors of the covariance of the statements. Which end of an axis is which is arbitrary; here
///   the statement with the largest weight points to the positive end, or the axes agree with earlier ones.
/// - The formulae are those of Polis (Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by
///   mapping high dimensional opinion spaces", Recerca 26, 2021).
#[derive(Debug, Clone)]
pub struct Axes {
    centre: Vec<f64>,
    first: Vec<f64>,
    second: Vec<f64>,
    explained: [f64; 2],
    counted: Vec<bool>,
    set_aside: usize,
}

impl Axes {
    /// The axes of a conversation. In a `strict` one a statement counts only after it was let in.
    pub fn of(conversation: &Conversation, strict: bool) -> Self {
        Self::after(conversation, strict, None)
    }

    /// The axes after more votes; each points the way that it did before.
    pub(crate) fn after(conversation: &Conversation, strict: bool, before: Option<&Self>) -> Self {
        let counted: Vec<bool> = conversation
            .statements()
            .iter()
            .map(|statement| counts(statement, strict))
            .collect();
        let people: Vec<&[Cell]> = conversation
            .votes()
            .rows()
            .iter()
            .map(Vec::as_slice)
            .collect();
        Self::fit(&people, counted, before, EXACT)
    }

    /// The axes of some of the people, as exact as is asked for.
    pub(crate) fn fit(
        people: &[&[Cell]],
        counted: Vec<bool>,
        before: Option<&Self>,
        exact: f64,
    ) -> Self {
        let centre = centre(people, &counted);
        let spread = Spread::new(&centre, &counted);
        // Any fixed seed does: the start decides how soon the axes are found, not which.
        let mut chance = ChaCha8Rng::seed_from_u64(0);
        let mut start = any_start(centre.len(), &mut chance);
        if let Some(before) = before {
            for (entry, (a, b)) in start
                .iter_mut()
                .zip(before.first.iter().zip(&before.second))
            {
                *entry = 1e-3 * *entry + a + b;
            }
        }
        for (entry, counts) in start.iter_mut().zip(&counted) {
            if !counts {
                *entry = 0.0;
            }
        }
        let found = leading_two(|v| spread.times(people, v), &start, exact, &mut chance);
        let all = spread.total(people);
        let mut left = found
            .into_iter()
            .filter(|found| found.value > NOTHING * all);
        let size = centre.len();
        let mut axis = |before: Option<&[f64]>| match left.next() {
            Some(Direction { value, vector }) => (value / all, pointed(vector, before)),
            None => (0.0, vec![0.0; size]),
        };
        let (x, first) = axis(before.map(|axes| axes.first.as_slice()));
        let (y, second) = axis(before.map(|axes| axes.second.as_slice()));
        Self {
            set_aside: counted.iter().filter(|counts| !**counts).count(),
            centre,
            first,
            second,
            explained: [x, y],
            counted,
        }
    }

    pub(crate) fn counted(&self) -> &[bool] {
        &self.counted
    }

    /// Where somebody with these votes stands: √(m / n) · Σ (vote − mean) · weight over the statements they voted on, of
    /// m statements in all and n votes of theirs. The factor puts those who voted little as far out as those who voted
    /// on everything. Statements that count as 0 for everybody count as voted on.
    pub(crate) fn place(&self, row: &[Cell]) -> Point {
        let mut point = Point::default();
        let mut given = self.set_aside;
        for cell in row {
            let statement = cell.statement();
            // What was added since the axes were found has no weight yet.
            if !self.counts(statement) {
                continue;
            }
            given += 1;
            let away = sign(cell.vote()) - self.centre[statement];
            point.x += away * self.first[statement];
            point.y += away * self.second[statement];
        }
        if given == 0 {
            return Point::default();
        }
        let scale = (real(self.centre.len()) / real(given)).sqrt();
        Point {
            x: scale * point.x,
            y: scale * point.y,
        }
    }

    /// Whether a statement shapes the map.
    pub fn counts(&self, statement: usize) -> bool {
        self.counted.get(statement).copied().unwrap_or(false)
    }

    /// The mean vote on a statement, from -1 to 1; 0 for one that shapes nothing.
    pub fn mean(&self, statement: usize) -> f64 {
        self.centre.get(statement).copied().unwrap_or(0.0)
    }

    /// How much agreeing with a statement moves somebody along the two axes.
    pub fn weight(&self, statement: usize) -> Point {
        let of = |axis: &[f64]| axis.get(statement).copied().unwrap_or(0.0);
        Point {
            x: of(&self.first),
            y: of(&self.second),
        }
    }

    /// How far from the middle somebody stands who agreed with this statement and voted on nothing else: √m · ‖(1 −
    /// mean) · weight‖.
    pub fn extremity(&self, statement: usize) -> f64 {
        let away = 1.0 - self.mean(statement);
        let weight = self.weight(statement);
        real(self.centre.len()).sqrt() * (away * weight.x).hypot(away * weight.y)
    }

    /// Which part of all differences between people each axis shows, from 0 to 1.
    pub fn explained(&self) -> [f64; 2] {
        self.explained
    }
}

fn counts(statement: &Statement, strict: bool) -> bool {
    let is_in = match statement.standing {
        Standing::Accepted => true,
        Standing::Waiting => !strict,
        Standing::Rejected => false,
    };
    is_in && !statement.is_meta
}

pub(crate) fn sign(vote: Vote) -> f64 {
    match vote {
        Vote::Disagree => -1.0,
        Vote::Pass => 0.0,
        Vote::Agree => 1.0,
    }
}

/// The mean vote on each statement that counts.
fn centre(people: &[&[Cell]], counted: &[bool]) -> Vec<f64> {
    let mut seen = vec![[0_u32; Cell::EACH]; counted.len()];
    for cell in people.iter().flat_map(|row| row.iter()) {
        seen[cell.statement()][cell.place() % Cell::EACH] += 1;
    }
    let mean = |([disagree, pass, agree, _], counts): (&[u32; Cell::EACH], &bool)| {
        let all = disagree + pass + agree;
        if !counts || all == 0 {
            return 0.0;
        }
        (f64::from(*agree) - f64::from(*disagree)) / f64::from(all)
    };
    seen.iter().zip(counted).map(mean).collect()
}

/// Σ xᵀx over people, where x is how far each of a person's votes is from the mean of its statement, and 0 where there
/// is no vote. Never written out: a product with a vector takes two looks into a table for each vote.
pub(crate) struct Spread {
    /// For each statement and vote how far it is from the mean.
    away: Vec<f64>,
}

impl Spread {
    pub(crate) fn new(centre: &[f64], counted: &[bool]) -> Self {
        let away = centre.iter().zip(counted).flat_map(|(mean, counts)| {
            let of = |vote| if *counts { sign(vote) - mean } else { 0.0 };
            [of(Vote::Disagree), of(Vote::Pass), of(Vote::Agree), 0.0]
        });
        Self {
            away: away.collect(),
        }
    }

    pub(crate) fn times(&self, people: &[&[Cell]], vector: &[f64]) -> Vec<f64> {
        let weighed: Vec<f64> = self
            .away
            .iter()
            .enumerate()
            .map(|(place, away)| away * vector[place / Cell::EACH])
            .collect();
        let mut sums = vec![0.0; self.away.len()];
        for row in people {
            let along: f64 = row.iter().map(|cell| weighed[cell.place()]).sum();
            for cell in *row {
                sums[cell.place()] += along;
            }
        }
        let each = sums.iter().zip(&self.away).map(|(sum, away)| sum * away);
        let each: Vec<f64> = each.collect();
        each.chunks(Cell::EACH).map(|of| of.iter().sum()).collect()
    }

    /// The sum of all eigenvalues.
    pub(crate) fn total(&self, people: &[&[Cell]]) -> f64 {
        let cells = people.iter().flat_map(|row| row.iter());
        cells
            .map(|cell| self.away[cell.place()] * self.away[cell.place()])
            .sum()
    }
}

/// An axis with its ends the right way round: as before, else with its largest weight positive.
fn pointed(mut axis: Vec<f64>, before: Option<&[f64]>) -> Vec<f64> {
    let along = before.map_or(0.0, |before| {
        axis.iter().zip(before).map(|(a, b)| a * b).sum::<f64>()
    });
    let largest = || {
        axis.iter().copied().fold(0.0_f64, |most, weight| {
            if weight.abs() > most.abs() {
                weight
            } else {
                most
            }
        })
    };
    let is_turned = if along == 0.0 {
        largest() < 0.0
    } else {
        along < 0.0
    };
    if is_turned {
        for weight in &mut axis {
            *weight = -*weight;
        }
    }
    axis
}
