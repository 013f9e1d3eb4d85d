use bolero::check;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgba, metadata::Orientation};

use super::*;

fn image(width: u32, height: u32) -> DynamicImage {
    let point = |x, y| Rgba([shade(x), shade(y), 90, 255]);
    DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, point))
}

fn shade(at: u32) -> u8 {
    u8::try_from(at % 256).unwrap()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let solid = DynamicImage::ImageRgb8(image.to_rgb8());
    solid.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    file(&image(width, height), ImageFormat::Png)
}

fn back(picture: &Picture) -> DynamicImage {
    image::load_from_memory_with_format(&picture.png, ImageFormat::Png).unwrap()
}

#[test]
fn each_kind_is_known_by_its_bytes_and_kept_as_a_png() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let picture = Picture::read(&file(&image(120, 40), format)).unwrap();
        assert_eq!((picture.width, picture.height), (120, 40), "{format:?}");
        assert_eq!(back(&picture).width(), 120, "{format:?}");
    }
}

#[test]
fn a_picture_fits_into_the_head_of_a_page_and_has_two_points_a_pixel_where_it_can() {
    for (own, shown, kept) in [
        ((100, 40), (100, 40), (100, 40)),
        ((240, 64), (240, 64), (240, 64)),
        ((300, 80), (240, 64), (300, 80)),
        ((480, 128), (240, 64), (480, 128)),
        ((960, 128), (240, 32), (480, 64)),
        ((500, 500), (64, 64), (128, 128)),
        ((60, 240), (16, 64), (32, 128)),
    ] {
        let picture = Picture::read(&png(own.0, own.1)).unwrap();
        assert_eq!((picture.width, picture.height), shown, "{own:?}");
        let back = back(&picture);
        assert_eq!((back.width(), back.height()), kept, "{own:?}");
    }
}

#[test]
fn what_is_not_a_picture_of_these_kinds_is_refused_with_what_to_do() {
    let gif = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;".to_vec();
    for (bytes, expected) in [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            Unfit::Drawing,
        ),
        (
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<SVG>".to_vec(),
            Unfit::Drawing,
        ),
        (gif, Unfit::Other),
        (b"%PDF-1.7".to_vec(), Unfit::Other),
        (b"<html><img>".to_vec(), Unfit::Other),
        (Vec::new(), Unfit::Other),
        (vec![0; Picture::MOST_BYTES + 1], Unfit::TooLarge(1_000_001)),
        (png(3_001, 20), Unfit::TooFine(3_001, 20)),
        (png(15, 15), Unfit::TooThin(15, 15)),
        (png(1_000, 40), Unfit::TooThin(240, 10)),
    ] {
        let found = Picture::read(&bytes).unwrap_err();
        assert_eq!(found, expected, "{found}");
    }
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = file(&image(90, 90), format);
        let head = whole.get(..40).unwrap();
        assert_eq!(Picture::read(head), Err(Unfit::Broken), "{format:?}");
    }
}

/// A PNG of some hundred bytes that says it has sixty thousand points a side.
#[test]
fn a_file_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked() {
    let mut bomb = png(20, 20);
    bomb.splice(16..24, [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let sum = crc(&bomb[12..29]);
    bomb.splice(29..33, sum.to_be_bytes());
    assert_eq!(Picture::read(&bomb), Err(Unfit::TooFine(60_000, 60_000)));
}

/// The checksum of PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

#[test]
fn nothing_goes_on_but_the_points() {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 51.59N 0.11W");
    encoder.set_exif_metadata(exif).unwrap();
    encoder.encode_image(&image(40, 60).to_rgb8()).unwrap();
    bytes.extend(b"<script>alert(1)</script>");
    let picture = Picture::read(&bytes).unwrap();
    // It was taken with the camera on its side.
    let mut turned = image(40, 60);
    turned.apply_orientation(Orientation::Rotate90);
    assert_eq!((turned.width(), turned.height()), (60, 40));
    assert_eq!((picture.width, picture.height), (60, 40));
    for left in [&b"GPS"[..], b"script", b"Exif"] {
        assert!(picture.png.windows(left.len()).all(|part| part != left));
    }
}

#[test]
fn what_is_clear_lends_no_colour_to_the_edges() {
    // Red on clear black; were the black to count, the edge would be brown.
    let half = RgbaImage::from_fn(500, 500, |x, _| match x {
        0..250 => Rgba([255, 0, 0, 255]),
        _ => Rgba([0, 0, 0, 0]),
    });
    let mut bytes = Cursor::new(Vec::new());
    half.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let kept = back(&Picture::read(&bytes.into_inner()).unwrap()).into_rgba8();
    let seen = kept.pixels().filter(|point| point.0[3] > 8);
    assert!(seen.clone().count() > 1_000);
    for point in seen {
        assert!(point.0[0] > 240, "{point:?}");
    }
}

#[test]
fn no_bytes_make_the_picture_reader_panic_and_what_is_taken_fits() {
    let begins: [&[u8]; 4] = [
        &png(20, 20),
        b"\xff\xd8\xff",
        b"RIFF\x20\0\0\0WEBPVP8L",
        b"",
    ];
    check!()
        .with_type::<(u8, usize, Vec<u8>)>()
        .for_each(|(kind, at, changed)| {
            let mut bytes = begins[usize::from(*kind) % begins.len()].to_vec();
            let at = at % (bytes.len() + 1);
            let end = (at + changed.len()).min(bytes.len());
            bytes.splice(at..end, changed.iter().copied());
            if let Ok(picture) = Picture::read(&bytes) {
                assert!(picture.width <= ROOM.0 && picture.height <= ROOM.1);
                assert!(back(&picture).width() <= ROOM.0 * FINEST);
            }
        });
}
