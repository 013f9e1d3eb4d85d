//! A town in which people follow things, reply to meetings, and are told.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use super::shop::{Post, Shop};
use alongside_app::announce_meeting::{Breach, announce_meeting};
use alongside_app::area::Area;
use alongside_app::move_meeting::{Wish as Move, call_off, move_meeting};
use alongside_app::plan_meeting::{self, Answer};
use alongside_app::{Call, Caller};
use alongside_domain::act::{Means, SubjectId};
use alongside_domain::follow::{Follow, FollowerId, Pace, Target};
use alongside_domain::reply::{Attendee, KEPT, Needs, Standing};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, Instant};
use alongside_jobs::{Chance, Letters, Remind, Runner, SendMessage, SumUp, Tell};
use alongside_notify::{Mail, Sender, Texter};
use alongside_store::followers::{self, Known};
use alongside_store::plans;
use alongside_store::replies::{self, Reply};
use alongside_testkit::{Outcome, Scratch, chance};

/// An area whose people are told, with a post that keeps what goes out.
pub(crate) struct Town {
    pub(crate) shop: Shop,
    pub(crate) area: AreaSlug,
    pub(crate) post: Arc<Post>,
}

pub(crate) fn same_every_time() -> Chance {
    Box::new(|bytes| {
        chance(bytes);
        Ok(())
    })
}

impl Town {
    pub(crate) fn open(scratch: &Scratch) -> Result<Self, Box<dyn Error>> {
        let shop = Shop::open(scratch)?;
        let area = shop.open_area()?;
        let post = Post::with([]);
        Ok(Self { shop, area, post })
    }

