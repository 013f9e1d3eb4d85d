//! Days of faiths: data that warns whoever plans a meeting, and by which nothing is judged.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::document::{Document, Mistakes, Table};
use crate::words::LongDay;

/// What such a day means for a meeting, where the file says nothing else.
const USUAL: &str = "many families cannot come";

/// Days of the faiths of a place.
///
/// ```
/// use alongside_charter::FaithDays;
/// use jiff::civil::date;
///
/// let days = FaithDays::parse(r#"
///     id = "example"
///     title = "Example"
///     source = "an almanac"
///     [[day]]
///     name = "Yom Kippur"
///     faith = "Jewish"
///     starts = 2026-09-21
///     from_sunset = true
/// "#).unwrap();
/// assert_eq!(
///     days.remarks(date(2026, 9, 21)),
///     ["Mon 21 September 2026 is Yom Kippur (Jewish): many families cannot come."]
/// );
/// assert_eq!(
///     days.remarks(date(2026, 9, 20)),
///     ["Yom Kippur (Jewish) begins at sunset on Sun 20 September 2026: many families cannot come."]
/// );
/// assert!(days.remarks(date(2026, 9, 22)).is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaithDays {
    /// The file's own id.
    pub id: String,
    /// Whose days these are, in words.
    pub title: String,
    /// Where the dates are from.
    pub source: String,
    /// Under which terms they may be used, if stated.
    pub licence: Option<String>,
    days: Vec<FaithDay>,
}

/// A day, or several that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FaithDay {
    name: String,
    faith: String,
    starts: Date,
    /// The last of them.
    ends: Date,
    /// Whether it begins at sunset of the day before.
    from_sunset: bool,
    /// Whether it may come a day earlier or later, because the moon has to be seen.
    may_move: bool,
    means: String,
}

impl FaithDays {
    /// Reads a file of days, or tells every mistake in it.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        let (mut document, mut file) = Document::open(text);
        let id = file.text("id", &mut document);
        let title = file.text("title", &mut document);
        let source = file.text("source", &mut document);
        let licence = file.optional_text("licence", &mut document);
        let tables = file.tables("day", &mut document);
        if tables.is_empty() {
            document.mistake(&file.span, "the file has no [[day]]");
        }
        let read = tables.into_iter().map(|table| day(table, &mut document));
        let days: Vec<FaithDay> = read.collect::<Vec<_>>().into_iter().flatten().collect();
        let known = ["id", "title", "source", "licence", "day"];
        file.refuse_rest(&known, &mut document);
        let read = (|| {
            Some(Self {
                id: id?.value,
                title: title?.value,
                source: source?.value,
                licence: licence.map(|licence| licence.value),
                days,
            })
        })();
        document.finish(read)
    }

    /// What to know of a day, a sentence for each of the days that it touches; none where nothing is known.
    pub fn remarks(&self, day: Date) -> Vec<String> {
        self.days.iter().filter_map(|of| of.remark(day)).collect()
    }
}

impl FaithDay {
    fn remark(&self, day: Date) -> Option<String> {
        let (name, means, long) = (&self.name, &self.means, LongDay(day));
        let name = format!("{name} ({})", self.faith);
        let before = self.starts.checked_sub(1.day()).ok() == Some(day);
        let after = self.ends.checked_add(1.day()).ok() == Some(day);
        if (self.starts..=self.ends).contains(&day) {
            let is = match (self.starts == self.ends, self.may_move) {
                (true, false) => format!("{long} is {name}"),
                (true, true) => {
                    format!("{name} is expected on {long} and may come a day earlier or later")
                }
                (false, _) => format!("{long} is in {name}"),
            };
            return Some(format!("{is}: {means}."));
        }
        if self.may_move && (before || after) {
            let expected = LongDay(if before { self.starts } else { self.ends });
            let which = match (self.starts == self.ends, before) {
                (true, _) => "is expected on",
                (false, true) => "is expected to begin on",
                (false, false) => "is expected to end on",
            };
            let may = "and may come a day earlier or later";
            return Some(format!("{name} {which} {expected} {may}: {means}."));
        }
        (self.from_sunset && before).then(|| format!("{name} begins at sunset on {long}: {means}."))
    }
}

