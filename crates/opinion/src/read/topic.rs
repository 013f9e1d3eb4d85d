//! What a conversation is about.

use csv::ReaderBuilder;

/// The topic in the file `summary.csv` that Polis gives out, whose lines are a name and a value each. None where it says
/// nothing of one: what a conversation is about changes no result, so nothing here is a problem.
pub fn read_topic(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let topic = rows
        .byte_records()
        .filter_map(Result::ok)
        .find(|row| row.get(0) == Some(b"topic".as_slice()))?;
    let topic = String::from_utf8_lossy(topic.get(1)?).trim().to_owned();
    (!topic.is_empty()).then_some(topic)
}
