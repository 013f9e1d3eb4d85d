//! A meeting: planned question by question, announced, moved, called off; and what a visitor sees of it meanwhile.

use std::rc::Rc;

use alongside_testkit::Outcome;
use jiff::{ToSpan as _, Zoned};

use crate::house::{House, walk};
use crate::sign_in::as_one;
use crate::tab::{Tab, Way};

#[test]
fn an_officer_plans_and_announces_a_meeting() -> Outcome {
    walk("meeting", |house| plan(house, Way::Pointer))
}

#[test]
fn an_officer_plans_and_announces_a_meeting_without_scripts() -> Outcome {
    walk("meeting-no-script", |house| {
        plan(house, Way::PointerWithoutScript)
    })
}

#[test]
fn an_officer_plans_and_announces_a_meeting_by_keyboard() -> Outcome {
    walk("meeting-keyboard", |house| plan(house, Way::Keyboard))
}

pub(crate) const MEETINGS: &str = "/rivermead/desk/meetings";
/// The button that goes on.
pub(crate) const GO_ON: &str = "main form .govuk-button:not(.govuk-button--secondary)";

async fn plan(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "officer@rivermead.example").await?;
    tab.open("/rivermead/desk").await?;
    assert!(tab.has_words("main", "What is due next").await.is_ok());
    tab.look("desk").await?;
    tab.press(&format!("main a[href='{MEETINGS}']")).await?;
    tab.arrive(MEETINGS).await?;
    tab.look("meetings").await?;
    tab.press_called("Plan a meeting").await?;
    tab.look("purpose").await?;
    tab.press(GO_ON).await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("purpose-empty").await?;
    answer(&tab).await?;

    // Too soon: the sum is there, and the days that would do.
    tab.fill("#day", &in_days(7)).await?;
    tab.fill("#from", "18:00").await?;
    tab.press_called("Add this time").await?;
    tab.look("dates").await?;
    tab.press_called("Continue").await?;
    tab.look("check").await?;
    tab.press_called("Announce the meeting").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("check-empty").await?;
    tab.fill("#reason", "The inspector gave us the date.")
        .await?;
    tab.fill("#measures", "A second session in January.")
        .await?;
    tab.press_called("Announce the meeting").await?;
    // The website alone reaches few: the next thing to do is to tell people.
    tab.has_words("h1", "Tell people").await?;
    tab.look("announced").await?;
    let channels = tab.address().await?;
    let page = channels.replace("/desk/", "/").replace("/channels", "");
    tab.open("/rivermead/desk").await?;
    tab.find(&format!("main a[href='{channels}']")).await?;
    tab.look("desk-next").await?;
    note(&tab, &page).await?;

    let visitor = house.tab(way).await?;
    visitor.open(&page).await?;
    visitor
        .has_words("main", "What becomes of what you say")
        .await?;
    visitor
        .has_words("main", "Announced at short notice")
        .await?;
    visitor.look("seen").await?;
    come(&visitor, &page).await?;
    cannot_come(&house.tab(way).await?, &page).await?;
    prepare(&tab, &page).await?;
    tell(&tab, &page).await?;
    visitor.open(&page).await?;
    visitor.has_words("main", "By flyers").await?;
    visitor.look("told").await?;
    visitor.press("main a[href$='/flyer']").await?;
    visitor.arrive(&format!("{page}/flyer")).await?;
    visitor
        .has_words(".flyer", "Choosing next year's activities")
        .await?;
    visitor.look("flyer").await?;
    change(&tab, &page).await?;
    visitor.open(&page).await?;
    visitor
        .has_words("main", "This meeting is called off")
        .await?;
    visitor.look("seen-off").await
}

/// A day from now on, as the demo counts them.
#[expect(
    clippy::disallowed_methods,
    reason = "the service under test runs by the clock of the machine"
)]
pub(crate) fn in_days(days: i32) -> String {
    let day = Zoned::now().date().saturating_add(days.days());
    day.strftime("%-d %B %Y").to_string()
}

/// Everything but the dates.
pub(crate) async fn answer(tab: &Tab) -> Outcome {
    tab.fill("#title", "Choosing next year's activities")
        .await?;
    tab.fill("#purpose", "To choose which short breaks are paid for.")
        .await?;
    tab.press(GO_ON).await?;
    tab.look("level").await?;
    tab.touch("input[name=level]").await?;
    tab.press(GO_ON).await?;
    for (field, says) in [
        ("#open", "Which activities, and on which days."),
        ("#decided", "There is 40,000 pounds to spend."),
        (
            "#used",
            "The board decides on 1 March and writes to everyone.",
        ),
    ] {
        tab.fill(field, says).await?;
    }
    tab.look("input").await?;
    tab.press(GO_ON).await?;
    tab.touch("input[value=venue]").await?;
    tab.touch("input[value=online]").await?;
    tab.fill("#place", "The library, 1 High Road").await?;
    tab.look("ways").await?;
    tab.press(GO_ON).await?;
    tab.has_words("h1", "When is it?").await
}

