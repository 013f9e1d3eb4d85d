//! What holds of every log: nothing can be changed unnoticed.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::collections::BTreeMap;

use alongside_tlog::{
    Checkpoint, Edge, Handover, Hash, KeyName, Kind, NotHandedOver, Note, Receipt, Replay,
    SigningKey, Tile, Tree, Unfounded, VerifierKey, continues, includes,
};
use proptest::prelude::*;

const ORIGIN: &str = "example.org/log";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(KeyName::new(ORIGIN).unwrap(), Kind::Log, &[seed; 32])
}

fn log(entries: &[Vec<u8>]) -> (Edge, BTreeMap<Tile, Vec<Hash>>) {
    let (mut edge, mut tiles) = (Edge::default(), BTreeMap::new());
    for entry in entries {
        edge.add(Hash::entry(entry), |tile, hashes| {
            tiles.insert(tile, hashes.to_vec());
        });
    }
    tiles.extend(edge.partial().map(|(tile, hashes)| (tile, hashes.to_vec())));
    (edge, tiles)
}

fn tree(
    tiles: &BTreeMap<Tile, Vec<Hash>>,
    size: u64,
) -> Tree<impl FnMut(Tile) -> Result<Vec<Hash>, Tile>> {
    Tree::new(size, |tile: Tile| {
        // A narrower partial tile is the beginning of a wider one, as a log serves it.
        let known = tiles
            .iter()
            .find(|(known, _)| known.level() == tile.level() && known.number() == tile.number());
        known
            .and_then(|(_, hashes)| hashes.get(..tile.width().into()))
            .map(<[Hash]>::to_vec)
            .ok_or(tile)
    })
}

fn signed(entries: &[Vec<u8>], key: &SigningKey) -> String {
    let (edge, _) = log(entries);
    let checkpoint = Checkpoint {
        origin: ORIGIN.to_owned(),
        size: edge.size(),
        root: edge.root(),
        extensions: Vec::new(),
    };
    checkpoint.sign(key).unwrap().to_string()
}

fn replayed(entries: &[Vec<u8>]) -> Replay {
    let mut replay = Replay::new(ORIGIN, key(1).verifier().clone());
    for entry in entries {
        replay.add(entry, |_, _| {}).unwrap();
    }
    replay
}

fn some_entries(most: usize) -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 0..6), 1..most)
}

