//! By keyboard alone: the way past what stands on every page.

use std::rc::Rc;

use alongside_testkit::Outcome;
use thirtyfour::Key;

use crate::house::{House, walk};
use crate::tab::Way;

#[test]
fn the_first_stop_leads_past_what_is_on_every_page() -> Outcome {
    walk("skip", skip)
}

async fn skip(house: Rc<House>) -> Outcome {
    let tab = house.tab(Way::Keyboard).await?;
    for address in [
        "/",
        "/rivermead",
        "/rivermead/standards",
        "/sign-in",
        "/demo",
    ] {
        tab.open(address).await?;
        tab.key(Key::Tab).await?;
        let first = tab.evaluate("document.activeElement.className").await?;
        assert_eq!(first, "govuk-skip-link", "{address}");
        let seen = tab
            .evaluate("document.activeElement.getBoundingClientRect().width > 20")
            .await?;
        assert_eq!(seen, true, "{address}: the first stop is not to be seen");
        tab.key(Key::Enter).await?;
        tab.key(Key::Tab).await?;
        let inside = tab
            .evaluate("document.querySelector('main').contains(document.activeElement)")
            .await?;
        assert_eq!(inside, true, "{address}: it did not lead to the main part");
    }
    Ok(())
}
