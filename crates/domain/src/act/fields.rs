//! What acts may hold: a list that grows only by decision.

use std::collections::BTreeSet;

use super::samples::one_of_each;

/// The fields that acts may have. A new one is a decision about privacy and about version 1:
/// see `docs/decisions/0020-acts-hold-no-text.md`.
const FIELDS: [&str; 41] = [
    "about",
    "agreed_by",
    "answer",
    "area",
    "at",
    "at_least",
    "at_most",
    "body",
    "by",
    "charter",
    "claim",
    "claims",
    "closes",
    "ends",
    "fact",
    "facts",
    "file",
    "form",
    "from",
    "gss",
    "import",
    "kind",
    "language",
    "minutes",
    "name",
    "now",
    "organisation",
    "organiser",
    "papers",
    "part_of",
    "reason",
    "row",
    "sheet",
    "source",
    "standard",
    "starts",
    "subject",
    "successor",
    "text",
    "title",
    "to",
];
const MORE_FIELDS: [&str; 7] = ["deed", "unit", "value", "version", "was", "why", "words"];

/// What a field may be. There is no text here, and no person.
const TYPES: [&str; 36] = [
    "About",
    "AreaSlug",
    "BTreeMap<Key, Claimed>",
    "BTreeMap<Key, Value>",
    "Claimed",
    "Commitment",
    "Day",
    "Deed",
    "Digest",
    "ForumStage",
    "Instant",
    "Key",
    "Moment",
    "Option<Commitment>",
    "Option<GssCode>",
    "Option<Import>",
    "Option<Key>",
    "Option<Moment>",
    "Option<OrganisationId>",
    "Option<Party>",
    "Option<SubjectId>",
    "Option<Value>",
    "Option<Whole>",
    "OrganisationId",
    "OrganisationKind",
    "PaperForm",
    "StrikeReason",
    "SubjectId",
    "SubjectKind",
    "Unit",
    "Value",
    "Vec<Paper>",
    "WithdrawalReason",
    "u32",
    "Salt",
    "[u8; 32]",
];

/// Fields of the source of the acts: `name: Type,` on a line of its own.
fn fields(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let before_tests = source.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter_map(|line| {
        let field = line.trim().trim_start_matches("pub ").strip_suffix(',')?;
        let (name, kind) = field.split_once(": ")?;
        let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        // A constant, as in `version: VERSION`, is no type.
        let is_type = kind == "u32" || kind.contains(|c: char| c.is_ascii_lowercase());
        (is_name && is_type && !kind.contains(['(', '.'])).then_some((name, kind))
    })
}

#[test]
fn no_field_of_any_act_can_hold_a_text_or_a_person() {
    let mut seen = BTreeSet::new();
    for (name, kind) in fields(include_str!("deed.rs")).chain(fields(include_str!("../act.rs"))) {
        assert!(
            FIELDS.contains(&name) || MORE_FIELDS.contains(&name),
            "`{name}` is no field that acts may have"
        );
        assert!(
            TYPES.contains(&kind),
            "`{name}: {kind}` may hold what no act may hold"
        );
        seen.insert(name);
    }
    assert!(seen.len() > 35, "the fields were found: {seen:?}");
}

pub(super) fn walk(json: &serde_json::Value, keys: &mut BTreeSet<String>, texts: &mut Vec<String>) {
    match json {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                walk(value, keys, texts);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, keys, texts)),
        serde_json::Value::String(text) => texts.push(text.clone()),
        _ => {}
    }
}

#[test]
fn every_key_in_the_json_is_known_and_no_text_in_it_is_somebodys() {
    let known: BTreeSet<String> = FIELDS
        .iter()
        .chain(&MORE_FIELDS)
        .map(|field| field.replace('_', "-"))
        .collect();
    // What stands for a choice between kinds of value, and the names of facts in the samples.
    let choices = [
        "act",
        "day",
        "number",
        "flag",
        "organisation",
        "named",
        "duplicate",
    ];
    let facts = ["agenda", "interpreter", "ways", "meeting-notice"];
    for act in one_of_each() {
        let (mut keys, mut texts) = (BTreeSet::new(), Vec::new());
        walk(
            &serde_json::from_slice(&act.canonical()).unwrap(),
            &mut keys,
            &mut texts,
        );
        for key in keys {
            let is_known = known.contains(&key);
            assert!(
                is_known || choices.contains(&&*key) || facts.contains(&&*key),
                "{key}"
            );
        }
        for text in texts {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-:.".contains(c);
            assert!(text.chars().all(plain) && text.len() <= 71, "{text}");
        }
    }
}
