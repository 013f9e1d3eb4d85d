//! Dates that are saved, and what is planned month by month.

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    a_saved_date_is_no_announcement_and_becomes_one,
    what_is_wrong_with_a_saved_date_is_told_beside_its_field,
    what_is_planned_stands_under_its_month_six_at_a_time,
);

const DATES: &str = "/haringey/desk/dates";

impl Town {
    fn save(&self, title: &str, day: &str) -> Answered {
        let council = text(self.council.organisation);
        let fields = [
            ("organisation", council.as_str()),
            ("title", title),
            ("body", "SEND board"),
            ("day", day),
        ];
        self.post(Officer, DATES, &fields)
    }

    /// The id of the only subject of this title.
    fn called(&self, title: &str) -> String {
        let area = self.known();
        let all: Vec<_> = area.subjects().filter(|of| of.title == title).collect();
        assert_eq!(all.len(), 1);
        all[0].id.clone()
    }
}

fn a_saved_date_is_no_announcement_and_becomes_one(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    town.get(Officer, DATES)
        .must_say(200, &["It is no announcement"]);
    town.save("Summer fair", "15 June 2027")
        .must_lead(MEETINGS, "date-saved");
    let id = town.called("Summer fair");
    let page = format!("/haringey/meetings/{id}");
    let calendar = town.get(Nobody, &format!("{page}.ics")).text();
    for line in ["STATUS:TENTATIVE", "DTSTART;VALUE=DATE:20270615"] {
        assert!(calendar.contains(line), "{line}: {calendar}");
    }
    let public = town.get(Nobody, &page);
    public.must_say(200, &["Tue 15 June 2027"]);
    // A program that shows events would announce it.
    assert!(!public.text().contains("schema.org"));
    town.get(Nobody, "/haringey/calendar?from=2027-06")
        .must_say(200, &["Summer fair", "Date to keep free"]);
    town.get(Nobody, "/haringey/meetings")
        .must_say(200, &["Summer fair", "Date to keep free"]);

    town.get(Officer, MEETINGS)
        .must_say(200, &["date to keep free", "Plan and announce it"]);
    let plan = |by| town.post(by, &format!("{DATES}/{id}/plan"), &[]);
    assert_eq!(plan(CoOrdinator).status, 403);
    let begun = plan(Officer).header("location").to_owned();
    assert_eq!(plan(Officer).header("location"), begun, "it goes on");
    let plan = begun.strip_suffix("/purpose").unwrap();
    let purpose = town.get(Officer, &begun);
    assert!(purpose.keeps("Summer fair") && purpose.keeps("SEND board"));
    let said = [
        (
            "purpose",
            &[
                ("title", "Summer fair"),
                ("purpose", "To meet"),
                ("body", ""),
            ][..],
        ),
        ("level", &[("level", "inform")]),
        (
            "input",
            &[("open", "All"), ("decided", "Nothing"), ("used", "Notes")],
        ),
        ("ways", &[("means", "online"), ("place", "")]),
        (
            "dates",
            &[("day", "2027-06-15"), ("from", "10:30"), ("to", "")],
        ),
    ];
    for (step, fields) in said {
        let said = town.say(plan, step, fields);
        assert_eq!(said.status, 303, "{step}: {}", said.says());
    }
    let announced = town.announce(plan, &[]);
    assert_eq!(announced.page(), page, "it is the same meeting");
    assert_eq!(town.called("Summer fair"), id);
    let calendar = town.get(Nobody, &format!("{page}.ics")).text();
    assert!(calendar.contains("STATUS:CONFIRMED"), "{calendar}");
    assert!(town.get(Nobody, &page).text().contains("EventScheduled"));
    assert_eq!(
        town.post(Officer, &format!("{DATES}/{id}/plan"), &[])
            .status,
        404
    );
    Ok(())
}

