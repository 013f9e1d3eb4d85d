//! The map, drawn and as tables.

use std::collections::BTreeMap;

use alongside_opinion::{FEWEST, Point};

use super::group_letter;
use super::said::Statements;
use crate::number::{Count, by_count};

/// The map is so many fields wide and high.
const FIELDS: u8 = 24;
/// Units of the drawing to a field.
const FIELD: f64 = 20.0;
/// Statements that are named for each direction.
const NAMED: usize = 3;

/// Where people stand, field by field: no mark is one person's exact place.
pub(super) struct Map {
    /// Without any, there is no drawing.
    pub(super) marks: Vec<Mark>,
    pub(super) groups: Vec<Stands>,
    pub(super) directions: Vec<Direction>,
    pub(super) explained: String,
    /// How wide and high the drawing is, and half of it.
    pub(super) side: String,
    pub(super) half: String,
    /// Whether fields with fewer than five people are left out.
    pub(super) is_published: bool,
    pub(super) says: String,
}

/// People of one group in one field.
pub(super) struct Mark {
    pub(super) letter: String,
    /// Counted from the left and from below, from 1.
    pub(super) across: u8,
    pub(super) up: u8,
    pub(super) people: String,
    pub(super) shape: String,
    pub(super) class: usize,
}

/// Where a group stands.
pub(super) struct Stands {
    pub(super) letter: String,
    pub(super) people: String,
    pub(super) place: String,
    /// The middle, in units of the drawing.
    pub(super) x: String,
    pub(super) y: String,
}

/// What takes people towards one side of the map.
pub(super) struct Direction {
    pub(super) name: &'static str,
    pub(super) agreed: Vec<String>,
}

/// Which part of the plane is drawn: the same scale across and up, the middle in the middle.
struct Frame {
    reach: f64,
}

impl Frame {
    /// From 0 at the left or below to below 24.
    fn field(&self, at: f64) -> u8 {
        let part = f64::midpoint(at / self.reach, 1.0) * f64::from(FIELDS);
        (0..FIELDS - 1)
            .find(|field| part < f64::from(*field) + 1.0)
            .unwrap_or(FIELDS - 1)
    }

    /// In units of the drawing, from the left or from below.
    fn unit(&self, at: f64) -> f64 {
        let most = f64::from(FIELDS) * FIELD;
        (f64::midpoint(at / self.reach, 1.0) * most).clamp(FIELD / 2.0, most - FIELD / 2.0)
    }
}

impl Map {
    /// None where nobody has a place.
    pub(super) fn of(statements: Statements<'_>) -> Option<Self> {
        let opinion = statements.opinion;
        let is_published = opinion.settings().publish;
        let places: Vec<(Point, usize)> = (0..opinion.people())
            .filter_map(|person| opinion.place(person))
            .collect();
        let frame = Frame {
            reach: reach(&places)?,
        };
        let mut fields: BTreeMap<(usize, u8, u8), usize> = BTreeMap::new();
        for (point, group) in &places {
            let field = (*group, frame.field(point.x), frame.field(point.y));
            *fields.entry(field).or_default() += 1;
        }
        let marks: Vec<Mark> = fields
            .into_iter()
            .filter(|(_, people)| !is_published || *people >= FEWEST)
            .map(|((group, across, up), people)| mark(group, across, up, people))
            .collect();
        let groups: Vec<Stands> = opinion
            .groups()
            .iter()
            .enumerate()
            .map(|(number, group)| Stands {
                letter: group_letter(number),
                people: format!(
                    "{} {}",
                    Count(group.size),
                    by_count(group.size, "person", "people")
                ),
                place: place(group.middle, frame.reach),
                x: format!("{:.1}", frame.unit(group.middle.x)),
                y: format!(
                    "{:.1}",
                    f64::from(FIELDS) * FIELD - frame.unit(group.middle.y)
                ),
            })
            .collect();
        let [x, y] = opinion.axes().explained();
        let stand: Vec<String> = groups
            .iter()
            .map(|group| format!("group {} ({}) {}", group.letter, group.people, group.place))
            .collect();
        Some(Self {
            says: format!("Map of {} groups: {}.", groups.len(), stand.join("; ")),
            marks,
            groups,
            directions: directions(statements),
            explained: format!("{:.0}\u{a0}%", (x + y) * 100.0),
            side: format!("{:.0}", f64::from(FIELDS) * FIELD),
            half: format!("{:.0}", f64::from(FIELDS) * FIELD / 2.0),
            is_published,
        })
    }
}

