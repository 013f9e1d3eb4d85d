//! What the audit report says, and what it never does.

// `cfg(test)` lets their helpers unwrap, as tests may.
#[cfg(test)]
mod attributes;
#[cfg(test)]
mod markup;
#[cfg(test)]
mod record;

use jiff::civil::date;

use attributes::attributes;
use markup::{escaped, without_styles};
use record::{Record, claim, meeting, told, with_everything};

#[test]
fn report_with_everything() {
    insta::assert_snapshot!(without_styles(&with_everything().page()));
}

#[test]
fn report_of_an_empty_record() {
    insta::assert_snapshot!(without_styles(&Record::of(Vec::new()).page()));
}

#[test]
fn the_page_stands_alone() {
    for page in [with_everything().page(), Record::of(Vec::new()).page()] {
        for asks in [
            "<script",
            "<img",
            "<iframe",
            "<form",
            " src=",
            "@import",
            "@font-face",
        ] {
            assert!(!page.contains(asks), "{asks}");
        }
        let outside = page.matches("url(").count();
        assert_eq!(outside, page.matches("url(#").count());
        assert_eq!(attributes(&page, "style").count(), 0);
    }
}

#[test]
fn hostile_text_is_shown_and_never_run() {
    let page = with_everything().page();
    assert!(page.contains("&#60;script&#62;alert(&#39;title&#39;)&#60;/script&#62;"));
    assert!(page.contains("&#60;b onclick=alert(1)&#62;Bold &#38; Co&#60;/b&#62;"));
    assert!(page.contains("javascript:alert(&#39;source&#39;)"));
    assert!(attributes(&page, "href").all(|href| !href.starts_with("javascript")));
    assert!(page.contains("id=\"exampleshire-2024--meeting-notice--script-alert-id-script\""));
    assert!(
        !page.contains('\u{7}'),
        "HTML has no place for control characters"
    );
}

#[test]
fn sources_that_are_web_addresses_are_links_and_others_are_words() {
    let page = with_everything().page();
    assert!(page.contains(
        "<a href=\"https://exampleshire.example/minutes?of=1&#38;view=full\" rel=\"noreferrer\">"
    ));
    assert!(page.contains("<bdi>Good practice guide, page 4</bdi>"));
}

#[test]
fn every_id_is_there_once_and_every_link_inside_has_its_target() {
    let twins = vec![
        told(meeting("m 1", ""), 5),
        told(meeting("M-1", ""), 5),
        told(meeting("m-1-2", ""), 5),
    ];
    for page in [with_everything().page(), Record::of(twins).page()] {
        let mut ids: Vec<&str> = attributes(&page, "id").collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id is there twice");
        for target in attributes(&page, "href").filter_map(|href| href.strip_prefix('#')) {
            assert!(
                ids.binary_search(&target).is_ok(),
                "nothing has the id {target}"
            );
        }
        for name in attributes(&page, "aria-labelledby") {
            assert!(
                ids.binary_search(&name).is_ok(),
                "nothing has the id {name}"
            );
        }
    }
}

#[test]
fn the_same_record_gives_the_same_page() {
    assert_eq!(with_everything().page(), with_everything().page());
}

#[test]
fn every_finding_shows_its_sum() {
    let record = with_everything();
    let page = record.page();
    for finding in record.audit.findings(&record.subjects) {
        let sum = escaped(&finding.sum().to_string());
        assert!(page.contains(&sum), "{sum}");
    }
}

#[test]
fn nothing_in_the_files_is_left_out() {
    let record = with_everything();
    let page = record.page();
    for subject in &record.subjects {
        let shown = escaped(&subject.id);
        assert!(page.contains(&format!("<bdi>{shown}</bdi>")), "{shown}");
    }
    assert!(
        page.contains(
            "2 promises: the charter has no standard about promises that could be tested."
        )
    );
    assert!(
        page.contains("A complaint is answered within 30 days."),
        "nothing came under it"
    );
}

