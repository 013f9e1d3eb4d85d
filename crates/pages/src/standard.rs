//! A standard's part of the report: the rule, its tally as bar and table, by quarter, by organiser,
//! and every finding.

use alongside_charter::{
    Charter, Finding, OrganiserSummary, Quarter, Standard, StandardSummary, Tally,
};

use crate::anchor::{self, Anchors};
use crate::bar::Bar;
use crate::finding::{FindingGroup, FindingView};
use crate::number::{Count, by_count};
use crate::outcome::Outcome;
use crate::rule::{self, RuleView};
use crate::tally::TallyView;

/// A table with more rows than this is folded on the screen.
const MOST_ROWS_LAID_OPEN: usize = 12;

/// One standard with all that was found about it.
pub(crate) struct StandardView<'f, 'a> {
    /// Its id on the page, which is also the beginning of its findings' ids.
    pub(crate) id: String,
    pub(crate) charter: &'a Charter,
    /// The standard: each of its versions has a part of its own.
    pub(crate) standard: &'a Standard,
    pub(crate) rule: RuleView<'a>,
    pub(crate) tally: TallyView,
    pub(crate) bar: Option<Bar>,
    pub(crate) quarters: Vec<PeriodRow>,
    pub(crate) organisers: Vec<OrganiserView<'a>>,
    pub(crate) shares: Vec<FindingView<'f, 'a>>,
    pub(crate) groups: Vec<FindingGroup<'f, 'a>>,
}

/// A row of a table by quarter.
pub(crate) struct PeriodRow {
    pub(crate) quarter: Quarter,
    pub(crate) tally: TallyView,
}

/// One organiser beside its own past.
pub(crate) struct OrganiserView<'a> {
    /// `None` where the record does not say.
    pub(crate) name: Option<&'a str>,
    pub(crate) tally: TallyView,
    pub(crate) quarters: Vec<PeriodRow>,
}

impl<'f, 'a> StandardView<'f, 'a> {
    /// `findings` are all those of this standard, in the order of the record.
    pub(crate) fn new(summary: StandardSummary<'f, 'a>, findings: &[&'f Finding<'a>]) -> Self {
        let id = anchor::of_standard(summary.charter, summary.standard);
        let tally = TallyView(summary.all);
        let mut anchors = Anchors::new(&id);
        let mut views: [Vec<FindingView<'f, 'a>>; 7] = Default::default();
        let mut shares = Vec::new();
        for &finding in findings {
            let view = FindingView {
                anchor: anchors.next(finding),
                finding,
            };
            match views.get_mut(Outcome::of(finding) as usize) {
                Some(of_outcome) if finding.subject().is_some() => of_outcome.push(view),
                _ => shares.push(view),
            }
        }
        let groups = Outcome::READING
            .into_iter()
            .filter_map(|outcome| {
                let findings = std::mem::take(views.get_mut(outcome as usize)?);
                let id = format!("{id}_{}", outcome.class());
                (!findings.is_empty()).then(|| FindingGroup::new(id, outcome, findings))
            })
            .collect();
        let mut organisers: Vec<_> = summary.organisers.into_iter().map(organiser).collect();
        organisers.sort_by_key(|organiser| (organiser.name.is_none(), organiser.order()));
        Self {
            bar: Bar::new(format!("{id}_bar"), &tally),
            id,
            charter: summary.charter,
            standard: summary.standard,
            rule: RuleView {
                standard: summary.standard,
            },
            tally,
            quarters: periods(summary.quarters),
            organisers,
            shares,
            groups,
        }
    }

    pub(crate) const fn strength(&self) -> &'static str {
        rule::strength_in_short(self.standard.strength)
    }

    /// What sets this standard apart from all others, for the names of its tables.
    pub(crate) fn name(&self) -> String {
        format!("{}, {}", self.standard.id.words(), self.charter.title)
    }

    /// What is in no quarter because no day is known of it.
    pub(crate) fn undated(&self) -> usize {
        let dated: usize = self.quarters.iter().map(|row| row.tally.total()).sum();
        self.tally.total().saturating_sub(dated)
    }

    pub(crate) fn undated_in_words(&self) -> String {
        let undated = self.undated();
        format!(
            "{} {} no date and {} in no quarter.",
            Count(undated),
            by_count(undated, "has", "have"),
            by_count(undated, "is", "are")
        )
    }

    pub(crate) fn has_open_quarters(&self) -> bool {
        self.quarters.len() <= MOST_ROWS_LAID_OPEN
    }

    pub(crate) fn has_open_organisers(&self) -> bool {
        let rows: usize = self.organisers.iter().map(|o| o.quarters.len() + 2).sum();
        rows <= MOST_ROWS_LAID_OPEN
    }
}

impl OrganiserView<'_> {
    /// By the letters of the name, whichever way it is capitalised.
    fn order(&self) -> String {
        self.name.unwrap_or_default().to_lowercase()
    }
}

fn organiser(summary: OrganiserSummary<'_>) -> OrganiserView<'_> {
    OrganiserView {
        name: Some(summary.organiser).filter(|name| !name.is_empty()),
        tally: TallyView(summary.all),
        quarters: periods(summary.quarters),
    }
}

fn periods(quarters: Vec<(Quarter, Tally)>) -> Vec<PeriodRow> {
    let row = |(quarter, tally)| PeriodRow {
        quarter,
        tally: TallyView(tally),
    };
    quarters.into_iter().map(row).collect()
}
