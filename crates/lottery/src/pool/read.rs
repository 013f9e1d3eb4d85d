//! Plain rows to a pool.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{Fault, Part, Person, Pool, Quota};

/// The most people and the most quotas that are taken.
const MOST_PEOPLE: usize = 100_000;
const MOST_QUOTAS: usize = 1_000;
/// The columns of a pool that are not features.
const OURS: [&str; 2] = ["id", "household"];
/// How many of the known words a message names.
const LISTED: usize = 12;

/// Rows of text under headings, as a spreadsheet has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings.
    pub headings: Vec<String>,
    /// Each row with its number for messages. A row shorter than the headings has empty cells at its end.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// A table whose headings are row 1.
    pub fn new<'t>(
        headings: impl IntoIterator<Item = &'t str>,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Self {
        Self {
            headings: headings.into_iter().map(str::to_owned).collect(),
            rows: (2..).zip(rows).collect(),
        }
    }
}

impl Pool {
    /// Reads a pool and its quotas, or tells everything that is wrong with them.
    ///
    /// Quotas have the columns `category`, `feature`, `min` and `max`, and may have `min_flex` (how low `min` may
    /// be put where the quotas cannot hold together) and `max_flex` (how high `max` may be put). The pool has a
    /// column for each category, and may have `id` and `household`. Other columns are not looked at. Capitals and
    /// extra spaces make no difference in headings and features.
    ///
    /// ```
    /// use alongside_lottery::{Pool, Table};
    ///
    /// let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    /// let quotas = Table::new(
    ///     ["category", "feature", "min", "max"],
    ///     [row(&["area", "north", "1", "1"]), row(&["area", "south", "1", "1"])],
    /// );
    /// let people = Table::new(["id", "area"], [row(&["ann", "North"]), row(&["bob", "Soth"])]);
    ///
    /// let faults = Pool::read(&people, &quotas, 2).unwrap_err();
    /// assert_eq!(
    ///     faults[0].to_string(),
    ///     "pool, row 3, column \"area\": \"Soth\" is not a feature that the quotas name. They name north, south."
    /// );
    /// ```
    pub fn read(people: &Table, quotas: &Table, size: u32) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let (quotas, categories) = read_quotas(quotas, &mut faults);
        let read = read_people(people, &quotas, &categories, &mut faults);
        check_size(size, people.rows.len(), &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut places: Vec<usize> = (0..read.len()).collect();
        places.sort_by(|a, b| rank(&read[*a].id).cmp(&rank(&read[*b].id)));
        let mut order = vec![0; places.len()];
        for (place, row) in places.iter().enumerate() {
            order[*row] = place;
        }
        Ok(Self {
            people: places.iter().map(|row| read[*row].clone()).collect(),
            order,
            quotas,
            categories,
            size,
        })
    }
}

/// How ids are ordered: those of nothing but digits first, by number (a shorter one is a smaller one), then all others
/// as text. So numbers of rows that are written down and read again as ids stay in the order of the rows.
fn rank(id: &str) -> (bool, usize, &str) {
    if id.bytes().all(|byte| byte.is_ascii_digit()) {
        (false, id.len(), id)
    } else {
        (true, 0, id)
    }
}

