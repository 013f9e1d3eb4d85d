//! A route: an address, who may come there, and who answers.

use alongside_domain::AreaSlug;
use alongside_domain::policy::{Action, Actor, Place, Refusal, may};
use axum::http::Method;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::limits::Limit;
use crate::visitor::Visitor;

/// Who answers. It runs where it may wait for the database.
pub(crate) type Handler = fn(&Asked) -> Result<Answer, Failure>;

/// One address and method, with everything that is checked before its handler runs.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub(crate) pattern: &'static str,
    pub(crate) takes: Takes,
    pub(crate) access: Access,
    pub(crate) speaks: Speaks,
    pub(crate) limit: Option<Limit>,
    /// What may stand behind the question mark of the address. Anything else is as good as not there: an answer that
    /// was made is given out again whatever somebody wrote beside it.
    pub(crate) asks: &'static [&'static str],
    /// Whether it makes sense only where somebody answers: it is left out of copies.
    pub(crate) is_live: bool,
    pub(crate) handler: Handler,
}

/// What is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: something is read.
    Nothing,
    /// The fields of a form of this service.
    Form,
    /// The same with a file.
    Upload,
    /// JSON from a script of this service.
    Json,
    /// `List-Unsubscribe=One-Click` (RFC 8058), from a mail program without a cookie and from nowhere in particular:
    /// the secret in the address is all that is asked for, and no page of anybody else's can know it.
    OneClick,
}

/// How mistakes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// As a page.
    Page,
    /// As problem JSON (RFC 9457).
    Api,
}

/// Who may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone; it is the same for all, so nobody is asked who they are.
    Unasked,
    /// Everyone; who has signed in is told so.
    Public,
    /// Everyone who has signed in.
    SignedIn,
    /// Whoever may do this here, by the table of the policy.
    May(Action, On),
}

/// Where something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// In the whole instance.
    Instance,
    /// In the area that the address names: for it as a whole, or for some organisation in it. Which one may be in the
    /// form, so who answers asks again for the very one.
    Area,
    /// On what is one's own.
    Own,
}

impl Route {
    /// A page.
    pub(crate) const fn page(pattern: &'static str, access: Access, handler: Handler) -> Self {
        Self {
            pattern,
            takes: Takes::Nothing,
            access,
            speaks: Speaks::Page,
            limit: None,
            asks: &[],
            is_live: false,
            handler,
        }
    }

    /// A form sent in.
    pub(crate) const fn form(pattern: &'static str, access: Access, handler: Handler) -> Self {
        Self {
            takes: Takes::Form,
            ..Self::page(pattern, access, handler)
        }
    }

    /// A form with a file.
    pub(crate) const fn upload(pattern: &'static str, access: Access, handler: Handler) -> Self {
        Self {
            takes: Takes::Upload,
            ..Self::page(pattern, access, handler)
        }
    }

    /// JSON from a script of ours.
    pub(crate) const fn json(pattern: &'static str, access: Access, handler: Handler) -> Self {
        Self {
            takes: Takes::Json,
            speaks: Speaks::Api,
            ..Self::page(pattern, access, handler)
        }
    }

    /// What a mail program sends to end all mails of a kind.
    pub(crate) const fn one_click(pattern: &'static str, handler: Handler) -> Self {
        Self {
            takes: Takes::OneClick,
            ..Self::page(pattern, Access::Public, handler)
        }
    }

    /// Something public for machines.
    pub(crate) const fn api(pattern: &'static str, handler: Handler) -> Self {
        Self {
            speaks: Speaks::Api,
            ..Self::page(pattern, Access::Unasked, handler)
        }
    }

    /// The same, so often from one network address.
    pub(crate) const fn at_most(self, limit: Limit) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// The same with what may stand behind the question mark.
    pub(crate) const fn asking(self, asks: &'static [&'static str]) -> Self {
        Self { asks, ..self }
    }

    /// The same, and of no use in a copy.
    pub(crate) const fn live(self) -> Self {
        Self {
            is_live: true,
            ..self
        }
    }

    /// Whether it can stand in a copy: something that everyone reads, which is not only of use where somebody answers.
    pub(crate) fn is_copied(&self) -> bool {
        matches!(self.access, Access::Public | Access::Unasked)
            && self.takes == Takes::Nothing
            && self.speaks == Speaks::Page
            && !self.is_live
    }

    /// The address, with `{…}` where something stands for it.
    pub const fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// How it is asked: GET for what is read, which HEAD may ask too, and POST for what is sent in.
    pub const fn method(&self) -> Method {
        match self.takes {
            Takes::Nothing => Method::GET,
            Takes::Form | Takes::Upload | Takes::Json | Takes::OneClick => Method::POST,
        }
    }

    /// What is sent in.
    pub const fn takes(&self) -> Takes {
        self.takes
    }

    /// Who may come.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// Whether a request with this method comes here.
    pub(crate) fn answers(&self, method: &Method) -> bool {
        let own = self.method();
        *method == own || (*method == Method::HEAD && own == Method::GET)
    }
}

impl Access {
    /// Whether somebody may come. `area` is what the address names, if it names one.
    pub(crate) fn check(
        self,
        visitor: Option<&Visitor>,
        area: Option<&str>,
    ) -> Result<(), Failure> {
        let actor = visitor.map_or(&Actor::Stranger, Visitor::actor);
        let checked = self.check_as(actor, visitor, area);
        let Some(with_passkey) = visitor.and_then(Visitor::actor_with_passkey) else {
            return checked;
        };
        checked.map_err(|refused| match self.check_as(with_passkey, visitor, area) {
            Ok(()) => Failure::Passkey,
            Err(_) => refused,
        })
    }

    fn check_as(
        self,
        actor: &Actor,
        visitor: Option<&Visitor>,
        area: Option<&str>,
    ) -> Result<(), Failure> {
        match (self, visitor) {
            (Self::Unasked | Self::Public, _) | (Self::SignedIn, Some(_)) => Ok(()),
            (Self::SignedIn, None) => Err(Failure::SignIn),
            (Self::May(action, on), _) => {
                let places = on.places(visitor, area).ok_or(Failure::NotFound)?;
                let mut refusal = Failure::NotFound;
                for place in places {
                    match may(actor, action, &place) {
                        Ok(()) => return Ok(()),
                        Err(Refusal::SignIn(_)) => return Err(Failure::SignIn),
                        Err(refused) => refusal = Failure::Refused(refused),
                    }
                }
                Err(refusal)
            }
        }
    }
}

impl On {
    /// The places of which one is enough; `None` where the address names none.
    fn places(self, visitor: Option<&Visitor>, area: Option<&str>) -> Option<Vec<Place>> {
        Some(match self {
            Self::Instance => vec![Place::Instance],
            Self::Own => vec![visitor.map_or(Place::Instance, |visitor| Place::Person {
                person: visitor.person,
                held_by: None,
            })],
            Self::Area => {
                let area: AreaSlug = area?.parse().ok()?;
                let held = visitor.into_iter().flat_map(|visitor| &visitor.roles);
                let organisations = held.filter_map(|holding| match holding.held_in() {
                    alongside_domain::HeldIn::Organisation(held) if held.area == area => {
                        Some(Place::Organisation(held.clone()))
                    }
                    _ => None,
                });
                std::iter::once(Place::Area(area.clone()))
                    .chain(organisations.collect::<Vec<_>>())
                    .collect()
            }
        })
    }
}
