//! What holds whatever the pool is, held against every panel there is.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_lottery::frozen::{
    Answer, Entry, Files, Outcome, check, check_entry, hash_of, settle,
};
use alongside_lottery::{Chances, Method, Pool, Refusal, Table};
use proptest::prelude::*;

/// A pool small enough to list every panel.
#[derive(Debug, Clone)]
struct Small {
    pool: Pool,
}

/// Half of the pools have bounds around what their first people have, so that there are panels; the others have any.
fn small() -> impl Strategy<Value = Small> {
    let person = (prop::collection::vec(0..3_usize, 3), 0..8_usize);
    let bound = (0..3_u32, 0..3_u32);
    (4..10_usize, 2..5_u32, any::<bool>())
        .prop_flat_map(move |(people, size, around)| {
            let people = prop::collection::vec(person.clone(), people);
            (
                people,
                prop::collection::vec(bound.clone(), 9),
                Just(size),
                Just(around),
            )
        })
        .prop_map(|(people, bounds, size, around)| {
            let rows = people
                .iter()
                .enumerate()
                .map(|(row, (features, household))| {
                    let home = if *household < 2 {
                        format!("h{household}")
                    } else {
                        String::new()
                    };
                    let features = features.iter().map(|feature| format!("f{feature}"));
                    [format!("p{row}"), home]
                        .into_iter()
                        .chain(features)
                        .collect::<Vec<_>>()
                });
            let quotas = bounds.iter().enumerate().map(|(place, (one, other))| {
                let first = people.iter().take(size as usize);
                let count = first
                    .filter(|(features, _)| features[place / 3] == place % 3)
                    .count();
                let count = u32::try_from(count).unwrap();
                let (min, max) = if around {
                    (count.saturating_sub(*one), count + other)
                } else {
                    (*one, one + other)
                };
                [
                    format!("c{}", place / 3),
                    format!("f{}", place % 3),
                    min.to_string(),
                    max.to_string(),
                ]
                .to_vec()
            });
            let quotas = Table::new(
                ["category", "feature", "min", "max"],
                quotas.collect::<Vec<_>>(),
            );
            let people = Table::new(
                ["id", "household", "c0", "c1", "c2"],
                rows.collect::<Vec<_>>(),
            );
            Small {
                pool: Pool::read(&people, &quotas, size).unwrap(),
            }
        })
}

/// Every panel that keeps some bounds.
fn panels(pool: &Pool, bounds: &[(u32, u32)]) -> Vec<Vec<usize>> {
    let people = pool.people();
    let sets = 0..1_u32 << people.len();
    sets.filter(|set| set.count_ones() == pool.size())
        .map(|set| {
            (0..people.len())
                .filter(|place| set >> place & 1 == 1)
                .collect::<Vec<_>>()
        })
        .filter(|panel| {
            let fits = bounds.iter().enumerate().all(|(quota, (min, max))| {
                let count = panel
                    .iter()
                    .filter(|place| people[**place].quotas.contains(&quota))
                    .count();
                (*min as usize..=*max as usize).contains(&count)
            });
            let mut homes: Vec<&String> = panel
                .iter()
                .filter_map(|place| people[*place].household.as_ref())
                .collect();
            homes.sort();
            fits && homes.is_sorted_by(|one, other| one < other)
        })
        .collect()
}

fn bounds(pool: &Pool) -> Vec<(u32, u32)> {
    pool.quotas()
        .iter()
        .map(|quota| (quota.min, quota.max))
        .collect()
}