/// How far the map reaches to each side: to nearly everybody, so that one person far out does not crowd the rest.
fn reach(places: &[(Point, usize)]) -> Option<f64> {
    let mut away: Vec<f64> = places
        .iter()
        .map(|(point, _)| point.x.abs().max(point.y.abs()))
        .collect();
    away.sort_by(f64::total_cmp);
    let nearly_all = away.get((away.len() * 49 / 50).min(away.len().checked_sub(1)?))?;
    Some(if *nearly_all > 0.0 {
        nearly_all * 1.05
    } else {
        1.0
    })
}

fn mark(group: usize, across: u8, up: u8, people: usize) -> Mark {
    let x = (f64::from(across) + 0.5) * FIELD;
    let y = (f64::from(FIELDS - 1 - up) + 0.5) * FIELD;
    let many = f64::from(u32::try_from(people).unwrap_or(u32::MAX));
    // In halves, so that what is written with one decimal stays round.
    let size = (6.0 + 3.0 * many.sqrt()).round().min(FIELD * 1.4) / 2.0;
    Mark {
        letter: group_letter(group),
        across: across + 1,
        up: up + 1,
        people: Count(people).to_string(),
        shape: shape(group, x, y, size),
        class: group % 5,
    }
}

/// Each group has a shape of its own, so that colour is not needed.
fn shape(group: usize, x: f64, y: f64, size: f64) -> String {
    let points = |points: &[(f64, f64)]| {
        let steps: Vec<String> = points
            .iter()
            .map(|(dx, dy)| format!("{:.1} {:.1}", x + dx * size, y + dy * size))
            .collect();
        format!("M{}Z", steps.join("L"))
    };
    match group % 5 {
        0 => format!(
            "M{:.1} {y:.1}a{size:.1} {size:.1} 0 1 0 {:.1} 0a{size:.1} {size:.1} 0 1 0 {:.1} 0Z",
            x - size,
            2.0 * size,
            -2.0 * size
        ),
        1 => points(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => points(&[(0.0, -1.1), (1.0, 0.8), (-1.0, 0.8)]),
        3 => points(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        _ => points(&[(0.0, 1.1), (1.0, -0.8), (-1.0, -0.8)]),
    }
}

/// Where a point is, in words.
fn place(point: Point, reach: f64) -> String {
    let along = |part: f64, below: &str, above: &str| {
        let side = if part < 0.0 { below } else { above };
        match part.abs() {
            near if near < 0.1 => None,
            near if near < 0.3 => Some(format!("a little {side}")),
            near if near < 0.6 => Some(side.to_owned()),
            _ => Some(format!("far {side}")),
        }
    };
    let across = along(point.x / reach, "to the left", "to the right");
    let up = along(point.y / reach, "down", "up");
    match (across, up) {
        (None, None) => "in the middle".to_owned(),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(across), Some(up)) => format!("{across} and {up}"),
    }
}

/// The statements that take people furthest to each side when they agree.
fn directions(statements: Statements<'_>) -> Vec<Direction> {
    let opinion = statements.opinion;
    let named = |name, weigh: fn(Point) -> f64| {
        let mut by_weight: Vec<(f64, usize)> = (0..opinion.tallies().statements())
            .filter(|statement| opinion.tells(*statement))
            .map(|statement| (weigh(opinion.axes().weight(statement)), statement))
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        by_weight.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let agreed = by_weight.iter().take(NAMED);
        Direction {
            name,
            agreed: agreed
                .map(|(_, statement)| statements.words(*statement))
                .collect(),
        }
    };
    [
        named("Right", |weight| weight.x),
        named("Left", |weight| -weight.x),
        named("Up", |weight| weight.y),
        named("Down", |weight| -weight.y),
    ]
    .into_iter()
    .filter(|direction| !direction.agreed.is_empty())
    .collect()
}
