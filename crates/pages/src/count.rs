//! The result of an election: one page that can be read, printed and handed on.

mod figure;
mod stage;
mod words;

use alongside_ballot::{Constraint, Count, Rules};
use askama::Template;

use self::figure::whole;
use self::stage::StageView;
use crate::markup::without_control_characters;
use crate::number::{InWords, by_count, listed};

pub use words::{count_caution, stage_heading, stage_words};

/// A count as one HTML page that stands alone: it asks for nothing else, needs no script, and prints
/// whole. It shows the totals of every stage and no paper, so that nobody's preferences can be read
/// from it.
///
/// ```
/// use alongside_ballot::{Ballots, Rules, count, no_lots};
/// use alongside_pages::CountReport;
///
/// let mut ballots = Ballots::new(1, ["Ann", "Bo", "Cy"])?;
/// ballots.add(&[0], 4)?;
/// ballots.add(&[1, 2], 3)?;
/// ballots.add(&[2, 1], 2)?;
/// let count = count(&ballots, Rules::Scottish, &mut no_lots)?;
/// let page = CountReport { file: "chair.blt", count: &count, constraints: &[], lots: None }.render()?;
/// assert!(page.contains("Bo reached the quota and is elected."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CountReport<'a> {
    /// The name of the file of ballots.
    pub file: &'a str,
    /// The count.
    pub count: &'a Count,
    /// The bounds it was counted within; empty for a count by the rules alone.
    pub constraints: &'a [Constraint],
    /// How lots were drawn, in words, where any were.
    pub lots: Option<&'a str>,
}

impl CountReport<'_> {
    /// The page as HTML. The same data gives the same text, to the byte.
    pub fn render(&self) -> Result<String, crate::Error> {
        let count = self.count;
        let page = Page {
            file: self.file,
            title: if count.title.is_empty() {
                "Election"
            } else {
                &count.title
            },
            count,
            lots: self.lots,
            stages: StageView::all(count),
            winners: count
                .winners
                .iter()
                .map(|place| Winner::of(count, *place))
                .collect(),
            constraints: self
                .constraints
                .iter()
                .map(|one| bound(count, one))
                .collect(),
        };
        Ok(without_control_characters(page.render()?))
    }
}

#[derive(Template)]
#[template(path = "count_report.html")]
struct Page<'p> {
    file: &'p str,
    title: &'p str,
    count: &'p Count,
    lots: Option<&'p str>,
    stages: Vec<StageView<'p>>,
    winners: Vec<Winner<'p>>,
    constraints: Vec<String>,
}

struct Winner<'p> {
    name: &'p str,
    stage: usize,
}

impl<'p> Winner<'p> {
    fn of(count: &'p Count, place: usize) -> Self {
        let stage = count
            .stages
            .iter()
            .find(|stage| stage.elected.contains(&place));
        Self {
            name: count.name(place),
            stage: stage.map_or(0, |stage| stage.number),
        }
    }
}

impl Page<'_> {
    fn seats(&self) -> String {
        let seats = self.count.seats;
        format!("{} {}", InWords(seats), by_count(seats, "seat", "seats"))
    }

    fn caution(&self) -> Option<String> {
        count_caution(self.count)
    }

    fn valid(&self) -> String {
        papers(self.count.papers.valid)
    }

    fn quota(&self) -> String {
        let first = self.count.stages.first();
        figure::shown(
            self.count.quota(),
            first.map_or(figure::SHOWN, figure::places_of_quota),
        )
    }

    /// Papers that were not counted, or not to their end: how many, and why. Only what there is.
    fn besides(&self) -> Vec<String> {
        let counts = self.count.papers;
        let rows = [
            (counts.empty, "without a mark"),
            (counts.spoilt, "without a clear first choice"),
            (counts.for_nobody, "only for candidates who withdrew"),
        ];
        let said = rows.into_iter().filter(|(many, _)| *many > 0);
        said.map(|(many, what)| format!("{} {what}", papers(many)))
            .collect()
    }

    fn cut_short(&self) -> Option<String> {
        let many = self.count.papers.cut_short;
        (many > 0).then(|| papers(many))
    }

    fn withdrawn(&self) -> String {
        let names = self.count.candidates.iter().filter(|one| one.withdrawn);
        listed(&names.map(|one| one.name.clone()).collect::<Vec<_>>())
    }

    fn is_meek(&self) -> bool {
        self.count.rules == Rules::Meek
    }

    fn has_residue(&self) -> bool {
        self.count
            .stages
            .iter()
            .any(|stage| !stage.residue.is_zero())
    }
}

/// `3,217 papers`.
fn papers(many: u64) -> String {
    format!(
        "{} {}",
        whole(u128::from(many)),
        if many == 1 { "paper" } else { "papers" }
    )
}

/// `Area north: at least 2 of Ann, Bo and Cy`.
fn bound(count: &Count, constraint: &Constraint) -> String {
    let names: Vec<String> = count
        .names(&constraint.members)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let bounds = match (constraint.at_least, constraint.at_most) {
        (low, high) if low == high => format!("exactly {low}"),
        (0, high) => format!("at most {high}"),
        (low, high) if high >= count.seats => format!("at least {low}"),
        (low, high) => format!("{low} to {high}"),
    };
    format!("{}: {bounds} of {}", constraint.name, listed(&names))
}
