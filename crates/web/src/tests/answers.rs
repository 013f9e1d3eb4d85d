//! How answers go out.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::answer::Media;
use crate::handlers::{files, texts};
use crate::route::Access::{Public, Unasked};

use super::*;

fn ok(asked: &Asked) -> Result<Answer, Failure> {
    asked.shell()?;
    Ok(asked.html("page ".repeat(1_000)))
}

fn form(asked: &Asked) -> Result<Answer, Failure> {
    let shell = asked.shell_of_form()?;
    Ok(asked.html(shell.form_token.to_owned()))
}

/// A page of an area at version 1, which tells how often it was made.
fn kept(asked: &Asked) -> Result<Answer, Failure> {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    asked.kept(1, Media::Html, || {
        Ok(MADE.fetch_add(1, Ordering::Relaxed).to_string())
    })
}

const ROUTES: &[Route] = &[
    Route::page("/page", Public, ok),
    Route::page("/form", Public, form),
    Route::page("/kept/{area}", Public, kept).asking(&["page"]),
    Route::page("/assets/{file}", Unasked, files::asset),
    Route::page("/about", Public, texts::about),
    Route::page(files::SECURITY, Unasked, files::security),
];

#[test]
fn every_answer_carries_what_keeps_a_browser_in_its_bounds() {
    let house = House::new(ROUTES);
    for address in [
        "/page",
        "/nowhere",
        "/assets/a.css",
        "/page/",
        "/api/nowhere",
    ] {
        let answer = house.get(address);
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; "), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            (
                "strict-transport-security",
                "max-age=63072000; includeSubDomains",
            ),
        ] {
            assert_eq!(answer.header(name), value, "{address}");
        }
        assert_eq!(answer.header("x-request-id").len(), 16, "{address}");
    }
    let house = House::at("http://localhost:8080", ROUTES, &[]);
    assert_eq!(house.get("/page").header("strict-transport-security"), "");
}

#[test]
fn a_public_page_is_asked_about_again_and_sent_once() {
    let house = House::new(ROUTES);
    let first = house.get("/page");
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_eq!(
        first.header("vary"),
        "Accept-Encoding, Accept-Language, Cookie"
    );
    let tag = first.header("etag");
    for (known, status) in [
        (tag, StatusCode::NOT_MODIFIED),
        ("*", StatusCode::NOT_MODIFIED),
        (&format!("\"another\", {tag}"), StatusCode::NOT_MODIFIED),
        (tag.trim_start_matches("W/"), StatusCode::NOT_MODIFIED),
        ("\"another\"", StatusCode::OK),
    ] {
        let again = house.get_with("/page", &[("if-none-match", known)]);
        assert_eq!(again.status, status, "{known}");
        assert_eq!(again.header("etag"), tag, "{known}");
        assert_eq!(again.body.is_empty(), status == StatusCode::NOT_MODIFIED);
    }
}

#[test]
fn a_page_goes_out_as_small_as_the_reader_can_take_it() {
    let house = House::new(ROUTES);
    for (accepts, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("", "")] {
        let answer = house.get_with("/page", &[("accept-encoding", accepts)]);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.body.len() < 500, !encoding.is_empty());
        assert_eq!(
            answer.header("content-length"),
            answer.body.len().to_string()
        );
    }
}

#[test]
fn what_is_for_one_reader_is_kept_by_nobody_and_not_compressed() {
    let house = House::new(ROUTES);
    let session = house.cookie(Name::Session, &SESSION);
    for (address, cookie) in [("/page", session.as_str()), ("/form", "")] {
        let answer = house.get_with(address, &[("cookie", cookie), ("accept-encoding", "br")]);
        assert_eq!(answer.header("cache-control"), "no-store", "{address}");
        assert_eq!(answer.header("content-encoding"), "", "{address}");
        assert_eq!(answer.header("etag"), "", "{address}");
    }
}

#[test]
fn a_head_is_the_answer_without_its_body() {
    let house = House::new(ROUTES);
    let answer = house.ask(request("HEAD", "/page", &[], ""));
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-length"), "5000");
    assert!(answer.body.is_empty());
}

#[test]
fn a_page_is_made_once_for_strangers_and_anew_for_whoever_is_known() {
    let house = House::new(ROUTES);
    let session = house.cookie(Name::Session, &SESSION);
    let page = |cookie: &str| house.get_with("/kept/a", &[("cookie", cookie)]).text();
    let first = page("");
    assert_eq!(page(""), first);
    let known = page(&session);
    assert_ne!(known, first);
    assert_ne!(page(&session), known);
    assert_eq!(page(""), first);
    assert_ne!(house.get("/kept/a?page=2").text(), first);
    // What nobody asks for makes no other page, whatever it is.
    assert_eq!(house.get("/kept/a?pages=2&x").text(), first);
    assert_eq!(house.get("/kept/a?x=1&lang=xx").text(), first);
    assert_ne!(house.get("/kept/a?x=1&lang=tr").text(), first);
}

#[test]
fn a_file_of_the_look_is_kept_for_good() {
    let house = House::new(ROUTES);
    let file = house.get("/assets/a.css");
    assert_eq!(file.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        file.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    for address in [
        "/assets/manifest.json",
        "/assets/..%2fa.css",
        "/assets/b.css",
    ] {
        assert_eq!(
            house.get(address).status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
}

#[test]
fn a_language_is_chosen_once_and_kept() {
    let house = House::new(ROUTES);
    let chosen = house.get("/about?lang=tr");
    assert!(chosen.text().contains("<html lang=\"tr\""));
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("language=tr; "), "{cookie}");
    assert_eq!(chosen.header("cache-control"), "private, no-cache");
    let next = house.get_with("/about", &[("cookie", "language=tr")]);
    assert!(next.text().contains("<html lang=\"tr\""));
    assert_eq!(next.header("set-cookie"), "");
}

#[test]
fn whom_to_tell_of_a_weakness_can_be_found() {
    let house = House::new(ROUTES);
    assert_eq!(
        house.get(files::SECURITY).text(),
        "Contact: mailto:help@alongside.example\nExpires: 2027-03-02T00:00:00Z\nCanonical: https://alongside.example/.well-known/security.txt\n"
    );
}
