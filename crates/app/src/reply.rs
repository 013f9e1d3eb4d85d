//! Somebody says whether they come to a meeting: by a form, from the link in a mail, with an account or without.
//!
//! One reply for each person, or for each browser of those who have not signed in; the link in a mail brings it to
//! another browser. It can be changed until the meeting
//! begins. A place in the room is never given twice: [`alongside_store::places::take`] decides. Whoever gives one back
//! makes room for the next by the rule that stands beside the form.

mod mine;

use alongside_charter::{Kind, When, fact};
use alongside_domain::act::{Means, SubjectId};
use alongside_domain::replay::{KnownSubject, State};
use alongside_domain::reply::{
    Attendee, KEPT, Need, Needs, Reason, Standing, Waiter, queue, takes_a_place,
};
use alongside_domain::sign_in::{Rate, SecretHash};
use alongside_domain::{AreaSlug, Email, EmailKey, Instant, Person, PersonName, Wording};
use alongside_store::record::{self, Of};
use alongside_store::replies::{self, Reply};
use alongside_store::{Snapshot, Transaction, areas, places, rates};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::{self, About, News};
use crate::wrong::Wrong;

pub use mine::{Mine, mine};

/// The longest name and the longest name of a language, in characters.
const LONGEST_LINE: usize = 100;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// Who replies.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The account, of those who have signed in.
    pub person: Option<&'a Person>,
    /// What the browser is known by.
    pub browser: SecretHash,
    /// What the network stands for, and tells nobody which it is.
    pub network: &'a [u8; 32],
    /// In which language they read.
    pub language: &'a str,
}

/// That somebody would like to come, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// How: the name of a means; may stay empty where there is one only.
    pub means: &'a str,
    /// What they want to be called.
    pub name: &'a str,
    /// Where they are told how to join; may stay empty where they come to the room, or have an account.
    pub email: &'a str,
    /// `yes` or `no` to whether it is their first meeting; may stay empty.
    pub is_first: &'a str,
    /// The name of each need that was ticked.
    pub needs: &'a [&'a str],
    /// Of which language an interpreter or a translation is needed.
    pub language: &'a str,
    /// Anything else they need.
    pub note: &'a str,
    /// Whether whoever prepares the meeting may see the address.
    pub may_write: bool,
}

