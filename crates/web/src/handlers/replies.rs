//! People say whether they come to a meeting, with an account or without.

use alongside_app::Failure as App;
use alongside_app::reply::{self, By, Wish, by_link, come, decline, earlier, not_mine, withdraw};
use alongside_charter::{Fact, Kind, Subject, When, fact};
use alongside_domain::act::{Means, SubjectId};
use alongside_domain::reply::{Category, Reason, Standing, Waiter, queue};
use alongside_domain::sign_in::SecretHash;
use alongside_domain::{AreaSlug, Person};
use alongside_pages::form::Typed;
use alongside_pages::links;
use alongside_pages::own::{self, CannotPage, Invited, ReplyLink, ReplyPage, Stands};
use alongside_pages::public::SubjectLink;
use alongside_store::places::{self, Places};
use alongside_store::replies::{self, Reply};
use alongside_store::{Snapshot, people};
use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;

use crate::answer::Answer;
use crate::areas::Known;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::handlers::sign_in::unsaid;
use crate::handlers::subjects::id_of;
use crate::own_address::OwnAddress;
use crate::place;

/// Where somebody says that they would like to come, or sees how it stands.
pub(crate) fn form(asked: &Asked) -> Result<Answer, Failure> {
    let meeting = Meeting::find(asked)?;
    let kept = meeting.earlier(asked)?;
    let typed = Filled::of(asked, kept.as_ref());
    Ok(asked.html(meeting.page(
        asked,
        kept.as_ref(),
        &typed,
        &alongside_app::Wrong::default(),
    )?))
}

