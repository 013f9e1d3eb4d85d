//! Somebody follows an area, a body or a meeting by mail or text message; says that it was them; changes it; or ends
//! it.
//!
//! Who follows what is told to nobody: whoever asks gets the same answer, and only a message to the address or number itself
//! holds the link with which anything can be seen or changed.

use alongside_domain::act::SubjectId;
use alongside_domain::follow::{
    Follow, FollowerId, LINK_LIFE, NotARecipient, Pace, Recipient, TO_CONFIRM, Target,
};
use alongside_domain::sign_in::{Rate, SecretHash};
use alongside_domain::{AreaSlug, NotAnEmail, PersonId};
use alongside_store::areas::Area;
use alongside_store::followers::{self, Known};
use alongside_store::{Snapshot, Transaction, areas, people, rates};

use crate::call::Call;
use crate::failure::Failure;
use crate::letter::{self, About, Followed, Meeting, followed};
use crate::tell;

/// The secret of a link to what somebody follows. It is as short as a secret can be, because a text message costs by
/// its length.
pub type Secret = [u8; 16];

/// What somebody wishes to follow, and how.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// A meeting from whose page they came, where they did.
    pub about: Option<SubjectId>,
    /// `area`, `body` or `meeting`, as it was chosen.
    pub what: &'a str,
    /// How often, as it was chosen.
    pub pace: &'a str,
    /// In which language, by its code.
    pub language: &'a str,
}

/// What can be followed from the page of a meeting, or without one: each with its name in a form.
pub fn choices(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    about: Option<SubjectId>,
) -> Result<Vec<(&'static str, Followed)>, Failure> {
    let mut choices = vec![("area", Followed::Area)];
    for target in of_meeting(snapshot, area, about)? {
        let (kind, _) = target.parts();
        choices.push((kind, followed(snapshot, area, &target)?));
    }
    Ok(choices)
}

/// The body and the meeting that the page of one leads to.
fn of_meeting(
    snapshot: &mut Snapshot<'_>,
    area: &AreaSlug,
    about: Option<SubjectId>,
) -> Result<Vec<Target>, Failure> {
    let Some(about) = about else {
        return Ok(Vec::new());
    };
    let (whole, body) = tell::place(snapshot, area, about)?.ok_or(Failure::NotFound)?;
    let body = Some(body).filter(|body| !body.is_empty());
    let body = body.map(Target::Body);
    Ok(body.into_iter().chain([Target::Meeting(whole)]).collect())
}

/// Somebody asks to be told at an address or number, from a network that `network` stands for without telling which it
/// is. A message asks whoever reads it whether it was them. What follows looks the same whoever asks.
pub fn ask(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    to: &str,
    wish: &Wish<'_>,
    network: &[u8; 32],
) -> Result<(), Failure> {
    let mut wrong = crate::Wrong::default();
    let area = open_to_all(tx, area)?;
    let to = wrong.take("to", recipient(&area, to));
    let follow = read(tx, call, &mut wrong, &area.slug, wish)?;
    let (Some(to), Some(follow)) = (to, follow) else {
        return Err(wrong.into());
    };
    rates::take(tx, network, Rate::LINKS_FROM_A_NETWORK, call.now)??;
    if !may_be_asked(tx, call, &area.slug, &to)? {
        return letter::enqueue(tx, call, About::Nothing);
    }
    let id = known(tx, call, &area.slug, to, wish.language)?;
    // What they follow already stays as it is until they say otherwise with the link.
    let follows = followers::follows(tx, id)?;
    let is_new = follows
        .iter()
        .all(|known| known.target != follow.target || known.confirmed.is_none());
    if is_new {
        followers::follow(tx, id, &follow)?;
    }
    letter::enqueue(tx, call, About::Follow(id))
}

/// An area that takes in what people want.
fn open_to_all(snapshot: &mut Snapshot<'_>, area: &AreaSlug) -> Result<Area, Failure> {
    let found = areas::find(snapshot, area)?.ok_or(Failure::NotFound)?;
    if found.settings.is_read_only {
        return Err(Failure::ReadOnly);
    }
    Ok(found)
}

