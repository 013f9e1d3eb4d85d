//! The time that may stand after a day.

use jiff::civil::Time;
use jiff::tz::Offset;

use crate::problem::quoted;

type Clock = (Option<Time>, Option<Offset>);

/// Reads what stands after a day: nothing, or a time with or without its offset from UTC.
pub(super) fn read(after: &str, whole: &str) -> Result<Clock, String> {
    let (text, is_iso) = without_lead(after);
    if text.is_empty() {
        return Ok((None, None));
    }
    if ["noon", "midday", "12 noon", "12noon"]
        .iter()
        .any(|noon| noon.eq_ignore_ascii_case(text))
    {
        return Ok((Some(Time::constant(12, 0, 0, 0)), None));
    }
    let not_a_time = || {
        format!(
            "{} is not a time. Write it like 18:00 or 6pm after the day, or leave it out.",
            quoted(text)
        )
    };
    let (figures, rest) = figures(text).ok_or_else(not_a_time)?;
    let (half, rest) = half_of_day(rest);
    if half.is_none() && figures.minute.is_none() {
        return Err(not_a_time());
    }
    let (offset, rest) = offset(rest.trim_start(), is_iso);
    if is_range(rest) {
        return Err(format!(
            "{} is from one time to another. Write only when it begins, like 18:00 or 6pm; when \
             it ends goes into the column \"ends\".",
            quoted(whole)
        ));
    }
    if !rest.trim_matches([' ', '.']).is_empty() {
        return Err(not_a_time());
    }
    let time = figures.time(half).ok_or_else(|| {
        format!(
            "there is no such time as {}. Write it like 18:00 or 6pm after the day.",
            quoted(text)
        )
    })?;
    Ok((Some(time), offset))
}

/// What follows `T`, `at`, a comma or a dash, and whether it was the `T` of ISO 8601.
fn without_lead(after: &str) -> (&str, bool) {
    if let Some(text) = after.strip_prefix(['T', 't'])
        && text.starts_with(|c: char| c.is_ascii_digit())
    {
        return (text.trim_end(), true);
    }
    let text = after.trim_start_matches([' ', ',', '\u{a0}', '-', '–', '@']);
    let lead = text
        .get(..3)
        .is_some_and(|lead| lead.eq_ignore_ascii_case("at "));
    (if lead { &text[3..] } else { text }.trim(), false)
}

#[derive(Clone, Copy)]
struct Figures {
    hour: i8,
    minute: Option<i8>,
    second: i8,
}

impl Figures {
    fn time(self, half: Option<Half>) -> Option<Time> {
        let hour = match (half, self.hour) {
            (Some(Half::Am), 12) => 0,
            (Some(Half::Pm), 12) => 12,
            (None, hour) | (Some(Half::Am), hour @ 1..=11) => hour,
            (Some(Half::Pm), hour @ 1..=11) => hour + 12,
            (Some(_), _) => return None,
        };
        Time::new(hour, self.minute.unwrap_or(0), self.second, 0).ok()
    }
}

/// `18`, `18:00`, `6.30`, `18:00:00.000`.
fn figures(text: &str) -> Option<(Figures, &str)> {
    let (hour, rest) = number(text, 1..=2)?;
    let mut figures = Figures {
        hour,
        minute: None,
        second: 0,
    };
    let Some((minute, rest)) = rest
        .strip_prefix([':', '.'])
        .and_then(|rest| number(rest, 2..=2))
    else {
        return Some((figures, rest));
    };
    figures.minute = Some(minute);
    let Some((second, rest)) = rest.strip_prefix(':').and_then(|rest| number(rest, 2..=2)) else {
        return Some((figures, rest));
    };
    figures.second = second;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    Some((figures, rest))
}

/// A number of so many digits.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(i8, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    digits
        .contains(&end)
        .then(|| Some((number.parse().ok()?, rest)))?
}

#[derive(Clone, Copy)]
enum Half {
    Am,
    Pm,
}

/// Takes `am` or `pm`, with or without dots.
fn half_of_day(rest: &str) -> (Option<Half>, &str) {
    let text = rest.trim_start();
    for (written, half) in [
        ("a.m.", Half::Am),
        ("am", Half::Am),
        ("p.m.", Half::Pm),
        ("pm", Half::Pm),
    ] {
        if let Some((front, after)) = text.split_at_checked(written.len())
            && front.eq_ignore_ascii_case(written)
            && !after.starts_with(char::is_alphanumeric)
        {
            return (Some(half), after);
        }
    }
    (None, rest)
}

/// Takes `Z`, `+01:00`, `GMT` and the like. After a day in words, `-12:00` is the end of a meeting
/// and not an offset.
fn offset(rest: &str, is_iso: bool) -> (Option<Offset>, &str) {
    for (name, hours) in [("Z", 0), ("UTC", 0), ("GMT", 0), ("BST", 1)] {
        if rest.eq_ignore_ascii_case(name) {
            return (Some(Offset::constant(hours)), "");
        }
    }
    let sign = match rest.chars().next() {
        Some('+') => 1,
        Some('-') if is_iso => -1,
        _ => return (None, rest),
    };
    let figures = rest[1..].replacen(':', "", 1);
    let seconds = match figures.len() {
        2 | 4 if figures.bytes().all(|b| b.is_ascii_digit()) => {
            let (hours, minutes) = figures.split_at(2);
            let hours = hours.parse::<i32>().ok().filter(|hours| *hours <= 14);
            let minutes = format!("{minutes:0<2}")
                .parse::<i32>()
                .ok()
                .filter(|m| *m <= 59);
            hours
                .zip(minutes)
                .map(|(hours, minutes)| sign * (hours * 60 + minutes) * 60)
        }
        _ => None,
    };
    match seconds.and_then(|seconds| Offset::from_seconds(seconds).ok()) {
        Some(offset) => (Some(offset), ""),
        None => (None, rest),
    }
}

/// Whether what is left says until when.
fn is_range(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["-", "–", "—", "to ", "until ", "till "]
        .iter()
        .any(|between| {
            rest.get(..between.len())
                .is_some_and(|front| front.eq_ignore_ascii_case(between))
        })
}
