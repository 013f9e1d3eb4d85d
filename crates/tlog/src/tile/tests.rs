use super::*;

/// The examples of C2SP tlog-tiles, sections "Merkle Tree" and "Partial Tiles".
#[test]
fn the_examples_of_the_specification_hold() {
    assert_eq!(Tile::full(0, 1_234_067).to_string(), "tile/0/x001/x234/067");
    let of_70_000: Vec<Tile> = Tile::all_of(70_000).collect();
    let count = |level, is_full| {
        let tiles = of_70_000.iter();
        tiles
            .filter(|tile| tile.level() == level && tile.is_full() == is_full)
            .count()
    };
    let counts = [
        (0, true),
        (0, false),
        (1, true),
        (1, false),
        (2, true),
        (2, false),
        (3, false),
    ];
    assert_eq!(
        counts.map(|(level, full)| count(level, full)),
        [273, 1, 1, 1, 0, 1, 0]
    );
    let widths: Vec<u16> = Tile::partial_of(70_000).map(Tile::width).collect();
    assert_eq!(widths, [112, 17, 1]);
    let of_256: Vec<String> = Tile::all_of(256).map(|tile| tile.to_string()).collect();
    assert_eq!(of_256, ["tile/0/000", "tile/1/000.p/1"]);
}

#[test]
fn every_address_reads_back_and_there_is_one_for_each() {
    for text in [
        "tile/0/000",
        "tile/7/000.p/1",
        "tile/0/999",
        "tile/0/x001/000",
        "tile/3/x018/x446/x744/x073/x709/x551/615",
    ] {
        assert_eq!(
            text.parse::<Tile>().map(|tile| tile.to_string()).as_deref(),
            Ok(text)
        );
    }
    for text in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/00/000",
        "tile/8/000",
        "tile/-1/000",
        "tile/0/1",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p",
        "/tile/0/000",
        "tile/0/000/",
        "tile/entries/000",
        "tile/0/x1/000",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(text.parse::<Tile>(), Err(NoSuchAddress), "{text}");
    }
    for text in ["tile/entries/000.p/3", "tile/entries/x001/x234/067"] {
        assert_eq!(
            text.parse::<Bundle>()
                .map(|bundle| bundle.to_string())
                .as_deref(),
            Ok(text)
        );
    }
    assert_eq!("tile/0/000".parse::<Bundle>(), Err(NoSuchAddress));
}

#[test]
fn a_bundle_holds_exactly_its_entries() {
    let three = Bundle::of(2, 3).unwrap();
    let entries: [&[u8]; 3] = [b"one", b"", b"three"];
    let bytes = Bundle::write(entries).unwrap();
    assert_eq!(bytes, b"\0\x03one\0\0\0\x05three");
    assert_eq!(three.read(&bytes).unwrap(), entries);
    assert_eq!(three.read(&bytes[..9]), Err(Misfit::Cut(2)));
    assert_eq!(three.read(&bytes[..6]), Err(Misfit::Cut(1)));
    assert_eq!(
        three.read(&bytes[..5]),
        Err(Misfit::Entries {
            wanted: 3,
            found: 1
        })
    );
    let more = [bytes.as_slice(), b"\0\0"].concat();
    assert_eq!(
        three.read(&more),
        Err(Misfit::Entries {
            wanted: 3,
            found: 4
        })
    );
    assert_eq!(Bundle::write([vec![0; 65_536].as_slice()]), None);
    assert_eq!(Bundle::of(3, 3), None);
}

#[test]
fn a_tile_holds_exactly_its_hashes() {
    let tile = Tile::in_tree(0, 0, 2).unwrap();
    let hashes = [Hash::EMPTY, Hash::entry(b"x")];
    assert_eq!(tile.read(&Tile::write(&hashes)).unwrap(), hashes);
    for bytes in [0, 32, 63, 65, 96] {
        assert_eq!(
            tile.read(&vec![0; bytes]),
            Err(Misfit::Length { width: 2, bytes })
        );
    }
}

#[test]
fn any_address_at_all_no_panic() {
    bolero::check!().with_type::<String>().for_each(|text| {
        for text in [
            text.clone(),
            format!("tile/{text}"),
            format!("tile/0/{text}"),
            format!("tile/entries/{text}"),
        ] {
            if let Ok(tile) = text.parse::<Tile>() {
                assert_eq!(tile.to_string(), text);
            }
            if let Ok(bundle) = text.parse::<Bundle>() {
                assert_eq!(bundle.to_string(), text);
            }
        }
    });
}

#[test]
fn any_bundle_at_all_no_panic() {
    bolero::check!().for_each(|bytes: &[u8]| {
        for width in [1, 2, 255, 256] {
            let bundle = Bundle::of(0, width).unwrap();
            if let Ok(entries) = bundle.read(bytes) {
                assert_eq!(
                    Bundle::write(entries).as_deref(),
                    Some(bytes),
                    "one bundle has one set of bytes"
                );
            }
        }
    });
}
