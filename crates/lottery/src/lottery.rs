//! A lottery of equally likely panels.
//!
//! Exact chances ask for panels with weights such as 0.013724, which nobody can draw on a stage. M panels that are all
//! equally likely can be drawn with dice, and their table can be published beforehand. (Flanigan, Kehne and Procaccia,
//! "Fair Sortition Made Transparent", `NeurIPS` 2021, show that little is lost.)
//!
//! The rule: panel by panel, take the one for which Σ owed · seats is greatest, where what is owed to the people of a
//! group after i panels is i times their chance less the panels that they have been on so far. Who has been passed over
//! is owed more and more until they are taken. Should what is owed grow without limit, no mixture of panels gives
//! the chances; `hull.rs` looks into that.
//!
//! The seats of a group go to those of it who have been on the fewest panels, so that two people who are alike are on
//! as many panels as one another, give or take one. Which of them comes first is settled by hashes of their ids with
//! the hash of the whole pool, which nobody can steer without changing the pool.

use sha2::{Digest, Sha256};

use crate::groups::{Groups, Seats};
use crate::program::{Effort, best_panel_of};
use crate::{Pool, Unsolved};

/// Near enough to the best panel: what is missed is owed the next time.
const NEAR: Effort = Effort {
    gap: 0.02,
    nodes: Some(300),
};

/// Panels as seats of groups, while they are found one by one.
pub(crate) struct Lottery<'g> {
    groups: &'g Groups,
    chances: &'g [f64],
    /// For each group, how often its people were on a panel so far, on average.
    had: Vec<f64>,
    pub(crate) panels: Vec<Seats>,
}

impl<'g> Lottery<'g> {
    pub(crate) fn new(groups: &'g Groups, chances: &'g [f64]) -> Self {
        Self {
            groups,
            chances,
            had: vec![0.0; groups.len()],
            panels: Vec::new(),
        }
    }

    /// One panel more.
    pub(crate) fn add(&mut self) -> Result<(), Unsolved> {
        let turn = (self.panels.len() + 1) as f64;
        let owed: Vec<f64> = self
            .chances
            .iter()
            .zip(&self.had)
            .map(|(chance, had)| turn * chance - had)
            .collect();
        let some = self.among(&owed);
        let mut found = best_panel_of(self.groups, &some, &owed, NEAR)?;
        if found.is_none() {
            let open: Vec<usize> = self.groups.open().collect();
            found = best_panel_of(self.groups, &open, &owed, NEAR)?;
        }
        let Some((seats, _)) = found else {
            return Err(Unsolved::because(
                "a panel that was there is not there any more",
            ));
        };
        for (group, count) in seats.iter().enumerate().filter(|(_, count)| **count > 0) {
            self.had[group] += f64::from(*count) / self.groups.weight(group);
        }
        self.panels.push(seats);
        Ok(())
    }

    /// The groups that are looked at: all of a small pool; of a large one those that are owed the most, of every
    /// feature several times as many as it can have, so that there is room to keep the quotas.
    fn among(&self, owed: &[f64]) -> Vec<usize> {
        let mut by_owed: Vec<usize> = self.groups.open().collect();
        if by_owed.len() <= MANY {
            return by_owed;
        }
        by_owed.sort_by(|a, b| owed[*b].total_cmp(&owed[*a]).then(a.cmp(b)));
        let mut taken = vec![false; self.groups.len()];
        for group in by_owed.iter().take(2 * self.groups.size as usize) {
            taken[*group] = true;
        }
        for quota in &self.groups.quotas {
            let mut has = vec![false; self.groups.len()];
            quota.groups.iter().for_each(|group| has[*group] = true);
            let wanted = SPARE * quota.max as usize;
            for group in by_owed.iter().filter(|group| has[**group]).take(wanted) {
                taken[*group] = true;
            }
        }
        self.groups.open().filter(|group| taken[*group]).collect()
    }
}

/// A pool of no more groups than this is looked at whole.
const MANY: usize = 150;
/// How many times as many groups of a feature are looked at as it can have on a panel.
const SPARE: usize = 2;

/// Gives the seats of each panel to people: places in [`Pool::people`], in rising order.
pub(crate) fn seat(
    pool: &Pool,
    groups: &Groups,
    panels: &[Seats],
    hash: &[u8; 32],
) -> Vec<Vec<usize>> {
    let ticket = |place: usize| -> [u8; 32] {
        Sha256::new()
            .chain_update(hash)
            .chain_update(pool.people()[place].id.as_bytes())
            .finalize()
            .into()
    };
    let mut queues: Vec<Vec<(u32, [u8; 32], usize)>> = groups
        .members
        .iter()
        .map(|members| {
            members
                .iter()
                .map(|place| (0, ticket(*place), *place))
                .collect()
        })
        .collect();
    let mut seated = Vec::with_capacity(panels.len());
    for seats in panels {
        let mut panel = Vec::with_capacity(pool.size() as usize);
        for (queue, count) in queues.iter_mut().zip(seats) {
            if *count == 0 {
                continue;
            }
            queue.sort_unstable();
            for person in queue.iter_mut().take(*count as usize) {
                person.0 += 1;
                panel.push(person.2);
            }
        }
        panel.sort_unstable();
        seated.push(panel);
    }
    seated
}
