//! The folder of a draw: `public`, to be published, and `private`, to be kept.

use std::fs;
use std::path::{Path, PathBuf};

use alongside_lottery::frozen::{Files, Outcome, Statement};
use alongside_pages::DrawPage;

use crate::failure::Failure;
use crate::output;

/// The largest file of a draw that is read, in bytes.
const MOST: u64 = 64 << 20;

/// What is in the folder of a draw.
pub(super) struct Folder {
    pub(super) public: Files,
    /// Empty where only what was published is there.
    pub(super) private: Files,
}

/// Refuses a folder that is there already: a draw that was frozen is not frozen again.
pub(super) fn refuse_taken(folder: &Path) -> Result<(), Failure> {
    if fs::symlink_metadata(folder).is_ok() {
        return Err(Failure::Draw(format!(
            "--out {}: there is something of this name already. Give a folder that is not there yet, so that no draw is written over another.",
            folder.display()
        )));
    }
    Ok(())
}

impl Folder {
    /// Reads the folder of a draw, or of what was published of it.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let (public, private) = (folder.join("public"), folder.join("private"));
        if public.join("draw.json").is_file() {
            let private = if private.is_dir() {
                files(&private)?
            } else {
                Files::new()
            };
            return Ok(Self {
                public: files(&public)?,
                private,
            });
        }
        if folder.join("draw.json").is_file() {
            return Ok(Self {
                public: files(folder)?,
                private: Files::new(),
            });
        }
        Err(Failure::Draw(format!(
            "{} is not the folder of a draw: there is no draw.json in it. Name the folder that was given as --out, or the one that was published.",
            folder.display()
        )))
    }

    /// The statement that was published.
    pub(super) fn statement(&self) -> Result<Statement, Failure> {
        let text = self
            .public
            .get("draw.json")
            .map(String::as_str)
            .unwrap_or_default();
        Statement::parse(text).map_err(|says| Failure::Draw(format!("{says}.")))
    }

    /// The outcome, once it is settled.
    pub(super) fn outcome(&self) -> Result<Option<Outcome>, Failure> {
        let read = self
            .public
            .get("outcome.json")
            .map(|text| Outcome::parse(text));
        read.transpose()
            .map_err(|says| Failure::Draw(format!("{says}.")))
    }

    /// The page as the other published files make it.
    pub(super) fn page(&self) -> Result<String, Failure> {
        let statement = self.statement()?;
        let outcome = self.outcome()?;
        let text = |name: &str| {
            self.public
                .get(name)
                .map(String::as_str)
                .unwrap_or_default()
        };
        let page = DrawPage::of_files(
            &statement,
            text("draw.json"),
            text("chances.csv"),
            text("panels.csv"),
            text("quotas.csv"),
            outcome.as_ref(),
        );
        page.render()
            .map_err(|cause| Failure::Page(cause.to_string()))
    }

    /// Puts the page among what is published.
    pub(super) fn add_page(&mut self) -> Result<(), Failure> {
        let page = self.page()?;
        self.public.insert("index.html".to_owned(), page);
        Ok(())
    }

    /// Writes the folder whole, or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let part = output::part_of(folder);
        // What a run before left that was broken off.
        drop(fs::remove_dir_all(&part));
        let written = self
            .write_into(&part)
            .and_then(|()| fs::rename(&part, folder).map_err(Failure::writing(folder)));
        if written.is_err() {
            drop(fs::remove_dir_all(&part));
        }
        written
    }

    fn write_into(&self, folder: &Path) -> Result<(), Failure> {
        for (name, files) in [("public", &self.public), ("private", &self.private)] {
            let inner = folder.join(name);
            fs::create_dir_all(&inner).map_err(Failure::writing(&inner))?;
            if name == "private" {
                keep_to_oneself(&inner)?;
            }
            for (name, text) in files {
                let file = inner.join(name);
                fs::write(&file, text).map_err(Failure::writing(&file))?;
            }
        }
        Ok(())
    }

    /// Writes some files of a folder that is there already, each whole.
    pub(super) fn write_beside(&self, folder: &Path, names: &[&str]) -> Result<(), Failure> {
        let is_whole = folder.join("public").is_dir();
        for name in names {
            let Some((part, file)) = name.split_once('/') else {
                continue;
            };
            let files = if part == "public" {
                &self.public
            } else {
                &self.private
            };
            let Some(text) = files.get(file) else {
                continue;
            };
            let place = if is_whole {
                folder.join(name)
            } else {
                folder.join(file)
            };
            output::write(Some(&place), |to| Ok(to.write_all(text.as_bytes())?))?;
        }
        Ok(())
    }
}

/// Nobody else on the machine may look in.
fn keep_to_oneself(folder: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(Failure::writing(folder))?;
    }
    Ok(())
}

/// The text files of a folder.
fn files(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::reading(folder))? {
        paths.push(entry.map_err(Failure::reading(folder))?.path());
    }
    for path in paths.into_iter().filter(|path| path.is_file()) {
        let is_small = fs::metadata(&path).is_ok_and(|about| about.len() <= MOST);
        let Some(name) = path
            .file_name()
            .and_then(|name| name.to_str())
            .filter(|_| is_small)
        else {
            continue;
        };
        let bytes = fs::read(&path).map_err(Failure::reading(&path))?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::NotText { file: path.clone() })?;
        files.insert(name.to_owned(), text);
    }
    Ok(files)
}

/// Two columns as a CSV file.
pub(super) fn listed<'t>(
    headings: &str,
    rows: impl IntoIterator<Item = (&'t String, &'t String)>,
) -> String {
    let quoted = |text: &str| {
        if text.contains([',', '"']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let rows = rows
        .into_iter()
        .map(|(one, other)| format!("{},{}\n", quoted(one), quoted(other)));
    std::iter::once(format!("{headings}\n"))
        .chain(rows)
        .collect()
}
