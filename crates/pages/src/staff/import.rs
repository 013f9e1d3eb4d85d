//! Loading a sheet: choosing a file, what is wrong with it, what it would change.

use crate::public::Shell;

/// Where a sheet is chosen.
#[derive(Debug, Clone, Copy)]
pub struct ImportForm<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// How large a file may be.
    pub most_megabytes: u32,
    /// In whose name it can be loaded; not asked where there is one.
    pub organisations: &'a [ImportedBy<'a>],
    /// The one chosen.
    pub chosen: &'a str,
    /// What is wrong with the file; empty where nothing is.
    pub error: &'a str,
}

impl ImportForm<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}

/// An organisation in whose name a sheet can be loaded.
#[derive(Debug, Clone, Copy)]
pub struct ImportedBy<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it is called.
    pub name: &'a str,
}

/// What in a file cannot be read.
#[derive(Debug, Clone, Copy)]
pub struct ImportProblems<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The form, to choose the file again.
    pub form: ImportForm<'a>,
    /// What the file is called.
    pub file: &'a str,
    /// The first of them, each with its place, why, and how to mend it.
    pub problems: &'a [String],
    /// How many there are.
    pub total: usize,
}

impl ImportProblems<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}

/// A value that a sheet would change.
#[derive(Debug, Clone, Copy)]
pub struct ChangedValue<'a> {
    /// What is changed, such as a fact.
    pub name: &'a str,
    /// What the record says now; empty for nothing.
    pub was: &'a str,
    /// What the sheet says; empty for nothing.
    pub now: &'a str,
}

/// A subject that a sheet would add or change.
#[derive(Debug, Clone, Copy)]
pub struct ImportRow<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Whether the record does not have it yet.
    pub is_new: bool,
    /// What would be known of it, or change.
    pub values: &'a [ChangedValue<'a>],
}

/// What a sheet would change.
#[derive(Debug, Clone, Copy)]
pub struct ImportPreview<'a> {
    /// What stands around it; with an area.
    pub shell: Shell<'a>,
    /// The sheet's id.
    pub sheet: &'a str,
    /// What the file is called.
    pub file: &'a str,
    /// The version of the area that the form was made for; a hidden field sends it back.
    pub version: i64,
    /// How many subjects are new.
    pub new: usize,
    /// How many change.
    pub changed: usize,
    /// How many are as the record has them.
    pub unchanged: usize,
    /// The first of those that are new or change.
    pub rows: &'a [ImportRow<'a>],
    /// What its reader should know.
    pub notes: &'a [String],
}

impl ImportPreview<'_> {
    /// The page as HTML.
    pub fn render(&self) -> Result<String, crate::Error> {
        Ok(String::new())
    }
}
