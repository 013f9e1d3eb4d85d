//! What becomes of a standard: one rule a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_charter::{
    Audit, Basis, Charter, Claim, Excuse, Finding, Kind, Measure, Name, SchoolTerms, Subject,
    Verdict, When,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};

const HEAD: &str = r#"
id = "example"
title = "Example"
source = "an example"
place = "england-and-wales"
time_zone = "Europe/London"
"#;

fn charter(standards: &str) -> Charter {
    let text = format!("{HEAD}{standards}");
    Charter::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

fn standard(applies_to: &str, rule: &str) -> Charter {
    charter(&format!(
        "[[standard]]\nid = 's'\napplies_to = '{applies_to}'\nsays = 'So.'\nstrength = 'agreed'\n{rule}\n"
    ))
}

fn notice() -> Charter {
    standard(
        "meeting",
        "rule = { gap = ['announced', 'starts'], at_least = '3 weeks', counted = 'date-difference' }",
    )
}

fn notes() -> Charter {
    standard(
        "meeting",
        "rule = { gap = ['starts', 'minutes'], at_most = '10 days', counted = 'working-days-between' }",
    )
}

/// What a test looks at, without what it borrows.
#[derive(Debug)]
struct Seen {
    verdict: Verdict,
    basis: Basis,
    measured: Option<Measure>,
    shortfall: Option<Measure>,
    act_by: Option<When>,
    sum: String,
}

fn see(finding: &Finding<'_>) -> Seen {
    Seen {
        verdict: finding.verdict,
        basis: finding.basis,
        measured: finding.measured,
        shortfall: finding.shortfall(),
        act_by: finding.act_by,
        sum: finding.sum().to_string(),
    }
}

fn audit(audit: &Audit, subject: Subject) -> Seen {
    let subjects = [subject];
    let findings = audit.findings(&subjects);
    assert_eq!(findings.len(), 1, "one standard, one finding");
    see(&findings[0])
}

fn judged(charter: Charter, as_of: impl Into<When>, subject: Subject) -> Seen {
    audit(&Audit::new([charter], as_of), subject)
}

fn meeting() -> Subject {
    Subject::new(Kind::Meeting, "m")
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(day: Date) -> When {
    When::Day(day)
}

#[test]
fn a_late_announcement_is_missed_by_the_days_it_lacks_with_the_sum_in_words() {
    let seen = judged(
        notice(),
        date(2021, 6, 15),
        meeting()
            .with("announced", date(2021, 6, 9))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::Missed);
    assert_eq!(seen.measured, Some(Measure::exactly(5)));
    assert_eq!(seen.shortfall, Some(Measure::exactly(16)));
    assert_eq!(seen.act_by, Some(day(date(2021, 5, 24))));
    assert_eq!(
        seen.sum,
        "Announced Wed 9 June 2021 for Mon 14 June 2021: 5 days by date difference (2 full working days \
         between). Three weeks needed an announcement by Mon 24 May 2021: 16 days short."
    );
}

#[test]
fn the_last_compliant_day_is_kept_with_nothing_to_spare() {
    let seen = judged(
        notice(),
        date(2021, 6, 15),
        meeting()
            .with("announced", date(2021, 5, 24))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::Kept);
    assert_eq!(seen.shortfall, Some(Measure::exactly(0)));
    assert!(
        seen.sum
            .ends_with("by Mon 24 May 2021: kept, with nothing to spare."),
        "{}",
        seen.sum
    );
}

#[test]
fn before_the_last_day_it_is_due_and_after_it_there_is_no_evidence() {
    let planned = || meeting().with("starts", date(2021, 6, 14));
    let due = judged(notice(), date(2021, 5, 24), planned());
    assert_eq!(
        (due.verdict, due.act_by),
        (Verdict::Due, Some(day(date(2021, 5, 24))))
    );
    assert_eq!(
        due.sum,
        "No announcement is recorded yet for Mon 14 June 2021. Three weeks means an announcement by Mon 24 May 2021."
    );
    let late = judged(notice(), date(2021, 5, 25), planned());
    assert_eq!(
        late.verdict,
        Verdict::NoEvidence,
        "no evidence is never a pass"
    );
    assert_eq!(late.shortfall, None);
}

#[test]
fn a_save_the_date_is_not_an_announcement() {
    let seen = judged(
        notice(),
        date(2021, 6, 20),
        meeting()
            .with("save-the-date", date(2021, 4, 1))
            .with("starts", date(2021, 6, 14)),
    );
    assert_eq!(seen.verdict, Verdict::NoEvidence);
    assert!(
        seen.sum.contains("A save-the-date went out Thu 1 April 2021; without time and place it is not an announcement."),
        "{}",
        seen.sum
    );
}

#[test]
fn a_meeting_that_was_moved_is_judged_again_from_the_change() {
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", date(2021, 5, 1))
            .with("rescheduled", date(2021, 6, 10))
            .with("starts", date(2021, 6, 21)),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Missed, Some(Measure::exactly(11)))
    );
    assert!(
        seen.sum
            .starts_with("Moved to a new date, last announced Thu 10 June 2021"),
        "{}",
        seen.sum
    );
}

