//! The report on a conversation: what most agree on, what divides, what is not known; and the map after the words.

mod divided;
mod map;
mod said;

use alongside_opinion::{Conversation, Opinion, Settings, Unclear, Why};
use askama::Template;

use self::divided::Divided;
use self::map::Map;
use self::said::{Row, Statements};
use crate::markup::without_control_characters;
use crate::number::{Count, InWords, by_count, listed};

/// How many statements are told one by one under each heading.
const MOST_TOLD: usize = 10;

/// What a conversation came to, as one HTML page that stands alone: it asks for nothing else, needs no script, and prints
/// whole. No person is named on it.
///
/// ```
/// use alongside_opinion::{Casts, Conversation, Opinion, Settings, Vote};
/// use alongside_pages::OpinionReport;
///
/// let mut casts = Casts::default();
/// for person in 0..20 {
///     for statement in 0..8 {
///         let agrees = statement == 7 || (person < 12) == (statement % 2 == 0);
///         let vote = if agrees { Vote::Agree } else { Vote::Disagree };
///         casts.cast(&format!("p{person}"), &statement.to_string(), vote, 0);
///     }
/// }
/// let conversation = Conversation::new(casts, Vec::new());
/// let opinion = Opinion::of(&conversation, Settings::default()).unwrap();
/// let page = OpinionReport { source: "votes.csv", conversation: &conversation, opinion: &opinion }.render()?;
/// assert!(page.contains("By how they vote they part into two clear groups: group A with 12 people and group B with 8 people."));
/// assert!(!page.contains("p3"));
/// # Ok::<(), alongside_pages::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OpinionReport<'a> {
    /// The file or folder that was read.
    pub source: &'a str,
    /// The statements and votes.
    pub conversation: &'a Conversation,
    /// What they come to.
    pub opinion: &'a Opinion,
}

impl OpinionReport<'_> {
    /// The page as HTML. The same data gives the same text, to the byte.
    pub fn render(&self) -> Result<String, crate::Error> {
        let statements = Statements {
            conversation: self.conversation,
            opinion: self.opinion,
        };
        let opinion = self.opinion;
        let shows_groups = opinion.groups().len() >= 2
            && (opinion.is_clear() || opinion.settings().groups.is_some());
        let page = Page {
            title: self
                .conversation
                .topic
                .as_deref()
                .unwrap_or("Where people agree"),
            source: self.source,
            lead: self.lead(),
            headline: headline(opinion),
            shows_groups,
            group_names: names(opinion),
            shared: if shows_groups {
                statements.shared(MOST_TOLD)
            } else {
                Vec::new()
            },
            majority: statements.majority(),
            apart: if shows_groups {
                statements.apart(MOST_TOLD / 2)
            } else {
                Vec::new()
            },
            divided: if shows_groups {
                Divided::all(statements)
            } else {
                Vec::new()
            },
            unknown: Unknown::all(statements),
            map: if shows_groups {
                Map::of(statements)
            } else {
                None
            },
            silhouettes: silhouettes(opinion),
            stability: stability(opinion),
            settings: opinion.settings(),
            is_told: !opinion.is_too_small() && opinion.people() > 0,
        };
        Ok(without_control_characters(page.render()?))
    }

    /// "126 people voted on 359 statements, 13,821 votes in all. 12 more statements were left out."
    fn lead(&self) -> String {
        let opinion = self.opinion;
        let (people, statements) = (opinion.people_told(), opinion.statements_told());
        if opinion.is_too_small() {
            return "Fewer than five people have voted enough. Nothing is told of so few, so that nobody can be picked out."
                .to_owned();
        }
        if opinion.people() == 0 {
            return "Nobody has voted yet.".to_owned();
        }
        let votes = if opinion.settings().publish {
            String::new()
        } else {
            let votes = opinion.votes_told();
            format!(
                ", {} {} in all",
                Count(votes),
                by_count(votes, "vote", "votes")
            )
        };
        let left_out = match opinion.statements_left_out() {
            0 => String::new(),
            many => format!(
                " {} more {} left out.",
                Count(many),
                by_count(many, "statement was", "statements were")
            ),
        };
        format!(
            "{} {} voted on {} {}{votes}.{left_out}",
            Count(people),
            by_count(people, "person", "people"),
            Count(statements),
            by_count(statements, "statement", "statements"),
        )
    }
}

/// What a group is called: A, B, C and so on.
pub fn group_letter(group: usize) -> String {
    let letter = u8::try_from(group)
        .ok()
        .and_then(|group| b'A'.checked_add(group));
    match letter {
        Some(letter) if letter.is_ascii_uppercase() => char::from(letter).to_string(),
        _ => format!("A{}", group + 1),
    }
}