/// Somebody would like to come.
pub(crate) fn send(asked: &Asked) -> Result<Answer, Failure> {
    let meeting = Meeting::find(asked)?;
    let fields = asked.fields()?;
    let filled = Filled::typed(fields);
    let needs: Vec<&str> = filled.needs.iter().map(String::as_str).collect();
    let wish = Wish {
        means: &filled.means,
        name: &filled.name,
        email: &filled.email,
        is_first: &filled.is_first,
        needs: &needs,
        language: &filled.language,
        note: &filled.note,
        may_write: filled.may_write,
    };
    match change(asked, |tx, call, by| {
        come(tx, call, &meeting.area, meeting.id, by, &wish)
    }) {
        Ok(_) => Ok(meeting.shown()),
        Err(App::Wrong(wrong)) if wrong.with("meeting").is_empty() => {
            let kept = meeting.earlier(asked)?;
            Ok(asked.again(meeting.page(asked, kept.as_ref(), &filled, &wrong)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Where somebody says that they cannot come.
pub(crate) fn cannot(asked: &Asked) -> Result<Answer, Failure> {
    let meeting = Meeting::find(asked)?;
    let kept = meeting.earlier(asked)?;
    let (around, ways) = (meeting.known.place(), meeting.ways());
    let page = CannotPage {
        shell: place::shell_of_form(asked, &around)?,
        invited: meeting.invited(&ways)?,
        is_coming: kept.is_some_and(|reply| reply.standing.wants_to_come()),
    };
    Ok(asked.html(page.render()?))
}

/// Somebody cannot come, for a reason or for none that they would say.
pub(crate) fn cannot_come(asked: &Asked) -> Result<Answer, Failure> {
    let meeting = Meeting::find(asked)?;
    let reason = asked.fields()?.get("reason");
    let (area, id) = (&meeting.area, meeting.id);
    match Reason::from_name(reason) {
        Some(reason) => change(asked, |tx, call, by| {
            decline(tx, call, area, id, by, reason)
        }),
        None if reason == "unsaid" => {
            change(asked, |tx, call, by| withdraw(tx, call, area, id, by))
        }
        None => return Err(Failure::Unreadable),
    }?;
    Ok(meeting.shown())
}

/// This browser forgets the reply of whoever used it before.
pub(crate) fn forget(asked: &Asked) -> Result<Answer, Failure> {
    let meeting = Meeting::find(asked)?;
    let browser = SecretHash::of(&asked.browser()?);
    asked.change(|tx, _| not_mine(tx, meeting.id, browser))?;
    Ok(meeting.shown())
}

/// What the link of a mail opens. Programs that look through mail open it too, so nothing is done yet.
pub(crate) fn link(asked: &Asked) -> Result<Answer, Failure> {
    let found = asked.read(|snapshot| Found::by(snapshot, asked));
    let (found, status) = match found {
        Ok(found) => (Some(found), StatusCode::OK),
        Err(Failure::NotFound) => (None, StatusCode::NOT_FOUND),
        Err(failure) => return Err(failure),
    };
    let page = |shell, found| ReplyLink {
        shell,
        secret: asked.step("secret"),
        found,
    };
    let html = match &found {
        None => page(asked.shell()?, None).render()?,
        Some(Found { meeting, stands }) => {
            let around = meeting.known.place();
            let shell = place::shell_of_form(asked, &around)?;
            let ways = meeting.ways();
            let found = (meeting.invited(&ways)?, stands.told());
            page(shell, Some(found)).render()?
        }
    };
    Ok(unsaid(asked.html(html).with_status(status)))
}

/// The browser takes the reply over, and goes on to where it is changed.
pub(crate) fn open(asked: &Asked) -> Result<Answer, Failure> {
    let secret = secret(asked);
    let browser = SecretHash::of(&asked.browser()?);
    let taken = asked.change(|tx, _| reply::take_over(tx, &secret, browser))?;
    let (area, subject) = (taken.area.as_str(), taken.subject.to_string());
    let to = match asked.fields()?.get("to") {
        "cannot-come" => links::cannot_come(area, &subject),
        _ => links::reply(area, &subject),
    };
    Ok(Answer::see(&OwnAddress::of_link(&to)))
}

fn secret(asked: &Asked) -> Vec<u8> {
    let secret = BASE64URL_NOPAD.decode(asked.step("secret").as_bytes());
    // No link has an empty secret.
    secret.unwrap_or_default()
}

/// What the link of a mail leads to.
struct Found {
    meeting: Meeting,
    stands: Standings,
}

impl Found {
    fn by(snapshot: &mut Snapshot<'_>, asked: &Asked) -> Result<Self, Failure> {
        let reply = by_link(snapshot, &secret(asked))?;
        let known = asked.service().areas().at(snapshot, &reply.area)?;
        let known = known.ok_or(Failure::NotFound)?;
        let meeting = Meeting::of(snapshot, known, reply.subject)?;
        let stands = Standings::of(snapshot, &reply, &meeting.places)?;
        Ok(Self { meeting, stands })
    }
}

/// How it stands with a reply.
struct Standings {
    standing: Standing,
    means: Option<Means>,
    place: usize,
    joining: String,
    is_by_browser: bool,
}

impl Standings {
    fn of(snapshot: &mut Snapshot<'_>, reply: &Reply, places: &Places) -> Result<Self, Failure> {
        let waiting = replies::standing(snapshot, reply.subject, Standing::Waiting)?;
        let waiters = waiting.iter().map(|one| Waiter {
            id: one.id,
            asked: one.asked,
            is_first: one.is_first,
        });
        let queue = queue(places.rule, waiters.collect());
        let place = queue.iter().position(|one| one.id == reply.id);
        Ok(Self {
            standing: reply.standing,
            means: reply.means,
            place: place.map_or(0, |place| place + 1),
            joining: places.joining.clone(),
            is_by_browser: reply.browser.is_some(),
        })
    }

    fn told(&self) -> Stands<'_> {
        Stands {
            standing: self.standing,
            means: self.means,
            place: self.place,
            joining: &self.joining,
            is_by_browser: self.is_by_browser,
        }
    }
}

/// A meeting that people can reply to.
struct Meeting {
    known: std::sync::Arc<Known>,
    area: AreaSlug,
    id: SubjectId,
    starts: When,
    places: Places,
}

impl Meeting {
    fn find(asked: &Asked) -> Result<Self, Failure> {
        let slug: AreaSlug = asked.step("area").parse().map_err(|_| Failure::NotFound)?;
        let id = id_of(asked.step("subject"))?;
        let meeting = asked.read(|snapshot| {
            let known = asked.service().areas().at(snapshot, &slug)?;
            Self::of(snapshot, known.ok_or(Failure::NotFound)?, id)
        })?;
        if takes_replies(&meeting.known, meeting.subject()?, asked) {
            Ok(meeting)
        } else {
            Err(Failure::NotFound)
        }
    }

    fn of(
        snapshot: &mut Snapshot<'_>,
        known: std::sync::Arc<Known>,
        id: SubjectId,
    ) -> Result<Self, Failure> {
        let subject = known.area.subject(id);
        let subject = subject.filter(|subject| subject.kind == Kind::Meeting);
        let starts = subject.and_then(|subject| subject.fact(fact::STARTS)?.when());
        let starts = starts.ok_or(Failure::NotFound)?;
        let area = known.area.slug.clone();
        Ok(Self {
            places: places::find(snapshot, id)?,
            known,
            area,
            id,
            starts,
        })
    }

    fn subject(&self) -> Result<&Subject, Failure> {
        self.known.area.subject(self.id).ok_or(Failure::NotFound)
    }

    /// How people can take part, each with the address of the room where it is one.
    fn ways(&self) -> Vec<(Means, Option<&str>)> {
        let entry = self.known.area.entry(self.id);
        let ways = entry.map_or(&[][..], |entry| &entry.ways).iter();
        ways.map(|(means, place)| (*means, place.as_deref()))
            .collect()
    }

    fn invited<'a>(&'a self, ways: &'a [(Means, Option<&'a str>)]) -> Result<Invited<'a>, Failure> {
        let subject = self.subject()?;
        Ok(Invited {
            subject: SubjectLink::from(subject),
            starts: self.starts,
            organiser: &subject.organiser,
            ways,
            room: self.places.room.zip(self.places.left()),
            rule: self.places.rule,
        })
    }

    /// What whoever asks said before.
    fn earlier(&self, asked: &Asked) -> Result<Option<Reply>, Failure> {
        let browser = SecretHash::of(&asked.browser()?);
        asked.read(|snapshot| {
            let person = person(snapshot, asked)?;
            earlier(snapshot, self.id, person.as_ref(), browser)
        })
    }

    /// On to the page that says how it stands.
    fn shown(&self) -> Answer {
        let address = links::reply(self.area.as_str(), &self.id.to_string());
        Answer::see(&OwnAddress::of_link(&address))
    }

    fn page(
        &self,
        asked: &Asked,
        kept: Option<&Reply>,
        filled: &Filled,
        wrong: &alongside_app::Wrong,
    ) -> Result<String, Failure> {
        let stands = match kept {
            None => None,
            Some(reply) => {
                Some(asked.read(|snapshot| Standings::of(snapshot, reply, &self.places))?)
            }
        };
        let (around, ways) = (self.known.place(), self.ways());
        let typed = |name, value| Typed {
            value,
            error: wrong.with(name),
        };
        let needs: Vec<&str> = filled.needs.iter().map(String::as_str).collect();
        let page = ReplyPage {
            shell: place::shell_of_form(asked, &around)?,
            invited: self.invited(&ways)?,
            stands: stands.as_ref().map(Standings::told),
            has_account: asked.visitor.is_some(),
            asked: own::Asked {
                means: typed("means", &filled.means),
                name: typed("name", &filled.name),
                email: typed("email", &filled.email),
                is_first: &filled.is_first,
                needs: &needs,
                language: typed("needs-language", &filled.language),
                note: typed("note", &filled.note),
                may_write: filled.may_write,
            },
        };
        Ok(page.render()?)
    }
}

