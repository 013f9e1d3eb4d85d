//! School terms: data files, several for an area where its schools differ.

use jiff::civil::Date;

use super::is_weekend;
use crate::counting::{days_between, next};
use crate::document::{Document, Mistakes};

/// Between one term and the next there are at most this many days; a longer gap means that a term
/// is missing from the file, not that the schools were shut.
const LONGEST_HOLIDAY_DAYS: i64 = 60;

/// The terms of one group of schools, from which its holidays follow.
///
/// A school holiday is a weekday in a gap between two terms. Days before the first term of the
/// file, after its last, or in a gap longer than 60 days are *not known*.
///
/// ```
/// use alongside_charter::SchoolTerms;
/// use jiff::civil::date;
///
/// let terms = SchoolTerms::parse(r#"
///     id = "example"
///     area = "example"
///     title = "Example community schools"
///     source = "the council's term dates page"
///     [[term]]
///     name = "Autumn, first half"
///     starts = 2026-09-02
///     ends = 2026-10-23
///     [[term]]
///     name = "Autumn, second half"
///     starts = 2026-11-02
///     ends = 2026-12-18
/// "#).unwrap();
/// assert_eq!(terms.is_holiday(date(2026, 10, 28)), Some(true));
/// assert_eq!(terms.is_holiday(date(2026, 11, 2)), Some(false));
/// assert_eq!(terms.is_holiday(date(2027, 1, 4)), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolTerms {
    /// The file's own id, such as `haringey`.
    pub id: String,
    /// The area whose schools these are.
    pub area: String,
    /// The code of that area's council in the national register, such as `E09000014`, if stated.
    pub gss: Option<String>,
    /// Which schools these are, in words.
    pub title: String,
    /// Where the dates were published.
    pub source: String,
    /// Under which terms they may be used, if stated.
    pub licence: Option<String>,
    /// True where nobody published these dates and they follow a rule of thumb.
    pub estimate: bool,
    /// First and last day of each term, in order, none overlapping.
    terms: Vec<(Date, Date)>,
}

