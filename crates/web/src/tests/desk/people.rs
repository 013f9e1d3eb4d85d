//! Who holds which role, and who is invited.

use alongside_app::accept_invitation::accept_invitation;
use alongside_domain::policy::Actor;
use alongside_store::{invitations, people};
use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    each_sees_the_people_of_their_own_organisation_alone,
    an_invitation_is_sent_seen_and_taken_back,
    a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept,
    the_first_person_is_invited_from_outside_and_then_nobody_is,
    an_invitation_accepted_meanwhile_cannot_be_taken_back,
    a_role_is_ended_by_those_who_may,
);

const PEOPLE: &str = "/haringey/desk/people";
const INVITATIONS: &str = "/haringey/desk/invitations";

fn offer(role: Role, controller: &Controller) -> String {
    format!("{}@{}", role.name(), controller.organisation)
}

/// The first address behind this beginning that a form of the page is sent to.
fn action(answer: &Answered, begins: &str) -> Option<String> {
    let text = answer.text();
    let at = text.find(&format!("action=\"{begins}"))? + "action=\"".len();
    let rest = text.get(at..)?;
    rest.split('"').next().map(ToOwned::to_owned)
}

/// The address at which the role of somebody is ended.
fn ending(town: &Town, of: By) -> String {
    let held = town
        .database
        .read(|snapshot| roles::of(snapshot, town.people[&of]));
    let (id, _) = held.unwrap().remove(0);
    format!("/haringey/desk/roles/{id}/ending")
}

fn each_sees_the_people_of_their_own_organisation_alone(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    // Somebody is invited in each.
    for (by, offer) in [
        (Officer, offer(Role::Scrutineer, &town.council)),
        (CoOrdinator, offer(Role::Representative, &town.forum)),
        (Administrator, offer(Role::Officer, &town.nhs)),
        (Administrator, "area-administrator@area".to_owned()),
    ] {
        let email =
            format!("{}.{by:?}@new.example", offer.split('@').next().unwrap()).to_lowercase();
        let answer = town.post(by, INVITATIONS, &[("email", &email), ("role", &offer)]);
        answer.must_lead(PEOPLE, "invitation-sent");
    }
    let council = ["officer@people", "sponsor@people", "scrutineer.officer@new"];
    let forum = [
        "coordinator@people",
        "steering@people",
        "member@people",
        "representative.coordinator@new",
    ];
    // Whoever looks after the area can end the role of whoever is in charge of a service, and so sees who that is.
    let area = [
        "administrator@people",
        "officer@people",
        "officer.administrator@new",
        "area-administrator.administrator@new",
    ];
    for (by, sees) in [
        (Officer, &council[..]),
        (CoOrdinator, &forum[..]),
        (Administrator, &area[..]),
    ] {
        let page = town.get(by, PEOPLE);
        page.must_say(200, sees);
        for email in council.iter().chain(&forum).chain(&area) {
            let is_theirs = sees.contains(email);
            assert_eq!(page.says().contains(email), is_theirs, "{by:?} {email}");
        }
    }
    for by in [Sponsor, Steering, Member, Elsewhere, Operator] {
        let page = town.get(by, PEOPLE);
        assert_eq!(page.status, 403, "{by:?}");
        assert!(!page.text().contains(".example"), "{by:?}");
    }
    Ok(())
}

fn an_invitation_is_sent_seen_and_taken_back(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let offer = offer(Role::Sponsor, &town.council);
    let fields = [
        ("email", " New.Person@council.example "),
        ("role", offer.as_str()),
    ];
    town.post(Officer, INVITATIONS, &fields)
        .must_lead(PEOPLE, "invitation-sent");
    let page = town.get(Officer, PEOPLE);
    page.must_say(
        200,
        &[
            "New.Person@council.example",
            "Haringey Council, open until Sun 6 December 2026",
        ],
    );
    let address = action(&page, "/haringey/desk/invitations/").unwrap();
    for by in [CoOrdinator, Administrator, Sponsor] {
        assert_eq!(town.post(by, &address, &[]).status, 403, "{by:?}");
    }
    let elsewhere = address.replacen("haringey", "elsewhere", 1);
    assert_eq!(town.post(Elsewhere, &elsewhere, &[]).status, 404);
    town.post(Officer, &address, &[])
        .must_lead(PEOPLE, "invitation-taken-back");
    let page = town.get(Officer, PEOPLE);
    page.must_say(200, &["No invitation is open"]);
    // Once more is as good as once.
    town.post(Officer, &address, &[])
        .must_lead(PEOPLE, "invitation-taken-back");
    for unknown in ["x", "0192a1b0-0000-7000-8000-000000000000"] {
        let address = format!("{INVITATIONS}/{unknown}/withdrawal");
        assert_eq!(town.post(Officer, &address, &[]).status, 404);
    }
    Ok(())
}

