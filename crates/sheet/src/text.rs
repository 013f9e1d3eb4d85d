//! Text as programs save it: UTF-8, UTF-16, or Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text of a file. A byte order mark says how it is written; without one it is UTF-8, or what
/// older versions of Excel save, which reads every byte as something.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The text without its control characters, so that nothing in a file can steer a terminal. Where
/// it had some, ends of lines and other white space become single spaces: titles and names stand
/// in the middle of sentences, and a spreadsheet lets them break off.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return text.into();
    }
    let is_kept = |c: &char| c.is_whitespace() || !c.is_control();
    let kept: String = text.chars().filter(is_kept).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_dropped_and_line_ends_are_spaces() {
        for (text, expected) in [
            ("plain  as it is", "plain  as it is"),
            ("first\r\nsecond\tthird", "first second third"),
            ("\u{1b}[31mred\u{7}", "[31mred"),
            ("\u{9b}2J\u{7f}\u{0}x", "2Jx"),
            ("\u{1b}", ""),
        ] {
            assert_eq!(on_one_line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn text_is_read_as_spreadsheets_save_it() {
        let utf16 = |text: &str, to: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            mark.into_iter()
                .chain(text.encode_utf16().flat_map(to))
                .collect::<Vec<u8>>()
        };
        for bytes in [
            "£5 – café".as_bytes().to_vec(),
            [b"\xef\xbb\xbf".as_slice(), "£5 – café".as_bytes()].concat(),
            utf16("£5 – café", u16::to_le_bytes, [0xff, 0xfe]),
            utf16("£5 – café", u16::to_be_bytes, [0xfe, 0xff]),
            b"\xa35 \x96 caf\xe9".to_vec(),
        ] {
            assert_eq!(decode(&bytes), "£5 – café");
        }
    }
}