/// Changes something on behalf of whoever replies.
fn change<T>(
    asked: &Asked,
    mut work: impl FnMut(
        &mut alongside_store::Transaction<'_>,
        &alongside_app::Call<'_>,
        &By<'_>,
    ) -> Result<T, App>,
) -> Result<T, App> {
    let browser = asked.browser().map_err(|_| App::NotFound)?;
    let (browser, network) = (SecretHash::of(&browser), asked.network("replies"));
    let language = asked.words().code();
    asked.change(|tx, call| {
        let person = person(tx, asked)?;
        let by = By {
            person: person.as_ref(),
            browser,
            network: &network,
            language,
        };
        work(tx, call, &by)
    })
}

/// Whoever asks, where they have signed in.
fn person(
    snapshot: &mut Snapshot<'_>,
    asked: &Asked,
) -> Result<Option<Person>, alongside_store::Error> {
    match &asked.visitor {
        Some(visitor) => people::find(snapshot, visitor.person),
        None => Ok(None),
    }
}

/// Whether people can say whether they come to a subject.
pub(crate) fn takes_replies(known: &Known, subject: &Subject, asked: &Asked) -> bool {
    let as_of = known.as_of(None, asked.now());
    let starts = subject.fact(fact::STARTS).and_then(Fact::when);
    known.past.is_none()
        && subject.kind == Kind::Meeting
        && subject.fact(fact::ANNOUNCED).is_some()
        && subject.fact(fact::CANCELLED).is_none()
        && !known.area.settings.is_read_only
        && matches!(starts, Some(starts @ When::At(_)) if as_of.is_before(starts, &known.area.zone))
}

/// What the form holds.
#[derive(Default)]
struct Filled {
    means: String,
    name: String,
    email: String,
    is_first: String,
    needs: Vec<String>,
    language: String,
    note: String,
    may_write: bool,
}

impl Filled {
    fn typed(fields: &crate::fields::Fields) -> Self {
        let needs = Category::ALL.into_iter().flat_map(|category| {
            let name = format!("needs-{}", category.name());
            fields.all(&name).map(ToOwned::to_owned).collect::<Vec<_>>()
        });
        Self {
            means: fields.get("means").to_owned(),
            name: fields.get("name").to_owned(),
            email: fields.get("email").trim().to_owned(),
            is_first: fields.get("first").to_owned(),
            needs: needs.collect(),
            language: fields.get("needs-language").to_owned(),
            note: fields.get("note").to_owned(),
            may_write: fields.get("may-write") == "yes",
        }
    }

    /// What was said before, shown only to whom it belongs by their account: somebody else may use the browser.
    fn of(asked: &Asked, kept: Option<&Reply>) -> Self {
        let visitor = asked.visitor.as_ref().map(|visitor| visitor.person);
        let kept = kept.filter(|reply| visitor.is_some() && reply.person == visitor);
        let Some((reply, attendee)) =
            kept.and_then(|reply| Some((reply, reply.attendee.as_ref()?)))
        else {
            return Self::default();
        };
        let first = |is_first| if is_first { "yes" } else { "no" };
        Self {
            means: reply.means.map_or("", Means::name).to_owned(),
            name: attendee.name.clone(),
            email: String::new(),
            is_first: reply.is_first.map_or("", first).to_owned(),
            needs: attendee
                .needs
                .ticked
                .iter()
                .map(|need| need.name().to_owned())
                .collect(),
            language: attendee.needs.language.clone(),
            note: attendee.needs.note.clone(),
            may_write: attendee.needs.may_write,
        }
    }
}
