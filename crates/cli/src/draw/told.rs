//! A draw as it is told: in a table, to programs, or as a page.

use std::io::Write;

use alongside_lottery::frozen::Ticket;
use alongside_lottery::{Chances, Lots, Measures, Method, Pool, TOO_MUCH};
use alongside_pages::{DrawPage, DrawnPerson, in_a_hundred};
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
    /// In a pool too large for its chances to be checked: by how much somebody falls short of their target at most where
    /// the panels of the lottery have weights.
    weighed: Option<f64>,
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
            weighed: chances
                .shortfall()
                .is_nan()
                .then(|| lots.weights(&targets).shortfall),
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
        notes.extend(
            self.shows_who_is_alike()
                .map(|says| format!("{says} So nobody should tell others whose ticket is whose.")),
        );
        notes.extend(self.costs());
        notes
    }

    /// What to know for whoever runs the draw, with everybody named by their id.
    fn told(&self) -> Vec<String> {
        let mut told = self.warnings(&|place| self.id(place));
        told.extend(self.leaves_no_room());
        told
    }

    /// What the table of panels gives away, where quotas leave no room, and what to do about it.
    pub(super) fn leaves_no_room(&self) -> Option<String> {
        let says = self.shows_who_is_alike()?;
        Some(format!(
            "{says} Widen these quotas by one (min below max, and sums of min and of max that are not the size), or think about who will see the table before you publish it."
        ))
    }

    fn shows_who_is_alike(&self) -> Option<String> {
        let fixed = self.pool.fixed_categories();
        (!fixed.is_empty()).then(|| {
            format!(
                "The quotas on {} leave no room: every panel has as many of a kind as every other. From the published table of panels anybody can work out which tickets are of the same kind, and whoever knows one person's ticket then knows what others are.",
                fixed.join(", ")
            )
        })
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
            let greatest = if target.max < 1.0 {
                format!("The greatest chance is {}", in_a_hundred(target.max))
            } else {
                "Somebody is certain to be drawn".to_owned()
            };
            let mut says = format!(
                "{greatest}, where everybody's chance would be {} without quotas. People who are rare in this pool are nearly certain to be drawn, and somebody could gain by saying something untrue about themselves: check what quotas look at before the draw.",
                in_a_hundred(even)
            );
            if let Some((least, most)) = self
                .goldilocks
                .filter(|(_, most)| *most < target.max - 0.001)
            {
                says.extend([format!(
                    " The method Goldilocks (--method goldilocks) would keep chances between {} and {}. That is what quotas allow on average: whether panels can give just that was not checked, and chances may come out somewhat further apart.",
                    in_a_hundred(least),
                    in_a_hundred(most)
                )]);
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
                "The smallest chance is {} where {} is possible: {} panels are too coarse for it. Take more with --panels.",
                in_a_hundred(got),
                in_a_hundred(wanted),
                self.panels.len()
            ));
        }
        if self.shortfall > 1e-6 {
            warnings.push(format!(
                "Panels were found that come within {:.3} in 100 of every target; that no chance is out of reach by so much was not looked into further.",
                100.0 * self.shortfall
            ));
        }
        if let Some(short) = self.weighed {
            warnings.push(format!(
                "In a pool with so many different people, the targets are the best that quotas allow on average, and what panels can give was not looked into beforehand. Drawn with weights, the panels of this lottery would come within {:.3} in 100 of every target; drawn equally often, they come as near as the chances beside the targets show.",
                100.0 * short
            ));
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
            "Without quotas everybody would have the chance {} ({} of {}). With them the smallest is {}.",
            in_a_hundred(even),
            self.pool.size(),
            self.pool.people().len(),
            in_a_hundred(least)
        )];
        let categories = self.pool.categories().iter().zip(&self.without);
        let dear = categories.filter(|(_, without)| **without > least * 1.02);
        says.extend(dear.map(|(category, without)| {
            format!(
                "Without the quotas on {category} the smallest chance could be up to {}.",
                in_a_hundred(*without)
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
            warnings: self.told(),
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
            (
                "geometric mean",
                before.geometric_mean,
                after.geometric_mean,
            ),
        ] {
            table.add_row([what.to_owned(), in_a_hundred(before), in_a_hundred(after)]);
        }
        table.add_row([
            "Gini (0: all alike)".to_owned(),
            format!("{:.4}", before.gini),
            format!("{:.4}", after.gini),
        ]);
        writeln!(to, "{table}\n")?;
        for says in self.told().iter().chain(&self.costs()) {
            writeln!(to, "{}\n", output::wrapped(says, 0))?;
        }
        let mut table = output::table(&["id", "target", "chance"]);
        for place in self.pool.order() {
            table.add_row([
                self.id(*place),
                in_a_hundred(self.targets[*place]),
                in_a_hundred(self.chances[*place]),
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
        let mut notes = self.told();
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
