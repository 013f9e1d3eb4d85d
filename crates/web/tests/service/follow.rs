//! Following by email without an account, as people and mail programs do it.

use alongside_domain::Role;
use alongside_testkit::{Client, Outcome, Scratch, TestApp, on_both};
use axum::body::Body;
use axum::http::{Request, header};

on_both!(
    a_stranger_is_told_what_an_officer_announces_until_they_end_it,
    the_desk_tells_how_many_and_not_of_a_few,
    a_stranger_follows_says_so_and_ends_it_by_one_click,
    what_somebody_is_sent_opens_in_their_language,
    whoever_asks_is_told_the_same,
    what_was_not_said_is_asked_again_all_at_once,
    what_is_followed_is_changed_by_the_link_of_a_mail,
    somebody_signed_in_follows_with_one_button,
    a_wish_that_nobody_confirms_within_a_day_is_of_no_use,
    an_address_is_not_written_to_without_end,
    nobody_else_ends_what_somebody_follows,
);

const SAM: &str = "sam@people.example";

fn ask(client: &Client<'_>, email: &str) -> Outcome {
    client.get("/rivermead/follow")?;
    let fields = [
        ("to", email),
        ("what", "area"),
        ("pace", "each"),
        ("language", "en"),
    ];
    let asked = client.post("/rivermead/follow", &fields)?;
    assert_eq!((asked.status(), asked.location()), (303, "/follow/sent"));
    Ok(())
}

/// The path of the link in the one mail that was sent since mails were last looked at.
fn link(app: &TestApp) -> Outcome<String> {
    let mail = app.mail()?;
    assert_eq!(mail.unsubscribe, None, "a question is not one of many");
    let mut lines = mail.text.lines();
    let link = lines.find_map(|line| line.strip_prefix("https://alongside.example"));
    let link = link.ok_or("no link")?;
    let (path, language) = link.split_once('?').ok_or("in no language")?;
    assert!(language.starts_with("lang="), "{link}");
    Ok(path.to_owned())
}

fn one_click(client: &Client<'_>, address: &str, body: &'static str) -> Outcome<u16> {
    // As a mail program sends it: no cookie, and from nowhere.
    let request =
        Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    Ok(client.send(request, Body::from(body))?.status())
}

