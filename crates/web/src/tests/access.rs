//! Who may come.

use alongside_domain::policy::Action;

use crate::route::Access::{May, Public, SignedIn};
use crate::route::On;

use super::*;

const ROUTES: &[Route] = &[
    Route::page("/public", Public, ok),
    Route::page("/me", SignedIn, ok),
    Route::page("/own", May(Action::KeepOwnPage, On::Own), ok),
    Route::page("/{area}/desk", May(Action::SeeDesk, On::Area), ok).asking(&["page"]),
    Route::page("/{area}/settings", May(Action::ChangeArea, On::Area), ok),
    Route::page("/operator", May(Action::SeeJobs, On::Instance), ok),
];

#[test]
fn the_row_decides_before_the_handler_runs() {
    for (roles, expected) in [
        (&[][..], [200, 200, 200, 403, 403, 403, 403]),
        (&[Role::Officer], [200, 200, 200, 200, 403, 403, 403]),
        (
            &[Role::AreaAdministrator],
            [200, 200, 200, 200, 403, 200, 403],
        ),
        (&[Role::Operator], [200, 200, 200, 403, 403, 403, 200]),
    ] {
        let house = House::at("https://alongside.example", ROUTES, roles);
        let session = house.cookie(Name::Session, &SESSION);
        let addresses = [
            "/public",
            "/me",
            "/own",
            "/rivermead/desk",
            "/elsewhere/desk",
            "/rivermead/settings",
            "/operator",
        ];
        for (address, expected) in addresses.into_iter().zip(expected) {
            let answer = house.get_with(address, &[("cookie", &session)]);
            assert_eq!(answer.status, expected, "{address} {roles:?}");
        }
    }
}

#[test]
fn a_stranger_is_asked_to_sign_in_and_comes_back_to_where_they_were() {
    let house = House::new(ROUTES);
    for (address, location) in [
        ("/me", "/sign-in?next=%2Fme"),
        ("/own", "/sign-in?next=%2Fown"),
        ("/operator", "/sign-in?next=%2Foperator"),
        (
            "/rivermead/desk?page=2",
            "/sign-in?next=%2Frivermead%2Fdesk%3Fpage%3D2",
        ),
    ] {
        let answer = house.get(address);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}");
        assert_eq!(answer.header("location"), location, "{address}");
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    }
}

#[test]
fn a_session_that_nobody_knows_is_a_strangers() {
    let house = House::new(ROUTES);
    let unknown = house.cookie(Name::Session, &[1; 32]);
    let answer = house.get_with("/me", &[("cookie", &unknown)]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