/// A text in one form: NFC, single spaces, none around it.
fn tidy(text: &str) -> String {
    let text: String = text
        .nfc()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two texts have in common that differ only in capitals and spaces.
fn folded(text: &str) -> String {
    tidy(text).to_lowercase()
}

fn check_size(size: u32, people: usize, faults: &mut Vec<Fault>) {
    if size == 0 {
        let message = "a panel of nobody cannot be drawn. Say how many it has.";
        faults.push(Fault::new(Part::Size, 0, message));
    } else if people > 0 && size as usize > people {
        let message = format!(
            "{size} cannot be drawn from a pool of {people}. Say a smaller number, or find more people."
        );
        faults.push(Fault::new(Part::Size, 0, message));
    }
}

/// Where a heading stands; one that stands twice is a fault.
fn column(table: &Table, part: Part, name: &str, faults: &mut Vec<Fault>) -> Option<usize> {
    let wanted = folded(name);
    let mut found = (0..table.headings.len()).filter(|i| folded(&table.headings[*i]) == wanted);
    let first = found.next()?;
    if let Some(again) = found.next() {
        let message = "this heading stands twice. Take one of the two columns out.";
        faults.push(Fault::new(part, 1, message).at(again, &table.headings[again]));
    }
    Some(first)
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", |cell| cell.trim())
}

fn read_quotas(table: &Table, faults: &mut Vec<Fault>) -> (Vec<Quota>, Vec<String>) {
    let mut columns = [0; 4];
    let mut is_whole = true;
    for (place, name) in columns
        .iter_mut()
        .zip(["category", "feature", "min", "max"])
    {
        if let Some(at) = column(table, Part::Quotas, name, faults) {
            *place = at;
        } else {
            is_whole = false;
            let message = format!(
                "there is no column `{name}`. Write one quota a row under the headings category, feature, min, max."
            );
            faults.push(Fault::new(Part::Quotas, 0, message));
        }
    }
    if is_whole && table.rows.is_empty() {
        let message = "there are no quotas. Write one a row below the headings.";
        faults.push(Fault::new(Part::Quotas, 0, message));
    }
    if table.rows.len() > MOST_QUOTAS {
        let message =
            format!("there are more than {MOST_QUOTAS} quotas. Take together what can be.");
        faults.push(Fault::new(Part::Quotas, 0, message));
        is_whole = false;
    }
    if !is_whole {
        return (Vec::new(), Vec::new());
    }
    let flex = ["min_flex", "max_flex"].map(|name| column(table, Part::Quotas, name, faults));
    let mut quotas: Vec<(usize, Quota)> = Vec::new();
    let mut categories: Vec<String> = Vec::new();
    let mut met = BTreeMap::new();
    for (number, row) in &table.rows {
        let Some(quota) = read_quota(table, *number, row, columns, flex, faults) else {
            continue;
        };
        let key = (folded(&quota.category), folded(&quota.feature));
        if let Some(first) = met.insert(key.clone(), *number) {
            let message = format!(
                "{} {} has a quota in row {first} already. Keep one of the two.",
                quota.category, quota.feature
            );
            faults.push(Fault::new(Part::Quotas, *number, message));
            continue;
        }
        let place = categories.iter().position(|name| folded(name) == key.0);
        let place = place.unwrap_or_else(|| {
            categories.push(quota.category.clone());
            categories.len() - 1
        });
        quotas.push((
            place,
            Quota {
                category: categories[place].clone(),
                ..quota
            },
        ));
    }
    quotas.sort_by_key(|(place, _)| *place);
    (
        quotas.into_iter().map(|(_, quota)| quota).collect(),
        categories,
    )
}

fn read_quota(
    table: &Table,
    number: usize,
    row: &[String],
    columns: [usize; 4],
    flex: [Option<usize>; 2],
    faults: &mut Vec<Fault>,
) -> Option<Quota> {
    let before = faults.len();
    let mut fault = |column: usize, message: String| {
        faults.push(Fault::new(Part::Quotas, number, message).at(column, &table.headings[column]));
    };
    for (column, what) in [(columns[0], "category"), (columns[1], "feature")] {
        if tidy(cell(row, column)).is_empty() {
            fault(
                column,
                format!("the {what} is missing. Write it, or take the row out."),
            );
        }
    }
    let category = folded(cell(row, columns[0]));
    if OURS.contains(&category.as_str()) {
        fault(
            columns[0],
            format!(
                "the column `{category}` of the pool has a meaning of its own, so no quota can look at it. Give the category another name, in both files."
            ),
        );
    }
    let mut bound = |column: usize| {
        let written = cell(row, column);
        let read = written.parse::<u32>().ok().filter(|n| *n <= 1_000_000);
        if read.is_none() {
            fault(
                column,
                format!(
                    "\"{}\" is not a whole number from 0 up. Write one, such as 3.",
                    shown(written)
                ),
            );
        }
        read.unwrap_or_default()
    };
    let (min, max) = (bound(columns[2]), bound(columns[3]));
    let mut flexible = |column: Option<usize>, otherwise: u32| match column {
        Some(column) if !cell(row, column).is_empty() => bound(column),
        _ => otherwise,
    };
    let (floor, ceiling) = (flexible(flex[0], 0), flexible(flex[1], u32::MAX));
    if faults.len() > before {
        return None;
    }
    let mut fault = |column: usize, message: String| {
        faults.push(Fault::new(Part::Quotas, number, message).at(column, &table.headings[column]));
    };
    if min > max {
        fault(
            columns[2],
            format!(
                "at least {min} and at most {max} cannot both hold. Put the smaller number under min."
            ),
        );
    }
    if let Some(column) = flex[0].filter(|_| floor > min) {
        fault(
            column,
            format!("min_flex is how low min may be put, so {floor} cannot be above {min}."),
        );
    }
    if let Some(column) = flex[1].filter(|_| ceiling < max) {
        fault(
            column,
            format!("max_flex is how high max may be put, so {ceiling} cannot be below {max}."),
        );
    }
    (faults.len() == before).then(|| Quota {
        category: tidy(cell(row, columns[0])),
        feature: tidy(cell(row, columns[1])),
        min,
        max,
        floor,
        ceiling,
    })
}

fn read_people(
    table: &Table,
    quotas: &[Quota],
    categories: &[String],
    faults: &mut Vec<Fault>,
) -> Vec<Person> {
    let id = column(table, Part::Pool, "id", faults);
    let household = column(table, Part::Pool, "household", faults);
    let mut columns = Vec::new();
    for category in categories {
        match column(table, Part::Pool, category, faults) {
            Some(at) => columns.push(at),
            None => faults.push(Fault::new(Part::Pool, 0, format!("there is no column `{category}`, which the quotas name. Add it, or take its quotas out."))),
        }
    }
    if table.rows.is_empty() {
        faults.push(Fault::new(
            Part::Pool,
            0,
            "nobody is in the pool. Write one person a row below the headings.",
        ));
    }
    let mut people = Vec::new();
    if table.rows.len() > MOST_PEOPLE {
        faults.push(Fault::new(Part::Pool, 0, format!("there are more than {MOST_PEOPLE} people, which is more than can be drawn from at once.")));
        return people;
    }
    if columns.len() < categories.len() {
        return people;
    }
    let features = Features::of(quotas, categories);
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (number, row)) in table.rows.iter().enumerate() {
        let id = match id {
            None => (index + 1).to_string(),
            Some(column) => {
                let id = tidy(cell(row, column));
                let message = match met.get(&id) {
                    _ if id.is_empty() => Some(
                        "this person has no id. Give everybody one, or take the column out."
                            .to_owned(),
                    ),
                    Some(first) => Some(format!(
                        "\"{}\" is the id of row {first} already. Give each person an id of their own.",
                        shown(&id)
                    )),
                    None => None,
                };
                if let Some(message) = message {
                    faults.push(
                        Fault::new(Part::Pool, *number, message)
                            .at(column, &table.headings[column]),
                    );
                }
                met.entry(id.clone()).or_insert(*number);
                id
            }
        };
        let quotas = columns
            .iter()
            .enumerate()
            .filter_map(|(category, column)| {
                features
                    .place(category, cell(row, *column))
                    .map_err(|message| {
                        faults.push(
                            Fault::new(Part::Pool, *number, message)
                                .at(*column, &table.headings[*column]),
                        );
                    })
                    .ok()
            })
            .collect();
        let household = household
            .map(|column| tidy(cell(row, column)))
            .filter(|name| !name.is_empty());
        people.push(Person {
            id,
            quotas,
            household,
        });
    }
    people
}

