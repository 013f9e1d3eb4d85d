//! Somebody replies to a meeting from outside, and is told by mail what becomes of it.

use alongside_app::Record;
use alongside_app::area::Area;
use alongside_charter::Kind;
use alongside_domain::act::{About, Deed, Moment, Party, SubjectId, SubjectKind};
use alongside_domain::{AreaSlug, Role, Wording};
use alongside_store::record::Of;
use alongside_testkit::{Client, Outcome, Scratch, TestApp, on_both};

on_both!(
    somebody_who_comes_is_told_by_mail_when_it_is_moved_and_called_off,
    the_link_of_a_mail_brings_a_reply_to_another_device,
    whoever_waits_is_told_that_a_place_is_theirs,
);

const MEETINGS: &str = "/rivermead/meetings";

/// A meeting of the council ten weeks from now, and its officer.
pub(crate) fn announced(app: &TestApp) -> Outcome<(SubjectId, Client<'_>)> {
    Ok((meeting(app)?, app.sign_in_as(Role::Officer)?))
}

/// A meeting of the council ten weeks from now.
pub(crate) fn meeting(app: &TestApp) -> Outcome<SubjectId> {
    let area: AreaSlug = "rivermead".parse()?;
    let known = app
        .database
        .read(|snapshot| Area::load(snapshot, &area, None))?
        .ok_or("no area")?;
    let council = known.organisations.iter();
    let council = council.map(|of| of.id).min().ok_or("no organisation")?;
    let call = app.machine();
    let weeks = 70 * 24 * 3_600 * 1_000_000;
    let id = app.database.write(|tx| {
        let mut record = Record::load(tx, &call, &area, Of::Subjects(&[]))?;
        let subject = record.new_subject();
        let title = Wording::new("Spring meeting")
            .map(|title| record.seal(&title))
            .ok();
        let about = About {
            kind: SubjectKind(Kind::Meeting),
            title,
            organiser: Some(Party::Organisation(council)),
            body: None,
            part_of: None,
        };
        let announced = Deed::Announced {
            subject,
            about,
            starts: Moment::At(call.now.plus_micros(weeks)),
            ends: None,
            facts: [].into(),
        };
        record.act(council, announced)?;
        Ok::<_, alongside_app::Failure>(subject)
    })?;
    Ok(id)
}

/// Somebody without an account who comes and has an address.
fn replies<'a>(app: &'a TestApp, id: SubjectId, email: &str) -> Outcome<Client<'a>> {
    let client = app.client();
    let address = format!("{MEETINGS}/{id}/reply");
    client.get(&address)?;
    let fields = [("name", "Ay\u{15f}e"), ("email", email)];
    let sent = client.post(&address, &fields)?;
    assert_eq!(sent.status(), 303, "{}", sent.text);
    app.work_off()?;
    Ok(client)
}

/// The line of a calendar that begins like this.
fn line<'a>(calendar: &'a str, begins: &str) -> &'a str {
    let found = calendar.lines().find(|line| line.starts_with(begins));
    found.unwrap_or_else(|| panic!("no {begins} in {calendar}"))
}

