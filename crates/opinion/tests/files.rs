//! Files as people have them, and what is said where they cannot be read.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_opinion::{
    Signs, Standing, Vote, read_statements, read_topic, read_votes, read_wide_votes,
};

fn problems(file: &str) -> Vec<String> {
    let problems = read_votes("v.csv", file.as_bytes(), None).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

fn votes(file: &str, signs: Option<Signs>) -> Vec<Vote> {
    let votes = read_votes("v.csv", file.as_bytes(), signs)
        .unwrap()
        .latest();
    votes.votes_of(0).map(|(_, vote)| vote).collect()
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line_and_column() {
    let file = "statement,participant,vote,timestamp\n\
        1,ada,1,10\n\
        ,ada,1,10\n\
        1,,yes,soon\n\
        \n\
        1,ben,1\n\
        2,ben,0,2026-03-01T09:30:00Z\n";
    assert_eq!(
        problems(file),
        [
            "v.csv, line 3, column \"statement\": the cell is empty. Write the id, such as 12.",
            "v.csv, line 4, column \"timestamp\": \"soon\" is not a time. Write a whole number, such as 1403054214196, or \
             an instant, such as 2026-03-01T09:30:00Z.",
            "v.csv, line 4, column \"vote\": \"yes\" is not a vote. Write 1 for agree, -1 for disagree and 0 for pass, or \
             the words.",
            "v.csv, line 4, column \"participant\": the cell is empty. Write the id, such as 12.",
            "v.csv, line 6: this line has 3 cells and the headings have 4. Look for a comma too many or too few, or for a \
             quotation mark that is opened and never closed.",
            "v.csv, line 7, column \"timestamp\": times in this file are written in two ways, so it cannot be known which \
             is later. Write all as numbers or all as instants.",
        ]
    );
}

#[test]
fn columns_that_are_not_there_are_named_with_what_they_hold() {
    assert_eq!(
        problems("who,what\n1,2\n"),
        [
            "v.csv, line 1: there is no column `statement`. It holds which statement is voted on. The headings are \
             \"who\", \"what\".",
            "v.csv, line 1: there is no column `participant`. It holds who votes. The headings are \"who\", \"what\".",
            "v.csv, line 1: there is no column `vote`. It holds 1 for agree, -1 for disagree and 0 for pass.",
        ]
    );
    assert_eq!(
        problems(""),
        [
            "v.csv: the file is empty. It should begin with a line of headings, and then a line for each vote."
        ]
    );
    assert_eq!(
        problems("a\0b"),
        ["v.csv: this is not a text file. Save it as CSV in UTF-8."]
    );
}

#[test]
fn which_number_agrees_is_said_by_heading_or_caller_and_not_both() {
    let file = |heading: &str| {
        format!("participant;statement;{heading}\nada;1;1\nada;2;-1\nada;3;disagree\n")
    };
    let plus = [Vote::Agree, Vote::Disagree, Vote::Disagree];
    let minus = [Vote::Disagree, Vote::Agree, Vote::Disagree];
    assert_eq!(votes(&file("vote"), None), plus);
    assert_eq!(votes(&file("Vote"), Some(Signs::AgreeIsMinus)), minus);
    assert_eq!(votes(&file("vote (agree=-1)"), None), minus);
    assert_eq!(votes(&file("vote (agree=1)"), None), plus);
    let torn = read_votes(
        "v.csv",
        file("vote (agree=1)").as_bytes(),
        Some(Signs::AgreeIsMinus),
    );
    assert!(
        torn.unwrap_err()[0]
            .message
            .starts_with("the heading says one thing")
    );
    assert!(problems(&file("vote (for)"))[0].contains("does not say which number agrees"));
}

#[test]
fn instants_are_times_too() {
    let file = "participant,statement,vote,timestamp\n\
        ada,1,1,2026-03-01T09:30:00+02:00\n\
        ada,1,-1,2026-03-01T09:00:00Z\n";
    assert_eq!(votes(file, None), [Vote::Disagree]);
}

#[test]
fn thousands_of_problems_are_counted() {
    let file = format!("participant,statement,vote\n{}", "a,b,c\n".repeat(1_500));
    let problems = problems(&file);
    assert_eq!(problems.len(), 1_001);
    assert_eq!(
        problems[1_000],
        "v.csv: … and 500 more problems of this file."
    );
}

#[test]
fn statements_are_read_with_text_of_several_lines() {
    let file = "\u{feff}timestamp,comment-id,moderated,is-meta,comment-body\n\
        1,7,-1,false,\"Lifts, \"\"please\"\"\nfor all\"\n\
        2,8,0,true,I live in the north\n";
    let statements = read_statements("comments.csv", file.as_bytes()).unwrap();
    assert_eq!(statements[0].text, "Lifts, \"please\"\nfor all");
    assert_eq!(statements[0].standing, Standing::Rejected);
    assert_eq!(
        (statements[1].standing, statements[1].is_meta),
        (Standing::Waiting, true)
    );
    let wrong = "comment-id,moderated,is-meta\n1,2,maybe\n";
    let problems = read_statements("comments.csv", wrong.as_bytes()).unwrap_err();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        problems[0].starts_with("comments.csv, line 2, column \"moderated\": \"2\" does not say")
    );
    assert!(
        problems[1].starts_with("comments.csv, line 2, column \"is-meta\": \"maybe\" is neither")
    );
}

#[test]
fn a_line_for_each_participant_is_read_too() {
    let file = "participant,group-id,n-votes,0,1,10\n5,1,2,1,,-1\n6,,1,,0,\n";
    let votes = read_wide_votes("participants-votes.csv", file.as_bytes())
        .unwrap()
        .latest();
    assert_eq!((votes.people(), votes.statements()), (2, 3));
    assert_eq!(
        votes.votes_of(0).collect::<Vec<_>>(),
        [(0, Vote::Agree), (2, Vote::Disagree)]
    );
    assert_eq!(votes.votes_of(1).collect::<Vec<_>>(), [(1, Vote::Pass)]);
    let wrong = read_wide_votes("w.csv", b"participant,0\n5,x\n").unwrap_err();
    assert!(
        wrong[0]
            .to_string()
            .starts_with("w.csv, line 2, column \"0\": \"x\" is not a vote.")
    );
}

#[test]
fn the_topic_is_found_where_there_is_one() {
    assert_eq!(
        read_topic(b"topic,Lifts\nurl,x\n"),
        Some("Lifts".to_owned())
    );
    assert_eq!(read_topic(b"views,7\n"), None);
}
