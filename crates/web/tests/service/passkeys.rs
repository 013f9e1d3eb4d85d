//! Passkeys.

use alongside_domain::Role;
use alongside_testkit::{Authenticator, Outcome, Scratch, TestApp, on_both};
use serde_json::Value;

on_both!(
    staff_are_led_to_add_a_passkey_and_back,
    who_adds_a_passkey_from_their_page_comes_back_to_it,
    a_passkey_signs_in_without_an_address,
    who_has_a_passkey_is_asked_to_use_it,
    a_passkey_that_counts_backwards_is_refused,
    a_question_is_answered_once_and_soon,
    a_passkey_made_for_another_site_is_refused,
    a_passkey_answers_only_the_one_who_was_asked,
    a_passkey_that_was_removed_signs_nobody_in,
    a_passkey_is_added_once,
);

const ORIGIN: &str = "https://alongside.example";

fn staff_are_led_to_add_a_passkey_and_back(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_by_link_as(Role::Officer)?;
    let led = client.get("/rivermead/desk")?;
    assert_eq!(led.status(), 303);
    assert_eq!(led.location(), "/me/passkeys/new?next=%2Frivermead%2Fdesk");
    client.get(led.location())?;
    let mut authenticator = Authenticator::default();
    let asked = client
        .post_json("/me/passkeys/challenge", &Value::Null)?
        .json()?;
    assert_eq!(
        asked["publicKey"]["authenticatorSelection"]["residentKey"],
        "required"
    );
    assert_eq!(asked["publicKey"]["rp"]["id"], "alongside.example");
    let made = authenticator.create(ORIGIN, &asked)?;
    let added = client.post_json("/me/passkeys", &made)?;
    assert_eq!(added.json()?["location"], "/rivermead/desk");
    let desk = client.get("/rivermead/desk")?;
    assert_eq!(desk.status(), 200);
    assert!(desk.says("The passkey was added."));
    Ok(())
}

fn who_adds_a_passkey_from_their_page_comes_back_to_it(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    for role in [Role::Member, Role::Officer] {
        let client = app.sign_in_by_link_as(role)?;
        let me = client.get("/me")?;
        let link = me.after("href=\"/me/passkeys/new").ok_or("no link")?;
        client.get(&format!("/me/passkeys/new{link}"))?;
        let asked = client
            .post_json("/me/passkeys/challenge", &Value::Null)?
            .json()?;
        let made = Authenticator::default().create(ORIGIN, &asked)?;
        let added = client.post_json("/me/passkeys", &made)?;
        assert_eq!(added.json()?["location"], "/me", "{role}");
    }
    Ok(())
}

fn a_passkey_signs_in_without_an_address(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    let client = app.sign_in_by_link_as(Role::Operator)?;
    client.add_passkey(&mut authenticator)?;
    for _ in 0..2 {
        let other = app.client();
        other.get("/operator")?;
        let signed_in = other.sign_in_by_passkey(&mut authenticator)?;
        assert_eq!(signed_in.json()?["location"], "/operator");
        assert_eq!(other.get("/operator")?.status(), 200);
    }
    assert_eq!(authenticator.count, 2);
    Ok(())
}

fn who_has_a_passkey_is_asked_to_use_it(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    app.sign_in_by_link_as(Role::Officer)?
        .add_passkey(&mut authenticator)?;
    let client = app.sign_in_by_link_as(Role::Officer)?;
    let page = client.follow("/rivermead/desk/people")?;
    assert!(page.says("data-passkey=\"get\""), "{}", page.text);
    let signed_in = client.sign_in_by_passkey(&mut authenticator)?;
    assert_eq!(signed_in.json()?["location"], "/rivermead/desk/people");
    // Reading their mail is not enough to take its place.
    let client = app.sign_in_by_link_as(Role::Officer)?;
    let me = client.get("/me")?;
    let removal = me.after("action=\"/me/passkeys/").unwrap();
    let removed = client.post(&format!("/me/passkeys/{removal}"), &[])?;
    assert_eq!(removed.status(), 409);
    let mut another = Authenticator::default();
    assert!(client.add_passkey(&mut another).is_err());
    // Whoever runs the service forgets it, and then another is added.
    let email = "officer@people.example";
    let call = app.machine();
    app.database
        .write(|tx| alongside_app::passkeys::forget(tx, &call, email))?;
    let client = app.sign_in_by_link_as(Role::Officer)?;
    let asked = client.follow("/rivermead/desk")?;
    assert!(asked.says("data-passkey=\"create\""));
    Ok(())
}

