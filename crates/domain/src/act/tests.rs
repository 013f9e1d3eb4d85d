use std::collections::BTreeSet;

use proptest::prelude::*;

use super::fields::walk;
use super::samples::{KINDS, at, name, one_of_each, opening, organisation, text};
use super::*;

fn json(act: &Act) -> String {
    String::from_utf8(act.canonical()).unwrap()
}

/// These lines are the form of version 1. A change here is a change to what has been signed: it
/// needs a new version beside the old one.
#[test]
fn the_form_of_version_1_is_fixed() {
    let lines: Vec<String> = one_of_each()
        .iter()
        .map(|act| format!("{}\n{}", json(act), act.digest()))
        .collect();
    insta::assert_snapshot!(lines.join("\n\n"));
}

#[test]
fn there_is_a_sample_of_every_kind_and_each_reads_back() {
    let mut kinds = BTreeSet::new();
    for act in one_of_each() {
        kinds.insert(name(&act.deed));
        assert!(json(&act).contains(&format!("{{\"act\":\"{}\"", name(&act.deed))));
        assert_eq!(Act::parse(&act.canonical()).unwrap(), act);
    }
    assert_eq!(kinds.len(), KINDS);
}

#[test]
fn an_act_is_called_what_its_form_says() {
    for act in one_of_each() {
        let start = format!("{{\"act\":\"{}\",", act.deed.name());
        assert!(json(&act).starts_with(&start), "{start}");
    }
}

#[test]
fn the_description_for_other_programs_names_every_act_and_every_key() {
    let description = include_str!("../../../../docs/acts.md");
    for act in one_of_each() {
        assert!(
            description.contains(&format!("`{}`", name(&act.deed))),
            "{}",
            name(&act.deed)
        );
        let (mut keys, mut texts) = (BTreeSet::new(), Vec::new());
        walk(
            &serde_json::from_slice(&act.canonical()).unwrap(),
            &mut keys,
            &mut texts,
        );
        for key in keys {
            assert!(
                description.contains(&format!("`{key}`")),
                "`{key}` of {}",
                name(&act.deed)
            );
        }
    }
}

#[test]
fn the_example_in_the_description_is_right() {
    let description = include_str!("../../../../docs/acts.md");
    let example = &one_of_each()[1];
    assert!(description.contains(&json(example)), "{}", json(example));
    assert!(
        description.contains(&example.digest().to_string()),
        "{}",
        example.digest()
    );
    let name = opening("Rivermead Council");
    assert!(description.contains(&serde_json::to_string(&name).unwrap()));
}

#[test]
fn what_is_not_exactly_an_act_is_refused() {
    let right = json(&one_of_each()[1]);
    assert!(Act::parse(right.as_bytes()).is_ok());
    let organisation = organisation(1).to_string();
    for (why, wrong) in [
        ("nothing", String::new()),
        ("no object", "[]".to_owned()),
        ("a space", right.replacen(':', ": ", 1)),
        ("the end of a line", format!("{right}\n")),
        (
            "a later version",
            right.replace("\"version\":1", "\"version\":2"),
        ),
        ("no version", right.replace(",\"version\":1", "")),
        (
            "a fraction",
            right.replace("\"version\":1", "\"version\":1.0"),
        ),
        (
            "a capital",
            right.replacen(&organisation, &organisation.to_uppercase(), 1),
        ),
        (
            "a field more",
            right.replace("{\"kind\"", "{\"email\":\"sam@example.org\",\"kind\""),
        ),
        (
            "a field more outside",
            right.replace("\"version\"", "\"person\":\"x\",\"version\""),
        ),
        (
            "a field twice",
            right.replace("\"version\":1", "\"version\":1,\"version\":1"),
        ),
        (
            "another order",
            right
                .replace(",\"version\":1", "")
                .replace("{\"act\"", "{\"version\":1,\"act\""),
        ),
        ("an escape", right.replace("council", "\\u0063ouncil")),
        (
            "an act nobody knows",
            right.replace("organisation-registered", "person-registered"),
        ),
        ("another zone", right.replace("000000Z", "000000+00:00")),
        ("a kind of text", right.replace("salted:", "sha256:")),
        ("too much", format!("{right}{}", " ".repeat(LONGEST))),
    ] {
        assert!(Act::parse(wrong.as_bytes()).is_err(), "{why}: {wrong}");
    }
}

