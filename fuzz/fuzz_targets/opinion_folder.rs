//! Any bytes as the other files of a folder that Polis gives out.
#![no_main]

use alongside_opinion::{Conversation, Opinion, Settings, read_statements, read_topic, read_wide_votes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read_topic(bytes);
    let statements = read_statements("comments.csv", bytes).unwrap_or_default();
    if let Ok(casts) = read_wide_votes("participants-votes.csv", bytes) {
        let conversation = Conversation::new(casts, statements);
        // Hundreds of statements take half a second with the sanitizer, and little else would be tried.
        if conversation.statements().len() > 40 {
            return;
        }
        assert!(Opinion::of(&conversation, Settings { publish: true, ..Settings::default() }).is_ok());
    }
});
