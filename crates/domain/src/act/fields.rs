//! What acts may hold: a list that grows only by decision.

use std::collections::BTreeSet;

use super::samples::one_of_each;

/// The fields that acts may have. A new one is a decision about privacy and about version 1:
/// see `docs/decisions/0020-acts-hold-no-text.md`.
const FIELDS: [&str; 57] = [
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
    "decided",
    "deed",
    "description",
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
    "level",
    "means",
    "minutes",
    "name",
    "now",
    "open",
    "organisation",
    "organiser",
    "papers",
    "part_of",
    "place",
    "purpose",
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
    "unit",
    "used",
    "value",
    "version",
    "was",
    "ways",
    "why",
    "words",
];

/// What a field may be. There is no text here, and no person.
const TYPES: [&str; 38] = [
    "About",
    "AreaSlug",
    "BTreeMap<Key, Claimed>",
    "BTreeMap<Key, Value>",
    "Claimed",
    "Commitment",
    "Day",
    "Deed",
    "Description",
    "Digest",
    "ForumStage",
    "Instant",
    "Key",
    "Level",
    "Means",
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
    "Vec<Way>",
    "WithdrawalReason",
    "u32",
];

/// What a choice between kinds of value may hold, such as `Named(Commitment)`.
const CHOICES: [&str; 7] = [
    "Commitment",
    "Day",
    "Instant",
    "OrganisationId",
    "SubjectId",
    "Whole",
    "bool",
];

/// Types that hold a value which was read and found to be in order; their source is in the files
/// below, and what they may hold is tested there.
const READ: [&str; 3] = ["Name", "civil::Date", "i64"];

/// Fields in a source: `name: Type,` on a line of its own. Declarations are all there is in
/// `deed.rs`; elsewhere what has a bracket or a full stop is code.
fn fields(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let before_tests = source.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter_map(|line| {
        let field = line.trim().trim_start_matches("pub ").strip_suffix(',')?;
        let (name, kind) = field.split_once(": ")?;
        let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        // A constant, as in `version: VERSION`, is no type.
        let is_type = kind.contains(|c: char| c.is_ascii_lowercase());
        (is_name && is_type).then_some((name, kind.trim_start_matches("&'a ")))
    })
}

/// What the variants of an enum hold: `Variant(Type),` on a line of its own.
fn choices(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (name, held) = line.trim().strip_suffix("),")?.split_once('(')?;
        let is_variant = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(char::is_alphanumeric);
        is_variant.then_some(held)
    })
}

#[test]
fn no_field_of_any_act_can_hold_a_text_or_a_person() {
    let deeds = concat!(include_str!("deed.rs"), include_str!("description.rs"));
    let act = include_str!("../act.rs");
    let values = include_str!("value.rs");
    let is_code = |kind: &str| kind.contains(['(', '.']);
    let elsewhere = fields(act).chain(fields(values));
    let declared = fields(deeds).chain(elsewhere.filter(|(_, kind)| !is_code(kind)));
    let mut seen = BTreeSet::new();
    for (name, kind) in declared {
        assert!(
            FIELDS.contains(&name),
            "`{name}` is no field that acts may have"
        );
        assert!(
            TYPES.contains(&kind),
            "`{name}: {kind}` may hold what no act may hold"
        );
        seen.insert(name);
    }
    assert_eq!(seen, FIELDS.into(), "every field of the list is there");

    let held: BTreeSet<&str> = choices(deeds).chain(choices(values)).collect();
    assert_eq!(held, CHOICES.into());
    for line in values.lines().filter(|line| line.starts_with("pub struct")) {
        if let Some((_, held)) = line.trim_end_matches(");").split_once('(') {
            let is_read = READ.contains(&held) || line == "pub struct SubjectKind(pub Kind);";
            assert!(is_read || held == "&'static str", "{line}");
        }
    }
    for text in [
        "String",
        "str>",
        "PersonId",
        "Email",
        "PersonName",
        "Wording",
    ] {
        assert!(!deeds.contains(text), "{text}");
    }
}

#[test]
fn a_new_field_or_choice_is_seen_whatever_it_holds() {
    let source = "/// Who: a person,\n    pub who: String,\n who_else: (String, Key),\n Named(PersonId),\n Unit,\n";
    let found: Vec<_> = fields(source).collect();
    assert_eq!(found, [("who", "String"), ("who_else", "(String, Key)")]);
    assert_eq!(choices(source).collect::<Vec<_>>(), ["PersonId"]);
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
    let known: BTreeSet<String> = FIELDS.iter().map(|field| field.replace('_', "-")).collect();
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
