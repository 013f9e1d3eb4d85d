//! What is wrong with what was typed, field by field, so that all of it can be told at once.

use std::fmt::{self, Display};

use crate::failure::Failure;

/// What is wrong with what was typed: sentences, each with the field that it is about, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
pub struct Wrong(Vec<(&'static str, String)>);

impl Wrong {
    /// What is wrong in one field; empty where nothing is.
    pub fn with(&self, field: &str) -> &str {
        let mut told = self.0.iter();
        let found = told.find(|(wrong, _)| *wrong == field);
        found.map_or("", |(_, says)| says.as_str())
    }

    /// Whether nothing is wrong.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One more thing that is wrong.
    pub(crate) fn add(&mut self, field: &'static str, says: impl Display) {
        self.0.push((field, sentence(says)));
    }

    /// What was read of a field, or what is wrong with it kept.
    pub(crate) fn take<T>(
        &mut self,
        field: &'static str,
        read: Result<T, impl Display>,
    ) -> Option<T> {
        read.map_err(|says| self.add(field, says)).ok()
    }

    /// The failure, where anything is wrong.
    pub(crate) fn refuse(self) -> Result<(), Failure> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Failure::Wrong(self))
        }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (_, says)) in self.0.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            write!(f, "{space}{says}")?;
        }
        Ok(())
    }
}

/// A sentence of its own, to stand beside a field.
pub fn sentence(says: impl Display) -> String {
    let mut says = says.to_string();
    if let Some(first) = says.get(..1).map(str::to_uppercase) {
        says.replace_range(..1, &first);
    }
    if !says.ends_with('.') {
        says.push('.');
    }
    says
}
