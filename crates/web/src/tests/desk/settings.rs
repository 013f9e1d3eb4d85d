//! How an area looks, and what it asks of staff.

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    settings_are_changed_as_they_were_typed,
    a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept,
    settings_that_somebody_changed_meanwhile_are_not_changed_unseen,
    only_who_looks_after_the_area_changes_its_settings,
);

const SETTINGS: &str = "/haringey/desk/settings";

fn settings_are_changed_as_they_were_typed(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.get(Administrator, SETTINGS);
    let version = town.version();
    assert!(page.keeps("4a3f8f") && page.keeps(&version) && page.has_chosen("yes"));
    let fields = [
        ("version", version.as_str()),
        ("colour", "#0B6E4F"),
        ("contact", " send@haringey.example "),
        ("passkey", "no"),
    ];
    town.post(Administrator, SETTINGS, &fields)
        .must_lead(SETTINGS, "settings-kept");
    let page = town.get(Administrator, SETTINGS);
    assert!(page.keeps("0b6e4f") && page.keeps("send@haringey.example") && page.has_chosen("no"));
    assert!(page.text().contains("/brand/0b6e4f/area.css"));
    Ok(())
}

fn a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let long = "x".repeat(201);
    for (colour, contact, field) in [
        ("red", "a@b.example", "colour-error"),
        ("", "a@b.example", "colour-error"),
        ("0b6e4f", long.as_str(), "contact-error"),
    ] {
        let fields = [
            ("version", version.as_str()),
            ("colour", colour),
            ("contact", contact),
            ("passkey", "no"),
        ];
        let answer = town.post(Administrator, SETTINGS, &fields);
        answer.must_say(422, &["There is something to put right"]);
        assert!(answer.text().contains(field), "{field}");
        let kept = [colour, contact, version.as_str()];
        assert!(kept.iter().all(|typed| answer.keeps(typed)), "{kept:?}");
        assert!(answer.has_chosen("no"));
    }
    assert_eq!(town.version(), version);
    Ok(())
}

fn settings_that_somebody_changed_meanwhile_are_not_changed_unseen(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let seen = town.version();
    town.move_on();
    let fields = [
        ("version", seen.as_str()),
        ("colour", "0b6e4f"),
        ("contact", "<b>@b.example"),
        ("passkey", "no"),
    ];
    let answer = town.post(Administrator, SETTINGS, &fields);
    answer.must_say(
        409,
        &[
            "Somebody was faster",
            "What you had typed",
            "0b6e4f",
            "@b.example",
            "No",
        ],
    );
    assert!(!answer.text().contains("<b>@b"));
    assert!(answer.text().contains("href=\"/haringey/desk/settings\""));
    assert_eq!(town.known().settings.colour, "4a3f8f");
    Ok(())
}

fn only_who_looks_after_the_area_changes_its_settings(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let fields = [("version", version.as_str()), ("colour", "0b6e4f")];
    for by in [
        Officer,
        Sponsor,
        CoOrdinator,
        Steering,
        Member,
        Elsewhere,
        Operator,
    ] {
        assert_eq!(town.get(by, SETTINGS).status, 403, "{by:?}");
        assert_eq!(town.post(by, SETTINGS, &fields).status, 403, "{by:?}");
    }
    // Without an answer the safeguard stays.
    town.post(Administrator, SETTINGS, &fields)
        .must_lead(SETTINGS, "settings-kept");
    assert!(town.known().settings.asks_passkey);
    Ok(())
}
