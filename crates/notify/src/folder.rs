//! Mails as files, where no mail server is set up.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::failure::{SendError, Step, Trouble};
use crate::{Mail, Mailer};

/// Writes each mail as `ID.eml` into a folder, which every mail program opens. The same mail twice is one file, and
/// a file is there whole or not at all. Only the owner may read it, as a mail may hold a link to sign in with.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder, made if it is not there.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn keep(&self, mail: &Mail, bytes: &[u8]) -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".part-")
            .tempfile_in(&self.0)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(self.0.join(format!("{}.eml", mail.id)))?;
        Ok(())
    }
}

impl Mailer for Folder {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let bytes = mail.bytes()?;
        // A file that was not moved to its place is not there, so nothing is uncertain.
        self.keep(mail, &bytes)
            .map_err(|error| SendError::unsent(Step::Folder, Trouble::of_machine(&error)))
    }
}
