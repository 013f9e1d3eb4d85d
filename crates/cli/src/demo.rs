//! The demo: an invented borough with two years behind it, a small neighbour, and the reference record to read.

mod accounts;
mod ahead;
mod logo;
mod oakshire;
mod page;
mod parts;
mod replies;
mod story;

use std::collections::BTreeMap;

use alongside_app::adopt_charter::{adopt_charter, end_charter};
use alongside_app::area::Area;
use alongside_app::change_forum_stage::change_forum_stage;
use alongside_app::change_logo::change_logo;
use alongside_app::change_settings::{self, change_settings, show_only};
use alongside_app::import::{self, import};
use alongside_app::open_area::{self, Opened, open_area};
use alongside_app::register_organisation::register_organisation;
use alongside_app::{Call, Caller, Failure, Record};
use alongside_charter::Kind;
use alongside_domain::act::{Deed, Digest, Moment, Party, SubjectId, Value};
use alongside_domain::meeting::Channel;
use alongside_domain::{
    AreaSlug, Controller, ForumStage, Instant, OrganisationId, OrganisationKind,
};
use alongside_store::record::Of;
use alongside_store::{Database, Snapshot, Transaction, areas};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

pub(crate) use logo::logo;
pub(crate) use page::{refuse_what_is_real, shown};
use parts::{about, day, key, number, paper, words};
use story::{Consultation, Meeting, Promise, Side, before, turns};

const AGREEMENT: &str = include_str!("demo/rivermead-agreement.toml");
const STARTING: &str = include_str!("../../../charters/default.toml");
const AMAZE: &str = include_str!("../../../charters/amaze-2020.toml");
const REFERENCE: &[u8] = include_bytes!("../../../records/haringey-2021.csv");

const NOTICE: &str = "Built from public sources about 2021, mostly one side's account of a time that is past. Haringey had no part in it. A later inspection, in 2024, gave the area the top outcome.";

type Chance<'a> = &'a (dyn Fn(&mut [u8]) + Send + Sync);

/// Fills an empty database with the demo; one that has an area already is left alone.
pub(crate) fn fill(database: &Database, now: Instant, chance: Chance<'_>) -> Result<(), Failure> {
    if !database
        .read(|snapshot: &mut Snapshot<'_>| areas::all(snapshot))?
        .is_empty()
    {
        return Ok(());
    }
    database.write(|tx| {
        let telling = Telling {
            now,
            today: TimeZone::UTC.to_datetime(now.timestamp()).date(),
            zone: TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC),
            chance,
        };
        let rivermead = telling.rivermead(tx)?;
        telling.oakshire(tx)?;
        telling.haringey(tx)?;
        accounts::open(tx, &telling.at(now), &rivermead)?;
        telling.ahead(tx, &rivermead)?;
        // They followed after that, so the demo does not begin with a heap of mails.
        accounts::follow(tx, &telling.at(now.plus_micros(1)), &rivermead.area)
    })
}

/// Whoever tells the story, and when that is.
struct Telling<'a> {
    now: Instant,
    today: Date,
    zone: TimeZone,
    chance: Chance<'a>,
}

/// The borough's organisations.
pub(super) struct Rivermead {
    area: AreaSlug,
    council: OrganisationId,
    health: OrganisationId,
    forum: OrganisationId,
}

impl Rivermead {
    const fn of(&self, side: Side) -> OrganisationId {
        match side {
            Side::Council => self.council,
            Side::Health => self.health,
            Side::Forum => self.forum,
        }
    }
}

/// Something that was done to the thing of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    RegisterForum,
    BeginForum,
    EstablishForum,
    Agree,
    Announce(usize),
    GiveReason(usize),
    Agenda(usize),
    Papers(usize),
    Cancel(usize),
    Minutes(usize),
    Open(usize),
    Close(usize),
    Answer(usize),
    Promise(usize),
}

