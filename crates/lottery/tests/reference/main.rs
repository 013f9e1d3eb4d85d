//! What others worked out, and what is promised of every pool.
//!
//! Pools of others are read from the folder that `ALONGSIDE_REFERENCE_DATA` names, or else from `../shared/data` beside
//! the repository: `example_*` (artificial, of Flanigan and others 2021, by `pgoelz/citizensassemblies-replication`)
//! and `sf_fixture_22` (artificial, by the Sortition Foundation's `sortition-algorithms`). Where they are not there
//! the tests say so; with `CI=true` that is a failure.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

mod fixed;
mod pools;

use alongside_lottery::{Chances, Measures, Method};

use pools::{Given, given, ours, theirs};

fn targets(given: &Given) -> Vec<f64> {
    Chances::find(&given.pool, Method::Leximin, &mut |_| {})
        .unwrap()
        .all()
}

fn check_tiny(name: &str) {
    let given = ours(name);
    let (mut found, mut expected) = (targets(&given), given.expected);
    found.sort_by(f64::total_cmp);
    expected.sort_by(f64::total_cmp);
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() < 1e-6,
            "{name}: {found} is not {expected}"
        );
    }
}

#[test]
fn leximin_is_exact_where_every_panel_can_be_listed() {
    for name in [
        "tiny_gap1_3",
        "tiny_gap2_4",
        "tiny_gap3_4",
        "tiny_plain1_2",
        "tiny_plain2_3",
        "tiny_uncovered1_2",
    ] {
        check_tiny(name);
    }
}

#[test]
fn whoever_is_in_no_panel_is_named() {
    let given = ours("tiny_uncovered1_2");
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let named: Vec<&str> = chances
        .uncovered()
        .iter()
        .map(|place| given.pool.people()[*place].id.as_str())
        .collect();
    assert_eq!(named, ["p0000", "p0005"]);
}

/// The smallest chance with exact weights is 97 % or more of the bound that nothing can beat, and with a thousand equally
/// likely panels 90 % or more; `grid` is what a chance may lose to a thousandth being the finest there is.
fn check_near_the_bound(given: &Given, grid: f64) {
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let bound = given.expected.iter().copied().fold(1.0, f64::min);
    let lots = chances.lottery(1000, &mut |_| {}).unwrap();
    let exact = Measures::of(&chances.mixture(&lots).unwrap().chances).min;
    assert!(exact >= 0.97 * bound, "exact weights: {exact} of {bound}");
    let least = lots.measures().min;
    assert!(
        least >= 0.9 * bound - grid,
        "a thousand panels: {least} of {bound}"
    );
    for panel in &lots.panels {
        given.check_panel(panel);
    }
}

#[test]
fn a_pool_of_70_reaches_its_bound() {
    check_near_the_bound(&ours("syn_mass_24"), 0.0);
}

#[test]
fn a_pool_of_140_with_households_reaches_its_bound() {
    check_near_the_bound(&ours("syn_parentcarer_20"), 0.0);
}

#[test]
fn a_pool_of_250_reaches_its_bound() {
    check_near_the_bound(&ours("syn_sfb_20"), 0.0);
}

#[test]
fn a_pool_of_312_reaches_its_bound() {
    check_near_the_bound(&ours("syn_sfa_35"), 0.0);
}

#[test]
fn a_pool_of_825_reaches_its_bound_up_to_one_panel() {
    check_near_the_bound(&ours("syn_cca_75"), 0.001);
}

#[test]
fn the_pools_of_others_reach_their_bounds() {
    for name in ["example_small_20", "example_large_200", "sf_fixture_22"] {
        if let Some(given) = theirs(name) {
            check_near_the_bound(&given, 0.0);
        }
    }
}

#[test]
fn a_pool_of_1727_where_hardly_two_are_alike_reaches_its_bound() {
    if let Some(given) = theirs("syn_sfe_110") {
        check_near_the_bound(&given, 0.0);
    }
}

#[test]
fn weights_come_as_near_to_everybodys_chance_as_panels_allow() {
    let given = ours("syn_parentcarer_20");
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let targets = chances.all();
    let lots = chances.lottery(300, &mut |_| {}).unwrap();
    let weights = lots.weights(&targets);
    let short = |chances: &[f64]| {
        let short = targets
            .iter()
            .zip(chances)
            .map(|(target, chance)| target - chance);
        short.fold(0.0, f64::max)
    };
    let equal = short(&lots.chances());
    // What the people's side proves cannot be beaten is next to what was found, and that is far better than equal weights.
    assert!(
        weights.shortfall - weights.least < 2e-4,
        "{} {}",
        weights.shortfall,
        weights.least
    );
    assert!(
        weights.shortfall < equal / 2.0,
        "{} {equal}",
        weights.shortfall
    );
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let straight = ours("syn_parentcarer_20");
    let turned = given(&straight.folder, true);
    let draw = |given: &Given| {
        let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
        let lots = chances.lottery(100, &mut |_| {}).unwrap();
        let ids = |panel: &Vec<usize>| {
            panel
                .iter()
                .map(|place| given.pool.people()[*place].id.clone())
                .collect::<Vec<_>>()
        };
        (
            chances.all(),
            lots.panels.iter().map(ids).collect::<Vec<_>>(),
            given.pool.hash(),
        )
    };
    assert!(straight.pool.order() != turned.pool.order());
    assert_eq!(draw(&straight), draw(&turned));
}

#[test]
fn people_who_are_alike_are_on_as_many_panels_give_or_take_one() {
    let given = ours("syn_cca_75");
    let chances = Chances::find(&given.pool, Method::Leximin, &mut |_| {}).unwrap();
    let counts = chances.lottery(500, &mut |_| {}).unwrap().counts();
    let people = given.pool.people();
    for (one, other) in (0..people.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
        if people[one].quotas == people[other].quotas {
            assert!(
                counts[one].abs_diff(counts[other]) <= 1,
                "{} and {}",
                people[one].id,
                people[other].id
            );
        }
    }
}

#[test]
fn each_method_keeps_its_word() {
    let given = ours("syn_mass_24");
    let by = |method| {
        Measures::of(
            &Chances::find(&given.pool, method, &mut |_| {})
                .unwrap()
                .all(),
        )
    };
    let leximin = by(Method::Leximin);
    let (maximin, nash) = (by(Method::Maximin), by(Method::Nash));
    let (goldilocks, uniform) = (by(Method::Goldilocks), by(Method::Uniform));
    assert!((maximin.min - leximin.min).abs() < 1e-6);
    // The Sortition Foundation's library gives 0.095133.
    assert!((nash.min - 0.095_133).abs() < 2e-4, "{nash:?}");
    assert!(
        nash.geometric_mean
            > leximin
                .geometric_mean
                .max(maximin.geometric_mean)
                .max(uniform.geometric_mean)
    );
    let even = given.pool.even_chance();
    let cost = |measures: Measures| measures.max / even + even / measures.min;
    assert!(
        [leximin, maximin, nash, uniform]
            .into_iter()
            .all(|other| cost(goldilocks) < cost(other) + 1e-3)
    );
    let away = |measures: Measures| (measures.max - even).max(even - measures.min);
    assert!(
        [leximin, maximin, nash, goldilocks]
            .into_iter()
            .all(|other| away(uniform) < away(other) + 1e-5)
    );
}