/// Where they want to be told, as they typed it: a number only where the area sends texts.
fn recipient(area: &Area, typed: &str) -> Result<Recipient, NotARecipient> {
    let to = typed.trim().parse();
    match to {
        Ok(Recipient::Text(_)) | Err(NotARecipient::Mobile(_)) if !area.settings.sends_texts => {
            Err(NotAnEmail.into())
        }
        to => to,
    }
}

/// Whether whoever is there was not asked too often already. That a number was is told to nobody; that nobody's can be
/// asked in this area for now is.
fn may_be_asked(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    to: &Recipient,
) -> Result<bool, Failure> {
    let own = SecretHash::of(format!("follow {}", to.key()).as_bytes());
    let rate = match to {
        Recipient::Mail(_) => Rate::LINKS_FOR_AN_ADDRESS,
        Recipient::Text(_) => Rate::LINKS_FOR_A_NUMBER,
    };
    let is_within = rates::take(tx, own.bytes(), rate, call.now)?.is_ok();
    if is_within && matches!(to, Recipient::Text(_)) {
        let all = SecretHash::of(format!("texts in {}", area.as_str()).as_bytes());
        let rate = Rate::LINKS_FOR_NUMBERS_IN_AN_AREA;
        rates::take(tx, all.bytes(), rate, call.now)??;
    }
    Ok(is_within)
}

/// Somebody who has signed in follows something at their own address, which they showed to be theirs by signing in.
pub fn follow(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    person: PersonId,
    wish: &Wish<'_>,
) -> Result<(), Failure> {
    let mut wrong = crate::Wrong::default();
    open_to_all(tx, area)?;
    let Some(follow) = read(tx, call, &mut wrong, area, wish)? else {
        return Err(wrong.into());
    };
    let person = people::find(tx, person)?.ok_or(Failure::NotFound)?;
    let id = known(tx, call, area, Recipient::Mail(person.email), wish.language)?;
    let follow = Follow {
        confirmed: Some(call.now),
        ..follow
    };
    Ok(followers::follow(tx, id, &follow)?)
}

fn read(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    wrong: &mut crate::Wrong,
    area: &AreaSlug,
    wish: &Wish<'_>,
) -> Result<Option<Follow>, Failure> {
    let mut targets = vec![Target::Area];
    targets.extend(of_meeting(tx, area, wish.about)?);
    let target = targets
        .into_iter()
        .find(|target| target.parts().0 == wish.what)
        .ok_or("choose what you want to hear of");
    let target = wrong.take("what", target);
    let pace = wrong.take("pace", wish.pace.parse::<Pace>());
    Ok(match (target, pace) {
        (Some(target), Some(pace)) => Some(Follow {
            target,
            pace,
            asked: call.now,
            confirmed: None,
        }),
        _ => None,
    })
}

/// Whoever is there, made known where they are not.
fn known(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    area: &AreaSlug,
    to: Recipient,
    language: &str,
) -> Result<FollowerId, Failure> {
    if let Some(known) = followers::at_address(tx, area, &to)? {
        return Ok(known.id);
    }
    let known = Known {
        id: call.id(),
        area: area.clone(),
        to,
        language: language.to_owned(),
        told_until: call.now,
    };
    followers::add(tx, &known)?;
    Ok(known.id)
}

/// What whoever holds the link of a mail or text may see: what is followed there, and nothing of whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// Who.
    pub id: FollowerId,
    /// In which area.
    pub area: AreaSlug,
    /// What the area is called.
    pub name: String,
    /// In which language, by its code.
    pub language: String,
    /// What is followed, each in words.
    pub follows: Vec<(Follow, Followed)>,
    /// Whether they are told by text message.
    pub is_by_text: bool,
    /// The meeting of which the message with the link told, as it is now.
    pub about: Option<Meeting>,
}

impl Following {
    /// Whether nothing of it was confirmed yet.
    pub fn is_new(&self) -> bool {
        self.follows
            .iter()
            .all(|(follow, _)| follow.confirmed.is_none())
    }
}

