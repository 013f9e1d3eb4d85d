//! Any text as a BLT file: it is read or its problems are told, what was read is written and read again
//! as it was, and counting it comes to an end.
#![no_main]

use alongside_ballot::{Rules, blt, count, no_lots};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(ballots) = blt::read(text) else { return };
    let again = blt::read(&blt::write(&ballots)).expect("what was written is read");
    assert_eq!(again.papers(), ballots.papers());
    if ballots.candidates().len() <= 50 {
        for rules in [Rules::Scottish, Rules::Meek] {
            drop(count(&ballots, rules, &mut no_lots));
        }
    }
});