fn a_passkey_that_counts_backwards_is_refused(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    app.sign_in_as(Role::Member)?
        .add_passkey(&mut authenticator)?;
    authenticator.count = 5;
    assert_eq!(
        app.client()
            .sign_in_by_passkey(&mut authenticator)?
            .status(),
        200
    );
    // A copy that was made before.
    authenticator.count = 4;
    let refused = app.client().sign_in_by_passkey(&mut authenticator)?;
    assert_eq!(refused.status(), 403);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(
        app.client()
            .sign_in_by_passkey(&mut authenticator)?
            .status(),
        403
    );
    assert_eq!(
        app.client()
            .sign_in_by_passkey(&mut authenticator)?
            .status(),
        200
    );
    Ok(())
}

fn a_question_is_answered_once_and_soon(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    app.sign_in_as(Role::Member)?
        .add_passkey(&mut authenticator)?;
    let client = app.client();
    let ask = || {
        client
            .post_json("/sign-in/passkey/challenge", &Value::Null)?
            .json()
    };
    let signed = authenticator.sign(ORIGIN, &ask()?)?;
    // In another browser it was never asked.
    assert_eq!(
        app.client()
            .post_json("/sign-in/passkey", &signed)?
            .status(),
        403
    );
    assert_eq!(client.post_json("/sign-in/passkey", &signed)?.status(), 200);
    assert_eq!(client.post_json("/sign-in/passkey", &signed)?.status(), 403);
    // An answer to an earlier question is none to a later one.
    let (earlier, _later) = (ask()?, ask()?);
    let signed = authenticator.sign(ORIGIN, &earlier)?;
    assert_eq!(client.post_json("/sign-in/passkey", &signed)?.status(), 403);
    let late = authenticator.sign(ORIGIN, &ask()?)?;
    app.wait_minutes(15);
    assert_eq!(client.post_json("/sign-in/passkey", &late)?.status(), 403);
    Ok(())
}

fn a_passkey_made_for_another_site_is_refused(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    let client = app.sign_in_as(Role::Member)?;
    let asked = client
        .post_json("/me/passkeys/challenge", &Value::Null)?
        .json()?;
    let made = authenticator.create("https://evil.example", &asked)?;
    assert_eq!(client.post_json("/me/passkeys", &made)?.status(), 403);
    client.add_passkey(&mut authenticator)?;
    let other = app.client();
    let asked = other
        .post_json("/sign-in/passkey/challenge", &Value::Null)?
        .json()?;
    let signed = authenticator.sign("https://evil.example", &asked)?;
    assert_eq!(other.post_json("/sign-in/passkey", &signed)?.status(), 403);
    Ok(())
}

fn a_passkey_answers_only_the_one_who_was_asked(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    let client = app.sign_in_as(Role::Member)?;
    let asked = client
        .post_json("/me/passkeys/challenge", &Value::Null)?
        .json()?;
    let made = authenticator.create(ORIGIN, &asked)?;
    // Somebody else signs in in the same browser before it is sent.
    client.get("/me")?;
    client.post("/sign-out", &[])?;
    client.sign_in("representative@people.example")?;
    assert_eq!(client.post_json("/me/passkeys", &made)?.status(), 403);
    // A question to sign in is none to add a passkey.
    client.post_json("/sign-in/passkey/challenge", &Value::Null)?;
    assert_eq!(client.post_json("/me/passkeys", &made)?.status(), 403);
    Ok(())
}

fn a_passkey_that_was_removed_signs_nobody_in(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    let client = app.sign_in_as(Role::Member)?;
    client.add_passkey(&mut authenticator)?;
    let me = client.get("/me")?;
    let removal = me.after("action=\"/me/passkeys/").unwrap();
    let other = app.sign_in_as(Role::Representative)?;
    other.get("/me")?;
    assert_eq!(
        other
            .post(&format!("/me/passkeys/{removal}"), &[])?
            .status(),
        404
    );
    assert_eq!(
        client
            .post(&format!("/me/passkeys/{removal}"), &[])?
            .location(),
        "/me"
    );
    assert!(client.get("/me")?.says("The passkey was removed."));
    assert_eq!(
        app.client()
            .sign_in_by_passkey(&mut authenticator)?
            .status(),
        403
    );
    Ok(())
}

fn a_passkey_is_added_once(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let mut authenticator = Authenticator::default();
    let client = app.sign_in_as(Role::Member)?;
    client.add_passkey(&mut authenticator)?;
    // A browser knows from this which of its own not to offer.
    let asked = client
        .post_json("/me/passkeys/challenge", &Value::Null)?
        .json()?;
    let known = asked["publicKey"]["excludeCredentials"].as_array();
    assert_eq!(known.map(Vec::len), Some(1));
    Ok(())
}
