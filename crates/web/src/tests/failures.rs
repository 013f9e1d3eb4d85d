//! What is said when something cannot be answered.

use crate::route::Access::{Public, Unasked};

use super::*;

#[expect(clippy::panic, reason = "it is what happens then that is looked at")]
fn panics(_: &Asked) -> Result<Answer, Failure> {
    panic!("secret-of-somebody")
}

fn fails(_: &Asked) -> Result<Answer, Failure> {
    Err(Failure::fault("secret-of-somebody"))
}

fn counts(asked: &Asked) -> Result<Answer, Failure> {
    let now = asked.now().timestamp();
    let queue = asked.read(|snapshot| alongside_store::jobs::backlog(snapshot, now))?;
    Ok(asked.html(queue.open.to_string()))
}

const ROUTES: &[Route] = &[
    Route::page("/page", Public, ok),
    Route::form("/page", Public, ok),
    Route::form("/sent", Public, ok),
    Route::page("/panics", Public, panics),
    Route::page("/fails", Public, fails),
    Route::page("/counts", Public, counts),
    Route::api("/api/fails", fails),
    Route::page("/{area}/{kind}/{subject}", Unasked, ok),
];

#[test]
fn nothing_is_at_an_address_that_nobody_answers() {
    let house = House::new(ROUTES);
    let page = house.get("/nowhere");
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store");
    let problem = house.get("/api/nowhere");
    assert_eq!(problem.status, StatusCode::NOT_FOUND);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_slice(&problem.body).unwrap();
    assert_eq!(problem["status"], 404);
    assert_eq!(house.get("/a/b/%ff").status, StatusCode::NOT_FOUND);
}

#[test]
fn another_method_is_told_which_would_do() {
    let house = House::new(ROUTES);
    for (method, address, allow) in [
        ("DELETE", "/page", "GET, HEAD, POST"),
        ("POST", "/fails", "GET, HEAD"),
        ("GET", "/sent", "POST"),
        ("OPTIONS", "/sent", "POST"),
    ] {
        let answer = house.ask(request(method, address, &[], ""));
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
        assert_eq!(answer.header("allow"), allow, "{address}");
    }
}

#[test]
fn a_slash_too_many_leads_to_the_page_and_never_away() {
    let house = House::new(ROUTES);
    for (address, location) in [
        ("/page/", "/page"),
        ("/page//?a=b", "/page?a=b"),
        ("/nowhere/", "/nowhere"),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
    ] {
        let Ok(uri) = address.parse::<axum::http::Uri>() else {
            continue;
        };
        let mut asked = request("GET", "/", &[], "");
        *asked.uri_mut() = uri;
        let answer = house.ask(asked);
        assert_eq!(answer.header("location"), location, "{address}");
        let status = if location.is_empty() { 404 } else { 308 };
        assert_eq!(answer.status, status, "{address}");
    }
    let sent = house.ask(request("POST", "/page/", &[], ""));
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_fault_shows_a_reference_and_nothing_from_inside() {
    let house = House::new(ROUTES);
    for address in ["/panics", "/fails", "/api/fails"] {
        let answer = house.get(address);
        assert_eq!(
            answer.status,
            StatusCode::INTERNAL_SERVER_ERROR,
            "{address}"
        );
        let reference = answer.header("x-request-id");
        assert!(answer.text().contains(reference), "{address}");
        assert!(!answer.text().contains("secret-of-somebody"), "{address}");
    }
    assert_eq!(house.get("/page").status, StatusCode::OK);
}

#[test]
fn a_database_that_is_gone_is_said_plainly_and_is_back_when_it_is() {
    let house = House::new(ROUTES);
    let database = house.service.parts().database.clone();
    let gone = database.read(|_| Ok::<_, alongside_store::Error>(house.get("/counts")));
    let gone = gone.unwrap();
    assert_eq!(gone.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(gone.header("retry-after"), "30");
    assert!(!gone.text().contains("database"), "{}", gone.text());
    assert_eq!(house.get("/counts").text(), "0");
}

#[test]
fn what_is_too_large_is_not_taken() {
    let house = House::new(ROUTES);
    let large = "a".repeat(70_000);
    let answer = house.ask(request("POST", "/sent", &[FORM], &large));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