fn a_stranger_follows_says_so_and_ends_it_by_one_click(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    assert!(stranger.get("/rivermead")?.says("/rivermead/follow"));
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    // A program that looks through mail opens every link; that says yes to nothing.
    let opened = app.client().get(&link)?;
    assert!(opened.says("Do you want updates about "), "{}", opened.text);
    assert!(!opened.says(SAM), "nobody is told whose it is");
    let page = stranger.get(&link)?;
    assert_eq!(page.header("referrer-policy"), "strict-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    let kept = stranger.post(&link, &[("pace-0", "each"), ("language", "en")])?;
    let here = format!("{link}?lang=en");
    assert_eq!((kept.status(), kept.location()), (303, here.as_str()));
    assert!(stranger.get(&link)?.says("Your updates about "));
    // Opening the address of the one click asks, and ends nothing.
    let ending = format!("{link}/ending");
    assert!(app.client().get(&ending)?.says("Stop all updates about "));
    let machine = app.client();
    assert_eq!(one_click(&machine, &ending, "Something=Else")?, 403);
    assert!(stranger.get(&link)?.says("Your updates about "));
    assert_eq!(
        one_click(&machine, &ending, "List-Unsubscribe=One-Click")?,
        200
    );
    // Again is no mistake: nobody gets a mail.
    assert_eq!(
        one_click(&machine, &ending, "List-Unsubscribe=One-Click")?,
        200
    );
    let gone = stranger.get(&link)?;
    assert_eq!(gone.status(), 404);
    assert!(gone.says("This link does not work any more"));
    Ok(())
}

fn what_somebody_is_sent_opens_in_their_language(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    stranger.get(&link)?;
    let kept = stranger.post(&link, &[("pace-0", "each"), ("language", "tr")])?;
    let in_turkish = format!("{link}?lang=tr");
    assert_eq!((kept.status(), kept.location()), (303, in_turkish.as_str()));
    // On another device, as a short link that says nothing of languages.
    let opened = app.client().get(&link)?;
    assert_eq!(
        (opened.status(), opened.location()),
        (303, in_turkish.as_str())
    );
    assert!(app.client().get(&in_turkish)?.says("<html lang=\"tr\""));
    // Who would rather read this page in another language is left to it.
    let in_arabic = app.client().get(&format!("{link}?lang=ar"))?;
    assert_eq!(in_arabic.status(), 200);
    let officer = app.sign_in_as(Role::Officer)?;
    app.mails()?;
    announce(&officer, &app)?;
    let mail = app.mail()?;
    let links: Vec<&str> = mail
        .text
        .split_whitespace()
        .filter(|word| word.starts_with("https://alongside.example/"))
        .collect();
    assert!(links.len() >= 6, "{}", mail.text);
    for link in links {
        assert!(link.ends_with("?lang=tr"), "{link}");
    }
    Ok(())
}

fn whoever_asks_is_told_the_same(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    stranger.get(&link)?;
    stranger.post(&link, &[("pace-0", "weekly"), ("language", "tr")])?;
    // Somebody else asks for the same address.
    let nosy = app.client();
    ask(&nosy, SAM)?;
    ask(&nosy, "nobody@people.example")?;
    let mut subjects: Vec<String> = app.mails()?.into_iter().map(|mail| mail.subject).collect();
    subjects.sort();
    assert_eq!(
        subjects,
        [
            "Do you want emails about Rivermead?",
            "Rivermead hakkındaki e-postalarınız",
        ]
    );
    // What was chosen stays.
    let page = stranger.get(&format!("{link}?lang=tr"))?;
    assert!(page.says("value=\"weekly\" checked"), "{}", page.text);
    Ok(())
}

fn what_was_not_said_is_asked_again_all_at_once(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    stranger.get("/rivermead/follow")?;
    let again = stranger.post("/rivermead/follow", &[("to", "sam at example")])?;
    assert_eq!(again.status(), 422);
    for says in [
        "This is not an email address",
        "Choose what you want to hear of",
        "Choose how often",
        "value=\"sam at example\"",
    ] {
        assert!(again.says(says), "{says}: {}", again.text);
    }
    assert_eq!(stranger.get("/rivermead/follow?about=none")?.status(), 404);
    assert_eq!(stranger.get("/nowhere/follow")?.status(), 404);
    assert_eq!(app.mails()?.len(), 0);
    Ok(())
}

fn what_is_followed_is_changed_by_the_link_of_a_mail(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    stranger.get(&link)?;
    stranger.post(&link, &[("pace-0", "weekly"), ("language", "ar")])?;
    let page = stranger.get(&format!("{link}?lang=ar"))?;
    assert!(page.says("value=\"weekly\" checked") && page.says("value=\"ar\" selected"));
    // Nothing any more is the end of it.
    let ended = stranger.post(&link, &[("pace-0", "none"), ("language", "ar")])?;
    // In the language that they chose just before.
    assert!(ended.says("لن تصلك هذه الرسائل بعد الآن"), "{}", ended.text);
    assert_eq!(stranger.get(&link)?.status(), 404);
    Ok(())
}

fn somebody_signed_in_follows_with_one_button(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let member = app.sign_in_as(Role::Member)?;
    let form = member.get("/rivermead/follow")?;
    assert!(!form.says("name=\"email\""));
    assert!(form.says("value=\"area\" checked") && form.says("value=\"each\" checked"));
    let fields = [("what", "area"), ("pace", "each"), ("language", "en")];
    let done = member.post("/rivermead/follow", &fields)?;
    assert_eq!((done.status(), done.location()), (303, "/rivermead"));
    assert!(
        member
            .get("/rivermead")?
            .says("We write to you as you chose.")
    );
    // They showed by signing in that the address is theirs.
    assert_eq!(app.mails()?.len(), 0);
    Ok(())
}

fn a_wish_that_nobody_confirms_within_a_day_is_of_no_use(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    app.wait_minutes(24 * 60);
    assert_eq!(stranger.get(&link)?.status(), 404);
    Ok(())
}

fn an_address_is_not_written_to_without_end(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    for _ in 0..8 {
        // Each from a network of its own, and each is told the same.
        ask(&app.client(), SAM)?;
    }
    assert_eq!(app.mails()?.len(), 5);
    Ok(())
}

fn nobody_else_ends_what_somebody_follows(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    stranger.get(&link)?;
    stranger.post(&link, &[("pace-0", "each"), ("language", "en")])?;
    let other = "/follow/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let ending = format!("{other}/ending");
    assert_eq!(app.client().get(other)?.status(), 404);
    // What cannot be told from a link that was used answers as one.
    assert_eq!(
        one_click(&app.client(), &ending, "List-Unsubscribe=One-Click")?,
        200
    );
    assert_eq!(stranger.get(&link)?.status(), 200);
    // A form from elsewhere changes nothing either.
    let fields = [("pace-0", "none"), ("form-token", "guess")];
    assert_eq!(stranger.post(&link, &fields)?.status(), 403);
    Ok(())
}

/// Plans a meeting at the desk, question by question, and announces it.
fn announce(officer: &Client<'_>, app: &TestApp) -> Outcome {
    officer.get("/rivermead/desk/meetings")?;
    let council = app.council.organisation.to_string();
    let begun = officer.post("/rivermead/desk/meetings", &[("organisation", &council)])?;
    let first = begun.location().to_owned();
    let (plan, _) = first.rsplit_once('/').ok_or("no plan")?;
    let steps: [(&str, &[(&str, &str)]); 5] = [
        (
            "purpose",
            &[
                ("title", "Spring meeting"),
                ("purpose", "To choose the venues"),
                ("body", "SEND board"),
            ],
        ),
        ("level", &[("level", "participate")]),
        (
            "input",
            &[
                ("open", "Which venues"),
                ("decided", "How much may be spent"),
                ("used", "The board decides on 1 June"),
            ],
        ),
        ("ways", &[("means", "online")]),
        (
            "dates",
            &[
                ("day", "12 January 2027"),
                ("from", "18:00"),
                ("to", "20:00"),
            ],
        ),
    ];
    for (step, fields) in steps {
        let address = format!("{plan}/{step}");
        let seen = version(&officer.get(&address)?)?;
        let mut fields = fields.to_vec();
        fields.push(("version", &seen));
        let kept = officer.post(&address, &fields)?;
        assert_eq!(kept.status(), 303, "{step}: {}", kept.text);
    }
    let check = officer.get(&format!("{plan}/check"))?;
    let seen = version(&check)?;
    let announced = officer.post(
        &format!("{plan}/announcement"),
        &[("version", &seen), ("reason", "So"), ("measures", "Much")],
    )?;
    assert_eq!(announced.status(), 303, "{}", announced.text);
    Ok(())
}

/// The version of what a form was made from.
fn version(page: &alongside_testkit::Page) -> Outcome<String> {
    let version = page.after("name=\"version\" value=\"");
    Ok(version.ok_or("no version")?.to_owned())
}

fn a_stranger_is_told_what_an_officer_announces_until_they_end_it(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    ask(&stranger, SAM)?;
    let link = link(&app)?;
    stranger.get(&link)?;
    stranger.post(&link, &[("pace-0", "each"), ("language", "en")])?;
    let officer = app.sign_in_as(Role::Officer)?;
    app.mails()?;
    announce(&officer, &app)?;
    let mail = app.mail()?;
    assert_eq!(mail.subject, "New meeting: Spring meeting");
    assert_eq!(mail.to.reveal(), SAM);
    let ending = mail.unsubscribe.as_deref().ok_or("it cannot be ended")?;
    let ending = ending
        .strip_prefix("https://alongside.example")
        .ok_or("elsewhere")?;
    let ended = one_click(&app.client(), ending, "List-Unsubscribe=One-Click")?;
    assert_eq!(ended, 200);
    announce(&officer, &app)?;
    assert_eq!(app.mails()?.len(), 0);
    Ok(())
}

fn the_desk_tells_how_many_and_not_of_a_few(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let officer = app.sign_in_as(Role::Officer)?;
    for number in 1..=5 {
        assert!(
            officer
                .get("/rivermead/desk")?
                .says("Fewer than five people")
        );
        let one = app.client();
        ask(&one, &format!("f{number}@people.example"))?;
        let link = link(&app)?;
        one.get(&link)?;
        one.post(&link, &[("pace-0", "each"), ("language", "en")])?;
    }
    assert!(officer.get("/rivermead/desk")?.says("5 people get updates"));
    Ok(())
}
