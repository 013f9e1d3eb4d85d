//! The signed record, fetched and checked as somebody with nothing but its address and its first key does.

use alongside_store::log::{self, Signer};
use alongside_testkit::{Outcome, Scratch};
use alongside_tlog::{
    Bundle, Checkpoint, KeyName, Kind, Note, Receipt, Replay, SigningKey, Tile, VerifierKey,
};

use super::super::request;
use super::Town;

alongside_testkit::on_both!(a_record_is_fetched_and_checked_by_its_address_alone);

const RECORD: &str = "/haringey/record";

fn publish(town: &Town) -> Outcome {
    let signer = Signer {
        host: "alongside.example".to_owned(),
        key: SigningKey::from_seed(KeyName::new("alongside.example")?, Kind::Log, &[4; 32]),
    };
    let now = town.call().now.timestamp();
    while log::sequence(&town.database, "haringey", &signer, now, 100)?.is_more {}
    Ok(())
}

fn a_record_is_fetched_and_checked_by_its_address_alone(scratch: &Scratch) -> Outcome {
    let town = Town::on(scratch)?;
    town.haringey();
    for address in ["checkpoint", "key", "tile/0/000.p/1", "entries/0/receipt"] {
        let answered = town.get(&format!("{RECORD}/{address}"));
        assert_eq!(answered.status, 404, "{address}: nothing is signed yet");
    }
    publish(&town)?;

    let key: VerifierKey = town.text(&format!("{RECORD}/key")).trim_end().parse()?;
    assert_eq!(
        key.name().as_str(),
        format!("alongside.example{RECORD}"),
        "a record is called what it is found at"
    );
    let answered = town.get(&format!("{RECORD}/checkpoint"));
    assert_eq!(answered.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(answered.header("cache-control"), "no-cache");
    let checkpoint: Checkpoint = answered.text().parse::<Note>()?.text().parse()?;
    let mut replay = Replay::new(key.name().as_str(), key.clone());
    for bundle in Bundle::all_of(checkpoint.size) {
        let answered = town.get(&format!("{RECORD}/{bundle}"));
        assert_eq!(answered.header("content-type"), "application/octet-stream");
        assert_eq!(
            answered.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        for entry in bundle.read(&answered.body)? {
            replay.add(entry, |_, _| {})?;
        }
    }
    replay.hold(answered.text().as_bytes())?;
    let acts = town.all("/api/areas/haringey/acts", 100);
    assert_eq!(acts.len() as u64, checkpoint.size);
    for tile in Tile::all_of(checkpoint.size) {
        tile.read(&town.get(&format!("{RECORD}/{tile}")).body)?;
    }

    let last = checkpoint.size - 1;
    let answered = town.get(&format!("{RECORD}/entries/{last}/receipt"));
    let name = format!("attachment; filename=\"haringey-{last}.tlog-proof\"");
    assert_eq!(answered.header("content-disposition"), name);
    let receipt: Receipt = answered.text().parse()?;
    receipt.verify(None, key.name().as_str(), std::slice::from_ref(&key))?;
    assert_eq!(
        receipt.entry,
        acts.last()
            .and_then(|act| Some(act["canonical"].as_str()?.as_bytes().to_vec()))
    );

    for address in [
        format!("entries/{}/receipt", checkpoint.size),
        "entries/007/receipt".to_owned(),
        "entries/-1/receipt".to_owned(),
        format!("tile/entries/000.p/{}", checkpoint.size % 256 + 1),
        "tile/0/x000/000".to_owned(),
        "tile/9/000".to_owned(),
        "tile/../checkpoint".to_owned(),
    ] {
        let answered = town.get(&format!("{RECORD}/{address}"));
        assert_eq!(answered.status, 404, "{address}");
    }
    let bundle = Bundle::of(0, checkpoint.size).ok_or("no bundle")?;
    let asked = request(
        "GET",
        &format!("{RECORD}/{bundle}"),
        &[("accept-encoding", "gzip")],
        "",
    );
    assert_eq!(town.ask(asked).header("content-encoding"), "gzip");
    Ok(())
}
