//! What a log publishes next.

use crate::LONGEST_ENTRY;
use crate::checkpoint::{Checkpoint, Unopened};
use crate::edge::Edge;
use crate::handover::{Handover, NotHandedOver};
use crate::hash::Hash;
use crate::key::{SigningKey, VerifierKey};
use crate::note::{NotANote, Note};
use crate::tile::Tile;

/// A log as it was last published.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its name.
    pub origin: String,
    /// The key that counts.
    pub key: VerifierKey,
    /// Its signed checkpoint.
    pub checkpoint: Note,
    /// The edge of its tree, from the tiles that were published.
    pub edge: Edge,
}

/// What is to be published in its place, all of it or none.
#[derive(Debug, Clone)]
pub struct Next {
    /// The key that counts from now on.
    pub key: VerifierKey,
    /// How many entries there are now.
    pub size: u64,
    /// The checkpoint of that size, signed.
    pub checkpoint: Note,
    /// Every tile that is new or wider than before.
    pub tiles: Vec<(Tile, Vec<Hash>)>,
}

/// Why nothing is published. Each is for an operator to read: going on would fork the log or sign what is not so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The settings name another log.
    #[error(
        "this log is called `{kept}`, and the settings say `{set}`; a log keeps its name for good"
    )]
    Origin {
        /// What it is called.
        kept: String,
        /// What the settings say.
        set: String,
    },
    /// The settings have another key.
    #[error(
        "this log is signed with the key {kept}, and the settings have {set}; a key is changed by handing over"
    )]
    Key {
        /// The public half of the key that counts.
        kept: String,
        /// That of the key in the settings.
        set: String,
    },
    /// The checkpoint that is kept was not signed by this log.
    #[error("the checkpoint that is kept is not what this log signed: {0}")]
    Checkpoint(#[from] Unopened),
    /// The tiles that are kept are not those of the checkpoint.
    #[error(
        "the hashes that are kept do not lead to the checkpoint that was signed: a hash was changed, or a tile is missing"
    )]
    Tiles,
    /// An entry is too long.
    #[error("entry {0} is longer than {LONGEST_ENTRY} bytes")]
    Entry(u64),
    /// A hand-over among the entries does not hold.
    #[error("entry {0} does not hand the log over: {1}")]
    Handover(u64, NotHandedOver),
    /// The checkpoint cannot be written.
    #[error("the name of the log does not fit into a checkpoint: {0}")]
    Note(#[from] NotANote),
}

impl Published {
    /// A log that begins, with a signed checkpoint of no entries.
    pub fn begin(origin: &str, key: &SigningKey) -> Result<Self, NotANote> {
        let edge = Edge::default();
        Ok(Self {
            origin: origin.to_owned(),
            key: key.verifier().clone(),
            checkpoint: signed(origin, &edge, key)?,
            edge,
        })
    }

    /// What comes next: the entries that follow those which are in the log, in their order for good.
    ///
    /// Nothing is signed that does not begin with what was signed before: what is kept is checked first. Up to an entry
    /// that hands the log over to another key, the old key signs, and from it on the new one; what the given key may not
    /// sign is left for whoever has the other. Nothing comes next where there are no entries for this key.
    pub fn next<'e>(
        self,
        origin: &str,
        key: &SigningKey,
        entries: impl IntoIterator<Item = &'e [u8]>,
    ) -> Result<Option<Next>, Refused> {
        self.check(origin)?;
        let Self {
            key: kept,
            mut edge,
            ..
        } = self;
        let mut in_force = kept;
        let before = edge.size();
        // What the given key may sign: how far, with which tiles, and what is left of each level there.
        let mut ours = None;
        let mut filled = Vec::new();
        for entry in entries {
            let place = edge.size();
            if entry.len() > LONGEST_ENTRY {
                return Err(Refused::Entry(place));
            }
            if Handover::is_meant(entry) {
                if in_force == *key.verifier() && place > before {
                    ours = Some((edge.clone(), filled.len()));
                }
                let handover = Handover::open(entry, origin, place, &in_force);
                in_force = handover
                    .map_err(|error| Refused::Handover(place, error))?
                    .to;
            }
            edge.add(Hash::entry(entry), |tile, hashes| {
                filled.push((tile, hashes.to_vec()));
            });
        }
        if in_force == *key.verifier() && edge.size() > before {
            ours = Some((edge, filled.len()));
        }
        let Some((edge, full)) = ours else {
            return other_key(&in_force, key);
        };
        filled.truncate(full);
        filled.extend(edge.partial().map(|(tile, hashes)| (tile, hashes.to_vec())));
        Ok(Some(Next {
            key: key.verifier().clone(),
            size: edge.size(),
            checkpoint: signed(origin, &edge, key)?,
            tiles: filled,
        }))
    }

    /// Whether what is kept is what was signed, under the name that the settings have.
    fn check(&self, origin: &str) -> Result<(), Refused> {
        if self.origin != origin {
            return Err(Refused::Origin {
                kept: self.origin.clone(),
                set: origin.to_owned(),
            });
        }
        let trusted = std::slice::from_ref(&self.key);
        let opened = Checkpoint::open_note(&self.checkpoint, origin, trusted)?;
        let kept = (opened.checkpoint.size, opened.checkpoint.root);
        if kept == (self.edge.size(), self.edge.root()) {
            Ok(())
        } else {
            Err(Refused::Tiles)
        }
    }
}