#[derive(Template)]
#[template(path = "opinion_report.html")]
struct Page<'p> {
    title: &'p str,
    source: &'p str,
    lead: String,
    headline: Vec<String>,
    shows_groups: bool,
    group_names: Vec<String>,
    shared: Vec<Row<'p>>,
    majority: Vec<Row<'p>>,
    apart: Vec<Row<'p>>,
    divided: Vec<Divided<'p>>,
    unknown: Vec<Unknown<'p>>,
    map: Option<Map>,
    silhouettes: Vec<(usize, String, bool)>,
    stability: Option<&'static str>,
    settings: Settings,
    is_told: bool,
}

fn names(opinion: &Opinion) -> Vec<String> {
    (0..opinion.groups().len()).map(group_letter).collect()
}

/// What the groups are, or why there are none.
fn headline(opinion: &Opinion) -> Vec<String> {
    let groups = opinion.groups();
    if opinion.is_too_small() || opinion.people() == 0 {
        return Vec::new();
    }
    if groups.len() < 2 {
        return vec![
            "There are no groups: people vote alike, or too few have voted on enough statements."
                .to_owned(),
        ];
    }
    let sizes: Vec<String> = groups
        .iter()
        .enumerate()
        .map(|(number, group)| {
            let people = by_count(group.size, "person", "people");
            format!(
                "group {} with {} {people}",
                group_letter(number),
                Count(group.size)
            )
        })
        .collect();
    let Some(unclear) = opinion.unclear() else {
        return vec![format!(
            "By how they vote they part into {} clear groups: {}.",
            InWords(groups.len()),
            listed(&sizes)
        )];
    };
    let why = match unclear {
        Unclear::NoMoreThanChance => {
            "What people say to one statement tells no more about what they say to another than chance would."
        }
        Unclear::NearEachOther => "Those nearest each other are hardly nearer than anybody else.",
        Unclear::Unstable => {
            "Had some of the same people stayed away, other groups would have come out."
        }
    };
    let mut says = vec!["There are no clear groups.".to_owned(), why.to_owned()];
    if opinion.settings().groups.is_some() {
        says.push(format!(
            "You asked for {}, and they are shown below: {}. Read them with care.",
            InWords(groups.len()),
            listed(&sizes)
        ));
    }
    says
}

/// Statements on which nothing is known yet, and why.
struct Unknown<'a> {
    title: &'static str,
    says: &'static str,
    rows: Vec<Row<'a>>,
    more: usize,
}

impl<'a> Unknown<'a> {
    fn all(statements: Statements<'a>) -> Vec<Self> {
        let unsure = statements.opinion.unsure();
        let kinds = [
            (
                Why::ManyPass,
                "Many pass",
                "At least three in ten of those who saw these passed. It may be that they are not clear, or that people do not know.",
            ),
            (
                Why::Split,
                "Opinion is split",
                "From the votes there are it cannot be told that either side of these is more than half.",
            ),
            (
                Why::FewVotes,
                "Few have voted",
                "Fewer than one person in ten, or fewer than five, have voted on these.",
            ),
        ];
        kinds
            .into_iter()
            .filter_map(|(why, title, says)| {
                let of_kind = || unsure.iter().filter(|unsure| unsure.why == why);
                let rows: Vec<Row<'a>> = of_kind()
                    .take(MOST_TOLD)
                    .map(|unsure| statements.row(unsure.statement, None))
                    .collect();
                (!rows.is_empty()).then(|| Self {
                    title,
                    says,
                    more: of_kind().count() - rows.len(),
                    rows,
                })
            })
            .collect()
    }
}

/// For each number of groups that was tried how clearly they stand apart, and whether it is the one told of.
fn silhouettes(opinion: &Opinion) -> Vec<(usize, String, bool)> {
    if opinion.is_too_small() {
        return Vec::new();
    }
    let told = opinion.groups().len();
    opinion
        .silhouettes()
        .iter()
        .map(|(groups, found)| (*groups, format!("{found:.2}"), *groups == told))
        .collect()
}

/// How alike the groups come out when people are drawn again, in words.
fn stability(opinion: &Opinion) -> Option<&'static str> {
    let found = opinion.stability().filter(|_| !opinion.is_too_small())?;
    Some(match found {
        found if found >= 0.8 => "nearly the same groups came out",
        found if found >= alongside_opinion::CLEAR_STABILITY => {
            "groups came out that were much alike"
        }
        _ => "other groups came out",
    })
}
