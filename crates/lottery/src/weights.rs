//! Weights for the panels of a lottery, with which everybody comes nearer to their chance than by equal ones.
//!
//! How far the panels themselves allow it is a linear programme with a column for each panel and a row for each person:
//! `min ε with Σ λ_P [i ∈ P] ≥ p_i − ε and Σ λ = 1`. With a thousand of each it is more than a simplex should be asked. But
//! it is a game as well: one side puts weights λ on panels, the other weights y on people, and pays
//! `Σ y_i (p_i − Σ λ_P [i ∈ P])`. The least ε is the value of this game, and two players who each learn from what they
//! regret come as near to it as one likes: *regret matching⁺* (Tammelin 2014), each side acting on the guess that the
//! other does again what it did last (Farina, Kroer and Sandholm, "Faster Game Solving via Predictive Blackwell
//! Approachability", AAAI 2021), and every round counting by the square of its number.
//!
//! A round costs as much as there are seats in all panels. The number of rounds is fixed by that, never by a clock; only
//! sums, products and quotients of numbers are taken, in one order, so that the weights are the same everywhere. How good
//! they are does not rest on any theorem: the people's side, averaged too, proves that no weights on these panels do
//! better than [`Weights::least`].

use crate::Lots;

/// Parts that weights are given in: of a thousand million.
const PARTS: u32 = 1_000_000_000;

/// How often each panel of a lottery is to be drawn, in place of all equally often.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// For each panel of [`Lots::panels`], how many parts of a thousand million it has; together they are all of them.
    pub parts: Vec<u32>,
    /// Everybody's chance by these weights, in the order of [`crate::Pool::people`].
    pub chances: Vec<f64>,
    /// By how much somebody falls short of their target at most.
    pub shortfall: f64,
    /// By how much somebody falls short at least, whatever weights these panels are given.
    pub least: f64,
}

/// Steps that all rounds together may take, one for each seat of each panel.
const STEPS: usize = 400_000_000;
/// The fewest rounds, and the most: more make next to no difference.
const ROUNDS: (usize, usize) = (100, 4000);

impl Lots<'_> {
    /// Weights with which nobody falls short of their target (in the order of [`crate::Pool::people`]) by more than can
    /// be helped, as nearly as a fixed number of steps finds them. Never worse than equal weights.
    ///
    /// ```
    /// # use alongside_lottery::{Chances, Method, Pool, Table};
    /// # let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    /// # let quotas = Table::new(
    /// #     ["category", "feature", "min", "max"],
    /// #     [row(&["area", "north", "1", "1"]), row(&["area", "south", "1", "1"])],
    /// # );
    /// # let people = Table::new(
    /// #     ["area"],
    /// #     ["north", "south", "south", "south"].map(|area| row(&[area])),
    /// # );
    /// # let pool = Pool::read(&people, &quotas, 2).unwrap();
    /// let chances = Chances::find(&pool, Method::Leximin, &mut |_| {})?;
    /// // Four panels cannot give three people a third each, if all are equally likely.
    /// let lots = chances.lottery(4, &mut |_| {})?;
    /// assert_eq!(lots.measures().min, 0.25);
    /// let weights = lots.weights(&chances.all());
    /// assert!(weights.shortfall < 1e-3);
    /// assert_eq!(weights.parts.iter().sum::<u32>(), 1_000_000_000);
    /// # Ok::<(), alongside_lottery::Refusal>(())
    /// ```
    pub fn weights(&self, targets: &[f64]) -> Weights {
        let equal = vec![1.0 / self.panels.len().max(1) as f64; self.panels.len()];
        let seats: usize = self.panels.iter().map(Vec::len).sum();
        let rounds = (STEPS / seats.max(1)).clamp(ROUNDS.0, ROUNDS.1);
        let (found, least) = self.play(targets, rounds);
        let by = |weights: &[f64]| {
            let parts = parts(weights);
            let chances = self.chances_by(&parts);
            let short = targets
                .iter()
                .zip(&chances)
                .map(|(target, chance)| target - chance);
            let shortfall = short.fold(0.0, f64::max);
            Weights {
                parts,
                chances,
                shortfall,
                least,
            }
        };
        let (found, equal) = (by(&found), by(&equal));
        if found.shortfall < equal.shortfall {
            found
        } else {
            equal
        }
    }

    /// The weights that the panels' side plays on average, and the shortfall that the people's side forces on average.
    fn play(&self, targets: &[f64], rounds: usize) -> (Vec<f64>, f64) {
        let mut panels = Side::new(self.panels.len());
        let mut people = Side::new(targets.len());
        let mut round = 0.0;
        for _ in 0..rounds {
            round += 1.0;
            let short = self.short(targets, &panels.play);
            people.hear(&short, round * round);
            let wanted = self.wanted(&people.play);
            panels.hear(&wanted, round * round);
        }
        let (panels, people) = (panels.on_average(), people.on_average());
        let owed: f64 = targets.iter().zip(&people).map(|(p, y)| p * y).sum();
        let most = self.wanted(&people).into_iter().fold(0.0, f64::max);
        (panels, (owed - most).max(0.0))
    }

    /// By how much each person falls short under some weights.
    fn short(&self, targets: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut short = targets.to_vec();
        for (panel, weight) in self.panels.iter().zip(weights) {
            for person in panel {
                short[*person] -= weight;
            }
        }
        short
    }

    /// What each panel gives to people who are weighed so.
    fn wanted(&self, people: &[f64]) -> Vec<f64> {
        let worth = |panel: &Vec<usize>| panel.iter().map(|person| people[*person]).sum();
        self.panels.iter().map(worth).collect()
    }

    /// Everybody's chance where the panels have so many parts.
    fn chances_by(&self, parts: &[u32]) -> Vec<f64> {
        let mut sums = vec![0_u32; self.pool.people().len()];
        for (panel, parts) in self.panels.iter().zip(parts) {
            for person in panel {
                sums[*person] += parts;
            }
        }
        let all = f64::from(PARTS);
        sums.into_iter().map(|sum| f64::from(sum) / all).collect()
    }
}

