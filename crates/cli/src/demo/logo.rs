//! The borough's logo: a sun over a river between meadows, drawn for this demo and in the public domain (CC0).

use alongside_app::Failure;
use alongside_app::picture::Picture;
use alongside_store::files::Digest;
use alongside_store::logos::Logo;

const LOGO: &[u8] = include_bytes!("rivermead.png");

/// The logo, and its file, which is to be kept before the story is told.
pub(crate) fn logo() -> Result<(Logo, Vec<u8>), Failure> {
    let picture = Picture::read(LOGO).map_err(|why| Failure::wrong("demo", why))?;
    let logo = Logo {
        name: Digest::of(&picture.png),
        says: "A sun over a river between meadows".to_owned(),
        width: picture.width,
        height: picture.height,
    };
    Ok((logo, picture.png))
}
