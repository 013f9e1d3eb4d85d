//! Following by text message, where an area decided that it sends any.

use std::time::Duration;

use alongside_domain::Role;
use alongside_store::{Transaction, areas};
use alongside_testkit::{Client, Outcome, Scratch, TestApp, on_both};

on_both!(
    texts_are_offered_only_where_the_area_sends_them,
    a_stranger_follows_by_phone_says_so_and_ends_it,
    a_number_is_not_texted_without_end,
    somebody_signed_in_may_have_texts_instead,
    an_administrator_decides_whether_texts_are_sent,
);

const FORM: &str = "/rivermead/follow";
const NUMBER: &str = "07700 900123";

fn allow(app: &TestApp) -> Outcome {
    let area = app
        .database
        .read(|snapshot| areas::find(snapshot, &app.area))?;
    let area = area.ok_or("no area")?;
    let settings = areas::Settings {
        sends_texts: true,
        ..area.settings
    };
    let change = |tx: &mut Transaction<'_>| areas::change(tx, &app.area, area.version, &settings);
    assert!(app.database.write(change)?);
    Ok(())
}

fn fields(to: &str) -> [(&str, &str); 4] {
    [
        ("to", to),
        ("what", "area"),
        ("pace", "each"),
        ("language", "en"),
    ]
}

fn ask(client: &Client<'_>, to: &str) -> Outcome {
    client.get(FORM)?;
    let asked = client.post(FORM, &fields(to))?;
    assert_eq!((asked.status(), asked.location()), (303, "/follow/sent"));
    Ok(())
}

/// The path of the link in the one text that was sent since they were last looked at.
fn link(app: &TestApp) -> Outcome<String> {
    let texts = app.texts()?;
    let [text] = texts.as_slice() else {
        return Err(format!("{} texts instead of one", texts.len()).into());
    };
    assert_eq!(text.to.reveal(), "+447700900123");
    let (_, path) = text
        .text
        .split_once("https://alongside.example")
        .ok_or("no link")?;
    Ok(path.to_owned())
}

fn texts_are_offered_only_where_the_area_sends_them(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let stranger = app.client();
    let page = stranger.get(FORM)?;
    assert!(page.says("Your email address") && !page.says("mobile"));
    let refused = stranger.post(FORM, &fields(NUMBER))?;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.says("name@example.org") && refused.says(NUMBER),
        "{}",
        refused.text
    );
    allow(&app)?;
    assert!(
        stranger
            .get(FORM)?
            .says("Your email address or UK mobile number")
    );
    let refused = stranger.post(FORM, &fields("020 7946 0018"))?;
    assert_eq!(refused.status(), 422);
    assert!(
        refused.says("UK mobile number like 07700 900123"),
        "{}",
        refused.text
    );
    assert!(refused.says("020 7946 0018"));
    assert_eq!(app.texts()?.len(), 0);
    Ok(())
}

fn a_stranger_follows_by_phone_says_so_and_ends_it(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    allow(&app)?;
    let stranger = app.client();
    ask(&stranger, NUMBER)?;
    let path = link(&app)?;
    let page = stranger.get(&path)?;
    assert!(page.says("Do you want updates about "), "{}", page.text);
    assert!(!page.says("7700"), "nobody is told whose it is");
    stranger.post(&path, &[("pace-0", "each"), ("language", "en")])?;
    assert!(stranger.get(&path)?.says("Your updates about "));
    // The same number in another spelling is the same person.
    ask(&app.client(), "+44 (0)7700 900-123")?;
    assert!(
        app.texts()?[0]
            .text
            .starts_with("Rivermead: you get texts about meetings.")
    );
    let ending = format!("{path}/ending");
    assert!(stranger.get(&ending)?.says("Stop all updates about "));
    let ended = stranger.post(&ending, &[("List-Unsubscribe", "One-Click")])?;
    assert!(ended.says("You get no more of these updates"));
    assert_eq!(stranger.get(&path)?.status(), 404);
    Ok(())
}

fn a_number_is_not_texted_without_end(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    allow(&app)?;
    for _ in 0..5 {
        ask(&app.client(), NUMBER)?;
    }
    assert_eq!(app.texts()?.len(), 3);
    app.wait(Duration::from_hours(9));
    ask(&app.client(), NUMBER)?;
    assert_eq!(app.texts()?.len(), 1);
    // Nobody makes an area text half the country.
    let mut told = 0;
    for last in 200..410 {
        let client = app.client();
        client.get(FORM)?;
        let to = format!("07700 900{last}");
        let asked = client.post(FORM, &fields(&to))?;
        told += u32::from(asked.status() == 303);
    }
    let texts = u32::try_from(app.texts()?.len())?;
    assert_eq!(told, texts);
    assert!((190..=200).contains(&texts), "{texts}");
    Ok(())
}

fn somebody_signed_in_may_have_texts_instead(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    allow(&app)?;
    let member = app.sign_in_as(Role::Member)?;
    app.mails()?;
    assert!(member.get(FORM)?.says("if you want text messages instead"));
    let asked = member.post(FORM, &fields(NUMBER))?;
    assert_eq!((asked.status(), asked.location()), (303, "/follow/sent"));
    assert_eq!((app.texts()?.len(), app.mails()?.len()), (1, 0));
    let kept = member.post(FORM, &fields(""))?;
    assert_eq!((kept.status(), kept.location()), (303, "/rivermead"));
    Ok(())
}

fn an_administrator_decides_whether_texts_are_sent(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let page = "/rivermead/desk/settings";
    let administrator = app.sign_in_as(Role::AreaAdministrator)?;
    app.mails()?;
    let is_sent = || -> Outcome<bool> {
        let area = app
            .database
            .read(|snapshot| areas::find(snapshot, &app.area))?;
        Ok(area.ok_or("no area")?.settings.sends_texts)
    };
    for (says, wanted) in [("no", false), ("yes", true), ("", false)] {
        let form = administrator.get(page)?;
        assert!(form.says("Can people be told by text message?"));
        let version = form
            .text
            .split_once("name=\"version\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .ok_or("no version")?
            .0
            .to_owned();
        let fields = [
            ("version", version.as_str()),
            ("colour", "4a3f8f"),
            ("texts", says),
        ];
        assert_eq!(administrator.post(page, &fields)?.status(), 303);
        assert_eq!(is_sent()?, wanted, "{says}");
    }
    Ok(())
}
