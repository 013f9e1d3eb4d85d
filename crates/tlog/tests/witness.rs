//! A log and a witness that watches it.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::collections::BTreeMap;
use std::convert::Infallible;

use alongside_tlog::{
    Checkpoint, Declined, Edge, Hash, KeyName, Kind, Note, SigningKey, Submission, Tile, Tree,
    Unverified,
};
use proptest::prelude::*;

const ORIGIN: &str = "example.org/rivermead/record";

fn key(name: &str, kind: Kind, seed: u8) -> SigningKey {
    SigningKey::from_seed(KeyName::new(name).unwrap(), kind, &[seed; 32])
}

/// A log that can be forked: `story` tells one from the other from an entry on.
#[derive(Clone, Default)]
struct Log {
    edge: Edge,
    tiles: BTreeMap<Tile, Vec<Hash>>,
}

impl Log {
    fn grow(&mut self, to: u64, story: &str) {
        for number in self.edge.size()..to {
            let tiles = &mut self.tiles;
            let entry = Hash::entry(format!("{story} {number}").as_bytes());
            self.edge.add(entry, |tile, hashes| {
                tiles.insert(tile, hashes.to_vec());
            });
        }
        let partial = self.edge.partial();
        let partial = partial.map(|(tile, hashes)| (tile, hashes.to_vec()));
        self.tiles.extend(partial);
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            origin: ORIGIN.to_owned(),
            size: self.edge.size(),
            root: self.edge.root(),
            extensions: Vec::new(),
        }
    }

    fn submit(&self, old: u64, key: &SigningKey) -> Submission {
        let tiles = |tile| Ok::<_, Infallible>(self.tiles.get(&tile).cloned().unwrap_or_default());
        let proof = Tree::new(self.edge.size(), tiles)
            .prove_prefix(old)
            .unwrap();
        Submission {
            old,
            proof,
            checkpoint: self.checkpoint().sign(key).unwrap(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_log_that_only_grows_is_cosigned_and_a_fork_never(
        sizes in prop::collection::vec(0_u64..700, 1..5),
        fork in 0_u64..700,
        more in 0_u64..20,
    ) {
        let signer = key(ORIGIN, Kind::Log, 1);
        let trusted = [signer.verifier().clone()];
        let mut sizes = sizes;
        sizes.sort_unstable();
        let (mut log, mut seen) = (Log::default(), None::<Checkpoint>);
        for size in sizes {
            log.grow(size, "told");
            let old = seen.as_ref().map_or(0, |seen| seen.size);
            let sent = log.submit(old, &signer);
            let read = Submission::parse(sent.to_string().as_bytes()).unwrap();
            prop_assert_eq!(&read, &sent);
            seen = Some(read.judge(seen.as_ref(), &trusted).unwrap());
            prop_assert_eq!(seen.as_ref(), Some(&log.checkpoint()));
        }
        // Another story from some entry on, told to whoever was not there before.
        let known = seen.unwrap();
        prop_assume!(fork < known.size);
        let mut forked = Log::default();
        forked.grow(fork, "told");
        forked.grow(known.size + more, "told otherwise");
        let sent = forked.submit(known.size, &signer);
        prop_assert_eq!(sent.judge(Some(&known), &trusted), Err(Declined::Rewritten));
    }
}

#[test]
fn a_witness_says_what_is_wrong() {
    let (signer, other) = (key(ORIGIN, Kind::Log, 1), key(ORIGIN, Kind::Log, 2));
    let trusted = [signer.verifier().clone()];
    let mut log = Log::default();
    log.grow(5, "told");
    let seen = log.submit(0, &signer).judge(None, &trusted).unwrap();
    log.grow(9, "told");
    let good = log.submit(5, &signer);
    assert_eq!(good.judge(Some(&seen), &trusted).unwrap().size, 9);

    // An older checkpoint is shown again.
    let mut old = Log::default();
    old.grow(3, "told");
    let again = old.submit(3, &signer);
    assert_eq!(again.judge(Some(&seen), &trusted), Err(Declined::Seen(5)));
    assert_eq!(
        log.submit(4, &signer).judge(Some(&seen), &trusted),
        Err(Declined::Seen(5))
    );
    assert_eq!(good.judge(None, &trusted), Err(Declined::Seen(0)));

    let unknown = log.submit(5, &other).judge(Some(&seen), &trusted);
    assert_eq!(unknown, Err(Declined::Unsigned(Unverified::Unknown)));
    let mut changed = good.clone();
    changed.proof.pop();
    assert_eq!(
        changed.judge(Some(&seen), &trusted),
        Err(Declined::Rewritten)
    );
    let shrunk = Submission { old: 12, ..good };
    assert_eq!(
        shrunk.judge(Some(&seen), &trusted).unwrap_err().status(),
        400
    );
}

#[test]
fn a_cosignature_is_over_the_same_text_and_says_when() {
    let (signer, witness) = (
        key(ORIGIN, Kind::Log, 1),
        key("witness.example/w1", Kind::Witness, 3),
    );
    let mut log = Log::default();
    log.grow(2, "told");
    let sent = log.submit(0, &signer);
    let line = sent.cosign(&witness, 1_795_420_800).unwrap().to_string();
    let mut note: Note = sent.checkpoint.clone();
    note.add(line.parse().unwrap());
    let trusted = [signer.verifier().clone(), witness.verifier().clone()];
    let opened = Checkpoint::open_note(&note, ORIGIN, &trusted).unwrap();
    assert_eq!(opened.witnesses(), 1);
    assert_eq!(opened.signatures.last().unwrap().time, Some(1_795_420_800));
    assert!(sent.cosign(&signer, 1).is_none(), "a log is no witness");
    // Over another text it holds nothing.
    log.grow(3, "told");
    let mut other = log.submit(0, &signer).checkpoint;
    other.add(line.parse().unwrap());
    assert!(Checkpoint::open_note(&other, ORIGIN, &trusted).is_err());
}

#[test]
fn any_submission_at_all_no_panic() {
    let signer = key(ORIGIN, Kind::Log, 1);
    let mut log = Log::default();
    log.grow(7, "told");
    let good = log.submit(0, &signer).to_string().into_bytes();
    bolero::check!()
        .with_type::<(Vec<u8>, usize, u8)>()
        .for_each(|(bytes, at, byte)| {
            drop(Submission::parse(bytes));
            let mut near = good.clone();
            let at = at % near.len();
            near[at] = *byte;
            if let Ok(read) = Submission::parse(&near) {
                let trusted = [signer.verifier().clone()];
                let judged = read.judge(None, &trusted);
                // One byte changed is another text, or another proof, or nothing at all.
                assert!(
                    judged.is_err()
                        || near == good
                        || read.checkpoint.text().as_bytes()
                            == log.checkpoint().to_string().as_bytes()
                );
            }
        });
}