#[test]
fn a_cancelled_meeting_is_judged_by_the_standard_for_that_and_by_no_other() {
    let both = charter(
        "[[standard]]\nid='notice'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\n\
         rule={gap=['announced','starts'],at_least='3 weeks',counted='date-difference'}\n\
         [[standard]]\nid='told'\napplies_to='meeting'\nsays='So.'\nstrength='ideal'\nwhen='cancelled'\n\
         rule={gap=['cancelled','starts'],at_least='2 days',counted='date-difference'}\n",
    );
    let seen = judged(
        both,
        date(2021, 7, 1),
        meeting()
            .with("announced", date(2021, 6, 9))
            .with("starts", date(2021, 6, 14))
            .with("cancelled", date(2021, 6, 13)),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Missed, Some(Measure::exactly(1)))
    );
    assert!(
        seen.sum
            .ends_with("needed a cancellation notice by Sat 12 June 2021: 1 day short."),
        "{}",
        seen.sum
    );
}

#[test]
fn notes_are_due_until_their_last_day_and_late_after_it() {
    let held = || meeting().with("starts", date(2021, 6, 14));
    let due = judged(notes(), date(2021, 6, 29), held());
    assert_eq!(
        (due.verdict, due.act_by),
        (Verdict::Due, Some(day(date(2021, 6, 29))))
    );
    assert_eq!(
        judged(notes(), date(2021, 6, 30), held()).verdict,
        Verdict::NoEvidence
    );
    let late = judged(
        notes(),
        date(2021, 8, 1),
        held().with("minutes", date(2021, 7, 1)),
    );
    assert_eq!(
        (late.verdict, late.shortfall),
        (Verdict::Missed, Some(Measure::exactly(2)))
    );
    assert_eq!(
        late.sum,
        "Held Mon 14 June 2021, notes published Thu 1 July 2021: 12 full working days between (17 days by date \
         difference). Ten working days allowed until Tue 29 June 2021 for published notes: 2 working days late."
    );
}

#[test]
fn notes_dated_before_the_meeting_show_nothing() {
    let seen = judged(
        notes(),
        date(2021, 8, 1),
        meeting()
            .with("starts", date(2021, 6, 14))
            .with("minutes", date(2021, 6, 1)),
    );
    assert_eq!(seen.verdict, Verdict::NoEvidence);
    assert!(
        seen.sum.contains("one of the dates is wrong"),
        "{}",
        seen.sum
    );
}

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
fn a_late_evening_send_counts_as_its_day_in_london_and_a_clock_change_is_never_off_by_one() {
    // 23:30 UTC on 30 May 2021 is half past midnight on 31 May in London.
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", at("2021-05-30T23:30:00Z"))
            .with("starts", at("2021-06-21T17:00:00Z")),
    );
    assert_eq!(
        (seen.verdict, seen.measured),
        (Verdict::Kept, Some(Measure::exactly(21)))
    );
    // The clocks went forward on 28 March 2021: 21 days all the same.
    let seen = judged(
        notice(),
        date(2021, 7, 1),
        meeting()
            .with("announced", at("2021-03-14T22:00:00Z"))
            .with("starts", at("2021-04-04T08:00:00Z")),
    );
    assert_eq!(seen.measured, Some(Measure::exactly(21)));
}

