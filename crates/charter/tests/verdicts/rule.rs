//! Which rule judges, and the rules other than gaps.

use alongside_charter::{Audit, Kind, Measure, Subject, Verdict, summarise, unasked};
use jiff::civil::{Date, date};

use crate::{at, charter, consultation, judged, meeting, notice, see, standard};

#[test]
fn what_happened_after_the_day_of_asking_is_not_known_yet() {
    let paid = || {
        Subject::new(Kind::Claim, "c")
            .with("submitted", date(2024, 3, 1))
            .with("paid", date(2024, 3, 12))
    };
    let rule = || {
        standard(
            "claim",
            "rule = { gap = ['submitted', 'paid'], at_most = '14 days', counted = 'date-difference' }",
        )
    };
    assert_eq!(
        judged(rule(), date(2024, 3, 11), paid()).verdict,
        Verdict::Due
    );
    assert_eq!(
        judged(rule(), date(2024, 3, 12), paid()).verdict,
        Verdict::Kept
    );
    assert_eq!(
        judged(rule(), at("2024-03-11T23:30:00Z"), paid()).verdict,
        Verdict::Due
    );
}

#[test]
fn the_rule_in_force_when_it_was_announced_judges_for_ever() {
    let versions = || {
        charter(
            "[[standard]]\nid='n'\napplies_to='meeting'\nsays='Two.'\nstrength='agreed'\nuntil=2022-01-01\n\
             rule={gap=['announced','starts'],at_least='2 weeks',counted='date-difference'}\n\
             [[standard]]\nid='n'\napplies_to='meeting'\nsays='Three.'\nstrength='agreed'\napplies_from=2022-01-01\n\
             rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n",
        )
    };
    let notice_of_17_days = |announced: Date| {
        meeting()
            .with("announced", announced)
            .with("starts", announced + jiff::ToSpan::days(17))
    };
    let as_of = date(2024, 1, 1);
    assert_eq!(
        judged(versions(), as_of, notice_of_17_days(date(2021, 12, 31))).verdict,
        Verdict::Kept
    );
    assert_eq!(
        judged(versions(), as_of, notice_of_17_days(date(2022, 1, 1))).verdict,
        Verdict::Missed
    );
}

#[test]
fn nothing_is_found_about_a_subject_made_public_before_the_standard_applied() {
    let rule = charter(
        "[[standard]]\nid='n'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\napplies_from=2022-01-01\n\
         rule={present='brief'}\n",
    );
    let subjects = [meeting().with("announced", date(2021, 12, 31))];
    assert!(
        Audit::new([rule], date(2024, 1, 1))
            .findings(&subjects)
            .is_empty()
    );
}

#[test]
fn an_informal_label_switches_nothing_off() {
    let mut informal = meeting()
        .with("announced", date(2021, 6, 9))
        .with("starts", date(2021, 6, 14));
    informal.title = "An informal conversation before drafting".to_owned();
    assert_eq!(
        judged(notice(), date(2021, 7, 1), informal).verdict,
        Verdict::Missed
    );
}

#[test]
fn a_fact_that_has_to_be_there_is_due_until_the_day_and_then_lacks_evidence() {
    let rule = || standard("project", "rule = { present = 'brief' }");
    let project = || Subject::new(Kind::Project, "p").with("starts", date(2024, 5, 1));
    assert_eq!(
        judged(rule(), date(2024, 4, 30), project()).verdict,
        Verdict::Due
    );
    assert_eq!(
        judged(rule(), date(2024, 5, 1), project()).verdict,
        Verdict::NoEvidence
    );
    assert_eq!(
        judged(
            rule(),
            date(2024, 5, 1),
            project().with("brief", date(2024, 4, 2))
        )
        .verdict,
        Verdict::Kept
    );
    assert_eq!(
        judged(rule(), date(2024, 5, 1), project().with("brief", false)).verdict,
        Verdict::Missed
    );
}

#[test]
fn a_fact_that_has_to_follow_is_due_until_the_day_is_over_and_shows_nothing_where_it_comes_before()
{
    let rule = || {
        standard(
            "meeting",
            "rule = { present = 'minutes', after = 'starts' }",
        )
    };
    let held = || meeting().with("starts", date(2024, 6, 5));
    assert_eq!(
        judged(rule(), date(2024, 6, 5), held()).verdict,
        Verdict::Due
    );
    assert_eq!(
        judged(rule(), date(2024, 6, 6), held()).verdict,
        Verdict::NoEvidence
    );
    let after = held().with("minutes", date(2024, 6, 20));
    assert_eq!(
        judged(rule(), date(2024, 7, 1), after).verdict,
        Verdict::Kept
    );
    let before = judged(
        rule(),
        date(2024, 7, 1),
        held().with("minutes", date(2024, 6, 4)),
    );
    assert_eq!(before.verdict, Verdict::NoEvidence);
    assert!(before.sum.contains("dated before"), "{}", before.sum);
}

#[test]
fn a_moved_meeting_is_judged_by_the_rule_in_force_when_the_move_was_told() {
    let rule = || {
        charter(
            "[[standard]]\nid='n'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\napplies_from=2022-01-01\n\
             rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n",
        )
    };
    let moved = meeting()
        .with("announced", date(2019, 1, 1))
        .with("rescheduled", date(2024, 6, 1))
        .with("starts", date(2024, 6, 5));
    assert_eq!(
        judged(rule(), date(2024, 7, 1), moved).verdict,
        Verdict::Missed
    );
    let saved = meeting()
        .with("save-the-date", date(2019, 1, 1))
        .with("starts", date(2024, 6, 5));
    assert_eq!(
        judged(rule(), date(2024, 7, 1), saved).verdict,
        Verdict::NoEvidence,
        "judged, by the day it starts"
    );
}

