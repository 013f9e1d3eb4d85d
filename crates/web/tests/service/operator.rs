//! What whoever runs the machine does, and the demo.

use std::sync::Arc;

use alongside_app::give_role::give_role;
use alongside_domain::{HeldIn, Role};
use alongside_store::{jobs, roles};
use alongside_testkit::{Outcome, Scratch, TestApp, on_both};
use alongside_web::{Account, Demo, ShownMail};

on_both!(
    an_area_is_opened,
    what_is_wrong_with_an_area_stands_beside_its_field,
    a_job_that_was_given_up_is_tried_again,
    another_operator_is_invited,
    an_operator_ends_the_roles_of_others_and_never_the_last_operators,
    the_demo_shows_its_accounts_and_mails_and_nothing_else_does,
);

fn an_area_is_opened(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let operator = app.sign_in_as(Role::Operator)?;
    operator.get("/operator/areas/new")?;
    let fields = [
        ("name", "Hillford"),
        ("slug", "hillford"),
        ("gss", ""),
        ("council", "Hillford Council"),
    ];
    let opened = operator.post("/operator/areas/new", &fields)?;
    assert_eq!((opened.status(), opened.location()), (303, "/operator"));
    assert!(operator.get("/operator")?.says("Hillford"));
    Ok(())
}

fn what_is_wrong_with_an_area_stands_beside_its_field(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let operator = app.sign_in_as(Role::Operator)?;
    operator.get("/operator/areas/new")?;
    for (field, slug, gss) in [
        ("slug", "rivermead", ""),
        ("slug", "about", ""),
        ("slug", "Hill ford", ""),
        ("gss", "hillford", "E1"),
    ] {
        let fields = [
            ("name", "Hillford & Hill"),
            ("slug", slug),
            ("gss", gss),
            ("council", "Hillford Council"),
        ];
        let again = operator.post("/operator/areas/new", &fields)?;
        assert_eq!(again.status(), 422, "{slug} {gss}");
        assert!(again.says(&format!("id=\"{field}-error\"")), "{slug} {gss}");
        assert!(again.says("Hillford Council"), "what was typed is kept");
    }
    Ok(())
}

fn a_job_that_was_given_up_is_tried_again(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let operator = app.sign_in_as(Role::Operator)?;
    let now = app.now().timestamp();
    app.database.write(|tx| {
        let ask = jobs::Ask {
            id: app.machine().id::<()>().uuid(),
            kind: "mail",
            key: None,
            payload: "\"nothing\"",
            due: now,
            turn: jobs::Turn::Prompt,
            max_attempts: 1,
            asked: now,
        };
        jobs::enqueue(tx, &ask)?;
        let taken = jobs::take(tx, "w", now, now, 1)?;
        jobs::bury(tx, &taken[0], now, "the mail server was away")
    })?;
    let page = operator.get("/operator")?;
    assert!(page.says("the mail server was away"));
    let revival = page.after("action=\"/operator/jobs/").unwrap();
    let address = format!("/operator/jobs/{revival}");
    let other = app.sign_in_as(Role::AreaAdministrator)?;
    other.get("/me")?;
    assert_eq!(other.post(&address, &[])?.status(), 403);
    assert_eq!(operator.post(&address, &[])?.location(), "/operator");
    assert_eq!(app.work_off()?, 1);
    assert_eq!(operator.post(&address, &[])?.status(), 404);
    assert_eq!(
        operator.post("/operator/jobs/x/revival", &[])?.status(),
        404
    );
    Ok(())
}

