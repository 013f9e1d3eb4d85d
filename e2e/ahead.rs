//! What lies ahead: a date to keep free that is moved, planned and announced as a series; who follows; and a calendar of
//! one's own.

use std::rc::Rc;

use alongside_testkit::Outcome;

use crate::house::{House, walk};
use crate::meeting::{GO_ON, MEETINGS, answer, in_days};
use crate::sign_in::as_one;
use crate::tab::Way;

#[test]
fn a_date_is_saved_moved_planned_and_announced_as_a_series() -> Outcome {
    walk("ahead", |house| saved(house, Way::Pointer))
}

#[test]
fn a_date_is_saved_and_announced_without_scripts() -> Outcome {
    walk("ahead-no-script", |house| {
        saved(house, Way::PointerWithoutScript)
    })
}

#[test]
fn a_stranger_follows_confirms_and_ends_it() -> Outcome {
    walk("follow", |house| follow(house, Way::Pointer))
}

#[test]
fn a_stranger_follows_confirms_and_ends_it_by_keyboard() -> Outcome {
    walk("follow-keyboard", |house| follow(house, Way::Keyboard))
}

#[test]
fn somebody_makes_a_calendar_of_their_own() -> Outcome {
    walk("calendar", |house| calendar(house, Way::Pointer))
}

#[test]
fn somebody_makes_a_calendar_of_their_own_without_scripts() -> Outcome {
    walk("calendar-no-script", |house| {
        calendar(house, Way::PointerWithoutScript)
    })
}

async fn saved(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "officer@rivermead.example").await?;
    tab.open("/rivermead/desk/dates").await?;
    tab.press_called("Save the date").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("date-empty").await?;
    tab.fill("#title", "Evening about transport").await?;
    tab.fill("#day", &in_days(100)).await?;
    tab.press_called("Save the date").await?;
    tab.arrive(MEETINGS).await?;
    tab.look("date-saved").await?;
    let visitor = house.tab(way).await?;
    visitor.open("/rivermead").await?;
    visitor.look("area").await?;

    let evening = "li:has(form[action$='/plan'])";
    tab.press(&format!("{evening} .events__more a")).await?;
    tab.fill("#day", &in_days(107)).await?;
    tab.look("date-move").await?;
    tab.press_called("Keep the new day").await?;
    tab.arrive(MEETINGS).await?;
    tab.press(&format!("{evening} form[action$='/plan'] button"))
        .await?;
    answer(&tab).await?;
    tab.fill("#day", &in_days(107)).await?;
    tab.fill("#from", "18:00").await?;
    tab.touch("input[name=every][value='four-weeks']").await?;
    tab.fill("#times", "many").await?;
    tab.press_called("Add this time").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("series-wrong").await?;
    tab.fill("#times", "3").await?;
    tab.press_called("Add this time").await?;
    tab.look("series").await?;
    tab.press_called("Continue").await?;
    tab.look("series-check").await?;
    tab.press_called("Announce the meeting").await?;
    tab.has_words("h1", "Tell people").await?;
    visitor.open("/rivermead/calendar").await?;
    visitor
        .has_words("main", "Choosing next year's activities")
        .await?;
    visitor.look("calendar").await
}

async fn follow(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    tab.open("/rivermead").await?;
    tab.press("main a[href='/rivermead/follow']").await?;
    tab.arrive("/rivermead/follow").await?;
    assert!(tab.count(".govuk-breadcrumbs a[href='/rivermead']").await? > 0);
    tab.look("form").await?;
    tab.press(GO_ON).await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("form-empty").await?;
    tab.fill("#to", "sam@people.example").await?;
    tab.press(GO_ON).await?;
    tab.arrive("/follow/sent").await?;
    tab.look("sent").await?;
    tab.open("/demo").await?;
    let link = "a[href^='/follow/']";
    tab.reload_until(async || Ok(tab.count(link).await? > 0))
        .await?;
    tab.press(link).await?;
    tab.has_words("h1", "Do you want updates about").await?;
    tab.look("confirm").await?;
    tab.press(GO_ON).await?;
    tab.has_words("h1", "Your updates about").await?;
    tab.look("change").await?;
    tab.press_called("Stop all these updates").await?;
    tab.look("ended").await?;

    // The same by text message.
    tab.open("/rivermead/follow").await?;
    tab.fill("#to", "07700 900777").await?;
    tab.press(GO_ON).await?;
    tab.arrive("/follow/sent").await?;
    tab.open("/demo").await?;
    let is_there = async || Ok(tab.words("main").await?.contains("+447700900777"));
    tab.reload_until(is_there).await?;
    tab.press(link).await?;
    tab.has_words("h1", "Do you want updates about").await?;
    tab.press(GO_ON).await?;
    tab.has_words("h1", "Your updates about").await
}

async fn calendar(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "amina@rivermead.example").await?;
    tab.open("/me").await?;
    tab.has_words("main", "What you follow").await?;
    tab.has_words("main", "School transport from January")
        .await?;
    tab.look("me").await?;
    tab.press("main a[href='/me/calendar']").await?;
    tab.arrive("/me/calendar").await?;
    tab.look("none").await?;
    tab.press_called("Make the address").await?;
    tab.has_words("main", "Use it now").await?;
    tab.look("made").await?;
    assert!(tab.words("main code").await?.contains("/calendars/"));
    tab.press_called("Take the address away").await?;
    tab.has_words("main", "Make the address").await?;
    tab.look("ended").await?;

    tab.open("/me").await?;
    tab.press("form[action='/me/following/rivermead'] button")
        .await?;
    tab.has_words("h1", "Your updates about").await
}