/// What somebody with an account follows at their own address, area by area. They showed that they read its mails by
/// signing in.
pub fn of_person(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<Following>, Failure> {
    let person = people::find(snapshot, person)?.ok_or(Failure::NotFound)?;
    let mut all = Vec::new();
    for known in followers::with_address(snapshot, &person.email.key())? {
        all.extend(following(snapshot, known, |follow| {
            follow.confirmed.is_some()
        })?);
    }
    Ok(all)
}

/// Gives somebody with an account the secret of a link as their mails have them, so that they change what they follow
/// in an area without looking for a mail.
pub fn own_link(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    person: PersonId,
    area: &AreaSlug,
) -> Result<Secret, Failure> {
    let person = people::find(tx, person)?.ok_or(Failure::NotFound)?;
    let known = followers::at_address(tx, area, &Recipient::Mail(person.email))?;
    let known = known.ok_or(Failure::NotFound)?;
    let secret: Secret = call.draw();
    followers::link(tx, known.id, SecretHash::of(&secret), call.now, None)?;
    Ok(secret)
}

/// What the link of a mail or text opens; nothing where it is too old, or everything was ended.
pub fn open(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    secret: &[u8],
) -> Result<Option<Following>, Failure> {
    let Some((known, subject)) = of_link(snapshot, call, secret)? else {
        return Ok(None);
    };
    let area = known.area.clone();
    let is_wanted = |follow: &Follow| follow.confirmed.is_some() || is_open(follow, call);
    let mut following = following(snapshot, known, is_wanted)?;
    if let (Some(following), Some(subject)) = (&mut following, subject) {
        following.about = letter::meeting_now(snapshot, &area, subject)?;
    }
    Ok(following)
}

/// What somebody follows of that which is wanted; nothing where none of it is.
fn following(
    snapshot: &mut Snapshot<'_>,
    known: Known,
    is_wanted: impl Fn(&Follow) -> bool,
) -> Result<Option<Following>, Failure> {
    let Some(area) = areas::find(snapshot, &known.area)? else {
        return Ok(None);
    };
    let mut follows = Vec::new();
    for follow in followers::follows(snapshot, known.id)? {
        if is_wanted(&follow) {
            let words = followed(snapshot, &known.area, &follow.target)?;
            follows.push((follow, words));
        }
    }
    Ok((!follows.is_empty()).then_some(Following {
        id: known.id,
        area: known.area,
        name: area.name,
        language: known.language,
        follows,
        is_by_text: matches!(known.to, Recipient::Text(_)),
        about: None,
    }))
}

fn of_link(
    snapshot: &mut Snapshot<'_>,
    call: &Call<'_>,
    secret: &[u8],
) -> Result<Option<(Known, Option<SubjectId>)>, Failure> {
    let after = call.now.plus_micros(-LINK_LIFE);
    Ok(followers::by_link(snapshot, SecretHash::of(secret), after)?)
}

/// Whether a wish still waits for its answer.
fn is_open(follow: &Follow, call: &Call<'_>) -> bool {
    follow.confirmed.is_none() && call.now.micros_since(follow.asked) < TO_CONFIRM
}

/// Keeps what whoever holds the link wants from now on: for each thing in the order of [`Following::follows`] how
/// often, or nothing to hear of it no more. Whatever is kept is confirmed by that.
pub fn change(
    tx: &mut Transaction<'_>,
    call: &Call<'_>,
    secret: &[u8],
    language: &str,
    paces: &[&str],
) -> Result<(), Failure> {
    let following = open(tx, call, secret)?.ok_or(Failure::NotFound)?;
    if following.follows.len() != paces.len() {
        return Err(Failure::Stale);
    }
    for ((follow, _), pace) in following.follows.iter().zip(paces) {
        match pace.parse::<Pace>() {
            Ok(pace) => {
                let follow = Follow {
                    pace,
                    confirmed: follow.confirmed.or(Some(call.now)),
                    ..follow.clone()
                };
                followers::follow(tx, following.id, &follow)?;
            }
            Err(_) => {
                followers::stop(tx, following.id, &follow.target)?;
            }
        }
    }
    followers::speak(tx, following.id, language)?;
    if followers::follows(tx, following.id)?.is_empty() {
        followers::remove(tx, following.id)?;
    }
    Ok(())
}

/// Ends everything that is followed by whoever holds the link, and forgets them. Done again, it
/// changes nothing.
pub fn end(tx: &mut Transaction<'_>, call: &Call<'_>, secret: &[u8]) -> Result<(), Failure> {
    if let Some((known, _)) = of_link(tx, call, secret)? {
        followers::remove(tx, known.id)?;
    }
    Ok(())
}
