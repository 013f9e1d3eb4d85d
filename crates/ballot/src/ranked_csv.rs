//! Ranked choices as a spreadsheet has them: a row for each paper, a column for each choice.
//!
//! ```text
//! first choice,second choice,third choice
//! Ann,Cy,
//! Bo,Ann,Cy
//! ```
//!
//! The columns of choices are those whose heading is a number from 1, alone or with a word: `1`, `2nd`,
//! `rank 3`, `choice 1`, `First choice`, `second preference`. A column `papers` says how many papers a
//! row stands for. Other columns are left unread.

use crate::ballots::{Ballots, MOST_CANDIDATES, MOST_PAPERS, MOST_SEATS, Unfit, one_line};
use crate::papers::Papers;
use crate::problem::Problems;
use crate::spelling::Spellings;

/// Reads an election for so many seats from CSV. Candidates are those whom any paper names, in the
/// order of the alphabet. Where `listed` names anybody, these are all who stand, and every other name is refused. So are names
/// that differ only in capitals, spaces, or how an accent is written: one person would be counted as several.
///
/// A row without a choice is an empty paper. One that leaves out the first choice and has later ones
/// is spoilt; one that leaves out a later choice, or ranks somebody a second time, counts up to there.
///
/// ```
/// let sheet = "1st,2nd\nBo,Ann\nAnn,\n,\n,Bo\n";
/// let ballots = alongside_ballot::ranked_csv::read(sheet, 1, &[])?;
/// assert_eq!(ballots.candidates()[0].name, "Ann");
/// assert_eq!((ballots.valid(), ballots.empty, ballots.spoilt), (2, 1, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(text: &str, seats: usize, listed: &[String]) -> Result<Ballots, Problems> {
    let mut problems = Problems::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headings = match reader.headers() {
        Ok(headings) => headings.clone(),
        Err(cause) => {
            problems.add(1, format!("this is not CSV: {cause}."));
            return Err(problems);
        }
    };
    let Some(columns) = Columns::find(&headings, &mut problems) else {
        return Err(problems);
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(columns.row(&record, &mut problems)),
            Err(cause) => {
                let line = cause.position().map_or(1, csv::Position::line);
                problems.add(
                    usize::try_from(line).unwrap_or(usize::MAX),
                    format!("this row cannot be read: {cause}."),
                );
            }
        }
    }
    assemble(&rows, seats, listed, problems)
}

/// One row: its line, how many papers, and what they say, choice by choice.
struct Row {
    line: usize,
    papers: u64,
    choices: Vec<String>,
}

struct Columns {
    /// The column of each choice, first choice first.
    choices: Vec<usize>,
    papers: Option<usize>,
    headings: Vec<String>,
}

impl Columns {
    fn find(headings: &csv::StringRecord, problems: &mut Problems) -> Option<Self> {
        let mut ranked: Vec<(u64, usize)> = Vec::new();
        let mut papers = None;
        for (column, heading) in headings.iter().enumerate() {
            let heading = heading.trim().to_lowercase();
            if ["papers", "ballots", "count", "weight"].contains(&heading.as_str()) {
                papers = Some(column);
            } else if let Some(rank) = rank(&heading) {
                ranked.push((rank, column));
            }
        }
        ranked.sort_unstable();
        if ranked.is_empty() {
            problems.add(
                1,
                "no column is a choice. Name the columns of choices 1, 2, 3 and so on, or `first choice`, `second choice`.",
            );
        }
        for (expected, (rank, column)) in (1..).zip(&ranked) {
            if *rank != expected {
                let heading = headings.get(*column).unwrap_or_default();
                let says = if *rank < expected {
                    format!("there is a column for choice {rank} before. Keep one of them.")
                } else {
                    format!("a column for choice {expected} has to stand beside it.")
                };
                problems.add_in(1, Some(heading), says);
                break;
            }
        }
        let in_order = (1..)
            .zip(&ranked)
            .all(|(expected, (rank, _))| *rank == expected);
        (in_order && !ranked.is_empty()).then(|| Self {
            choices: ranked.into_iter().map(|(_, column)| column).collect(),
            papers,
            headings: headings.iter().map(str::to_owned).collect(),
        })
    }

