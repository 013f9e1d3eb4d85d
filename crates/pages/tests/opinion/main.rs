//! The report on a conversation.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_opinion::{Casts, Conversation, Opinion, Settings, Statement, Vote};
use alongside_pages::OpinionReport;

/// Two camps; both like the first statement, many pass on the second, few have seen the last.
fn conversation(people: usize, text: &str) -> Conversation {
    let mut casts = Casts::default();
    for person in 0..people {
        let is_first = person % 5 < 3;
        for statement in 0..12 {
            let vote = match statement {
                0 => Vote::Agree,
                1 if person % 2 == 0 => Vote::Pass,
                11 if person > 2 => continue,
                s if (s % 2 == 0) == is_first => Vote::Agree,
                _ => Vote::Disagree,
            };
            casts.cast(
                &format!("someone-{person}"),
                &statement.to_string(),
                vote,
                0,
            );
        }
    }
    let known = (0..12).map(|statement| Statement {
        text: format!("{text} {statement}"),
        ..Statement::called(&statement.to_string())
    });
    Conversation::new(casts, known.collect())
}

fn page(conversation: &Conversation, settings: Settings) -> String {
    let opinion = Opinion::of(conversation, settings).unwrap();
    let report = OpinionReport {
        source: "votes.csv",
        conversation,
        opinion: &opinion,
    };
    report.render().unwrap()
}

fn published() -> Settings {
    Settings {
        publish: true,
        ..Settings::default()
    }
}

#[test]
fn words_come_first_and_the_map_after_them() {
    let page = page(&conversation(50, "Statement about"), Settings::default());
    let places = [
        "id=\"shared\"",
        "id=\"divides\"",
        "id=\"unknown\"",
        "id=\"map\"",
        "<svg viewBox",
        "id=\"how\"",
    ];
    let found: Vec<usize> = places
        .iter()
        .map(|place| page.find(place).unwrap())
        .collect();
    assert!(found.is_sorted(), "{found:?}");
    assert!(page.contains(" clear groups: group A with "));
    assert!(page.contains("People who said this also said:"));
    assert!(page.contains("Statement about 0"));
}

#[test]
fn all_that_the_map_shows_is_in_tables() {
    let page = page(&conversation(50, "About"), Settings::default());
    let table = page.split("Every mark on the map").last().unwrap();
    let rows = table
        .split("</table>")
        .next()
        .unwrap()
        .matches("<tr><th scope=\"row\">")
        .count();
    assert_eq!(page.matches("<path class=\"mark").count(), rows);
    assert!(
        rows > 0
            && page.contains("Where the groups stand")
            && page.contains("What the directions mean")
    );
}

#[test]
fn nobody_is_named_on_any_page() {
    for settings in [Settings::default(), published()] {
        assert!(!page(&conversation(50, "About"), settings).contains("someone-"));
    }
}

#[test]
fn a_published_page_counts_no_votes_and_shows_no_fewer_than_five() {
    let page = page(&conversation(50, "About"), published());
    assert!(!page.contains("class=\"of\"") && !page.contains("votes in all"));
    let marks = page.split("Every mark on the map").last().unwrap();
    let marks = marks.split("</table>").next().unwrap();
    let counts = marks
        .split("</td></tr>")
        .filter_map(|row| row.rsplit("<td>").next()?.parse::<u32>().ok());
    let counts: Vec<u32> = counts.collect();
    assert!(counts.iter().all(|people| *people >= 5), "{counts:?}");
    // Three people have voted on it, so it is not there at all.
    assert!(!page.contains("About 11"));
}

/// Published, as two groups even where they are not clear.
fn published_as_two() -> Settings {
    Settings {
        groups: Some(2),
        ..published()
    }
}

/// Two camps of `each` people who say the opposite to all but the first statement.
fn camps(each: usize) -> Conversation {
    let mut casts = Casts::default();
    for person in 0..2 * each {
        for statement in 0..10 {
            let agrees = statement == 0 || (statement % 2 == 0) == (person < each);
            // Somebody in each camp breaks ranks once, so that people stand in several places.
            let agrees = agrees != (statement == 1 + person % each && person % 2 == 0);
            let vote = if agrees { Vote::Agree } else { Vote::Disagree };
            casts.cast(&person.to_string(), &statement.to_string(), vote, 0);
        }
    }
    Conversation::new(casts, Vec::new())
}

#[test]
fn a_published_page_tells_shares_in_words_alone() {
    for each in [5, 8, 30] {
        let page = page(&camps(each), published_as_two());
        let body = page.split("id=\"how\"").next().unwrap();
        let cells = body.matches("data-says=\"Group A\">").count();
        assert!(cells > 0);
        for cell in body.split("data-says=\"").skip(1) {
            let says = cell
                .split_once('>')
                .unwrap()
                .1
                .split("</td>")
                .next()
                .unwrap();
            let known = [
                "few",
                "half or fewer",
                "more than half",
                "nearly all",
                "too few to say",
                "not told",
                "<strong>agree</strong>",
                "<strong>disagree</strong>",
            ];
            assert!(known.contains(&says), "{says}");
        }
        assert!(!page.contains(">Voted<") && !page.contains("fewer than five<"));
        assert_eq!(body.contains("nearly all"), each == 30);
        assert!(!page.contains("Nothing on this page rests on"));
    }
}

#[test]
fn what_more_than_half_of_every_group_says_is_told_as_more_than_half() {
    let page = page(&camps(5), published_as_two());
    let shared = page.split("In every group</h3>").nth(1).unwrap();
    let shared = shared.split("</table>").next().unwrap();
    let groups = shared.matches("data-says=\"Group ").count();
    assert!(groups > 0);
    for group in shared.split("data-says=\"Group ").skip(1) {
        assert!(group.contains(">more than half</td>"), "{group}");
    }
}

#[test]
fn a_map_without_a_mark_is_not_drawn() {
    let is_drawn = |page: &str| page.contains("<figure class=\"map\">");
    let small = page(&camps(5), published_as_two());
    assert!(small.contains("There is no drawing") && !is_drawn(&small));
    assert!(!small.contains("Every mark on the map"));
    assert!(is_drawn(&page(
        &camps(5),
        Settings {
            publish: false,
            ..published_as_two()
        }
    )));
    assert!(is_drawn(&page(&conversation(50, "About"), published())));
}

#[test]
fn of_four_people_nothing_is_published() {
    let page = page(&conversation(4, "About"), published());
    assert!(page.contains("Nothing is told of so few"));
    assert!(
        !page.contains("About")
            && !page.contains("<table")
            && !page.contains("<svg viewBox=\"0 0 480")
    );
}

#[test]
fn nobody_and_everybody_alike_are_told_in_words() {
    let nobody = Conversation::new(Casts::default(), Vec::new());
    assert!(page(&nobody, Settings::default()).contains("Nobody has voted yet."));
    let mut casts = Casts::default();
    for person in 0..20 {
        for statement in 0..8 {
            casts.cast(&person.to_string(), &statement.to_string(), Vote::Agree, 0);
        }
    }
    let alike = Conversation::new(casts, Vec::new());
    let page = page(&alike, Settings::default());
    assert!(page.contains("There are no groups: people vote alike") && !page.contains("The map"));
}

#[test]
fn hostile_text_is_shown_and_never_run() {
    let page = page(
        &conversation(50, "<script>alert(1)</script>\u{7}"),
        Settings::default(),
    );
    assert!(!page.contains("<script>") && !page.contains('\u{7}'));
    assert!(page.contains("&#60;script&#62;"));
}
