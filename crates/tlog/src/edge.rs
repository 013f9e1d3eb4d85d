//! The right edge of a tree: all that is needed to add to it.

use crate::hash::Hash;
use crate::tile::{FULL, Tile};

/// The partial tiles of a tree, and no others: enough to add entries and to know the root, however large the tree is.
///
/// ```
/// use alongside_tlog::{Edge, Hash};
/// let mut edge = Edge::default();
/// let mut full = Vec::new();
/// for number in 0..300_u32 {
///     edge.add(Hash::entry(&number.to_be_bytes()), |tile, _| full.push(tile.to_string()));
/// }
/// assert_eq!(edge.size(), 300);
/// assert_eq!(full, ["tile/0/000"]);
/// let partial: Vec<String> = edge.partial().map(|(tile, _)| tile.to_string()).collect();
/// assert_eq!(partial, ["tile/0/001.p/44", "tile/1/000.p/1"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edge {
    size: u64,
    /// The hashes of the partial tile of each level, from the bottom up.
    levels: Vec<Vec<Hash>>,
}

impl Edge {
    /// The edge of a tree of so many entries, whose partial tiles are asked for, from the bottom up.
    ///
    /// Whoever asks holds [`root`](Self::root) against a signed checkpoint before anything is added.
    pub fn load<E>(
        size: u64,
        mut tile: impl FnMut(Tile) -> Result<Vec<Hash>, E>,
    ) -> Result<Self, E> {
        let mut levels = Vec::new();
        for partial in Tile::partial_of(size) {
            levels.resize(partial.level().into(), Vec::new());
            levels.push(tile(partial)?);
        }
        Ok(Self { size, levels })
    }

    /// How many entries the tree has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of an entry; `full` is given each tile that it fills, from the bottom up.
    pub fn add(&mut self, entry: Hash, mut full: impl FnMut(Tile, &[Hash])) {
        self.size += 1;
        let mut hash = entry;
        for level in 0_u8.. {
            if self.levels.len() <= level.into() {
                self.levels.push(Vec::new());
            }
            let Some(hashes) = self.levels.get_mut(usize::from(level)) else {
                return;
            };
            hashes.push(hash);
            if hashes.len() < FULL.into() {
                return;
            }
            // A tile of this level spans 256 to the power of (level + 1) entries, and the last of them was added now.
            let number = (self.size >> (8 * (u32::from(level) + 1))) - 1;
            full(Tile::full(level, number), hashes);
            hash = Hash::over(hashes);
            hashes.clear();
        }
    }

    /// The partial tiles, from the bottom up.
    pub fn partial(&self) -> impl Iterator<Item = (Tile, &[Hash])> {
        Tile::partial_of(self.size).filter_map(|tile| {
            let hashes = self.levels.get(usize::from(tile.level()))?;
            Some((tile, hashes.as_slice()))
        })
    }

    /// The root of the tree: its hash as a whole.
    pub fn root(&self) -> Hash {
        // From right to left, which is from small trees to large ones, and so from the bottom up.
        let mut root = None;
        for hashes in &self.levels {
            let mut rest = hashes.as_slice();
            while !rest.is_empty() {
                let smallest = 1 << rest.len().trailing_zeros();
                let (before, tree) = rest.split_at(rest.len() - smallest);
                let tree = Hash::over(tree);
                root = Some(root.map_or(tree, |right| Hash::node(tree, right)));
                rest = before;
            }
        }
        root.unwrap_or(Hash::EMPTY)
    }
}
