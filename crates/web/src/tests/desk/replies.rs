//! People say whether they come to a meeting, and those who prepare it see it.

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    somebody_without_an_account_says_that_they_come_and_takes_it_back,
    somebody_says_in_two_taps_that_they_cannot_come_because_of_the_notice,
    what_cannot_be_taken_of_a_reply_is_told_beside_its_field,
    only_those_who_prepare_the_meeting_see_who_comes,
    when_the_room_is_full_people_wait_by_the_rule,
    a_member_sees_what_they_said_and_changes_it,
    what_is_over_or_called_off_takes_no_replies,
    nothing_is_told_of_what_people_said_before_the_meeting_has_begun,
);

impl Town {
    /// The public address of a meeting of the council in January.
    fn invited(&self) -> String {
        let plan = self.planned();
        self.at(&plan, "2027-01-12", "18:00");
        let announced = self.announce(&plan, &[]);
        assert_eq!(announced.status, 303, "{}", announced.says());
        let known = self.known();
        let subject = known
            .subjects()
            .find(|subject| subject.title.contains("Spring"));
        format!("/haringey/meetings/{}", subject.unwrap().id)
    }

    fn prepare(&self, meeting: &str, fields: &[(&str, &str)]) -> Answered {
        let address = meeting.replace("/meetings", "/desk/meetings") + "/replies";
        let version = self.get(Officer, &address).version();
        let mut fields = fields.to_vec();
        fields.push(("version", &version));
        self.post(Officer, &address, &fields)
    }
}

const COMES: &[(&str, &str)] = &[("means", "venue"), ("name", "Ay\u{15f}e <b>")];

fn somebody_without_an_account_says_that_they_come_and_takes_it_back(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let (reply, cannot) = (format!("{meeting}/reply"), format!("{meeting}/cannot-come"));
    let page = town.get(Nobody, &meeting);
    page.must_say(
        200,
        &[
            "Will you come?",
            "I\u{2019}d like to come",
            "I can\u{2019}t come",
        ],
    );
    assert!(page.text().contains(&reply) && page.text().contains(&cannot));
    town.get(Nobody, &reply).must_say(
        200,
        &[
            "No account is needed",
            "Haringey Council see it",
            "British Sign Language interpreter",
        ],
    );
    let mut fields = COMES.to_vec();
    fields.extend([
        ("first", "yes"),
        ("needs-professional", "interpreter"),
        ("needs-place", "step-free"),
        ("needs-language", "Turkish"),
        ("note", "I bring a pram"),
    ]);
    let sent = town.post(Nobody, &reply, &fields);
    assert_eq!(
        (sent.status.as_u16(), sent.header("location")),
        (303, reply.as_str())
    );
    let kept = town.get(Nobody, &reply);
    kept.must_say(200, &["You have a place", "It was not me"]);
    assert!(
        !kept.text().contains("pram"),
        "somebody else may use the browser"
    );
    // Whoever uses the browser next replies for themselves.
    town.post(Nobody, &format!("{reply}/not-mine"), &[]);
    town.get(Nobody, &reply)
        .must_say(200, &["No account is needed"]);
    town.post(Nobody, &reply, COMES);
    town.get(Nobody, &cannot)
        .must_say(200, &["I was told too late", "I\u{2019}d rather not say"]);
    town.post(Nobody, &cannot, &[("reason", "unsaid")]);
    town.get(Nobody, &reply)
        .must_say(200, &["You told us that you can\u{2019}t come after all"]);
    Ok(())
}

fn somebody_says_in_two_taps_that_they_cannot_come_because_of_the_notice(
    scratch: &Scratch,
) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let cannot = format!("{meeting}/cannot-come");
    let page = town.get(Nobody, &cannot);
    page.must_say(
        200,
        &["One tap is enough", "Nobody sees who gave which reason"],
    );
    assert!(page.text().contains("name=\"reason\" value=\"notice\""));
    let sent = town.post(Nobody, &cannot, &[("reason", "notice")]);
    assert_eq!(sent.header("location"), format!("{meeting}/reply"));
    town.get(Nobody, &format!("{meeting}/reply")).must_say(
        200,
        &[
            "You told us that you can\u{2019}t come",
            "I can come after all",
        ],
    );
    let desk = meeting.replace("/meetings", "/desk/meetings") + "/replies";
    town.get(Officer, &desk)
        .must_say(200, &["I was told too late", "1 person"]);
    assert_eq!(town.post(Nobody, &cannot, &[("reason", "x")]).status, 400);
    Ok(())
}

fn what_cannot_be_taken_of_a_reply_is_told_beside_its_field(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let reply = town.invited() + "/reply";
    let sent = town.post(
        Nobody,
        &reply,
        &[
            ("note", "Kept <i>"),
            ("needs-format", "translation"),
            ("email", "no address"),
        ],
    );
    sent.must_say(
        422,
        &[
            "Choose how you want to take part",
            "Write what we should call you",
            "Write which language you need",
        ],
    );
    assert!(sent.text().contains("Kept &#60;i&#62;") && sent.text().contains("no address"));
    Ok(())
}

