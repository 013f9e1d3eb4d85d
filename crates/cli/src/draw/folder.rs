//! The folder of a draw: `public`, to be published, and `private`, to be kept.

use std::fs;
use std::path::Path;

use alongside_lottery::frozen::{Files, Outcome, Statement};
use alongside_pages::DrawPage;

use crate::failure::Failure;
use crate::output;

/// The largest file of a draw that is read, in bytes.
const MOST: u64 = 64 << 20;

/// What a draw has in its two folders.
const PUBLIC: [&str; 7] = [
    "draw.json",
    "panels.csv",
    "chances.csv",
    "quotas.csv",
    "commitments.csv",
    "outcome.json",
    "index.html",
];
const PRIVATE: [&str; 5] = [
    "pool.csv",
    "people.csv",
    "panel.csv",
    "alternates.csv",
    "replacements.csv",
];

/// What is in the folder of a draw.
#[derive(Default)]
pub(super) struct Folder {
    pub(super) public: Files,
    /// Empty where only what was published is there.
    pub(super) private: Files,
    /// Whether the private folder is there.
    pub(super) is_whole: bool,
    /// What else is there, which no draw has.
    pub(super) others: Vec<String>,
    /// Why files of a draw cannot be read.
    pub(super) unread: Vec<Failure>,
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
    /// Reads the folder of a draw, or of what was published of it. What cannot be read is an error.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let mut read = Self::as_it_is(folder)?;
        if read.unread.is_empty() {
            return Ok(read);
        }
        Err(read.unread.swap_remove(0))
    }

    /// The same, with what cannot be read in [`Folder::unread`].
    pub(super) fn as_it_is(folder: &Path) -> Result<Self, Failure> {
        let mut read = Self::default();
        let (public, private) = (folder.join("public"), folder.join("private"));
        if public.join("draw.json").is_file() {
            read.public = read.files(&public, &PUBLIC)?;
            if private.is_dir() {
                read.private = read.files(&private, &PRIVATE)?;
                read.is_whole = true;
            }
            return Ok(read);
        }
        if folder.join("draw.json").is_file() {
            read.public = read.files(folder, &PUBLIC)?;
            return Ok(read);
        }
        Err(Failure::Draw(format!(
            "{} is not the folder of a draw: there is no draw.json in it. Name the folder that was given as --out, or the one that was published.",
            folder.display()
        )))
    }

    /// Reads the private files from a folder of their own.
    pub(super) fn add_private(&mut self, folder: &Path) -> Result<(), Failure> {
        let inner = folder.join("private");
        let folder = if inner.is_dir() { &inner } else { folder };
        if !folder.join("pool.csv").is_file() {
            return Err(Failure::Draw(format!(
                "--private {}: there is no pool.csv in it. Name the folder `private` that was made when the draw was frozen.",
                folder.display()
            )));
        }
        self.private = self.files(folder, &PRIVATE)?;
        self.is_whole = true;
        Ok(())
    }

    /// The files of a folder that a draw has; all else is only kept in mind.
    fn files(&mut self, folder: &Path, known: &[&str]) -> Result<Files, Failure> {
        let mut names: Vec<String> = Vec::new();
        for entry in fs::read_dir(folder).map_err(Failure::reading(folder))? {
            let name = entry.map_err(Failure::reading(folder))?.file_name();
            names.push(name.to_string_lossy().into_owned());
        }
        names.sort_unstable();
        let mut files = Files::new();
        for name in names {
            let path = folder.join(&name);
            if !known.contains(&name.as_str()) {
                let inner = folder.file_name().unwrap_or_default().to_string_lossy();
                self.others.push(format!("{inner}/{name}"));
                continue;
            }
            match text(&path) {
                Ok(text) => drop(files.insert(name, text)),
                Err(why) => self.unread.push(why),
            }
        }
        Ok(files)
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

/// The text of a file, which is not too large.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let about = fs::metadata(path).map_err(Failure::reading(path))?;
    if about.len() > MOST {
        return Err(Failure::Draw(format!(
            "{} is larger than any file of a draw: {} MB are the most that is read.",
            path.display(),
            MOST >> 20
        )));
    }
    let bytes = fs::read(path).map_err(Failure::reading(path))?;
    String::from_utf8(bytes).map_err(|_| Failure::NotText {
        file: path.to_owned(),
    })
}

/// Rows as a CSV file.
pub(super) fn listed<'t, const N: usize>(
    headings: &str,
    rows: impl IntoIterator<Item = [&'t str; N]>,
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
        .map(|cells| format!("{}\n", cells.map(quoted).join(",")));
    std::iter::once(format!("{headings}\n"))
        .chain(rows)
        .collect()
}
