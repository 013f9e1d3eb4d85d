//! The findings that follow from a record, against those that somebody shows.

use std::collections::BTreeMap;

use alongside_app::area::Area;
use alongside_charter::{SchoolTerms, When};
use alongside_web::{BaseUrl, findings_shown};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::checks::Checks;

/// Findings as the JSON interface gives them and `findings.json` holds them.
#[derive(Deserialize)]
pub(super) struct Shown {
    /// Of which area.
    area: String,
    /// The area's version where a site gives them.
    #[serde(default)]
    pub(super) version: i64,
    /// As of which instant; nothing where there is nothing to judge by.
    #[serde(default)]
    judged_at: Option<String>,
    pub(super) items: Vec<Value>,
    #[serde(default)]
    pub(super) next: Option<String>,
}

impl Shown {
    /// As of which instant they are shown.
    pub(super) fn at(&self) -> Option<Timestamp> {
        self.judged_at.as_ref()?.parse().ok()
    }
}

/// What a finding is of. Two versions of a standard can both have one of the same.
type Of = [String; 4];

/// The parts that are compared last, as they follow from the others.
const IN_WORDS: [&str; 3] = ["sum", "title", "source"];

/// Holds the findings that are shown against those that follow from the acts.
pub(super) fn hold(area: &Area, terms: &[SchoolTerms], shown: &Shown, checks: &mut Checks) {
    if shown.area != area.slug.as_str() {
        checks.miss(format!(
            "the findings that are shown are of another area: {}",
            shown.area
        ));
        return;
    }
    let Some(at) = shown.at() else {
        return hold_none(area, shown, checks);
    };
    let audits = area.audits(When::At(at), &area.terms(terms));
    let Ok(base) = "https://localhost".parse::<BaseUrl>() else {
        return;
    };
    let mut follow: BTreeMap<Of, Vec<Value>> = BTreeMap::new();
    for finding in findings_shown(&base, area, &audits) {
        follow.entry(of(&finding)).or_default().push(finding);
    }
    let before = checks.missed();
    for item in &shown.items {
        one(item, &mut follow, checks);
    }
    for finding in follow.values().flatten() {
        checks.miss(format!(
            "{} is not shown, and follows from the record: {}",
            named(finding),
            came_to(finding)
        ));
    }
    if checks.missed() == before {
        checks.hold(format!(
            "the {} findings that are shown, as of {at}, are those that follow from the record, with each figure and each sum",
            shown.items.len()
        ));
    } else {
        checks.remark(concat!(
            "these findings were worked out by version ",
            env!("CARGO_PKG_VERSION"),
            " of this program, with the school terms that it knows. Where the site runs another version, or was given terms of its own (--school-terms), look at that first"
        ));
    }
}

/// Without a charter there is nothing to judge by, and no instant.
fn hold_none(area: &Area, shown: &Shown, checks: &mut Checks) {
    match (area.adopted.is_empty(), shown.items.is_empty()) {
        (true, true) => checks.hold("no findings are shown, and none follow from the record"),
        _ => checks.miss("the findings that are shown do not say as of when they hold"),
    }
}

fn one(item: &Value, follow: &mut BTreeMap<Of, Vec<Value>>, checks: &mut Checks) {
    let of = of(item);
    let mut follows = follow.remove(&of).unwrap_or_default();
    let place = follows
        .iter()
        .position(|known| differing(known, item).is_empty());
    if follows.is_empty() {
        checks.miss(format!(
            "{} is shown as {}, and nothing of the kind follows from the record",
            named(item),
            came_to(item)
        ));
        return;
    }
    let known = follows.remove(place.unwrap_or(0));
    if !follows.is_empty() {
        follow.insert(of, follows);
    }
    let differ = differing(&known, item);
    let Some(first) = differ.first() else {
        return;
    };
    let says = if text(&known, "result") == text(item, "result") {
        format!(
            "{}: its {first} is shown as {}, and is {}",
            named(&known),
            item[first],
            known[first]
        )
    } else {
        format!(
            "{} is shown as {}, and by the record it is {}",
            named(&known),
            came_to(item),
            came_to(&known)
        )
    };
    checks.miss(says);
}

/// In which parts one that is shown differs from one that follows; what this program does not know is passed over, and
/// so is where it stands.
fn differing<'k>(known: &'k Value, shown: &Value) -> Vec<&'k str> {
    let parts = known.as_object().into_iter().flatten();
    let differ = parts.filter(|(part, value)| *part != "page" && shown.get(part) != Some(*value));
    let mut differ: Vec<&str> = differ.map(|(part, _)| part.as_str()).collect();
    // What follows says nothing of these, so nothing may be shown of them either.
    let told = ["limit", "measured", "shortfall", "act_by", "day"];
    let too_much = |part: &&str| known.get(part).is_none() && shown.get(part).is_some();
    differ.extend(told.into_iter().filter(too_much));
    differ.sort_by_key(|part| IN_WORDS.contains(part));
    differ
}

fn of(finding: &Value) -> Of {
    let subject = match text(finding, "subject") {
        "" => text(finding, "title"),
        subject => subject,
    };
    let parts = [
        text(finding, "charter"),
        text(finding, "standard"),
        text(finding, "kind"),
        subject,
    ];
    parts.map(str::to_owned)
}

fn text<'f>(finding: &'f Value, part: &str) -> &'f str {
    finding
        .get(part)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// What people would call it.
fn named(finding: &Value) -> String {
    let day = match text(finding, "day") {
        "" => String::new(),
        day => format!(" ({day})"),
    };
    format!(
        "the finding “{}” for “{}”{day}",
        text(finding, "standard"),
        text(finding, "title")
    )
}

fn came_to(finding: &Value) -> String {
    let result = text(finding, "result").replace('-', " ");
    match text(finding, "sum") {
        "" => format!("“{result}”"),
        sum => format!("“{result}” [{sum}]"),
    }
}
