//! What holds for every page of the service, in every state and language.

// `cfg(test)` lets their helpers unwrap, as tests may.
#[cfg(test)]
#[path = "../report/attributes.rs"]
mod attributes;
#[cfg(test)]
mod every;
#[cfg(test)]
#[path = "../../samples/mod.rs"]
mod samples;
#[cfg(test)]
mod spoken;

use std::collections::BTreeSet;

use alongside_pages::{Language, Words, links};

use attributes::attributes;
use every::{Sample, every_language, gallery};
use samples::State;

/// The pages for staff, for operators and of the demo.
const FOR_STAFF: [&str; 26] = [
    "desk",
    "desk-done",
    "import",
    "import-problems",
    "import-preview",
    "people",
    "desk-meetings",
    "desk-meeting",
    "desk-replies",
    "desk-channels",
    "desk-date",
    "plan-purpose",
    "plan-level",
    "plan-input",
    "plan-ways",
    "plan-dates",
    "plan-check",
    "desk-organisations",
    "charters",
    "settings",
    "stale",
    "withdrawal",
    "withdrawal-check",
    "operator",
    "area-form",
    "demo",
];

#[test]
fn pages_in_english() {
    let has_a_place = [
        "area-home",
        "standards",
        "subject-m-11",
        "organisation",
        "subjects",
        "record",
        "me",
        "import-preview",
        "people",
        "demo",
    ];
    for sample in gallery(Words::of(Language::English)) {
        let is_kept = match sample.state {
            State::Usual => true,
            State::Empty | State::Hostile => {
                has_a_place.contains(&sample.name.as_str()) || sample.name == "instance-home"
            }
            State::Long | State::Many => false,
        };
        if is_kept {
            let name = format!("{}-{}", sample.name, sample.state.name());
            insta::assert_snapshot!(name, sample.html);
        }
    }
}

#[test]
fn hostile_text_is_shown_and_never_run() {
    for sample in every_language() {
        // The one script that a page may load, from our own address.
        let ours = "<script src=\"/assets/passkey.js\" type=\"module\"></script>";
        let html = &sample.html.replacen(ours, "", 1);
        for runs in ["<script", "onclick=\"", "<style", "<iframe", "\u{7}"] {
            assert!(!html.contains(runs), "{} holds {runs}", sample.name);
        }
        assert_eq!(attributes(html, "style").count(), 0, "{}", sample.name);
        // A calendar is subscribed to by an address of ours that calendars open.
        let ours = "webcal://alongside.example/";
        let is_safe = |href: &str| {
            href.starts_with(['/', '#']) || href.starts_with("https://") || href.starts_with(ours)
        };
        for href in attributes(html, "href") {
            assert!(is_safe(href), "{} leads to {href}", sample.name);
        }
    }
}

#[test]
fn every_id_is_there_once_and_everything_that_is_named_is_there() {
    for sample in every_language() {
        let ids: Vec<&str> = attributes(&sample.html, "id").collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "an id is twice in {}", sample.name);
        let local = attributes(&sample.html, "href").filter_map(|href| href.strip_prefix('#'));
        let named = ["aria-labelledby", "aria-describedby", "for"]
            .into_iter()
            .flat_map(|name| attributes(&sample.html, name))
            .flat_map(str::split_whitespace);
        for id in local.chain(named) {
            assert!(once.contains(id), "{} lacks {id}", sample.name);
        }
    }
}

#[test]
fn every_link_leads_to_an_address_that_is_mounted() {
    let fits = |path: &str, pattern: &str| {
        let (path, pattern) = (path.split('/'), pattern.split('/'));
        path.clone().count() == pattern.clone().count()
            && path
                .zip(pattern)
                .all(|(step, of)| step == of || (of.starts_with('{') && !step.is_empty()))
    };
    for sample in every_language() {
        let hrefs = attributes(&sample.html, "href").chain(attributes(&sample.html, "action"));
        for href in hrefs.filter(|href| href.starts_with('/')) {
            let path = href.split(['?', '#']).next().unwrap();
            // What the shell is told to be its own address is kept for the links to other languages.
            let is_there = path == "/nowhere" || links::ALL.iter().any(|of| fits(path, of));
            assert!(is_there, "{} leads to {href}", sample.name);
        }
    }
}

#[test]
fn every_page_says_its_language_and_which_way_it_runs() {
    for language in Language::ALL {
        let begins = |of: Language| {
            let (code, dir) = (of.code(), of.direction().dir());
            format!("<html lang=\"{code}\" dir=\"{dir}\"")
        };
        for sample in gallery(Words::of(language)) {
            // Pages for staff are in English, and say so, whatever the language of their reader.
            let is_for_staff = FOR_STAFF.contains(&sample.name.as_str());
            let expected = begins(if is_for_staff {
                Language::English
            } else {
                language
            });
            assert!(sample.html.contains(&expected), "{}", sample.name);
            assert_eq!(sample.html.matches("<h1").count(), 1, "{}", sample.name);
        }
    }
}

