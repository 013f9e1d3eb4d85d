//! What a log costs without a database: hashing, adding, proving, checking. SHA-256 itself is measured beside it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has failed")]

use std::collections::BTreeMap;
use std::hint::black_box;

use alongside_tlog::{
    Bundle, Checkpoint, Edge, Hash, KeyName, Kind, Receipt, Replay, SigningKey, Tile, Tree,
    includes,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sha2::{Digest, Sha256};

criterion_group!(benches, a_million, small);
criterion_main!(benches);

const ORIGIN: &str = "example.org/log";
/// About as long as an act.
const ENTRY: usize = 320;
const MILLION: u64 = 1_000_000;

fn key() -> SigningKey {
    SigningKey::from_seed(KeyName::new(ORIGIN).unwrap(), Kind::Log, &[1; 32])
}

fn entry(number: u64) -> [u8; ENTRY] {
    let mut entry = [b'x'; ENTRY];
    entry[..8].copy_from_slice(&number.to_be_bytes());
    entry
}

fn checkpoint(edge: &Edge) -> Checkpoint {
    Checkpoint {
        origin: ORIGIN.to_owned(),
        size: edge.size(),
        root: edge.root(),
        extensions: Vec::new(),
    }
}

fn a_million(criterion: &mut Criterion) {
    let (mut edge, mut tiles) = (Edge::default(), BTreeMap::new());
    for number in 0..MILLION {
        edge.add(Hash::entry(&entry(number)), |tile, hashes| {
            tiles.insert(tile, hashes.to_vec());
        });
    }
    tiles.extend(edge.partial().map(|(tile, hashes)| (tile, hashes.to_vec())));
    let signed = checkpoint(&edge).sign(&key()).unwrap().to_string();
    let bundles: Vec<(Bundle, Vec<u8>)> = Bundle::all_of(MILLION)
        .map(|bundle| {
            let entries: Vec<_> = (bundle.first()..)
                .take(bundle.width().into())
                .map(entry)
                .collect();
            (
                bundle,
                Bundle::write(entries.iter().map(<[u8; ENTRY]>::as_slice)).unwrap(),
            )
        })
        .collect();

    let mut group = criterion.benchmark_group("a million entries of 320 bytes");
    group.sample_size(10);
    group.throughput(Throughput::Elements(MILLION));
    group.bench_function(
        "SHA-256 of each, and of as many pairs of hashes",
        |bencher| {
            bencher.iter(|| {
                for number in 0..MILLION {
                    black_box(Sha256::digest(entry(number)));
                    black_box(Sha256::digest([0_u8; 65]));
                }
            });
        },
    );
    group.bench_function(
        "replayed from their bundles and held against the checkpoint",
        |bencher| {
            bencher.iter(|| {
                let mut replay = Replay::new(ORIGIN, key().verifier().clone());
                for (bundle, bytes) in &bundles {
                    for entry in bundle.read(bytes).unwrap() {
                        replay.add(entry, |_, _| {}).unwrap();
                    }
                }
                assert!(replay.hold(signed.as_bytes()).is_ok());
            });
        },
    );
    group.finish();

    let mut group = criterion.benchmark_group("in a log of a million");
    let tree = || Tree::new(MILLION, |tile: Tile| tiles.get(&tile).cloned().ok_or(tile));
    let mut place = 0;
    group.bench_function("prove an entry", |bencher| {
        bencher.iter(|| {
            place = (place + 7_919) % MILLION;
            black_box(tree().prove_entry(place).unwrap())
        });
    });
    let mut size = 0;
    group.bench_function("prove a prefix", |bencher| {
        bencher.iter(|| {
            size = (size + 7_919) % MILLION;
            black_box(tree().prove_prefix(size).unwrap())
        });
    });
    let proof = tree().prove_entry(123_456).unwrap();
    group.bench_function("check the proof of an entry", |bencher| {
        let (hash, root) = (Hash::entry(&entry(123_456)), edge.root());
        bencher.iter(|| {
            assert!(includes(root, MILLION, 123_456, black_box(hash), &proof));
        });
    });
    group.bench_function("check a receipt: its proof and its signature", |bencher| {
        let receipt = Receipt {
            entry: Some(entry(123_456).to_vec()),
            place: 123_456,
            proof: proof.clone(),
            checkpoint: signed.parse().unwrap(),
        };
        let (file, trusted) = (receipt.to_string(), [key().verifier().clone()]);
        bencher.iter(|| {
            let receipt: Receipt = black_box(&file).parse().unwrap();
            assert!(receipt.verify(None, ORIGIN, &trusted).is_ok());
        });
    });
    group.finish();
}

fn small(criterion: &mut Criterion) {
    criterion.bench_function("add one entry of 320 bytes", |bencher| {
        let (mut edge, entry) = (Edge::default(), entry(1));
        bencher.iter(|| {
            edge.add(Hash::entry(black_box(&entry)), |_, hashes| {
                drop(black_box(hashes.to_vec()));
            });
        });
    });
    criterion.bench_function("sign a checkpoint", |bencher| {
        let (key, checkpoint) = (key(), checkpoint(&Edge::default()));
        bencher.iter(|| black_box(checkpoint.sign(&key).unwrap()));
    });
}
