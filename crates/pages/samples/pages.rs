//! Every page of one place in one language.

use alongside_charter::{Finding, Kind, StandardSummary, fact, summarise};
use alongside_pages::public::{Act, Adopted, Area, AreaHome, Assets, Change, Coming, Shell};
use alongside_pages::{Error, Words, links};
use jiff::civil::date;

use super::place::{AS_OF, Place};

/// Gives every page with its name to `show`.
pub(crate) fn each(
    place: &Place,
    words: &Words,
    assets: &Assets,
    show: &mut dyn FnMut(&str, Result<String, Error>),
) {
    let findings = place.audit.findings(&place.subjects);
    let area = Area {
        slug: "exampleshire",
        name: place.name,
        colour: place.colour,
        zone: Place::zone(),
        notice: place.notice,
    };
    let sample = Sample {
        place,
        words,
        assets,
        area: &area,
        findings: &findings,
        summaries: &summarise(&findings),
    };
    show("area-home", sample.area_home());
}

struct Sample<'s> {
    place: &'s Place,
    words: &'s Words,
    assets: &'s Assets,
    area: &'s Area<'s>,
    findings: &'s [Finding<'s>],
    summaries: &'s [StandardSummary<'s, 's>],
}

impl<'s> Sample<'s> {
    const fn shell(&self, address: &'s str) -> Shell<'s> {
        Shell {
            words: self.words,
            assets: self.assets,
            address,
            area: Some(self.area),
        }
    }

    fn area_home(&self) -> Result<String, Error> {
        let zone = Place::zone();
        let starts = |kind, name: &'static str| {
            let of_kind = self.place.subjects.iter().filter(move |s| s.kind == kind);
            of_kind.filter_map(move |s| Some((s, s.fact(name)?.when()?)))
        };
        let coming: Vec<Coming<'_>> = starts(Kind::Meeting, fact::STARTS)
            .filter(|(_, when)| when.day(&zone) > AS_OF)
            .take(5)
            .map(|(subject, when)| Coming {
                subject: subject.into(),
                when,
                organiser: &subject.organiser,
            })
            .collect();
        let changes: Vec<Change<'_>> = starts(Kind::Meeting, fact::MINUTES)
            .chain(starts(Kind::Consultation, fact::CLOSED))
            .take(6)
            .map(|(subject, when)| Change {
                day: when.day(&zone),
                act: if subject.kind == Kind::Meeting {
                    Act::MinutesPublished
                } else {
                    Act::Closed
                },
                subject: subject.into(),
            })
            .collect();
        AreaHome {
            shell: self.shell(&links::area(self.area.slug)),
            as_of: AS_OF,
            standing: self.summaries,
            council: self.place.council,
            forum: self.place.forum,
            charters: &[Adopted {
                charter: &self.place.charter,
                since: date(2024, 4, 1),
            }],
            coming: &coming,
            changes: &changes,
        }
        .render()
    }
}