/// Notes that the papers of the meeting of this page were shared, from the line of the desk that asks for it.
async fn note(tab: &Tab, page: &str) -> Outcome {
    let due = page.replace("/meetings/", "/desk/due/") + "/papers";
    tab.press(&format!("main a[href='{due}']")).await?;
    tab.arrive(&due).await?;
    tab.look("due").await?;
    tab.fill("#day", &in_days(1)).await?;
    tab.press_called("Note it").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("due-wrong").await?;
    tab.fill("#day", &in_days(0)).await?;
    tab.press_called("Note it").await?;
    tab.arrive("/rivermead/desk").await?;
    assert_eq!(tab.count(&format!("main a[href='{due}']")).await?, 0);
    tab.look("due-noted").await
}

/// Tells people of the meeting of this page, and notes how.
async fn tell(tab: &Tab, page: &str) -> Outcome {
    let id = page.rsplit('/').next().unwrap_or_default();
    tab.open(MEETINGS).await?;
    let channels = format!("{MEETINGS}/{id}/channels");
    tab.press(&format!("main a[href='{channels}']")).await?;
    tab.arrive(&channels).await?;
    assert!(
        tab.words("#words-whatsapp-en")
            .await?
            .contains("*Choosing next year's activities*")
    );
    tab.look("tell").await?;
    // What the service itself sends out is chosen already.
    tab.touch("input[value=email]").await?;
    tab.touch("input[value=text]").await?;
    tab.press_called("Note it").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("tell-empty").await?;
    tab.touch("input[value=flyer]").await?;
    tab.touch("input[value=whatsapp]").await?;
    tab.press_called("Note it").await?;
    tab.arrive(&channels).await?;
    assert_eq!(tab.count("input[value=flyer]").await?, 0);
    tab.look("told-noted").await
}

/// Moves the meeting of this page, and calls it off.
async fn change(tab: &Tab, page: &str) -> Outcome {
    let id = page.rsplit('/').next().unwrap_or_default();
    let desk = format!("{MEETINGS}/{id}");
    tab.open(&desk).await?;
    tab.look("change").await?;
    tab.press_called("Move the meeting").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("change-empty").await?;
    tab.fill("#day", &in_days(60)).await?;
    tab.fill("#from", "18:00").await?;
    tab.fill("#why", "The room was taken.").await?;
    tab.press_called("Move the meeting").await?;
    tab.arrive(MEETINGS).await?;
    tab.look("moved").await?;
    tab.open(&desk).await?;
    tab.fill("#off", "Snow.").await?;
    tab.press_called("Call the meeting off").await?;
    tab.arrive(MEETINGS).await?;
    tab.look("called-off").await
}

/// Somebody without an account would like to come.
async fn come(tab: &Tab, page: &str) -> Outcome {
    tab.press_called("I’d like to come").await?;
    tab.arrive(&format!("{page}/reply")).await?;
    tab.look("reply").await?;
    tab.press_called("Send").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("reply-empty").await?;
    tab.touch("input[value=venue]").await?;
    tab.fill("#name", "Sam").await?;
    tab.touch("main form details summary").await?;
    tab.touch("input[value=step-free]").await?;
    tab.look("reply-needs").await?;
    tab.press_called("Send").await?;
    tab.has_words("h1", "You have a place").await?;
    tab.look("coming").await
}

/// A member of the forum cannot: one tap on the page, one on the reason.
async fn cannot_come(tab: &Tab, page: &str) -> Outcome {
    as_one(tab, "amina@rivermead.example").await?;
    tab.open(page).await?;
    tab.press_called("I can’t come").await?;
    tab.look("cannot-come").await?;
    tab.press_called("I was told too late").await?;
    tab.has_words("h1", "You told us that you can’t come")
        .await?;
    tab.look("declined").await
}

/// The officer sees who comes, and says how many places there are.
async fn prepare(tab: &Tab, page: &str) -> Outcome {
    let id = page.rsplit('/').next().unwrap_or_default();
    let address = format!("{MEETINGS}/{id}/replies");
    tab.open(&address).await?;
    tab.has_words("main", "Sam").await?;
    tab.has_words("main", "I was told too late").await?;
    tab.fill("#room", "none").await?;
    tab.press_called("Save").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("replies-wrong").await?;
    tab.fill("#room", "30").await?;
    tab.fill("#joining", "Ring 01632 960 123 and ask for the meeting.")
        .await?;
    tab.press_called("Save").await?;
    tab.arrive(&address).await?;
    tab.look("replies").await
}
