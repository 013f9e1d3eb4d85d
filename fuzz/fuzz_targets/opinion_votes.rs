//! Any bytes as a file of votes, and whatever is read looked at.
#![no_main]

use alongside_opinion::{Conversation, Opinion, Settings, Signs, read_votes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for signs in [None, Some(Signs::AgreeIsPlus), Some(Signs::AgreeIsMinus)] {
        if let Ok(casts) = read_votes("votes.csv", bytes, signs) {
            let conversation = Conversation::new(casts, Vec::new());
            assert!(Opinion::of(&conversation, Settings::default()).is_ok());
        }
    }
});
