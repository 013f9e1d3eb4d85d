//! From the votes alone, against the groups that Polis had at the end.

use std::fs;

use alongside_opinion::{Opinion, Settings, adjusted_rand_index};

use super::{folder, read};

/// How alike our groups are to those that Polis kept, among those whom both put into one.
fn likeness(name: &str, groups: Option<usize>) -> Option<(f64, Opinion)> {
    let folder = folder(name)?;
    let conversation = read(&folder);
    let settings = Settings {
        groups,
        ..Settings::default()
    };
    let opinion = Opinion::of(&conversation, settings).unwrap();
    let bytes = fs::read(folder.join("participants-votes.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(bytes.as_slice());
    let at = rows
        .headers()
        .unwrap()
        .iter()
        .position(|heading| heading == "group-id")
        .unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row.unwrap();
        let Ok(group) = row[at].parse::<usize>() else {
            continue;
        };
        let person = conversation.votes().person_called(&row[0]);
        if let Some((_, own)) = person.and_then(|person| opinion.place(person)) {
            ours.push(own);
            theirs.push(group);
        }
    }
    let found = adjusted_rand_index(&ours, &theirs);
    let sizes: Vec<usize> = opinion.groups().iter().map(|group| group.size).collect();
    println!(
        "{name}: {found:.3} over {} people; groups {sizes:?}; silhouettes {:?}; stability {:?}; unclear {:?}",
        ours.len(),
        opinion.silhouettes(),
        opinion.stability(),
        opinion.unclear()
    );
    Some((found, opinion))
}

fn is_as_like_as(name: &str, groups: Option<usize>, least: f64) {
    if let Some((found, opinion)) = likeness(name, groups) {
        assert!(found >= least, "{name}: {found}");
        assert!(opinion.groups().iter().all(|group| group.size >= 3));
    }
}

#[test]
fn bg2050() {
    is_as_like_as("bg2050-volunteers", None, 0.95);
}

#[test]
fn taxes() {
    is_as_like_as("scoop-hivemind.taxes", None, 0.8);
}

#[test]
fn canadian_electoral_reform_in_two_groups() {
    is_as_like_as("canadian-electoral-reform", Some(2), 0.8);
}

#[test]
fn others() {
    is_as_like_as("15-per-hour-seattle", None, -1.0);
    is_as_like_as("brexit-consensus", None, -1.0);
    is_as_like_as("london.youth.policing", None, -1.0);
    is_as_like_as("canadian-electoral-reform", None, -1.0);
}
