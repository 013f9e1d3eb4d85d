//! Meetings are planned, announced, moved and called off.

mod calendars;
mod dates;

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    an_officer_plans_a_meeting_question_by_question_and_announces_it,
    what_breaks_the_agreement_needs_a_reason_that_everyone_sees,
    what_cannot_be_taken_is_kept_and_told_beside_its_field,
    a_meeting_is_moved_and_called_off,
    each_time_of_a_meeting_leads_to_the_others,
    nobody_else_sees_a_plan,
    a_day_of_a_faith_warns_and_breaks_nothing,
    a_series_is_planned_in_one_form_and_an_evening_added_in_one_press,
);

const MEETINGS: &str = "/haringey/desk/meetings";

impl Town {
    /// A plan of the council, and where its pages are.
    fn begin(&self) -> String {
        let council = text(self.council.organisation);
        let begun = self.post(Officer, MEETINGS, &[("organisation", &council)]);
        assert_eq!(begun.status, 303, "{}", begun.says());
        let first = begun.header("location").to_owned();
        first.strip_suffix("/purpose").unwrap().to_owned()
    }

    /// Answers one question, as somebody who has just opened its page.
    pub(super) fn say(&self, plan: &str, step: &str, fields: &[(&str, &str)]) -> Answered {
        let address = format!("{plan}/{step}");
        let page = self.get(Officer, &address);
        let mut fields = fields.to_vec();
        let version = page.version();
        fields.push(("version", &version));
        self.post(Officer, &address, &fields)
    }

    /// A plan in which nothing but the dates is still to say.
    pub(super) fn planned(&self) -> String {
        let plan = self.begin();
        for (step, fields, next) in [
            (
                "purpose",
                &[
                    ("title", "Spring <i>meeting"),
                    ("purpose", "To choose the venues"),
                    ("body", "SEND board"),
                ][..],
                "level",
            ),
            ("level", &[("level", "participate")], "input"),
            (
                "input",
                &[
                    ("open", "Which venues"),
                    ("decided", "How much may be spent"),
                    ("used", "The board decides on 1 June"),
                ],
                "ways",
            ),
            (
                "ways",
                &[
                    ("means", "venue"),
                    ("means", "online"),
                    ("place", "The library, 1 High Road"),
                ],
                "dates",
            ),
        ] {
            let said = self.say(&plan, step, fields);
            assert_eq!(said.status, 303, "{step}: {}", said.says());
            assert_eq!(said.header("location"), format!("{plan}/{next}"));
        }
        plan
    }

    pub(super) fn at(&self, plan: &str, day: &str, from: &str) {
        let said = self.say(plan, "dates", &[("day", day), ("from", from), ("to", "")]);
        assert_eq!(said.status, 303, "{}", said.says());
    }

    pub(super) fn announce(&self, plan: &str, fields: &[(&str, &str)]) -> Answered {
        let version = self.get(Officer, &format!("{plan}/check")).version();
        let mut fields = fields.to_vec();
        fields.push(("version", &version));
        self.post(Officer, &format!("{plan}/announcement"), &fields)
    }

    /// A meeting that was announced for a day in January.
    pub(super) fn announced(&self) -> String {
        let plan = self.planned();
        self.at(&plan, "2027-01-12", "18:00");
        let announced = self.announce(&plan, &[]);
        assert_eq!(announced.status, 303, "{}", announced.says());
        announced.page()
    }
}

impl Answered {
    /// The page of the meeting that was announced: whoever announces it is led to where people are told of it.
    pub(super) fn page(&self) -> String {
        let led = self.header("location");
        let id = led.strip_prefix(&format!("{MEETINGS}/"));
        let id = id.and_then(|rest| rest.strip_suffix("/channels"));
        format!("/haringey/meetings/{}", id.unwrap())
    }

