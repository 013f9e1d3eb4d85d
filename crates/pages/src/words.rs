//! Words: every word of the service's pages, in one language.
//!
//! The words are Fluent files in `locales/`. The build turns each message into a function with typed
//! arguments, so that a page which asks for a word that some language lacks does not compile.

use std::sync::LazyLock;

use alongside_charter::{Quarter, When};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

mod l10n {
    #![expect(
        clippy::pedantic,
        clippy::allow_attributes,
        clippy::allow_attributes_without_reason,
        clippy::derivable_impls,
        clippy::unwrap_used,
        clippy::expect_used,
        unreachable_pub,
        dead_code,
        reason = "generated: what it unwraps, the build has checked"
    )]
    include!(concat!(env!("OUT_DIR"), "/l10n.rs"));
}

mod l10n_desk {
    #![expect(
        clippy::pedantic,
        clippy::allow_attributes,
        clippy::allow_attributes_without_reason,
        clippy::derivable_impls,
        clippy::unwrap_used,
        clippy::expect_used,
        unreachable_pub,
        dead_code,
        reason = "generated: what it unwraps, the build has checked"
    )]
    include!(concat!(env!("OUT_DIR"), "/l10n_desk.rs"));
}

pub(crate) use l10n::L10nLanguage as Says;
pub(crate) use l10n_desk::L10nLanguage as DeskSays;

/// A language that the service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// British English, in which the pages are written.
    English,
    /// Turkish.
    Turkish,
    /// Arabic.
    Arabic,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::Turkish, Self::Arabic];

    /// The code of BCP 47, as in `lang="tr"`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Turkish => "tr",
            Self::Arabic => "ar",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        self.l10n().language_name()
    }

    /// Which way it is written.
    pub const fn direction(self) -> Direction {
        match self {
            Self::English | Self::Turkish => Direction::LeftToRight,
            Self::Arabic => Direction::RightToLeft,
        }
    }

    /// Whether a native reader has checked it. Where not, every page says so.
    pub const fn is_checked(self) -> bool {
        matches!(self, Self::English)
    }

    const fn l10n(self) -> l10n::L10n {
        match self {
            Self::English => l10n::L10n::En,
            Self::Turkish => l10n::L10n::Tr,
            Self::Arabic => l10n::L10n::Ar,
        }
    }
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// As HTML says it.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Why a translation could not be taken: what it lacks, in the words of the Fluent reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfitWords(String);

impl std::fmt::Display for UnfitWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnfitWords {}

/// All words of the pages in one language.
pub struct Words {
    says: Says,
    /// The words of the desk, in a language that has them.
    desk: Option<DeskSays>,
    code: String,
    direction: Direction,
    is_checked: bool,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.code).finish()
    }
}

static DESK: LazyLock<DeskSays> = LazyLock::new(|| l10n_desk::L10n::En.load());
static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::built_in(Language::English));
static TURKISH: LazyLock<Words> = LazyLock::new(|| Words::built_in(Language::Turkish));
static ARABIC: LazyLock<Words> = LazyLock::new(|| Words::built_in(Language::Arabic));