/// Which quota each feature of a category has.
struct Features<'q> {
    places: Vec<BTreeMap<String, usize>>,
    names: Vec<Vec<&'q str>>,
}

impl<'q> Features<'q> {
    fn of(quotas: &'q [Quota], categories: &[String]) -> Self {
        let mut places = vec![BTreeMap::new(); categories.len()];
        let mut names = vec![Vec::new(); categories.len()];
        for (place, quota) in quotas.iter().enumerate() {
            if let Some(category) = categories.iter().position(|name| *name == quota.category) {
                places[category].insert(folded(&quota.feature), place);
                names[category].push(quota.feature.as_str());
            }
        }
        Self { places, names }
    }

    fn place(&self, category: usize, written: &str) -> Result<usize, String> {
        if let Some(place) = self.places[category].get(&folded(written)) {
            return Ok(*place);
        }
        let names: BTreeSet<&str> = self.names[category].iter().copied().collect();
        let more = if names.len() > LISTED {
            " and others"
        } else {
            ""
        };
        let known = names
            .into_iter()
            .take(LISTED)
            .collect::<Vec<_>>()
            .join(", ");
        Err(if tidy(written).is_empty() {
            format!("nothing is written here. Write one of {known}{more}.")
        } else {
            format!(
                "\"{}\" is not a feature that the quotas name. They name {known}{more}.",
                shown(written)
            )
        })
    }
}

/// What somebody wrote, not too long and on one line.
fn shown(written: &str) -> String {
    tidy(written).chars().take(80).collect()
}
