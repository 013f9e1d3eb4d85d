//! Mails and texts as files, where no mail server or provider is set up.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::failure::{SendError, Step, Trouble};
use crate::{Mail, Mailer, Text, Texter};

/// Writes each mail as `ID.eml` into a folder, which every mail program opens, and each text as `ID.txt`, the number in
/// its first line. The same twice is one file, and a file is there whole or not at all. Only the owner may read
/// it, as a mail may hold a link to sign in with.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder, made if it is not there.
    pub fn open(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".part-")
            .tempfile_in(&self.0)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(self.0.join(name))?;
        Ok(())
    }
}

impl Mailer for Folder {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let bytes = mail.bytes()?;
        // A file that was not moved to its place is not there, so nothing is uncertain.
        self.keep(&format!("{}.eml", mail.id), &bytes)
            .map_err(unkept)
    }
}

impl Texter for Folder {
    fn send_text(&self, text: &Text) -> Result<(), SendError> {
        let written = format!("To: {}\n\n{}\n", text.to.reveal(), text.text);
        self.keep(&format!("{}.txt", text.id), written.as_bytes())
            .map_err(unkept)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unkept(error: io::Error) -> SendError {
    SendError::unsent(Step::Folder, Trouble::of_machine(&error))
}