#[test]
fn hours_are_counted_between_instants_and_lie_between_two_figures_where_only_a_day_is_known() {
    let rule = || {
        standard(
            "meeting",
            "rule = { gap = ['papers', 'starts'], at_least = '48 hours', counted = 'hours' }",
        )
    };
    let starts = at("2021-03-29T09:00:00Z"); // 10:00 in London, the day after the clocks went forward
    let exact = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", at("2021-03-27T09:30:00Z")),
    );
    assert_eq!(
        (exact.verdict, exact.measured),
        (Verdict::Missed, Some(Measure::exactly(47)))
    );
    assert_eq!(exact.act_by, Some(When::At(at("2021-03-27T09:00:00Z"))));
    assert!(
        exact
            .sum
            .contains("by Sat 27 March 2021 at 9am: 1 hour short."),
        "{}",
        exact.sum
    );
    let unsure = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", date(2021, 3, 27)),
    );
    assert_eq!(
        (unsure.verdict, unsure.measured),
        (Verdict::NoEvidence, Some(Measure::between(33, 57)))
    );
    let early = judged(
        rule(),
        date(2021, 4, 1),
        meeting()
            .with("starts", starts)
            .with("papers", date(2021, 3, 26)),
    );
    assert_eq!(early.verdict, Verdict::Kept);
}

#[test]
fn papers_are_needed_earlier_when_an_interpreter_is_booked() {
    let rule = standard(
        "meeting",
        "rule = { gap = ['papers', 'starts'], at_least = '7 days', counted = 'date-difference' }\n\
         longer = [{ when = 'interpreter', at_least = '14 days' }]",
    );
    let meeting = meeting()
        .with("starts", date(2021, 6, 21))
        .with("papers", date(2021, 6, 10));
    assert_eq!(
        judged(rule.clone(), date(2021, 7, 1), meeting.clone()).verdict,
        Verdict::Kept
    );
    let seen = judged(rule, date(2021, 7, 1), meeting.with("interpreter", true));
    assert_eq!(
        (seen.verdict, seen.shortfall),
        (Verdict::Missed, Some(Measure::exactly(3)))
    );
    assert!(
        seen.sum.ends_with("With an interpreter booked, fourteen days needed papers by Mon 7 June 2021: 3 days short."),
        "{}",
        seen.sum
    );
}

fn consultation_rule() -> Charter {
    standard(
        "consultation",
        "rule = { gap = ['opened', 'closed'], at_least = '42 days', counted = 'inclusive' }\n\
         longer = [{ when = 'school-holiday', at_least = '56 days' }]",
    )
}

fn autumn_terms() -> SchoolTerms {
    SchoolTerms::parse(
        "id='x'\narea='x'\ntitle='x'\nsource='x'\n\
         [[term]]\nname='a'\nstarts=2024-09-02\nends=2024-10-25\n\
         [[term]]\nname='b'\nstarts=2024-11-04\nends=2024-12-20\n",
    )
    .unwrap()
}

fn consultation(opened: Date, closed: Date) -> Subject {
    Subject::new(Kind::Consultation, "c")
        .with("opened", opened)
        .with("closed", closed)
}

#[test]
fn six_weeks_are_counted_with_both_days_and_two_weeks_more_with_a_school_holiday_inside() {
    let called_six_weeks = || consultation(date(2024, 10, 21), date(2024, 12, 1));
    let known =
        Audit::new([consultation_rule()], date(2025, 1, 1)).with_school_terms([autumn_terms()]);
    let seen = audit(&known, called_six_weeks());
    assert_eq!(
        (seen.verdict, seen.shortfall),
        (Verdict::Missed, Some(Measure::exactly(14)))
    );
    assert_eq!(seen.act_by, Some(day(date(2024, 10, 7))));
    assert!(
        seen.sum
            .contains("With a school holiday inside, 56 days needed"),
        "{}",
        seen.sum
    );

    let unknown = judged(consultation_rule(), date(2025, 1, 1), called_six_weeks());
    assert_eq!(
        (unknown.verdict, unknown.measured),
        (Verdict::Kept, Some(Measure::exactly(42)))
    );
    assert!(unknown.sum.ends_with(
        "School terms for these dates are not known, so no time was added for holidays."
    ));
}

