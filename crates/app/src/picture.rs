//! A picture that somebody sent in: read within limits, and written anew as small as it is shown.
//!
//! Nothing of the file goes on but the colours of its points. Whatever else was in it (where a photograph was taken, a
//! name, bytes behind the end) stays behind.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{self, FilterType as Filter};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder as _, ImageEncoder as _, ImageFormat,
    ImageReader, Limits, RgbaImage,
};

/// The size on a page that a logo fits into, in CSS pixels: width, height.
const ROOM: (u32, u32) = (240, 64);
/// Screens that are twice as fine show so many points for a CSS pixel.
const FINEST: u32 = 2;
/// On a page no side of a logo is shorter, in CSS pixels.
const SHORTEST: u32 = 16;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// As a PNG.
    pub png: Vec<u8>,
    /// How wide it is on a page, in CSS pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// Why a file cannot be taken as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Too many bytes.
    #[error(
        "this file has {}.{} megabytes, and the most is 1; save a smaller copy of the picture and choose that",
        .0 / 1_000_000, .0 % 1_000_000 / 100_000
    )]
    TooLarge(usize),
    /// A drawing that can hold scripts.
    #[error(
        "this is an SVG drawing, which can hold more than a picture; save it as PNG and choose that"
    )]
    Drawing,
    /// Something else.
    #[error("this file is not a PNG, JPEG or WebP picture; save it as PNG and choose that")]
    Other,
    /// Too many points.
    #[error(
        "this picture has {0} by {1} pixels, and no side may have more than {max}; save a smaller copy and choose that",
        max = Picture::MOST_POINTS
    )]
    TooFine(u32, u32),
    /// It would be too small to see.
    #[error(
        "at the head of a page this picture would be {0} by {1} pixels, too small to see; choose one of at least {min} by {min} that is not so long and thin",
        min = SHORTEST
    )]
    TooThin(u32, u32),
    /// It is cut off, damaged, or made to do harm.
    #[error(
        "this picture cannot be read to its end; open it, save it again as PNG and choose that"
    )]
    Broken,
}

impl Picture {
    /// A file may have no more bytes.
    pub const MOST_BYTES: usize = 1_000_000;
    /// A side may have no more points. Four bytes each, or eight while they are read, are not too much to hold.
    pub const MOST_POINTS: u32 = 3_000;

    /// Reads a PNG, JPEG or WebP file. What it is, its bytes say, whatever it is called.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(Unfit::TooLarge(bytes.len()));
        }
        let format = match image::guess_format(bytes) {
            Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
            _ if is_drawing(bytes) => return Err(Unfit::Drawing),
            _ => return Err(Unfit::Other),
        };
        Self::of(points(bytes, format)?)
    }

    fn of(image: DynamicImage) -> Result<Self, Unfit> {
        let own = (image.width(), image.height());
        let (width, height) = within(own, ROOM);
        if width.min(height) < SHORTEST {
            return Err(Unfit::TooThin(width, height));
        }
        let kept = within(own, (ROOM.0 * FINEST, ROOM.1 * FINEST));
        let points = if kept == own {
            image.into_rgba8()
        } else {
            smaller(image.into_rgba8(), kept)
        };
        let png = written(points).ok_or(Unfit::Broken)?;
        Ok(Self { png, width, height })
    }
}

/// The points of a file, the right way up. How many there are is known before any is read.
fn points(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Unfit> {
    let broken = |_| Unfit::Broken;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    let most = u64::from(Picture::MOST_POINTS);
    limits.max_alloc = Some(most * most * 8 + (1 << 20));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > Picture::MOST_POINTS {
        return Err(Unfit::TooFine(width, height));
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Whether this looks like SVG.
fn is_drawing(bytes: &[u8]) -> bool {
    let begins = bytes.get(..1_024).unwrap_or(bytes);
    String::from_utf8_lossy(begins)
        .to_lowercase()
        .contains("<svg")
}

/// The size in which something fits into a room, never larger than it is.
fn within((width, height): (u32, u32), room: (u32, u32)) -> (u32, u32) {
    if width <= room.0 && height <= room.1 {
        return (width, height);
    }
    let (wide, high) = (u64::from(width), u64::from(height));
    let (most_wide, most_high) = (u64::from(room.0), u64::from(room.1));
    let part = |side: u64, most: u64, of: u64| {
        // Half of what is divided by rounds to the nearest.
        let side = (side * most + of / 2) / of.max(1);
        u32::try_from(side).unwrap_or(u32::MAX).max(1)
    };
    if wide * most_high >= high * most_wide {
        (room.0, part(high, most_wide, wide))
    } else {
        (part(wide, most_high, high), room.1)
    }
}

/// The same in fewer points. Where it is clear its colour counts for nothing, or it would shine through at the edges.
fn smaller(mut image: RgbaImage, (width, height): (u32, u32)) -> RgbaImage {
    for point in image.pixels_mut() {
        let [red, green, blue, alpha] = point.0;
        let dimmed = |part: u8| byte(u32::from(part) * u32::from(alpha), 255);
        point.0 = [dimmed(red), dimmed(green), dimmed(blue), alpha];
    }
    let mut image = imageops::resize(&image, width, height, Filter::CatmullRom);
    for point in image.pixels_mut() {
        let [red, green, blue, alpha] = point.0;
        let lit = |part: u8| byte(u32::from(part) * 255, u32::from(alpha));
        point.0 = [lit(red), lit(green), lit(blue), alpha];
    }
    image
}

/// The nearest whole part, at most 255.
fn byte(whole: u32, of: u32) -> u8 {
    u8::try_from((whole + of / 2) / of.max(1)).unwrap_or(u8::MAX)
}

/// As a PNG; nothing where it could not be written, which does not come up.
fn written(image: RgbaImage) -> Option<Vec<u8>> {
    let (width, height) = image.dimensions();
    let is_solid = image.pixels().all(|point| point.0[3] == u8::MAX);
    let (points, colours) = if is_solid {
        let solid = DynamicImage::ImageRgba8(image).into_rgb8();
        (solid.into_raw(), ExtendedColorType::Rgb8)
    } else {
        (image.into_raw(), ExtendedColorType::Rgba8)
    };
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive)
        .write_image(&points, width, height, colours)
        .ok()?;
    Some(png)
}

#[cfg(test)]
mod tests;