fn day(mut table: Table<'_>, document: &mut Document<'_>) -> Option<FaithDay> {
    let span = table.span.clone();
    let name = table.text("name", document);
    let faith = table.text("faith", document);
    let starts = table.optional_date("starts", document);
    let ends = table.optional_date("ends", document);
    let from_sunset = table.flag("from_sunset", document);
    let may_move = table.flag("may_move", document);
    let means = table.optional_text("means", document);
    let known = [
        "name",
        "faith",
        "starts",
        "ends",
        "from_sunset",
        "may_move",
        "means",
    ];
    table.refuse_rest(&known, document);
    let Some(starts) = starts else {
        document.mistake(&span, "a day has `starts`, a day such as 2026-09-21");
        return None;
    };
    if let Some(ends) = ends.as_ref().filter(|ends| ends.value < starts.value) {
        document.mistake(&ends.span, "it ends before it starts");
    }
    Some(FaithDay {
        name: name?.value,
        faith: faith?.value,
        starts: starts.value,
        ends: ends.map_or(starts.value, |ends| ends.value),
        from_sunset,
        may_move,
        means: means.map_or_else(|| USUAL.to_owned(), |means| means.value),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const ENGLAND: &str = include_str!("../../../../calendars/faith-days/england.toml");

    #[test]
    fn the_days_that_come_with_the_program_are_in_order_and_reach_from_2026_to_2029() {
        let days = FaithDays::parse(ENGLAND).unwrap();
        assert!(days.days.is_sorted_by_key(|of| of.starts));
        for year in 2026..=2029 {
            let of_year = |name: &str| {
                let all = days.days.iter();
                all.filter(|of| of.starts.year() == year && of.name == name)
                    .count()
            };
            for name in [
                "Eid al-Fitr",
                "Eid al-Adha",
                "Diwali",
                "Yom Kippur",
                "Easter Sunday",
            ] {
                assert_eq!(of_year(name), 1, "{name} {year}");
            }
        }
    }

    #[test]
    fn a_day_warns_by_itself_the_evening_before_and_where_the_moon_decides() {
        let days = FaithDays::parse(ENGLAND).unwrap();
        let cases = [
            (
                date(2026, 11, 8),
                &[
                    "Sun 8 November 2026 is Diwali (Hindu, Sikh and Jain): many families cannot come.",
                ][..],
            ),
            (
                date(2027, 3, 9),
                &[
                    "Eid al-Fitr (Muslim) is expected on Tue 9 March 2027 and may come a day earlier or later: many families cannot come.",
                    "Ramadan (Muslim) is expected to end on Mon 8 March 2027 and may come a day earlier or later: many families fast until sunset.",
                ],
            ),
            (
                date(2027, 3, 10),
                &[
                    "Eid al-Fitr (Muslim) is expected on Tue 9 March 2027 and may come a day earlier or later: many families cannot come.",
                ],
            ),
            (
                date(2027, 10, 1),
                &[
                    "Rosh Hashanah (Jewish) begins at sunset on Fri 1 October 2027: many families cannot come.",
                ],
            ),
            (
                date(2027, 10, 3),
                &["Sun 3 October 2027 is in Rosh Hashanah (Jewish): many families cannot come."],
            ),
            (date(2027, 6, 15), &[]),
        ];
        for (day, expected) in cases {
            let mut remarks = days.remarks(day);
            remarks.sort();
            assert_eq!(remarks, expected, "{day}");
        }
    }

    #[test]
    fn every_mistake_of_a_file_is_told() {
        let text = "id = \"x\"\ntitle = \"x\"\n[[day]]\nname = \"A\"\nfaith = \"B\"\nmoves = true\n[[day]]\nname = \"C\"\nfaith = \"D\"\nstarts = 2026-02-02\nends = 2026-02-01\n";
        let mistakes = FaithDays::parse(text).unwrap_err().to_string();
        for told in [
            "source",
            "moves",
            "a day has `starts`",
            "ends before it starts",
        ] {
            assert!(mistakes.contains(told), "{told}: {mistakes}");
        }
        assert!(
            FaithDays::parse("id = \"x\"")
                .unwrap_err()
                .to_string()
                .contains("no [[day]]")
        );
    }
}
