//! What the charters ask for next, and that it was done.

use alongside_testkit::{Outcome, Scratch};

use super::*;

alongside_testkit::on_both!(
    the_desk_says_what_is_due_next_with_the_standard_that_asks_for_it,
    what_is_due_is_noted_in_one_press_and_everyone_sees_it,
    only_whoever_organises_it_notes_it,
);

const DESK: &str = "/haringey/desk";

/// Where it is noted that something was done for a meeting.
fn due(meeting: &str, fact: &str) -> String {
    format!("{}/{fact}", meeting.replace("/meetings/", "/desk/due/"))
}

fn the_desk_says_what_is_due_next_with_the_standard_that_asks_for_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    town.get(Officer, DESK)
        .must_say(200, &["What is due next", "Nothing is due"]);
    let meeting = town.announced();
    let desk = town.get(Officer, DESK);
    desk.must_say(
        200,
        &[
            "Share the papers: Spring",
            "By Tue 5 January 2027",
            "Seven days",
        ],
    );
    let papers = due(&meeting, "papers");
    assert!(desk.text().contains(&format!("href=\"{papers}\"")));
    // What the other side organises is the other side's to do.
    town.get(CoOrdinator, DESK)
        .must_say(200, &["Nothing is due"]);
    let administrator = town.get(Administrator, DESK);
    assert!(!administrator.text().contains("What is due next"));
    let off = meeting.replace("/haringey/", "/haringey/desk/") + "/cancellation";
    town.post(Officer, &off, &[("off", "Snow")]);
    town.get(Officer, DESK).must_say(200, &["Nothing is due"]);
    assert_eq!(town.get(Officer, &papers).status, 404);
    Ok(())
}

fn what_is_due_is_noted_in_one_press_and_everyone_sees_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.announced();
    let papers = due(&meeting, "papers");
    let page = town.get(Officer, &papers);
    page.must_say(200, &["Share the papers", "Seven days"]);
    assert!(page.keeps("22 November 2026"), "today");
    let soon = town.post(Officer, &papers, &[("day", "1 December 2026")]);
    soon.must_say(422, &["This day has not come yet"]);
    assert!(soon.keeps("1 December 2026"));
    let noted = town.post(Officer, &papers, &[("day", "2026-11-22")]);
    assert_eq!(noted.status, 303);
    assert_eq!(noted.header("location"), DESK);
    let desk = town.get(Officer, DESK);
    desk.must_say(200, &["Share the agenda"]);
    assert!(!desk.text().contains("Share the papers"));
    town.get(Nobody, &meeting)
        .must_say(200, &["Papers shared Sun 22 November 2026"]);
    // Somebody has it open still.
    let again = town.post(Officer, &papers, &[("day", "21 November 2026")]);
    again.must_say(409, &["21 November 2026"]);
    assert_eq!(town.get(Officer, &papers).status, 404);
    Ok(())
}

fn only_whoever_organises_it_notes_it(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let meeting = town.announced();
    let papers = due(&meeting, "papers");
    for (by, status) in [(Nobody, 303), (CoOrdinator, 404), (Administrator, 403)] {
        assert_eq!(town.get(by, &papers).status, status, "{by:?}");
    }
    let noted = town.post(CoOrdinator, &papers, &[("day", "2026-11-22")]);
    assert_eq!(noted.status, 403);
    for fact in ["announced", "starts", "paid", "x"] {
        let address = due(&meeting, fact);
        assert_eq!(town.get(Officer, &address).status, 404, "{fact}");
    }
    town.get(Officer, DESK).must_say(200, &["Share the papers"]);
    Ok(())
}
