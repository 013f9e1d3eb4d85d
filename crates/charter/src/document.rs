//! Reading TOML files by hand-held steps, so that every mistake is told at once with its place.

use std::fmt;
use std::ops::{Deref, Range};

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One mistake in a charter or calendar file: where it stands, what is wrong, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.message
        )
    }
}

/// Every mistake in a file, in the order of the text. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Deref for Mistakes {
    type Target = [Mistake];

    fn deref(&self) -> &[Mistake] {
        &self.0
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// A TOML file while it is read: collects mistakes instead of stopping at the first.
pub(crate) struct Document<'t> {
    text: &'t str,
    mistakes: Vec<Mistake>,
}

impl<'t> Document<'t> {
    /// Parses the text as far as it can be parsed.
    pub(crate) fn open(text: &'t str) -> (Self, Table<'t>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut document = Self {
            text,
            mistakes: Vec::new(),
        };
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            document.mistake(&span, format!("this is not TOML: {}", error.message()));
        }
        let span = table.span();
        (
            document,
            Table {
                entries: table.into_inner(),
                span,
            },
        )
    }

    /// Notes a mistake at a place in the text.
    pub(crate) fn mistake(&mut self, at: &Range<usize>, message: impl Into<String>) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        self.mistakes.push(Mistake {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
        });
    }

    /// What was read, or all mistakes in the order of the text.
    pub(crate) fn finish<T>(mut self, read: Option<T>) -> Result<T, Mistakes> {
        self.mistakes
            .sort_by_key(|mistake| (mistake.line, mistake.column));
        match read {
            Some(read) if self.mistakes.is_empty() => Ok(read),
            _ => Err(Mistakes(self.mistakes)),
        }
    }
}

/// A table of which keys are taken one by one; what is left over at the end is a mistake.
pub(crate) struct Table<'t> {
    entries: DeTable<'t>,
    /// Where it stands.
    pub(crate) span: Range<usize>,
}

/// A value with its place.
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

impl<'t> Table<'t> {
    /// Takes a key's value as it stands.
    pub(crate) fn take(&mut self, key: &str) -> Option<Spanned<DeValue<'t>>> {
        self.entries.remove(key)
    }

    /// The keys not taken yet.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Takes a text that has to be there and not be empty.
    pub(crate) fn text(
        &mut self,
        key: &str,
        document: &mut Document<'_>,
    ) -> Option<Placed<String>> {
        if !self.has(key) {
            document.mistake(&self.span, format!("`{key}` is missing"));
            return None;
        }
        self.optional_text(key, document)
    }

    /// Takes a text that may be left out.
    pub(crate) fn optional_text(
        &mut self,
        key: &str,
        document: &mut Document<'_>,
    ) -> Option<Placed<String>> {
        let value = self.take(key)?;
        let span = value.span();
        match value.into_inner() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Placed {
                value: text.trim().to_owned(),
                span,
            }),
            _ => {
                document.mistake(&span, format!("`{key}` is a text in quotation marks"));
                None
            }
        }
    }

    /// Takes a date, written without quotation marks.
    pub(crate) fn optional_date(
        &mut self,
        key: &str,
        document: &mut Document<'_>,
    ) -> Option<Placed<Date>> {
        let value = self.take(key)?;
        let span = value.span();
        let date = match value.into_inner() {
            DeValue::Datetime(at) if at.time.is_none() => at.date.and_then(|d| {
                let year = i16::try_from(d.year).ok()?;
                Date::new(year, i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?).ok()
            }),
            _ => None,
        };
        if date.is_none() {
            document.mistake(
                &span,
                format!("`{key}` is a day such as 2024-09-01, without quotation marks"),
            );
        }
        Some(Placed { value: date?, span })
    }

    /// Takes a yes or no; `false` where it is left out.
    pub(crate) fn flag(&mut self, key: &str, document: &mut Document<'_>) -> bool {
        let Some(value) = self.take(key) else {
            return false;
        };
        if let DeValue::Boolean(flag) = value.get_ref() {
            return *flag;
        }
        document.mistake(&value.span(), format!("`{key}` is true or false"));
        false
    }

    /// Takes a list of tables; none where it is left out.
    pub(crate) fn tables(&mut self, key: &str, document: &mut Document<'_>) -> Vec<Table<'t>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = value.span();
        let DeValue::Array(items) = value.into_inner() else {
            document.mistake(
                &span,
                format!("`{key}` is a list: write [[{key}]] above each"),
            );
            return Vec::new();
        };
        items
            .into_iter()
            .filter_map(|item| Table::from_value(item, key, document))
            .collect()
    }

    /// A value that has to be a table.
    pub(crate) fn from_value(
        value: Spanned<DeValue<'t>>,
        key: &str,
        document: &mut Document<'_>,
    ) -> Option<Self> {
        let span = value.span();
        if let DeValue::Table(entries) = value.into_inner() {
            return Some(Self { entries, span });
        }
        document.mistake(&span, format!("`{key}` is written in braces: {{ … }}"));
        None
    }

    /// Every key still here is one the format does not know.
    pub(crate) fn refuse_rest(self, known: &[&str], document: &mut Document<'_>) {
        for (key, _) in self.entries {
            let near = nearest(key.get_ref(), known);
            let hint = near.map_or_else(
                || format!("known here: {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            document.mistake(
                &key.span(),
                format!("`{}` is not known here; {hint}", key.get_ref()),
            );
        }
    }
}

/// The known word that differs from what was written by the fewest letters, if by few.
pub(crate) fn nearest<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let (word, distance) = known
        .iter()
        .map(|word| (*word, strsim::levenshtein(written, word)))
        .min_by_key(|(_, distance)| *distance)?;
    (distance <= 1 + word.len() / 4).then_some(word)
}
