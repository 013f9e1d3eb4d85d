//! People are told of a meeting: words to send, a flyer, and a note of how it was done.

use alongside_domain::act::SubjectId;
use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    the_words_to_send_and_the_flyer_say_what_was_announced,
    what_was_ticked_is_public_with_its_day_for_every_time_of_the_meeting,
    what_is_wrong_with_a_note_is_told_at_once_and_nothing_is_noted,
    only_whoever_announces_tells_people,
    there_is_no_flyer_of_what_nobody_is_invited_to,
    a_flyer_that_cannot_be_a_pdf_says_so_and_can_be_printed,
);

/// The page at which people are told of a meeting.
fn channels(meeting: &str) -> String {
    meeting.replace("/haringey/", "/haringey/desk/") + "/channels"
}

/// A text of a page without the marks that hold its direction.
fn flat(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn the_words_to_send_and_the_flyer_say_what_was_announced(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.announced();
    let list = town.get(Officer, "/haringey/desk/meetings");
    assert!(
        list.text()
            .contains(&format!("href=\"{}\"", channels(&meeting)))
    );
    let page = town.get(Officer, &channels(&meeting));
    let whole = format!("https://alongside.example{meeting}");
    let short = format!(
        "Haringey Council invites you: Spring <i>meeting, Tue 12 January 2027 at 6:00pm. {whole}"
    );
    page.must_say(
        200,
        &["Words to send", "On this website: Sun 22 November 2026"],
    );
    let says = page.says().replace("&#60;", "<").replace("&#62;", ">");
    for words in [
        short.as_str(),
        "*Spring <i>meeting*",
        "For parents and carers of children",
        "How you can take part: In a room: The library, 1 High Road\nBy video",
    ] {
        assert!(flat(&says).contains(words), "{words:?} is not in {says}");
    }
    // The flyer is there for everyone.
    let public = town.get(Nobody, &meeting);
    assert!(public.text().contains(&format!("href=\"{meeting}/flyer\"")));
    let flyer = town.get(Nobody, &format!("{meeting}/flyer"));
    let shown = flyer.says().replace("&#60;", "<").replace("&#62;", ">");
    for words in [
        "Haringey Council invites you",
        "Spring <i>meeting",
        "Tue 12 January 2027 at 6:00pm",
        "The library, 1 High Road",
        "To choose the venues",
        "The board decides on 1 June",
        &whole,
    ] {
        assert!(flat(&shown).contains(words), "{words:?} is not in {shown}");
    }
    assert!(
        flyer
            .text()
            .contains("<svg class=\"flyer__code\" role=\"img\"")
    );
    assert!(!flyer.text().contains("<i>meeting"));
    let pdf = format!("{meeting}/flyer.pdf?lang=en");
    assert!(flyer.text().contains(&format!("href=\"{pdf}\"")));
    let file = town.get(Nobody, &pdf);
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.body.starts_with(b"%PDF-1.7"));
    Ok(())
}

fn what_was_ticked_is_public_with_its_day_for_every_time_of_the_meeting(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    town.at(&plan, "2027-01-12", "18:00");
    town.at(&plan, "2027-01-13", "10:30");
    let first = town.announce(&plan, &[]).page();
    let page = channels(&first);
    assert!(town.get(Officer, &page).keeps("22 November 2026"), "today");
    let fields = [
        ("channels", "whatsapp"),
        ("channels", "flyer"),
        ("day", "22 November 2026"),
    ];
    let asks = "not noted yet that people were told";
    town.get(Officer, "/haringey/desk").must_say(200, &[asks]);
    town.post(Officer, &page, &fields)
        .must_lead(&page, "people-told");
    assert!(!town.get(Officer, "/haringey/desk").says().contains(asks));
    let area = town.known();
    let id: SubjectId = first.rsplit('/').next().unwrap().parse()?;
    let others = area.beside(id);
    assert_eq!(others.len(), 1);
    for of in [
        first.clone(),
        format!("/haringey/meetings/{}", others[0].id),
    ] {
        let shown = flat(&town.get(Nobody, &of).says());
        for words in [
            "How people were told",
            "On this website: Sun 22 November 2026",
            "On WhatsApp: Sun 22 November 2026",
            "By flyers: Sun 22 November 2026",
        ] {
            assert!(shown.contains(words), "{words:?} is not in {shown}");
        }
        assert!(!shown.contains("By email"), "{shown}");
        assert!(shown.contains("People were told, and by which way was noted"));
        assert!(!shown.contains("not stated"), "each step was taken here");
    }
    // What is noted is offered no more, and noted once more it stays as it is.
    let again = town.get(Officer, &page);
    assert!(!again.text().contains("value=\"whatsapp\""));
    assert!(again.text().contains("value=\"email\""));
    let version = town.version();
    let fields = [("channels", "whatsapp"), ("day", "2026-11-22")];
    town.post(Officer, &page, &fields)
        .must_lead(&page, "people-told");
    assert_eq!(town.version(), version);
    Ok(())
}