/// The same with one bit turned over.
fn turned(hash: Hash, bit: usize) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8] ^= 1 << (bit % 8);
    Hash::from_bytes(bytes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_entry_is_proved_at_its_place_and_at_no_other(entries in some_entries(600), at in any::<prop::sample::Index>()) {
        let (edge, tiles) = log(&entries);
        let (size, root) = (edge.size(), edge.root());
        let place = at.index(entries.len());
        let hash = Hash::entry(&entries[place]);
        let proof = tree(&tiles, size).prove_entry(place as u64).unwrap();
        prop_assert!(includes(root, size, place as u64, hash, &proof));
        for other in (0..size).filter(|other| *other != place as u64) {
            // The hashes beside the way fit one place only, except where a whole tree is the same on both sides.
            if Hash::entry(&entries[usize::try_from(other).unwrap()]) != hash {
                prop_assert!(!includes(root, size, other, hash, &proof), "{place} as {other}");
            }
        }
        prop_assert!(!includes(root, size, size, hash, &proof));
        prop_assert!(!includes(root, size, u64::MAX, hash, &proof));
    }

    #[test]
    fn every_prefix_is_proved_and_nothing_else_is(entries in some_entries(600), at in any::<prop::sample::Index>(), other in any::<u8>()) {
        let (edge, tiles) = log(&entries);
        let new = (edge.root(), edge.size());
        let cut = at.index(entries.len()) + 1;
        let was = log(&entries[..cut]).0;
        let proof = tree(&tiles, new.1).prove_prefix(was.size()).unwrap();
        prop_assert!(continues((was.root(), was.size()), new, &proof));
        // A log that had another last entry then is not the beginning of this one, with this proof or one of its own.
        let mut forked = entries.clone();
        forked[cut - 1].push(other);
        let (fork, fork_tiles) = log(&forked);
        let fork_was = log(&forked[..cut]).0;
        let fork_proof = tree(&fork_tiles, fork.size()).prove_prefix(cut as u64).unwrap();
        for proof in [&proof, &fork_proof] {
            prop_assert!(!continues((fork_was.root(), fork_was.size()), new, proof));
            prop_assert!(!continues((was.root(), was.size()), (fork.root(), fork.size()), proof));
        }
    }

    #[test]
    fn every_single_bit_of_a_proof_counts(entries in some_entries(40), at in any::<prop::sample::Index>(), old in any::<prop::sample::Index>()) {
        let (edge, tiles) = log(&entries);
        let (size, root) = (edge.size(), edge.root());
        let place = at.index(entries.len());
        let hash = Hash::entry(&entries[place]);
        let proof = tree(&tiles, size).prove_entry(place as u64).unwrap();
        for bit in 0..256 {
            prop_assert!(!includes(turned(root, bit), size, place as u64, hash, &proof));
            prop_assert!(!includes(root, size, place as u64, turned(hash, bit), &proof));
            for number in 0..proof.len() {
                let mut changed = proof.clone();
                changed[number] = turned(changed[number], bit);
                prop_assert!(!includes(root, size, place as u64, hash, &changed));
            }
        }
        let cut = old.index(entries.len()) + 1;
        let was = (log(&entries[..cut]).0.root(), cut as u64);
        let proof = tree(&tiles, size).prove_prefix(was.1).unwrap();
        for bit in 0..256 {
            prop_assert!(!continues((turned(was.0, bit), was.1), (root, size), &proof));
            prop_assert!(!continues(was, (turned(root, bit), size), &proof));
            for number in 0..proof.len() {
                let mut changed = proof.clone();
                changed[number] = turned(changed[number], bit);
                prop_assert!(!continues(was, (root, size), &changed));
            }
        }
    }

    #[test]
    fn a_proof_with_a_hash_more_or_less_proves_nothing(entries in some_entries(300), at in any::<prop::sample::Index>(), old in any::<prop::sample::Index>()) {
        let (edge, tiles) = log(&entries);
        let (size, root) = (edge.size(), edge.root());
        let place = at.index(entries.len());
        let hash = Hash::entry(&entries[place]);
        let cut = old.index(entries.len()) + 1;
        let was = (log(&entries[..cut]).0.root(), cut as u64);
        let of_entry = tree(&tiles, size).prove_entry(place as u64).unwrap();
        let of_prefix = tree(&tiles, size).prove_prefix(was.1).unwrap();
        let more = |proof: &[Hash]| [proof, &[Hash::EMPTY]].concat();
        prop_assert!(!includes(root, size, place as u64, hash, &more(&of_entry)));
        prop_assert!(!continues(was, (root, size), &more(&of_prefix)));
        for number in 0..of_entry.len() {
            let mut less = of_entry.clone();
            less.remove(number);
            prop_assert!(!includes(root, size, place as u64, hash, &less));
        }
        for number in 0..of_prefix.len() {
            let mut less = of_prefix.clone();
            less.remove(number);
            prop_assert!(!continues(was, (root, size), &less));
        }
    }

    #[test]
    fn an_edge_that_was_loaded_goes_on_as_the_one_that_was_kept(entries in some_entries(700), cut in any::<prop::sample::Index>()) {
        let cut = cut.index(entries.len());
        let (mut kept, tiles) = log(&entries[..cut]);
        let mut loaded = Edge::load(cut as u64, |tile| tiles.get(&tile).cloned().ok_or(tile)).unwrap();
        prop_assert_eq!(loaded.root(), kept.root());
        for entry in &entries[cut..] {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            kept.add(Hash::entry(entry), |tile, hashes| one.push((tile, hashes.to_vec())));
            loaded.add(Hash::entry(entry), |tile, hashes| other.push((tile, hashes.to_vec())));
            prop_assert_eq!(one, other);
        }
        prop_assert_eq!(kept.root(), loaded.root());
    }

    #[test]
    fn an_entry_changed_dropped_added_or_moved_is_found(entries in some_entries(100), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), bit in 0_usize..8) {
        let checkpoint = signed(&entries, &key(1));
        prop_assert!(replayed(&entries).hold(checkpoint.as_bytes()).is_ok());
        let (at, to) = (at.index(entries.len()), to.index(entries.len()));
        let mut changed = entries.clone();
        changed[at].push(0);
        let mut bit_turned = entries.clone();
        if let Some(byte) = bit_turned[at].first_mut() {
            *byte ^= 1 << bit;
        }
        let mut dropped = entries.clone();
        dropped.remove(at);
        let mut added = entries.clone();
        added.insert(at, b"added".to_vec());
        let mut moved = entries.clone();
        moved.swap(at, to);
        for other in [changed, bit_turned, dropped, added, moved] {
            if other != entries {
                let held = replayed(&other);
                let found = held.hold(checkpoint.as_bytes());
                let is_found = matches!(found, Err(Unfounded::Root | Unfounded::Size { .. }));
                prop_assert!(is_found);
            }
        }
    }
}

