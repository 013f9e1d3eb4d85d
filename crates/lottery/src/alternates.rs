//! Who steps in when somebody drops out.
//!
//! Assos, Baharav, Flanigan and Procaccia ("Alternates, Assemble!", EC 2025, arXiv 2506.15716) choose alternates so
//! that, over many imagined ways in which people drop out, the quotas are missed by as little as can be. Here everybody
//! stays with the same chance, and alternates are taken one by one, each the one that helps most over all imagined
//! cases; then each is exchanged where somebody else would help more. That is a good choice and not a proof of the
//! best. Who then really steps in is worked out exactly, from who has really gone.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use sha2::{Digest, Sha256};

use crate::program::{Effort, solve_whole};
use crate::public_draw::Seed;
use crate::{Pool, Unsolved};

/// How many ways of dropping out are imagined.
const IMAGINED: u64 = 300;
/// One in so many is the finest that the chance of staying is read.
const FINE: u64 = 1_000_000;

/// Alternates for a panel: places in [`Pool::people`], the most helpful first.
///
/// `stays` is the chance that a member stays (most panels see between 0.7 and 0.95), `seed` decides the imagined
/// cases, so that a public one makes the choice one that can be checked.
pub fn alternates(
    pool: &Pool,
    panel: &[usize],
    count: usize,
    stays: f64,
    seed: Seed,
) -> Vec<usize> {
    let cases = cases(pool, panel, stays, seed);
    let mut left: Vec<usize> = (0..pool.people().len())
        .filter(|place| !panel.contains(place))
        .collect();
    // Of two who help alike, the seed decides, not the order of ids.
    let order = seed.shuffle(&Sha256::digest(b"alternates").into(), left.len());
    left = order.into_iter().map(|place| left[place]).collect();
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < count && !left.is_empty() {
        let best = best_of(pool, &cases, &chosen, &left);
        chosen.push(left.remove(best));
    }
    for place in 0..chosen.len() {
        let before = chosen.remove(place);
        left.insert(0, before);
        let best = best_of(pool, &cases, &chosen, &left);
        chosen.insert(place, left.remove(best));
    }
    chosen
}

/// Of those left, whose addition leaves the least missed over all cases; the first where several do.
fn best_of(pool: &Pool, cases: &[Case], chosen: &[usize], left: &[usize]) -> usize {
    let mut best = (f64::INFINITY, 0);
    let mut tried: Vec<(&Vec<usize>, &Option<String>)> = Vec::new();
    for (place, person) in left.iter().enumerate() {
        let alike = (
            &pool.people()[*person].quotas,
            &pool.people()[*person].household,
        );
        if tried.contains(&alike) {
            continue;
        }
        tried.push(alike);
        let mut with = chosen.to_vec();
        with.push(*person);
        let missed: f64 = cases
            .iter()
            .map(|case| case.times * missed_after(pool, case, &with))
            .sum();
        if missed < best.0 - 1e-9 {
            best = (missed, place);
        }
    }
    best.1
}

/// One way of dropping out, and how often it was imagined.
struct Case {
    /// How many count towards each quota once they have gone.
    counts: Vec<u32>,
    gone: usize,
    households: Vec<String>,
    times: f64,
}

fn cases(pool: &Pool, panel: &[usize], stays: f64, seed: Seed) -> Vec<Case> {
    let mut gone_sets: Vec<Vec<usize>> = Vec::new();
    let limit = (stays.clamp(0.0, 1.0) * FINE as f64).round();
    for case in 0..IMAGINED {
        let goes = |person: &usize| {
            let hash = Sha256::new()
                .chain_update(b"drop-out")
                .chain_update(case.to_be_bytes())
                .chain_update(pool.people()[*person].id.as_bytes())
                .finalize();
            seed.pick(&hash.into(), FINE) as f64 >= limit
        };
        gone_sets.push(panel.iter().copied().filter(goes).collect());
    }
    gone_sets.sort_unstable();
    let mut cases: Vec<(Vec<usize>, Case)> = Vec::new();
    for gone in gone_sets.into_iter().filter(|gone| !gone.is_empty()) {
        match cases.last_mut() {
            Some((same, case)) if *same == gone => case.times += 1.0,
            _ => {
                let staying: Vec<usize> = panel
                    .iter()
                    .copied()
                    .filter(|place| !gone.contains(place))
                    .collect();
                let case = Case {
                    counts: counts(pool, &staying),
                    gone: gone.len(),
                    households: staying
                        .iter()
                        .filter_map(|place| pool.people()[*place].household.clone())
                        .collect(),
                    times: 1.0,
                };
                cases.push((gone, case));
            }
        }
    }
    cases.into_iter().map(|(_, case)| case).collect()
}

fn counts(pool: &Pool, people: &[usize]) -> Vec<u32> {
    let mut counts = vec![0; pool.quotas().len()];
    for place in people {
        for quota in &pool.people()[*place].quotas {
            counts[*quota] += 1;
        }
    }
    counts
}

/// By how much one quota is missed, as a part of its size; an empty seat counts as a quota missed by one.
fn miss(pool: &Pool, quota: usize, count: u32) -> f64 {
    let quota = &pool.quotas()[quota];
    let by = quota
        .min
        .saturating_sub(count)
        .max(count.saturating_sub(quota.max));
    f64::from(by) / f64::from(quota.max.max(1))
}