    fn row(&self, record: &csv::StringRecord, problems: &mut Problems) -> Row {
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let mut papers = 1;
        if let Some(column) = self.papers {
            let cell = record.get(column).unwrap_or_default().trim();
            if let Ok(given @ 1..=MOST_PAPERS) = cell.parse::<u64>() {
                papers = given;
            } else {
                let says =
                    format!("`{cell}` is not a number of papers. Give a whole number from 1.");
                problems.add_in(line, self.headings.get(column).map(String::as_str), says);
            }
        }
        let cell = |column: &usize| one_line(record.get(*column).unwrap_or_default());
        Row {
            line,
            papers,
            choices: self.choices.iter().map(cell).collect(),
        }
    }
}

/// The choice that a heading is of: `2`, `2nd`, `choice 2`, `second choice`.
fn rank(heading: &str) -> Option<u64> {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    const BESIDE: [&str; 6] = ["choice", "preference", "rank", "pref", "vote", "no"];
    let spaced = heading.replace(['_', '-', '.', ':'], " ");
    let mut ranks = Vec::new();
    for word in spaced.split_whitespace() {
        if BESIDE.contains(&word) {
            continue;
        }
        // `rank3` and `2nd` hold their number inside.
        let inner = BESIDE
            .iter()
            .find_map(|beside| word.strip_prefix(beside))
            .unwrap_or(word);
        let bare = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|ending| inner.strip_suffix(ending))
            .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            .unwrap_or(inner);
        let named = (1..)
            .zip(WORDS)
            .find(|(_, name)| *name == word)
            .map(|(rank, _)| rank);
        ranks.push(named.or_else(|| bare.parse().ok())?);
    }
    match ranks[..] {
        [rank] if rank > 0 => Some(rank),
        _ => None,
    }
}

fn assemble(
    rows: &[Row],
    seats: usize,
    listed: &[String],
    mut problems: Problems,
) -> Result<Ballots, Problems> {
    let ranked = rows
        .iter()
        .flat_map(|row| &row.choices)
        .filter(|name| !name.is_empty());
    let mut names: Vec<String> = ranked
        .cloned()
        .chain(listed.iter().map(|name| one_line(name)))
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        problems.add(1, "no row names anybody.");
    } else if names.len() > MOST_CANDIDATES {
        problems.add(1, Unfit::TooManyCandidates(names.len()).to_string() + ".");
    }
    if seats == 0 {
        problems.add(1, Unfit::NoSeat.to_string() + ".");
    } else if seats > MOST_SEATS {
        problems.add(1, Unfit::TooManySeats(seats).to_string() + ".");
    }
    let mut spellings = Spellings::default();
    for row in rows {
        for name in row.choices.iter().filter(|name| !name.is_empty()) {
            spellings.add(name, row.line);
        }
    }
    if listed.is_empty() {
        spellings.refuse_several(&mut problems);
    } else {
        let listed: Vec<String> = listed.iter().map(|name| one_line(name)).collect();
        spellings.refuse_others(&listed, &mut problems);
    }
    let (mut papers, mut empty, mut spoilt, mut cut_short, mut cast) =
        (Papers::default(), 0, 0, 0, 0_u64);
    for row in rows {
        cast = cast.saturating_add(row.papers);
        let (ranking, whole) = ranking(&row.choices, &names);
        match (ranking.is_empty(), whole) {
            (true, true) => empty += row.papers,
            (true, false) => spoilt += row.papers,
            (false, whole) => {
                papers.add(&ranking, row.papers);
                cut_short += if whole { 0 } else { row.papers };
            }
        }
        if cast > MOST_PAPERS {
            problems.add(1, Unfit::TooManyPapers.to_string() + ".");
            break;
        }
    }
    problems.or_else(|| {
        let mut ballots = Ballots::new(seats, names).ok()?.holding(papers);
        ballots.empty = empty;
        ballots.spoilt = spoilt;
        ballots.cut_short = cut_short;
        Some(ballots)
    })
}

