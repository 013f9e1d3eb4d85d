//! What is sent in.

use crate::limits::Limit;
use crate::route::Access::Public;
use crate::sender;

use super::*;

fn form(asked: &Asked) -> Result<Answer, Failure> {
    let shell = asked.shell_of_form()?;
    Ok(asked.html(shell.form_token.to_owned()))
}

fn says(asked: &Asked) -> Result<Answer, Failure> {
    Ok(asked.html(asked.fields()?.get("says").to_owned()))
}

fn file(asked: &Asked) -> Result<Answer, Failure> {
    let upload = asked.upload("sheet").ok_or(Failure::Unreadable)?;
    let size = upload.bytes.len();
    Ok(asked.html(format!(
        "{} {size} {}",
        upload.name,
        asked.fields()?.get("says")
    )))
}

fn number(asked: &Asked) -> Result<Answer, Failure> {
    let number: u32 = asked.json()?;
    Ok(asked.html(number.to_string()))
}

const ROUTES: &[Route] = &[
    Route::page("/form", Public, form),
    Route::form("/form", Public, says),
    Route::upload("/file", Public, file),
    Route::json("/json", Public, number),
    Route::form("/tries", Public, says).at_most(Limit::TRIES),
];

const SITE: (&str, &str) = ("sec-fetch-site", "same-origin");
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn a_form_opened_in_a_browser_is_taken_from_it() {
    let house = House::new(ROUTES);
    let opened = house.get("/form");
    let cookie = opened.header("set-cookie");
    assert!(cookie.starts_with("__Host-browser="), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    let body = format!("form-token={}&says=Ŵyl+%26+more", opened.text());
    let sent = |headers: &[(&str, &str)]| house.ask(request("POST", "/form", headers, &body));
    let taken = sent(&[FORM, SITE, ("cookie", cookie)]);
    assert_eq!(taken.text(), "Ŵyl & more");
    assert_eq!(taken.status, StatusCode::OK);
    // An old browser does not say which site it was.
    assert_eq!(sent(&[FORM, ("cookie", cookie)]).status, StatusCode::OK);
    let again = house.get_with("/form", &[("cookie", cookie)]);
    assert_eq!(again.text(), opened.text(), "one browser has one token");
    assert_eq!(again.header("set-cookie"), "");
}

#[test]
fn a_form_from_anywhere_else_is_refused() {
    let house = House::new(ROUTES);
    let cookie = house.cookie(Name::Browser, &BROWSER);
    let other = house.cookie(Name::Browser, &[8; 32]);
    let token = sender::token(&BROWSER);
    let cookie = cookie.as_str();
    for (headers, token) in [
        (&[FORM, SITE][..], token.as_str()),
        (&[FORM, SITE, ("cookie", &other)], &token),
        (&[FORM, SITE, ("cookie", cookie)], ""),
        (&[FORM, SITE, ("cookie", cookie)], "guess"),
        (
            &[FORM, ("sec-fetch-site", "cross-site"), ("cookie", cookie)],
            &token,
        ),
        (
            &[FORM, ("origin", "https://evil.example"), ("cookie", cookie)],
            &token,
        ),
        (&[FORM, ("origin", "null"), ("cookie", cookie)], &token),
    ] {
        let body = format!("form-token={token}&says=x");
        let answer = house.ask(request("POST", "/form", headers, &body));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
}

#[test]
fn a_form_in_another_guise_is_not_read() {
    let house = House::new(ROUTES);
    for kind in ["text/plain", "application/json", ""] {
        let answer = house.ask(request("POST", "/form", &[("content-type", kind)], "{}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{kind}");
    }
}

#[test]
fn json_is_taken_from_our_own_scripts_alone() {
    let house = House::new(ROUTES);
    for (headers, status) in [
        (&[JSON, SITE][..], 200),
        (&[JSON, ("origin", "https://alongside.example")], 200),
        (&[JSON], 403),
        (&[JSON, ("sec-fetch-site", "same-site")], 403),
        (&[JSON, ("origin", "https://evil.example")], 403),
        (&[FORM, SITE], 400),
    ] {
        let answer = house.ask(request("POST", "/json", headers, "7"));
        assert_eq!(answer.status, status, "{headers:?}");
    }
    let answer = house.ask(request("POST", "/json", &[JSON, SITE], "seven"));
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_file_comes_with_the_fields_of_its_form() {
    let house = House::new(ROUTES);
    let cookie = house.cookie(Name::Browser, &BROWSER);
    let multipart = ("content-type", "multipart/form-data; boundary=x");
    let token = sender::token(&BROWSER);
    let body = |size: usize| {
        let part = |head: &str, body: &str| {
            format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
        };
        let sheet = part("name=\"sheet\"; filename=\"mine.csv\"", &"a".repeat(size));
        let token = part("name=\"form-token\"", &token);
        format!("{token}{}{sheet}--x--\r\n", part("name=\"says\"", "so"))
    };
    let headers = [multipart, SITE, ("cookie", cookie.as_str())];
    let answer = house.ask(request("POST", "/file", &headers, &body(1_500)));
    assert_eq!(answer.text(), "mine.csv 1500 so");
    let answer = house.ask(request("POST", "/file", &headers, &body(70_000)));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let answer = house.ask(request("POST", "/file", &headers, "--x\r\nnonsense"));
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[test]
fn who_tries_too_often_is_told_how_long_to_wait() {
    let house = House::new(ROUTES);
    let from = |address| {
        let headers = [FORM, ("x-forwarded-for", address)];
        house.ask(request("POST", "/tries", &headers, ""))
    };
    for _ in 0..30 {
        assert_eq!(from("198.51.100.9").status, StatusCode::FORBIDDEN);
    }
    let answer = from("198.51.100.9");
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "11");
    assert_eq!(from("198.51.100.10").status, StatusCode::FORBIDDEN);
}
