//! A stage as the page shows it: a bar, and its table.

use alongside_ballot::{Count, Stage, Votes};

use super::figure::{change, percent, places, places_of_quota, shown};
use super::words::{stage_heading, stage_words};

/// The width of the bar on the narrowest screen, and of one letter of a label, in CSS pixels.
const BAR_PIXELS: f64 = 272.0;
const LETTER_PIXELS: f64 = 9.0;

pub(super) struct StageView<'c> {
    pub(super) number: usize,
    pub(super) heading: String,
    pub(super) words: Vec<String>,
    pub(super) bar: Bar,
    pub(super) rows: Vec<Row<'c>>,
    pub(super) quota: String,
    pub(super) non_transferable: String,
    pub(super) residue: String,
    pub(super) all: String,
    /// Where the quota stands in the bars of the rows, in percent.
    pub(super) quota_at: f64,
}

/// With whom the votes are after a stage, as one bar.
pub(super) struct Bar {
    pub(super) says: String,
    pub(super) segments: Vec<Segment>,
}

pub(super) struct Segment {
    pub(super) class: &'static str,
    pub(super) at: f64,
    pub(super) width: f64,
    /// Whose votes, and how many.
    pub(super) name: &'static str,
    pub(super) figure: String,
    /// Whether the figure fits inside.
    pub(super) is_labelled: bool,
}

impl Segment {
    pub(super) fn middle(&self) -> f64 {
        self.at + self.width / 2.0
    }
}

/// A candidate after a stage.
pub(super) struct Row<'c> {
    pub(super) name: &'c str,
    pub(super) votes: String,
    pub(super) change: Option<String>,
    pub(super) standing: Standing,
    /// Percent of the row's bar.
    pub(super) width: f64,
}

/// Where a candidate stands after a stage.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// From which stage on.
    Elected(usize),
    In,
    Out(usize),
    /// Never elected, and all seats are filled.
    NotElected,
    Withdrawn,
}

impl Standing {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Elected(_) => "elected",
            Self::In => "in",
            Self::Out(_) | Self::NotElected | Self::Withdrawn => "out",
        }
    }

    pub(super) fn words(self) -> String {
        match self {
            Self::Elected(stage) => format!("Elected at stage {stage}"),
            Self::In => "Still in".to_owned(),
            Self::Out(stage) => format!("Out at stage {stage}"),
            Self::NotElected => "Not elected".to_owned(),
            Self::Withdrawn => "Withdrew".to_owned(),
        }
    }

    fn of(count: &Count, candidate: usize, at: &Stage) -> Self {
        let met = count.stages.iter().take(at.number);
        for stage in met {
            if stage.elected.contains(&candidate) {
                return Self::Elected(stage.number);
            }
            if stage.excluded.contains(&candidate) {
                return Self::Out(stage.number);
            }
        }
        if count.candidates[candidate].withdrawn {
            Self::Withdrawn
        } else if at.number == count.stages.len() {
            Self::NotElected
        } else {
            Self::In
        }
    }
}

impl<'c> StageView<'c> {
    pub(super) fn all(count: &'c Count) -> Vec<Self> {
        let figures = count
            .stages
            .iter()
            .flat_map(|stage| stage.totals.iter().chain([&stage.quota]));
        let most = figures.max().copied().unwrap_or(count.quota());
        let view = |stage| Self::of(count, stage, most);
        count.stages.iter().map(view).collect()
    }

    fn of(count: &'c Count, stage: &'c Stage, most: Votes) -> Self {
        let before = stage
            .number
            .checked_sub(2)
            .and_then(|before| count.stages.get(before));
        let decimals = places(stage);
        let row = |candidate: usize| {
            let votes = stage.totals[candidate];
            Row {
                name: count.name(candidate),
                votes: shown(votes, decimals),
                change: before.and_then(|before| change(before.totals[candidate], votes, decimals)),
                standing: Standing::of(count, candidate, stage),
                width: percent(votes, most),
            }
        };
        Self {
            number: stage.number,
            heading: stage_heading(count, stage),
            words: stage_words(count, stage),
            bar: Bar::of(count, stage, decimals),
            rows: (0..count.candidates.len()).map(row).collect(),
            quota: shown(stage.quota, places_of_quota(stage)),
            non_transferable: shown(stage.non_transferable, decimals),
            residue: shown(stage.residue, decimals),
            all: super::whole(u128::from(count.papers.valid)),
            quota_at: percent(stage.quota, most),
        }
    }
}

impl Bar {
    fn of(count: &Count, stage: &Stage, decimals: u8) -> Self {
        let mut held = [0_u128; 2];
        for (candidate, votes) in stage.totals.iter().enumerate() {
            let elected = matches!(Standing::of(count, candidate, stage), Standing::Elected(_));
            held[usize::from(!elected)] += votes.units();
        }
        let lost = stage.non_transferable.units() + stage.residue.units();
        let [elected, others] = held;
        let all = elected + others + lost;
        let mut at = 0.0;
        let mut bar = Self {
            says: String::new(),
            segments: Vec::new(),
        };
        let mut says = Vec::new();
        let parts = [
            ("elected", "With the elected", elected),
            (
                "in",
                if stage.number == count.stages.len() {
                    "With others"
                } else {
                    "With those still in"
                },
                others,
            ),
            ("out", "With nobody", lost),
        ];
        for (class, name, units) in parts {
            if units == 0 {
                continue;
            }
            // The figures of a stage have the places of its quota.
            let votes = stage.quota.of_units(units);
            let width = percent(votes, stage.quota.of_units(all));
            let figure = shown(votes, decimals);
            says.push(format!("{} {figure}", name.to_lowercase()));
            let is_labelled = length(&figure) * LETTER_PIXELS <= width / 100.0 * BAR_PIXELS;
            bar.segments.push(Segment {
                class,
                at,
                width,
                name,
                figure,
                is_labelled,
            });
            at += width;
        }
        bar.says = format!(
            "Votes after stage {}: {}",
            stage.number,
            crate::number::listed(&says)
        );
        bar
    }
}

#[expect(clippy::cast_precision_loss, reason = "labels are short")]
fn length(label: &str) -> f64 {
    (label.chars().count() + 1) as f64
}