impl SchoolTerms {
    /// Reads a file of terms, or tells every mistake in it.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        let (mut document, mut file) = Document::open(text);
        let id = file.text("id", &mut document);
        let area = file.text("area", &mut document);
        let gss = file.optional_text("gss", &mut document);
        let title = file.text("title", &mut document);
        let source = file.text("source", &mut document);
        let licence = file.optional_text("licence", &mut document);
        let estimate = file.flag("estimate", &mut document);
        let mut terms: Vec<(Date, Date)> = Vec::new();
        for mut table in file.tables("term", &mut document) {
            let span = table.span.clone();
            let _name = table.text("name", &mut document);
            let starts = table.optional_date("starts", &mut document);
            let ends = table.optional_date("ends", &mut document);
            table.refuse_rest(&["name", "starts", "ends"], &mut document);
            let (Some(starts), Some(ends)) = (starts, ends) else {
                document.mistake(
                    &span,
                    "a term has `starts` and `ends`, both days such as 2026-09-02",
                );
                continue;
            };
            if ends.value < starts.value {
                document.mistake(&ends.span, "the term ends before it starts");
            }
            if terms.last().is_some_and(|(_, last)| starts.value <= *last) {
                document.mistake(
                    &starts.span,
                    "the term starts before the one above it has ended",
                );
            }
            terms.push((starts.value, ends.value));
        }
        if terms.is_empty() {
            document.mistake(&file.span, "the file has no [[term]]");
        }
        file.refuse_rest(
            &[
                "id", "area", "gss", "title", "source", "licence", "estimate", "term",
            ],
            &mut document,
        );
        let read = (|| {
            Some(Self {
                id: id?.value,
                area: area?.value,
                gss: gss.map(|gss| gss.value),
                title: title?.value,
                source: source?.value,
                licence: licence.map(|l| l.value),
                estimate,
                terms,
            })
        })();
        document.finish(read)
    }

    /// Whether the schools are on holiday on this day: a weekday between two terms. `None` where
    /// the file does not reach.
    pub fn is_holiday(&self, day: Date) -> Option<bool> {
        let after = self.terms.partition_point(|(starts, _)| *starts <= day);
        let (_, ended) = *self.terms.get(after.checked_sub(1)?)?;
        if day <= ended {
            return Some(false);
        }
        let (next_starts, _) = *self.terms.get(after)?;
        let gap = days_between(ended, next_starts) - 1;
        (gap <= LONGEST_HOLIDAY_DAYS).then(|| !is_weekend(day))
    }

    /// First and last day of the term that a day is in, and of those after it up to where one is missing; in files
    /// that tell the halves of a term apart, of each half. Empty where the day is in no term that is known.
    pub fn terms_from(&self, day: Date) -> Vec<(Date, Date)> {
        let ended = self.terms.partition_point(|(_, ends)| *ends < day);
        let mut reached: Vec<(Date, Date)> = Vec::new();
        for (starts, ends) in self.terms.iter().skip(ended) {
            let is_next = match reached.last() {
                None => *starts <= day,
                Some((_, last)) => days_between(*last, *starts) - 1 <= LONGEST_HOLIDAY_DAYS,
            };
            if !is_next {
                break;
            }
            reached.push((*starts, *ends));
        }
        reached
    }

    /// Whether a school holiday falls on any day from `first` to `last`, both included. `None`
    /// where no known day is a holiday and some day is not known.
    pub fn holiday_within(&self, first: Date, last: Date) -> Option<bool> {
        let mut all_known = true;
        let mut day = first;
        // A longer stretch than this has a holiday in it or is not known.
        for _ in 0..400 {
            if day > last {
                break;
            }
            match self.is_holiday(day) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => all_known = false,
            }
            day = next(day);
        }
        all_known.then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const HEAD: &str = "id='x'\narea='x'\ntitle='x'\nsource='x'\n";

    #[test]
    fn weekends_and_gaps_of_more_than_sixty_days_are_no_holiday() {
        let terms = SchoolTerms::parse(&format!(
            "{HEAD}[[term]]\nname='a'\nstarts=2025-09-02\nends=2025-10-24\n\
             [[term]]\nname='b'\nstarts=2025-11-03\nends=2025-12-19\n\
             [[term]]\nname='c'\nstarts=2026-09-02\nends=2026-10-23\n"
        ))
        .unwrap();
        assert_eq!(
            terms.is_holiday(date(2025, 10, 25)),
            Some(false),
            "a Saturday"
        );
        assert_eq!(terms.is_holiday(date(2025, 10, 27)), Some(true));
        assert_eq!(
            terms.is_holiday(date(2026, 3, 2)),
            None,
            "a term is missing"
        );
        assert_eq!(
            terms.holiday_within(date(2025, 9, 3), date(2025, 10, 26)),
            Some(false)
        );
        assert_eq!(
            terms.holiday_within(date(2025, 9, 3), date(2025, 10, 27)),
            Some(true)
        );
        assert_eq!(
            terms.holiday_within(date(2025, 12, 1), date(2026, 1, 10)),
            None
        );
    }

    #[test]
    fn every_mistake_is_told_with_its_line() {
        let mistakes = SchoolTerms::parse(&format!(
            "{HEAD}[[term]]\nname='a'\nstarts=2025-09-02\nends=2025-08-24\n[[term]]\nname='b'\nstart=2025-11-03\n"
        ))
        .unwrap_err();
        let lines: Vec<usize> = mistakes.iter().map(|m| m.line).collect();
        assert_eq!(lines, [8, 9, 11], "{mistakes:?}");
        assert!(mistakes[2].message.contains("did you mean `starts`?"));
    }

    #[test]
    fn no_text_makes_the_reader_panic() {
        bolero::check!().for_each(|bytes: &[u8]| {
            drop(SchoolTerms::parse(&format!(
                "{HEAD}[[term]]\n{}",
                String::from_utf8_lossy(bytes)
            )));
        });
    }
}
