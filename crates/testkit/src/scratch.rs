//! A fresh database for one test.

use std::error::Error;
use std::path::Path;

use tempfile::TempDir;

use crate::postgres::Fresh;

/// A fresh, empty database, gone when the test ends, and a folder for whatever else the test keeps.
pub struct Scratch {
    url: String,
    postgres: Option<Fresh>,
    folder: TempDir,
}

impl Scratch {
    /// A file that is not there yet.
    pub fn sqlite() -> Result<Self, Box<dyn Error>> {
        let folder = TempDir::new()?;
        let url = format!("sqlite:{}", folder.path().join("alongside.db").display());
        Ok(Self {
            url,
            postgres: None,
            folder,
        })
    }

    /// An empty database on the server that all tests of this person share.
    pub fn postgres() -> Result<Self, Box<dyn Error>> {
        let postgres = Fresh::new()?;
        Ok(Self {
            url: postgres.url(),
            postgres: Some(postgres),
            folder: TempDir::new()?,
        })
    }

    /// Another fresh one of the same kind.
    pub fn another(&self) -> Result<Self, Box<dyn Error>> {
        match self.postgres {
            None => Self::sqlite(),
            Some(_) => Self::postgres(),
        }
    }

    /// Where it is, as `alongside serve --database` takes it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A folder that is gone when the test ends.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The server's database over the network under TLS, and the certificate in PEM that vouches for 127.0.0.1.
    pub fn over_tls(&self) -> Result<(String, Vec<u8>), Box<dyn Error>> {
        let postgres = self.postgres.as_ref();
        postgres.ok_or("a file is not reached over TLS")?.over_tls()
    }

    /// The tables in which a row holds these words anywhere.
    pub fn tables_holding(&self, words: &str) -> Result<Vec<String>, Box<dyn Error>> {
        match &self.postgres {
            Some(postgres) => postgres.tables_holding(words),
            None => crate::sqlite::tables_holding(self.url.trim_start_matches("sqlite:"), words),
        }
    }

    /// Ends every connection, as a server that starts anew does. A file has none that could be lost.
    pub fn disconnect(&self) -> Result<(), Box<dyn Error>> {
        self.postgres.as_ref().map_or(Ok(()), Fresh::disconnect)
    }
}
