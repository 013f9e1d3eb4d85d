//! Bytes of any kind are a note, a receipt, a hand-over or a bundle with one set of bytes each, or are said not to be.
#![no_main]

use alongside_tlog::{Bundle, Checkpoint, Handover, Note, Receipt, Tile, VerifierKey};
use libfuzzer_sys::fuzz_target;

const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
/// The same point as the key of a witness.
const WITNESS: &str = "example.org/w+4fb885ae+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

fuzz_target!(|bytes: &[u8]| {
    let (Ok(key), Ok(witness)) = (KEY.parse::<VerifierKey>(), WITNESS.parse::<VerifierKey>())
    else {
        panic!("the keys do not parse");
    };
    if let Ok(note) = Note::parse(bytes) {
        assert_eq!(note.to_string().as_bytes(), bytes);
    }
    if let Ok(receipt) = Receipt::parse(bytes) {
        assert_eq!(receipt.to_string().as_bytes(), bytes);
    }
    drop(Checkpoint::open(
        bytes,
        "PeterNeumann",
        &[key.clone(), witness],
    ));
    drop(Handover::open(bytes, "PeterNeumann", 0, &key));
    for width in [1, 256] {
        if let Some(bundle) = Bundle::of(0, width) {
            drop(bundle.read(bytes));
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(tile) = text.parse::<Tile>() {
            assert_eq!(tile.to_string(), text);
        }
        drop(text.parse::<VerifierKey>());
    }
});
