//! Where somebody is signed in, and what else stands on their own page.

use std::time::Duration;

use alongside_app::invite::invite;
use alongside_domain::{HeldIn, Role};
use alongside_testkit::{Outcome, Scratch, TestApp, on_both};
use axum::body::Body;
use axum::http::Request;

on_both!(
    a_session_that_was_ended_elsewhere_is_over_and_the_page_says_so,
    nobody_ends_the_session_of_another,
    a_session_that_is_not_used_is_over_and_the_page_says_why,
    a_session_in_use_goes_on_and_one_of_staff_for_a_day_at_most,
    who_signs_out_is_out,
    signing_out_twice_is_as_good_as_once,
    the_cookies_of_a_session_in_use_go_on_with_it,
    a_name_is_kept_and_one_that_cannot_be_is_shown_again,
    an_invitation_is_accepted_once_and_by_nobody_else,
    a_session_is_told_in_plain_words,
);

const HOUR: u64 = 60 * 60;

fn a_session_that_was_ended_elsewhere_is_over_and_the_page_says_so(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (phone, laptop) = (app.sign_in_as(Role::Member)?, app.sign_in_as(Role::Member)?);
    let me = laptop.get("/me")?;
    let ending = me.after("action=\"/me/sessions/").unwrap();
    let ended = laptop.post(&format!("/me/sessions/{ending}"), &[])?;
    assert_eq!((ended.status(), ended.location()), (303, "/me"));
    assert!(laptop.get("/me")?.says("That browser is signed out."));
    let led = phone.get("/me")?;
    assert_eq!(led.location(), "/sign-in?next=%2Fme");
    assert_eq!(phone.cookie("__Host-session"), None);
    assert!(phone.get(led.location())?.says("You are signed out."));
    Ok(())
}

fn nobody_ends_the_session_of_another(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (first, second) = (app.sign_in_as(Role::Member)?, app.sign_in_as(Role::Member)?);
    let me = second.get("/me")?;
    let ending = me.after("action=\"/me/sessions/").unwrap();
    let other = app.sign_in_as(Role::Representative)?;
    other.get("/me")?;
    assert_eq!(
        other.post(&format!("/me/sessions/{ending}"), &[])?.status(),
        404
    );
    assert_eq!(first.get("/me")?.status(), 200);
    Ok(())
}

fn a_session_that_is_not_used_is_over_and_the_page_says_why(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    for (role, hours) in [(Role::Member, 30 * 24), (Role::Officer, 2)] {
        let client = app.sign_in_as(role)?;
        app.wait(Duration::from_secs(hours * HOUR));
        // A public page is shown, and says it.
        let about = client.get("/about")?;
        assert_eq!(about.status(), 200);
        assert!(about.says("You were away for a while"), "{role}");
        assert_eq!(client.cookie("__Host-session"), None, "{role}");
        assert!(!client.get("/about")?.says("You were away"), "{role}");
    }
    Ok(())
}

fn a_session_in_use_goes_on_and_one_of_staff_for_a_day_at_most(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (member, officer) = (
        app.sign_in_as(Role::Member)?,
        app.sign_in_as(Role::Officer)?,
    );
    for _ in 0..11 {
        app.wait(Duration::from_secs(HOUR));
        assert_eq!(member.get("/me")?.status(), 200);
        assert_eq!(officer.get("/rivermead/desk")?.status(), 200);
    }
    app.wait(Duration::from_secs(HOUR));
    assert_eq!(member.get("/me")?.status(), 200);
    // What is sent too late is not done, and the page that follows says why.
    let late = officer.post("/me/name", &[("name", "Late")])?;
    assert_eq!((late.status(), late.location()), (303, "/sign-in"));
    assert!(officer.get("/sign-in")?.says("as long as is safe"));
    Ok(())
}

fn who_signs_out_is_out(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    client.get("/me")?;
    let session = client.cookie("__Host-session").unwrap();
    let out = client.post("/sign-out", &[])?;
    assert_eq!((out.status(), out.location()), (303, "/"));
    assert!(client.get("/about")?.says("You are signed out."));
    client.set_cookie("__Host-session", &session);
    assert_eq!(
        client.get("/me")?.status(),
        303,
        "nor with the cookie of before"
    );
    Ok(())
}