fn signed(origin: &str, edge: &Edge, key: &SigningKey) -> Result<Note, NotANote> {
    let checkpoint = Checkpoint {
        origin: origin.to_owned(),
        size: edge.size(),
        root: edge.root(),
        extensions: Vec::new(),
    };
    checkpoint.sign(key)
}

/// Nothing to sign: because there is nothing new, or because the key is not the one that counts.
fn other_key(in_force: &VerifierKey, key: &SigningKey) -> Result<Option<Next>, Refused> {
    if in_force == key.verifier() {
        return Ok(None);
    }
    Err(Refused::Key {
        kept: in_force.to_string(),
        set: key.verifier().to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{KeyName, Kind};
    use crate::replay::Replay;

    const ORIGIN: &str = "example.org/log";

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(KeyName::new(ORIGIN).unwrap(), Kind::Log, &[seed; 32])
    }

    fn after(before: Published, next: &Next, entries: &[&[u8]]) -> Published {
        let mut edge = before.edge;
        let more = usize::try_from(next.size - edge.size()).unwrap();
        entries[..more]
            .iter()
            .for_each(|entry| edge.add(Hash::entry(entry), |_, _| {}));
        Published {
            key: next.key.clone(),
            checkpoint: next.checkpoint.clone(),
            edge,
            ..before
        }
    }

    #[test]
    fn what_comes_next_is_what_a_replay_finds() {
        let mut log = Published::begin(ORIGIN, &key(1)).unwrap();
        let mut replay = Replay::new(ORIGIN, key(1).verifier().clone());
        assert!(replay.hold(log.checkpoint.to_string().as_bytes()).is_ok());
        for batch in [1_u32, 254, 1, 1, 600, 3] {
            let entries: Vec<Vec<u8>> = (0..batch)
                .map(|number| number.to_be_bytes().to_vec())
                .collect();
            let entries: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
            let next = log
                .clone()
                .next(ORIGIN, &key(1), entries.iter().copied())
                .unwrap()
                .unwrap();
            for entry in &entries {
                replay.add(entry, |_, _| {}).unwrap();
            }
            assert!(
                replay.hold(next.checkpoint.to_string().as_bytes()).is_ok(),
                "{batch}"
            );
            let partial: Vec<Tile> = Tile::partial_of(next.size).collect();
            assert!(
                partial
                    .iter()
                    .all(|tile| next.tiles.iter().any(|(new, _)| new == tile))
            );
            log = after(log, &next, &entries);
        }
        assert!(log.next(ORIGIN, &key(1), []).unwrap().is_none());
    }

    #[test]
    fn the_wrong_name_key_checkpoint_or_tile_publishes_nothing() {
        let log = Published::begin(ORIGIN, &key(1)).unwrap();
        let next = |log: &Published, origin, seed| {
            log.clone()
                .next(origin, &key(seed), [b"x".as_slice()])
                .err()
        };
        assert_eq!(next(&log, ORIGIN, 1), None);
        assert!(matches!(
            next(&log, "example.org/typo", 1),
            Some(Refused::Origin { .. })
        ));
        assert!(matches!(next(&log, ORIGIN, 2), Some(Refused::Key { .. })));
        let mut other = log.clone();
        other.edge.add(Hash::entry(b"slipped in"), |_, _| {});
        assert_eq!(next(&other, ORIGIN, 1), Some(Refused::Tiles));
        let mut other = log.clone();
        other.checkpoint = Published::begin(ORIGIN, &key(2)).unwrap().checkpoint;
        assert!(matches!(
            next(&other, ORIGIN, 1),
            Some(Refused::Checkpoint(_))
        ));
        let too_long = vec![0; LONGEST_ENTRY + 1];
        let refused = log
            .next(ORIGIN, &key(1), [b"x".as_slice(), &too_long])
            .err();
        assert_eq!(refused, Some(Refused::Entry(1)));
    }

    #[test]
    fn each_key_signs_what_is_its_own() {
        let log = Published::begin(ORIGIN, &key(1)).unwrap();
        let handover = Handover::entry(ORIGIN, 2, &key(1), &key(2)).unwrap();
        let entries: [&[u8]; 4] = [b"one", b"two", &handover, b"four"];
        let by_old = log.clone().next(ORIGIN, &key(1), entries).unwrap().unwrap();
        assert_eq!((by_old.size, &by_old.key), (2, key(1).verifier()));
        let by_new = log.clone().next(ORIGIN, &key(2), entries).unwrap().unwrap();
        assert_eq!((by_new.size, &by_new.key), (4, key(2).verifier()));
        let then = after(log, &by_old, &entries);
        let old_again = then
            .clone()
            .next(ORIGIN, &key(1), entries[2..].iter().copied());
        assert!(matches!(old_again, Err(Refused::Key { .. })));
        let new = then
            .next(ORIGIN, &key(2), entries[2..].iter().copied())
            .unwrap()
            .unwrap();
        assert_eq!(new.checkpoint, by_new.checkpoint);
        let forged = Handover::entry(ORIGIN, 0, &key(3), &key(2)).unwrap();
        let log = Published::begin(ORIGIN, &key(1)).unwrap();
        let refused = log.next(ORIGIN, &key(2), [forged.as_slice()]).err();
        assert_eq!(
            refused,
            Some(Refused::Handover(0, NotHandedOver::Elsewhere))
        );
    }
}
