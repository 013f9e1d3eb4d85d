//! The charters and school terms that come with the program, and those in files.

use std::fs;
use std::path::Path;

use alongside_charter::{Audit, Calendar, Charter, FaithDays, Mistakes, SchoolTerms, When};
use alongside_web::BuiltInCharter;
use jiff::tz::TimeZone;

use crate::args::JudgedBy;
use crate::failure::Failure;

/// A file that comes with the program: its id and its text.
pub(crate) struct BuiltIn {
    pub(crate) id: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! built_in {
    ($folder:literal: $($id:literal),+ $(,)?) => {
        &[$(BuiltIn { id: $id, text: include_str!(concat!("../../../", $folder, "/", $id, ".toml")) }),+]
    };
}

/// All charters that come with the program.
pub(crate) const CHARTERS: &[BuiltIn] =
    built_in!("charters": "default", "amaze-2020", "se7-2011", "bromley-2012", "england-law");

/// The same, for an area to choose from.
pub(crate) const OFFERED: &[BuiltInCharter] = &{
    const NONE: BuiltInCharter = BuiltInCharter { id: "", text: "" };
    let mut offered = [NONE; CHARTERS.len()];
    let mut at = 0;
    while at < offered.len() {
        let BuiltIn { id, text } = CHARTERS[at];
        offered[at] = BuiltInCharter { id, text };
        at += 1;
    }
    offered
};

/// All school terms that come with the program.
pub(crate) const SCHOOL_TERMS: &[BuiltIn] =
    built_in!("calendars/school-terms": "england-usual", "haringey");

/// All days of faiths that come with the program.
const FAITH_DAYS: &[BuiltIn] = built_in!("calendars/faith-days": "england");

/// The charter used where none is named.
const DEFAULT_CHARTER: &str = "default";

/// The text behind an id or a path, with the name to tell mistakes by.
pub(crate) fn text(
    what: &'static str,
    built_in: &[BuiltIn],
    given: &str,
) -> Result<(String, String), Failure> {
    if let Some(known) = built_in.iter().find(|known| known.id == given) {
        return Ok((given.to_owned(), known.text.to_owned()));
    }
    let path = Path::new(given);
    if !path.exists() {
        let known: Vec<&str> = built_in.iter().map(|known| known.id).collect();
        return Err(Failure::Unknown {
            what,
            given: given.to_owned(),
            known: known.join(", "),
        });
    }
    Ok((given.to_owned(), read_text(path)?))
}

/// A text file in UTF-8, with or without a byte order mark.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(Failure::reading(path))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::NotText {
        file: path.to_owned(),
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), ToOwned::to_owned))
}

/// The files among what is named to judge by.
pub(crate) fn files(judged_by: &JudgedBy) -> impl Iterator<Item = &Path> {
    let outside = |built_in: &'static [BuiltIn]| {
        move |given: &&String| !built_in.iter().any(|known| known.id == given.as_str())
    };
    let charters = judged_by.charters.iter().filter(outside(CHARTERS));
    let terms = judged_by.terms.iter().filter(outside(SCHOOL_TERMS));
    charters
        .chain(terms)
        .map(Path::new)
        .chain(judged_by.bank_holidays.as_deref())
}

/// The charters named on the command line; all their mistakes at once.
pub(crate) fn charters(judged_by: &JudgedBy) -> Result<Vec<Charter>, Failure> {
    let default = [DEFAULT_CHARTER.to_owned()];
    let given = if judged_by.charters.is_empty() {
        &default[..]
    } else {
        &judged_by.charters[..]
    };
    let charters = parse_all("charter", CHARTERS, given, Charter::parse)?;
    for (i, charter) in charters.iter().enumerate() {
        if charters[..i].iter().any(|earlier| earlier.id == charter.id) {
            return Err(Failure::SameId(charter.id.to_string()));
        }
    }
    Ok(charters)
}

/// The school terms that come with the program, and those of the files named; all their mistakes at once.
pub(crate) fn school_terms(files: &[String]) -> Result<Vec<SchoolTerms>, Failure> {
    let built_in = SCHOOL_TERMS.iter().map(|known| known.id.to_owned());
    let given: Vec<String> = built_in.chain(files.iter().cloned()).collect();
    parse_all("school terms", SCHOOL_TERMS, &given, SchoolTerms::parse)
}

/// The days of faiths that come with the program.
pub(crate) fn faith_days() -> Result<Vec<FaithDays>, Failure> {
    let all: Vec<String> = FAITH_DAYS.iter().map(|known| known.id.to_owned()).collect();
    parse_all("days of faiths", FAITH_DAYS, &all, FaithDays::parse)
}

/// The zone in which dates are meant that name none: that of the first charter.
pub(crate) fn zone(charters: &[Charter]) -> TimeZone {
    charters
        .first()
        .map_or(TimeZone::UTC, |charter| charter.time_zone.clone())
}

/// An audit by what the command line names.
pub(crate) fn audit(
    judged_by: &JudgedBy,
    charters: Vec<Charter>,
    terms: &[String],
    as_of: When,
) -> Result<Audit, Failure> {
    let terms = parse_all("school terms", SCHOOL_TERMS, terms, SchoolTerms::parse)?;
    let mut places: Vec<_> = charters.iter().map(|charter| charter.place).collect();
    places.sort();
    places.dedup();
    let mut audit = Audit::new(charters, as_of)
        .with_school_terms(terms)
        .with_faith_days(faith_days()?);
    if let Some(file) = &judged_by.bank_holidays {
        let text = read_text(file)?;
        if places.len() > 1 && text.trim_start().starts_with("BEGIN:VCALENDAR") {
            let places: Vec<String> = places.iter().map(ToString::to_string).collect();
            return Err(Failure::OnePlace {
                file: file.clone(),
                // England and Wales are one place, so that a comma tells the places apart.
                places: places.join(", "),
            });
        }
        for place in places {
            let calendar = Calendar::by_rule(place)
                .with_official(&text)
                .map_err(|cause| Failure::BankHolidays {
                    file: file.clone(),
                    cause,
                })?;
            audit = audit.with_calendar(&calendar);
        }
    }
    Ok(audit)
}

fn parse_all<T>(
    what: &'static str,
    built_in: &[BuiltIn],
    given: &[String],
    parse: impl Fn(&str) -> Result<T, Mistakes>,
) -> Result<Vec<T>, Failure> {
    let (mut parsed, mut wrong) = (Vec::new(), Vec::new());
    for given in given {
        let (name, text) = text(what, built_in, given)?;
        match parse(&text) {
            Ok(one) => parsed.push(one),
            Err(mistakes) => wrong.push((name, mistakes)),
        }
    }
    if wrong.is_empty() {
        Ok(parsed)
    } else {
        Err(Failure::Mistakes(wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_comes_with_the_program_is_good_and_named_by_its_id() {
        for BuiltIn { id, text } in CHARTERS {
            let charter =
                Charter::parse(text).unwrap_or_else(|mistakes| panic!("{id}: {mistakes:#?}"));
            assert_eq!(charter.id, **id);
            for standard in &charter.standards {
                assert!(
                    standard.source.is_some(),
                    "{id}: {} names no source",
                    standard.id
                );
                assert!(
                    standard.says.ends_with('.'),
                    "{id}: {} is no sentence",
                    standard.id
                );
            }
        }
        for BuiltIn { id, text } in SCHOOL_TERMS {
            let terms =
                SchoolTerms::parse(text).unwrap_or_else(|mistakes| panic!("{id}: {mistakes:#?}"));
            assert_eq!(terms.id, *id);
        }
    }
}