#[test]
fn a_share_is_of_what_was_made_public_while_it_applied_and_the_clock_decides_what_is_evening() {
    let rule = charter(
        "[[standard]]\nid='s'\napplies_to='meeting'\nsays='So.'\nstrength='agreed'\napplies_from=2024-06-01\n\
         rule={share='evening',at_least='25%',over='12 months'}\n",
    );
    let subjects = [
        Subject::new(Kind::Meeting, "before")
            .with("starts", date(2024, 5, 1))
            .with("evening", true),
        // Half past nine in the morning, whatever the cell says.
        Subject::new(Kind::Meeting, "morning")
            .with("starts", at("2024-06-10T08:30:00Z"))
            .with("evening", true),
    ];
    let audit = Audit::new([rule], date(2024, 12, 1));
    let seen = see(&audit.findings(&subjects)[0]);
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Missed, Some(Measure::exactly(0)))
    );
}

#[test]
fn each_version_of_a_standard_is_summarised_under_its_own_strength() {
    let versions = charter(
        "[[standard]]\nid='n'\napplies_to='meeting'\nsays='Two.'\nstrength='agreed'\nuntil=2022-01-01\n\
         rule={gap=['announced','starts'],at_least='2 weeks',counted='date-difference'}\n\
         [[standard]]\nid='n'\napplies_to='meeting'\nsays='Three.'\nstrength='law'\napplies_from=2022-01-01\n\
         rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n",
    );
    let late = |id: &str, announced: Date| {
        Subject::new(Kind::Meeting, id)
            .with("announced", announced)
            .with("starts", announced + jiff::ToSpan::days(3))
    };
    let subjects = [
        late("new", date(2023, 1, 1)),
        late("old", date(2021, 1, 1)),
        late("older", date(2020, 1, 1)),
    ];
    let audit = Audit::new([versions], date(2024, 1, 1));
    let findings = audit.findings(&subjects);
    let summaries = summarise(&findings);
    let told: Vec<_> = summaries
        .iter()
        .map(|s| (s.standard.strength.name(), s.all.missed))
        .collect();
    assert_eq!(told, [("agreed", 2), ("law", 1)]);
}

#[test]
fn findings_of_two_audits_by_copies_of_a_charter_are_summarised_together() {
    let missed = [meeting()
        .with("announced", date(2024, 6, 1))
        .with("starts", date(2024, 6, 5))];
    let audits = [(); 2].map(|()| Audit::new([notice()], date(2024, 12, 1)));
    let findings: Vec<_> = audits
        .iter()
        .flat_map(|audit| audit.findings(&missed))
        .collect();
    let summaries = summarise(&findings);
    assert_eq!(summaries.len(), 1);
    assert_eq!(summaries[0].all.missed, 2);
}

#[test]
fn what_no_standard_was_asked_of_is_told() {
    let audit = Audit::new([notice()], date(2024, 12, 1));
    let subjects = [
        meeting()
            .with("starts", date(2024, 6, 5))
            .with("cancelled", date(2024, 6, 1)),
        meeting().with("starts", date(2024, 6, 5)),
        consultation(date(2024, 1, 1), date(2024, 3, 1)),
    ];
    let findings = audit.findings(&subjects);
    let unasked: Vec<Kind> = unasked(&findings, &subjects)
        .iter()
        .map(|s| s.kind)
        .collect();
    assert_eq!(unasked, [Kind::Meeting, Kind::Consultation]);
}

#[test]
fn a_number_is_held_against_its_limit() {
    let rule = || standard("consultation", "rule = { number = 'ways', at_least = 2 }");
    let with = |ways: i64| consultation(date(2024, 5, 1), date(2024, 7, 1)).with("ways", ways);
    assert_eq!(
        judged(rule(), date(2024, 8, 1), with(2)).verdict,
        Verdict::Kept
    );
    let one = judged(rule(), date(2024, 8, 1), with(1));
    assert_eq!(
        (one.verdict, one.shortfall),
        (Verdict::Missed, Some(Measure::exactly(1)))
    );
    assert_eq!(one.sum, "Ways: 1 recorded. At least 2 needed: 1 short.");
}

#[test]
fn a_share_is_taken_over_the_period_and_unknown_ones_stay_in_the_base() {
    let rule = standard(
        "meeting",
        "rule = { share = 'evening', at_least = '25%', over = '12 months' }",
    );
    let held = |id: &str, day: Date, evening: Option<bool>| {
        let m = Subject::new(Kind::Meeting, id).with("starts", day);
        evening.map_or(m.clone(), |evening| m.with("evening", evening))
    };
    let mut subjects = vec![
        held("too-old", date(2023, 6, 15), Some(true)),
        held("a", date(2023, 6, 16), Some(false)),
        held("b", date(2023, 9, 1), Some(false)),
        held("c", date(2024, 1, 1), Some(false)),
        // 18:00 in London in summer: in the evening, though nobody said so.
        Subject::new(Kind::Meeting, "d").with("starts", at("2024-06-01T17:00:00Z")),
        held("to-come", date(2024, 7, 1), Some(true)),
    ];
    let audit = Audit::new([rule], date(2024, 6, 15));
    let seen = see(&audit.findings(&subjects)[0]);
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Kept, Some(Measure::exactly(25)))
    );
    assert_eq!(
        seen.sum,
        "1 of 4 meetings from Fri 16 June 2023 to Sat 15 June 2024 with \"evening\": 25 %. At least 25% needed: kept."
    );
    subjects.push(held("unknown", date(2024, 2, 2), None));
    let seen = see(&audit.findings(&subjects)[0]);
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::NoEvidence, Some(Measure::between(20, 40)))
    );
}