#[test]
fn claims_and_no_evidence_are_never_measured() {
    let mut subjects: Vec<_> = (0..9).map(|n| meeting(&n.to_string(), "")).collect();
    for (number, subject) in subjects.iter_mut().enumerate() {
        match number {
            0..4 => claim(subject, ">=21d"),
            4..7 => claim(subject, "<14d"),
            _ => {}
        }
    }
    let page = Record::of(subjects).page();
    assert!(page.contains("Nothing could be measured, so nothing is shown as kept or missed."));
    assert!(
        page.contains("For two there is no evidence either way, and no evidence is never a pass.")
    );
    assert!(page.contains(
        "Seven rest only on what somebody claims: four claimed kept and three claimed missed."
    ));
    assert!(page.contains("<strong>Nothing could be measured.</strong>"));
}

#[test]
fn under_five_is_too_few_to_say_and_from_five_on_a_share_has_its_interval() {
    let page_of = |kept: i64| {
        let subjects = (0..=kept).map(|n| told(meeting(&n.to_string(), ""), 20 + n.signum()));
        Record::of(subjects.collect()).page()
    };
    let few = page_of(3);
    assert!(few.contains(
        "<strong>Kept 3 of 4</strong> that could be measured: too few to say what share."
    ));
    assert!(!few.contains("interval is between"));
    let enough = page_of(4).replace('\u{a0}', " ");
    assert!(enough.contains(
        "<strong>Kept 4 of 5</strong> that could be measured: 80 %. The 95 % interval is between 38 % and 96 %."
    ));
}

#[test]
fn what_was_missed_comes_first_then_claims_of_it_then_what_is_not_known_then_the_rest() {
    let page = with_everything().page();
    let places: Vec<_> = [
        "missed",
        "claimed-missed",
        "no-evidence",
        "due",
        "excused",
        "kept",
        "claimed-kept",
    ]
    .map(|outcome| {
        page.find(&format!(
            "id=\"exampleshire-2024--meeting-notice_{outcome}\""
        ))
    })
    .to_vec();
    assert!(places.iter().all(Option::is_some));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn organisers_stand_in_the_order_of_the_alphabet_whatever_they_came_to() {
    let page = Record::of(vec![
        told(meeting("1", ""), 30),
        told(meeting("2", "Zest forum"), 30),
        told(meeting("3", "amber school"), 3),
        told(meeting("4", "Borough council"), 5),
    ])
    .page();
    let (_, table) = page
        .split_once("in the order of the alphabet</caption>")
        .unwrap();
    let places = [
        "amber school",
        "Borough council",
        "Zest forum",
        "Organiser not stated",
    ]
    .map(|name| table.find(name).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_share_shows_its_sum_and_counts_apart() {
    let starts = |day: i8, hour: i8| {
        let at = date(2024, 5, day)
            .at(hour, 0, 0, 0)
            .in_tz("Europe/London")
            .unwrap();
        meeting(&day.to_string(), "").with("starts", at.timestamp())
    };
    let page = Record::of(vec![starts(1, 10), starts(2, 10), starts(3, 19)]).page();
    assert!(
        page.contains("One standard looks at a share of many things taken together: it was kept.")
    );
    assert!(page.contains("1 of 3 meetings from Fri 16 June 2023 to Sat 15 June 2024"));
    assert!(page.contains("id=\"exampleshire-2024--evening-meetings--share\""));
}

#[test]
fn each_version_of_a_standard_is_shown_with_the_days_it_is_for() {
    let page = with_everything().page();
    assert!(page.contains("Details go out 48 hours before."));
    assert!(page.contains("Projects made public before Mon 1 January 2024"));
    assert!(page.contains("Details go out 72 hours before."));
    assert!(page.contains("id=\"exampleshire-2024--joining-details-from-2024-01-01\""));
    assert!(page.contains("Projects made public from Mon 1 January 2024"));
}

#[test]
fn a_miss_of_good_practice_is_not_called_unlawful() {
    let page = with_everything().page();
    assert!(page.contains("Good practice (an ideal): a miss is not unlawful"));
    assert!(page.contains("one is good practice. To miss good practice is not unlawful."));
}

#[test]
fn past_two_hundred_of_a_kind_the_rest_stand_in_a_table() {
    let subjects = (0..1_205).map(|n| told(meeting(&format!("m{n}"), "Council"), 5));
    let page = Record::of(subjects.collect()).page();
    assert_eq!(
        page.matches("<li class=\"finding edge-missed\"").count(),
        200
    );
    assert!(page.contains("<summary>1,005 more, after the first 200</summary>"));
    assert!(page.contains("<tr id=\"exampleshire-2024--meeting-notice--m1204\">"));
}