#[test]
fn opening_earlier_than_needed_into_a_holiday_does_not_make_a_long_enough_period_too_short() {
    let known =
        Audit::new([consultation_rule()], date(2025, 1, 1)).with_school_terms([autumn_terms()]);
    // 4 November to 15 December is 42 days without a holiday; a day's earlier opening reaches into none
    // of it, a week's earlier opening reaches into half-term.
    for opened in [date(2024, 11, 4), date(2024, 11, 1), date(2024, 10, 28)] {
        assert_eq!(
            audit(&known, consultation(opened, date(2024, 12, 15))).verdict,
            Verdict::Kept,
            "{opened}"
        );
    }
    assert_eq!(
        audit(&known, consultation(date(2024, 11, 5), date(2024, 12, 15))).verdict,
        Verdict::Missed
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
fn a_miss_is_excused_only_where_somebody_agreed() {
    let late = |excuse: &str| {
        let mut m = meeting()
            .with("announced", date(2021, 6, 9))
            .with("starts", date(2021, 6, 14));
        m.excuse = Some(Excuse::parse(excuse));
        judged(notice(), date(2021, 7, 1), m)
    };
    let agreed = late("an inspection was called; agreed by the forum's steering group");
    assert_eq!(agreed.verdict, Verdict::Excused);
    assert_eq!(agreed.shortfall, Some(Measure::exactly(16)));
    assert!(
        agreed
            .sum
            .ends_with("Excused: an inspection was called; agreed by the forum's steering group.")
    );
    let alone = late("we were busy");
    assert_eq!(alone.verdict, Verdict::Missed);
    assert!(alone.sum.ends_with(
        "A reason is given (we were busy), but not who agreed to it, so it does not excuse."
    ));
    assert_eq!(
        late("other: snow; agreed by all").verdict,
        Verdict::Missed,
        "it speaks of another standard"
    );
    assert_eq!(late("s: snow (agreed by all)").verdict, Verdict::Excused);
}

#[test]
fn an_excuse_without_a_name_does_not_stand_in_for_evidence() {
    let silent = |excuse: &str| {
        let mut m = meeting().with("starts", date(2021, 6, 14));
        m.excuse = Some(Excuse::parse(excuse));
        judged(notice(), date(2021, 7, 1), m).verdict
    };
    assert_eq!(silent("snow; agreed by all"), Verdict::NoEvidence);
    assert_eq!(silent("s: snow; agreed by all"), Verdict::Excused);
}

#[test]
fn a_claim_gives_a_claimed_finding_and_settles_it_only_where_both_its_ends_agree() {
    let name = Name::new("s").unwrap();
    let claimed = |words: &str| {
        let mut m = meeting();
        m.claim(name.clone(), Claim::parse(words).unwrap());
        judged(notice(), date(2022, 3, 19), m)
    };
    let cases = [
        ("<14d", Verdict::Missed, Some(Measure::at_least(8))),
        ("19d", Verdict::Missed, Some(Measure::exactly(2))),
        ("17..18d", Verdict::Missed, Some(Measure::between(3, 4))),
        ("<21d", Verdict::Missed, Some(Measure::at_least(1))),
        (">=21d", Verdict::Kept, Some(Measure::exactly(0))),
        ("20..22d", Verdict::NoEvidence, None),
        (">=14d", Verdict::NoEvidence, None),
        ("details to follow", Verdict::NoEvidence, None),
    ];
    for (words, verdict, shortfall) in cases {
        let seen = claimed(words);
        assert_eq!(
            (seen.verdict, seen.shortfall),
            (verdict, shortfall),
            "{words}"
        );
        assert_eq!(seen.basis, Basis::Claimed, "{words}");
        assert_eq!(seen.act_by, None, "{words}");
    }
    assert_eq!(
        claimed("<14d").sum,
        "Claimed, not recorded: \"<14d\", that is at most 13 days. The dates are not held. \
         Three weeks needed: at least 8 days short, if the claim is right."
    );
}

#[test]
fn a_claim_never_takes_the_place_of_recorded_dates() {
    let mut m = meeting()
        .with("announced", date(2021, 6, 9))
        .with("starts", date(2021, 6, 14));
    m.claim(Name::new("s").unwrap(), Claim::parse(">=21d").unwrap());
    let seen = judged(notice(), date(2021, 7, 1), m);
    assert_eq!(
        (seen.verdict, seen.basis),
        (Verdict::Missed, Basis::Recorded)
    );
}

#[test]
fn nothing_undated_is_ever_recorded() {
    let seen = judged(notice(), date(2021, 7, 1), meeting());
    assert_eq!(
        (seen.verdict, seen.basis),
        (Verdict::NoEvidence, Basis::Claimed)
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
