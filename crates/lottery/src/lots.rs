//! A lottery of equally likely panels, with people in their seats.

use crate::{Measures, Pool};

/// Panels that are all equally likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Lots<'p> {
    pub(crate) pool: &'p Pool,
    /// Each panel: places in [`Pool::people`], in rising order.
    pub panels: Vec<Vec<usize>>,
}

impl Lots<'_> {
    /// On how many panels each person is, in the order of [`Pool::people`].
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.pool.people().len()];
        for person in self.panels.iter().flatten() {
            counts[*person] += 1;
        }
        counts
    }

    /// Everybody's chance: the part of the panels that they are on.
    pub fn chances(&self) -> Vec<f64> {
        let all = self.panels.len().max(1) as f64;
        self.counts()
            .into_iter()
            .map(|count| count as f64 / all)
            .collect()
    }

    /// How fair the chances are.
    pub fn measures(&self) -> Measures {
        Measures::of(&self.chances())
    }
}
