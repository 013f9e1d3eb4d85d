//! What is asked: a request as its handler has it, when all that can be checked beforehand has been.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use alongside_app::{Call, Caller, Seeded};
use alongside_domain::Instant;
use alongside_domain::policy::{Action, Actor};
use alongside_pages::public::{ActId, CopyOf, Said, Shell, Viewer};
use alongside_pages::{Language, Words};
use alongside_store::files::Digest;
use alongside_store::{Database, Snapshot, Transaction, areas, outbox};
use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use tokio::runtime::Handle;

use crate::answer::{Answer, Keeping, Made, Media};
use crate::cache::Key;
use crate::cookies::{self, Name, Secret};
use crate::failure::Failure;
use crate::fields::{Fields, Sent, Upload};
use crate::own_address::OwnAddress;
use crate::route::{Access, On, Speaks};
use crate::sender;
use crate::service::Service;
use crate::visitor::{Visiting, Visitor};

/// Where and when somebody asks, whoever it is.
#[derive(Debug)]
pub(crate) struct Visit {
    pub(crate) service: Service,
    pub(crate) now: Instant,
    /// By which the log knows it.
    pub(crate) reference: String,
    pub(crate) language: Language,
    /// Whether the language was chosen just now.
    pub(crate) is_chosen: bool,
    /// The path with its question.
    pub(crate) address: String,
    pub(crate) speaks: Speaks,
    /// Whether what is there can be asked for as it stood on a day.
    pub(crate) takes_day: bool,
    pub(crate) method: Method,
    pub(crate) headers: HeaderMap,
    /// From which network address.
    pub(crate) from: IpAddr,
}

/// What is asked.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) visit: Arc<Visit>,
    pub(crate) query: Fields,
    /// What stands in the address for each `{…}` of its pattern.
    pub(crate) steps: Vec<(String, String)>,
    pub(crate) visitor: Option<Visitor>,
    /// Whether the browser holds a session that is over.
    is_over: bool,
    pub(crate) sent: Sent,
    /// What the browser is known by, once something asks.
    browser: OnceLock<Browser>,
    /// All the chance that is needed to answer.
    chance: Seeded,
    /// What the page tells was done just now.
    said: Option<Said>,
    /// The act of which that page offers the receipt.
    said_act: Option<ActId>,
    /// The first act that was done for this answer.
    act: OnceLock<ActId>,
    form_token: OnceLock<String>,
}

/// What a browser is known by.
#[derive(Debug, Clone, Copy)]
struct Browser {
    secret: Secret,
    is_new: bool,
}

/// How long a browser is known, in seconds: longer than any form is left open.
const BROWSER_LIFE: i64 = 30 * 24 * 60 * 60;

impl Asked {
    pub(crate) fn new(
        visit: Arc<Visit>,
        query: Fields,
        steps: Vec<(String, String)>,
        visiting: Visiting,
        sent: Sent,
        seed: [u8; 32],
    ) -> Self {
        let said = cookies::sent(&visit.headers, Name::Said, &visit.service.settings().base);
        let (said, said_act) = cookies::said(said.unwrap_or_default());
        let said = visiting.said().or(said);
        let is_over = matches!(visiting, Visiting::Over(_));
        let visitor = match visiting {
            Visiting::In(visitor) => Some(*visitor),
            Visiting::Stranger | Visiting::Over(_) => None,
        };
        Self {
            chance: Seeded::new(seed),
            said,
            said_act,
            act: OnceLock::new(),
            is_over,
            visit,
            query,
            steps,
            visitor,
            sent,
            browser: OnceLock::new(),
            form_token: OnceLock::new(),
        }
    }

    pub(crate) fn service(&self) -> &Service {
        &self.visit.service
    }

    pub(crate) fn now(&self) -> Instant {
        self.visit.now
    }