fn rising(mut chances: Vec<f64>) -> Vec<f64> {
    chances.sort_by(f64::total_cmp);
    chances
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_panel_keeps_the_quotas_and_nobody_can_be_treated_more_fairly(small in small()) {
        let pool = &small.pool;
        let all = panels(pool, &bounds(pool));
        let chances = match Chances::find(pool, Method::Leximin, &mut |_| {}) {
            Err(Refusal::Infeasible(_)) => {
                prop_assert!(all.is_empty(), "a panel is there");
                return Ok(());
            }
            found => found.unwrap(),
        };
        let lots = chances.lottery(40, &mut |_| {}).unwrap();
        for panel in &lots.panels {
            prop_assert!(all.contains(panel), "{panel:?}");
        }
        let uncovered: Vec<usize> =
            (0..pool.people().len()).filter(|place| !all.iter().any(|panel| panel.contains(place))).collect();
        prop_assert_eq!(chances.uncovered(), uncovered);
        prop_assert!(chances.shortfall() < 1e-6, "{}", chances.shortfall());
        // No lottery over all the panels is fairer: not all of them alike, nor any two of them.
        let found = rising(chances.all());
        let is_fairer = |other: Vec<f64>| {
            let first = rising(other).into_iter().zip(&found).find(|(other, found)| (other - *found).abs() > 1e-6);
            first.is_some_and(|(other, found)| other > *found)
        };
        let part = |panels: &[&Vec<usize>]| -> Vec<f64> {
            let on = |place: usize| f64::from(u32::try_from(panels.iter().filter(|panel| panel.contains(&place)).count()).unwrap());
            let all = f64::from(u32::try_from(panels.len()).unwrap());
            (0..pool.people().len()).map(|place| on(place) / all).collect()
        };
        prop_assert!(!is_fairer(part(&all.iter().collect::<Vec<_>>())));
        for one in all.iter().take(12) {
            for other in all.iter().take(12) {
                prop_assert!(!is_fairer(part(&[one, other])));
            }
        }
    }

    #[test]
    fn weights_are_whole_parts_and_what_they_cannot_beat_nothing_beats(small in small(), count in 1_usize..30) {
        let Ok(chances) = Chances::find(&small.pool, Method::Leximin, &mut |_| {}) else { return Ok(()) };
        let lots = chances.lottery(count, &mut |_| {}).unwrap();
        let targets = chances.all();
        let weights = lots.weights(&targets);
        prop_assert_eq!(weights.parts.iter().map(|parts| u64::from(*parts)).sum::<u64>(), 1_000_000_000);
        let short = |parts: &[u32]| -> f64 {
            let chance = |place: usize| -> u32 {
                let on = lots.panels.iter().zip(parts).filter(|(panel, _)| panel.contains(&place));
                on.map(|(_, parts)| *parts).sum()
            };
            let short = targets.iter().enumerate().map(|(place, target)| target - f64::from(chance(place)) / 1e9);
            short.fold(0.0, f64::max)
        };
        prop_assert!((short(&weights.parts) - weights.shortfall).abs() < 1e-12);
        prop_assert!(weights.least <= weights.shortfall + 1e-9);
        prop_assert!(weights.shortfall - weights.least < 1e-3, "{} {}", weights.shortfall, weights.least);
        // All on one panel, and half on each of two.
        for one in 0..count.min(8) {
            for other in 0..count.min(8) {
                let mut parts = vec![0; count];
                parts[one] += 500_000_000;
                parts[other] += 500_000_000;
                prop_assert!(short(&parts) > weights.least - 1e-9);
                prop_assert!(short(&parts) > weights.shortfall - 1e-3);
            }
        }
    }

    #[test]
    fn a_conflict_is_one_and_loses_nothing_and_a_relaxation_is_enough_and_the_least(small in small()) {
        let pool = &small.pool;
        let Err(Refusal::Infeasible(why)) = Chances::find(pool, Method::Leximin, &mut |_| {}) else {
            return Ok(());
        };
        let sides: Vec<(usize, bool)> = why
            .conflict
            .iter()
            .flat_map(|clash| [(clash.quota, clash.min, true), (clash.quota, clash.max, false)])
            .filter(|(_, is, _)| *is)
            .map(|(quota, _, is_min)| (quota, is_min))
            .collect();
        let only = |sides: &[(usize, bool)]| {
            let mut open = vec![(0, pool.size()); pool.quotas().len()];
            for (quota, is_min) in sides {
                let (min, max) = bounds(pool)[*quota];
                if *is_min { open[*quota].0 = min } else { open[*quota].1 = max }
            }
            open
        };
        prop_assert!(panels(pool, &only(&sides)).is_empty(), "there is a panel");
        for place in 0..sides.len() {
            let mut fewer = sides.clone();
            fewer.remove(place);
            prop_assert!(!panels(pool, &only(&fewer)).is_empty(), "one side could be left out");
        }
        if let Some(relaxed) = &why.relaxation {
            let mut now = bounds(pool);
            for to in relaxed {
                now[to.quota] = (to.min, to.max);
            }
            prop_assert!(!panels(pool, &now).is_empty(), "not enough");
            // The dearest of everything else is what the cheapest panel without quotas costs.
            let cost = |low: u32, high: u32, quota: usize| {
                let min = f64::from(bounds(pool)[quota].0);
                f64::from(low) * if min > 0.0 { 1.0 + 2.0 / min } else { 1.0 } + f64::from(high)
            };
            let paid: f64 = relaxed.iter().map(|to| {
                let (min, max) = bounds(pool)[to.quota];
                cost(min - to.min, to.max - max, to.quota)
            }).sum();
            let cheapest = panels(pool, &vec![(0, pool.size()); pool.quotas().len()]).into_iter().map(|panel| {
                bounds(pool).iter().enumerate().map(|(quota, (min, max))| {
                    let on = panel.iter().filter(|place| pool.people()[**place].quotas.contains(&quota)).count();
                    let count = u32::try_from(on).unwrap();
                    cost(min.saturating_sub(count), count.saturating_sub(*max), quota)
                }).sum::<f64>()
            }).fold(f64::INFINITY, f64::min);
            prop_assert!((paid - cheapest).abs() < 1e-6, "{paid} is paid where {cheapest} would do");
        }
    }

    #[test]
    fn no_rows_make_a_pool_panic_and_nobody_is_dropped(
        headings in prop::collection::vec("(id|household|area|Age | area|\\PC{0,6})", 0..5),
        rows in prop::collection::vec(prop::collection::vec("(north|South|1|\\PC{0,6})", 0..6), 0..8),
        quotas in prop::collection::vec(prop::collection::vec("(area|age|north|south|-?[0-9]{1,12}|\\PC{0,4})", 0..6), 0..6),
        size in 0_u32..12,
    ) {
        let people = Table::new(headings.iter().map(String::as_str), rows.clone());
        let quotas = Table::new(["category", "feature", "min", "max", "min_flex"], quotas);
        if let Ok(pool) = Pool::read(&people, &quotas, size) {
            prop_assert_eq!(pool.people().len(), rows.len());
        }
    }

    #[test]
    fn no_texts_make_a_published_draw_panic(
        texts in prop::collection::vec("(\\PC{0,40}|panel,tickets\n0,T1 T2\n|ticket,leaf\nT1,00\n|ticket,target,panels\nT1,x,1\n)", 6),
        people in 0_usize..4, panels in 0_usize..4, by in 0..3_usize,
    ) {
        let names = ["draw.json", "panels.csv", "chances.csv", "quotas.csv", "commitments.csv", "outcome.json"];
        let mut files: Files = names.iter().map(|name| (*name).to_owned()).zip(texts).collect();
        let by = [
            r#"{"source":"dice","dice":1}"#,
            r#"{"source":"number","which":"x"}"#,
            r#"{"source":"drand","chain":"x","round":1,"time":""}"#,
        ][by];
        for is_whole in [false, true] {
            if is_whole {
                // With every hash right, what lies behind is read too.
                let hash = |name: &str| hash_of(&files[name]);
                let draw = format!(
                    r#"{{"version":"alongside-draw 1","method":"leximin","size":2,"people":{people},"panels":{panels},"table":"{}","chances":"{}","quotas":"{}","commitments":"x","by":{by},"notes":[]}}"#,
                    hash("panels.csv"), hash("chances.csv"), hash("quotas.csv"),
                );
                files.insert("draw.json".to_owned(), draw);
            }
            prop_assert!(check(&files).iter().any(|check| !check.holds));
            for answer in [Answer::Number("1".to_owned()), Answer::Dice(vec![0]), Answer::Signature("00".to_owned())] {
                if let Ok(outcome) = settle(&files, answer) {
                    prop_assert_eq!(Outcome::parse(&outcome.json()), Ok(outcome));
                }
            }
            let entry = r#"{"version":"alongside-entry 1","ticket":"T1","features":[{"category":"\u00e9","feature":"T1"}],"salt":"00","path":["x"]}"#;
            prop_assert!(check_entry(&files, &Entry::parse(entry).unwrap()).iter().any(|check| !check.holds));
            prop_assert!(Entry::parse(&files["outcome.json"]).is_err());
        }
    }
}
