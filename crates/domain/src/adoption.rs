//! Which charters an area has adopted, from when, and which are in force on a day.

use std::collections::{BTreeMap, BTreeSet};

use alongside_charter::Name;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::act::Digest;
use crate::instant::Instant;

/// One change: a version of a charter counts from a day, or the charter no longer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The charter's id.
    pub charter: Name,
    /// The file of the version; nothing where the charter ends.
    pub version: Option<Digest>,
    /// The first day on which this is so.
    pub from: Date,
    /// When it was made known.
    pub told: Instant,
}

/// All changes an area has made, in the order they were made known. None is ever taken out.
///
/// ```
/// use alongside_charter::Name;
/// use alongside_domain::act::Digest;
/// use alongside_domain::{Adoptions, Instant};
/// use jiff::civil::date;
///
/// let now: Instant = "2026-03-02T12:00:00.000000Z".parse().unwrap();
/// let ours = Name::new("ours").unwrap();
/// let mut adoptions = Adoptions::default();
/// adoptions.adopt(ours.clone(), Digest::of(b"first"), date(2025, 1, 1), now).unwrap();
/// adoptions.adopt(ours.clone(), Digest::of(b"second"), date(2026, 4, 1), now).unwrap();
///
/// assert_eq!(adoptions.in_force(date(2026, 3, 31))[&ours], Digest::of(b"first"));
/// assert_eq!(adoptions.in_force(date(2026, 4, 1))[&ours], Digest::of(b"second"));
///
/// let late = adoptions.adopt(ours, Digest::of(b"easier"), date(2026, 3, 1), now);
/// assert!(late.is_err(), "what has been judged stays judged");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adoptions(Vec<Adoption>);

/// A time in which the same versions are in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day, where another period follows.
    pub to: Option<Date>,
    /// The versions in force, by charter.
    pub versions: BTreeMap<Name, Digest>,
}

/// Why a charter cannot be adopted or ended like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdoptionRefusal {
    /// Days that have been judged by the one in force would be judged anew.
    #[error(
        "This area already has a version of {charter}, so a change to it cannot reach back. The earliest day it can count from is {earliest}."
    )]
    ReachesBack {
        /// The charter.
        charter: Name,
        /// The earliest day.
        earliest: Date,
    },
    /// Nothing would change.
    #[error("This version of {0} is in force on that day already.")]
    InForce(Name),
    /// There is nothing to end.
    #[error("{0} is not in force on that day, so there is nothing to end.")]
    NotInForce(Name),
}

impl From<Vec<Adoption>> for Adoptions {
    /// Changes that were taken before, in the order they were made known.
    fn from(kept: Vec<Adoption>) -> Self {
        Self(kept)
    }
}

impl Adoptions {
    /// Adopts a version from a day. The first version of a charter may count from a day that is
    /// past, so that an older record can be judged by it; later changes reach no further back
    /// than the day they are made known (in UTC).
    pub fn adopt(
        &mut self,
        charter: Name,
        version: Digest,
        from: Date,
        now: Instant,
    ) -> Result<(), AdoptionRefusal> {
        self.refuse_reaching_back(&charter, from, now)?;
        if self.in_force(from).get(&charter) == Some(&version) {
            return Err(AdoptionRefusal::InForce(charter));
        }
        self.push(charter, Some(version), from, now);
        Ok(())
    }

    /// Ends a charter from a day, by the same rule.
    pub fn end(&mut self, charter: Name, from: Date, now: Instant) -> Result<(), AdoptionRefusal> {
        self.refuse_reaching_back(&charter, from, now)?;
        if !self.in_force(from).contains_key(&charter) {
            return Err(AdoptionRefusal::NotInForce(charter));
        }
        self.push(charter, None, from, now);
        Ok(())
    }

    /// Every change, in the order made known.
    pub fn all(&self) -> &[Adoption] {
        &self.0
    }

    /// The version of each charter that is in force on a day. Of two that count from the same day
    /// the one made known later is.
    pub fn in_force(&self, on: Date) -> BTreeMap<Name, Digest> {
        let mut latest: BTreeMap<&Name, &Adoption> = BTreeMap::new();
        for adoption in self.0.iter().filter(|adoption| adoption.from <= on) {
            let known = latest.entry(&adoption.charter).or_insert(adoption);
            if adoption.from >= known.from {
                *known = adoption;
            }
        }
        let versions = latest.into_iter();
        versions
            .filter_map(|(charter, adoption)| Some((charter.clone(), adoption.version?)))
            .collect()
    }

