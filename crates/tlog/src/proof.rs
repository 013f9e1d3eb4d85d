//! Proofs that an entry is in a tree, and that one tree is the beginning of another.

use std::collections::BTreeMap;

use crate::hash::Hash;
use crate::tile::{FULL, Tile};

/// The most hashes that a proof can have: a tree of 2⁶⁴ entries is not higher.
pub const LONGEST_PROOF: usize = 64;

/// A tree of so many entries whose tiles are asked for one by one, each once.
///
/// ```
/// use std::convert::Infallible;
/// use alongside_tlog::{Edge, Hash, Tree, includes};
/// let mut edge = Edge::default();
/// for number in 0..5_u8 {
///     edge.add(Hash::entry(&[number]), |_, _| {});
/// }
/// let tiles = |tile| Ok::<_, Infallible>(edge.partial().find(|(known, _)| *known == tile).unwrap().1.to_vec());
/// let proof = Tree::new(5, tiles).prove_entry(3).unwrap();
/// assert!(includes(edge.root(), 5, 3, Hash::entry(&[3]), &proof));
/// assert!(!includes(edge.root(), 5, 3, Hash::entry(&[4]), &proof));
/// ```
pub struct Tree<F> {
    size: u64,
    fetch: F,
    met: BTreeMap<Tile, Vec<Hash>>,
}

/// Why there is no proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unproven<E> {
    /// The tree is not that large.
    #[error("the log has {size} entries, and {asked} is more")]
    Beyond {
        /// How many there are.
        size: u64,
        /// What was asked for: a place, counted from 0, or a number of entries.
        asked: u64,
    },
    /// A tile came with more or fewer hashes than its address says.
    #[error("`{0}` does not hold as many hashes as its address says")]
    Tile(Tile),
    /// A tile could not be had.
    #[error("a tile could not be had")]
    Fetch(#[source] E),
}

impl<E, F: FnMut(Tile) -> Result<Vec<Hash>, E>> Tree<F> {
    /// A tree of so many entries.
    pub fn new(size: u64, fetch: F) -> Self {
        Self {
            size,
            fetch,
            met: BTreeMap::new(),
        }
    }

    /// Its root.
    pub fn root(&mut self) -> Result<Hash, Unproven<E>> {
        self.between(0, self.size)
    }

    /// The hash of an entry, by its place counted from 0.
    pub fn entry(&mut self, place: u64) -> Result<Hash, Unproven<E>> {
        self.reaches(place, 1)?;
        self.between(place, place + 1)
    }

    /// The proof that the tree has the entry at this place, counted from 0 (`PATH` of RFC 6962, section 2.1.1): the
    /// hashes beside the way from the entry up to the root, lowest first.
    pub fn prove_entry(&mut self, place: u64) -> Result<Vec<Hash>, Unproven<E>> {
        self.reaches(place, 1)?;
        let mut proof = Vec::new();
        let (mut from, mut to) = (0, self.size);
        while to - from > 1 {
            let middle = from + split(to - from);
            if place < middle {
                proof.push(self.between(middle, to)?);
                to = middle;
            } else {
                proof.push(self.between(from, middle)?);
                from = middle;
            }
        }
        proof.reverse();
        Ok(proof)
    }

    /// The proof that the first so many entries are the tree that they once were (`PROOF` of RFC 6962, section 2.1.2),
    /// lowest hash first. It is empty for none and for all.
    pub fn prove_prefix(&mut self, size: u64) -> Result<Vec<Hash>, Unproven<E>> {
        self.reaches(size, 0)?;
        let mut proof = Vec::new();
        if size == 0 {
            return Ok(proof);
        }
        let (mut from, mut to) = (0, self.size);
        while size < to {
            let middle = from + split(to - from);
            if size <= middle {
                proof.push(self.between(middle, to)?);
                to = middle;
            } else {
                proof.push(self.between(from, middle)?);
                from = middle;
            }
        }
        // What is left is a tree of the old edge; where it is the whole old tree, its root is known to whoever asks.
        if from > 0 {
            proof.push(self.between(from, to)?);
        }
        proof.reverse();
        Ok(proof)
    }

    fn reaches(&self, asked: u64, beyond: u64) -> Result<(), Unproven<E>> {
        let size = self.size;
        if asked.checked_add(beyond).is_some_and(|end| end <= size) {
            Ok(())
        } else {
            Err(Unproven::Beyond { size, asked })
        }
    }