fn what_is_wrong_with_a_saved_date_is_told_beside_its_field(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let version = town.version();
    let refused = town.save("", "");
    refused.must_say(422, &["There is nothing written here yet", "Write a day"]);
    let refused = town.save("Kept", "31/04/2027");
    refused.must_say(422, &["April has 30 days"]);
    assert!(refused.keeps("Kept") && refused.keeps("31/04/2027"));
    town.save("Kept", "2020-06-15")
        .must_say(422, &["This is past, or today"]);
    town.post(Officer, DATES, &[("title", "Kept"), ("day", "2027-06-15")])
        .must_say(422, &["Choose in whose name"]);
    let council = text(town.council.organisation);
    let fields = [
        ("organisation", council.as_str()),
        ("title", "Kept"),
        ("day", "2027-06-15"),
    ];
    assert_eq!(town.post(CoOrdinator, DATES, &fields).status, 403);
    assert_eq!(town.version(), version);

    // What was saved is called off as what was announced is.
    assert_eq!(town.save("Kept", "2027-06-15").status, 303);
    let desk = format!("{MEETINGS}/{}", town.called("Kept"));
    let form = town.get(Officer, &desk);
    form.must_say(200, &["Call it off"]);
    form.must_say(200, &["Give it another date", "nobody is written to"]);
    assert!(!form.text().contains("Why is it moved?"));
    let version = form.version();
    let moved = |day: &str, version: &str| {
        let fields = [("day", day), ("version", version)];
        town.post(Officer, &format!("{desk}/date"), &fields)
    };
    moved("", &version).must_say(422, &["Write a day"]);
    moved("15 June 2027", &version).must_say(422, &["It is on this day already"]);
    moved("22 June 2027", &version).must_lead(MEETINGS, "date-saved");
    // Somebody who opened the form before that is told.
    assert_eq!(moved("23 June 2027", &version).status, 409);
    let page = format!("/haringey/meetings/{}", town.called("Kept"));
    let calendar = town.get(Nobody, &format!("{page}.ics")).text();
    for line in [
        "STATUS:TENTATIVE",
        "DTSTART;VALUE=DATE:20270622",
        "SEQUENCE:1",
    ] {
        assert!(calendar.contains(line), "{line}: {calendar}");
    }
    // It is still no announcement: no notice is counted, and nothing is told.
    let subject = town.known();
    let subject = subject.subjects().find(|of| of.title == "Kept").unwrap();
    assert_eq!(subject.fact(alongside_charter::fact::ANNOUNCED), None);
    assert_eq!(subject.fact(alongside_charter::fact::RESCHEDULED), None);
    town.get(Nobody, "/haringey")
        .must_say(200, &["Kept", "Date to keep free, not announced yet"]);
    let off = town.post(Officer, &format!("{desk}/cancellation"), &[("off", "Snow")]);
    off.must_lead(MEETINGS, "meeting-called-off");
    town.get(Nobody, "/haringey/calendar?from=2027-06")
        .must_say(200, &["Called off"]);
    Ok(())
}

fn what_is_planned_stands_under_its_month_six_at_a_time(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    town.announced();
    let first = town.get(Nobody, "/haringey/calendar?from=2026-09");
    first.must_say(
        200,
        &[
            "September 2026",
            "January 2027",
            "Spring &#60;i&#62;meeting",
            "Nothing is planned yet",
        ],
    );
    let text = first.text();
    assert!(!text.contains("March 2027"));
    for link in ["from=2026-03\"", "from=2027-03\""] {
        assert!(text.contains(link), "{link}");
    }
    assert!(
        !town
            .get(Nobody, "/haringey/calendar?from=2027-03")
            .text()
            .contains("Spring")
    );
    assert!(
        town.get(Nobody, "/haringey/meetings")
            .text()
            .contains("href=\"/haringey/calendar\"")
    );
    for wrong in ["2027", "2027-13", "2027-1", "x", "2027-01-01"] {
        let answer = town.get(Nobody, &format!("/haringey/calendar?from={wrong}"));
        assert_eq!(answer.status, 400, "{wrong}");
        answer.must_say(400, &["asks for something that cannot be read"]);
    }
    Ok(())
}