    /// The times in which the same versions are in force, from the first adoption on. Each
    /// subject is judged by the versions of the period in which it was made public.
    pub fn periods(&self) -> Vec<Period> {
        let turns: BTreeSet<Date> = self.0.iter().map(|adoption| adoption.from).collect();
        let mut periods: Vec<Period> = Vec::with_capacity(turns.len());
        for from in turns {
            let versions = self.in_force(from);
            match periods.last_mut() {
                Some(last) if last.versions == versions => {}
                last => {
                    if let Some(last) = last {
                        last.to = from.yesterday().ok();
                    }
                    periods.push(Period {
                        from,
                        to: None,
                        versions,
                    });
                }
            }
        }
        periods
    }

    fn refuse_reaching_back(
        &self,
        charter: &Name,
        from: Date,
        now: Instant,
    ) -> Result<(), AdoptionRefusal> {
        let earliest = TimeZone::UTC.to_datetime(now.timestamp()).date();
        let is_known = self.0.iter().any(|known| known.charter == *charter);
        if is_known && from < earliest {
            return Err(AdoptionRefusal::ReachesBack {
                charter: charter.clone(),
                earliest,
            });
        }
        Ok(())
    }

    fn push(&mut self, charter: Name, version: Option<Digest>, from: Date, told: Instant) {
        self.0.push(Adoption {
            charter,
            version,
            from,
            told,
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn now() -> Instant {
        "2026-03-02T12:00:00.000000Z".parse().unwrap()
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn version(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    fn adopted(changes: &[(&str, &str, Date)]) -> Adoptions {
        let mut adoptions = Adoptions::default();
        for (charter, file, from) in changes {
            adoptions
                .adopt(name(charter), version(file), *from, now())
                .unwrap();
        }
        adoptions
    }

    #[test]
    fn each_charter_has_one_version_in_force_on_a_day() {
        let adoptions = adopted(&[
            ("ours", "1", date(2024, 1, 1)),
            ("law", "a", date(2025, 1, 1)),
            ("ours", "2", date(2026, 5, 1)),
            ("ours", "3", date(2026, 4, 1)),
        ]);
        for (day, expected) in [
            (date(2023, 12, 31), vec![]),
            (date(2024, 1, 1), vec![("ours", "1")]),
            (date(2025, 1, 1), vec![("law", "a"), ("ours", "1")]),
            (date(2026, 4, 1), vec![("law", "a"), ("ours", "3")]),
            (date(2026, 5, 1), vec![("law", "a"), ("ours", "2")]),
        ] {
            let expected: BTreeMap<Name, Digest> = expected
                .into_iter()
                .map(|(c, v)| (name(c), version(v)))
                .collect();
            assert_eq!(adoptions.in_force(day), expected, "{day}");
        }
        assert_eq!(adoptions.all().len(), 4, "all versions are kept");
    }

    #[test]
    fn only_the_first_version_may_count_from_a_day_that_is_past() {
        let mut adoptions = adopted(&[("ours", "1", date(2020, 1, 1))]);
        let refused = adoptions.adopt(name("ours"), version("2"), date(2026, 3, 1), now());
        assert_eq!(
            refused.unwrap_err().to_string(),
            "This area already has a version of ours, so a change to it cannot reach back. The earliest day it can count from is 2026-03-02."
        );
        assert!(
            adoptions
                .end(name("ours"), date(2026, 3, 1), now())
                .is_err()
        );
        assert!(
            adoptions
                .adopt(name("ours"), version("2"), date(2026, 3, 2), now())
                .is_ok()
        );
    }

    #[test]
    fn a_charter_ends_and_can_be_adopted_again() {
        let mut adoptions = adopted(&[("ours", "1", date(2026, 1, 1))]);
        adoptions
            .end(name("ours"), date(2026, 4, 1), now())
            .unwrap();
        assert!(
            adoptions
                .in_force(date(2026, 3, 31))
                .contains_key(&name("ours"))
        );
        assert!(adoptions.in_force(date(2026, 4, 1)).is_empty());
        let again = adoptions.end(name("ours"), date(2026, 5, 1), now());
        assert_eq!(again, Err(AdoptionRefusal::NotInForce(name("ours"))));
        adoptions
            .adopt(name("ours"), version("1"), date(2026, 6, 1), now())
            .unwrap();
        assert_eq!(
            adoptions.adopt(name("ours"), version("1"), date(2026, 7, 1), now()),
            Err(AdoptionRefusal::InForce(name("ours")))
        );
        let ends: Vec<_> = adoptions
            .periods()
            .into_iter()
            .map(|p| (p.from, p.to, p.versions.len()))
            .collect();
        assert_eq!(
            ends,
            [
                (date(2026, 1, 1), Some(date(2026, 3, 31)), 1),
                (date(2026, 4, 1), Some(date(2026, 5, 31)), 0),
                (date(2026, 6, 1), None, 1),
            ]
        );
    }
}
