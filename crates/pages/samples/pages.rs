//! Every page of one place in one language.

use alongside_charter::{Fact, Finding, Kind, StandardSummary, Subject, When, fact, summarise};
use alongside_domain::ForumStage;
use alongside_domain::act::{Level, Means};
use alongside_pages::public::{
    Act, Adopted, Agreed, Area, AreaChange, AreaHome, AreaLink, Assets, Change, ChangesPage,
    Coming, CopyOf, CopyPage, ErrorPage, Filter, Flyer, InstanceHome, OrganisationPage, Part,
    Rapid, ResultChange, Shell, StandardsPage, Stood, SubjectChange, SubjectPage, Text, TextPage,
    Told, Viewer,
};
use alongside_pages::{Error, Outcome, Words, links};
use jiff::Timestamp;
use jiff::civil::date;

use super::place::{AS_OF, HOSTILE, Place, State};
use super::{components, desk, lists, operator, own, replies};

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
        logo: place.logo(),
        zone: Place::zone(),
        has_record: place.state != State::Empty,
        notice: place.notice,
        stood: None,
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
    show("standards", sample.standards(Filter::default(), 1));
    let missed = Filter {
        standard: "papers-ahead",
        outcome: Some(Outcome::Missed),
        from: Some(date(2025, 1, 1)),
        ..Filter::default()
    };
    show("standards-missed", sample.standards(missed, 1));
    let organiser = place.subjects.first().map_or("", |s| &s.organiser);
    show("organisation", sample.organisation(organiser));
    for id in ["m-11", "m-4", "c-0"] {
        if let Some(subject) = place.subjects.iter().find(|s| s.id == id) {
            show(&format!("subject-{id}"), sample.subject(subject));
        }
    }
    if let Some(subject) = place.subjects.iter().find(|s| s.id == "m-11") {
        show("flyer", sample.flyer(subject));
    }
    sample.of_the_instance(show);
    sample.copies(show);
    sample.of_the_past(show);
    lists::each(place, sample.shell(links::HOME), &findings, show);
    show(
        "who-could-come",
        replies::year(place, sample.shell(links::HOME)),
    );
    let signed_in = Shell {
        viewer: Viewer::SignedIn {
            name: place.person(),
        },
        desk: true,
        form_token: "dGhpcyBpcyBubyBzZWNyZXQ",
        ..sample.shell("/nowhere")
    };
    own::each(
        place,
        Shell {
            area: None,
            ..signed_in
        },
        &area,
        show,
    );
    desk::each(place, signed_in, show);
    replies::each(place, signed_in, show);
    operator::each(
        place,
        Shell {
            area: None,
            ..signed_in
        },
        show,
    );
    show("components", components::render(sample.shell(links::ABOUT)));
}

