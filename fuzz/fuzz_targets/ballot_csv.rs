//! Any text as a CSV of ranked columns: it is read, or its problems are told.
#![no_main]

use alongside_ballot::ranked_csv;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(problems) = ranked_csv::read(text, 2, &[]) {
        assert!(problems.iter().len() > 0);
    }
});