    /// The version that a form sends back.
    pub(super) fn version(&self) -> String {
        let text = self.text();
        let (_, after) = text.split_once("name=\"version\" value=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }
}

fn an_officer_plans_a_meeting_question_by_question_and_announces_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    town.get(Officer, "/haringey/desk")
        .must_say(200, &["Meetings"]);
    let plan = town.planned();
    let dates = town.get(Officer, &format!("{plan}/dates"));
    dates.must_say(
        200,
        &["The next days that keep the agreement", "Question 5 of 6"],
    );
    town.at(&plan, "2027-01-12", "18:00");
    town.at(&plan, "13 January 2027", "10:30");
    let dates = town.get(Officer, &format!("{plan}/dates"));
    dates.must_say(
        200,
        &[
            "Keeps the agreement",
            "Share the papers",
            "6:00pm",
            "10:30am",
        ],
    );
    // The second is taken out again.
    let version = dates.version();
    let fields = [("version", version.as_str()), ("time", "1")];
    let removed = town.post(Officer, &format!("{plan}/dates/removal"), &fields);
    assert_eq!(removed.header("location"), format!("{plan}/dates"));

    let check = town.get(Officer, &format!("{plan}/check"));
    check.must_say(
        200,
        &[
            "They work on it with you",
            "The library, 1 High Road",
            "Tue 12 January 2027",
        ],
    );
    assert!(check.text().contains("Spring &#60;i&#62;meeting"));
    let announced = town.announce(&plan, &[]);
    let page = announced.page();
    announced.must_lead(announced.header("location"), "meeting-announced");
    town.get(Officer, announced.header("location"))
        .must_say(200, &["Tell people", "Words to send"]);
    town.get(Officer, "/haringey/desk").must_say(
        200,
        &[
            "Tell people: Spring &#60;i&#62;meeting",
            "not noted yet that people were told",
        ],
    );
    assert_eq!(town.get(Officer, &format!("{plan}/check")).status, 404);

    let public = town.get(Nobody, &page);
    public.must_say(
        200,
        &[
            "To choose the venues",
            "What is decided already",
            "The board decides on 1 June",
            "In a room: The library, 1 High Road",
            "By video",
            "How to join is told to those who come",
            "This record saw each step",
        ],
    );
    assert!(!public.text().contains("short notice"));
    town.get(Officer, MEETINGS)
        .must_say(200, &["Move it or call it off"]);
    Ok(())
}

fn what_breaks_the_agreement_needs_a_reason_that_everyone_sees(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    town.at(&plan, "2026-11-30", "18:00");
    town.get(Officer, &format!("{plan}/check")).must_say(
        200,
        &["Breaks the agreement", "Why can the agreement not be kept?"],
    );
    let refused = town.announce(
        &plan,
        &[("reason", "The inspector gave the date"), ("measures", "")],
    );
    refused.must_say(
        422,
        &[
            "There is nothing written here yet",
            "The inspector gave the date",
        ],
    );
    let fields = [
        ("reason", "The inspector gave the date"),
        ("measures", "A second session in January"),
    ];
    let announced = town.announce(&plan, &fields);
    let page = town.get(Nobody, &announced.page());
    page.must_say(
        200,
        &[
            "Announced at short notice",
            "The inspector gave the date.",
            "What is done about it: A second session in January",
            "nobody is named who agreed to it",
        ],
    );
    // It is told apart where everything is summed up, and where its organiser's own is.
    let plan = town.planned();
    town.at(&plan, "2027-01-12", "18:00");
    town.announce(&plan, &[]);
    let told =
        "Announced at short notice, against the agreement: 1 of 2 meetings. Without them: kept";
    town.get(Nobody, "/haringey").must_say(200, &[told]);
    let council = text(town.council.organisation);
    let own = format!("/haringey/organisations/{council}");
    town.get(Nobody, &own).must_say(200, &[told]);
    let forum = text(town.forum.organisation);
    let theirs = town.get(Nobody, &format!("/haringey/organisations/{forum}"));
    assert!(!theirs.text().contains("short notice"));
    Ok(())
}

fn what_cannot_be_taken_is_kept_and_told_beside_its_field(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.begin();
    let said = town.say(&plan, "purpose", &[("title", "Kept"), ("purpose", "")]);
    said.must_say(422, &["What is it for: There is nothing written here yet."]);
    assert!(said.keeps("Kept"));
    let said = town.say(&plan, "level", &[]);
    said.must_say(422, &["Choose how far people are taken in"]);
    let said = town.say(&plan, "ways", &[("means", "venue"), ("place", "")]);
    said.must_say(422, &["Write where the room is"]);
    assert!(said.has_chosen("venue"));
    let said = town.say(
        &plan,
        "dates",
        &[("day", "31/04/2027"), ("from", "6pm"), ("to", "")],
    );
    said.must_say(422, &["April has 30 days"]);
    assert!(said.keeps("31/04/2027") && said.keeps("6pm"));
    town.get(Officer, &format!("{plan}/check"))
        .must_say(200, &["Something is still to say"]);
    town.announce_unready(&plan);

    // Somebody else changed the plan meanwhile.
    let fields = [("version", "7"), ("level", "inform")];
    let stale = town.post(Officer, &format!("{plan}/level"), &fields);
    stale.must_say(409, &["Somebody was faster"]);
    for address in [
        "/haringey/desk/meetings/plans/x/level",
        &format!("{plan}/nowhere"),
    ] {
        assert_eq!(town.get(Officer, address).status, 404, "{address}");
    }
    let given_up = town.post(Officer, &format!("{plan}/removal"), &[]);
    given_up.must_lead(MEETINGS, "plan-given-up");
    town.post(Officer, MEETINGS, &[])
        .must_say(422, &["Choose in whose name"]);
    Ok(())
}

impl Town {
    /// What is not all said is not announced, whatever is sent.
    fn announce_unready(&self, plan: &str) {
        let refused = self.post(
            Officer,
            &format!("{plan}/announcement"),
            &[("version", "1")],
        );
        refused.must_say(422, &["Something is still to say"]);
    }
}

fn a_meeting_is_moved_and_called_off(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let page = town.announced();
    let id = page.rsplit('/').next().unwrap();
    let desk = format!("{MEETINGS}/{id}");
    let form = town.get(Officer, &desk);
    form.must_say(200, &["Give it another date", "Call it off"]);
    let version = form.version();
    let moved = |fields: &[(&str, &str)]| {
        let mut fields = fields.to_vec();
        fields.push(("version", &version));
        town.post(Officer, &format!("{desk}/date"), &fields)
    };
    moved(&[("day", "2027-02-02"), ("from", ""), ("why", "")]).must_say(
        422,
        &["Write when it starts", "There is nothing written here yet"],
    );
    let fields = [
        ("day", "2027-02-02"),
        ("from", "18:00"),
        ("why", "The room is taken"),
    ];
    moved(&fields).must_lead(MEETINGS, "meeting-moved");
    moved(&fields).must_say(409, &["Somebody was faster"]);
    town.get(Nobody, &page)
        .must_say(200, &["Tue 2 February 2027", "The room is taken"]);

    let off = |why: &str| town.post(Officer, &format!("{desk}/cancellation"), &[("off", why)]);
    off("").must_say(422, &["There is nothing written here yet"]);
    off("Snow").must_lead(MEETINGS, "meeting-called-off");
    town.get(Nobody, &page)
        .must_say(200, &["This meeting is called off", "Snow"]);
    assert_eq!(
        town.get(Officer, &desk).status,
        404,
        "it is not moved any more"
    );
    town.get(Officer, MEETINGS).must_say(200, &["called off"]);
    Ok(())
}

fn each_time_of_a_meeting_leads_to_the_others(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    town.at(&plan, "2027-01-12", "18:00");
    town.at(&plan, "2027-01-14", "10:30");
    town.at(&plan, "2027-01-16", "11:00");
    let page = town.announce(&plan, &[]).page();
    let other = town.announced();
    let first = town.get(Nobody, &page);
    first.must_say(200, &["other times too", "Thu 14 January 2027 at 10:30am"]);
    let text = first.text();
    let (_, list) = text.split_once("other times too").unwrap();
    let (_, link) = list.split_once("href=\"").unwrap();
    let second = town.get(Nobody, link.split('"').next().unwrap());
    second.must_say(200, &["Tue 12 January 2027", "Sat 16 January 2027"]);
    assert!(!town.get(Nobody, &other).text().contains("other times too"));
    Ok(())
}

fn nobody_else_sees_a_plan(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    let page = town.announced();
    let desk = format!("{MEETINGS}/{}", page.rsplit('/').next().unwrap());
    // The forum's own people announce its meetings, and none of the council's.
    for by in [
        CoOrdinator,
        Steering,
        Administrator,
        Sponsor,
        Member,
        Elsewhere,
        Operator,
    ] {
        for address in [
            format!("{plan}/purpose"),
            format!("{plan}/check"),
            desk.clone(),
        ] {
            let status = town.get(by, &address).status;
            assert!(status == 403 || status == 404, "{by:?} {address}: {status}");
        }
        let status = town.post(by, &format!("{plan}/removal"), &[]).status;
        assert!(status == 403 || status == 404, "{by:?}: {status}");
    }
    let council = text(town.council.organisation);
    let begun = town.post(CoOrdinator, MEETINGS, &[("organisation", &council)]);
    assert_eq!(begun.status, 403);
    let listed = town.get(CoOrdinator, MEETINGS);
    assert!(
        !listed.text().contains("/purpose"),
        "the council's plans are not listed"
    );
    // Where nothing can be added, nothing is announced.
    let version = town.get(Officer, &format!("{plan}/purpose")).version();
    town.close();
    let fields = [("version", version.as_str())];
    let refused = town.post(Officer, &format!("{plan}/announcement"), &fields);
    refused.must_say(409, &["Nothing can be added to it here"]);
    Ok(())
}

fn a_day_of_a_faith_warns_and_breaks_nothing(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    town.at(&plan, "2027-03-09", "18:00");
    let dates = town.get(Officer, &format!("{plan}/dates"));
    let warning = "Eid al-Fitr (Muslim) is expected on Tue 9 March 2027 and may come a day earlier or later: many families cannot come.";
    dates.must_say(200, &[warning, "Keeps the agreement"]);
    let announced = town.announce(&plan, &[]);
    assert_eq!(announced.status, 303, "{}", announced.says());
    let page = town.get(Nobody, &announced.page());
    assert!(!page.text().contains("short notice") && !page.text().contains("Eid"));
    Ok(())
}

fn a_series_is_planned_in_one_form_and_an_evening_added_in_one_press(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let plan = town.planned();
    let fields = |times| {
        [
            ("day", "2027-03-02"),
            ("from", "10:30"),
            ("to", ""),
            ("every", "week"),
            ("times", times),
        ]
    };
    let refused = town.say(&plan, "dates", &fields("many"));
    refused.must_say(
        422,
        &["Write how many meetings there are in all, from 2 to 12"],
    );
    assert!(refused.keeps("many") && refused.has_chosen("week"));
    let said = town.say(&plan, "dates", &fields("2"));
    assert_eq!(said.status, 303, "{}", said.says());
    let dates = town.get(Officer, &format!("{plan}/dates"));
    dates.must_say(
        200,
        &[
            "These are meetings of one series",
            "Left out of the series",
            "Eid al-Fitr",
            "Tue 16 March 2027",
        ],
    );
    let page = town.announce(&plan, &[]).page();
    let page = town.get(Nobody, &page);
    page.must_say(
        200,
        &["This meeting is one of a series", "Tue 16 March 2027"],
    );
    assert!(!page.text().contains("other times too"));

    let plan = town.planned();
    town.at(&plan, "2027-06-15", "10:30");
    let dates = town.get(Officer, &format!("{plan}/dates"));
    dates.must_say(200, &["Add Tue 15 June 2027 at 6:30pm"]);
    let text = dates.text();
    for hidden in [
        "name=\"day\" value=\"2027-06-15\"",
        "name=\"from\" value=\"18:30\"",
        "name=\"to\" value=\"\"",
    ] {
        assert!(text.contains(hidden), "{hidden}");
    }
    town.at(&plan, "2027-06-15", "18:30");
    let both = town.get(Officer, &format!("{plan}/dates"));
    assert!(
        !both.text().contains("name=\"from\" value="),
        "{}",
        both.says()
    );
    Ok(())
}