fn only_those_who_prepare_the_meeting_see_who_comes(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let mut fields = COMES.to_vec();
    fields.extend([
        ("email", "ayse@people.example"),
        ("needs-professional", "sign-language"),
    ]);
    town.post(Nobody, &format!("{meeting}/reply"), &fields);
    let desk = meeting.replace("/meetings", "/desk/meetings") + "/replies";
    let seen = town.get(Officer, &desk);
    seen.must_say(
        200,
        &[
            "Ay\u{15f}e",
            "British Sign Language interpreter",
            "two weeks before",
        ],
    );
    assert!(
        !seen.text().contains("ayse@people.example"),
        "nobody said that they may be written to"
    );
    town.get(Officer, "/haringey/desk/meetings")
        .must_say(200, &["Who comes"]);
    for (by, status) in [
        (Nobody, 303),
        (CoOrdinator, 404),
        (Steering, 403),
        (Member, 403),
        (Operator, 403),
    ] {
        assert_eq!(town.get(by, &desk).status, status, "{by:?}");
    }
    fields.push(("may-write", "yes"));
    town.post(Nobody, &format!("{meeting}/reply"), &fields);
    assert!(
        town.get(Officer, &desk)
            .text()
            .contains("ayse@people.example")
    );
    // Nothing of it is public.
    for address in [
        meeting.clone(),
        "/haringey/record".to_owned(),
        "/haringey/meetings.ics".to_owned(),
    ] {
        let public = town.get(Nobody, &address).text();
        assert!(
            !public.contains("ayse@") && !public.contains("Ay\u{15f}e"),
            "{address}"
        );
    }
    Ok(())
}

fn when_the_room_is_full_people_wait_by_the_rule(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let reply = format!("{meeting}/reply");
    town.prepare(
        &meeting,
        &[("room", "many"), ("rule", "order"), ("joining", "")],
    )
    .must_say(422, &["Write how many people the room holds"]);
    let arranged = town.prepare(
        &meeting,
        &[
            ("room", "1"),
            ("rule", "new-first"),
            ("joining", "Ring 01632 960 123"),
        ],
    );
    assert_eq!(arranged.status, 303, "{}", arranged.says());
    town.get(Nobody, &reply).must_say(
        200,
        &["Places in the room: 1. Left: 1", "their first meeting"],
    );
    town.post(Nobody, &reply, COMES);
    town.post(Nobody, &format!("{reply}/not-mine"), &[]);
    town.get(Nobody, &reply).must_say(200, &["All are taken"]);
    town.post(Nobody, &reply, &[("means", "venue"), ("name", "Ben")]);
    town.get(Nobody, &reply)
        .must_say(200, &["You are on the waiting list", "You are number 1"]);
    let desk = meeting.replace("/meetings", "/desk/meetings") + "/replies";
    town.get(Officer, &desk)
        .must_say(200, &["Waiting for a place", "Ben"]);
    // Online there is a place, and how to join is told to whoever comes that way.
    let online = [
        ("means", "online"),
        ("name", "Ben"),
        ("email", "ben@people.example"),
    ];
    town.post(Nobody, &reply, &online);
    town.get(Nobody, &reply)
        .must_say(200, &["You have a place", "Ring 01632 960 123"]);
    assert!(!town.get(Nobody, &meeting).text().contains("01632"));
    Ok(())
}

fn a_member_sees_what_they_said_and_changes_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let reply = town.invited() + "/reply";
    let fields = [("means", "online"), ("name", "Sam"), ("note", "Tea")];
    let sent = town.post(Member, &reply, &fields);
    assert_eq!(
        sent.status,
        303,
        "the account has an address: {}",
        sent.says()
    );
    let page = town.get(Member, &reply);
    page.must_say(
        200,
        &["You have a place", "You will be told how to join", "Tea"],
    );
    assert!(!page.text().contains("It was not me"));
    town.get(Member, "/me").must_say(
        200,
        &["Meetings you replied to", "Spring", "You have a place"],
    );
    // Signed out, the browser shows nothing of it.
    town.get(Nobody, &reply)
        .must_say(200, &["No account is needed"]);
    Ok(())
}

fn what_is_over_or_called_off_takes_no_replies(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let desk = meeting.replace("/meetings", "/desk/meetings") + "/cancellation";
    assert_eq!(town.post(Officer, &desk, &[("off", "Snow")]).status, 303);
    for step in ["reply", "cannot-come"] {
        assert_eq!(town.get(Nobody, &format!("{meeting}/{step}")).status, 404);
    }
    assert!(!town.get(Nobody, &meeting).text().contains("Will you come?"));
    assert_eq!(town.get(Nobody, "/replies/AAAA").status, 404);
    Ok(())
}

fn nothing_is_told_of_what_people_said_before_the_meeting_has_begun(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.invited();
    let subject: alongside_domain::act::SubjectId = meeting.rsplit('/').next().unwrap().parse()?;
    let decline = |browser: u8| {
        let by = alongside_app::reply::By {
            person: None,
            browser: SecretHash::of(&[browser; 32]),
            network: &[1; 32],
            language: "en",
        };
        let reason = alongside_domain::reply::Reason::Notice;
        town.database.write(|tx| {
            alongside_app::reply::decline(tx, &machine(), &town.area, subject, &by, reason)
        })
    };
    for browser in 0..7 {
        decline(browser)?;
    }
    let who = "/haringey/who-could-come";
    town.get(Nobody, "/haringey")
        .must_say(200, &["Who could come"]);
    let before = town.get(Nobody, who);
    before.must_say(200, &["Who could come"]);
    assert!(!before.text().contains("told too late"), "it has not begun");
    Ok(())
}
