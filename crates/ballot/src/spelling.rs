//! Names as voters and spreadsheets write them: one person spelt in several ways is not several candidates.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::problem::Problems;

/// Of one name at most so many lines are told.
const MOST_LINES: usize = 10;

/// Names by what is the same in all ways to write them, each with its lines.
#[derive(Default)]
pub(crate) struct Spellings(BTreeMap<String, BTreeMap<String, Vec<usize>>>);

impl Spellings {
    pub(crate) fn add(&mut self, name: &str, line: usize) {
        let ways = self.0.entry(same(name)).or_default();
        let lines = ways.entry(name.to_owned()).or_default();
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }

    /// Refuses names that differ only in capitals, spaces, or how an accent is written.
    pub(crate) fn refuse_several(&self, problems: &mut Problems) {
        for ways in self.0.values().filter(|ways| ways.len() > 1) {
            let first = ways.values().flatten().min().copied().unwrap_or(1);
            let told: Vec<String> = ways
                .iter()
                .map(|(name, lines)| format!("`{name}` ({})", in_lines(lines)))
                .collect();
            problems.add(
                first,
                format!(
                    "{} differ only in capitals, spaces, or how an accent is written. Write the name of each candidate \
                     the same in all rows.",
                    listed(&told)
                ),
            );
        }
    }

    /// Refuses every name that is not listed, and a list with one name in two spellings.
    pub(crate) fn refuse_others(&self, known: &[String], problems: &mut Problems) {
        let mut by_same: BTreeMap<String, &String> = BTreeMap::new();
        for name in known {
            if let Some(other) = by_same.insert(same(name), name)
                && other != name
            {
                let says = format!(
                    "`{other}` and `{name}` are both listed as candidates and differ only in how they are written."
                );
                problems.add(1, says);
            }
        }
        let ways = self.0.values().flatten();
        for (name, lines) in ways.filter(|(name, _)| !known.contains(name)) {
            let meant = by_same
                .get(&same(name))
                .map_or_else(String::new, |meant| format!(" Is it `{meant}`?"));
            problems.add(
                lines.first().copied().unwrap_or(1),
                format!(
                    "`{name}` ({}) is none of those listed as candidates.{meant}",
                    in_lines(lines)
                ),
            );
        }
    }
}

/// What is the same in all ways to write a name.
fn same(name: &str) -> String {
    let bare = name.chars().filter(|letter| !letter.is_whitespace());
    let lower: String = bare.nfkc().collect::<String>().to_lowercase();
    lower
        .nfkc()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// `line 3`, `lines 2 and 5`.
fn in_lines(lines: &[usize]) -> String {
    let mut told: Vec<String> = lines
        .iter()
        .take(MOST_LINES)
        .map(ToString::to_string)
        .collect();
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        told.push(format!("{more} more"));
    }
    format!(
        "{} {}",
        if told.len() == 1 { "line" } else { "lines" },
        listed(&told)
    )
}

/// `a`, `a and b`, `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