/// Weights as parts of a thousand million: each rounded down, and what is left over given to those that lost most.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded down, not below 0 and no more than all parts"
)]
fn parts(weights: &[f64]) -> Vec<u32> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights
        .iter()
        .map(|weight| (weight / sum * f64::from(PARTS)).clamp(0.0, f64::from(PARTS)))
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|exact| *exact as u32).collect();
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    by_loss.sort_by(|a, b| {
        exact[*b]
            .fract()
            .total_cmp(&exact[*a].fract())
            .then(a.cmp(b))
    });
    let given: u64 = parts.iter().copied().map(u64::from).sum();
    let left = usize::try_from(u64::from(PARTS).saturating_sub(given)).unwrap_or_default();
    for place in by_loss.into_iter().take(left) {
        parts[place] += 1;
    }
    parts
}

/// One player: what it plays, and what it regrets not to have played.
struct Side {
    play: Vec<f64>,
    regrets: Vec<f64>,
    sum: Vec<f64>,
}

impl Side {
    fn new(n: usize) -> Self {
        Self {
            play: vec![1.0 / n.max(1) as f64; n],
            regrets: vec![0.0; n],
            sum: vec![0.0; n],
        }
    }

    /// Hears what each of its choices would have gained, and plays anew. `count` is how much the new play counts.
    fn hear(&mut self, gains: &[f64], count: f64) {
        let got: f64 = self
            .play
            .iter()
            .zip(gains)
            .map(|(play, gain)| play * gain)
            .sum();
        let mut total = 0.0;
        for ((regret, play), gain) in self.regrets.iter_mut().zip(&mut self.play).zip(gains) {
            *regret = (*regret + gain - got).max(0.0);
            // As it will be regretted if the other side does the same again.
            *play = (*regret + gain - got).max(0.0);
            total += *play;
        }
        let n = self.play.len() as f64;
        for (play, sum) in self.play.iter_mut().zip(&mut self.sum) {
            *play = if total > 0.0 { *play / total } else { 1.0 / n };
            *sum += count * *play;
        }
    }

    fn on_average(&self) -> Vec<f64> {
        let total: f64 = self.sum.iter().sum();
        self.sum
            .iter()
            .map(|sum| sum / total.max(f64::MIN_POSITIVE))
            .collect()
    }
}
