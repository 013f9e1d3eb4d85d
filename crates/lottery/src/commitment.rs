//! Commitments: what the pool said of somebody is fixed in public without being shown.
//!
//! Each person has a leaf, a hash of their ticket, a salt that only they and the organiser know, and their features.
//! The leaves, in the order of the tickets, are the leaves of a Merkle tree, hashed as in RFC 6962 §2.1; its root is
//! published before the draw. Somebody who is given their salt and their path can check that they were in the pool and
//! with which features; without the salt nobody can find the features out by trying.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The leaf of a person: SHA-256 of a byte 0, the salt, and the ticket and each feature with their lengths in front
/// (8 bytes, the highest first).
pub fn leaf<'t>(salt: &Hash, ticket: &'t str, features: impl IntoIterator<Item = &'t str>) -> Hash {
    let mut hash = Sha256::new_with_prefix([0]);
    hash.update(salt);
    for text in std::iter::once(ticket).chain(features) {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1])
        .chain_update(left)
        .chain_update(right)
        .finalize()
        .into()
}

/// The root over some leaves: of none, SHA-256 of nothing; of one, that leaf.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The greatest power of two below a number of leaves.
const fn split(n: usize) -> usize {
    n.next_power_of_two() / 2
}

/// The hashes that lead from a leaf to the root, the nearest to the leaf first.
pub fn path(leaves: &[Hash], place: usize) -> Vec<Hash> {
    if leaves.len() < 2 || place >= leaves.len() {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, beside) = if place < left.len() {
        (path(left, place), root(right))
    } else {
        (path(right, place - left.len()), root(left))
    };
    path.push(beside);
    path
}

/// Whether a leaf at a place of so many is under a root, as its path says.
///
/// ```
/// use alongside_lottery::commitment::{is_under, leaf, path, root};
///
/// let leaves = ["ann", "bob", "cas"].map(|name| leaf(&[1; 32], name, ["north"]));
/// assert!(is_under(&root(&leaves), &leaves[2], 2, 3, &path(&leaves, 2)));
/// assert!(!is_under(&root(&leaves), &leaves[1], 2, 3, &path(&leaves, 2)));
/// ```
pub fn is_under(root: &Hash, leaf: &Hash, place: usize, of: usize, path: &[Hash]) -> bool {
    fn climb(leaf: &Hash, place: usize, of: usize, path: &[Hash]) -> Option<Hash> {
        if of == 1 {
            return path.is_empty().then_some(*leaf);
        }
        let (beside, below) = path.split_last()?;
        let left = split(of);
        Some(if place < left {
            node(&climb(leaf, place, left, below)?, beside)
        } else {
            node(beside, &climb(leaf, place - left, of - left, below)?)
        })
    }
    place < of && climb(leaf, place, of, path).as_ref() == Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(n: usize) -> Vec<Hash> {
        (0..n)
            .map(|i| leaf(&[7; 32], &i.to_string(), ["a", "b"]))
            .collect()
    }

    #[test]
    fn every_leaf_is_under_the_root_of_a_tree_of_any_size_and_nowhere_else() {
        for n in 1..20 {
            let leaves = leaves(n);
            let root = root(&leaves);
            for (place, leaf) in leaves.iter().enumerate() {
                let path = path(&leaves, place);
                assert!(is_under(&root, leaf, place, n, &path), "{place} of {n}");
                assert!(
                    !is_under(&root, leaf, (place + 1) % n, n, &path) || n == 1,
                    "{place} of {n}"
                );
                assert!(!is_under(&root, &[0; 32], place, n, &path));
            }
        }
    }

    #[test]
    fn another_feature_or_another_salt_is_another_leaf() {
        let one = leaf(&[1; 32], "t1", ["north", "young"]);
        assert_ne!(one, leaf(&[2; 32], "t1", ["north", "young"]));
        assert_ne!(one, leaf(&[1; 32], "t1", ["northy", "oung"]));
        assert_ne!(one, leaf(&[1; 32], "t1", ["north"]));
    }
}
