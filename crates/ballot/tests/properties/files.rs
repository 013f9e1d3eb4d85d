//! Files, of ballots and of anything else.

use alongside_ballot::{Rules, blt, count, no_lots, ranked_csv};
use proptest::prelude::*;

use super::elections;

/// Lines of the kind that BLT files are made of, right and wrong.
fn lines() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9]{1,3}",
        "[0-9]{18,22}",
        Just("0".to_owned()),
        Just("-".to_owned()),
        "-[0-9]",
        "[0-9]=[0-9]",
        "\\PC{0,4}",
        Just("(a1)".to_owned()),
        Just("[tie".to_owned()),
        Just("[nick".to_owned()),
        Just("]".to_owned()),
        Just("\"A\"".to_owned()),
        Just("# x".to_owned()),
    ];
    let line = prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "));
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

/// Whatever could be read can be counted, or is refused, and is told of without panic.
fn try_all(text: &str) {
    match blt::read(text) {
        Ok(ballots) => {
            assert_eq!(
                blt::read(&blt::write(&ballots)).unwrap().papers(),
                ballots.papers()
            );
            if ballots.candidates().len() <= 50 {
                for rules in [Rules::Scottish, Rules::Meek] {
                    drop(count(&ballots, rules, &mut no_lots));
                }
            }
        }
        Err(problems) => assert!(problems.iter().len() > 0, "{text:?}"),
    }
    if let Err(problems) = ranked_csv::read(text, 2, &[]) {
        assert!(problems.iter().len() > 0, "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        try_all(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_lines_panic(header in "[0-9]{1,2} [0-9]{1,2}", text in lines()) {
        try_all(&text);
        try_all(&format!("{header}\n{text}"));
    }

    #[test]
    fn ballots_that_are_written_are_read_as_they_were(
        election in elections(),
        names in prop::collection::btree_set("[\\PC\"#\\\\]{1,8}", 8),
        title in "\\PC{0,12}",
        spoilt in 0..5_u64,
    ) {
        let names: Vec<String> = names.into_iter().take(election.candidates).collect();
        let plain = election.ballots();
        let Ok(mut ballots) = alongside_ballot::Ballots::new(election.seats, names) else {
            // Names that are all spaces, or alike but for spaces.
            return Ok(());
        };
        for (ranking, papers) in &election.papers {
            ballots.add(ranking, *papers).unwrap();
        }
        for place in &election.withdrawn {
            ballots.withdraw(*place).unwrap();
        }
        ballots.spoilt = spoilt;
        ballots.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        ballots.lot_order = Some((0..election.candidates).rev().collect());
        prop_assert_eq!(blt::read(&blt::write(&ballots)).unwrap(), ballots);
        let mut again = blt::read(&blt::write(&plain)).unwrap();
        again.title.clone_from(&plain.title);
        prop_assert_eq!(again, plain);
    }
}

#[test]
fn no_ballot_file_panics() {
    bolero::check!().for_each(|bytes: &[u8]| try_all(&String::from_utf8_lossy(bytes)));
}
