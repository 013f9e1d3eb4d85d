//! BLT to ballots.

use super::names;
use super::paper::{Kind, Line, Reader};
use crate::ballots::{Ballots, MOST_CANDIDATES, MOST_PAPERS, MOST_SEATS, Unfit};
use crate::papers::Papers;
use crate::problem::Problems;

/// Reads an election from the text of a BLT file (see [`crate::blt`]). Everything that is wrong is
/// told at once, each with its line.
///
/// An empty paper, a spoilt one (no first preference is clear) and one that is cut short (no next
/// preference is clear) are no mistakes of the file: they are counted as what they are. A candidate
/// who is ranked twice on one paper is a mistake of the file.
///
/// ```
/// let text = "3 1\n4 1 0\n3 2 4 0\n2 3 2\n0\nAnn\nBo\nCy\nChair\n";
/// let problems = alongside_ballot::blt::read(text).unwrap_err();
/// assert_eq!(
///     problems.to_string(),
///     "line 3: there is no candidate 4: the first line says that there are 3.\n\
///      line 4: this paper does not end with 0. Put a 0 after its last preference."
/// );
/// ```
pub fn read(text: &str) -> Result<Ballots, Problems> {
    let mut lines = (1..).zip(text.strip_prefix('\u{feff}').unwrap_or(text).lines());
    let mut problems = Problems::default();
    let header = lines
        .by_ref()
        .map(|(line, text)| (line, without_comment(text)))
        .find(|(_, text)| !text.is_empty());
    let Some((line, header)) = header else {
        problems.add(1, "nothing is in this file.");
        return Err(problems);
    };
    let (candidates, seats) = match sizes(header) {
        Ok(sizes) => sizes,
        Err(says) => {
            problems.add(line, says);
            return Err(problems);
        }
    };
    let mut file = File {
        line,
        candidates,
        reader: Reader::new(candidates),
        papers: Papers::default(),
        empty: 0,
        spoilt: 0,
        cut_short: 0,
        withdrawn: Vec::new(),
        lot_order: None,
        names: Vec::new(),
        in_names: false,
        problems,
    };
    for (line, text) in lines {
        file.line = line;
        if file.in_names {
            file.name(text);
        } else {
            file.row(text);
        }
    }
    file.finish(seats)
}

/// What was read so far.
struct File {
    line: usize,
    candidates: usize,
    reader: Reader,
    papers: Papers,
    empty: u64,
    spoilt: u64,
    cut_short: u64,
    withdrawn: Vec<usize>,
    lot_order: Option<Vec<usize>>,
    /// Names, title and notes with their lines.
    names: Vec<(usize, String)>,
    in_names: bool,
    problems: Problems,
}

impl File {
    /// A line before the names: an option, candidates who withdrew, papers, or the end of the papers.
    fn row(&mut self, line: &str) {
        if let Some(read) = self.reader.quick(line.as_bytes()) {
            self.keep(read);
            return;
        }
        let text = without_comment(line);
        match text.as_bytes() {
            [] => {}
            b"0" => self.in_names = true,
            [b'-', ..] => self.withdraw(text.split_whitespace()),
            [b'[', ..] => self.option(text),
            [b'"', ..] => {
                let says = "a name stands here, and the papers have not ended. Put a line with only 0 between the papers and the names.";
                self.wrong(says);
                self.in_names = true;
                self.name(line);
            }
            _ => match self.reader.careful(text) {
                Ok(read) => self.keep(read),
                Err(says) => self.wrong(says),
            },
        }
    }

    fn wrong(&mut self, says: impl Into<String>) {
        self.problems.add(self.line, says);
    }

    fn keep(&mut self, Line { papers, kind }: Line) {
        let cast = self.papers.total() + self.empty + self.spoilt;
        if papers > MOST_PAPERS.saturating_sub(cast) {
            self.wrong(Unfit::TooManyPapers.to_string() + ".");
            return;
        }
        match kind {
            Kind::Empty => self.empty += papers,
            Kind::Spoilt => self.spoilt += papers,
            Kind::Ranked | Kind::CutShort => self.papers.add(&self.reader.ranking, papers),
        }
        if kind == Kind::CutShort {
            self.cut_short += papers;
        }
    }

