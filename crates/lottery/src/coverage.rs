//! Who is in no possible panel, found before anything is drawn.

use crate::Unsolved;
use crate::groups::{Groups, Seats};
use crate::program::{Effort, best_panel};

/// Bars the groups that are in no panel that keeps the quotas, and gives panels that the others are in. `None` where
/// there is no panel at all.
///
/// Panels are sought that seat as many groups as can be who were in none before. When not one more can be seated, the
/// rest cannot be.
pub(crate) fn bar_the_unreachable(
    groups: &mut Groups,
    step: &mut dyn FnMut(usize),
) -> Result<Option<Vec<Seats>>, Unsolved> {
    let mut panels: Vec<Seats> = Vec::new();
    let mut missing: Vec<bool> = vec![true; groups.len()];
    loop {
        let worth: Vec<f64> = missing
            .iter()
            .map(|is| if *is { 1.0 } else { 0.0 })
            .collect();
        // A group of several counts for each seat, which only hurries them in.
        let Some((seats, _)) = best_panel(groups, &worth, ROUGH)? else {
            return Ok(None);
        };
        let seats = if is_new(&seats, &missing) || !missing.contains(&true) {
            seats
        } else {
            match best_panel(groups, &worth, Effort::EXACT)? {
                Some((seats, _)) => seats,
                None => return Ok(None),
            }
        };
        if !is_new(&seats, &missing) {
            groups.barred = missing;
            if panels.is_empty() {
                panels.push(seats);
            }
            return Ok(Some(panels));
        }
        for (group, count) in seats.iter().enumerate() {
            missing[group] &= *count == 0;
        }
        panels.push(seats);
        step(missing.iter().filter(|is| !**is).count());
        if !missing.contains(&true) {
            return Ok(Some(panels));
        }
    }
}

/// Any panel with somebody new will do, as long as it has many.
const ROUGH: Effort = Effort {
    gap: 0.1,
    nodes: Some(200),
};

fn is_new(seats: &[u32], missing: &[bool]) -> bool {
    seats
        .iter()
        .zip(missing)
        .any(|(count, is)| *is && *count > 0)
}
