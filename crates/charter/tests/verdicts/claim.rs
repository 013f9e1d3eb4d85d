//! Claims and excuses.

use alongside_charter::{Basis, Claim, Excuse, Kind, Measure, Name, Subject, Verdict};
use jiff::civil::date;

use crate::{judged, meeting, notice, standard};

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
fn whoever_organised_it_cannot_be_the_one_who_excuses_it() {
    let mut late = meeting()
        .with("announced", date(2021, 6, 9))
        .with("starts", date(2021, 6, 14));
    late.organiser = "The Council".to_owned();
    late.excuse = Some(Excuse::parse("busy; agreed by the council"));
    let seen = judged(notice(), date(2021, 7, 1), late);
    assert_eq!(seen.verdict, Verdict::Missed);
    assert!(
        seen.sum
            .ends_with("only its organiser agreed to it, so it does not excuse."),
        "{}",
        seen.sum
    );
}

#[test]
fn a_claim_in_another_unit_settles_nothing() {
    let working = || {
        standard(
            "meeting",
            "rule = { gap = ['announced', 'starts'], at_least = '20 days', counted = 'working-days-before' }",
        )
    };
    let claimed = |words: &str| {
        let mut m = meeting();
        m.claim(Name::new("s").unwrap(), Claim::parse(words).unwrap());
        judged(working(), date(2022, 3, 19), m).verdict
    };
    assert_eq!(
        claimed("3 weeks"),
        Verdict::NoEvidence,
        "21 days of the calendar are no 21 working days"
    );
    assert_eq!(claimed("48h"), Verdict::NoEvidence);
    assert_eq!(claimed("30%"), Verdict::NoEvidence);
    assert_eq!(claimed("20 working days"), Verdict::Kept);
    assert_eq!(claimed("2 full working days"), Verdict::Missed);
}

#[test]
fn a_number_that_was_counted_is_recorded_though_nothing_is_dated() {
    let rule = standard("body", "rule = { number = 'members', at_least = 5 }");
    let seen = judged(
        rule,
        date(2022, 3, 19),
        Subject::new(Kind::Body, "b").with("members", 5),
    );
    assert_eq!((seen.verdict, seen.basis), (Verdict::Kept, Basis::Recorded));
}