impl Words {
    /// The words of a language, read once.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Turkish => &TURKISH,
            Language::Arabic => &ARABIC,
        }
    }

    /// A translation from outside, checked: it must say everything that the pages for everyone ask
    /// for. Without the words of the desk, the desk is in English.
    pub fn read(code: &str, direction: Direction, ftl: &str) -> Result<Self, UnfitWords> {
        let says = Says::new_external(code, ftl.as_bytes())
            .map_err(|error| UnfitWords(error.to_string()))?;
        Ok(Self {
            says,
            desk: DeskSays::new_external(code, ftl.as_bytes()).ok(),
            code: code.to_owned(),
            direction,
            is_checked: false,
        })
    }

    fn built_in(language: Language) -> Self {
        Self {
            says: language.l10n().load(),
            desk: (language == Language::English).then(|| l10n_desk::L10n::En.load()),
            code: language.code().to_owned(),
            direction: language.direction(),
            is_checked: language.is_checked(),
        }
    }

    /// The code of BCP 47.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Which way they are written.
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether a native reader has checked them.
    pub const fn are_checked(&self) -> bool {
        self.is_checked
    }

    pub(crate) const fn says(&self) -> &Says {
        &self.says
    }

    /// The words of the desk, in English where the language has none.
    pub(crate) fn desk(&self) -> &DeskSays {
        self.desk.as_ref().unwrap_or(&DESK)
    }

    /// The words for a page of the desk: these, or all in English, so that no page is in two languages.
    pub(crate) fn at_the_desk(&self) -> &Self {
        if self.desk.is_some() {
            self
        } else {
            Self::of(Language::English)
        }
    }

    /// Signs of direction are needed only where writing runs both ways; some programs for mails and
    /// feeds show them as boxes.
    pub(crate) fn without_needless_isolation(&self, text: String) -> String {
        match self.direction {
            Direction::LeftToRight => text.replace(['\u{2068}', '\u{2069}'], ""),
            Direction::RightToLeft => text,
        }
    }

    /// `June 2021`.
    pub(crate) fn month(&self, day: Date) -> String {
        self.says
            .month_of_year(self.says.month(day.month()), day.year())
    }

    /// What HTML says of a part that is in English whatever the language of the page.
    pub(crate) fn english_part(&self) -> &'static str {
        if self.code == "en" {
            ""
        } else {
            " lang=\"en\" dir=\"ltr\""
        }
    }

    /// What stands behind a link of a copy that leads to the service.
    pub fn online(&self) -> String {
        self.says.copy_online()
    }

    /// `Mon 14 June 2021`.
    pub(crate) fn day(&self, day: Date) -> String {
        self.says.day(
            day.weekday().to_monday_one_offset(),
            day.day(),
            self.says.month(day.month()),
            day.year(),
        )
    }

    /// A day, or a day and the time.
    pub(crate) fn moment(&self, when: When, zone: &TimeZone) -> String {
        let day = self.day(when.day(zone));
        match when {
            When::Day(_) => day,
            When::At(instant) => self
                .says
                .day_and_time(day, self.hour(zone.to_datetime(instant))),
        }
    }

    /// `6:00pm`, or `18:00` where the day has 24 hours.
    pub(crate) fn hour(&self, at: DateTime) -> String {
        let (hour, minute) = (at.hour(), at.minute());
        if self.says.hours_of_the_day() == "12" {
            let half = if hour < 12 { "am" } else { "pm" };
            format!("{}:{minute:02}{half}", (hour + 11) % 12 + 1)
        } else {
            format!("{hour:02}:{minute:02}")
        }
    }

    /// `April to June 2021`.
    pub(crate) fn quarter(&self, quarter: Quarter) -> String {
        let first = first_month(quarter);
        self.says.quarter(
            self.says.month(first),
            self.says.month(first + 2),
            quarter.year,
        )
    }

    /// The first month of a quarter, in short.
    pub(crate) fn quarter_in_short(&self, quarter: Quarter) -> String {
        self.says.month_short(first_month(quarter))
    }

    /// `Kept 7, Missed 2`.
    pub(crate) fn listed(&self, parts: &[String]) -> String {
        parts.join(&format!("{} ", self.says.list_mark()))
    }

    /// `1,204`.
    pub(crate) fn count(&self, count: usize) -> String {
        let mark = self.says.thousands_mark();
        crate::number::Count(count)
            .to_string()
            .replace(',', mark.trim())
    }

    /// A part of a whole, from 0 to 1.
    pub(crate) fn percent(&self, part: f64) -> String {
        self.says.percent(crate::number::Percent(part).whole())
    }
}

const fn first_month(quarter: Quarter) -> i8 {
    quarter.quarter * 3 - 2
}

/// Text from outside, for the middle of a message: which way it runs stays inside it (U+2068, U+2069).
pub(crate) fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
