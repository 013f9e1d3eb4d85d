//! Formula by formula, against what Polis kept of two conversations.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alongside_opinion::{
    Axes, CommonGround, Conversation, Majority, Point, Representative, Side, Standing, Tallies,
    adjusted_rand_index, group_places, majority, priority, representative,
};
use serde_json::Value;

use super::{folder, read};

const FIXTURES: [&str; 2] = ["polis_fixture_a_35p", "polis_fixture_b_27p_meta"];
const EXACT: f64 = 1e-5;

struct Fixture {
    name: &'static str,
    conversation: Conversation,
    expected: Value,
}

impl Fixture {
    fn all() -> Vec<Self> {
        FIXTURES
            .into_iter()
            .filter_map(|name| {
                let folder = folder(name)?;
                Some(Self {
                    name,
                    conversation: read(&folder),
                    expected: expected(&folder),
                })
            })
            .collect()
    }

    fn statement(&self, tid: &str) -> usize {
        self.conversation.votes().statement_called(tid).unwrap()
    }

    /// The groups that Polis had made.
    fn groups(&self) -> Vec<Option<usize>> {
        let clumps = &self.expected["base-clusters"];
        let ids = numbers(&clumps["id"]);
        let mut of = vec![None; self.conversation.votes().people()];
        for (number, group) in list(&self.expected["group-clusters"]).iter().enumerate() {
            for clump in numbers(&group["members"]) {
                let at = ids.iter().position(|id| *id == clump).unwrap();
                for person in numbers(&clumps["members"][at]) {
                    let person = self.conversation.votes().person_called(&person.to_string());
                    of[person.unwrap()] = Some(number);
                }
            }
        }
        of
    }

    fn tallies(&self) -> Tallies {
        let groups = list(&self.expected["group-clusters"]).len();
        Tallies::of(self.conversation.votes(), &self.groups(), groups)
    }

    fn is_taken_out(&self, statement: usize) -> bool {
        let statement = &self.conversation.statements()[statement];
        statement.is_meta || statement.standing == Standing::Rejected
    }
}

