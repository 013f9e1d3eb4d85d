//! A draw by lot: one page that anybody can follow, print and hand on.

use alongside_lottery::frozen::{By, Outcome, Statement, hash_of};
use alongside_lottery::{Measures, Method, Pool};
use askama::Template;

use crate::markup::without_control_characters;

/// The most tickets that the page lists panel by panel; more are in the file.
const MOST_LISTED: usize = 60_000;

/// Somebody in the pool, by the name that the page may show.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnPerson {
    /// A ticket, or an id where the page is for the organiser alone.
    pub name: String,
    /// The chance that the method gives them.
    pub target: f64,
    /// The part of the panels that they are on.
    pub chance: f64,
}

/// A draw by lot as one HTML page that stands alone: it asks for nothing else, needs no script, and prints whole.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawPage {
    size: u32,
    method: Option<Method>,
    people: Vec<DrawnPerson>,
    quotas: Vec<QuotaLine>,
    panels: usize,
    notes: Vec<String>,
    frozen: Option<FrozenLines>,
}

#[derive(Debug, Clone, PartialEq)]
struct QuotaLine {
    category: String,
    feature: String,
    min: String,
    max: String,
}

/// What is said of a draw that is fixed.
#[derive(Debug, Clone, PartialEq)]
struct FrozenLines {
    by: By,
    table: String,
    statement: String,
    commitments: String,
    listed: Vec<(String, String)>,
    drawn: Option<Drawn>,
}

#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    panel: String,
    tickets: Vec<String>,
    number: String,
}

impl DrawPage {
    /// What a page says of the version of the program that made it. A page of the same version is the same to the byte
    /// wherever it is made again.
    pub const MADE_BY: &str = concat!("Made by Alongside ", env!("CARGO_PKG_VERSION"), ".");

    /// A draw that is only looked at: people by their ids, for the organiser.
    pub fn of_preview(
        pool: &Pool,
        method: Method,
        people: Vec<DrawnPerson>,
        panels: usize,
        notes: Vec<String>,
    ) -> Self {
        let quotas = pool.quotas().iter().map(|quota| QuotaLine {
            category: quota.category.clone(),
            feature: quota.feature.clone(),
            min: quota.min.to_string(),
            max: quota.max.to_string(),
        });
        Self {
            size: pool.size(),
            method: Some(method),
            people,
            quotas: quotas.collect(),
            panels,
            notes,
            frozen: None,
        }
    }

