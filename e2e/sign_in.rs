//! Signing in by a link in a mail, as everybody in the demo.

use std::error::Error;
use std::rc::Rc;

use alongside_testkit::Outcome;

use crate::house::{House, walk};
use crate::tab::{Tab, Way};

/// Everybody in the demo, and what their own page says that they do.
const PEOPLE: [(&str, &str); 10] = [
    ("amina@rivermead.example", "Member of the forum"),
    ("jo@rivermead.example", "Parent representative"),
    ("forum@rivermead.example", "Co-ordinator"),
    ("steering@rivermead.example", "Member of the steering group"),
    ("officer@rivermead.example", "Officer"),
    ("director@rivermead.example", "Sponsor"),
    ("councillor@rivermead.example", "Scrutineer"),
    ("finance@rivermead.example", "Finance"),
    ("admin@rivermead.example", "Area administrator"),
    ("operator@rivermead.example", "Operator"),
];
const LINK: &str = "a[href^='/sign-in/link/']";

#[test]
fn each_role_signs_in_by_the_mail_on_the_screen() -> Outcome {
    walk("roles", |house| each(house, Way::Pointer, &PEOPLE))
}

#[test]
fn one_of_each_side_signs_in_without_scripts() -> Outcome {
    walk("roles-no-script", |house| {
        each(house, Way::PointerWithoutScript, &PEOPLE[3..6])
    })
}

#[test]
fn somebody_signs_in_and_out_by_keyboard() -> Outcome {
    walk("roles-keyboard", |house| typed(house, Way::Keyboard))
}

#[test]
fn whoever_mistypes_or_is_unknown_is_told_what_to_do_and_nothing_else() -> Outcome {
    walk("sign-in", |house| mistyped(house, Way::Pointer))
}

async fn each(
    house: Rc<House>,
    way: Way,
    people: &'static [(&'static str, &'static str)],
) -> Outcome {
    let tab = house.tab(way).await?;
    for (email, role) in people {
        as_one(&tab, email).await?;
        tab.look(&format!(
            "landing-{}",
            email.split('@').next().unwrap_or_default()
        ))
        .await?;
        tab.press(".account__link").await?;
        tab.arrive("/me").await?;
        let roles = tab.words("section[aria-labelledby='roles']").await?;
        assert!(roles.contains(role), "{email}: {roles}");
        tab.press(".account__button").await?;
        assert_eq!(
            tab.count(".account__button").await?,
            0,
            "{email} is still signed in"
        );
    }
    tab.look("signed-out").await
}

/// Signs in as somebody in the demo, by the button and by the mail on the screen.
pub(crate) async fn as_one(tab: &Tab, email: &str) -> Result<(), Box<dyn Error>> {
    tab.open("/demo").await?;
    let before = tab.count(LINK).await?;
    tab.press(&format!("form:has(input[value='{email}']) button"))
        .await?;
    tab.arrive("/sign-in/sent").await?;
    open_mail(tab, before).await
}

/// Opens the newest mail once there are more than so many.
async fn open_mail(tab: &Tab, before: usize) -> Result<(), Box<dyn Error>> {
    tab.press_called("See the mails of the demo").await?;
    tab.arrive("/demo#mails").await?;
    // Whoever waits for a mail looks again.
    tab.reload_until(async || Ok(tab.count(LINK).await? > before))
        .await?;
    tab.press(LINK).await?;
    tab.press_called("Sign me in").await?;
    tab.find(".account__button").await.map(drop)
}

async fn typed(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    tab.open("/").await?;
    tab.press(".account__link").await?;
    tab.arrive("/sign-in").await?;
    tab.fill("#email", "amina@rivermead.example").await?;
    tab.press_called("Send me a link").await?;
    tab.arrive("/sign-in/sent").await?;
    open_mail(&tab, 0).await?;
    tab.press(".account__link").await?;
    tab.arrive("/me").await?;
    tab.fill("#name", "Amina Y").await?;
    tab.press_called("Save").await?;
    assert!(tab.words(".account__link").await?.contains("Amina Y"));
    tab.press(".account__button").await?;
    assert_eq!(tab.count(".account__button").await?, 0);
    Ok(())
}

async fn mistyped(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    tab.open("/rivermead/desk/people").await?;
    tab.arrive("/sign-in?next=%2Frivermead%2Fdesk%2Fpeople")
        .await?;
    tab.look("form").await?;
    tab.fill("#email", "nobody at all").await?;
    tab.press_called("Send me a link").await?;
    assert!(
        tab.words(".govuk-error-summary")
            .await?
            .contains("not an email address")
    );
    assert_eq!(
        tab.value("#email").await?,
        "nobody at all",
        "what was typed is kept"
    );
    tab.look("mistyped").await?;
    tab.fill("#email", "stranger@example.org").await?;
    tab.press_called("Send me a link").await?;
    tab.arrive("/sign-in/sent").await?;
    tab.look("sent").await?;
    tab.open("/sign-in/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .await?;
    tab.look("link").await?;
    tab.press_called("Sign me in").await?;
    tab.look("refused").await?;
    assert_eq!(tab.count(".account__button").await?, 0);
    tab.open("/demo").await?;
    assert_eq!(tab.count(LINK).await?, 0, "a stranger was written to");
    tab.look("demo").await?;
    // Where somebody meant to go is where they come to.
    as_one(&tab, "admin@rivermead.example").await?;
    tab.arrive("/rivermead/desk/people").await
}