fn expected(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("polis_math_expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<u64> {
    list(value).iter().map(|n| n.as_u64().unwrap()).collect()
}

fn real(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn near(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() <= EXACT,
        "{what}: {found}, expected {expected}"
    );
}

#[test]
fn centre_axes_and_extremity_are_those_of_polis() {
    for fixture in Fixture::all() {
        let axes = Axes::of(&fixture.conversation, false);
        let pca = &fixture.expected["pca"];
        let (mut along, mut lengths) = ([0.0; 2], [[0.0; 2]; 2]);
        for (i, tid) in list(&fixture.expected["tids"]).iter().enumerate() {
            let what = format!("{} statement {tid}", fixture.name);
            let statement = fixture.statement(&tid.to_string());
            // Inside Polis agree is -1.
            near(axes.mean(statement), -real(&pca["center"][i]), &what);
            near(
                axes.extremity(statement),
                real(&pca["comment-extremity"][i]),
                &what,
            );
            let weight = axes.weight(statement);
            for (axis, ours) in [weight.x, weight.y].into_iter().enumerate() {
                let theirs = real(&pca["comps"][axis][i]);
                along[axis] += ours * theirs;
                lengths[axis][0] += ours * ours;
                lengths[axis][1] += theirs * theirs;
            }
        }
        for axis in 0..2 {
            let cosine = along[axis].abs() / (lengths[axis][0] * lengths[axis][1]).sqrt();
            near(cosine, 1.0, fixture.name);
        }
    }
}

#[test]
fn common_ground_and_priorities_are_those_of_polis() {
    for fixture in Fixture::all() {
        let tallies = fixture.tallies();
        let axes = Axes::of(&fixture.conversation, false);
        let consensus = fixture.expected["group-aware-consensus"]
            .as_object()
            .unwrap();
        assert_eq!(consensus.len(), tallies.statements());
        for (tid, expected) in consensus {
            let found = CommonGround::on(&tallies, fixture.statement(tid));
            near(found.agree, real(expected), tid);
        }
        let priorities = fixture.expected["comment-priorities"].as_object().unwrap();
        assert_eq!(priorities.len(), tallies.statements());
        for (tid, expected) in priorities {
            let statement = fixture.statement(tid);
            let is_meta = fixture.conversation.statements()[statement].is_meta;
            let counts = tallies.grouped(statement);
            let found = priority(counts, axes.extremity(statement), is_meta);
            near(found, real(expected), tid);
        }
    }
}

#[test]
fn what_sets_groups_apart_is_what_polis_says() {
    for fixture in Fixture::all() {
        let tallies = fixture.tallies();
        let is_told = |_, statement| !fixture.is_taken_out(statement);
        let found = representative(&tallies, is_told, false);
        let mut of_group: BTreeMap<usize, Vec<Representative>> = BTreeMap::new();
        for one in found {
            of_group.entry(one.group).or_default().push(one);
        }
        for (number, group) in list(&fixture.expected["group-clusters"]).iter().enumerate() {
            let expected = list(&fixture.expected["repness"][group["id"].to_string()]);
            let found = &of_group[&number];
            assert_eq!(
                found.len(),
                expected.len(),
                "{} group {number}",
                fixture.name
            );
            for (found, expected) in found.iter().zip(expected) {
                let tid = expected["tid"].to_string();
                let side = match expected["repful-for"].as_str().unwrap() {
                    "agree" => Side::Agree,
                    _ => Side::Disagree,
                };
                assert_eq!(
                    (found.statement, found.side),
                    (fixture.statement(&tid), side)
                );
                near(found.share, real(&expected["p-success"]), &tid);
                near(found.test, real(&expected["p-test"]), &tid);
                near(found.ratio, real(&expected["repness"]), &tid);
                near(found.z, real(&expected["repness-test"]), &tid);
                let successes = expected["n-success"].as_u64().unwrap();
                assert_eq!(u64::from(found.counts.of(side)), successes);
            }
        }
    }
}

#[test]
fn what_most_say_is_what_polis_says() {
    for fixture in Fixture::all() {
        let found = majority(&fixture.tallies(), |statement| {
            !fixture.is_taken_out(statement)
        });
        for (side, name) in [(Side::Agree, "agree"), (Side::Disagree, "disagree")] {
            let expected = list(&fixture.expected["consensus"][name]);
            let found: Vec<&Majority> = found.iter().filter(|one| one.side == side).collect();
            assert_eq!(found.len(), expected.len(), "{} {name}", fixture.name);
            for (found, expected) in found.iter().zip(expected) {
                let tid = expected["tid"].to_string();
                assert_eq!(found.statement, fixture.statement(&tid));
                near(found.share, real(&expected["p-success"]), &tid);
                near(found.test, real(&expected["p-test"]), &tid);
            }
        }
    }
}

#[test]
fn the_groups_of_the_clumps_are_those_of_polis() {
    for fixture in Fixture::all() {
        let clumps = &fixture.expected["base-clusters"];
        let along = |axis: &str| list(&clumps[axis]).iter().map(real).collect::<Vec<f64>>();
        let places: Vec<Point> = along("x")
            .into_iter()
            .zip(along("y"))
            .map(|(x, y)| Point { x, y })
            .collect();
        let people: Vec<u32> = numbers(&clumps["count"])
            .into_iter()
            .map(|count| u32::try_from(count).unwrap())
            .collect();
        let ids = numbers(&clumps["id"]);
        let groups = list(&fixture.expected["group-clusters"]);
        let expected: Vec<usize> = ids
            .iter()
            .map(|id| {
                groups
                    .iter()
                    .position(|group| numbers(&group["members"]).contains(id))
                    .unwrap()
            })
            .collect();
        let made = group_places(&places, &people, 3, 0, 0);
        let best = made
            .iter()
            .max_by(|a, b| a.silhouette.total_cmp(&b.silhouette))
            .unwrap();
        assert_eq!(best.groups, groups.len(), "{}", fixture.name);
        let likeness = adjusted_rand_index(&best.of, &expected);
        assert!(
            (likeness - 1.0).abs() < 1e-12,
            "{}: {likeness}",
            fixture.name
        );
    }
}
