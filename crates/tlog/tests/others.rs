//! The same done by others: cloudflare's `tlog_tiles` and `signed_note`, which follow Go's `sumdb`.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::collections::BTreeMap;

use alongside_tlog::{
    Bundle, Checkpoint, Edge, Hash, KeyName, Kind, Note, SigningKey, Tile, Tree, VerifierKey,
    continues, includes,
};
use signed_note::{StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::{Error, HashReader};

/// Their store of hashes.
struct Theirs(Vec<tlog_tiles::Hash>);

impl HashReader for Theirs {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, Error> {
        let at = |index: &u64| self.0.get(usize::try_from(*index).ok()?).copied();
        indexes
            .iter()
            .map(at)
            .collect::<Option<_>>()
            .ok_or(Error::IndexesNotInTree)
    }
}

fn entry(number: u64) -> Vec<u8> {
    format!("entry number {number}").into_bytes()
}

/// One log made by both, with every tile of ours at every size.
struct Both {
    theirs: Theirs,
    edge: Edge,
    tiles: BTreeMap<Tile, Vec<Hash>>,
}

impl Both {
    fn of(size: u64) -> Self {
        let mut both = Self {
            theirs: Theirs(Vec::new()),
            edge: Edge::default(),
            tiles: BTreeMap::new(),
        };
        (0..size).for_each(|number| both.add(number));
        both
    }

    fn add(&mut self, number: u64) {
        let new = tlog_tiles::stored_hashes(number, &entry(number), &self.theirs).unwrap();
        self.theirs.0.extend(new);
        let tiles = &mut self.tiles;
        self.edge.add(Hash::entry(&entry(number)), |tile, hashes| {
            tiles.insert(tile, hashes.to_vec());
        });
        self.tiles.extend(
            self.edge
                .partial()
                .map(|(tile, hashes)| (tile, hashes.to_vec())),
        );
    }

    fn tree(&self, size: u64) -> Tree<impl FnMut(Tile) -> Result<Vec<Hash>, String>> {
        Tree::new(size, |tile| {
            self.tiles
                .get(&tile)
                .cloned()
                .ok_or_else(|| tile.to_string())
        })
    }
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(*hash.as_bytes())
}

#[test]
fn every_root_is_theirs() {
    let mut both = Both::of(0);
    for number in 0..1_100 {
        both.add(number);
        let size = number + 1;
        assert_eq!(
            theirs(both.edge.root()),
            tlog_tiles::tree_hash(size, &both.theirs).unwrap(),
            "{size}"
        );
    }
}

#[test]
fn every_proof_of_a_small_tree_is_theirs_and_holds_for_both() {
    let both = Both::of(70);
    for size in 1..=70 {
        let root = both.tree(size).root().unwrap();
        for place in 0..size {
            let ours = both.tree(size).prove_entry(place).unwrap();
            let others = tlog_tiles::prove_record(size, place, &both.theirs).unwrap();
            assert_eq!(
                ours.iter().copied().map(theirs).collect::<Vec<_>>(),
                others,
                "{place} of {size}"
            );
            let hash = Hash::entry(&entry(place));
            assert!(includes(root, size, place, hash, &ours));
            assert!(
                tlog_tiles::check_record(&others, size, theirs(root), place, theirs(hash)).is_ok()
            );
        }
        for old in 1..=size {
            let ours = both.tree(size).prove_prefix(old).unwrap();
            let others = tlog_tiles::prove_tree(size, old, &both.theirs).unwrap();
            assert_eq!(
                ours.iter().copied().map(theirs).collect::<Vec<_>>(),
                others,
                "{old} of {size}"
            );
            let was = both.tree(old).root().unwrap();
            assert!(continues((was, old), (root, size), &ours));
        }
    }
}

#[test]
fn proofs_across_tiles_and_levels_are_theirs() {
    let size = 256 * 256 + 300;
    let both = Both::of(size);
    let root = both.edge.root();
    assert_eq!(both.tree(size).root().unwrap(), root);
    for place in [0, 1, 255, 256, 65_535, 65_536, 65_537, 65_792, size - 1] {
        let ours = both.tree(size).prove_entry(place).unwrap();
        let others = tlog_tiles::prove_record(size, place, &both.theirs).unwrap();
        assert_eq!(
            ours.iter().copied().map(theirs).collect::<Vec<_>>(),
            others,
            "{place}"
        );
        assert!(includes(
            root,
            size,
            place,
            Hash::entry(&entry(place)),
            &ours
        ));
    }
    for old in [
        1,
        255,
        256,
        257,
        65_535,
        65_536,
        65_537,
        65_791,
        size - 1,
        size,
    ] {
        let ours = both.tree(size).prove_prefix(old).unwrap();
        let others = tlog_tiles::prove_tree(size, old, &both.theirs).unwrap();
        assert_eq!(
            ours.iter().copied().map(theirs).collect::<Vec<_>>(),
            others,
            "{old}"
        );
        assert!(continues(
            (both.tree(old).root().unwrap(), old),
            (root, size),
            &ours
        ));
    }
}

#[test]
fn every_tile_and_its_address_is_theirs() {
    for size in [1, 2, 255, 256, 257, 511, 512, 70_000] {
        let both = Both::of(size);
        let mut others = tlog_tiles::Tile::new_tiles(8, 0, size);
        // Theirs list a partial tile and, for a level that is full, nothing above it.
        others.sort_by_key(|tile| (tile.level(), tile.level_index()));
        let ours: Vec<Tile> = Tile::all_of(size).collect();
        assert_eq!(ours.len(), others.len(), "{size}");
        for (ours, others) in ours.iter().zip(&others) {
            // Go's paths have the height of a tile in them; C2SP's are always of 8.
            assert_eq!(
                format!("tile/8/{}", ours.to_string().trim_start_matches("tile/")),
                others.path()
            );
            let bytes = Tile::write(&both.tiles[ours]);
            assert_eq!(bytes, others.read_data(&both.theirs).unwrap(), "{ours}");
        }
        assert_eq!(
            Bundle::all_of(size)
                .map(|bundle| u64::from(bundle.width()))
                .sum::<u64>(),
            size
        );
    }
}

#[test]
fn a_checkpoint_of_ours_is_believed_by_them_and_the_other_way_round() {
    let key = SigningKey::from_seed(
        KeyName::new("example.org/log").unwrap(),
        Kind::Log,
        &[9; 32],
    );
    let public = key.verifier().to_string();
    let verifiers = VerifierList::new(vec![Box::new(StandardVerifier::new(&public).unwrap())]);
    let checkpoint = Checkpoint {
        origin: "example.org/log".to_owned(),
        size: 3,
        root: Both::of(3).edge.root(),
        extensions: Vec::new(),
    };
    let ours = checkpoint.sign(&key).unwrap().to_string();
    let note = signed_note::Note::from_bytes(ours.as_bytes()).unwrap();
    let (held, unknown) = note.verify(&verifiers).unwrap();
    assert_eq!((held.len(), unknown.len()), (1, 0));
    let read = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!(
        (read.origin(), read.size(), *read.hash()),
        ("example.org/log", 3, theirs(checkpoint.root))
    );

    let signer = StandardSigner::new(&key.to_secret_line()).unwrap();
    let mut note = signed_note::Note::new(checkpoint.to_string().as_bytes(), &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    assert_eq!(
        String::from_utf8(note.to_bytes()).unwrap(),
        ours,
        "Ed25519 has one signature for a text"
    );
    let trusted: [VerifierKey; 1] = [public.parse().unwrap()];
    assert!(Checkpoint::open(&note.to_bytes(), "example.org/log", &trusted).is_ok());
}

#[test]
fn any_note_that_we_read_they_read_and_the_other_way_round() {
    bolero::check!()
        .with_type::<(String, String, Vec<u8>)>()
        .for_each(|(text, name, bytes)| {
            let base64 = data_encoding::BASE64.encode(bytes);
            for whole in [text.clone(), format!("{text}\n\n— {name} {base64}\n")] {
                let ours = Note::parse(whole.as_bytes());
                let others = signed_note::Note::from_bytes(whole.as_bytes());
                match (&ours, &others) {
                    (Ok(ours), Ok(others)) => {
                        assert_eq!(ours.to_string().into_bytes(), others.to_bytes());
                    }
                    (Err(_), Err(_)) => {}
                    // They keep a signature that has an id and nothing else, or a control character in a name.
                    (Err(_), Ok(others)) => assert!(
                        bytes.len() <= 4 || name.chars().any(char::is_control),
                        "{:?}",
                        String::from_utf8_lossy(&others.to_bytes())
                    ),
                    (Ok(_), Err(error)) => panic!("{error}: {whole:?}"),
                }
            }
        });
}
