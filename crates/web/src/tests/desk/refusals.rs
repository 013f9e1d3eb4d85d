//! Every address of the desk, asked by everyone.

use alongside_testkit::{Outcome, Scratch};
use axum::http::Method;

use super::*;
use crate::routes::ROUTES;

alongside_testkit::on_both!(
    each_comes_to_what_their_role_is_for,
    the_desk_leads_to_what_its_reader_may_do,
    no_change_is_taken_without_the_token_of_a_form,
);

/// What a GET of each page answers to each, in the order of [`By::ALL`].
const PAGES: [(&str, [u16; 9]); 7] = [
    ("", [303, 200, 200, 200, 200, 200, 403, 403, 403]),
    ("/import", [303, 200, 200, 403, 200, 403, 403, 403, 403]),
    ("/people", [303, 200, 200, 403, 200, 403, 403, 403, 403]),
    (
        "/organisations",
        [303, 200, 403, 403, 200, 200, 403, 403, 403],
    ),
    ("/charters", [303, 200, 403, 403, 403, 403, 403, 403, 403]),
    ("/meetings", [303, 403, 200, 403, 200, 200, 403, 403, 403]),
    ("/settings", [303, 200, 403, 403, 403, 403, 403, 403, 403]),
];

fn each_comes_to_what_their_role_is_for(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    for (page, expected) in PAGES {
        let address = format!("/haringey/desk{page}");
        for (by, expected) in By::ALL.into_iter().zip(expected) {
            let answer = town.get(by, &address);
            assert_eq!(answer.status, expected, "{by:?} {address}");
            if by == Nobody {
                assert!(answer.header("location").starts_with("/sign-in?next="));
            }
        }
        // An area that is not there is nobody's.
        let address = format!("/nowhere/desk{page}");
        assert_eq!(town.get(Administrator, &address).status, 403, "{address}");
    }
    Ok(())
}

fn the_desk_leads_to_what_its_reader_may_do(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    for (place, by) in By::ALL.into_iter().enumerate() {
        let desk = town.get(by, "/haringey/desk");
        if desk.status != 200 {
            continue;
        }
        for (page, expected) in &PAGES[1..] {
            let leads = desk
                .text()
                .contains(&format!("href=\"/haringey/desk{page}\""));
            assert_eq!(leads, expected[place] == 200, "{by:?} {page}");
        }
    }
    town.get(Sponsor, "/haringey/desk")
        .must_say(200, &["Your roles do not let you change anything here yet"]);
    Ok(())
}

fn no_change_is_taken_without_the_token_of_a_form(scratch: &Scratch) -> Outcome {
    let town = Town::new(scratch)?;
    let at_the_desk = ROUTES.iter().filter(|route| {
        route.pattern().starts_with("/{area}/desk") && route.method() == Method::POST
    });
    let version = town.version();
    let mut asked = 0;
    for route in at_the_desk {
        let address = route
            .pattern()
            .replace("{area}", "haringey")
            .replace("{organisation}", &text(town.forum.organisation));
        let kind = match route.takes() {
            crate::route::Takes::Upload => "multipart/form-data; boundary=edge",
            _ => "application/x-www-form-urlencoded",
        };
        let body = match route.takes() {
            crate::route::Takes::Upload => &b"--edge--\r\n"[..],
            _ => b"name=x",
        };
        let answer = town.ask(Administrator, "POST", &address, kind, body.to_vec());
        assert_eq!(answer.status, 403, "{address}");
        answer.must_say(403, &["This form is too old"]);
        asked += 1;
    }
    assert_eq!(asked, 25);
    assert_eq!(town.version(), version);
    Ok(())
}