fn a_mistake_is_told_beside_its_field_and_what_was_typed_is_kept(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let officer = offer(Role::Officer, &town.council);
    let others = offer(Role::CoOrdinator, &town.forum);
    let unfit = offer(Role::CoOrdinator, &town.council);
    let answer = town.post(
        Officer,
        INVITATIONS,
        &[("email", "nobody"), ("role", &officer)],
    );
    answer.must_say(422, &["There is something to put right", "Error: "]);
    assert!(answer.text().contains("id=\"email-error\""));
    assert!(answer.keeps("nobody") && answer.has_chosen(&officer));
    for role in [
        "",
        "officer",
        "officer@x",
        &others,
        &unfit,
        "area-administrator@area",
    ] {
        let fields = [("email", "a@b.example"), ("role", role)];
        let answer = town.post(Officer, INVITATIONS, &fields);
        answer.must_say(422, &["Choose what they will do"]);
        assert!(answer.keeps("a@b.example"), "{role}");
    }
    let answer = town.post(Officer, INVITATIONS, &[]);
    answer.must_say(
        422,
        &["Choose what they will do", "Write the email address"],
    );
    let fields = [("email", "a@b.example"), ("role", officer.as_str())];
    town.post(Officer, INVITATIONS, &fields)
        .must_lead(PEOPLE, "invitation-sent");
    let answer = town.post(Officer, INVITATIONS, &fields);
    answer.must_say(422, &["This person is invited to this role already"]);
    assert!(answer.keeps("a@b.example"));
    Ok(())
}

fn the_first_person_is_invited_from_outside_and_then_nobody_is(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.get(Administrator, PEOPLE);
    let officer = offer(Role::Officer, &town.nhs);
    let text = page.text();
    assert!(text.contains(&officer));
    // Whoever comes first has to be able to invite the others.
    assert!(!text.contains(&offer(Role::Sponsor, &town.nhs)));
    assert!(!text.contains(&offer(Role::CoOrdinator, &town.forum)));
    assert!(!text.contains(&offer(Role::Officer, &town.council)));
    let fields = [("email", "first@trust.example"), ("role", officer.as_str())];
    town.post(Administrator, INVITATIONS, &fields)
        .must_lead(PEOPLE, "invitation-sent");
    accept(&town, "first@trust.example");
    let page = town.get(Administrator, PEOPLE);
    assert!(!page.text().contains(&officer));
    assert!(page.says().contains("first@trust.example"));
    let fields = [
        ("email", "second@trust.example"),
        ("role", officer.as_str()),
    ];
    let answer = town.post(Administrator, INVITATIONS, &fields);
    answer.must_say(422, &["Choose what they will do"]);
    // It was the wrong person, or they have left: another can come in their place.
    let address = action(&page, "/haringey/desk/roles/").unwrap();
    let addresses: Vec<String> = page
        .text()
        .split("action=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with("/haringey/desk/roles/"))
        .map(ToOwned::to_owned)
        .collect();
    assert!(addresses.contains(&address));
    let held = town
        .database
        .read(|snapshot| roles::in_area(snapshot, &town.nhs.area))?;
    let first = held
        .iter()
        .find(|held| held.person.email.reveal() == "first@trust.example")
        .unwrap();
    let ending = format!("/haringey/desk/roles/{}/ending", first.id);
    assert!(addresses.contains(&ending));
    town.post(Administrator, &ending, &[])
        .must_lead(PEOPLE, "role-ended");
    town.post(Administrator, INVITATIONS, &fields)
        .must_lead(PEOPLE, "invitation-sent");
    Ok(())
}

/// Whoever has this address accepts what they were invited to.
fn accept(town: &Town, email: &str) {
    let email: alongside_domain::Email = email.parse().unwrap();
    let accepted = town.database.write(|tx| {
        let person =
            people::at_address(tx, &email.key())?.ok_or(alongside_app::Failure::NotFound)?;
        let call = Call {
            caller: Caller::Actor(Actor::Person {
                id: person.id,
                roles: Vec::new(),
                now: now(),
            }),
            ..machine()
        };
        let sent = invitations::to(tx, &email.key())?;
        for sent in sent {
            accept_invitation(tx, &call, person.id, sent.invitation.id)?;
        }
        Ok::<_, alongside_app::Failure>(())
    });
    accepted.unwrap();
}

fn an_invitation_accepted_meanwhile_cannot_be_taken_back(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let offer = offer(Role::Sponsor, &town.council);
    town.post(
        Officer,
        INVITATIONS,
        &[("email", "a@b.example"), ("role", &offer)],
    );
    let address = action(&town.get(Officer, PEOPLE), "/haringey/desk/invitations/").unwrap();
    accept(&town, "a@b.example");
    town.post(Officer, &address, &[])
        .must_say(409, &["Somebody was faster", "See how it is now"]);
    Ok(())
}

fn a_role_is_ended_by_those_who_may(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let (sponsor, steering) = (ending(&town, Sponsor), ending(&town, Steering));
    for (by, address) in [
        (CoOrdinator, &sponsor),
        (Administrator, &sponsor),
        (Steering, &sponsor),
        (Officer, &steering),
        (Administrator, &steering),
        (Member, &steering),
        (Operator, &steering),
        (Elsewhere, &steering),
    ] {
        assert_eq!(town.post(by, address, &[]).status, 403, "{by:?} {address}");
    }
    let elsewhere = sponsor.replacen("haringey", "elsewhere", 1);
    assert_eq!(town.post(Officer, &elsewhere, &[]).status, 404);
    assert!(town.get(Officer, PEOPLE).text().contains(&sponsor));
    town.post(Officer, &sponsor, &[])
        .must_lead(PEOPLE, "role-ended");
    let page = town.get(Officer, PEOPLE);
    assert!(!page.says().contains("sponsor@people"));
    // Everyone may end their own, and is then sent where they can still go.
    for by in [Steering, Member, Administrator, Officer] {
        town.post(by, &ending(&town, by), &[])
            .must_lead("/me", "role-ended");
    }
    assert_eq!(town.get(Officer, "/haringey/desk").status, 403);
    Ok(())
}
