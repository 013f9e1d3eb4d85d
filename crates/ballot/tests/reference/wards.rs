//! Wards of the Scottish council elections of 2017 against what the councils published.

use std::collections::BTreeMap;

use alongside_ballot::{Count, Rules, blt, count, no_lots};

use super::{files, folder, read};

/// What a council published of one candidate.
struct Row {
    candidate: usize,
    elected: bool,
    /// At which count they were elected or excluded.
    on: Option<usize>,
    totals: Vec<String>,
}

/// What a council published of a ward.
struct Official {
    seats: usize,
    valid: u64,
    quota: u128,
    decimals: u8,
    rows: Vec<Row>,
}

fn officials(text: &str) -> BTreeMap<String, Official> {
    let mut wards: BTreeMap<String, Official> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for record in reader.deserialize::<BTreeMap<String, String>>() {
        let record = record.unwrap();
        let number = |key: &str| record[key].parse::<usize>().unwrap();
        let ward = wards
            .entry(record["blt_file"].clone())
            .or_insert_with(|| Official {
                seats: number("seats"),
                valid: number("valid_poll") as u64,
                quota: number("quota") as u128,
                decimals: record["published_decimals"].parse().unwrap(),
                rows: Vec::new(),
            });
        ward.rows.push(Row {
            candidate: number("candidate_index") - 1,
            elected: record["elected"] == "1",
            on: record["occurred_on_count"].parse().ok(),
            totals: record["official_total_after_each_count"]
                .split(' ')
                .map(str::to_owned)
                .collect(),
        });
    }
    wards
}

/// A published figure in 1/100000 vote.
fn units(text: &str) -> u128 {
    let (whole, part) = text.split_once('.').unwrap();
    format!("{whole}{part:0<5}").parse().unwrap()
}

fn assert_agrees(name: &str, official: &Official, ours: &Count) {
    assert_eq!(ours.seats, official.seats, "{name}");
    assert_eq!(ours.papers.valid, official.valid, "{name}");
    assert_eq!(ours.quota().whole(), official.quota, "{name}");
    assert_eq!(ours.candidates.len(), official.rows.len(), "{name}");
    for row in &official.rows {
        let who = format!("{name}, {}", ours.name(row.candidate));
        assert_eq!(ours.stages.len(), row.totals.len(), "{who}: stages");
        assert_eq!(ours.winners.contains(&row.candidate), row.elected, "{who}");
        for (stage, published) in ours.stages.iter().zip(&row.totals) {
            let figure = stage.totals[row.candidate];
            let exact = units(published);
            // A council that publishes two decimals shows most figures rounded, and some in full.
            let rounded = official.decimals == 2 && figure.rounded(2).units() * 1_000 == exact;
            assert!(
                rounded || figure.units() == exact,
                "{who}, stage {}: {figure}, not {published}",
                stage.number
            );
        }
        assert_eq!(when(ours, row), row.on, "{who}: elected or excluded at");
    }
}

/// At which count the councils say that somebody was elected or excluded: an exclusion is settled at
/// the end of the count before the stage that passes the votes on.
fn when(ours: &Count, row: &Row) -> Option<usize> {
    let elected = ours
        .stages
        .iter()
        .find(|stage| stage.elected.contains(&row.candidate));
    let excluded = ours
        .stages
        .iter()
        .find(|stage| stage.excluded.contains(&row.candidate));
    elected
        .map(|stage| stage.number)
        .or(excluded.map(|stage| stage.number - 1))
}

#[test]
fn every_ward_of_2017_comes_to_what_its_council_published() {
    let Some(folder) = folder("scotland2017") else {
        return;
    };
    let officials = officials(&read(&folder.join("official_counts.csv")));
    let wards = files(&folder, ".blt");
    assert_eq!(wards.len(), officials.len());
    for ward in wards {
        let name = ward.file_name().unwrap().to_string_lossy().into_owned();
        let ballots = blt::read(&read(&ward)).unwrap();
        let ours = count(&ballots, Rules::Scottish, &mut no_lots).unwrap();
        assert_agrees(&name, &officials[&name], &ours);
    }
}

/// In three of the wards Meek's rules elect somebody else, so a result without its rules says too little.
#[test]
fn the_rules_decide_who_is_elected_in_three_of_these_wards() {
    let Some(folder) = folder("scotland2017") else {
        return;
    };
    let mut differ = Vec::new();
    for ward in files(&folder, ".blt") {
        let ballots = blt::read(&read(&ward)).unwrap();
        let winners = |rules| {
            let mut winners = count(&ballots, rules, &mut no_lots).unwrap().winners;
            winners.sort_unstable();
            winners
        };
        if winners(Rules::Scottish) != winners(Rules::Meek) {
            differ.push(ward.file_stem().unwrap().to_string_lossy().into_owned());
        }
    }
    assert_eq!(
        differ,
        [
            "east_ayrshire_2017_ward8",
            "glasgow_2017_ward5",
            "highland_2017_ward2"
        ]
    );
}

#[test]
fn published_figures_are_read_to_the_last_decimal() {
    assert_eq!(units("1105.01"), 110_501_000);
    assert_eq!(units("182.06037"), 18_206_037);
    assert_eq!(units("53.00000"), 5_300_000);
}