    /// A draw that is frozen, or settled, from nothing but the files that are published.
    pub fn of_files(
        statement: &Statement,
        statement_text: &str,
        chances: &str,
        panels: &str,
        quotas: &str,
        outcome: Option<&Outcome>,
    ) -> Self {
        let all = number(statement.panels.max(1));
        let people = chances.lines().skip(1).filter_map(|line| {
            let mut cells = line.split(',');
            let (name, target, count) = (cells.next()?, cells.next()?, cells.next()?);
            let chance = count.parse::<f64>().ok()? / all;
            Some(DrawnPerson {
                name: name.to_owned(),
                target: target.parse().ok()?,
                chance,
            })
        });
        let is_short = statement.panels.saturating_mul(statement.size as usize) <= MOST_LISTED;
        let listed = panels
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(','))
            .filter(|_| is_short);
        Self {
            size: statement.size,
            method: Method::named(&statement.method),
            people: people.collect(),
            quotas: quota_lines(quotas),
            panels: statement.panels,
            notes: statement.notes.clone(),
            frozen: Some(FrozenLines {
                by: statement.by.clone(),
                table: statement.table.clone(),
                statement: hash_of(statement_text),
                commitments: statement.commitments.clone(),
                listed: listed
                    .map(|(number, tickets)| (number.to_owned(), tickets.to_owned()))
                    .collect(),
                drawn: outcome.map(|outcome| Drawn {
                    panel: outcome.panel.clone(),
                    tickets: outcome.tickets.clone(),
                    number: outcome.shown(),
                }),
            }),
        }
    }

    /// The page as HTML. The same data gives the same text, to the byte.
    pub fn render(&self) -> Result<String, crate::Error> {
        let chances: Vec<f64> = self.people.iter().map(|person| person.chance).collect();
        let page = Page {
            draw: self,
            measures: Measures::of(&chances),
            bands: bands(&self.people),
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// Quotas as the canonical file has them; a category or feature in quotation marks is shown without them.
fn quota_lines(text: &str) -> Vec<QuotaLine> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows = reader.records().flatten();
    rows.map(|row| {
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        QuotaLine {
            category: cell(0),
            feature: cell(1),
            min: cell(2),
            max: cell(3),
        }
    })
    .collect()
}

/// A count to reckon with.
#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
const fn number(count: usize) -> f64 {
    count as f64
}

/// How many people have a chance in one range.
struct Band {
    says: String,
    people: usize,
    /// The length of the bar, of 100.
    part: usize,
}

/// A chance as people read it: `8.2 in 100`, with two digits after the point where it is below one in a hundred.
///
/// ```
/// use alongside_pages::in_a_hundred;
///
/// assert_eq!(in_a_hundred(0.0819), "8.2 in 100");
/// assert_eq!(in_a_hundred(0.002), "0.20 in 100");
/// assert_eq!(in_a_hundred(0.9999), "more than 99.9 in 100");
/// assert_eq!(in_a_hundred(1.0), "certain");
/// ```
pub fn in_a_hundred(chance: f64) -> String {
    match 100.0 * chance {
        none if none <= 0.0 => "none".to_owned(),
        all if all >= 100.0 => "certain".to_owned(),
        tiny if tiny < 0.005 => "less than 0.01 in 100".to_owned(),
        small if small < 0.995 => format!("{small:.2} in 100"),
        chance if chance < 99.95 => format!("{chance:.1} in 100"),
        _ => "more than 99.9 in 100".to_owned(),
    }
}

/// Ranges of chances, from none to certain.
fn bands(people: &[DrawnPerson]) -> Vec<Band> {
    const EDGES: [(f64, f64, &str); 8] = [
        (-1.0, 0.0, "none"),
        (0.0, 0.02, "up to 2 in 100"),
        (0.02, 0.05, "2 to 5 in 100"),
        (0.05, 0.1, "5 to 10 in 100"),
        (0.1, 0.2, "10 to 20 in 100"),
        (0.2, 0.5, "20 to 50 in 100"),
        (0.5, 0.999, "more than 50 in 100"),
        (0.999, 2.0, "certain, or nearly"),
    ];
    let count = |low: f64, high: f64| {
        people
            .iter()
            .filter(|person| person.chance > low && person.chance <= high)
            .count()
    };
    let most = EDGES
        .iter()
        .map(|(low, high, _)| count(*low, *high))
        .max()
        .unwrap_or_default()
        .max(1);
    EDGES
        .iter()
        .map(|(low, high, says)| {
            let people = count(*low, *high);
            Band {
                says: (*says).to_owned(),
                people,
                part: people * 100 / most,
            }
        })
        .filter(|band| band.people > 0)
        .collect()
}

#[derive(Template)]
#[template(path = "draw.html")]
struct Page<'p> {
    draw: &'p DrawPage,
    measures: Measures,
    bands: Vec<Band>,
}

impl Page<'_> {
    fn method(&self) -> &'static str {
        match self.draw.method {
            Some(Method::Leximin) => {
                "Leximin: the smallest chance is as great as it can be. Among all ways to reach that, the second smallest is as great as it can be, and so on."
            }
            Some(Method::Maximin) => "Maximin: the smallest chance is as great as it can be.",
            Some(Method::Nash) => {
                "Nash: the product of everybody’s chances is as great as it can be."
            }
            Some(Method::Goldilocks) => {
                "Goldilocks: no chance is tiny and none is great, as far as both can be had together."
            }
            Some(Method::Uniform) => {
                "Uniform: everybody’s chance is as near to the same as it can be."
            }
            None => "A method that this page does not know.",
        }
    }

    #[expect(
        clippy::unused_self,
        clippy::trivially_copy_pass_by_ref,
        reason = "a template calls methods, and hands on what it refers to"
    )]
    fn chance(&self, chance: &f64) -> String {
        in_a_hundred(*chance)
    }

    /// The chance that the method gives. It is published to three decimals: what is rounded off is no “none” and no
    /// “certain”.
    fn target(&self, person: &DrawnPerson) -> String {
        let (target, chance) = (person.target, person.chance);
        if target <= 0.0 && chance > 0.0 {
            "less than 0.1 in 100".to_owned()
        } else if target >= 1.0 && chance < 1.0 {
            "more than 99.9 in 100".to_owned()
        } else {
            self.chance(&target)
        }
    }

    fn even(&self) -> String {
        let people = number(self.draw.people.len().max(1));
        self.chance(&(f64::from(self.draw.size) / people))
    }
}
