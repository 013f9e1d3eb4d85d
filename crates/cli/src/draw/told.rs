//! A draw as it is told: in a table, to programs, or as a page.

use std::io::Write;

use alongside_lottery::frozen::Ticket;
use alongside_lottery::{Chances, Infeasible, Lots, Measures, Method, Pool, TOO_MUCH};
use alongside_pages::{DrawPage, DrawnPerson};
use serde::Serialize;

use crate::args::{DrawFormat, MethodArg};
use crate::failure::Failure;
use crate::output;

/// How many ids a sentence names.
const NAMED: usize = 10;
/// How near to its target the smallest chance of a lottery should be.
const NEAR: f64 = 0.9;

/// A draw that was worked out.
pub(super) struct Told<'p> {
    pub(super) pool: &'p Pool,
    pub(super) method: Method,
    /// Everybody's chance by the method, in the order of the pool's people.
    pub(super) targets: Vec<f64>,
    panels: &'p [Vec<usize>],
    chances: Vec<f64>,
    uncovered: Vec<usize>,
    shortfall: f64,
    /// The smallest and greatest chance under Goldilocks, where the greatest is now too much.
    goldilocks: Option<(f64, f64)>,
    /// For each category, the smallest chance without its quotas.
    without: Vec<f64>,
}

impl From<MethodArg> for Method {
    fn from(method: MethodArg) -> Self {
        match method {
            MethodArg::Leximin => Self::Leximin,
            MethodArg::Maximin => Self::Maximin,
            MethodArg::Nash => Self::Nash,
            MethodArg::Goldilocks => Self::Goldilocks,
            MethodArg::Uniform => Self::Uniform,
        }
    }
}

impl<'p> Told<'p> {
    pub(super) fn of(
        pool: &'p Pool,
        method: Method,
        chances: &Chances<'_>,
        lots: &'p Lots<'_>,
    ) -> Result<Self, Failure> {
        let unsolved = |why: alongside_lottery::Unsolved| Failure::Draw(why.to_string());
        let targets = chances.all();
        let greatest = targets.iter().copied().fold(0.0, f64::max);
        let is_too_much = greatest > TOO_MUCH * pool.even_chance() && method != Method::Goldilocks;
        Ok(Self {
            pool,
            method,
            chances: lots.chances(),
            panels: &lots.panels,
            uncovered: chances.uncovered(),
            shortfall: chances.shortfall(),
            goldilocks: if is_too_much {
                chances.under_goldilocks().map_err(unsolved)?
            } else {
                None
            },
            without: chances.without_each_category().map_err(unsolved)?,
            targets,
        })
    }

    pub(super) fn write(&self, format: DrawFormat) -> Result<(), Failure> {
        output::write(None, |to| match format {
            DrawFormat::Table => self.table(to),
            DrawFormat::Json => self.json(to),
            DrawFormat::Html => {
                let page = self
                    .page()
                    .render()
                    .map_err(|cause| Failure::Page(cause.to_string()))?;
                Ok(to.write_all(page.as_bytes())?)
            }
        })
    }

    fn id(&self, place: usize) -> String {
        self.pool.people()[place].id.clone()
    }

    /// What to know, with everybody named by their ticket.
    pub(super) fn notes(&self, tickets: &[Ticket]) -> Vec<String> {
        let mut notes = self.warnings(&|place| tickets[place].name.clone());
        notes.extend(self.costs());
        notes
    }

    fn warnings(&self, name: &dyn Fn(usize) -> String) -> Vec<String> {
        let mut warnings = Vec::new();
        if !self.uncovered.is_empty() {
            let mut names: Vec<String> = self.uncovered.iter().map(|place| name(*place)).collect();
            names.sort_unstable();
            let (people, are) = if names.len() == 1 {
                ("1 person".to_owned(), "is")
            } else {
                (format!("{} people", names.len()), "are")
            };
            let more = names.len().saturating_sub(NAMED);
            names.truncate(NAMED);
            let more = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            warnings.push(format!(
                "{people} {are} in no panel that keeps the quotas, whatever is drawn: {}{more}. Widen the quotas that shut them out, or tell them before the draw.",
                names.join(", ")
            ));
        }
        let (even, target) = (self.pool.even_chance(), Measures::of(&self.targets));
        if target.max > TOO_MUCH * even {
            let mut says = format!(
                "The greatest chance is {:.3}, more than three times {even:.3}, which everybody would have without quotas. People who are rare in this pool are nearly certain to be drawn, and somebody could gain by saying something untrue about themselves: check what quotas look at before the draw.",
                target.max
            );
            if let Some((least, most)) = self
                .goldilocks
                .filter(|(_, most)| *most < target.max - 0.001)
            {
                says.extend([format!(" The method Goldilocks (--method goldilocks) would keep chances between {least:.3} and {most:.3}.")]);
            }
            warnings.push(says);
        }
        let least = |chances: &[f64]| {
            chances
                .iter()
                .copied()
                .filter(|chance| *chance > 0.0)
                .fold(1.0, f64::min)
        };
        let (wanted, got) = (least(&self.targets), self.least_chance());
        if got < NEAR * wanted {
            warnings.push(format!(
                "The smallest chance is {got:.4} where {wanted:.4} is possible: {} panels are too coarse for it. Take more with --panels.",
                self.panels.len()
            ));
        }
        if self.shortfall > 1e-6 {
            warnings.push(format!(
                "Panels were found that come within {:.5} of every target; that no chance is out of reach by so much was not looked into further.",
                self.shortfall
            ));
        }
        if self.shortfall.is_nan() {
            warnings.push("In a pool with so many different people, the targets are the best that quotas allow on average; whether panels can give them was not proved beforehand, and is shown by the chances beside them.".to_owned());
        }
        warnings
    }

