//! Files of any text are a published draw or are said not to be.
#![no_main]

use alongside_lottery::frozen::{Answer, Files, check, settle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, &str, &str, &str)| {
    let (draw, panels, chances, commitments, outcome) = input;
    let named = [
        ("draw.json", draw),
        ("panels.csv", panels),
        ("chances.csv", chances),
        ("quotas.csv", chances),
        ("commitments.csv", commitments),
        ("outcome.json", outcome),
    ];
    let files: Files = named.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    drop(check(&files));
    drop(settle(&files, Answer::Number(outcome.to_owned())));
});