    /// `-2 -4`, or the words of `[withdrawn 2 4]`.
    fn withdraw<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        for word in words {
            match self.place(word.strip_prefix('-').unwrap_or(word)) {
                Ok(place) => self.withdrawn.push(place),
                Err(says) => self.wrong(says),
            }
        }
    }

    fn option(&mut self, text: &str) {
        let inside = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        let mut words = inside.unwrap_or_default().split_whitespace();
        match words.next() {
            Some("withdrawn") => self.withdraw(words),
            Some("nick") => self.nicks(words),
            Some("tie") => self.tie(words),
            _ => self.wrong(format!(
                "`{text}` is not known. What can stand in brackets is `[withdrawn …]`, `[nick …]` and `[tie …]`."
            )),
        }
    }

    fn nicks<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let nicks: Vec<&str> = words.collect();
        if nicks.len() != self.candidates {
            self.wrong(format!(
                "there are {} short names for {} candidates. Give one for each.",
                nicks.len(),
                self.candidates
            ));
            return;
        }
        for (rank, nick) in (0..).zip(nicks) {
            if nick.contains('=') || nick == "-" || nick.bytes().all(|byte| byte.is_ascii_digit()) {
                self.wrong(format!(
                    "`{nick}` cannot be a short name: it reads like a number or a mark."
                ));
            } else if self.reader.nicks.insert(nick.to_owned(), rank).is_some() {
                self.wrong(format!("two candidates have the short name `{nick}`."));
            }
        }
    }

    fn tie<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let order: Result<Vec<usize>, String> = words.map(|word| self.place(word)).collect();
        match order {
            Ok(order) => {
                let mut sorted = order.clone();
                sorted.sort_unstable();
                sorted.dedup();
                if sorted.len() == self.candidates && order.len() == self.candidates {
                    self.lot_order = Some(order);
                } else {
                    self.wrong("the order of lot does not name every candidate once.");
                }
            }
            Err(says) => self.wrong(says),
        }
    }

    /// A candidate's place by number or short name.
    fn place(&self, word: &str) -> Result<usize, String> {
        if let Some(rank) = self.reader.nicks.get(word) {
            return Ok(usize::from(*rank));
        }
        let number = word.parse::<usize>().ok();
        let place = number.and_then(|number| number.checked_sub(1));
        place
            .filter(|place| *place < self.candidates)
            .ok_or_else(|| {
                format!(
                    "`{word}` is not a candidate: they have the numbers 1 to {}.",
                    self.candidates
                )
            })
    }

    /// A line after the papers: a name, the title or a note.
    fn name(&mut self, line: &str) {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            return;
        }
        match names::read(text) {
            Ok(name) if name.is_empty() && self.names.len() < self.candidates => {
                self.wrong("a candidate has no name here.");
                self.names
                    .push((self.line, format!("{}", self.names.len() + 1)));
            }
            Ok(name) => self.names.push((self.line, name)),
            Err(says) => {
                self.wrong(says);
                self.names.push((self.line, text.to_owned()));
            }
        }
    }

    fn finish(mut self, seats: usize) -> Result<Ballots, Problems> {
        let after = self.names.split_off(self.candidates.min(self.names.len()));
        if !self.in_names {
            self.wrong("the file ends before its papers do. Put a line with only 0 after the papers, then the names.");
        } else if self.names.len() < self.candidates {
            self.wrong(format!(
                "the file ends after {} of {} names. Give the name of every candidate, one in a line.",
                self.names.len(),
                self.candidates
            ));
        }
        let mut met: Vec<(&str, usize)> = self
            .names
            .iter()
            .map(|(line, name)| (name.as_str(), *line))
            .collect();
        met.sort_unstable();
        for pair in met.windows(2) {
            if let [(name, first), (again, line)] = pair
                && name == again
            {
                let says = format!(
                    "{name} has this name in line {first} too. Make the names differ, so that nobody is taken for somebody else."
                );
                self.problems.add(*line, says);
            }
        }
        let names: Vec<String> = self.names.iter().map(|(_, name)| name.clone()).collect();
        let mut after = after.into_iter().map(|(_, text)| text);
        let read = || {
            let mut ballots = Ballots::new(seats, names).ok()?.holding(self.papers);
            ballots.title = after.next().unwrap_or_default();
            ballots.notes = after.collect();
            ballots.empty = self.empty;
            ballots.spoilt = self.spoilt;
            ballots.cut_short = self.cut_short;
            ballots.lot_order = self.lot_order;
            for place in self.withdrawn {
                ballots.withdraw(place).ok()?;
            }
            Some(ballots)
        };
        self.problems.or_else(read)
    }
}

/// How many candidates and seats the first line says.
fn sizes(header: &str) -> Result<(usize, usize), String> {
    let numbers: Vec<&str> = header.split_whitespace().collect();
    let parsed: Option<Vec<usize>> = numbers.iter().map(|word| word.parse().ok()).collect();
    match parsed.as_deref() {
        Some([0, _]) => Err("the first line says that nobody stands.".to_owned()),
        Some([_, 0]) => Err("the first line says that there is no seat to fill.".to_owned()),
        Some([candidates, _]) if *candidates > MOST_CANDIDATES => {
            Err(Unfit::TooManyCandidates(*candidates).to_string() + ".")
        }
        Some([_, seats]) if *seats > MOST_SEATS => {
            Err(Unfit::TooManySeats(*seats).to_string() + ".")
        }
        Some([candidates, seats]) => Ok((*candidates, *seats)),
        _ => Err(format!(
            "`{}` does not begin a BLT file. Its first line is the number of candidates and the number of seats, such as `5 2`.",
            shortened(header)
        )),
    }
}

/// Some of a line that may be anything.
fn shortened(text: &str) -> &str {
    const MOST: usize = 40;
    text.char_indices()
        .nth(MOST)
        .map_or(text, |(end, _)| &text[..end])
}

/// A line of numbers without the comment behind it and without spaces around it.
fn without_comment(line: &str) -> &str {
    line.split_once('#')
        .map_or(line, |(before, _)| before)
        .trim()
}
