//! Who is invited to what, and how roles end.

use super::*;

alongside_testkit::on_both!(
    an_invitation_is_accepted_by_whom_it_was_sent_to,
    an_administrator_invites_only_the_first_of_an_organisation,
    an_invitation_taken_back_gives_nothing,
    nobody_is_invited_again_and_again,
    nobody_invites_without_end,
    an_invitation_that_lapsed_long_ago_is_forgotten,
    a_role_is_ended_by_whoever_holds_it_or_runs_the_organisation,
);

fn an_invitation_is_accepted_by_whom_it_was_sent_to(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let held_in = HeldIn::Organisation(here.council.clone());
    let id = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    })?;
    let twice = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    });
    assert!(matches!(twice, Err(Failure::Wrong(wrong)) if !wrong.with("email").is_empty()));
    let letters = here.letters(0);
    assert!(
        matches!(&letters[0].says, Says::Invitation { place: Some(name), .. } if name == "Rivermead Council")
    );
    here.give(
        "other@example.org",
        Role::Member,
        &HeldIn::Organisation(here.forum.clone()),
    );
    let other = here.sign_in("other@example.org", 1);
    let theirs = here
        .database
        .write(|tx| accept_invitation(tx, &by(&other, 1), other.person.id, id));
    assert!(matches!(
        theirs,
        Err(Failure::Invitation(InvitationRefusal::NotForYou))
    ));
    let new = here.sign_in("new@example.org", 2);
    assert!(new.roles.is_empty());
    here.database
        .write(|tx| accept_invitation(tx, &by(&new, 2), new.person.id, id))?;
    let new = here.sign_in("new@example.org", 3);
    assert_eq!(
        new.roles
            .iter()
            .map(alongside_domain::Holding::role)
            .collect::<Vec<_>>(),
        [Role::Officer]
    );
    Ok(())
}

fn an_administrator_invites_only_the_first_of_an_organisation(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let area = HeldIn::Area(here.forum.area.clone());
    here.give("admin@example.org", Role::AreaAdministrator, &area);
    let admin = here.sign_in("admin@example.org", 0);
    let forum = HeldIn::Organisation(here.forum.clone());
    let first = here.database.write(|tx| {
        invite(
            tx,
            &by(&admin, 0),
            "first@example.org",
            Role::CoOrdinator,
            forum.clone(),
        )
    })?;
    here.letters(0);
    let first_one = here.sign_in("first@example.org", 1);
    here.database
        .write(|tx| accept_invitation(tx, &by(&first_one, 1), first_one.person.id, first))?;
    let second = here.database.write(|tx| {
        invite(
            tx,
            &by(&admin, 2),
            "second@example.org",
            Role::CoOrdinator,
            forum.clone(),
        )
    });
    assert!(matches!(second, Err(Failure::NotAllowed(_))));
    Ok(())
}

fn an_invitation_taken_back_gives_nothing(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let held_in = HeldIn::Organisation(here.council.clone());
    let id = here.database.write(|tx| {
        invite(
            tx,
            &machine(0),
            "new@example.org",
            Role::Officer,
            held_in.clone(),
        )
    })?;
    let area = &here.council.area;
    here.database
        .write(|tx| take_back(tx, &machine(1), area, id))?;
    assert!(here.letters(1).is_empty(), "nobody is written to any more");
    let new = here.sign_in("new@example.org", 2);
    let accepted = here
        .database
        .write(|tx| accept_invitation(tx, &by(&new, 2), new.person.id, id));
    assert!(matches!(
        accepted,
        Err(Failure::Invitation(InvitationRefusal::TakenBack))
    ));
    Ok(())
}

/// Somebody who looks after the area, and may do so.
fn administrator(here: &Here) -> Box<Who> {
    here.relax();
    let area = HeldIn::Area(here.forum.area.clone());
    here.give("admin@example.org", Role::AreaAdministrator, &area);
    here.sign_in("admin@example.org", 0)
}