    pub(crate) fn call(&self) -> Call<'static> {
        Call {
            caller: Caller::Machine,
            now: Instant::try_from(self.shop.now()).unwrap_or(Instant::EPOCH),
            chance: &chance,
        }
    }

    /// A runner that does everything that telling takes.
    pub(crate) fn runner(&self, name: &str, of_tell: Chance) -> Result<Runner, Box<dyn Error>> {
        self.runner_with(name, of_tell, Some(Arc::clone(&self.post) as Arc<_>))
    }

    /// The same, with another who takes texts, or nobody.
    pub(crate) fn runner_with(
        &self,
        name: &str,
        of_tell: Chance,
        texter: Option<Arc<dyn Texter>>,
    ) -> Result<Runner, Box<dyn Error>> {
        let letters = Letters {
            origin: "https://alongside.example".to_owned(),
            from: Sender {
                name: "Alongside".to_owned(),
                address: "hello@alongside.example".parse()?,
            },
            chance: same_every_time(),
        };
        Ok(self
            .shop
            .runner(name)
            .with(SendMessage::new(letters, Arc::clone(&self.post) as Arc<_>).and_texts(texter))
            .with(Tell(of_tell))
            .with(Remind(same_every_time()))
            .with_schedule(Remind::SCHEDULE)
            .with(SumUp(same_every_time()))
            .with_schedule(SumUp::SCHEDULE))
    }

    pub(crate) fn usual(&self, name: &str) -> Result<Runner, Box<dyn Error>> {
        self.runner(name, same_every_time())
    }

    /// Somebody who follows these.
    pub(crate) fn follower(
        &self,
        number: u32,
        follows: &[(Target, Pace)],
    ) -> Result<FollowerId, Box<dyn Error>> {
        self.follower_at(&format!("f{number}@people.example"), follows)
    }

    /// Somebody who follows these at an address, or a number.
    pub(crate) fn follower_at(
        &self,
        to: &str,
        follows: &[(Target, Pace)],
    ) -> Result<FollowerId, Box<dyn Error>> {
        let call = self.call();
        let known = Known {
            id: call.id(),
            area: self.area.clone(),
            to: to.parse()?,
            language: "en".to_owned(),
            told_until: call.now,
        };
        self.shop.database.write(|tx| {
            followers::add(tx, &known)?;
            for (target, pace) in follows {
                let follow = Follow {
                    target: target.clone(),
                    pace: *pace,
                    asked: call.now,
                    confirmed: Some(call.now),
                };
                followers::follow(tx, known.id, &follow)?;
            }
            Ok::<_, alongside_store::Error>(())
        })?;
        Ok(known.id)
    }

    /// Announces a meeting.
    pub(crate) fn announce(&self, day: &str, from: &str) -> Result<SubjectId, Box<dyn Error>> {
        let call = self.call();
        let database = &self.shop.database;
        let known = database.read(|snapshot| Area::load(snapshot, &self.area, None))?;
        let known = known.ok_or("no area")?;
        let by = known.organisations.first().ok_or("no council")?.id;
        let id = database.write(|tx| plan_meeting::begin(tx, &call, &known, by))?;
        let answers = [
            Answer::Purpose {
                title: "Spring meeting",
                purpose: "To choose the venues of next year",
                body: "SEND board",
            },
            Answer::Level("participate"),
            Answer::Input {
                open: "Which venues",
                decided: "How much may be spent",
                used: "The board decides on 1 June",
            },
            Answer::Ways {
                means: &["online", "venue"],
                place: "The library, 1 High Road",
            },
            Answer::Session {
                day,
                from,
                to: "20:00",
            },
        ];
        let version = || database.read(|snapshot| plans::find(snapshot, id));
        for answer in answers {
            let seen = version()?.ok_or("no plan")?.version;
            database.write(|tx| plan_meeting::answer(tx, &call, &known, (id, seen), &answer))?;
        }
        let seen = version()?.ok_or("no plan")?.version;
        let breach = Breach {
            reason: "So",
            measures: "Much",
        };
        let announced = database
            .write(|tx| announce_meeting(tx, &call, &self.area, (id, seen), &breach, &[]))?;
        Ok(announced)
    }

    /// Somebody says whether they come.
    pub(crate) fn reply(&self, subject: SubjectId, email: &str, standing: Standing) -> Outcome {
        let call = self.call();
        let comes = standing == Standing::Coming;
        let reply = Reply {
            id: call.id(),
            area: self.area.clone(),
            subject,
            person: None,
            browser: Some(SecretHash::of(email.as_bytes())),
            standing,
            means: comes.then_some(Means::Online),
            reason: None,
            is_first: None,
            attendee: Some(Attendee {
                name: "Sam".to_owned(),
                email: Some(email.parse()?),
                needs: Needs::default(),
            }),
            language: "en".to_owned(),
            asked: call.now,
            changed: call.now,
            forget: call.now.plus_micros(KEPT),
            version: 1,
        };
        let database = &self.shop.database;
        Ok(database.write(|tx| replies::add(tx, &reply))?)
    }

    pub(crate) fn move_to(&self, subject: SubjectId, day: &str) -> Result<(), Box<dyn Error>> {
        let call = self.call();
        let found = self
            .shop
            .database
            .read(|snapshot| Area::load(snapshot, &self.area, None))?;
        let wish = Move {
            seen: found.ok_or("no area")?.version,
            day,
            from: "18:00",
            to: "20:00",
            why: "The hall is flooded",
        };
        let database = &self.shop.database;
        Ok(database.write(|tx| move_meeting(tx, &call, &self.area, subject, &wish))?)
    }

    pub(crate) fn call_off(&self, subject: SubjectId) -> Result<(), Box<dyn Error>> {
        let call = self.call();
        let why = "Nobody can come";
        let database = &self.shop.database;
        Ok(database.write(|tx| call_off(tx, &call, &self.area, subject, why))?)
    }

    /// How many mails went to each address, and their subjects.
    pub(crate) fn told(&self) -> BTreeMap<String, Vec<String>> {
        let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for mail in self.post.sent.mails().iter().rev() {
            let to = mail.to.reveal().to_owned();
            told.entry(to).or_default().push(mail.subject.clone());
        }
        told
    }

    pub(crate) fn last(&self) -> Result<Mail, Box<dyn Error>> {
        let mails = self.post.sent.mails();
        Ok(mails.first().ok_or("no mail")?.clone())
    }
}
