//! Signing in by a link.

use alongside_domain::Role;
use alongside_testkit::{Outcome, Page, Scratch, TestApp, on_both};
use axum::body::Body;
use axum::http::Request;

on_both!(
    a_link_signs_in_once,
    a_link_works_only_in_the_browser_that_asked,
    a_link_is_too_old_after_a_quarter_of_an_hour,
    a_link_that_was_cut_off_is_none,
    a_program_that_looks_through_mail_uses_nothing_up,
    nothing_tells_who_has_an_account,
    what_is_no_address_is_asked_for_again,
    who_asks_too_often_is_told_how_long_to_wait,
    another_site_can_have_nothing_done,
    who_signs_in_comes_back_to_where_they_were_and_never_elsewhere,
    who_has_signed_in_is_not_asked_again,
);

const MEMBER: &str = "member@people.example";

fn a_link_signs_in_once(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    let asked = client.post("/sign-in", &[("email", " Member@People.example ")])?;
    assert_eq!((asked.status(), asked.location()), (303, "/sign-in/sent"));
    assert!(client.follow(asked.location())?.says("15 minutes"));
    let link = app.link()?;
    client.get(&link)?;
    let opened = client.post(&link, &[])?;
    assert_eq!((opened.status(), opened.location()), (303, "/me"));
    let session = opened
        .cookies()
        .into_iter()
        .find(|c| c.starts_with("__Host-session="));
    let session = session.unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(session.contains(part), "{session}");
    }
    let me = client.get("/me")?;
    assert!(me.says(MEMBER) && me.says("You are signed in."));
    assert_eq!(me.header("cache-control"), "no-store");
    assert!(
        !client.get("/me")?.says("You are signed in."),
        "it is said once"
    );
    client.get("/sign-in")?;
    let again = client.post(&link, &[])?;
    assert_eq!(again.status(), 403);
    assert!(again.says("used"), "{}", again.text);
    Ok(())
}

fn a_link_works_only_in_the_browser_that_asked(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (client, other) = (app.client(), app.client());
    client.get("/sign-in")?;
    client.post("/sign-in", &[("email", MEMBER)])?;
    let link = app.link()?;
    other.get(&link)?;
    let refused = other.post(&link, &[])?;
    assert_eq!(refused.status(), 403);
    assert!(refused.says("browser"), "{}", refused.text);
    assert_eq!(other.cookie("__Host-session"), None);
    assert_eq!(client.post(&link, &[])?.status(), 303, "it is not used up");
    Ok(())
}

fn a_link_is_too_old_after_a_quarter_of_an_hour(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    client.post("/sign-in", &[("email", MEMBER)])?;
    let link = app.link()?;
    app.wait_minutes(15);
    client.get(&link)?;
    let refused = client.post(&link, &[])?;
    assert_eq!(refused.status(), 403);
    assert!(refused.says("old"), "{}", refused.text);
    Ok(())
}

fn a_link_that_was_cut_off_is_none(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    client.post("/sign-in", &[("email", MEMBER)])?;
    let link = app.link()?;
    let cut = link.get(..link.len() - 3).unwrap();
    for link in [cut, "/sign-in/link/x", "/sign-in/link/%ff%fe"] {
        let refused = client.post(link, &[])?;
        assert!(matches!(refused.status(), 403 | 404), "{link}");
        assert_eq!(client.cookie("__Host-session"), None, "{link}");
    }
    Ok(())
}