    /// The root over the entries from one place up to another, as a tree of their own.
    fn between(&mut self, from: u64, to: u64) -> Result<Hash, Unproven<E>> {
        let count = to - from;
        if count == 0 {
            return Ok(Hash::EMPTY);
        }
        if count.is_power_of_two() {
            return self.full_tree(from, count);
        }
        let middle = from + split(count);
        let left = self.full_tree(from, middle - from)?;
        Ok(Hash::node(left, self.between(middle, to)?))
    }

    /// The same where the number of entries is a power of two, and the place a multiple of it: it lies in one tile.
    fn full_tree(&mut self, from: u64, count: u64) -> Result<Hash, Unproven<E>> {
        let height = count.trailing_zeros();
        let below = height / 8 * 8;
        let first = from >> below;
        let full = u64::from(FULL);
        let level = u8::try_from(height / 8).unwrap_or(u8::MAX);
        let Some(tile) = Tile::in_tree(level, first / full, self.size) else {
            return Err(self.reaches(from, count).err().unwrap_or(Unproven::Beyond {
                size: self.size,
                asked: from,
            }));
        };
        if !self.met.contains_key(&tile) {
            let hashes = (self.fetch)(tile).map_err(Unproven::Fetch)?;
            self.met.insert(tile, hashes);
        }
        let hashes = self
            .met
            .get(&tile)
            .filter(|hashes| hashes.len() == usize::from(tile.width()));
        let start = usize::try_from(first % full).unwrap_or(usize::MAX);
        let part = hashes.and_then(|hashes| hashes.get(start..)?.get(..1 << (height % 8)));
        part.map(Hash::over).ok_or(Unproven::Tile(tile))
    }
}

/// The largest power of two that is smaller.
const fn split(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// Whether a tree with this root and so many entries has this one at this place, counted from 0, as a proof says
/// (RFC 9162, section 2.1.3.2).
pub fn includes(root: Hash, size: u64, place: u64, entry: Hash, proof: &[Hash]) -> bool {
    if place >= size {
        return false;
    }
    let mut way = Way {
        at: place,
        last: size - 1,
    };
    let mut hash = entry;
    for beside in proof {
        if way.last == 0 {
            return false;
        }
        if way.is_right() {
            hash = Hash::node(*beside, hash);
            way.skip();
        } else {
            hash = Hash::node(hash, *beside);
        }
        way.up();
    }
    way.last == 0 && hash == root
}

/// Whether the tree with the first root and size is the beginning of the tree with the second, as a proof says
/// (RFC 9162, section 2.1.4.2): nothing was changed, taken out or put in between.
pub fn continues(old: (Hash, u64), new: (Hash, u64), proof: &[Hash]) -> bool {
    let ((old_root, old_size), (new_root, new_size)) = (old, new);
    if old_size == 0 || old_size >= new_size {
        // None is the beginning of all, and all of itself, without a proof.
        let same = old_size == new_size && old_root == new_root;
        let none = old_size == 0 && old_root == Hash::EMPTY;
        return proof.is_empty() && (same || none) && (new_size > 0 || new_root == Hash::EMPTY);
    }
    let mut hashes = proof.iter().copied();
    let first = if old_size.is_power_of_two() {
        Some(old_root)
    } else {
        hashes.next()
    };
    let Some(first) = first.filter(|_| !proof.is_empty()) else {
        return false;
    };
    let mut way = Way {
        at: old_size - 1,
        last: new_size - 1,
    };
    while way.at % 2 == 1 {
        way.up();
    }
    let (mut was, mut is) = (first, first);
    for beside in hashes {
        if way.last == 0 {
            return false;
        }
        if way.is_right() {
            was = Hash::node(beside, was);
            is = Hash::node(beside, is);
            way.skip();
        } else {
            is = Hash::node(is, beside);
        }
        way.up();
    }
    way.last == 0 && was == old_root && is == new_root
}

/// A way up a tree: at which node of its level we are, and which is the last of that level.
struct Way {
    at: u64,
    last: u64,
}

impl Way {
    /// Whether what stands beside us is on our left.
    const fn is_right(&self) -> bool {
        self.at % 2 == 1 || self.at == self.last
    }

    /// Goes past levels at which nothing stands beside us.
    const fn skip(&mut self) {
        while self.at.is_multiple_of(2) && self.at != 0 {
            self.up();
        }
    }

    const fn up(&mut self) {
        self.at /= 2;
        self.last /= 2;
    }
}