/// How many findings a part of the list shows.
const PART: usize = 20;

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
            area: Some(self.area),
            ..Shell::new(self.words, self.assets, address)
        }
    }

    /// A page as it stood, and what is different since.
    fn of_the_past(&self, show: &mut dyn FnMut(&str, Result<String, Error>)) {
        let stood = Stood {
            day: date(2026, 3, 2),
            opened: Timestamp::from_second(1_710_000_000).unwrap_or_default(),
            is_rebuilt: self.place.state != State::Long,
        };
        let area = Area {
            stood: Some(stood),
            ..self.area.clone()
        };
        let page = CopyPage {
            shell: Shell {
                area: Some(&area),
                takes_day: true,
                ..self.shell("/exampleshire/copy?as_of=2026-03-02&organiser=A%20B")
            },
            contact: self.place.contact(),
            is_signed: true,
        };
        show("as-it-stood", page.render());
        let subjects = self.place.subjects.iter();
        let changes = ChangesPage {
            shell: self.shell("/exampleshire/changes"),
            from: date(2026, 3, 2),
            to: AS_OF,
            area: vec![
                AreaChange::Joined(self.place.council),
                AreaChange::Stage(self.place.council, ForumStage::Established),
                AreaChange::Adopted(&self.place.charter.title),
            ],
            subjects: subjects
                .take(4)
                .enumerate()
                .map(|(number, subject)| SubjectChange {
                    subject: subject.into(),
                    is_new: number % 2 == 0,
                    facts: subject
                        .facts()
                        .iter()
                        .map(|(name, fact)| (name, None, Some(*fact)))
                        .collect(),
                    results: self
                        .findings
                        .iter()
                        .filter(|finding| finding.subject().is_some_and(|of| of.id == subject.id))
                        .map(|finding| ResultChange {
                            standard: &finding.standard.says,
                            before: (number % 2 == 1).then_some(Outcome::Due),
                            after: Some(Outcome::of(finding)),
                            sum: finding.sum().to_string(),
                        })
                        .collect(),
                })
                .collect(),
        };
        show("changes", changes.render());
    }

    /// What a copy is, as the service tells it, and as the copy tells it of itself.
    fn copies(&self, show: &mut dyn FnMut(&str, Result<String, Error>)) {
        let itself = CopyOf {
            at: Timestamp::from_second(1_795_420_800).unwrap_or_default(),
            origin: "https://alongside.example",
        };
        for (name, copy) in [("copy", None), ("copy-itself", Some(itself))] {
            let page = CopyPage {
                shell: Shell {
                    copy,
                    ..self.shell("/exampleshire/copy")
                },
                contact: self.place.contact(),
                is_signed: copy.is_some(),
            };
            show(name, page.render());
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
                is_saved: when.day(&zone).day() % 2 == 0,
                subject: subject.into(),
                when,
                organiser: &subject.organiser,
            })
            .collect();
        let mut changes: Vec<Change<'_>> = starts(Kind::Meeting, fact::MINUTES)
            .chain(starts(Kind::Consultation, fact::CLOSED))
            .filter(|(_, when)| when.day(&zone) <= AS_OF)
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
        changes.sort_by_key(|change| std::cmp::Reverse(change.day));
        changes.truncate(6);
        AreaHome {
            can_follow: true,
            shell: self.shell(&links::area(self.area.slug)),
            as_of: AS_OF,
            standing: self.summaries,
            rapid: Rapid::new(9, 2, self.summaries, None),
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

    fn standards(&self, filter: Filter<'_>, number: usize) -> Result<String, Error> {
        let found: Vec<&Finding<'_>> = self
            .findings
            .iter()
            .rev()
            .filter(|f| filter.takes(f))
            .collect();
        let part = Part {
            number,
            size: PART,
            total: found.len(),
        };
        let mut organisers: Vec<&str> = self
            .place
            .subjects
            .iter()
            .map(|subject| subject.organiser.as_str())
            .collect();
        organisers.sort_unstable();
        organisers.dedup();
        let query = filter.query().and("as_of", &AS_OF.to_string());
        let mut charters = vec![Agreed {
            charter: &self.place.charter,
            version: "sha256:00",
        }];
        charters.retain(|_| self.place.state != State::Empty);
        StandardsPage {
            shell: self.shell(&links::standards(self.area.slug, &query)),
            as_of: AS_OF,
            charters: &charters,
            school_terms: &[],
            standing: self.summaries,
            rapid: Rapid::new(9, 2, self.summaries, None),
            organisers: &organisers,
            filter,
            part,
            findings: found.get(part.begins()..part.ends()).unwrap_or_default(),
        }
        .render()
    }

    fn subject(&self, subject: &Subject) -> Result<String, Error> {
        let is_its = |f: &&Finding<'_>| f.subject().is_some_and(|s| s.id == subject.id);
        let findings: Vec<&Finding<'_>> = self.findings.iter().filter(is_its).collect();
        let address = links::subject(
            self.area.slug,
            subject.kind,
            &subject.id,
            &links::Query::new(),
        );
        let words = |words| Some(self.place.or_hostile(words));
        let told = Told {
            level: Level::Participate,
            purpose: words("To choose the venues of next year"),
            open: words("Which venues, and at what time of day"),
            decided: None,
            used: words("The board decides on 1 June and writes to everyone who came"),
            ways: vec![
                (Means::Venue, words("The library, 1 High Road")),
                (Means::Online, None),
            ],
        };
        let is_told = subject.kind == Kind::Meeting && self.place.state != State::Empty;
        let beside = [subject];
        SubjectPage {
            can_follow: true,
            shell: self.shell(&address),
            as_of: AS_OF,
            subject,
            organisation: "exampleshire-council",
            beside: beside.get(..usize::from(is_told)).unwrap_or_default(),
            before: &[],
            told: is_told.then_some(&told),
            takes_replies: is_told,
            findings: &findings,
            acts: &lists::acts(self.place, 3),
        }
        .render()
    }

    fn flyer(&self, subject: &Subject) -> Result<String, Error> {
        let address = links::flyer(self.area.slug, subject.kind, &subject.id);
        let words = |words| Some(self.place.or_hostile(words));
        let told = Told {
            level: Level::Participate,
            purpose: words("To choose the venues of next year"),
            open: words("Which venues, and at what time of day"),
            decided: None,
            used: words("The board decides on 1 June and writes to everyone who came"),
            ways: vec![
                (Means::Venue, words("The library, 1 High Road")),
                (Means::Online, None),
            ],
        };
        let times: Vec<When> = subject
            .fact(fact::STARTS)
            .and_then(Fact::when)
            .into_iter()
            .collect();
        let flyer = Flyer {
            shell: self.shell(&address),
            subject,
            times: &times,
            told: Some(&told),
            address: "https://alongside.example/exampleshire/meetings/m-11",
            contact: self.place.or_hostile("help@exampleshire.example"),
        };
        let sheet = flyer.sheet().ok_or(std::fmt::Error)?;
        flyer.render(&sheet, self.place.state != State::Hostile)
    }

    fn organisation(&self, name: &str) -> Result<String, Error> {
        let address = links::organisation(self.area.slug, "exampleshire-council");
        OrganisationPage {
            shell: self.shell(&address),
            as_of: AS_OF,
            name: if name.is_empty() {
                "Newfield Council"
            } else {
                name
            },
            standing: self.summaries,
            rapid: Rapid::new(4, 1, self.summaries, Some(name)),
        }
        .render()
    }

    /// The pages outside any area.
    fn of_the_instance(&self, show: &mut dyn FnMut(&str, Result<String, Error>)) {
        let shell = |address| Shell {
            area: None,
            ..self.shell(address)
        };
        let areas: Vec<AreaLink<'_>> = match self.place.state {
            State::Empty => Vec::new(),
            State::Many => (0..60)
                .map(|_| AreaLink {
                    slug: "exampleshire",
                    name: "Exampleshire",
                    region: "North East",
                })
                .collect(),
            _ => vec![
                AreaLink {
                    slug: "exampleshire",
                    name: self.place.name,
                    region: "North East",
                },
                AreaLink {
                    slug: "newfield",
                    name: "Newfield",
                    region: "",
                },
            ],
        };
        let search = match self.place.state {
            State::Empty => "Nowhere",
            State::Hostile => HOSTILE,
            _ => "",
        };
        let home = InstanceHome {
            shell: shell(links::HOME),
            search,
            areas: &areas,
        };
        show("instance-home", home.render());
        let contact = self.place.contact();
        for (name, address, text) in [
            ("about", links::ABOUT, Text::About),
            ("accessibility", links::ACCESSIBILITY, Text::Accessibility),
            ("privacy", links::PRIVACY, Text::Privacy),
            ("glossary", links::GLOSSARY, Text::Glossary),
        ] {
            let page = TextPage {
                shell: shell(address),
                text,
                contact,
            };
            show(name, page.render());
        }
        for (name, page) in [
            ("not-found", ErrorPage::NotFound),
            (
                "broken",
                ErrorPage::Broken {
                    reference: "7Q4-KM2",
                },
            ),
            ("not-allowed", ErrorPage::NotAllowed),
            ("form-expired", ErrorPage::FormExpired),
            ("too-many", ErrorPage::TooMany { minutes: 1 }),
            ("too-large", ErrorPage::TooLarge { megabytes: 20 }),
            ("unavailable", ErrorPage::Unavailable),
        ] {
            show(name, page.render(shell("/nowhere")));
        }
    }
}
