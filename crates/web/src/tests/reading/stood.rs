//! A page as it stood on a day that is over is the page that was given out then.

use alongside_app::register_organisation::register_organisation;
use alongside_domain::OrganisationKind;
use alongside_testkit::{Outcome, Scratch};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::fresh::take_back_the_first_title;
use super::{Place, Town, zone};

alongside_testkit::on_both!(
    a_page_of_the_past_is_the_page_that_was_given_out_then,
    a_day_before_the_record_began_says_so,
    a_text_taken_back_since_is_on_no_page_of_the_past,
    what_is_different_between_two_days_is_told,
);

/// What is known day by day: a meeting; its papers, and another; and the day of its papers put right.
const DAYS: [&[u8]; 3] = [
    b"id,title,organiser,announced,starts\n1,Panel,Rivermead Council,2026-02-20,2026-03-30 18:00\n",
    b"id,title,organiser,announced,starts,papers\n1,Panel,Rivermead Council,2026-02-20,2026-03-30 18:00,2026-02-25\n2,Board,Rivermead Council,2026-02-24,2026-03-05 10:00,\n",
    b"id,title,organiser,announced,starts,papers\n1,Panel,Rivermead Council,2026-02-20,2026-03-30 18:00,2026-02-27\n",
];

const READ: [&str; 6] = [
    "/rivermead",
    "/rivermead/standards",
    "/rivermead/meetings",
    "/rivermead/organisations",
    "/rivermead/calendar?from=2026-11",
    "/rivermead/meetings?organiser=Rivermead%20Council",
];

/// The main part without what says that it is of the past and asks for another day, and without what somebody could
/// have done then and no longer can.
fn main_part(page: &str) -> String {
    let (_, rest) = page.split_once("<h1").expect("a heading");
    let mut main = rest
        .split("<form class=\"stood")
        .next()
        .unwrap_or(rest)
        .to_owned();
    for (begin, end) in [
        ("<section class=\"on-screen\"", "</section>\n"),
        ("<p class=\"govuk-body on-screen\"", "</p>\n"),
    ] {
        while let Some(at) = main.find(begin) {
            let length = main[at..].find(end).unwrap() + end.len();
            main.replace_range(at..at + length, "");
        }
    }
    main
}

/// Waits until two minutes before midnight.
fn until_late(town: &Town) -> Date {
    let now = zone().to_datetime(town.call().now.timestamp());
    let late = now.date().at(23, 58, 0, 0);
    let wait = zone().to_timestamp(late).unwrap();
    town.pass(wait.as_second() - town.call().now.timestamp().as_second());
    now.date()
}

/// Where a meeting of this name is.
fn meeting(town: &Town, title: &str) -> String {
    let list = town.text("/rivermead/meetings");
    let before = list.split(title).next().unwrap();
    let href = before.rsplit("href=\"").next().unwrap();
    href.split(['"', '?']).next().unwrap().to_owned()
}

/// Reads everything at the end of each of three days, and goes on to the next.
fn three_days(town: &Town, place: &Place) -> Vec<(Date, Vec<(String, String)>)> {
    let mut days = Vec::new();
    for (number, sheet) in DAYS.into_iter().enumerate() {
        town.load(place, sheet);
        let (call, name) = (town.call(), format!("Group {number}"));
        let (area, kind) = (&place.council.area, OrganisationKind::SupportGroup);
        let joined = town
            .database
            .write(|tx| register_organisation(tx, &call, area, kind, &name));
        joined.unwrap();
        let day = until_late(town);
        let panel = meeting(town, "Panel");
        let addresses = READ.into_iter().map(str::to_owned).chain([panel]);
        let pages = addresses.map(|address| {
            let text = town.text(&address);
            (address, text)
        });
        days.push((day, pages.collect()));
        town.pass(600);
    }
    days
}

fn of_day(address: &str, day: Date) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}as_of={day}")
}

fn a_page_of_the_past_is_the_page_that_was_given_out_then(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    let days = three_days(&town, &place);
    town.pass(40 * 24 * 3600);
    for (day, pages) in &days {
        for (address, then) in pages {
            let past = town.text(&of_day(address, *day));
            // Lists of results lead on to results of that day; on that day they said so too.
            assert_eq!(main_part(&past), main_part(then), "{address} on {day}");
            assert!(past.contains("noindex") && past.contains("as it stood at the end of"));
            let now = town.text(address);
            assert!(!now.contains("noindex"), "{address}");
        }
    }
    // The last day is not as the first.
    let (first, _) = days.first().unwrap();
    let panel = meeting(&town, "Panel");
    let papers = "Fri 27 February 2026";
    assert!(!town.text(&of_day(&panel, *first)).contains(papers));
    assert!(town.text(&panel).contains(papers));
    let board = meeting(&town, "Board");
    assert_eq!(
        town.get(&of_day(&board, *first)).status,
        404,
        "nobody knew of it"
    );
    Ok(())
}

fn a_day_before_the_record_began_says_so(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    let page = town.text("/haringey/standards?as_of=2021-06-01");
    assert!(page.contains("The record began on"), "{page}");
    let began = zone().to_datetime(town.call().now.timestamp()).date();
    let before = began.checked_sub(1.day())?;
    assert!(
        town.text(&format!("/haringey?as_of={before}"))
            .contains("The record began on")
    );
    Ok(())
}

fn a_text_taken_back_since_is_on_no_page_of_the_past(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    let days = three_days(&town, &place);
    take_back_the_first_title(&town, &place);
    town.pass(24 * 3600);
    for (day, pages) in &days {
        for (address, then) in pages {
            assert!(
                then.contains("Panel") || !address.contains("/meetings"),
                "{address}"
            );
            let past = town.text(&of_day(address, *day));
            let around = past
                .find("Panel")
                .map(|at| &past[at.saturating_sub(300)..at + 50]);
            assert_eq!(around, None, "{address} on {day}");
        }
    }
    Ok(())
}

fn what_is_different_between_two_days_is_told(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    let place = town.open("Rivermead", "rivermead", "");
    let days = three_days(&town, &place);
    let [(first, _), (second, _), (third, _)] = days.as_slice() else {
        return Err("there are three days".into());
    };
    let between = |from, to| town.text(&format!("/rivermead/changes?from={from}&to={to}"));
    let told = between(first, second);
    assert!(
        told.contains("nothing known → Wed 25 February 2026"),
        "{told}"
    );
    assert!(told.contains("Not due yet → Kept"), "{told}");
    assert!(told.contains("Board") && told.contains(">New<"), "{told}");
    assert!(told.contains("Group 1") && !told.contains("Group 0"));
    let put_right = between(second, third);
    assert!(
        put_right.contains("Wed 25 February 2026 → Fri 27 February 2026"),
        "{put_right}"
    );
    assert!(
        !put_right.contains("Board"),
        "of it nothing changed: {put_right}"
    );
    // All of it, from before there was anything.
    let before = first.checked_sub(9.days())?;
    let all = between(&before, third);
    assert!(all.contains("Panel") && all.contains("Group 0") && all.contains("Adopted:"));
    let none = town.get(&format!("/rivermead/changes?from={third}&to={third}"));
    assert_eq!(none.status, 400);
    let past = town.text(&of_day("/rivermead", *first));
    assert!(past.contains(&format!("/rivermead/changes?from={first}")));
    Ok(())
}
