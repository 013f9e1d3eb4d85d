//! Forms: what a page's fields hold, for the macros of `templates/govuk.html`.

/// A field with one value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its id and its name in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help beside the question; empty where none is needed.
    pub hint: String,
    /// What is wrong with the value, and what would be right; empty where nothing is.
    pub error: String,
    /// What was typed, kept.
    pub value: String,
}

impl Field {
    /// A field with what was typed into it.
    pub(crate) fn new(name: &str, label: String, hint: String, typed: Typed<'_>) -> Self {
        Self {
            name: name.to_owned(),
            label,
            hint,
            error: typed.error.to_owned(),
            value: typed.value.to_owned(),
        }
    }

    /// Its name, what it is called, and what is wrong with it.
    pub(crate) fn told(&self) -> [&str; 3] {
        [&self.name, without_mark(&self.label), &self.error]
    }

    /// The ids of what describes it.
    pub(crate) fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// What somebody typed, and what is wrong with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Typed<'a> {
    /// What was typed, kept; empty where nothing was.
    pub value: &'a str,
    /// What is wrong with it, and what would be right; empty where nothing is.
    pub error: &'a str,
}

impl<'a> Typed<'a> {
    /// A value with nothing wrong.
    pub const fn new(value: &'a str) -> Self {
        Self { value, error: "" }
    }
}

/// A field with a choice of values: a list to choose from, radios or checkboxes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Its id and its name in the form.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help beside the question; empty where none is needed.
    pub hint: String,
    /// What is wrong, and what would be right; empty where nothing is.
    pub error: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

impl Choices {
    /// Its name, what it is called, and what is wrong with it.
    pub(crate) fn told(&self) -> [&str; 3] {
        [&self.name, without_mark(&self.label), &self.error]
    }

    /// The ids of what describes it.
    pub(crate) fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What it means; empty where that is plain.
    pub hint: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A day asked for in three parts, each kept as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayField {
    /// The beginning of the ids and names of its parts.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help beside the question; empty where none is needed.
    pub hint: String,
    /// What is wrong, and what would be right; empty where nothing is.
    pub error: String,
    /// Day, month and year, each with its label.
    pub parts: [(String, String); 3],
}

impl DayField {
    /// The ids of what describes it.
    pub(crate) fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// The fields with something wrong, each with what it is called and what is wrong, for the list above a form.
pub(crate) fn errors<'f>(fields: impl IntoIterator<Item = [&'f str; 3]>) -> Vec<[&'f str; 3]> {
    fields
        .into_iter()
        .filter(|[_, _, error]| !error.is_empty())
        .collect()
}

/// What is called by a question, before what is said of it.
fn without_mark(label: &str) -> &str {
    label.trim_end_matches(['?', '؟'])
}

fn described_by(name: &str, hint: &str, error: &str) -> String {
    [("hint", hint), ("error", error)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(part, _)| format!("{name}-{part}"))
        .collect::<Vec<_>>()
        .join(" ")
}