#[test]
fn every_single_bit_of_a_receipt_counts() {
    let entries: Vec<Vec<u8>> = (0..5_u8)
        .map(|number| vec![b'{', b'a' + number, b'}'])
        .collect();
    let (edge, tiles) = log(&entries);
    let receipt = Receipt {
        entry: Some(entries[3].clone()),
        place: 3,
        proof: tree(&tiles, edge.size()).prove_entry(3).unwrap(),
        checkpoint: signed(&entries, &key(1)).parse().unwrap(),
    };
    let trusted = [key(1).verifier().clone()];
    let bytes = receipt.to_string().into_bytes();
    let opened = Receipt::parse(&bytes).unwrap();
    assert!(opened.verify(None, ORIGIN, &trusted).is_ok());
    for (at, bit) in (0..bytes.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << bit;
        let held = Receipt::parse(&changed)
            .is_ok_and(|receipt| receipt.verify(None, ORIGIN, &trusted).is_ok());
        assert!(
            !held,
            "bit {bit} of byte {at}: {}",
            String::from_utf8_lossy(&changed)
        );
    }
}

#[test]
fn every_single_bit_of_a_key_counts() {
    let line = key(1).verifier().to_string().into_bytes();
    for (at, bit) in (0..line.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = line.clone();
        changed[at] ^= 1 << bit;
        let read = String::from_utf8(changed)
            .ok()
            .and_then(|line| line.parse::<VerifierKey>().ok());
        assert_eq!(read, None, "bit {bit} of byte {at}");
    }
}

#[test]
fn a_log_changes_its_key_only_with_both_keys_and_only_where_it_says() {
    let (old, new, other) = (key(1), key(2), key(3));
    let first = b"an entry".to_vec();
    let handover = Handover::entry(ORIGIN, 1, &old, &new).unwrap();
    let entries = vec![first.clone(), handover.clone(), b"another".to_vec()];
    let replay = replayed(&entries);
    let keys: Vec<(u64, String)> = replay
        .keys()
        .iter()
        .map(|(from, key)| (*from, key.to_string()))
        .collect();
    assert_eq!(
        keys,
        [
            (0, old.verifier().to_string()),
            (1, new.verifier().to_string())
        ]
    );
    assert!(replay.hold(signed(&entries, &new).as_bytes()).is_ok());
    for wrong in [&old, &other] {
        assert!(
            replay.hold(signed(&entries, wrong).as_bytes()).is_err(),
            "{wrong:?}"
        );
    }
    // At another place, of another log, or from a key that is not in force.
    let refusals = [
        (
            Handover::entry(ORIGIN, 0, &old, &new),
            NotHandedOver::Elsewhere,
        ),
        (
            Handover::entry("example.org/other", 1, &old, &new),
            NotHandedOver::Elsewhere,
        ),
        (
            Handover::entry(ORIGIN, 1, &other, &new),
            NotHandedOver::Elsewhere,
        ),
    ];
    for (entry, refusal) in refusals {
        assert_eq!(
            replayed(std::slice::from_ref(&first)).add(&entry.unwrap(), |_, _| {}),
            Err(refusal)
        );
    }
    // With one signature taken off.
    let note = String::from_utf8(handover).unwrap();
    let (text, lines) = note.rsplit_once("\n\n").unwrap();
    for line in lines.lines() {
        let one = format!("{text}\n\n{line}\n");
        let mut replay = replayed(std::slice::from_ref(&first));
        assert_eq!(
            replay.add(one.as_bytes(), |_, _| {}),
            Err(NotHandedOver::OneSided)
        );
    }
}

#[test]
fn a_witness_alone_does_not_stand_for_the_log() {
    let witness = SigningKey::from_seed(
        KeyName::new("example.org/witness").unwrap(),
        Kind::Witness,
        &[8; 32],
    );
    let mut note: Note = signed(&[b"one".to_vec()], &key(1)).parse().unwrap();
    note.sign_at(&witness, 1_800_000_000);
    let both = [key(1).verifier().clone(), witness.verifier().clone()];
    let whole = note.to_string();
    let opened = Checkpoint::open(whole.as_bytes(), ORIGIN, &both).unwrap();
    assert_eq!(opened.witnesses(), 1);
    assert_eq!(opened.signatures[1].time, Some(1_800_000_000));
    assert!(
        Checkpoint::open(whole.as_bytes(), ORIGIN, &both[1..]).is_err(),
        "the log has to be trusted too"
    );
    assert!(Checkpoint::open(whole.as_bytes(), "example.org/other", &both).is_err());
}

