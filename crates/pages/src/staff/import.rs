//! Loading a sheet: choosing a file, what is wrong with it, what it would change.

use askama::Template;

use crate::form::{Choice, Choices, Field, Typed, errors};
use crate::links;
use crate::markup::without_control_characters;
use crate::public::Shell;
use crate::words::isolated;

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
        let page = FormView {
            shell: self.shell.at_the_desk(),
            form: self.parts(),
        };
        Ok(without_control_characters(page.render()?))
    }

    fn parts(&self) -> Parts {
        let d = self.shell.at_the_desk().d();
        let typed = Typed {
            value: "",
            error: self.error,
        };
        let hint = d.import_file_hint(self.most_megabytes);
        let option = |by: &ImportedBy<'_>| Choice {
            value: by.id.to_owned(),
            label: isolated(by.name),
            is_chosen: by.id == self.chosen,
            ..Choice::default()
        };
        Parts {
            action: links::import(self.shell.slug()),
            file: Field::new("file", d.import_file(), hint, typed),
            organisation: (self.organisations.len() > 1).then(|| Choices {
                name: "organisation".to_owned(),
                label: d.import_organisation(),
                hint: d.import_organisation_hint(),
                options: self.organisations.iter().map(option).collect(),
                ..Choices::default()
            }),
            only: match self.organisations {
                [only] => Some(only.id.to_owned()),
                _ => None,
            },
        }
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
        let page = ProblemsView {
            shell: self.shell.at_the_desk(),
            page: self,
            form: self.form.parts(),
        };
        Ok(without_control_characters(page.render()?))
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
        let page = PreviewView {
            shell: self.shell.at_the_desk(),
            page: self,
        };
        Ok(without_control_characters(page.render()?))
    }
}

/// The form for a file, as two pages show it.
struct Parts {
    action: String,
    file: Field,
    organisation: Option<Choices>,
    /// The organisation where there is but one.
    only: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/import.html")]
struct FormView<'p> {
    shell: Shell<'p>,
    form: Parts,
}

impl FormView<'_> {
    fn errors(&self) -> Vec<[&str; 3]> {
        errors([self.form.file.told()])
    }
}

#[derive(Template)]
#[template(path = "staff/import_problems.html")]
struct ProblemsView<'p> {
    shell: Shell<'p>,
    page: &'p ImportProblems<'p>,
    form: Parts,
}

impl ProblemsView<'_> {
    fn shown(&self) -> Option<String> {
        let count = |count| self.shell.words.count(count);
        let (shown, total) = (self.page.problems.len(), self.page.total);
        (shown < total).then(|| self.shell.d().problems_shown(count(shown), count(total)))
    }
}

#[derive(Template)]
#[template(path = "staff/import_preview.html")]
struct PreviewView<'p> {
    shell: Shell<'p>,
    page: &'p ImportPreview<'p>,
}

impl PreviewView<'_> {
    const fn total(&self) -> usize {
        self.page.new + self.page.changed
    }

    fn shown(&self) -> Option<String> {
        let count = |count| self.shell.words.count(count);
        let (shown, total) = (self.page.rows.len(), self.total());
        (shown < total).then(|| self.shell.d().preview_shown(count(shown), count(total)))
    }

    fn figures(&self) -> [(String, String); 3] {
        let (d, page) = (self.shell.d(), self.page);
        [
            (d.preview_new(), page.new),
            (d.preview_changed(), page.changed),
            (d.preview_unchanged(), page.unchanged),
        ]
        .map(|(label, count)| (label, self.shell.words.count(count)))
    }

    /// What a value is, or what it was and becomes.
    fn value(&self, row: &ImportRow<'_>, value: &ChangedValue<'_>) -> String {
        let or_empty = |text: &str| {
            if text.is_empty() {
                self.shell.d().preview_empty()
            } else {
                isolated(text)
            }
        };
        if row.is_new {
            or_empty(value.now)
        } else if value.was.is_empty() {
            self.shell.d().preview_added(or_empty(value.now))
        } else {
            let (was, now) = (or_empty(value.was), or_empty(value.now));
            self.shell.d().preview_was_now(was, now)
        }
    }

    fn action(&self) -> String {
        links::import_preview(self.shell.slug(), self.page.sheet)
    }

    fn other(&self) -> String {
        links::import(self.shell.slug())
    }
}
