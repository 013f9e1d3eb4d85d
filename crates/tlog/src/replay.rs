//! Going through a log from its first entry, to see whether what it signed is what it holds.

use crate::checkpoint::{Checkpoint, Opened, Unopened};
use crate::edge::Edge;
use crate::handover::{Handover, NotHandedOver};
use crate::hash::Hash;
use crate::key::VerifierKey;
use crate::tile::Tile;

/// A log as far as it has been read. It needs the name of the log and the key that it began with, and nothing else that
/// is believed.
///
/// ```
/// use alongside_tlog::{Checkpoint, Edge, Hash, KeyName, Kind, Replay, SigningKey};
/// let key = SigningKey::from_seed(KeyName::new("example.org/log").unwrap(), Kind::Log, &[1; 32]);
/// let mut replay = Replay::new("example.org/log", key.verifier().clone());
/// replay.add(b"an entry", |_, _| {}).unwrap();
/// let signed = |root| Checkpoint { origin: "example.org/log".into(), size: 1, root, extensions: vec![] }
///     .sign(&key).unwrap().to_string();
/// assert!(replay.hold(signed(Hash::entry(b"an entry")).as_bytes()).is_ok());
/// assert!(replay.hold(signed(Hash::entry(b"another")).as_bytes()).is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Replay {
    origin: String,
    keys: Vec<(u64, VerifierKey)>,
    edge: Edge,
}

/// Why what a log signed is not what it holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfounded {
    /// The checkpoint is not believed.
    #[error("{0}")]
    Unopened(#[from] Unopened),
    /// It is of another length.
    #[error("the log signed that it has {signed} entries, and there are {read}")]
    Size {
        /// How many the log signed.
        signed: u64,
        /// How many were read.
        read: u64,
    },
    /// Its hash is another.
    #[error(
        "the entries do not have the hash that the log signed: an entry was changed, or their order was"
    )]
    Root,
}

impl Replay {
    /// A log of which nothing was read yet.
    pub fn new(origin: impl Into<String>, first: VerifierKey) -> Self {
        Self {
            origin: origin.into(),
            keys: vec![(0, first)],
            edge: Edge::default(),
        }
    }

    /// Takes the next entry; `full` is given each tile that it fills. A hand-over that does not hold is an error.
    pub fn add(
        &mut self,
        entry: &[u8],
        full: impl FnMut(Tile, &[Hash]),
    ) -> Result<(), NotHandedOver> {
        if Handover::is_meant(entry) {
            let place = self.edge.size();
            let Some((_, key)) = self.keys.last() else {
                return Err(NotHandedOver::Elsewhere);
            };
            let handover = Handover::open(entry, &self.origin, place, key)?;
            self.keys.push((place, handover.to));
        }
        self.edge.add(Hash::entry(entry), full);
        Ok(())
    }

    /// The keys of the log, each with the place from which on it counts.
    pub fn keys(&self) -> &[(u64, VerifierKey)] {
        &self.keys
    }

    /// The edge of the tree so far.
    pub const fn edge(&self) -> &Edge {
        &self.edge
    }

    /// Whether a signed checkpoint is of exactly what was read, signed with the key that counts now.
    pub fn hold(&self, checkpoint: &[u8]) -> Result<Opened<'_>, Unfounded> {
        let trusted = self.keys.last().map(|(_, key)| std::slice::from_ref(key));
        let opened = Checkpoint::open(checkpoint, &self.origin, trusted.unwrap_or_default())?;
        let signed = opened.checkpoint.size;
        if signed != self.edge.size() {
            let read = self.edge.size();
            return Err(Unfounded::Size { signed, read });
        }
        if opened.checkpoint.root == self.edge.root() {
            Ok(opened)
        } else {
            Err(Unfounded::Root)
        }
    }
}
