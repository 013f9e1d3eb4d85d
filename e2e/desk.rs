//! The desk of an area and the operator's page: every page, and what they say when something is left out.

use std::path::Path;
use std::rc::Rc;

use alongside_testkit::Outcome;

use crate::house::{House, walk};
use crate::own::phone;
use crate::sign_in::as_one;
use crate::tab::Way;

#[test]
fn the_area_administrator_sees_every_page_of_the_desk() -> Outcome {
    walk("desk", |house| administer(house, Way::Pointer))
}

#[test]
fn somebody_is_invited_without_scripts() -> Outcome {
    walk("invite-no-script", |house| {
        invite(house, Way::PointerWithoutScript)
    })
}

#[test]
fn the_operator_opens_an_area() -> Outcome {
    walk("operator", |house| operate(house, Way::Pointer))
}

#[test]
fn the_operator_opens_an_area_by_keyboard() -> Outcome {
    walk("operator-keyboard", |house| operate(house, Way::Keyboard))
}

#[test]
fn a_logo_is_chosen_and_taken_away_without_scripts() -> Outcome {
    walk("logo-no-script", |house| {
        choose_logo(house, Way::PointerWithoutScript)
    })
}

#[test]
fn a_logo_is_chosen_and_taken_away_by_keyboard() -> Outcome {
    walk("logo-keyboard", |house| choose_logo(house, Way::Keyboard))
}

async fn administer(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "admin@rivermead.example").await?;
    for page in ["people", "organisations", "charters", "settings"] {
        tab.open("/rivermead/desk").await?;
        tab.press(&format!("main a[href='/rivermead/desk/{page}']"))
            .await?;
        tab.arrive(&format!("/rivermead/desk/{page}")).await?;
        tab.look(page).await?;
        // A form that nobody filled in says what it needs, or has nothing to say.
        tab.press("main form .govuk-button:not(.govuk-button--secondary)")
            .await?;
        tab.look(&format!("{page}-empty")).await?;
    }
    Ok(())
}

async fn choose_logo(house: Rc<House>, way: Way) -> Outcome {
    const IS_DRAWN: &str = "[...document.images].every(i => i.complete && i.naturalWidth > 0 && i.clientWidth > 0 && i.clientWidth <= document.documentElement.clientWidth)";
    let drawing = house.file("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg'/>")?;
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/rivermead.png");
    let tab = house.tab(way).await?;
    as_one(&tab, "admin@rivermead.example").await?;
    tab.open("/rivermead/desk/settings").await?;
    assert_eq!(
        tab.count("img.logo").await?,
        2,
        "at the head and in the form"
    );
    tab.press_called("Take the logo away").await?;
    assert_eq!(tab.count("img.logo").await?, 0);
    tab.look("none").await?;
    tab.choose_file("#file", &drawing).await?;
    tab.press_called("Save the logo").await?;
    let problems = tab.words(".govuk-error-summary").await?;
    assert!(
        problems.contains("SVG") && problems.contains("nothing written"),
        "{problems}"
    );
    tab.look("problems").await?;
    tab.choose_file("#file", &picture).await?;
    tab.fill("#says", "A sun over a river").await?;
    tab.press_called("Save the logo").await?;
    tab.arrive("/rivermead/desk/settings").await?;
    tab.look("shown").await?;
    // Everyone sees it.
    tab.open("/rivermead").await?;
    assert_eq!(tab.count("header img[alt='A sun over a river']").await?, 1);
    assert_eq!(tab.evaluate(IS_DRAWN).await?, true);
    tab.look("head").await
}

async fn invite(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "admin@rivermead.example").await?;
    tab.open("/rivermead/desk/people").await?;
    tab.fill("#email", "new@rivermead.example").await?;
    tab.touch("input[name=role]").await?;
    tab.press_called("Send the invitation").await?;
    assert!(
        tab.words("section[aria-labelledby='sent']")
            .await?
            .contains("new@rivermead.example")
    );
    tab.look("invited").await?;
    tab.open("/demo").await?;
    let mails = async || {
        Ok(tab
            .words("main")
            .await?
            .contains("To \u{2068}new@rivermead.example"))
    };
    tab.reload_until(mails).await?;
    tab.look("mail").await
}

async fn operate(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, "operator@rivermead.example").await?;
    // Whoever runs the service has to have a passkey, and is asked for it before anything else.
    tab.open("/operator").await?;
    tab.arrive("/me/passkeys/new?next=%2Foperator").await?;
    tab.look("passkey-asked").await?;
    phone(&tab).await?;
    tab.touch(".passkey button").await?;
    tab.arrive("/operator").await?;
    tab.look("page").await?;
    tab.press("main a[href='/operator/areas/new']").await?;
    tab.look("new").await?;
    tab.press("main form .govuk-button").await?;
    assert!(tab.count(".govuk-error-summary").await? > 0);
    tab.look("empty").await?;
    tab.fill("#name", "Hillside").await?;
    tab.fill("#slug", "hillside").await?;
    tab.fill("#council", "Hillside Council").await?;
    tab.press("main form .govuk-button").await?;
    tab.look("opened").await?;
    tab.open("/hillside").await?;
    assert!(tab.heading().await?.contains("Hillside"));
    tab.look("area").await?;
    tab.open("/hillside/standards").await?;
    tab.look("standards").await
}