fn another_operator_is_invited(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let operator = app.sign_in_as(Role::Operator)?;
    operator.get("/operator")?;
    let wrong = operator.post("/operator/invitations", &[("email", "sam")])?;
    assert_eq!(wrong.status(), 422);
    let sent = operator.post("/operator/invitations", &[("email", "sam@people.example")])?;
    assert_eq!(sent.location(), "/operator");
    assert_eq!(app.mails()?.len(), 1);
    let twice = operator.post("/operator/invitations", &[("email", "sam@people.example")])?;
    assert_eq!(twice.status(), 422);
    let sam = app.sign_in("sam@people.example")?;
    let me = sam.get("/me")?;
    let acceptance = me.after("action=\"/me/invitations/").unwrap();
    assert_eq!(
        sam.post(&format!("/me/invitations/{acceptance}"), &[])?
            .status(),
        303
    );
    assert!(
        sam.get("/operator")?
            .location()
            .starts_with("/me/passkeys/new")
    );
    Ok(())
}

fn an_operator_ends_the_roles_of_others_and_never_the_last_operators(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let operator = app.sign_in_as(Role::Operator)?;
    let administrator = app.sign_in_as(Role::AreaAdministrator)?;
    administrator.get("/me")?;
    let keepers = || app.database.read(roles::of_keepers);
    let ending = |role| {
        let held = keepers()?;
        let now = app.now();
        let found = held
            .iter()
            .find(|held| held.holding.role() == role && held.holding.is_held_at(now));
        let id = found.ok_or("nobody holds it")?.id;
        Ok::<_, Box<dyn std::error::Error>>(format!("/operator/roles/{id}/ending"))
    };
    let (first, theirs) = (ending(Role::Operator)?, ending(Role::AreaAdministrator)?);
    assert_eq!(administrator.post(&first, &[])?.status(), 403);
    let page = operator.get("/operator")?;
    assert!(page.says(&format!("action=\"{theirs}\"")));
    assert!(!page.says(&format!("action=\"{first}\"")));
    let last = operator.post(&first, &[])?;
    assert_eq!(last.status(), 409);
    assert!(last.says("This is the only operator"));
    assert_eq!(operator.post(&theirs, &[])?.location(), "/operator");
    assert_eq!(administrator.get("/rivermead/desk/settings")?.status(), 403);
    // What is held in an organisation is not the operator's to end.
    let officer = app.database.read(|s| roles::in_area(s, &app.area))?;
    let officer = officer
        .iter()
        .find(|held| held.holding.role() == Role::Officer)
        .ok_or("no officer")?;
    let address = format!("/operator/roles/{}/ending", officer.id);
    assert_eq!(operator.post(&address, &[])?.status(), 404);
    // With another, the first can go.
    let (call, nobody) = (app.machine(), "sam@people.example");
    app.database.write(|tx| {
        let role = Role::Operator;
        give_role(tx, &call, nobody, "Sam", role, &HeldIn::Instance)
    })?;
    operator.get("/operator")?;
    assert_eq!(operator.post(&first, &[])?.location(), "/me");
    assert_eq!(operator.get("/operator")?.status(), 403);
    Ok(())
}

fn the_demo_shows_its_accounts_and_mails_and_nothing_else_does(scratch: &Scratch) -> Outcome {
    let at = "2026-11-22T09:00:00Z".parse()?;
    let mail = ShownMail {
        at,
        to: "member@people.example".to_owned(),
        subject: "A <subject>".to_owned(),
        text: "https://alongside.example/sign-in/link/abc\nhttps://evil.example/\n".to_owned(),
    };
    let demo = Demo {
        accounts: vec![Account {
            name: "The Member".to_owned(),
            role: Role::Member,
            place: "Rivermead Forum".to_owned(),
            email: "member@people.example".to_owned(),
        }],
        outbox: Arc::new(move || vec![mail.clone()]),
    };
    let app = TestApp::demo(scratch, demo)?;
    let client = app.client();
    let page = client.get("/demo")?;
    assert_eq!(page.status(), 200);
    assert!(page.says("href=\"/sign-in/link/abc\"") && !page.says("href=\"https://evil"));
    assert!(client.get("/about")?.says("href=\"/demo\""));
    let asked = client.post("/sign-in", &[("email", "member@people.example")])?;
    assert!(client.get(asked.location())?.says("href=\"/demo#mails\""));
    app.link()?;
    drop(client);
    drop(app);
    Ok(())
}
