//! Lines of a calendar, none longer than what every program takes (RFC 5545, 3.1).

/// The longest line, in octets without its end.
const LONGEST: usize = 75;

/// The calendar with its lines folded anew: the library leaves the last part of a long line an octet too long.
pub(super) fn folded(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let mut out = String::with_capacity(calendar.len() + 64);
    for line in unfolded.split_terminator("\r\n") {
        let mut room = LONGEST;
        for c in line.chars() {
            if c.len_utf8() > room {
                out.push_str("\r\n ");
                // The space counts.
                room = LONGEST - 1;
            }
            room -= c.len_utf8();
            out.push(c);
        }
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_no_letter_is_cut() {
        for letter in ["a", "ş", "ل", "老", "🌱"] {
            for length in 0..230 {
                let line = format!("X:{}\r\n", letter.repeat(length));
                let folded = folded(&line);
                assert!(folded.split("\r\n").all(|part| part.len() <= LONGEST));
                assert_eq!(folded.replace("\r\n ", ""), line);
                assert_eq!(self::folded(&folded), folded);
            }
        }
    }
}
