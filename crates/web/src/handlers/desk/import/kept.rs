//! A sheet that somebody sent in, kept until it is confirmed.
//!
//! It is kept in one piece with where it may go: a line of JSON and then the bytes of the file. So its name, the sum of
//! both, is not the sum that the record publishes of a file that was loaded, and a sheet that was sent in for one
//! organisation is not found under another.

use alongside_app::area::{Area, Organisation};
use alongside_domain::act::{Digest, Salt, SubjectId, import as as_acts};
use alongside_domain::{AreaSlug, Instant, OrganisationId};
use alongside_sheet::Sheet;
use bytes::Bytes;
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far a calendar is followed that repeats without end, in years.
const AHEAD: i64 = 2;
/// Of the name of a file the end is kept, up to so many characters.
const LONGEST_NAME: usize = 120;

/// A sheet that was sent in.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) told: Told,
    /// Up to which day calendars are followed: fixed when it comes in, so that it is read alike every time.
    until: Date,
    /// The file as it was sent in.
    pub(super) bytes: Bytes,
}

/// What is kept before the bytes of the file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// The area for which it was sent in.
    area: String,
    /// In whose name.
    organisation: String,
    /// What the file is called. Its ending counts where what is in it could be read in several ways.
    pub(super) file: String,
    until: String,
}

impl Kept {
    /// A sheet that comes in.
    pub(super) fn new(
        area: &Area,
        by: OrganisationId,
        file: &str,
        bytes: Bytes,
        now: Instant,
    ) -> Self {
        let today = area.zone.to_datetime(now.timestamp()).date();
        let until = today.checked_add(Span::new().years(AHEAD));
        let until = until.unwrap_or(Date::MAX);
        let told = Told {
            area: area.slug.to_string(),
            organisation: by.to_string(),
            file: name(file),
            until: until.to_string(),
        };
        Self { told, until, bytes }
    }

    /// As it is kept.
    pub(super) fn packed(&self) -> Result<Bytes, serde_json::Error> {
        let mut packed = serde_json::to_vec(&self.told)?;
        packed.reserve_exact(1 + self.bytes.len());
        packed.push(b'\n');
        packed.extend_from_slice(&self.bytes);
        Ok(packed.into())
    }

    /// One that was kept for this area; nothing where it was kept for another, or is something else.
    pub(super) fn unpacked(packed: &Bytes, area: &AreaSlug) -> Option<Self> {
        let end = packed.iter().position(|byte| *byte == b'\n')?;
        let told: Told = serde_json::from_slice(packed.get(..end)?).ok()?;
        let is_here = told.area == area.as_str();
        let until = told.until.parse().ok()?;
        is_here.then(|| Self {
            told,
            until,
            bytes: packed.slice(end + 1..),
        })
    }

    /// In whose name it was sent in, while that is there.
    pub(super) fn organisation<'a>(&self, area: &'a Area) -> Option<&'a Organisation> {
        let mut all = area.organisations.iter();
        all.find(|known| known.ended.is_none() && known.id.to_string() == self.told.organisation)
    }

    /// By which the record names the file.
    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }

    /// What is in it, or every problem that has to be mended first. It is read here and nowhere else, so that what is
    /// loaded is what was shown.
    pub(super) fn read(&self, area: &Area) -> Result<Sheet, Vec<String>> {
        let sheet = area.read_sheet(&self.told.file, &self.bytes, self.until);
        let sheet =
            sheet.map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let unfit = unfit(&sheet, area);
        if unfit.is_empty() {
            Ok(sheet)
        } else {
            Err(unfit)
        }
    }
}

/// What can be read and cannot go into a record.
fn unfit(sheet: &Sheet, area: &Area) -> Vec<String> {
    let subject = SubjectId::new(Instant::EPOCH, [0; 10]);
    let salt = || Salt::new([0; 32]);
    let called = |name: &str| {
        let found = area.organisation_called(name);
        found
            .filter(|known| known.ended.is_none())
            .map(|known| known.id)
    };
    let rows = sheet.subjects.iter();
    rows.filter_map(|row| as_acts(row, subject, Digest::of(b""), called, salt).err())
        .map(|why| why.to_string())
        .collect()
}

/// The name of a file without the folders that some browsers send along, and without what cannot be shown.
fn name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: Vec<char> = last.chars().filter(|c| !c.is_control()).collect();
    let from = shown.len().saturating_sub(LONGEST_NAME);
    let name: String = shown.into_iter().skip(from).collect();
    match name.trim() {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_last_name() {
        let long = format!("{}.csv", "x".repeat(300));
        for (sent, kept) in [
            ("mine.csv", "mine.csv"),
            ("C:\\Users\\me\\mine.csv", "mine.csv"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb.csv", "ab.csv"),
            ("", "file"),
            ("folder/", "file"),
            (" .csv ", ".csv"),
            (&long, &long[long.len() - LONGEST_NAME..]),
        ] {
            assert_eq!(name(sent), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_sheet_is_found_in_the_area_it_was_sent_in_for() {
        let told = Told {
            area: "rivermead".to_owned(),
            organisation: "o".to_owned(),
            file: "a.csv".to_owned(),
            until: "2028-01-01".to_owned(),
        };
        let until = jiff::civil::date(2028, 1, 1);
        let bytes = Bytes::from_static(b"title\nPanel\n");
        let packed = Kept {
            told,
            until,
            bytes: bytes.clone(),
        }
        .packed()
        .unwrap();
        let (here, elsewhere) = ("rivermead".parse().unwrap(), "haringey".parse().unwrap());
        assert_eq!(Kept::unpacked(&packed, &here).unwrap().bytes, bytes);
        assert!(Kept::unpacked(&packed, &elsewhere).is_none());
        // A file that is not a sheet of ours, such as one that was kept for another reason.
        assert!(Kept::unpacked(&bytes, &here).is_none());
        assert!(Kept::unpacked(&Bytes::from_static(b"{}\n"), &here).is_none());
    }
}