/// What is missed once alternates have stepped in one by one, each time the one that helps most.
fn missed_after(pool: &Pool, case: &Case, alternates: &[usize]) -> f64 {
    let mut counts = case.counts.clone();
    let mut free: Vec<usize> = alternates.to_vec();
    let mut households = case.households.clone();
    let mut empty = case.gone;
    while empty > 0 {
        let helps = |place: &usize| -> f64 {
            let person = &pool.people()[*place];
            if person
                .household
                .as_ref()
                .is_some_and(|name| households.contains(name))
            {
                return f64::NEG_INFINITY;
            }
            person
                .quotas
                .iter()
                .map(|quota| {
                    miss(pool, *quota, counts[*quota]) - miss(pool, *quota, counts[*quota] + 1)
                })
                .sum()
        };
        let mut best: Option<(f64, usize)> = None;
        for (place, person) in free.iter().enumerate() {
            let help = helps(person);
            if help > best.map_or(f64::NEG_INFINITY, |(best, _)| best) {
                best = Some((help, place));
            }
        }
        let Some((_, place)) = best else { break };
        let person = &pool.people()[free.remove(place)];
        person.quotas.iter().for_each(|quota| counts[*quota] += 1);
        households.extend(person.household.clone());
        empty -= 1;
    }
    let missed: f64 = counts
        .iter()
        .enumerate()
        .map(|(quota, count)| miss(pool, quota, *count))
        .sum();
    missed + empty as f64
}

/// What orders people who help alike.
fn lot(pool: &Pool, place: usize, seed: Seed) -> [u8; 32] {
    Sha256::new()
        .chain_update(seed.bytes())
        .chain_update(b"stepping in")
        .chain_update(pool.people()[place].id.as_bytes())
        .finalize()
        .into()
}

/// Who steps in once some of a panel have really gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Replacement {
    /// Who steps in: places in [`Pool::people`].
    pub people: Vec<usize>,
    /// Quotas that are missed even so: places in [`Pool::quotas`] with how many of the new panel count towards them.
    pub missed: Vec<(usize, u32)>,
}

/// Chooses among `from` who steps in for those of a panel who have `gone`, so that as few seats of
/// [`Pool::size`] as can be stay empty, and with them the quotas are missed by as little as can be (each as a part of
/// its size). Nobody joins somebody of their own household. Of several who help alike, `seed` decides, by hashes of
/// their ids: neither the order of the ids nor who drops out first makes a difference.
pub fn replace(
    pool: &Pool,
    panel: &[usize],
    gone: &[usize],
    from: &[usize],
    seed: Seed,
) -> Result<Replacement, Unsolved> {
    let staying: Vec<usize> = panel
        .iter()
        .copied()
        .filter(|place| !gone.contains(place))
        .collect();
    let taken: Vec<&str> = staying
        .iter()
        .filter_map(|place| pool.people()[*place].household.as_deref())
        .collect();
    let may = |place: &usize| {
        let household = pool.people()[*place].household.as_deref();
        !panel.contains(place) && !household.is_some_and(|name| taken.contains(&name))
    };
    let mut from: Vec<usize> = from.iter().copied().filter(may).collect();
    from.sort_by_cached_key(|place| lot(pool, *place, seed));
    from.dedup();
    let counts = counts(pool, &staying);
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    // A seat that is filled is worth more than all quotas together.
    let seat = -(pool.quotas().len() as f64 + 1.0) * f64::from(pool.size());
    let joins: Vec<Variable> = from.iter().map(|_| problem.add_binary_var(seat)).collect();
    if !joins.is_empty() {
        let empty = (pool.size() as usize).saturating_sub(staying.len()) as f64;
        problem.add_constraint(
            joins.iter().map(|join| (*join, 1.0)),
            ComparisonOp::Le,
            empty,
        );
    }
    for (place, quota) in pool.quotas().iter().enumerate() {
        let missed = problem.add_var(1.0 / f64::from(quota.max.max(1)), (0.0, f64::INFINITY));
        let has = f64::from(counts[place]);
        let mut row: Vec<(Variable, f64)> = joins
            .iter()
            .zip(&from)
            .filter(|(_, person)| pool.people()[**person].quotas.contains(&place))
            .map(|(join, _)| (*join, 1.0))
            .collect();
        row.push((missed, 1.0));
        problem.add_constraint(&row, ComparisonOp::Ge, f64::from(quota.min) - has);
        row.pop();
        row.push((missed, -1.0));
        problem.add_constraint(&row, ComparisonOp::Le, f64::from(quota.max) - has);
    }
    for (place, person) in from.iter().enumerate() {
        let household = pool.people()[*person].household.as_deref();
        let same = |other: &usize| {
            household.is_some() && pool.people()[*other].household.as_deref() == household
        };
        for other in (place + 1..from.len()).filter(|other| same(&from[*other])) {
            problem.add_constraint(
                [(joins[place], 1.0), (joins[other], 1.0)],
                ComparisonOp::Le,
                1.0,
            );
        }
    }
    let Some(solution) = solve_whole(&problem, Effort::EXACT)? else {
        return Err(Unsolved::because("nobody can step in"));
    };
    let people: Vec<usize> = joins
        .iter()
        .zip(&from)
        .filter(|(join, _)| solution.var_value(**join) > 0.5)
        .map(|(_, person)| *person)
        .collect();
    let now: Vec<usize> = staying.iter().chain(&people).copied().collect();
    let missed = self::counts(pool, &now)
        .into_iter()
        .enumerate()
        .filter(|(quota, count)| miss(pool, *quota, *count) > 0.0)
        .collect();
    Ok(Replacement { people, missed })
}