/// The choices up to where none is clear, and whether that was all of them.
fn ranking(choices: &[String], names: &[String]) -> (Vec<u16>, bool) {
    let marked = choices
        .iter()
        .rposition(|name| !name.is_empty())
        .map_or(0, |last| last + 1);
    let mut ranking = Vec::new();
    for name in &choices[..marked] {
        let place = names
            .binary_search(name)
            .ok()
            .and_then(|place| u16::try_from(place).ok());
        match place {
            Some(rank) if !name.is_empty() && !ranking.contains(&rank) => ranking.push(rank),
            _ => return (ranking, false),
        }
    }
    (ranking, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_which_choice_it_is() {
        let ranks = [
            "1",
            "2nd",
            "rank 3",
            "Choice_4".to_lowercase().as_str(),
            "first choice",
            "rank10",
            "preference no. 5",
        ]
        .map(rank);
        assert_eq!(
            ranks,
            [
                Some(1),
                Some(2),
                Some(3),
                Some(4),
                Some(1),
                Some(10),
                Some(5)
            ]
        );
        for other in ["", "timestamp", "0", "choice", "ward 3", "1 2", "name"] {
            assert_eq!(rank(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_row_leaves_out_or_says_twice_ends_the_paper_there() {
        let sheet = "timestamp,2,1,3,papers\n\
                     x,Bo,Ann,Cy,2\nx,,Ann,Cy,1\nx,Ann,Ann,Cy,3\nx,Bo,,,4\nx,,,,5\n";
        let ballots = read(sheet, 1, &["Ann", "Bo", "Cy", "Di"].map(str::to_owned)).unwrap();
        let rows: Vec<_> = ballots.papers().iter().collect();
        assert_eq!(rows, [(&[0, 1, 2][..], 2), (&[0], 4)]);
        assert_eq!(
            (ballots.empty, ballots.spoilt, ballots.cut_short),
            (5, 4, 4)
        );
        assert_eq!(ballots.candidates().len(), 4);
    }

    #[test]
    fn one_name_spelt_in_several_ways_is_refused_with_its_rows() {
        let sheet =
            "1,2\nAnn Lee,Bo\nann lee,Bo\nBo,AnnLee\nBo,Ann Lee\n\u{c1}ine,Bo\nA\u{301}ine,\n";
        let told = read(sheet, 1, &[]).unwrap_err().to_string();
        let told: Vec<&str> = told.lines().collect();
        assert_eq!(told.len(), 2, "{told:?}");
        let names = "`Ann Lee` (lines 2 and 5), `AnnLee` (line 4) and `ann lee` (line 3)";
        assert!(
            told[0].starts_with("line 2: ") && told[0].contains(names),
            "{told:?}"
        );
        assert!(told[1].starts_with("line 6: "), "{told:?}");
        // A paper that names somebody twice in two spellings is a row of its own for each.
        assert!(read("1,2\nAnn,ann\n", 1, &[]).is_err());
        assert!(read("1,2\nAnn,Anne\n", 1, &[]).is_ok());
    }

    #[test]
    fn who_is_not_listed_does_not_stand() {
        let listed = ["Ann", "Bo"].map(str::to_owned);
        let told = read("1,2\nAnn,Bo\nann,Cy\nBo,Cy\n", 1, &listed).unwrap_err();
        let told = told.to_string();
        let expected = "line 3: `Cy` (lines 3 and 4) is none of those listed as candidates.";
        assert!(told.contains(expected), "{told}");
        assert!(
            told.contains(
                "line 3: `ann` (line 3) is none of those listed as candidates. Is it `Ann`?"
            ),
            "{told}"
        );
        assert!(read("1,2\nAnn,Bo\n", 1, &listed).is_ok());
        let twice = ["Ann", "ann"].map(str::to_owned);
        assert!(read("1\nAnn\n", 1, &twice).is_err());
    }

    #[test]
    fn everything_wrong_is_told_with_line_and_column() {
        let problems = read("1,2,papers\nAnn,Bo,two\nBo,Ann,0\n", 1, &[]).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            told[0].starts_with("line 2, column `papers`: `two`"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("line 3, column `papers`: `0`"),
            "{told:?}"
        );
        let gap = read("1,3\nAnn,Bo\n", 1, &[]).unwrap_err().to_string();
        assert_eq!(
            gap,
            "line 1, column `3`: a column for choice 2 has to stand beside it."
        );
        assert!(read("name,age\nAnn,3\n", 1, &[]).is_err());
        assert!(read("", 1, &[]).is_err());
    }
}
