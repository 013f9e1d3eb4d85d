//! Attributes that are copied. For each format of cells in an XLSX file calamine copies the name of
//! its font, and for each sheet the path that leads to it; one that is very long, copied very
//! often, fills the memory of a machine.

use quick_xml::events::Event;

use super::{Archive, DAMAGED, TOO_LARGE, xml};

/// The most formats and sheets. Excel writes no more than 65,490 formats.
const MAX_COPIES: usize = 100_000;

/// The most text that copies may come to.
const MAX_COPIED: usize = 256 << 20;

/// Looks at all parts alike, since a file itself says which part is which.
pub(super) fn check(archive: &mut Archive<'_>) -> Result<(), &'static str> {
    let (mut copies, mut longest) = (0_usize, 0_usize);
    let mut buffer = Vec::new();
    for part in 0..archive.len() {
        let mut reader = xml(archive.by_index(part).map_err(|_| DAMAGED)?);
        // Pictures are no XML and end at once.
        while let Ok(event) = reader.read_event_into(&mut buffer) {
            match event {
                Event::Start(element) => {
                    let is_copied = ["xf", "sheet"].contains(&element.local_name().as_ref());
                    copies += usize::from(is_copied);
                    longest = longest.max(element.attributes_raw().len());
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        buffer.clear();
        if copies > MAX_COPIES || copies.saturating_mul(longest) > MAX_COPIED {
            return Err(TOO_LARGE);
        }
    }
    Ok(())
}
