//! The result for programs. `docs/opinion.md` says what each value is.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use alongside_opinion::{Conversation, Opinion, Side, Why};
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
    share: f64,
    ratio: f64,
    z: f64,
    sure: bool,
}

#[derive(Serialize)]
struct Majority<'a> {
    statement: &'a str,
    side: &'static str,
    share: f64,
    z: f64,
}

#[derive(Serialize)]
struct Unsure<'a> {
    statement: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct Next<'a> {
    statement: &'a str,
    priority: f64,
    weight: f64,
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
        // Published figures are rounded, so that no count can be worked back from them.
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
            statements: conversation.votes().statements(),
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
            common_ground: opinion
                .common_ground()
                .into_iter()
                .map(|found| Common {
                    statement: id(found.statement),
                    agree: told(found.agree),
                    minimum: told(found.least_agree),
                    disagree: told(found.disagree),
                    disagree_minimum: told(found.least_disagree),
                })
                .collect(),
            representative: opinion
                .representative()
                .into_iter()
                .map(|found| Representative {
                    group: alongside_pages::group_letter(found.group),
                    statement: id(found.statement),
                    side: side(found.side),
                    share: told(found.share),
                    ratio: told(found.ratio),
                    z: told(found.z),
                    sure: found.is_sure,
                })
                .collect(),
            majority: opinion
                .majority()
                .into_iter()
                .map(|found| Majority {
                    statement: id(found.statement),
                    side: side(found.side),
                    share: told(found.share),
                    z: told(found.test),
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
                    priority: told(next.priority),
                    weight: if is_published {
                        (next.weight * 1e4).round() / 1e4
                    } else {
                        next.weight
                    },
                })
                .collect(),
            positions: (!is_published).then(|| positions(conversation, opinion)),
        }
    }
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