#[test]
fn an_act_of_a_later_version_is_told_as_such() {
    let later = json(&one_of_each()[1]).replace("\"version\":1", "\"version\":2");
    assert!(matches!(
        Act::parse(later.as_bytes()),
        Err(NotAnAct::Later(2))
    ));
}

#[test]
fn texts_beside_an_act_are_those_it_commits_to() {
    let registered = one_of_each()[1].clone();
    let name = opening("Rivermead Council");
    let disclosed = Disclosed::new(registered.clone(), [name.clone()]).unwrap();
    assert_eq!(disclosed.text(name.commitment()), Some("Rivermead Council"));
    assert!(disclosed.missing().is_empty());
    let parsed = Disclosed::parse(&registered.canonical(), [name.clone()]).unwrap();
    assert_eq!(
        (&parsed, parsed.digest()),
        (&disclosed, registered.digest())
    );
    assert!(Disclosed::parse(b"{}", []).is_err());
    let gone = disclosed.without(name.commitment());
    assert_eq!(
        gone.act().digest(),
        registered.digest(),
        "the hole changes no hash"
    );
    assert_eq!(gone.missing(), [name.commitment()]);

    let other = opening("Another council");
    assert_eq!(
        Disclosed::new(registered, [other.clone()]),
        Err(Stray(other.commitment()))
    );
}

#[test]
fn an_act_that_takes_a_text_back_does_not_commit_to_it_itself() {
    let withdrawal = one_of_each()
        .into_iter()
        .find(|act| name(&act.deed) == "text-withdrawn");
    assert!(withdrawal.unwrap().commitments().is_empty());
    let cancelled = one_of_each()
        .into_iter()
        .find(|act| name(&act.deed) == "cancelled");
    assert_eq!(cancelled.unwrap().commitments(), [text("Snow")].into());
}

#[test]
fn no_bytes_make_the_reader_of_acts_panic() {
    let acts: Vec<Vec<u8>> = one_of_each().iter().map(Act::canonical).collect();
    let read = |bytes: &[u8]| {
        if let Ok(act) = Act::parse(bytes) {
            assert_eq!(act.canonical(), bytes);
        }
    };
    bolero::check!().for_each(|bytes: &[u8]| {
        read(bytes);
        // And acts in which a few bytes are changed, which come further.
        let Some((choice, changes)) = bytes.split_first() else {
            return;
        };
        let mut near = acts[usize::from(*choice) % acts.len()].clone();
        for change in changes.chunks_exact(3).take(4) {
            let place = usize::from(u16::from_le_bytes([change[0], change[1]])) % near.len();
            near[place] = change[2];
        }
        read(&near);
    });
}

/// JSON with the keys of every object in an order that follows from `seed`.
fn shuffled(json: &serde_json::Value, seed: u64) -> String {
    match json {
        serde_json::Value::Object(fields) => {
            let mut fields: Vec<(&String, &serde_json::Value)> = fields.iter().collect();
            fields.sort_by_key(|(key, _)| *Digest::of(format!("{seed}{key}").as_bytes()).bytes());
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{:?} : {}", key, shuffled(value, seed)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
        serde_json::Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, seed)).collect();
            format!("[{}]", items.join(" , "))
        }
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_bytes_do_not_depend_on_the_order_of_fields(
        act in prop::sample::select(one_of_each()),
        seed in any::<u64>(),
    ) {
        let json: serde_json::Value = serde_json::from_slice(&act.canonical()).unwrap();
        let written: Written = serde_json::from_str(&shuffled(&json, seed)).unwrap();
        let again = Act { area: written.area, at: written.at, by: written.by, deed: written.deed };
        prop_assert_eq!(again.canonical(), act.canonical());
    }

    #[test]
    fn any_change_of_instant_or_organisation_changes_the_digest(
        act in prop::sample::select(one_of_each()),
        seconds in 1_i64..1_000_000,
        number in 100_u8..,
    ) {
        let later = Act { at: at(1_000_000 + seconds), ..act.clone() };
        let other = Act { by: organisation(number), ..act.clone() };
        prop_assert_ne!(later.digest(), act.digest());
        prop_assert_ne!(other.digest(), act.digest());
        prop_assert_eq!(Act::parse(&later.canonical()).unwrap(), later);
        prop_assert_eq!(Act::parse(&other.canonical()).unwrap(), other);
    }
}