fn nobody_is_invited_again_and_again(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let admin = administrator(&here);
    let area = &here.forum.area;
    let once = |minutes: i64| {
        let held_in = HeldIn::Area(area.clone());
        let call = by(&admin, minutes);
        let role = Role::AreaAdministrator;
        let sent = here
            .database
            .write(|tx| invite(tx, &call, "new@example.org", role, held_in.clone()))?;
        // So that the next is not refused for this one.
        here.database.write(|tx| take_back(tx, &call, area, sent))
    };
    for _ in 0..Rate::INVITATIONS_TO_AN_ADDRESS.burst {
        once(1)?;
    }
    assert!(matches!(once(1), Err(Failure::TooOften(_))));
    once(1 + 6 * 60)?;
    Ok(())
}

fn nobody_invites_without_end(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    let admin = administrator(&here);
    let send = |call: &Call<'_>, number: u32| {
        let held_in = HeldIn::Area(here.forum.area.clone());
        let email = format!("new{number}@example.org");
        let role = Role::AreaAdministrator;
        here.database
            .write(|tx| invite(tx, call, &email, role, held_in.clone()))
    };
    let most = Rate::INVITATIONS_BY_A_PERSON.burst;
    for number in 0..most {
        send(&by(&admin, 1), number)?;
    }
    let once_more = send(&by(&admin, 1), most);
    assert!(matches!(once_more, Err(Failure::TooOften(_))));
    send(&machine(1), most)?;
    Ok(())
}

fn an_invitation_that_lapsed_long_ago_is_forgotten(scratch: &Scratch) -> Outcome {
    const DAY: i64 = 24 * 60;
    let here = open(scratch)?;
    let area = here.council.area.clone();
    let send = |email: &str, minutes: i64| {
        let held_in = HeldIn::Area(area.clone());
        let (call, role) = (machine(minutes), Role::AreaAdministrator);
        here.database
            .write(|tx| invite(tx, &call, email, role, held_in.clone()))
    };
    send("old@example.org", 0)?;
    send("newer@example.org", DAY)?;
    let left = |minutes: i64| {
        here.database.write(|tx| {
            forget(tx, &machine(minutes))?;
            Ok::<_, Failure>(invitations::in_area(tx, &area)?.len())
        })
    };
    assert_eq!(left(44 * DAY)?, 2);
    assert_eq!(left(44 * DAY + 1)?, 1);
    Ok(())
}

fn a_role_is_ended_by_whoever_holds_it_or_runs_the_organisation(scratch: &Scratch) -> Outcome {
    let here = open(scratch)?;
    here.relax();
    let forum = HeldIn::Organisation(here.forum.clone());
    here.give("member@example.org", Role::Member, &forum.clone());
    here.give("rep@example.org", Role::Representative, &forum.clone());
    here.give("co@example.org", Role::CoOrdinator, &forum);
    here.give(
        "officer@example.org",
        Role::Officer,
        &HeldIn::Organisation(here.council.clone()),
    );
    let area = &here.forum.area;
    let held = here.database.read(|s| roles::in_area(s, area))?;
    let id_of = |role| {
        held.iter()
            .find(|held| held.holding.role() == role)
            .map(|held| held.id)
    };
    let member = id_of(Role::Member).ok_or("no member")?;
    let rep = id_of(Role::Representative).ok_or("no representative")?;
    let officer = here.sign_in("officer@example.org", 1);
    let refused = here
        .database
        .write(|tx| end_role(tx, &by(&officer, 1), area, member));
    assert!(
        matches!(refused, Err(Failure::NotAllowed(_))),
        "a council ends no forum's role"
    );
    let oneself = here.sign_in("member@example.org", 1);
    here.database
        .write(|tx| end_role(tx, &by(&oneself, 1), area, member))?;
    let co = here.sign_in("co@example.org", 1);
    here.database
        .write(|tx| end_role(tx, &by(&co, 1), area, rep))?;
    let held = here.database.read(|s| roles::in_area(s, area))?;
    let over = held
        .iter()
        .filter(|held| !held.holding.is_held_at(at(2)))
        .count();
    assert_eq!(over, 2);
    Ok(())
}
