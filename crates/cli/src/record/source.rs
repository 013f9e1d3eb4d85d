//! Where a record is read from: the files of a folder, or a site.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::site::Site;
use crate::failure::Failure;

/// Where the files of a record are.
pub(super) enum Source<'s> {
    Folder(PathBuf),
    Site(&'s Site),
}

/// Why a file is not there to be read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is not there, or not given out: this speaks against the record.
    Missing(String),
    /// It could not be asked for: this says nothing of the record.
    Trouble(Failure),
}

impl Source<'_> {
    /// A file of the record by its address, such as `tile/0/000`.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        match self {
            Self::Folder(folder) => {
                fs::read(folder.join(path)).map_err(|why| Unread::Missing(why.to_string()))
            }
            Self::Site(site) => site.record(path),
        }
    }

    /// The same of a file without which nothing can be said.
    pub(super) fn needed(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.read(path).map_err(|why| match why {
            Unread::Trouble(failure) => failure,
            Unread::Missing(why) => match self {
                Self::Folder(folder) => Failure::reading(&folder.join(path))(io::Error::other(why)),
                Self::Site(site) => Failure::NotGivenOut {
                    address: site.address_of(path),
                    why,
                },
            },
        })
    }
}
