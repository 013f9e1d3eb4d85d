//! The result for programs. `docs/opinion.md` says what each value is.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use alongside_opinion::{CommonGround, Conversation, Opinion, Part, Side, Why};
use serde::Serialize;

use crate::failure::Failure;

/// Writes one JSON object.
pub(crate) fn write(
    conversation: &Conversation,
    opinion: &Opinion,
    to: &mut dyn Write,
) -> Result<(), Failure> {
    let mut to = BufWriter::new(to);
    let whole = Whole::of(conversation, opinion);
    serde_json::to_writer(&mut to, &whole).map_err(std::io::Error::from)?;
    Ok(writeln!(to).and_then(|()| to.flush())?)
}

#[derive(Serialize)]
struct Whole<'a> {
    people: usize,
    statements: usize,
    groups: Vec<Group<'a>>,
    clear: bool,
    silhouette: BTreeMap<String, f64>,
    stability: Option<f64>,
    common_ground: Vec<Common<'a>>,
    representative: Vec<Representative<'a>>,
    majority: Vec<Majority<'a>>,
    unsure: Vec<Unsure<'a>>,
    routing: Vec<Next<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    positions: Option<Vec<Position<'a>>>,
}

#[derive(Serialize)]
struct Group<'a> {
    id: String,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<&'a str>>,
}

#[derive(Serialize)]
struct Common<'a> {
    statement: &'a str,
    agree: f64,
    minimum: f64,
    disagree: f64,
    disagree_minimum: f64,
}

#[derive(Serialize)]
struct Representative<'a> {
    group: String,
    statement: &'a str,
    side: &'static str,
    share: Option<f64>,
    ratio: Option<f64>,
    z: Option<f64>,
    sure: bool,
}

#[derive(Serialize)]
struct Majority<'a> {
    statement: &'a str,
    side: &'static str,
    share: Option<f64>,
    z: Option<f64>,
}

#[derive(Serialize)]
struct Unsure<'a> {
    statement: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct Next<'a> {
    statement: &'a str,
    priority: Option<f64>,
    weight: Option<f64>,
}

#[derive(Serialize)]
struct Position<'a> {
    participant: &'a str,
    x: f64,
    y: f64,
}

impl<'a> Whole<'a> {
    fn of(conversation: &'a Conversation, opinion: &Opinion) -> Self {
        let is_published = opinion.settings().publish;
        // What a count of votes could be worked back from is not published.
        let exact = |figure: f64| (!is_published).then_some(figure);
        let told = |figure: f64| {
            if is_published {
                (figure * 100.0).round() / 100.0
            } else {
                figure
            }
        };
        let id = |statement: usize| conversation.votes().statement(statement);
        let silhouettes = opinion.silhouettes().iter();
        Self {
            people: opinion.people_told(),
            statements: opinion.statements_told(),
            groups: groups(conversation, opinion),
            clear: opinion.is_clear(),
            silhouette: silhouettes
                .filter(|_| !opinion.is_too_small())
                .map(|(groups, found)| (groups.to_string(), told(*found)))
                .collect(),
            stability: opinion
                .stability()
                .filter(|_| !opinion.is_too_small())
                .map(told),
            common_ground: common_ground(conversation, opinion),
            representative: opinion
                .representative()
                .into_iter()
                .map(|found| Representative {
                    group: alongside_pages::group_letter(found.group),
                    statement: id(found.statement),
                    side: side(found.side),
                    share: exact(found.share).or_else(|| {
                        let (group, statement) = (found.group, found.statement);
                        let part = opinion.part_of_group(group, statement, found.side);
                        part.map(Part::share)
                    }),
                    ratio: exact(found.ratio),
                    z: exact(found.z),
                    sure: found.is_sure,
                })
                .collect(),
            majority: opinion
                .majority()
                .into_iter()
                .map(|found| Majority {
                    statement: id(found.statement),
                    side: side(found.side),
                    share: exact(found.share).or_else(|| {
                        let part = opinion.part_of_everyone(found.statement, found.side);
                        part.map(Part::share)
                    }),
                    z: exact(found.test),
                })
                .collect(),
            unsure: opinion
                .unsure()
                .into_iter()
                .map(|found| Unsure {
                    statement: id(found.statement),
                    why: why(found.why),
                })
                .collect(),
            routing: opinion
                .routing()
                .into_iter()
                .map(|next| Next {
                    statement: id(next.statement),
                    priority: exact(next.priority),
                    weight: exact(next.weight),
                })
                .collect(),
            positions: (!is_published).then(|| positions(conversation, opinion)),
        }
    }
}

/// Common ground, the most agreed first. What is published is made of coarse shares.
fn common_ground<'a>(conversation: &'a Conversation, opinion: &Opinion) -> Vec<Common<'a>> {
    let is_published = opinion.settings().publish;
    let told = |found: CommonGround| {
        if is_published {
            opinion.coarse_common_ground(found.statement)
        } else {
            found
        }
    };
    opinion
        .common_ground()
        .into_iter()
        .map(told)
        .map(|found| Common {
            statement: conversation.votes().statement(found.statement),
            agree: found.agree,
            minimum: found.least_agree,
            disagree: found.disagree,
            disagree_minimum: found.least_disagree,
        })
        .collect()
}

fn groups<'a>(conversation: &'a Conversation, opinion: &Opinion) -> Vec<Group<'a>> {
    let is_published = opinion.settings().publish;
    let mut members: Vec<Vec<&str>> = vec![Vec::new(); opinion.groups().len()];
    for person in 0..opinion.people() {
        if let Some((_, group)) = opinion.place(person)
            && let Some(members) = members.get_mut(group)
        {
            members.push(conversation.votes().participant(person));
        }
    }
    opinion
        .groups()
        .iter()
        .zip(members)
        .enumerate()
        .map(|(number, (group, members))| Group {
            id: alongside_pages::group_letter(number),
            size: group.size,
            members: (!is_published).then_some(members),
        })
        .collect()
}

fn positions<'a>(conversation: &'a Conversation, opinion: &Opinion) -> Vec<Position<'a>> {
    (0..opinion.people())
        .filter_map(|person| {
            let (point, _) = opinion.place(person)?;
            Some(Position {
                participant: conversation.votes().participant(person),
                x: point.x,
                y: point.y,
            })
        })
        .collect()
}

fn side(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::ManyPass => "many-pass",
        Why::Split => "split",
        Why::FewVotes => "few-votes",
    }
}
