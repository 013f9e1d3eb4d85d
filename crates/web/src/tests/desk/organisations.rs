//! Who takes part, and how far the forum is.

use alongside_app::change_forum_stage::change_forum_stage;
use alongside_domain::ForumStage;
use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    an_organisation_is_registered_by_its_name,
    a_mistake_is_told_and_what_was_typed_is_kept,
    a_forum_says_itself_how_far_it_is,
    a_stage_that_somebody_changed_meanwhile_is_not_changed_again,
    nothing_changes_in_an_area_that_is_only_shown,
);

const ORGANISATIONS: &str = "/haringey/desk/organisations";

fn stage_of(town: &Town) -> String {
    format!("{ORGANISATIONS}/{}/stage", town.forum.organisation)
}

fn an_organisation_is_registered_by_its_name(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let fields = [("name", " Ysgol Ŵyl & friends "), ("kind", "school")];
    town.post(Administrator, ORGANISATIONS, &fields)
        .must_lead(ORGANISATIONS, "organisation-registered");
    let area = town.known();
    let school = area.organisation_called("Ysgol Ŵyl & friends").unwrap();
    assert_eq!(school.kind, OrganisationKind::School);
    let page = town.get(Administrator, ORGANISATIONS);
    page.must_say(200, &["Ysgol Ŵyl & friends", "Register an organisation"]);
    for by in [Officer, CoOrdinator, Operator, Elsewhere] {
        let answer = town.post(by, ORGANISATIONS, &fields);
        assert_eq!(answer.status, 403, "{by:?}");
    }
    assert_eq!(town.known().version, area.version);
    Ok(())
}

fn a_mistake_is_told_and_what_was_typed_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let long = "x".repeat(121);
    for (name, kind, says) in [
        (
            "Our Forum",
            "forum",
            "An organisation of this name is registered already",
        ),
        ("", "school", "Error: "),
        (long.as_str(), "school", "120"),
        ("A school", "", "Choose what it is"),
        ("A school", "borough", "Choose what it is"),
    ] {
        let fields = [("name", name), ("kind", kind)];
        let answer = town.post(Administrator, ORGANISATIONS, &fields);
        answer.must_say(422, &["There is something to put right", says]);
        assert!(answer.keeps(name), "{name}");
        assert!(kind != "school" || answer.has_chosen(kind), "{kind}");
    }
    let answer = town.post(Administrator, ORGANISATIONS, &[]);
    answer.must_say(422, &["Choose what it is"]);
    assert!(answer.text().contains("id=\"name-error\""), "both at once");
    assert_eq!(town.version(), version);
    Ok(())
}

fn a_forum_says_itself_how_far_it_is(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let address = stage_of(&town);
    for (by, sees, registers) in [
        (CoOrdinator, true, false),
        (Steering, true, false),
        (Administrator, false, true),
    ] {
        let page = town.get(by, ORGANISATIONS);
        assert_eq!(page.status, 200, "{by:?}");
        assert_eq!(page.text().contains(&address), sees, "{by:?}");
        assert_eq!(page.says().contains("Register it"), registers, "{by:?}");
    }
    for by in [Officer, Sponsor, Member, Operator] {
        assert_eq!(town.get(by, ORGANISATIONS).status, 403, "{by:?}");
    }
    let fields = [("seen", "none"), ("stage", "forming")];
    for by in [Administrator, Officer, Member, Elsewhere] {
        let answer = town.post(by, &address, &fields);
        assert_eq!(answer.status, 403, "{by:?}");
    }
    assert!(town.get(Steering, ORGANISATIONS).keeps("none"));
    town.post(Steering, &address, &fields)
        .must_lead(ORGANISATIONS, "stage-changed");
    assert!(town.get(CoOrdinator, ORGANISATIONS).keeps("forming"));
    let council = address.replace(
        &text(town.forum.organisation),
        &text(town.council.organisation),
    );
    assert_eq!(town.post(CoOrdinator, &council, &fields).status, 409);
    let fields = [("seen", "forming"), ("stage", "grown-up")];
    assert_eq!(town.post(CoOrdinator, &address, &fields).status, 400);
    Ok(())
}

fn a_stage_that_somebody_changed_meanwhile_is_not_changed_again(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let steps = [ForumStage::None, ForumStage::Forming];
    town.database.write(|tx| {
        change_forum_stage(tx, &machine(), &town.area, town.forum.organisation, steps)
    })?;
    let version = town.version();
    let fields = [("seen", "none"), ("stage", "forming")];
    let answer = town.post(CoOrdinator, &stage_of(&town), &fields);
    answer.must_say(
        409,
        &["Somebody was faster", "What you had typed", "forming"],
    );
    assert_eq!(town.version(), version);
    Ok(())
}

fn nothing_changes_in_an_area_that_is_only_shown(scratch: &Scratch) -> Outcome {
    const WORDS: &str = "This area is shown as it was built from its sources";
    let town = Town::new(scratch)?;
    town.close();
    let fields = [("name", "A school"), ("kind", "school")];
    let answer = town.post(Administrator, ORGANISATIONS, &fields);
    answer.must_say(422, &[WORDS]);
    let fields = [("seen", "none"), ("stage", "forming")];
    let answer = town.post(CoOrdinator, &stage_of(&town), &fields);
    answer.must_say(409, &["Somebody was faster", "Built from its sources."]);
    assert!(
        !town
            .get(CoOrdinator, ORGANISATIONS)
            .text()
            .contains("/stage\"")
    );
    Ok(())
}