impl<'a> Telling<'a> {
    fn at(&self, now: Instant) -> Call<'a> {
        Call {
            caller: Caller::Machine,
            now,
            chance: self.chance,
        }
    }

    /// A time on the clock of the place.
    fn instant(&self, day: Date, hour: i8, minute: i8) -> Instant {
        let civil = day.at(hour, minute, 0, 0);
        let zoned = civil.to_zoned(self.zone.clone());
        let timestamp = zoned.map_or(self.now.timestamp(), |zoned| zoned.timestamp());
        Instant::try_from(timestamp).unwrap_or(self.now)
    }

    fn ago(&self, days: i64) -> Date {
        before(self.today, days)
    }

    fn rivermead(&self, tx: &mut Transaction<'_>) -> Result<Rivermead, Failure> {
        let opened = self.ago(turns::OPENED);
        let call = self.at(self.instant(opened, 9, 0));
        let wish = open_area::Wish {
            name: "Rivermead",
            slug: "rivermead",
            gss: "",
            council: "Rivermead Council",
        };
        let Opened { area, council } = open_area(tx, &call, &wish)?;
        let nhs = OrganisationKind::NhsBody;
        let health = register_organisation(tx, &call, &area, nhs, "Rivermead Health")?;
        adopt_charter(tx, &call, &area, STARTING, opened)?;
        let mut rivermead = Rivermead {
            area,
            council,
            health,
            // Until it is registered nothing is done by it.
            forum: council,
        };
        self.tell(tx, &mut rivermead)?;
        let version = areas::find(tx, &rivermead.area)?.map_or(0, |area| area.version);
        let settings = change_settings::Wish {
            seen: version,
            colour: "1d6b66",
            contact: "hello@rivermead.example",
            asks_passkey: false,
            witnesses: None,
            sends_texts: Some(true),
        };
        change_settings(tx, &self.at(self.now), &rivermead.area, &settings)?;
        let (logo, _) = logo()?;
        change_logo(tx, &self.at(self.now), &rivermead.area, None, Some(&logo))?;
        Ok(rivermead)
    }

    /// Does everything in the order in which it was done.
    fn tell(&self, tx: &mut Transaction<'_>, rivermead: &mut Rivermead) -> Result<(), Failure> {
        let meetings = story::meetings(self.today);
        let consultations = story::consultations(self.today);
        let promises = story::promises(self.today);
        let mut ids: BTreeMap<(u8, usize), SubjectId> = BTreeMap::new();
        for (at, step) in self.steps(&meetings, &consultations, &promises) {
            let call = self.at(at);
            let mut id_of =
                |kind: u8, number: usize| *ids.entry((kind, number)).or_insert_with(|| call.id());
            match step {
                Step::RegisterForum | Step::BeginForum | Step::EstablishForum | Step::Agree => {
                    self.turn(tx, &call, rivermead, step)?;
                }
                Step::Announce(n)
                | Step::GiveReason(n)
                | Step::Agenda(n)
                | Step::Papers(n)
                | Step::Cancel(n)
                | Step::Minutes(n) => {
                    if let Some(meeting) = meetings.get(n) {
                        self.meet(tx, &call, rivermead, id_of(0, n), meeting, step)?;
                    }
                }
                Step::Open(n) | Step::Close(n) | Step::Answer(n) => {
                    if let Some(consultation) = consultations.get(n) {
                        Self::consult(tx, &call, rivermead, id_of(1, n), consultation, step)?;
                    }
                }
                Step::Promise(n) => {
                    if let Some(promise) = promises.get(n) {
                        Self::promise(tx, &call, rivermead, id_of(2, n), promise)?;
                    }
                }
            }
        }
        let year = meetings.iter().enumerate();
        for (n, meeting) in year.filter(|(_, of)| of.day > self.ago(365) && of.cancelled.is_none())
        {
            if let Some(id) = ids.get(&(0, n)) {
                let told = self.instant(before(meeting.day, meeting.notice), 13, 0);
                let starts = self.instant(meeting.day, meeting.hour, 0);
                let between = (told, starts.min(self.now));
                replies::replies(tx, self, &rivermead.area, (n, *id, meeting), between)?;
            }
        }
        Ok(())
    }

    /// Every step that is past, in order.
    fn steps(
        &self,
        meetings: &[Meeting],
        consultations: &[Consultation],
        promises: &[Promise],
    ) -> Vec<(Instant, Step)> {
        let mut steps = vec![
            (
                self.instant(self.ago(turns::FORMING + 30), 12, 0),
                Step::RegisterForum,
            ),
            (
                self.instant(self.ago(turns::FORMING), 12, 0),
                Step::BeginForum,
            ),
            (
                self.instant(self.ago(turns::ESTABLISHED), 20, 0),
                Step::EstablishForum,
            ),
            (self.instant(self.ago(turns::AGREED), 12, 0), Step::Agree),
        ];
        for (number, meeting) in meetings.iter().enumerate() {
            // People do things at all hours of a day.
            let minute = i8::try_from(number * 13 % 60).unwrap_or(0);
            let later = i8::try_from(number % 4).unwrap_or(0);
            let mut add = |ahead: i64, hour: i8, step| {
                let day = before(meeting.day, ahead);
                steps.push((self.instant(day, hour + later, minute), step));
            };
            add(meeting.notice, 9, Step::Announce(number));
            if meeting.reason.is_some() {
                add(meeting.notice - 1, 13, Step::GiveReason(number));
            }
            let called_off = meeting.cancelled.unwrap_or(i64::MIN);
            if let Some(ahead) = meeting.cancelled {
                add(ahead, 6, Step::Cancel(number));
            }
            for (ahead, step) in [
                (meeting.agenda, Step::Agenda(number)),
                (meeting.papers, Step::Papers(number)),
                (meeting.minutes.map(|after| -after), Step::Minutes(number)),
            ] {
                if let Some(ahead) = ahead
                    && ahead > called_off
                    && ahead < meeting.notice
                {
                    add(ahead, 13, step);
                }
            }
        }
        for (number, of) in consultations.iter().enumerate() {
            steps.push((self.instant(of.opens, 9, 0), Step::Open(number)));
            let closes = before(of.opens, -of.open_for);
            steps.push((self.instant(closes, 23, 59), Step::Close(number)));
            if let Some(after) = of.answered {
                let answered = self.instant(before(closes, -after), 11, 0);
                steps.push((answered, Step::Answer(number)));
            }
        }
        for (number, promise) in promises.iter().enumerate() {
            steps.push((self.instant(promise.made, 14, 0), Step::Promise(number)));
        }
        steps.retain(|(at, _)| *at < self.now);
        steps.sort();
        steps
    }

    fn turn(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        rivermead: &mut Rivermead,
        step: Step,
    ) -> Result<(), Failure> {
        let area = &rivermead.area.clone();
        match step {
            Step::RegisterForum => {
                let kind = OrganisationKind::Forum;
                let name = "Rivermead Parent Carer Forum";
                rivermead.forum = register_organisation(tx, call, area, kind, name)?;
                let group = OrganisationKind::SupportGroup;
                register_organisation(tx, call, area, group, "Rivermead Autism Families")?;
                Ok(())
            }
            Step::BeginForum => {
                let steps = [ForumStage::None, ForumStage::Forming];
                change_forum_stage(tx, call, area, rivermead.forum, steps)
            }
            Step::EstablishForum => {
                let steps = [ForumStage::Forming, ForumStage::Established];
                change_forum_stage(tx, call, area, rivermead.forum, steps)
            }
            _ => {
                let from = self.ago(turns::AGREED);
                adopt_charter(tx, call, area, AGREEMENT, from)?;
                end_charter(tx, call, area, "default", from)
            }
        }
    }

    fn meet(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        rivermead: &Rivermead,
        subject: SubjectId,
        meeting: &Meeting,
        step: Step,
    ) -> Result<(), Failure> {
        let by = rivermead.of(meeting.by);
        let mut record = Record::load(tx, call, &rivermead.area, Of::Subjects(&[subject]))?;
        let deed = match step {
            Step::Announce(_) => {
                let about = about(&mut record, Kind::Meeting, meeting.title, meeting.body, by)?;
                let starts = Moment::At(self.instant(meeting.day, meeting.hour, 0));
                let ends = Moment::At(self.instant(meeting.day, meeting.hour + 2, 0));
                let interpreter = Value::Flag(meeting.has_interpreter);
                let told = Value::Day(day(self.zone.to_datetime(call.now.timestamp()).date())?);
                let facts = [
                    (key("interpreter")?, interpreter),
                    (key(Channel::WhatsApp.fact())?, told),
                    (key(Channel::Flyer.fact())?, told),
                ];
                Deed::Announced {
                    subject,
                    about,
                    starts,
                    ends: Some(ends),
                    facts: facts.into(),
                }
            }
            Step::GiveReason(_) => Deed::Excused {
                subject,
                standard: Some(key("meeting-notice")?),
                reason: record.seal(&words(meeting.reason.unwrap_or_default())?),
                agreed_by: Some(Party::Organisation(rivermead.forum)),
            },
            Step::Agenda(_) => Deed::FactRecorded {
                subject,
                fact: key("agenda")?,
                value: Value::At(call.now),
            },
            Step::Papers(_) => Deed::PapersShared {
                subject,
                papers: vec![paper(&mut record, "Papers")?],
            },
            Step::Cancel(_) => Deed::Cancelled { subject, why: None },
            _ => Deed::MinutesPublished {
                subject,
                minutes: vec![paper(&mut record, "Notes")?],
            },
        };
        record.act(by, deed)?;
        if let Step::Announce(_) = step {
            let description = replies::description(&mut record, meeting)?;
            let described = Deed::Described {
                subject,
                description,
            };
            record.act(by, described)?;
        }
        Ok(())
    }

    fn consult(
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        rivermead: &Rivermead,
        subject: SubjectId,
        consultation: &Consultation,
        step: Step,
    ) -> Result<(), Failure> {
        let by = rivermead.of(consultation.by);
        let mut record = Record::load(tx, call, &rivermead.area, Of::Subjects(&[subject]))?;
        let closes = before(consultation.opens, -consultation.open_for);
        let deed = match step {
            Step::Open(_) => Deed::ConsultationOpened {
                subject,
                about: about(&mut record, Kind::Consultation, consultation.title, "", by)?,
                closes: Moment::Day(day(closes)?),
                facts: [(key("ways")?, number(consultation.ways)?)].into(),
            },
            Step::Close(_) => Deed::ConsultationClosed { subject },
            _ => Deed::ConsultationAnswered {
                subject,
                answer: vec![paper(
                    &mut record,
                    "What you said, what we decided, and why",
                )?],
            },
        };
        record.act(by, deed)
    }

    fn promise(
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        rivermead: &Rivermead,
        subject: SubjectId,
        promise: &Promise,
    ) -> Result<(), Failure> {
        let by = rivermead.of(promise.by);
        let mut record = Record::load(tx, call, &rivermead.area, Of::Subjects(&[]))?;
        let mut facts = BTreeMap::new();
        facts.insert(key("announced")?, Value::Day(day(promise.made)?));
        if let Some(due) = promise.due {
            facts.insert(key("due")?, Value::Day(day(before(promise.made, -due))?));
        }
        let about = about(&mut record, Kind::Promise, promise.words, "", by)?;
        let recorded = Deed::SubjectRecorded {
            subject,
            about,
            facts,
            claims: BTreeMap::new(),
            import: None,
        };
        record.act(by, recorded)
    }

    /// The reference record, to be read and not changed.
    fn haringey(&self, tx: &mut Transaction<'_>) -> Result<(), Failure> {
        let call = self.at(self.now);
        let wish = open_area::Wish {
            name: "Haringey 2021",
            slug: "haringey-2021",
            gss: "E09000014",
            council: "London Borough of Haringey",
        };
        let Opened { area, council } = open_area(tx, &call, &wish)?;
        adopt_charter(tx, &call, &area, AMAZE, date(2020, 7, 1))?;
        let by = controller(area.clone(), council);
        self.load(tx, &call, &by, "haringey-2021.csv", REFERENCE)?;
        show_only(tx, &call, &area, NOTICE)
    }

    fn load(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        by: &Controller,
        file: &str,
        bytes: &[u8],
    ) -> Result<(), Failure> {
        let area = Area::load(tx, &by.area, None)?.ok_or(Failure::NotFound)?;
        let sheet = area.read_sheet(file, bytes, self.today);
        let sheet = sheet.map_err(|problems| {
            let first = problems.first().map(ToString::to_string);
            Failure::wrong("file", first.unwrap_or_default())
        })?;
        let wish = import::Wish {
            sheet: Digest::of(bytes),
            rows: &sheet.subjects,
            zone: &area.zone,
            seen: None,
        };
        import(tx, call, by, &wish).map(drop)
    }
}

const fn controller(area: AreaSlug, organisation: OrganisationId) -> Controller {
    Controller {
        area,
        organisation,
        kind: OrganisationKind::Council,
    }
}

#[cfg(test)]
mod tests;