#[test]
fn every_word_comes_from_the_translation() {
    let pseudo = samples::pseudo().unwrap();
    for sample in gallery(&pseudo) {
        // The components show what forms are given, which is in English.
        if sample.state == State::Usual && sample.name != "components" {
            let plain = spoken::plain_words(&sample.html);
            assert!(plain.is_empty(), "{} says {plain:?}", sample.name);
        }
    }
}

#[test]
fn text_from_outside_cannot_turn_the_writing_around_it() {
    for sample in gallery(Words::of(Language::Arabic)) {
        let body = sample.html.split_once("</head>").unwrap().1;
        for (at, _) in body.match_indices("\u{202e}evil") {
            let before = &body[..at];
            let opens = |begins: &str, ends: &str| {
                before
                    .rfind(begins)
                    .is_some_and(|began| before.rfind(ends).is_none_or(|ended| ended < began))
            };
            let is_held = opens("<bdi", "</bdi>")
                || opens("\u{2068}", "\u{2069}")
                || opens("<option", "</option>")
                || opens("<textarea", "</textarea>")
                || opens("value=\"", "\">")
                || opens("alt=\"", "\">")
                // Nobody sees what only programs read.
                || opens("content=\"", "\">")
                || opens("<p class=\"sum\"", "</p>");
            assert!(is_held, "{}: {}", sample.name, &before[before.len() - 60..]);
        }
    }
}

#[test]
fn a_finding_of_an_area_leads_to_its_sum() {
    let pages = gallery(Words::of(Language::English));
    let usual = |name: &str| {
        let is_it = |sample: &&Sample| sample.name == name && sample.state == State::Usual;
        pages.iter().find(is_it).unwrap().html.as_str()
    };
    let to_missed = "href=\"/exampleshire/standards?as_of=2026-11-22&#38;result=missed\"";
    assert!(usual("area-home").contains(to_missed));
    let missed = usual("standards-missed");
    assert!(missed.contains("days short."));
    assert!(missed.contains("?as_of=2026-11-22#exampleshire-2024--papers-ahead\""));
    assert!(usual("subject-m-11").contains("id=\"exampleshire-2024--papers-ahead\""));
}

#[test]
fn an_error_of_ours_tells_a_reference_and_nothing_else() {
    let pages = gallery(Words::of(Language::English));
    let broken = pages.iter().find(|sample| sample.name == "broken").unwrap();
    assert!(broken.html.contains("7Q4-KM2"));
}

#[test]
fn every_form_that_changes_something_sends_its_token() {
    for sample in every_language() {
        let forms = sample.html.split("<form").skip(1);
        for form in forms.filter(|form| form.split('>').next().unwrap().contains("post")) {
            let inside = form.split("</form>").next().unwrap();
            let has_token =
                inside.contains("name=\"form-token\" value=\"dGhpcyBpcyBubyBzZWNyZXQ\"");
            // What a mail program may send too: the secret in the address is enough (RFC 8058).
            let is_one_click = inside.contains("name=\"List-Unsubscribe\" value=\"One-Click\"");
            assert!(
                has_token || is_one_click || sample.name == "components",
                "{}",
                sample.name
            );
        }
    }
}

#[test]
fn the_demo_links_to_its_own_addresses_and_to_no_others() {
    let pages = gallery(Words::of(Language::English));
    let is_it = |sample: &&Sample| sample.name == "demo" && sample.state == State::Usual;
    let demo = pages.iter().find(is_it).unwrap();
    assert!(demo.html.contains("href=\"/sign-in/link/c2VjcmV0\""));
    assert!(
        demo.html
            .contains("http://localhost:8080.elsewhere.example/x")
    );
    assert!(attributes(&demo.html, "href").all(|href| !href.contains("elsewhere")));
}

#[test]
fn a_list_of_two_hundred_is_light() {
    let pages = gallery(Words::of(Language::English));
    let is_it = |sample: &&Sample| sample.name == "subjects" && sample.state == State::Many;
    let list = pages.iter().find(is_it).unwrap();
    assert_eq!(list.html.matches("rows__when").count(), 200);
    assert!(list.html.len() < 80_000, "{} bytes", list.html.len());
}

#[test]
fn what_is_public_is_the_same_for_every_stranger() {
    for sample in every_language() {
        let is_behind = FOR_STAFF.contains(&sample.name.as_str())
            || [
                "sign-in",
                "link-open",
                "follow",
                "follow-link",
                "me",
                "own-calendar",
                "passkey",
                "cannot-come",
            ]
            .contains(&sample.name.as_str())
            || sample.name.starts_with("reply");
        assert_eq!(
            sample.html.contains("dGhpcyBpcyBubyBzZWNyZXQ"),
            is_behind,
            "{}",
            sample.name
        );
    }
}