    /// The smallest chance of those who can be on a panel.
    fn least_chance(&self) -> f64 {
        let open = self
            .targets
            .iter()
            .zip(&self.chances)
            .filter(|(target, _)| **target > 0.0);
        open.map(|(_, chance)| *chance).fold(1.0, f64::min)
    }

    /// What quotas cost in fairness.
    fn costs(&self) -> Vec<String> {
        let least = self
            .targets
            .iter()
            .copied()
            .filter(|target| *target > 0.0)
            .fold(1.0, f64::min);
        let even = self.pool.even_chance();
        let mut says = vec![format!(
            "Without quotas everybody would have the chance {even:.4} ({} of {}). With them the smallest is {least:.4}.",
            self.pool.size(),
            self.pool.people().len()
        )];
        let categories = self.pool.categories().iter().zip(&self.without);
        let dear = categories.filter(|(_, without)| **without > least * 1.02);
        says.extend(dear.map(|(category, without)| {
            format!(
                "Without the quotas on {category} the smallest chance could be up to {without:.4}."
            )
        }));
        says
    }

    fn json(&self, to: &mut dyn Write) -> Result<(), Failure> {
        #[derive(Serialize)]
        struct PersonRow<'t> {
            id: &'t str,
            target: f64,
            chance: f64,
        }
        #[derive(Serialize)]
        struct MeasuresRow {
            min: f64,
            max: f64,
            gini: f64,
            geometric_mean: f64,
        }
        #[derive(Serialize)]
        struct DrawRow<'t> {
            method: &'t str,
            size: u32,
            people: Vec<PersonRow<'t>>,
            panels: Vec<Vec<&'t str>>,
            measures: MeasuresRow,
            uncovered: Vec<&'t str>,
            warnings: Vec<String>,
        }
        let id = |place: &usize| self.pool.people()[*place].id.as_str();
        let measures = Measures::of(&self.chances);
        let row = DrawRow {
            method: self.method.name(),
            size: self.pool.size(),
            people: self
                .pool
                .order()
                .iter()
                .map(|place| PersonRow {
                    id: id(place),
                    target: self.targets[*place],
                    chance: self.chances[*place],
                })
                .collect(),
            panels: self
                .panels
                .iter()
                .map(|panel| panel.iter().map(id).collect())
                .collect(),
            measures: MeasuresRow {
                min: measures.min,
                max: measures.max,
                gini: measures.gini,
                geometric_mean: measures.geometric_mean,
            },
            uncovered: self
                .pool
                .order()
                .iter()
                .filter(|place| self.uncovered.contains(place))
                .map(id)
                .collect(),
            warnings: self.warnings(&|place| self.id(place)),
        };
        serde_json::to_writer(&mut *to, &row).map_err(std::io::Error::from)?;
        Ok(writeln!(to)?)
    }

    fn table(&self, to: &mut dyn Write) -> Result<(), Failure> {
        let mut to = output::Plain(to);
        let (before, after) = (Measures::of(&self.targets), Measures::of(&self.chances));
        writeln!(
            to,
            "{} of {} people, by {}: {} panels, all equally likely.\n",
            self.pool.size(),
            self.pool.people().len(),
            self.method.name(),
            self.panels.len()
        )?;
        let mut table = output::table(&["chances", "as the method gives them", "in this lottery"]);
        for (what, before, after) in [
            ("smallest", before.min, after.min),
            ("greatest", before.max, after.max),
            ("Gini (0: all alike)", before.gini, after.gini),
            (
                "geometric mean",
                before.geometric_mean,
                after.geometric_mean,
            ),
        ] {
            table.add_row([
                what.to_owned(),
                format!("{before:.4}"),
                format!("{after:.4}"),
            ]);
        }
        writeln!(to, "{table}\n")?;
        for says in self
            .warnings(&|place| self.id(place))
            .iter()
            .chain(&self.costs())
        {
            writeln!(to, "{}\n", output::wrapped(says, 0))?;
        }
        let mut table = output::table(&["id", "target", "chance"]);
        for place in self.pool.order() {
            table.add_row([
                self.id(*place),
                format!("{:.4}", self.targets[*place]),
                format!("{:.4}", self.chances[*place]),
            ]);
        }
        Ok(writeln!(to, "{table}")?)
    }

    fn page(&self) -> DrawPage {
        let people = self.pool.order().iter().map(|place| DrawnPerson {
            name: self.id(*place),
            target: self.targets[*place],
            chance: self.chances[*place],
        });
        let mut notes = self.warnings(&|place| self.id(place));
        notes.extend(self.costs());
        DrawPage::of_preview(
            self.pool,
            self.method,
            people.collect(),
            self.panels.len(),
            notes,
        )
    }
}