/// What somebody said before of this meeting, if anything: by their account, or else from this browser.
pub fn earlier(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    person: Option<&Person>,
    browser: SecretHash,
) -> Result<Option<Reply>, Failure> {
    if let Some(person) = person {
        let found = replies::of_person(snapshot, subject, person.id)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(replies::of_browser(snapshot, subject, browser)?)
}

/// The reply that the link in a mail leads to.
pub fn by_link(snapshot: &mut Snapshot<'_>, secret: &[u8]) -> Result<Reply, Failure> {
    let found = replies::by_secret(snapshot, SecretHash::of(secret))?;
    found.ok_or(Failure::NotFound)
}

/// Somebody would like to come. Says how it stands with them: that they have a place, or wait for one.
pub fn come(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    by: &By<'_>,
    wish: &Wish<'_>,
) -> Result<Standing, Failure> {
    let meeting = Meeting::open(tx, call, slug, subject)?;
    let earlier = earlier(tx, subject, by.person, by.browser)?;
    let (means, is_first, attendee) = meeting.read(wish, by.person)?;
    rates::take(tx, by.network, Rate::REPLIES_FROM_A_NETWORK, call.now)??;
    let mut reply = match earlier {
        Some(reply) => reply,
        None => meeting.begin(call, by),
    };
    let had = has_place(&reply);
    let was_waiting = reply.standing == Standing::Waiting && reply.version > 0;
    if !reply.standing.wants_to_come() || reply.version == 0 {
        reply.asked = call.now;
    }
    reply.standing = if !takes_a_place(means) || had {
        Standing::Coming
    } else if was_waiting || !places::take(tx, slug, subject)? {
        Standing::Waiting
    } else {
        Standing::Coming
    };
    if let Some(person) = by.person {
        reply.person = Some(person.id);
        // Whoever uses the browser next is not shown what somebody with an account said.
        reply.browser = None;
    }
    reply.means = Some(means);
    reply.reason = None;
    reply.is_first = is_first;
    by.language.clone_into(&mut reply.language);
    let writes_to = attendee.email.is_some();
    reply.attendee = Some(attendee);
    meeting.keep(tx, call, &reply)?;
    if had && !takes_a_place(means) {
        places::free(tx, subject)?;
        fill(tx, call, slug, subject)?;
    }
    if writes_to {
        letter::enqueue(tx, call, About::Reply(reply.id))?;
    }
    Ok(reply.standing)
}

/// Somebody cannot come, and says why.
pub fn decline(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    by: &By<'_>,
    reason: Reason,
) -> Result<(), Failure> {
    let meeting = Meeting::open(tx, call, slug, subject)?;
    let earlier = earlier(tx, subject, by.person, by.browser)?;
    rates::take(tx, by.network, Rate::REPLIES_FROM_A_NETWORK, call.now)??;
    let reply = match earlier {
        Some(reply) => reply,
        None => meeting.begin(call, by),
    };
    meeting.leave(tx, call, reply, Standing::Declined, Some(reason))
}

/// Somebody takes back that they come. Nobody asks why.
pub fn withdraw(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
    by: &By<'_>,
) -> Result<(), Failure> {
    let meeting = Meeting::open(tx, call, slug, subject)?;
    let reply = earlier(tx, subject, by.person, by.browser)?.ok_or(Failure::NotFound)?;
    meeting.leave(tx, call, reply, Standing::Withdrawn, None)
}

/// The reply of this browser was somebody else's, who used it before: the browser forgets it, and the reply stays.
pub fn not_mine(
    tx: &mut Transaction<'_>,
    subject: SubjectId,
    browser: SecretHash,
) -> Result<(), Failure> {
    let Some(mut reply) = replies::of_browser(tx, subject, browser)? else {
        return Ok(());
    };
    reply.browser = None;
    kept(replies::change(tx, &reply)?)
}

/// Whoever opened the link of a mail goes on in this browser, which has no reply of anybody else then.
pub fn take_over(
    tx: &mut Transaction<'_>,
    secret: &[u8],
    browser: SecretHash,
) -> Result<Reply, Failure> {
    let found = by_link(tx, secret)?;
    not_mine(tx, found.subject, browser)?;
    // It may have been the very same.
    let mut reply = by_link(tx, secret)?;
    reply.browser = Some(browser);
    kept(replies::change(tx, &reply)?)?;
    Ok(reply)
}

/// Gives the places that are free to those who wait, by the rule, and has them told.
pub(crate) fn fill(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    slug: &AreaSlug,
    subject: SubjectId,
) -> Result<(), Failure> {
    let rule = places::find(tx, subject)?.rule;
    let waiting = replies::standing(tx, subject, Standing::Waiting)?;
    let waiters = waiting.iter().map(|reply| Waiter {
        id: reply.id,
        asked: reply.asked,
        is_first: reply.is_first,
    });
    for next in queue(rule, waiters.collect()) {
        if !places::take(tx, slug, subject)? {
            break;
        }
        let found = waiting.iter().find(|reply| reply.id == next.id);
        let Some(found) = found else { continue };
        let reply = Reply {
            standing: Standing::Coming,
            changed: call.now,
            ..found.clone()
        };
        kept(replies::change(tx, &reply)?)?;
        if writes_to(&reply) {
            letter::enqueue(tx, call, About::Reply(reply.id))?;
        }
    }
    Ok(())
}

/// Has those who would like to come told what there is to tell of the meeting, once for each `key`.
pub(crate) fn tell(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    subject: SubjectId,
    news: News,
    key: &str,
) -> Result<(), Failure> {
    for standing in [Standing::Coming, Standing::Waiting] {
        for reply in replies::standing(tx, subject, standing)? {
            if writes_to(&reply) {
                let key = format!("{key} {}", reply.id);
                letter::enqueue_once(tx, call, About::ReplyNews(reply.id, news), &key)?;
            }
        }
    }
    Ok(())
}

/// Whether [`tell`] wrote to an address what there was to tell of the meeting at an instant, because of a reply that
/// was there by then and still stands.
pub(crate) fn wrote_to(
    snapshot: &mut Snapshot<'_>,
    subject: SubjectId,
    address: &EmailKey,
    at: Instant,
) -> Result<bool, Failure> {
    let replies = replies::from_address(snapshot, subject, address)?;
    let mut stand = replies.iter().filter(|reply| reply.asked <= at);
    Ok(stand.any(|reply| matches!(reply.standing, Standing::Coming | Standing::Waiting)))
}

/// Whether there is an address that a mail can go to.
pub(crate) fn writes_to(reply: &Reply) -> bool {
    let attendee = reply.attendee.as_ref();
    attendee.is_some_and(|attendee| attendee.email.is_some())
}

/// Whether a place in the room is theirs.
fn has_place(reply: &Reply) -> bool {
    reply.standing == Standing::Coming && reply.means.is_some_and(takes_a_place)
}

/// Somebody else changed the reply in the same moment.
fn kept(is_kept: bool) -> Result<(), Failure> {
    if is_kept { Ok(()) } else { Err(Failure::Stale) }
}

/// A meeting to which one can reply.
struct Meeting {
    slug: AreaSlug,
    subject: SubjectId,
    means: Vec<Means>,
    forget: Instant,
}

impl Meeting {
    /// The meeting, if it is one, is announced, was not called off and has not begun.
    fn open(
        snapshot: &mut Snapshot<'_>,
        call: &Call<'_>,
        slug: &AreaSlug,
        subject: SubjectId,
    ) -> Result<Self, Failure> {
        let found = areas::find(snapshot, slug)?.ok_or(Failure::NotFound)?;
        if found.settings.is_read_only {
            return Err(Failure::ReadOnly);
        }
        let known = record::load(snapshot, slug, Of::Subjects(&[subject]))?;
        let state = known.ok_or(Failure::NotFound)?.state;
        let known = state.known_subjects().get(&subject);
        let known = known.ok_or(Failure::NotFound)?;
        let starts = begins(&state, subject).ok_or(Failure::NotFound)?;
        if !takes_replies(known) {
            return Err(Failure::NotFound);
        }
        if starts <= call.now {
            let says = "this meeting has begun. Nobody can reply to it any more";
            return Err(Failure::wrong("meeting", says));
        }
        let ways = known.description.as_ref().map(|of| of.ways.as_slice());
        let means = ways.unwrap_or_default().iter().map(|way| way.means);
        Ok(Self {
            slug: slug.clone(),
            subject,
            means: means.collect(),
            forget: starts.plus_micros(KEPT),
        })
    }

    fn begin(&self, call: &Call<'_>, by: &By<'_>) -> Reply {
        Reply {
            id: call.id(),
            area: self.slug.clone(),
            subject: self.subject,
            person: by.person.map(|person| person.id),
            browser: by.person.is_none().then_some(by.browser),
            standing: Standing::Declined,
            means: None,
            reason: None,
            is_first: None,
            attendee: None,
            language: by.language.to_owned(),
            asked: call.now,
            changed: call.now,
            forget: self.forget,
            version: 0,
        }
    }

    /// Keeps a reply: a new one, or one that was found.
    fn keep(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        reply: &Reply,
    ) -> Result<(), Failure> {
        let reply = Reply {
            changed: call.now,
            forget: self.forget,
            ..reply.clone()
        };
        if reply.version == 0 {
            return Ok(replies::add(tx, &reply)?);
        }
        kept(replies::change(tx, &reply)?)
    }

    /// Somebody does not come: nothing is kept of who they are but what lets them change their mind.
    fn leave(
        &self,
        tx: &mut Transaction<'_>,
        call: &Call<'_>,
        reply: Reply,
        standing: Standing,
        reason: Option<Reason>,
    ) -> Result<(), Failure> {
        let had = has_place(&reply);
        let gone = Reply {
            standing,
            reason,
            means: None,
            attendee: None,
            ..reply
        };
        self.keep(tx, call, &gone)?;
        if had {
            places::free(tx, self.subject)?;
            fill(tx, call, &self.slug, self.subject)?;
        }
        Ok(())
    }

    /// What was typed, or all that is wrong with it.
    fn read(
        &self,
        wish: &Wish<'_>,
        person: Option<&Person>,
    ) -> Result<(Means, Option<bool>, Attendee), Failure> {
        let mut wrong = Wrong::default();
        let means = match self.means.as_slice() {
            [] => Some(Means::Venue),
            [only] => Some(*only),
            several => {
                let chosen = Means::from_name(wish.means).filter(|chosen| several.contains(chosen));
                wrong.take("means", chosen.ok_or("choose how you want to take part"))
            }
        };
        let account = person.and_then(|person| person.name.as_ref());
        let name = match (wish.name.trim(), account.map(PersonName::reveal)) {
            ("", Some(account)) => Some(account.to_owned()),
            ("", None) => {
                wrong.add(
                    "name",
                    "write what we should call you. A first name is enough",
                );
                None
            }
            (name, _) => line(&mut wrong, "name", name, LONGEST_LINE),
        };
        let needs_email = means.is_some_and(|means| !takes_a_place(means));
        let email = match (wish.email.trim(), person) {
            ("", Some(person)) => Some(person.email.clone()),
            ("", None) if needs_email => {
                let says = "write your email address. How to join is sent to it";
                wrong.add("email", says);
                None
            }
            ("", None) => None,
            (email, _) => wrong.take("email", email.parse::<Email>()),
        };
        let ticked = |need: &Need| wish.needs.contains(&need.name());
        let ticked: std::collections::BTreeSet<Need> =
            Need::ALL.into_iter().filter(ticked).collect();
        let asks_language = ticked.iter().any(|need| need.asks_language());
        let language = match wish.language.trim() {
            "" if asks_language => {
                wrong.add("needs-language", "write which language you need");
                None
            }
            "" => None,
            language => line(&mut wrong, "needs-language", language, LONGEST_LINE),
        };
        let note = match wish.note.trim() {
            "" => None,
            note => wrong
                .take("note", Wording::within(note, LONGEST_NOTE))
                .map(|note| note.as_str().to_owned()),
        };
        wrong.refuse()?;
        let (Some(means), Some(name)) = (means, name) else {
            return Err(Failure::NotFound);
        };
        let is_first = match wish.is_first {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let needs = Needs {
            ticked,
            language: language.unwrap_or_default(),
            note: note.unwrap_or_default(),
            may_write: wish.may_write && email.is_some(),
        };
        let attendee = Attendee { name, email, needs };
        Ok((means, is_first, attendee))
    }
}

fn line(wrong: &mut Wrong, field: &'static str, written: &str, longest: usize) -> Option<String> {
    let line = wrong.take(field, Wording::line(written, longest))?;
    Some(line.as_str().to_owned())
}

/// Whether a subject is a meeting that people were asked to, and that was not called off.
pub(crate) fn takes_replies(known: &KnownSubject) -> bool {
    known.about.kind.0 == Kind::Meeting
        && known.value(fact::ANNOUNCED).is_some()
        && known.value(fact::CANCELLED).is_none()
}

/// When a subject begins, where the hour is known.
pub(crate) fn begins(state: &State, subject: SubjectId) -> Option<Instant> {
    let subject = state.subject(subject)?;
    match subject.fact(fact::STARTS)?.when()? {
        When::At(at) => Instant::try_from(at).ok(),
        When::Day(_) => None,
    }
}