/// Found by fuzzing: base64 with `=` in the middle decodes to the same bytes, and made two files of one signed note.
#[test]
fn one_signature_key_hash_or_entry_has_one_way_to_be_written() {
    let hash = Hash::from_bytes([0; 32]).to_string();
    // The block that holds two bytes only, with its `=`, at the beginning in place of the end: as long, the same bytes.
    let (whole, last) = hash.split_at(40);
    let moved = format!("{last}{whole}");
    assert_eq!(hash.parse::<Hash>().unwrap(), Hash::from_bytes([0; 32]));
    assert!(moved.parse::<Hash>().is_err(), "{moved}");

    // The first byte by itself and the rest by itself.
    let in_pieces = |base64: &str| {
        let bytes = data_encoding::BASE64.decode(base64.as_bytes()).unwrap();
        let (one, rest) = bytes.split_at(1);
        let joined = [one, rest].map(|piece| data_encoding::BASE64.encode(piece));
        joined.concat()
    };
    let note = signed(&[b"one".to_vec()], &key(1));
    let (above, base64) = note.trim_end().rsplit_once(' ').unwrap();
    let pieces = format!("{above} {}\n", in_pieces(base64));
    assert_eq!(
        data_encoding::BASE64.decode(in_pieces(base64).as_bytes()),
        data_encoding::BASE64.decode(base64.as_bytes())
    );
    assert!(pieces.parse::<Note>().is_err(), "{pieces}");

    let line = key(1).verifier().to_string();
    let (above, base64) = line.rsplit_once('+').unwrap();
    let pieces = format!("{above}+{}", in_pieces(base64));
    assert!(pieces.parse::<VerifierKey>().is_err(), "{pieces}");

    let receipt = |entry: &str| format!("c2sp.org/tlog-proof@v1\nextra {entry}\nindex 0\n\n{note}");
    assert!(receipt("b25l").parse::<Receipt>().is_ok());
    assert!(receipt("bw==bmU=").parse::<Receipt>().is_err());
}

#[test]
fn any_file_at_all_no_panic() {
    let trusted = [key(1).verifier().clone()];
    let good = signed(&[b"one".to_vec()], &key(1));
    bolero::check!()
        .with_type::<(Vec<u8>, u16, u8)>()
        .for_each(|(bytes, at, bit)| {
            let mut changed = good.clone().into_bytes();
            let at = usize::from(*at) % changed.len();
            changed[at] ^= 1 << (bit % 8);
            for bytes in [bytes.as_slice(), &changed] {
                if let Ok(note) = Note::parse(bytes) {
                    assert_eq!(
                        note.to_string().as_bytes(),
                        bytes,
                        "one note has one set of bytes"
                    );
                }
                assert!(Checkpoint::open(bytes, ORIGIN, &trusted).is_err());
                let receipt = [b"c2sp.org/tlog-proof@v1\nindex 0\n\n".as_slice(), bytes].concat();
                for bytes in [bytes, &receipt] {
                    if let Ok(receipt) = Receipt::parse(bytes) {
                        assert_eq!(
                            receipt.to_string().as_bytes(),
                            bytes,
                            "one receipt has one set of bytes"
                        );
                        assert!(receipt.verify(Some(b"one"), ORIGIN, &trusted).is_err());
                    }
                }
                assert!(Handover::open(bytes, ORIGIN, 0, &trusted[0]).is_err());
                if let Ok(text) = str::from_utf8(bytes) {
                    let (_, _): (Option<VerifierKey>, Option<SigningKey>) =
                        (text.parse().ok(), text.parse().ok());
                    let (_, _): (Option<Checkpoint>, Option<Hash>) =
                        (text.parse().ok(), text.parse().ok());
                }
            }
        });
}

#[test]
fn any_proof_at_all_no_panic() {
    bolero::check!()
        .with_type::<(u64, u64, u64, Vec<[u8; 32]>)>()
        .for_each(|(size, place, old, bytes)| {
            let proof: Vec<Hash> = bytes.iter().map(|bytes| Hash::from_bytes(*bytes)).collect();
            assert!(
                !includes(Hash::EMPTY, *size, *place, Hash::EMPTY, &proof)
                    || (*size == 1 && proof.is_empty())
            );
            let same = old == size || *old == 0;
            let held = continues((Hash::EMPTY, *old), (Hash::EMPTY, *size), &proof);
            assert!(!held || same);
        });
}