/// What the table of panels gives away, where quotas leave no room.
pub(super) fn shows_who_is_alike(pool: &Pool) -> Option<String> {
    let fixed = pool.fixed_categories();
    (!fixed.is_empty()).then(|| {
        format!(
            "The quotas on {} leave no room: every panel has as many of a kind as every other. From the published table of panels anybody can work out which tickets are of the same kind, and whoever knows one person's ticket then knows what others are. Widen these quotas by one (min below max, and sums of min and of max that are not the size), or think about who will see the table before you publish it.",
            fixed.join(", ")
        )
    })
}

/// Tells which quotas cannot hold together, and what would be the least to give.
pub(super) fn infeasible(pool: &Pool, why: &Infeasible, format: DrawFormat) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct QuotaRow<'t> {
        category: &'t str,
        feature: &'t str,
        min: u32,
        max: u32,
    }
    #[derive(Serialize)]
    struct WhyRow<'t> {
        conflict: Vec<QuotaRow<'t>>,
        relaxation: Option<Vec<QuotaRow<'t>>>,
        total: Option<u32>,
        by_households: bool,
    }
    let quota = |place: usize, min: u32, max: u32| {
        let quota = &pool.quotas()[place];
        QuotaRow {
            category: &quota.category,
            feature: &quota.feature,
            min,
            max,
        }
    };
    if format == DrawFormat::Json {
        let row = WhyRow {
            conflict: why
                .conflict
                .iter()
                .map(|clash| {
                    quota(
                        clash.quota,
                        pool.quotas()[clash.quota].min,
                        pool.quotas()[clash.quota].max,
                    )
                })
                .collect(),
            relaxation: why.relaxation.as_ref().map(|relaxed| {
                let rows = relaxed.iter().map(|to| quota(to.quota, to.min, to.max));
                rows.collect()
            }),
            total: why.total(pool),
            by_households: why.by_households,
        };
        return output::write(None, |to| {
            serde_json::to_writer(&mut *to, &row).map_err(std::io::Error::from)?;
            Ok(writeln!(to)?)
        });
    }
    let text = in_words(pool, why);
    output::say(&text)?;
    Ok(())
}

fn in_words(pool: &Pool, why: &Infeasible) -> String {
    let mut lines = Vec::new();
    if why.conflict.is_empty() {
        lines.push(format!(
            "No panel of {} can be drawn from these {} people, whatever the quotas: too many live with one another.",
            pool.size(),
            pool.people().len()
        ));
    } else {
        let many = match why.conflict.len() {
            1 => "This quota cannot be kept".to_owned(),
            2 => "These two cannot hold together".to_owned(),
            3 => "These three cannot hold together".to_owned(),
            n => format!("These {n} cannot hold together"),
        };
        lines.push(format!(
            "No panel of {} keeps all the quotas. {many}, with the people who are in the pool:",
            pool.size()
        ));
        for clash in &why.conflict {
            let quota = &pool.quotas()[clash.quota];
            let bound = match (clash.min, clash.max) {
                (true, true) => format!("at least {} and at most {}", quota.min, quota.max),
                (true, false) => format!("at least {}", quota.min),
                _ => format!("at most {}", quota.max),
            };
            lines.push(format!(
                "  {bound} with {} = {}",
                quota.category, quota.feature
            ));
        }
    }
    if why.by_households && !why.conflict.is_empty() {
        lines.push("They cannot because people who live together count once: without the column `household` all quotas could be kept.".to_owned());
    }
    match &why.relaxation {
        Some(relaxed) if !relaxed.is_empty() => {
            lines.push("The least that would have to give:".to_owned());
            for to in relaxed {
                let quota = &pool.quotas()[to.quota];
                let mut moves = Vec::new();
                if to.min != quota.min {
                    moves.push(format!("at least {} in place of {}", to.min, quota.min));
                }
                if to.max != quota.max {
                    moves.push(format!("at most {} in place of {}", to.max, quota.max));
                }
                lines.push(format!("  {} = {}: {}", quota.category, quota.feature, moves.join(", ")));
            }
        }
        _ => lines.push("Nothing that may give (min_flex, max_flex) is enough: let more give, or find more people.".to_owned()),
    }
    lines.push("Nothing was drawn. Change the quotas, agree the change with those who agreed them, and run the same command again.".to_owned());
    lines.join("\n")
}