    pub(crate) fn words(&self) -> &'static Words {
        Words::of(self.visit.language)
    }

    /// What stands in the address for `{name}`.
    pub(crate) fn step(&self, name: &str) -> &str {
        let found = self.steps.iter().find(|(found, _)| found == name);
        found.map_or("", |(_, value)| value)
    }

    /// The fields of the form that was sent in.
    pub(crate) fn fields(&self) -> Result<&Fields, Failure> {
        match &self.sent {
            Sent::Fields(fields, _) => Ok(fields),
            Sent::Nothing | Sent::Json(_) => Err(Failure::Unreadable),
        }
    }

    /// The file that was sent in under this name.
    pub(crate) fn upload(&self, field: &str) -> Option<&Upload> {
        match &self.sent {
            Sent::Fields(_, uploads) => uploads.iter().find(|upload| upload.field == field),
            Sent::Nothing | Sent::Json(_) => None,
        }
    }

    /// The JSON that was sent in.
    pub(crate) fn json<'a, T: serde::Deserialize<'a>>(&'a self) -> Result<T, Failure> {
        match &self.sent {
            Sent::Json(bytes) => serde_json::from_slice(bytes).map_err(|_| Failure::Unreadable),
            Sent::Nothing | Sent::Fields(..) => Err(Failure::Unreadable),
        }
    }

    /// Who asks, as the policy has it.
    pub(crate) fn actor(&self) -> Actor {
        let visitor = self.visitor.as_ref();
        visitor.map_or(Actor::Stranger, |visitor| visitor.actor().clone())
    }

    /// Whether they may do this somewhere in the area that the address names.
    pub(crate) fn may_here(&self, action: Action) -> bool {
        let area = self.step("area");
        Access::May(action, On::Area)
            .check(self.visitor.as_ref(), Some(area))
            .is_ok()
    }

    pub(crate) fn database(&self) -> &Database {
        &self.service().parts().database
    }

    /// Reads from one moment of the database.
    pub(crate) fn read<T, E: From<alongside_store::Error> + Into<Failure>>(
        &self,
        work: impl FnMut(&mut Snapshot<'_>) -> Result<T, E>,
    ) -> Result<T, Failure> {
        self.database().read(work).map_err(Into::into)
    }

    /// Has a use case of `app` change something, on behalf of whoever asks. What it refuses is for the handler to
    /// show beside a field, or to give back with `?`.
    pub(crate) fn change<T>(
        &self,
        mut work: impl FnMut(&mut Transaction<'_>, &Call<'_>) -> Result<T, alongside_app::Failure>,
    ) -> Result<T, alongside_app::Failure> {
        let chance = |bytes: &mut [u8]| self.chance.fill(bytes);
        let call = Call {
            caller: Caller::Actor(self.actor()),
            now: self.now(),
            chance: &chance,
        };
        let area = self.step("area");
        let (changed, act) = self.database().write(|tx| {
            let before = areas::last(tx, area)?;
            let changed = work(tx, &call)?;
            // Acts of an area follow one another, so what comes after the last was done here.
            let first = match before {
                Some(last) => outbox::after(tx, area, last.timestamp(), 1)?.pop(),
                None => None,
            };
            Ok::<_, alongside_app::Failure>((changed, first.map(|act| act.id)))
        })?;
        if let Some(act) = act.and_then(|id| id.to_string().parse().ok()) {
            // Where several things are changed for one answer, the first public one is told.
            self.act.get_or_init(|| act);
        }
        (self.service().parts().kept)();
        Ok(changed)
    }

    /// Reads what a use case of `app` shows only to those who may see it.
    pub(crate) fn look<T>(
        &self,
        mut work: impl FnMut(&mut Snapshot<'_>, &Call<'_>) -> Result<T, alongside_app::Failure>,
    ) -> Result<T, alongside_app::Failure> {
        let call = Call {
            caller: Caller::Actor(self.actor()),
            now: self.now(),
            chance: &|bytes: &mut [u8]| self.chance.fill(bytes),
        };
        self.database().read(|snapshot| work(snapshot, &call))
    }

    /// Keeps a file and gives its name.
    pub(crate) fn keep_file(&self, bytes: Bytes) -> Result<Digest, Failure> {
        let kept = self.service().parts().files.put(bytes);
        Handle::current().block_on(kept).map_err(Failure::from)
    }

    /// Removes a file that is not needed any more. If that cannot be done now, it is done at night.
    pub(crate) fn remove_file(&self, digest: Digest) {
        let removed = self.service().parts().files.remove(digest);
        if let Err(error) = Handle::current().block_on(removed) {
            tracing::warn!(%error, "a file that is not needed any more was not removed");
        }
    }

    /// A file that was kept.
    pub(crate) fn file(&self, digest: Digest) -> Result<Bytes, Failure> {
        let found = self.service().parts().files.get(digest);
        Handle::current().block_on(found).map_err(Failure::from)
    }

    /// What the browser is known by; drawn and set with the answer where it has nothing yet.
    pub(crate) fn browser(&self) -> Result<Secret, Failure> {
        if let Some(browser) = self.browser.get() {
            return Ok(browser.secret);
        }
        let base = &self.service().settings().base;
        let browser = match cookies::secret(&self.visit.headers, Name::Browser, base) {
            Some(secret) => Browser {
                secret,
                is_new: false,
            },
            None => Browser {
                secret: self.service().draw()?,
                is_new: true,
            },
        };
        Ok(self.browser.get_or_init(|| browser).secret)
    }

    /// What stands around a page without a form, outside any area.
    pub(crate) fn shell(&self) -> Result<Shell<'_>, Failure> {
        let settings = self.service().settings();
        let shell = Shell::new(
            self.words(),
            &self.service().look().assets,
            &self.visit.address,
        );
        let shell = Shell {
            said: self.said,
            act: self.said_act,
            is_demo: settings.demo.is_some(),
            copy: settings.copy.map(|at| CopyOf {
                at: at.timestamp(),
                origin: settings.base.origin(),
            }),
            ..shell
        };
        let Some(visitor) = &self.visitor else {
            return Ok(shell);
        };
        Ok(Shell {
            viewer: Viewer::SignedIn {
                name: &visitor.name,
            },
            ..self.with_token(shell)?
        })
    }

    /// The same for a page with a form.
    pub(crate) fn shell_of_form(&self) -> Result<Shell<'_>, Failure> {
        self.with_token(self.shell()?)
    }

    fn with_token<'a>(&'a self, shell: Shell<'a>) -> Result<Shell<'a>, Failure> {
        let browser = self.browser()?;
        Ok(Shell {
            form_token: self.form_token.get_or_init(|| sender::token(&browser)),
            ..shell
        })
    }

    /// Whether everyone who has not signed in gets the very same page.
    pub(crate) fn is_for_all(&self) -> bool {
        self.visitor.is_none() && self.browser.get().is_none() && self.said.is_none()
    }

    /// A form shown again, with what is wrong beside its fields.
    pub(crate) fn again(&self, page: String) -> Answer {
        self.html(page)
            .with_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// It was done: on to a page that says so.
    pub(crate) fn done(&self, address: &OwnAddress, said: Said) -> Answer {
        let base = &self.service().settings().base;
        Answer::see(address).and_cookie(cookies::with_said(base, said, self.act.get().copied()))
    }

    /// What stands for the network that this comes from, for this purpose, and tells nobody which it is.
    pub(crate) fn network(&self, what: &str) -> [u8; 32] {
        self.service().limits().network(what, self.visit.from)
    }

    /// A page: public where it is the same for all.
    pub(crate) fn html(&self, page: String) -> Answer {
        if self.is_for_all() {
            Answer::public(Arc::new(Made::new(Media::Html, page.into())))
        } else {
            Answer::personal(Media::Html, page)
        }
    }

    /// Something public that was made from this version of what the address names: made now, or given out as it was
    /// made for somebody else in this minute. A page for somebody known is always made.
    pub(crate) fn kept(
        &self,
        version: i64,
        media: Media,
        make: impl FnOnce() -> Result<String, Failure>,
    ) -> Result<Answer, Failure> {
        if media.is_for_a_reader() && !self.is_for_all() {
            return Ok(self.html(make()?));
        }
        self.kept_made(version, media, || Ok(Made::new(media, make()?.into())))
    }

    /// The same of something that is made with more than its text, and is for no one reader.
    pub(crate) fn kept_made(
        &self,
        version: i64,
        media: Media,
        make: impl FnOnce() -> Result<Made, Failure>,
    ) -> Result<Answer, Failure> {
        let (now, language) = (self.now(), self.visit.language);
        let fresh = || {
            let turn = self.service().cache().turn();
            let _turn =
                turn.ok_or_else(|| Failure::Unavailable("too many pages at once".into()))?;
            Ok::<_, Failure>(Arc::new(make()?))
        };
        let page = match Key::new(version, now, media, language, &self.visit.address) {
            Some(key) => self.service().cache().get_or_make(&key, fresh)?,
            None => fresh()?,
        };
        Ok(Answer::public(page))
    }

    /// As the session goes on, so do the cookies of the browser that it is in. What anybody may keep sets none.
    fn with_renewed(&self, mut answer: Answer) -> Answer {
        let base = &self.service().settings().base;
        let renewed = self.visitor.as_ref().and_then(|visitor| visitor.renewed);
        let Some(left) = renewed.filter(|_| answer.keeping == Keeping::Personal) else {
            return answer;
        };
        for (name, seconds) in [(Name::Session, left), (Name::Browser, BROWSER_LIFE)] {
            let is_set = answer
                .cookies
                .iter()
                .any(|one| cookies::is(one, name, base));
            let secret = cookies::secret(&self.visit.headers, name, base);
            if let (Some(secret), false) = (secret, is_set) {
                answer = answer.and_cookie(cookies::with_secret(name, base, &secret, seconds));
            }
        }
        answer
    }

    /// The answer with the cookies that this visit brings with it.
    pub(crate) fn with_cookies(&self, mut answer: Answer) -> Answer {
        let base = &self.service().settings().base;
        if let Some(browser) = self.browser.get()
            && browser.is_new
        {
            let secret = &browser.secret;
            let cookie = cookies::with_secret(Name::Browser, base, secret, BROWSER_LIFE);
            answer = answer.and_cookie(cookie);
        }
        answer = self.with_renewed(answer);
        let sets = |answer: &Answer, name| {
            let mut set = answer.cookies.iter();
            set.any(|cookie| cookies::is(cookie, name, base))
        };
        if self.is_over && !sets(&answer, Name::Session) {
            answer = answer.and_cookie(cookies::removed(Name::Session, base));
        }
        if let Some(said) = self.said
            && !sets(&answer, Name::Said)
        {
            let is_page = |made: &Arc<Made>| made.media == Media::Html;
            if answer.made.as_ref().is_some_and(is_page) {
                answer = answer.and_cookie(cookies::removed(Name::Said, base));
            } else if self.is_over {
                // The page that follows says why.
                answer = answer.and_cookie(cookies::with_said(base, said, self.said_act));
            }
        }
        answer
    }
}
