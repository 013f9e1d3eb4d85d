//! Somebody's own calendar at its secret address, and what they follow on their own page.

use alongside_domain::Role;
use alongside_testkit::calendars::Readers;
use alongside_testkit::{Client, Outcome, Page, Scratch, TestApp, on_both};
use serde_json::json;

use crate::replies::{announced, meeting};

on_both!(
    a_calendar_has_what_one_comes_to_and_follows,
    the_address_of_a_calendar_is_secret_renewed_and_taken_away,
    what_is_followed_is_changed_from_ones_own_page,
);

/// The path of the address that a page shows once.
fn address(page: &Page) -> Outcome<String> {
    assert_eq!(page.status(), 200, "{}", page.text);
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.says("href=\"webcal://alongside.example/calendars/"));
    let (_, from) = page
        .text
        .split_once("https://alongside.example/calendars/")
        .ok_or("no address")?;
    let (rest, _) = from.split_once('<').ok_or("no end")?;
    Ok(format!("/calendars/{rest}"))
}

fn calendar(client: &Client<'_>, address: &str) -> Outcome<String> {
    let calendar = client.get(address)?;
    assert_eq!(calendar.status(), 200, "{}", calendar.text);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    assert_eq!(calendar.header("cache-control"), "private, no-cache");
    assert_eq!(calendar.header("x-robots-tag"), "noindex");
    assert_eq!(calendar.header("referrer-policy"), "strict-origin");
    Ok(calendar.text)
}

fn a_calendar_has_what_one_comes_to_and_follows(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (id, officer) = announced(&app)?;
    let other = meeting(&app)?;
    let sam = app.sign_in_without_role()?;
    assert!(sam.get("/me")?.says("href=\"/me/calendar\""));
    sam.get("/me/calendar")?;
    let address = address(&sam.post("/me/calendar", &[])?)?;
    // A phone has no cookie.
    let phone = app.client();
    assert!(!calendar(&phone, &address)?.contains("BEGIN:VEVENT"));
    let page = format!("/rivermead/meetings/{id}/reply");
    sam.get(&page)?;
    let sent = sam.post(&page, &[("name", "Sam"), ("email", "")])?;
    assert_eq!(sent.status(), 303, "{}", sent.text);
    let coming = calendar(&phone, &address)?;
    assert_eq!(coming.matches("BEGIN:VEVENT").count(), 1, "{coming}");
    // What they follow comes to it, and what they come to stands there once.
    sam.get("/rivermead/follow")?;
    let fields = [("what", "area"), ("pace", "weekly"), ("language", "en")];
    assert_eq!(sam.post("/rivermead/follow", &fields)?.status(), 303);
    let both = calendar(&phone, &address)?;
    for id in [id, other] {
        assert_eq!(
            both.matches(&format!("UID:rivermead/meetings/{id}@"))
                .count(),
            1
        );
    }
    let desk = format!("/rivermead/desk/meetings/{id}");
    officer.get(&desk)?;
    let off = officer.post(&format!("{desk}/cancellation"), &[("off", "Snow")])?;
    assert_eq!(off.status(), 303, "{}", off.text);
    let told = app.mails()?;
    assert_eq!(told.len(), 1, "whoever comes is told by mail too");
    let after = calendar(&phone, &address)?;
    assert!(after.split("\r\n").all(|line| line.len() <= 75));
    let Some(readers) = Readers::find()? else {
        return Ok(());
    };
    let (before, after) = (readers.icalendar(&both)?, readers.icalendar(&after)?);
    assert_eq!(after["errors"], json!([]));
    assert_eq!(after["zones"], json!(["Europe/London"]));
    assert_eq!(
        (&after["method"], &after["name"]),
        (&json!(null), &json!("My meetings"))
    );
    let of = |calendar: &serde_json::Value| {
        let events = calendar["events"].as_array().cloned().unwrap_or_default();
        let mut found = events.into_iter();
        found.find(|event| event["uid"].to_string().contains(&id.to_string()))
    };
    let (before, after) = (of(&before).ok_or("not there")?, of(&after).ok_or("gone")?);
    assert_eq!(
        (&before["status"], &after["status"]),
        (&json!("CONFIRMED"), &json!("CANCELLED"))
    );
    assert!(before["sequence"].as_u64() < after["sequence"].as_u64());
    Ok(())
}

fn the_address_of_a_calendar_is_secret_renewed_and_taken_away(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (phone, sam) = (app.client(), app.sign_in_without_role()?);
    let page = sam.get("/me/calendar")?;
    assert!(!page.says("/calendars/"), "nothing was made yet");
    let first = address(&sam.post("/me/calendar", &[])?)?;
    assert!(
        !sam.get("/me/calendar")?.says("/calendars/"),
        "it is shown once"
    );
    calendar(&phone, &first)?;
    let second = address(&sam.post("/me/calendar", &[])?)?;
    assert_ne!(first, second);
    assert_eq!(phone.get(&first)?.status(), 404);
    calendar(&phone, &second)?;
    // Whoever knows how addresses look has found none, and the empty secret is nobody's.
    for wrong in ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%20", "x"] {
        let address = format!("/calendars/{wrong}/meetings.ics");
        assert_eq!(phone.get(&address)?.status(), 404, "{wrong}");
    }
    let ended = sam.post("/me/calendar/removal", &[])?;
    assert_eq!((ended.status(), ended.location()), (303, "/me/calendar"));
    assert!(
        sam.get("/me/calendar")?
            .says("The address of your calendar is gone")
    );
    assert_eq!(phone.get(&second)?.status(), 404);
    Ok(())
}

fn what_is_followed_is_changed_from_ones_own_page(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let sam = app.sign_in_without_role()?;
    let other = app.sign_in_as(Role::Officer)?;
    assert!(!sam.get("/me")?.says("What you follow"));
    sam.get("/rivermead/follow")?;
    let fields = [("what", "area"), ("pace", "weekly"), ("language", "en")];
    assert_eq!(sam.post("/rivermead/follow", &fields)?.status(), 303);
    let me = sam.get("/me")?;
    assert!(
        me.says("What you follow") && me.says("We write once a week"),
        "{}",
        me.text
    );
    assert!(!other.get("/me")?.says("What you follow"));
    let led = sam.post("/me/following/rivermead", &[])?;
    assert_eq!(led.status(), 303);
    let link = led.location().to_owned();
    assert!(sam.get(&link)?.says("value=\"weekly\" checked"));
    let none = [("pace-0", "none"), ("language", "en")];
    assert_eq!(sam.post(&link, &none)?.status(), 200);
    assert!(!sam.get("/me")?.says("What you follow"));
    // Nobody who follows nothing there is led anywhere.
    assert_eq!(sam.post("/me/following/rivermead", &[])?.status(), 404);
    assert_eq!(other.post("/me/following/rivermead", &[])?.status(), 404);
    Ok(())
}