fn signing_out_twice_is_as_good_as_once(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    // It is seen by its other sessions, of which this is one.
    let other = app.sign_in_as(Role::Member)?;
    let me = other.get("/me")?;
    let ending = me.after("action=\"/me/sessions/").ok_or("no other")?;
    client.get("/me")?;
    // From two windows of one browser, or by an impatient finger.
    for _ in 0..2 {
        let out = client.post("/sign-out", &[])?;
        assert_eq!((out.status(), out.location()), (303, "/"));
    }
    // And it was ended there already when somebody ends it from elsewhere, twice.
    for _ in 0..2 {
        let ended = other.post(&format!("/me/sessions/{ending}"), &[])?;
        assert_eq!((ended.status(), ended.location()), (303, "/me"));
    }
    Ok(())
}

fn the_cookies_of_a_session_in_use_go_on_with_it(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    let set = |page: &alongside_testkit::Page, name: &str| {
        let cookies = page.cookies().into_iter();
        cookies
            .filter(|cookie| cookie.starts_with(name))
            .map(ToOwned::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(set(&client.get("/me")?, "__Host-session").is_empty());
    app.wait(Duration::from_secs(HOUR));
    let page = client.get("/me")?;
    let left = 182 * 24 * HOUR - HOUR;
    let session = set(&page, "__Host-session");
    assert!(session.len() == 1 && session[0].ends_with(&format!("Max-Age={left}")));
    let browser = set(&page, "__Host-browser");
    assert!(browser.len() == 1 && browser[0].ends_with("Max-Age=2592000"));
    assert!(set(&client.get("/me")?, "__Host-").is_empty());
    // What anybody may keep sets none.
    app.wait(Duration::from_secs(HOUR));
    let calendar = client.get("/rivermead/meetings.ics")?;
    assert!(calendar.cookies().is_empty());
    Ok(())
}

fn a_name_is_kept_and_one_that_cannot_be_is_shown_again(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    client.get("/me")?;
    assert_eq!(
        client.post("/me/name", &[("name", "Sam Ŵyn")])?.location(),
        "/me"
    );
    assert!(client.get("/me")?.says("Sam Ŵyn"));
    let long = "x".repeat(500);
    let again = client.post("/me/name", &[("name", &long)])?;
    assert_eq!(again.status(), 422);
    assert!(again.says(&long) && again.says("govuk-error-message"));
    assert_eq!(client.post("/me/name", &[("name", "")])?.status(), 303);
    assert!(!client.get("/me")?.says("Sam Ŵyn"));
    Ok(())
}

fn an_invitation_is_accepted_once_and_by_nobody_else(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let held_in = HeldIn::Organisation(app.forum.clone());
    let id = app.database.write(|tx| {
        let email = "new@people.example";
        invite(
            tx,
            &app.machine(),
            email,
            Role::Representative,
            held_in.clone(),
        )
    })?;
    assert_eq!(app.mails()?.len(), 1);
    let other = app.sign_in_as(Role::Member)?;
    other.get("/me")?;
    let address = format!("/me/invitations/{id}/acceptance");
    let refused = other.post(&address, &[])?;
    assert_eq!(refused.status(), 409);
    assert!(
        refused.says("There is no invitation here"),
        "{}",
        refused.text
    );
    let new = app.sign_in("new@people.example")?;
    assert!(new.get("/me")?.says("Rivermead Forum"));
    let accepted = new.post(&address, &[])?;
    assert_eq!((accepted.status(), accepted.location()), (303, "/me"));
    assert!(new.get("/me")?.says("You accepted the invitation."));
    assert_eq!(new.post(&address, &[])?.status(), 409);
    Ok(())
}

fn a_session_is_told_in_plain_words(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    client.post("/sign-in", &[("email", "member@people.example")])?;
    let link = app.link()?;
    let page = client.get(&link)?;
    let token = page.after("name=\"form-token\" value=\"").unwrap();
    let request = Request::post(&link)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header(
            "user-agent",
            "Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Safari/537.36",
        );
    client.send(request, Body::from(format!("form-token={token}")))?;
    assert!(client.get("/me")?.says("Chrome on Android"));
    Ok(())
}
