//! Uploaded files, each under the name that its bytes give it: their SHA-256.
//!
//! The same file is kept once however often it comes, and a file never changes, so it may be cached for ever and
//! backed up by copying what is new. Files are kept before the transaction that speaks of them: a crash in between
//! leaves a file that nobody knows of, which does no harm.

mod bucket;
mod line;

use std::error::Error as StdError;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutPayload};
use sha2::{Digest as _, Sha256};

pub use bucket::{Bucket, Unusable, Written};

/// What is kept to see whether anything can be.
const TRIAL: &[u8] = b"Alongside keeps uploaded files here.\n";
/// What is never kept.
const NEVER: &[u8] = b"Nobody ever sent this in.\n";

/// Where uploaded files are.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    limit: usize,
}

/// The SHA-256 of a file's bytes, and its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Why a file could not be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Larger than is allowed.
    #[error("the file has {found} bytes, and {limit} are allowed")]
    TooLarge {
        /// How many bytes it has.
        found: usize,
        /// How many it may have.
        limit: usize,
    },
    /// There is none of this name.
    #[error("there is no file {0}")]
    Missing(Digest),
    /// The bytes are no longer those that were kept. They are not given out.
    #[error("the file {0} is damaged: restore it from a backup")]
    Damaged(Digest),
    /// The place where files are kept did not do as asked.
    #[error("the file store did not answer as it should")]
    Store(#[source] Cause),
}

type Cause = Box<dyn StdError + Send + Sync>;

impl Files {
    /// Keeps files in a folder, each on the disk before it is spoken of. If there is none it is
    /// made, for its owner alone.
    pub fn in_folder(folder: &Path, limit: usize) -> Result<Self, FileError> {
        let mut private = std::fs::DirBuilder::new();
        private.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut private, 0o700);
        private
            .create(folder)
            .map_err(|error| FileError::Store(error.into()))?;
        let folder = LocalFileSystem::new_with_prefix(folder).map_err(store)?;
        Ok(Self::in_store(Arc::new(folder.with_fsync(true)), limit))
    }

    /// Keeps files in a bucket. Nothing is asked of it yet: [`Files::reach`] does.
    pub fn in_bucket(bucket: &Bucket, limit: usize) -> Result<Self, FileError> {
        let store = bucket.open().map_err(FileError::Store)?;
        Ok(Self::in_store(store, limit))
    }

    /// Keeps files in anything that `object_store` can speak to, up to so many bytes each.
    pub fn in_store(store: Arc<dyn ObjectStore>, limit: usize) -> Self {
        Self { store, limit }
    }

    /// Keeps a file and gives its name. One that is there already and whole is left as it is.
    pub async fn put(&self, bytes: Bytes) -> Result<Digest, FileError> {
        let (found, limit) = (bytes.len(), self.limit);
        if found > limit {
            return Err(FileError::TooLarge { found, limit });
        }
        let digest = Digest::of(&bytes);
        let payload = PutPayload::from_bytes(bytes);
        let (key, create) = (digest.key(), PutMode::Create.into());
        match self.store.put_opts(&key, payload.clone(), create).await {
            Ok(_) => return Ok(digest),
            Err(object_store::Error::AlreadyExists { .. }) => {}
            // What is there already can only be the same bytes.
            Err(error) if line::knows_no_conditions(&error) => {
                return self.store_over(digest, payload).await;
            }
            Err(error) => return Err(store(error)),
        }
        match self.get(digest).await {
            Ok(_) => Ok(digest),
            // A crash or a fault of the disk took the bytes, and here they are again.
            Err(FileError::Damaged(_) | FileError::Missing(_)) => {
                self.store_over(digest, payload).await
            }
            Err(error) => Err(error),
        }
    }

    /// The bytes of a file, which are those that were kept: they are summed again.
    pub async fn get(&self, digest: Digest) -> Result<Bytes, FileError> {
        let missing = |error| match error {
            object_store::Error::NotFound { .. } => FileError::Missing(digest),
            error => store(error),
        };
        let found = self.store.get(&digest.key()).await.map_err(missing)?;
        // Nothing larger was ever kept, so its sum need not be taken.
        if found.meta.size > self.limit as u64 {
            return Err(FileError::Damaged(digest));
        }
        let bytes = found.bytes().await.map_err(missing)?;
        if Digest::of(&bytes) != digest {
            return Err(FileError::Damaged(digest));
        }
        Ok(bytes)
    }

    /// Removes a file. One that is not there is as good as removed.
    pub async fn remove(&self, digest: Digest) -> Result<(), FileError> {
        match self.store.delete(&digest.key()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(store(error)),
        }
    }

    /// Whether files can be looked for, kept and given. One short file stays behind, the same every time.
    pub async fn reach(&self) -> Result<(), FileError> {
        match self.get(Digest::of(NEVER)).await {
            Ok(_) | Err(FileError::Missing(_)) => {}
            Err(error) => return Err(error),
        }
        let kept = self.put(Bytes::from_static(TRIAL)).await?;
        self.get(kept).await.map(drop)
    }

    async fn store_over(&self, digest: Digest, payload: PutPayload) -> Result<Digest, FileError> {
        let kept = self.store.put(&digest.key(), payload).await;
        kept.map(|_| digest).map_err(store)
    }
}

fn store(error: object_store::Error) -> FileError {
    FileError::Store(line::told(error))
}

impl Digest {
    /// The name of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads the 64 hexadecimal digits, in lower case, that [`Display`](fmt::Display) writes.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Two folders deep, so that none of them has too many files in it.
    fn key(self) -> Key {
        let name = self.to_string();
        Key::from_iter([&name[..2], &name[2..4], name.as_str()])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}
