//! Your own page: passkeys, and signing out elsewhere.

use std::error::Error;
use std::rc::Rc;

use alongside_testkit::Outcome;
use serde_json::json;

use crate::house::{House, walk};
use crate::sign_in::as_one;
use crate::tab::{Tab, Way};

const WHO: &str = "admin@rivermead.example";

#[test]
fn a_passkey_is_added_and_signs_in_and_is_removed() -> Outcome {
    walk("passkey", |house| passkey(house, Way::Pointer))
}

#[test]
fn a_passkey_is_added_and_signs_in_by_keyboard() -> Outcome {
    walk("passkey-keyboard", |house| passkey(house, Way::Keyboard))
}

#[test]
fn somebody_signs_out_elsewhere() -> Outcome {
    walk("elsewhere", |house| elsewhere(house, Way::Pointer))
}

async fn passkey(house: Rc<House>, way: Way) -> Outcome {
    let tab = house.tab(way).await?;
    as_one(&tab, WHO).await?;
    tab.open("/me").await?;
    tab.look("me").await?;
    tab.press_called("Add a passkey").await?;
    tab.arrive("/me/passkeys/new?next=%2Fme").await?;
    tab.look("new").await?;

    let phone = phone(&tab).await?;
    let verified = |is: bool| json!({ "authenticatorId": phone, "isUserVerified": is });
    tab.ask("WebAuthn.setUserVerified", verified(false)).await?;
    tab.touch(".passkey button").await?;
    tab.has_words(".passkey [role=alert]", "No passkey was used")
        .await?;
    tab.look("cancelled").await?;

    tab.ask("WebAuthn.setUserVerified", verified(true)).await?;
    tab.touch(".passkey button").await?;
    // Back to where the passkey was asked for.
    tab.arrive("/me").await?;
    tab.look("added").await?;
    tab.open("/me").await?;
    tab.look("one").await?;
    tab.press(".account__button").await?;
    tab.open("/sign-in").await?;
    tab.touch(".passkey button").await?;
    tab.find(".account__button").await?;
    tab.arrive("/rivermead/desk").await?;
    tab.open("/me").await?;
    assert!(
        !tab.words("section[aria-labelledby='passkeys']")
            .await?
            .contains("never used")
    );

    tab.press("form[action$='/removal'] button").await?;
    assert_eq!(tab.count("form[action$='/removal']").await?, 0);
    tab.look("removed").await?;
    tab.press(".account__button").await?;
    tab.open("/sign-in").await?;
    tab.touch(".passkey button").await?;
    tab.has_words(".passkey [role=alert]", "not known here")
        .await?;
    tab.look("unknown").await
}

/// Gives the browser something that keeps passkeys, as a phone does.
pub(crate) async fn phone(tab: &Tab) -> Result<String, Box<dyn Error>> {
    tab.ask("WebAuthn.enable", json!({})).await?;
    let options = json!({
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": true,
        "hasUserVerification": true,
        "isUserVerified": true,
        "automaticPresenceSimulation": true,
    });
    let added = tab
        .ask(
            "WebAuthn.addVirtualAuthenticator",
            json!({ "options": options }),
        )
        .await?;
    let id = added["authenticatorId"].as_str();
    Ok(id.ok_or("no id")?.to_owned())
}

async fn elsewhere(house: Rc<House>, way: Way) -> Outcome {
    let here = house.tab(way).await?;
    let there = house.tab(Way::PointerWithoutScript).await?;
    as_one(&there, WHO).await?;
    as_one(&here, WHO).await?;
    here.open("/me").await?;
    here.look("two").await?;
    assert_eq!(here.count("form[action^='/me/sessions/']").await?, 1);
    here.press("form[action^='/me/sessions/'] button").await?;
    assert_eq!(here.count("form[action^='/me/sessions/']").await?, 0);
    here.look("one").await?;

    there.open("/me").await?;
    there.arrive("/sign-in?next=%2Fme").await?;
    there.look("signed-out-there").await?;
    here.open("/me").await?;
    here.arrive("/me").await
}
