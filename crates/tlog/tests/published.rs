//! What others published: vectors and examples, each with where it is from.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use std::convert::Infallible;

use alongside_tlog::{
    Checkpoint, Edge, Hash, Kind, Note, Receipt, SigningKey, Tree, Unverified, VerifierKey,
    continues, includes,
};
use data_encoding::HEXLOWER;

/// The entries of the reference tree of Certificate Transparency, in hexadecimal, from `MerkleTreeTest` in
/// github.com/google/certificate-transparency and `testonly` in github.com/transparency-dev/merkle (Apache-2.0).
const ENTRIES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// The roots over the first one to eight of them, from the same place.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Proofs of an entry, counted from 0, in a tree of so many, from the same place.
const OF_ENTRIES: [(u64, u64, &[&str]); 4] = [
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        3,
        &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

/// Proofs that a tree is the beginning of another, from the same place.
const OF_PREFIXES: [(u64, u64, &[&str]); 4] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn hash(hex: &str) -> Hash {
    Hash::from_bytes(HEXLOWER.decode(hex.as_bytes()).unwrap().try_into().unwrap())
}

fn reference(size: u64) -> Edge {
    let mut edge = Edge::default();
    for entry in ENTRIES.iter().take(size.try_into().unwrap()) {
        let entry = HEXLOWER.decode(entry.as_bytes()).unwrap();
        edge.add(Hash::entry(&entry), |_, _| {});
    }
    edge
}

fn root(size: u64) -> Hash {
    hash(ROOTS[usize::try_from(size).unwrap() - 1])
}

fn entry(place: u64) -> Hash {
    let hex = ENTRIES[usize::try_from(place).unwrap()];
    Hash::entry(&HEXLOWER.decode(hex.as_bytes()).unwrap())
}

fn tree(size: u64) -> Tree<impl FnMut(alongside_tlog::Tile) -> Result<Vec<Hash>, Infallible>> {
    let edge = reference(size);
    Tree::new(size, move |tile| {
        let known = edge.partial().find(|(known, _)| *known == tile);
        Ok(known.map(|(_, hashes)| hashes.to_vec()).unwrap_or_default())
    })
}

#[test]
fn the_roots_of_certificate_transparency_are_ours() {
    assert_eq!(reference(0).root(), Hash::EMPTY);
    for size in 1..=8 {
        assert_eq!(reference(size).root(), root(size), "{size}");
        assert_eq!(tree(size).root(), Ok(root(size)), "{size}");
    }
}

#[test]
fn the_proofs_of_certificate_transparency_are_ours() {
    for (place, size, hashes) in OF_ENTRIES {
        let proof: Vec<Hash> = hashes.iter().map(|hex| hash(hex)).collect();
        assert_eq!(
            tree(size).prove_entry(place).as_ref(),
            Ok(&proof),
            "{place} of {size}"
        );
        assert!(
            includes(root(size), size, place, entry(place), &proof),
            "{place} of {size}"
        );
    }
    for (old, new, hashes) in OF_PREFIXES {
        let proof: Vec<Hash> = hashes.iter().map(|hex| hash(hex)).collect();
        assert_eq!(
            tree(new).prove_prefix(old).as_ref(),
            Ok(&proof),
            "{old} of {new}"
        );
        assert!(
            continues((root(old), old), (root(new), new), &proof),
            "{old} of {new}"
        );
    }
}

/// The key and the note of the documentation of golang.org/x/mod/sumdb/note (BSD-3-Clause), and its second signer.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETERS_SECRET: &str =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETERS: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCHS: &str = "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

#[test]
fn the_note_of_go_is_signed_and_believed_as_there() {
    let secret: SigningKey = PETERS_SECRET.parse().unwrap();
    assert_eq!(secret.to_secret_line(), PETERS_SECRET);
    let peter: VerifierKey = PETER.parse().unwrap();
    assert_eq!(secret.verifier(), &peter);
    let mut note = Note::new(TEXT).unwrap();
    note.sign(&secret);
    assert_eq!(note.to_string(), format!("{TEXT}\n{PETERS}"));

    let both: Note = format!("{TEXT}\n{PETERS}{ENOCHS}").parse().unwrap();
    let keys = [peter.clone(), ENOCH.parse().unwrap()];
    assert_eq!(both.verify(&keys).unwrap().len(), 2);
    assert_eq!(both.verify(&keys[..1]).unwrap().len(), 1);
    let only_enoch: Note = format!("{TEXT}\n{ENOCHS}").parse().unwrap();
    assert_eq!(only_enoch.verify(&keys[..1]), Err(Unverified::Unknown));
    let swapped: Note = format!("{}\n{PETERS}", TEXT.replace("your", "my"))
        .parse()
        .unwrap();
    assert_eq!(
        swapped.verify(&keys),
        Err(Unverified::Forged(peter.name().clone()))
    );
}

/// The example of C2SP tlog-cosignature, which holds that of tlog-checkpoint; C2SP publishes no keys for it.
const COSIGNED: &str = "example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
";

#[test]
fn the_examples_of_c2sp_read_back_to_the_byte() {
    let note: Note = COSIGNED.parse().unwrap();
    assert_eq!(note.to_string(), COSIGNED);
    let names: Vec<&str> = note
        .signatures()
        .iter()
        .map(|line| line.name().as_str())
        .collect();
    assert_eq!(
        names,
        ["example.com/behind-the-sofa", "witness.example.com/w1"]
    );
    let checkpoint: Checkpoint = note.text().parse().unwrap();
    assert_eq!(
        (checkpoint.size, checkpoint.extensions.len()),
        (20_852_163, 0)
    );
    assert_eq!(checkpoint.to_string(), note.text());

    let salvatore = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n\
        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    let note: Note = salvatore.parse().unwrap();
    assert_eq!(note.to_string(), salvatore);
    assert!(
        note.text().ends_with("\n\ned è subito sera.\n"),
        "the last empty line parts text and signatures"
    );

    let receipt = format!(
        "c2sp.org/tlog-proof@v1\nextra YWdl\nindex 73894\ngSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\n{COSIGNED}"
    );
    assert_eq!(receipt.parse::<Receipt>().unwrap().to_string(), receipt);
}

/// A witness's message is laid out as in C2SP tlog-cosignature: the same key, signing that text as a log does, gives
/// the same 64 bytes.
#[test]
fn a_witness_signs_the_message_that_c2sp_spells_out() {
    let spelt = "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let name = || alongside_tlog::KeyName::new("witness.example.com/w1").unwrap();
    let witness = SigningKey::from_seed(name(), Kind::Witness, &[3; 32]);
    let as_log = SigningKey::from_seed(name(), Kind::Log, &[3; 32]);
    let base64 = |note: &Note| {
        let line = note.signatures()[0].to_string();
        data_encoding::BASE64
            .decode(line.rsplit(' ').next().unwrap().as_bytes())
            .unwrap()
    };
    let cosigned: Note = COSIGNED.parse().unwrap();
    let mut seen = Note::new(cosigned.text()).unwrap();
    seen.sign_at(&witness, 1_679_315_147);
    let mut plain = Note::new(spelt).unwrap();
    plain.sign(&as_log);
    let (seen, plain) = (base64(&seen), base64(&plain));
    assert_eq!(seen[4..12], 1_679_315_147_u64.to_be_bytes());
    assert_eq!(seen[12..], plain[4..]);
    assert_ne!(seen[..4], plain[..4], "the kind is in the id of the key");
}