fn what_is_wrong_with_a_note_is_told_at_once_and_nothing_is_noted(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = channels(&town.announced());
    let version = town.version();
    for (ticked, day, says) in [
        (
            None,
            "",
            &[
                "Tick each way that you used.",
                "Write the day on which people were told",
            ][..],
        ),
        (Some("email"), "2026-11-23", &["This day has not come yet"]),
        (
            Some("email"),
            "2026-11-21",
            &["The meeting was announced on 22 November 2026"],
        ),
        (Some("email"), "31/11/2026", &["November has 30 days"]),
    ] {
        let mut fields = vec![("day", day)];
        fields.extend(ticked.map(|ticked| ("channels", ticked)));
        let answer = town.post(Officer, &page, &fields);
        answer.must_say(422, &["There is something to put right"]);
        answer.must_say(422, says);
        assert!(answer.keeps(day), "{day}");
        assert!(ticked.is_none_or(|ticked| answer.has_chosen(ticked)));
    }
    let fields = [("channels", "pigeon"), ("day", "2026-11-22")];
    assert_eq!(town.post(Officer, &page, &fields).status, 400);
    assert_eq!(town.version(), version);
    Ok(())
}

fn only_whoever_announces_tells_people(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = channels(&town.announced());
    let fields = [("channels", "email"), ("day", "2026-11-22")];
    // Another organisation's meeting is not there to change.
    for (by, status) in [
        (Sponsor, 403),
        (Member, 403),
        (Administrator, 403),
        (Operator, 403),
        (Elsewhere, 403),
        (CoOrdinator, 404),
        (Steering, 404),
    ] {
        assert_eq!(town.get(by, &page).status, status, "{by:?}");
        assert_eq!(town.post(by, &page, &fields).status, status, "{by:?}");
    }
    Ok(())
}

fn there_is_no_flyer_of_what_nobody_is_invited_to(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.announced();
    let page = channels(&meeting);
    let off = page.replace("/channels", "/cancellation");
    let done = town.post(Officer, &off, &[("off", "Nobody can come")]);
    assert_eq!(done.status, 303, "{}", done.says());
    for gone in [format!("{meeting}/flyer"), format!("{meeting}/flyer.pdf")] {
        assert_eq!(town.get(Nobody, &gone).status, 404, "{gone}");
    }
    assert_eq!(town.get(Officer, &page).status, 404);
    assert!(!town.get(Nobody, &meeting).text().contains("/flyer\""));
    let elsewhere = meeting.replace("/meetings/", "/consultations/") + "/flyer";
    assert_eq!(town.get(Nobody, &elsewhere).status, 404);
    Ok(())
}

fn a_flyer_that_cannot_be_a_pdf_says_so_and_can_be_printed(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.announced();
    for code in ["ar", "tr", "en"] {
        let address = format!("{meeting}/flyer.pdf?lang={code}");
        assert_eq!(town.get(Nobody, &address).status, 200, "{code}");
    }
    // The type has no Bengali letters.
    let plan = town.planned();
    let ways = [("means", "venue"), ("place", "গ্রন্থাগার, ১ হাই রোড")];
    assert_eq!(town.say(&plan, "ways", &ways).status, 303);
    town.at(&plan, "2027-01-12", "18:00");
    let meeting = town.announce(&plan, &[]).page();
    let flyer = town.get(Nobody, &format!("{meeting}/flyer"));
    flyer.must_say(200, &["গ্রন্থাগার"]);
    assert!(!flyer.text().contains("flyer.pdf"));
    assert_eq!(
        town.get(Nobody, &format!("{meeting}/flyer.pdf")).status,
        404
    );
    Ok(())
}