fn a_program_that_looks_through_mail_uses_nothing_up(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    client.post("/sign-in", &[("email", MEMBER)])?;
    let link = app.link()?;
    let program = app.client();
    program.send(Request::head(&link), Body::empty())?;
    let page = program.get(&link)?;
    assert_eq!(page.status(), 200);
    assert_eq!(page.header("referrer-policy"), "strict-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    let unknown = program.get("/sign-in/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")?;
    assert_eq!(
        unknown.status(),
        200,
        "whether there is such a link is not told"
    );
    assert_eq!(client.post(&link, &[])?.status(), 303);
    Ok(())
}

/// All of an answer that a stranger can see, but for the mark by which the log knows it.
fn seen(page: &Page) -> (u16, String, Vec<String>, String) {
    let cookies = page.cookies().into_iter().map(str::to_owned).collect();
    (
        page.status(),
        page.location().to_owned(),
        cookies,
        page.text.clone(),
    )
}

fn nothing_tells_who_has_an_account(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let ask = |email: &str, browser: &str| {
        let client = app.client();
        client.get("/sign-in")?;
        // The same browser, so that its cookie is no difference.
        client.set_cookie("__Host-browser", browser);
        client.get("/sign-in")?;
        let asked = client.post("/sign-in", &[("email", email)])?;
        let sent = client.get(asked.location())?;
        Ok::<_, Box<dyn std::error::Error>>([seen(&asked), seen(&sent)])
    };
    let browser = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";
    let known = ask(MEMBER, browser)?;
    let unknown = ask("unknown@people.example", browser)?;
    assert_eq!(known, unknown);
    // One job for each, and one mail.
    assert_eq!(app.work_off()?, 2);
    assert_eq!(app.mails()?.len(), 1);
    // An address for which too much was asked: nothing more is sent, and nothing else is said.
    for _ in 0..8 {
        assert_eq!(ask(MEMBER, browser)?, known);
    }
    assert_eq!(app.mails()?.len(), 4);
    Ok(())
}

fn what_is_no_address_is_asked_for_again(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    for email in ["", "sam", "sam@", "<b>@x"] {
        let again = client.post("/sign-in", &[("email", email)])?;
        assert_eq!(again.status(), 422, "{email}");
        assert!(again.says("govuk-error-summary"), "{email}");
        assert!(!again.says("<b>"), "{email}");
    }
    assert!(
        client
            .post("/sign-in", &[("email", "sam at x")])?
            .says("value=\"sam at x\"")
    );
    Ok(())
}

fn who_asks_too_often_is_told_how_long_to_wait(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    client.get("/sign-in")?;
    for number in 0..30 {
        let email = format!("unknown{number}@people.example");
        assert_eq!(client.post("/sign-in", &[("email", &email)])?.status(), 303);
    }
    let refused = client.post("/sign-in", &[("email", MEMBER)])?;
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.header("retry-after"), "21");
    assert!(refused.says("Too many tries"), "{}", refused.text);
    assert_eq!(app.work_off()?, 30);
    app.wait_minutes(1);
    assert_eq!(client.post("/sign-in", &[("email", MEMBER)])?.status(), 303);
    app.link()?;
    Ok(())
}

fn another_site_can_have_nothing_done(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    client.get("/me")?;
    let wrong = client.post("/me/name", &[("name", "X"), ("form-token", "guess")])?;
    assert_eq!(wrong.status(), 403);
    for address in ["/me/name", "/sign-out", "/sign-in"] {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site");
        let refused = client.send(request, Body::from("name=X&email=x@people.example"))?;
        assert_eq!(refused.status(), 403, "{address}");
        assert!(refused.says("This form is too old"), "{address}");
    }
    for address in ["/me/passkeys/challenge", "/sign-in/passkey/challenge"] {
        let request = Request::post(address)
            .header("content-type", "application/json")
            .header("sec-fetch-site", "cross-site");
        let refused = client.send(request, Body::from("{}"))?;
        assert_eq!(refused.status(), 403, "{address}");
    }
    assert!(client.get("/me")?.says("The member"));
    Ok(())
}

fn who_signs_in_comes_back_to_where_they_were_and_never_elsewhere(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.client();
    let led = client.get("/me/passkeys/new")?;
    assert_eq!(led.location(), "/sign-in?next=%2Fme%2Fpasskeys%2Fnew");
    client.get(led.location())?;
    let opened = client.sign_in(MEMBER)?;
    assert_eq!(opened.location(), "/me/passkeys/new");
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/%5Cevil.example",
        "javascript:alert(1)",
        "%0d%0aLocation:%20https://evil.example",
    ] {
        let client = app.client();
        client.get(&format!("/sign-in?next={next}"))?;
        assert_eq!(client.sign_in(MEMBER)?.location(), "/me", "{next}");
        app.wait_minutes(11);
    }
    // Nor by a cookie that somebody planted.
    let client = app.client();
    client.set_cookie("next", "aHR0cHM6Ly9ldmlsLmV4YW1wbGUv");
    assert_eq!(client.sign_in(MEMBER)?.location(), "/me");
    Ok(())
}

fn who_has_signed_in_is_not_asked_again(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let client = app.sign_in_as(Role::Member)?;
    assert_eq!(client.get("/sign-in")?.location(), "/me");
    assert_eq!(client.get("/sign-in?next=%2Fabout")?.location(), "/about");
    assert_eq!(
        client.get("/sign-in?next=//evil.example")?.location(),
        "/me"
    );
    let officer = app.sign_in_as(Role::Officer)?;
    assert_eq!(officer.get("/sign-in")?.location(), "/rivermead/desk");
    Ok(())
}
