//! A sheet is loaded at the desk: shown first, mended where it cannot be read, confirmed.

use std::rc::Rc;

use alongside_testkit::Outcome;

use crate::house::{House, walk};
use crate::sign_in::as_one;
use crate::tab::Way;

const HEAD: &str = "kind,id,title,organiser,announced,starts,papers\n";

#[test]
fn a_sheet_is_previewed_and_confirmed_and_a_bad_one_is_mended_first() -> Outcome {
    walk("import", |house| load(house, Way::Pointer))
}

#[test]
fn a_sheet_is_loaded_without_scripts() -> Outcome {
    walk("import-no-script", |house| {
        load(house, Way::PointerWithoutScript)
    })
}

#[test]
fn a_sheet_is_loaded_by_keyboard() -> Outcome {
    walk("import-keyboard", |house| load(house, Way::Keyboard))
}

async fn load(house: Rc<House>, way: Way) -> Outcome {
    let bad = house.file(
        "bad.csv",
        &format!(
            "{HEAD}meeting,s1,Short breaks evening,Rivermead Council,31/06/2026,2026-10-20,\n"
        ),
    )?;
    let good = house.file("good.csv", &format!("{HEAD}meeting,s1,Short breaks evening,Rivermead Council,2026-10-01,2026-10-20,2026-10-15\n"))?;
    let tab = house.tab(way).await?;
    as_one(&tab, "officer@rivermead.example").await?;
    tab.press("main a[href='/rivermead/desk/import']").await?;
    tab.arrive("/rivermead/desk/import").await?;
    tab.look("form").await?;
    tab.press_called("See what it would change").await?;
    tab.look("no-file").await?;

    tab.choose_file("input[type=file]", &bad).await?;
    tab.press_called("See what it would change").await?;
    let problems = tab.words(".govuk-error-summary").await?;
    assert!(
        problems.contains("31/06/2026") && problems.contains("announced"),
        "{problems}"
    );
    tab.look("problems").await?;

    tab.choose_file("input[type=file]", &good).await?;
    tab.press_called("See what it would change").await?;
    assert_eq!(tab.heading().await?, "This is what would change");
    assert!(
        tab.words(".preview")
            .await?
            .contains("Short breaks evening")
    );
    tab.look("preview").await?;
    let preview = tab.address().await?;
    tab.press_called("Put this into the record").await?;
    tab.arrive("/rivermead/desk").await?;
    tab.look("loaded").await?;

    // It is there for everybody, judged; and the same file has nothing left to load.
    tab.open("/rivermead/meetings").await?;
    tab.press("main a:has(bdi)[href^='/rivermead/meetings/']")
        .await?;
    tab.open("/rivermead/record").await?;
    assert!(tab.words(".events").await?.contains("Short breaks evening"));
    // What was sent in is gone, and sent in again it leads to the same place.
    tab.open(&preview).await?;
    tab.arrive("/rivermead/desk").await?;
    tab.open("/rivermead/desk/import").await?;
    tab.choose_file("input[type=file]", &good).await?;
    tab.press_called("See what it would change").await?;
    tab.arrive(&preview).await?;
    assert!(
        tab.words("main")
            .await?
            .contains("There is nothing to load")
    );
    tab.look("nothing-left").await
}