fn somebody_who_comes_is_told_by_mail_when_it_is_moved_and_called_off(
    scratch: &Scratch,
) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (id, officer) = announced(&app)?;
    replies(&app, id, "ayse@people.example")?;
    let page = officer.get(&format!("/rivermead/desk/meetings/{id}"))?;
    let version = page.after("name=\"version\" value=\"").unwrap_or_default();
    let version = version.split('"').next().unwrap_or_default().to_owned();
    let fields = [
        ("version", version.as_str()),
        ("day", "2027-06-15"),
        ("from", "18:00"),
        ("to", "19:30"),
        ("why", "The room is taken"),
    ];
    let moved = officer.post(&format!("/rivermead/desk/meetings/{id}/date"), &fields)?;
    assert_eq!(moved.status(), 303, "{}", moved.text);
    app.work_off()?;
    officer.get(&format!("/rivermead/desk/meetings/{id}"))?;
    let off = [("off", "Snow")];
    let address = format!("/rivermead/desk/meetings/{id}/cancellation");
    assert_eq!(officer.post(&address, &off)?.status(), 303);
    app.work_off()?;

    let mails = app.mails()?;
    let mails: Vec<_> = mails
        .iter()
        .filter(|mail| mail.to.reveal() == "ayse@people.example")
        .collect();
    let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(
        subjects,
        [
            "You have a place: Spring meeting",
            "New time: Spring meeting",
            "Called off: Spring meeting"
        ]
    );
    assert!(
        mails[1].text.contains("15 June 2027 at 6:00pm"),
        "{}",
        mails[1].text
    );
    let calendars: Vec<_> = mails
        .iter()
        .filter_map(|mail| mail.calendar.as_ref())
        .collect();
    let methods: Vec<&str> = calendars.iter().map(|part| part.method).collect();
    assert_eq!(methods, ["REQUEST", "REQUEST", "CANCEL"]);
    let lines = |begins| -> Vec<&str> {
        calendars
            .iter()
            .map(|part| line(&part.text, begins))
            .collect()
    };
    assert_eq!(
        lines("SEQUENCE:"),
        ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"]
    );
    let uids = lines("UID:");
    assert!(uids.iter().all(|uid| *uid == uids[0]));
    assert_eq!(lines("STATUS:")[2], "STATUS:CANCELLED");
    assert!(calendars[0].text.contains("ayse@people.example"));
    Ok(())
}

fn the_link_of_a_mail_brings_a_reply_to_another_device(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (id, _) = announced(&app)?;
    replies(&app, id, "ayse@people.example")?;
    let mails = app.mails()?;
    let text = &mails.last().ok_or("no mail")?.text;
    let (_, link) = text.split_once("/replies/").ok_or("no link")?;
    let link = format!(
        "/replies/{}",
        link.split_whitespace().next().unwrap_or_default()
    );

    let phone = app.client();
    // What looks through mail opens links and does nothing by that.
    assert!(phone.get(&link)?.says("You have a place"));
    let opened = phone.post(&link, &[("to", "cannot-come")])?;
    let cannot = format!("{MEETINGS}/{id}/cannot-come");
    assert_eq!((opened.status(), opened.location()), (303, cannot.as_str()));
    assert!(phone.get(&cannot)?.says("rather not say"));
    phone.post(&cannot, &[("reason", "time")])?;
    assert!(
        phone
            .get(&format!("{MEETINGS}/{id}/reply"))?
            .says("I can come after all")
    );
    assert!(phone.get(&link)?.says("You told us that you can"));
    Ok(())
}

fn whoever_waits_is_told_that_a_place_is_theirs(scratch: &Scratch) -> Outcome {
    let app = TestApp::new(scratch)?;
    let (id, officer) = announced(&app)?;
    let desk = format!("/rivermead/desk/meetings/{id}/replies");
    officer.get(&desk)?;
    let fields = [("version", "0"), ("room", "1"), ("rule", "order")];
    assert_eq!(officer.post(&desk, &fields)?.status(), 303);
    let first = replies(&app, id, "first@people.example")?;
    replies(&app, id, "second@people.example")?;
    let cannot = format!("{MEETINGS}/{id}/cannot-come");
    first.get(&cannot)?;
    first.post(&cannot, &[("reason", "care")])?;
    app.work_off()?;
    let mails = app.mails()?;
    let mails = mails
        .iter()
        .filter(|mail| mail.to.reveal() == "second@people.example");
    let told: Vec<_> = mails
        .map(|mail| (mail.subject.as_str(), mail.calendar.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("You are on the waiting list: Spring meeting", false),
            ("You have a place: Spring meeting", true)
        ]
    );
    Ok(())
}
