//! A visitor reads from an area's first page to a standard that was missed, its sum and its evidence, and the record.

use std::rc::Rc;

use alongside_testkit::Outcome;

use crate::house::{House, walk};
use crate::tab::Way;

#[test]
fn a_visitor_reads_from_the_area_to_a_missed_standard_and_its_evidence() -> Outcome {
    walk("visitor", |house| read(house, Way::Pointer))
}

#[test]
fn a_visitor_reads_the_same_without_scripts() -> Outcome {
    walk("visitor-no-script", |house| {
        read(house, Way::PointerWithoutScript)
    })
}

#[test]
fn a_visitor_reads_the_same_by_keyboard() -> Outcome {
    walk("visitor-keyboard", |house| read(house, Way::Keyboard))
}

async fn read(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    tab.open("/").await?;
    tab.look("home").await?;
    tab.fill("#q", "river").await?;
    tab.press_called("Find").await?;
    tab.arrive("/?q=river").await?;
    tab.look("search").await?;
    tab.press(".areas a[href='/rivermead']").await?;
    tab.arrive("/rivermead").await?;
    tab.look("area").await?;

    tab.press("a[href*='result=missed']").await?;
    assert_eq!(tab.count(".finding:not(.edge-missed)").await?, 0);
    tab.look("missed").await?;
    let sum = tab.words(".finding.edge-missed .sum").await?;
    assert!(sum.contains(" late") || sum.contains(" short"), "{sum}");

    tab.press(".finding.edge-missed .about a + a, .finding.edge-missed .about a")
        .await?;
    let subject = tab.address().await?;
    assert!(subject.starts_with("/rivermead/"), "{subject}");
    tab.look("subject").await?;
    let same = tab.words(".finding.edge-missed .sum").await?;
    assert!(!same.is_empty());
    assert!(
        tab.words("section[aria-labelledby='facts']")
            .await?
            .contains("Announced")
    );
    assert!(tab.count("#acts ~ ol li").await? > 0);

    tab.press(".parts__link[href='/rivermead/record']").await?;
    tab.arrive("/rivermead/record").await?;
    tab.look("record").await?;
    for (link, state) in [
        (".parts__link[href='/rivermead/meetings']", "meetings"),
        (
            ".parts__link[href='/rivermead/organisations']",
            "organisations",
        ),
        ("main a[href^='/rivermead/organisations/']", "organisation"),
    ] {
        tab.press(link).await?;
        tab.look(state).await?;
    }
    for (link, state) in [
        ("/about", "about"),
        ("/glossary", "glossary"),
        ("/accessibility", "accessibility"),
        ("/privacy", "privacy"),
    ] {
        tab.press(&format!(".bottom__links a[href='{link}']"))
            .await?;
        tab.arrive(link).await?;
        tab.look(state).await?;
    }
    tab.open("/nowhere/at-all").await?;
    tab.look("not-found").await?;
    tab.open("/haringey-2021").await?;
    tab.look("reference").await
}
