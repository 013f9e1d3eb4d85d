//! One line of papers.

use std::collections::BTreeMap;

use crate::ballots::MOST_PAPERS;

/// What a line of papers says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// How many papers it stands for.
    pub(super) papers: u64,
    pub(super) kind: Kind,
}

/// What the papers of a line are worth. The ranking itself is in [`Reader::ranking`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Ranked,
    /// Ranked up to where no next preference is clear.
    CutShort,
    Empty,
    Spoilt,
}

/// Reads lines of papers; holds the last one's ranking.
pub(super) struct Reader {
    candidates: usize,
    /// Short names, where the file has them.
    pub(super) nicks: BTreeMap<String, u16>,
    pub(super) ranking: Vec<u16>,
    /// The line on which each candidate was last met, so that a second time is seen at once.
    met: Vec<usize>,
    /// How many lines were read.
    lines: usize,
}

impl Reader {
    pub(super) fn new(candidates: usize) -> Self {
        Self {
            candidates,
            nicks: BTreeMap::new(),
            ranking: Vec::new(),
            met: vec![0; candidates],
            lines: 0,
        }
    }

    /// A line of nothing but numbers that are all right, as nearly every line is; `None` means that
    /// it has to be looked at with care.
    pub(super) fn quick(&mut self, text: &[u8]) -> Option<Line> {
        self.begin();
        let mut papers = None;
        let mut ended = false;
        let mut number: Option<u64> = None;
        for byte in text.iter().chain(b" ") {
            match byte {
                b'0'..=b'9' => {
                    let before = number.unwrap_or(0);
                    number = Some(before.checked_mul(10)? + u64::from(byte - b'0'));
                }
                b' ' | b'\t' | b'\r' => {
                    let Some(number) = number.take() else {
                        continue;
                    };
                    match (papers, number) {
                        _ if ended => return None,
                        (None, 1..=MOST_PAPERS) => papers = Some(number),
                        (None, _) => return None,
                        (Some(_), 0) => ended = true,
                        (Some(_), number) => {
                            let rank = self.number(number)?;
                            self.rank(rank)?;
                        }
                    }
                }
                _ => return None,
            }
        }
        let kind = if self.ranking.is_empty() {
            Kind::Empty
        } else {
            Kind::Ranked
        };
        papers.filter(|_| ended).map(|papers| Line { papers, kind })
    }

    fn begin(&mut self) {
        self.lines += 1;
        self.ranking.clear();
    }

    /// The candidate with this number, from 1 in the file and from 0 here.
    fn number(&self, number: u64) -> Option<u16> {
        let place = u16::try_from(number.checked_sub(1)?).ok()?;
        (usize::from(place) < self.candidates).then_some(place)
    }

    /// Puts a candidate next; `None` where the line has named them before.
    fn rank(&mut self, rank: u16) -> Option<()> {
        self.meet(rank)?;
        self.ranking.push(rank);
        Some(())
    }

    fn meet(&mut self, rank: u16) -> Option<()> {
        let met = &mut self.met[usize::from(rank)];
        (*met != self.lines).then(|| *met = self.lines)
    }

    /// Reads any line; where it cannot be read, what is wrong with it.
    pub(super) fn careful(&mut self, text: &str) -> Result<Line, String> {
        self.begin();
        let (papers, rest) = papers(text.trim())?;
        let mut unclear = false;
        let mut words = rest.split_whitespace();
        for word in words.by_ref() {
            if word == "0" {
                return match words.next() {
                    Some(more) => Err(format!(
                        "`{more}` stands after the 0 that ends the paper. Begin each paper on a line of its own."
                    )),
                    None => Ok(Line {
                        papers,
                        kind: self.kind(unclear, rest == "0"),
                    }),
                };
            }
            self.mark(word, &mut unclear)?;
        }
        Err("this paper does not end with 0. Put a 0 after its last preference.".to_owned())
    }

    /// One mark of a paper: a candidate, several who share a place, or `-` for a number left out.
    fn mark(&mut self, word: &str, unclear: &mut bool) -> Result<(), String> {
        if word == "-" {
            *unclear = true;
            return Ok(());
        }
        let alike = word.contains('=');
        *unclear |= alike;
        for one in word.split('=') {
            let rank = self.candidate(one)?;
            let first_time = if *unclear {
                self.meet(rank)
            } else {
                self.rank(rank)
            };
            first_time.ok_or_else(|| {
                format!("candidate `{one}` is ranked twice. A paper can rank a candidate once.")
            })?;
        }
        Ok(())
    }

    fn candidate(&self, word: &str) -> Result<u16, String> {
        if let Some(rank) = self.nicks.get(word) {
            return Ok(*rank);
        }
        let number = word.parse::<u64>().map_err(|_| {
            let nicks = if self.nicks.is_empty() {
                ""
            } else {
                " or a short name from `[nick …]`"
            };
            format!("`{word}` is not a candidate. Give the number of a candidate, from 1{nicks}.")
        })?;
        self.number(number).ok_or_else(|| {
            format!(
                "there is no candidate {number}: the first line says that there are {}.",
                self.candidates
            )
        })
    }

    const fn kind(&self, unclear: bool, unmarked: bool) -> Kind {
        match (self.ranking.is_empty(), unclear) {
            (false, false) => Kind::Ranked,
            (false, true) => Kind::CutShort,
            (true, _) if unmarked => Kind::Empty,
            (true, _) => Kind::Spoilt,
        }
    }
}

/// How many papers a line stands for, and what follows.
fn papers(text: &str) -> Result<(u64, &str), String> {
    if let Some(rest) = text.strip_prefix('(') {
        let after = rest.split_once(')').map(|(_, after)| (1, after.trim()));
        return after.ok_or_else(|| "the paper's number has no closing parenthesis.".to_owned());
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match first.parse::<u64>() {
        Ok(papers @ 1..=MOST_PAPERS) => Ok((papers, rest.trim())),
        Ok(0) => Err("this stands for 0 papers. Say how many papers rank the candidates so, or take the line out.".to_owned()),
        Ok(_) => Err(format!("{first} papers are more than {MOST_PAPERS}.")),
        Err(_) => Err(format!(
            "`{first}` is not a number of papers. A line of papers begins with how many there are, in whole numbers, such as `3 1 2 0`."
        )),
    }
}
