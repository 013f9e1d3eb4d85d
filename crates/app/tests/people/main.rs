//! Signing in, invitations and roles, on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot run has failed")]

use alongside_app::accept_invitation::accept_invitation;
use alongside_app::after_restore::after_restore;
use alongside_app::ask_for_link::ask_for_link;
use alongside_app::end_role::end_role;
use alongside_app::end_session::{end_session, sessions_of};
use alongside_app::forget::forget;
use alongside_app::give_role::give_role;
use alongside_app::invite::{invite, take_back};
use alongside_app::letter::{self, About, Says};
use alongside_app::open_area::{Opened, Wish, open_area};
use alongside_app::open_link::{SignedIn, open_link};
use alongside_app::register_organisation::register_organisation;
use alongside_app::who::{Signed, Who, who};
use alongside_app::{Call, Caller, Failure};
use alongside_domain::policy::{Action, Place};
use alongside_domain::sign_in::{LinkRefusal, Rate, SecretHash, SessionLimits};
use alongside_domain::{
    Controller, HeldIn, Instant, InvitationRefusal, OrganisationKind, PersonId, Role,
};
use alongside_store::{Database, Options, invitations, jobs, roles};
use alongside_testkit::{Outcome, Scratch, chance};

mod inviting;
mod sign_in;

fn at(minutes: i64) -> Instant {
    let begin: Instant = "2026-11-22T09:00:00.000000Z".parse().unwrap();
    begin.plus_micros(minutes * 60_000_000)
}

fn machine(minutes: i64) -> Call<'static> {
    Call {
        caller: Caller::Machine,
        now: at(minutes),
        chance: &chance,
    }
}

fn by(who: &Who, minutes: i64) -> Call<'static> {
    Call {
        caller: Caller::Actor(who.actor(at(minutes))),
        ..machine(minutes)
    }
}

struct Here {
    database: Database,
    council: Controller,
    forum: Controller,
}

const BROWSER: &[u8] = b"thirty-two bytes of a browser ..";
const NETWORK: [u8; 32] = [7; 32];

fn open(scratch: &Scratch) -> Result<Here, Box<dyn std::error::Error>> {
    let database = Database::open(scratch.url(), &Options::default())?;
    database.migrate()?;
    let wish = Wish {
        name: "Rivermead",
        slug: "rivermead",
        gss: "",
        council: "Rivermead Council",
    };
    let call = machine(0);
    let Opened { area, council } = database.write(|tx| open_area(tx, &call, &wish))?;
    let kind = OrganisationKind::Forum;
    let forum = database.write(|tx| register_organisation(tx, &call, &area, kind, "Forum"))?;
    let controller = |organisation, kind| Controller {
        area: area.clone(),
        organisation,
        kind,
    };
    Ok(Here {
        council: controller(council, OrganisationKind::Council),
        forum: controller(forum, kind),
        database,
    })
}

impl Here {
    fn give(&self, email: &str, role: Role, held_in: &HeldIn) -> PersonId {
        let given = self
            .database
            .write(|tx| give_role(tx, &machine(0), email, "Somebody", role, held_in));
        given.unwrap()
    }

    fn ask(&self, email: &str, minutes: i64) -> Result<(), Failure> {
        let browser = SecretHash::of(BROWSER);
        self.database
            .write(|tx| ask_for_link(tx, &machine(minutes), email, browser, &NETWORK).map(drop))
    }

    /// Takes every letter that waits, as the runner does.
    fn letters(&self, minutes: i64) -> Vec<letter::Letter> {
        let call = machine(minutes);
        let now = call.now.timestamp();
        let until = at(minutes + 1).timestamp();
        let taken = self
            .database
            .write(|tx| jobs::take(tx, "w", now, until, 100));
        let mut letters = Vec::new();
        for job in taken.unwrap() {
            let about: About = serde_json::from_str(&job.payload).unwrap();
            let letter = self.database.write(|tx| letter::prepare(tx, &call, about));
            letters.extend(letter.unwrap());
            self.database
                .write(|tx| jobs::complete(tx, &job, now))
                .unwrap();
        }
        letters
    }

    fn secret(&self, minutes: i64) -> [u8; 32] {
        let letters = self.letters(minutes);
        match letters.last().map(|letter| &letter.says) {
            Some(Says::Link { secret }) => *secret,
            _ => panic!("no link was sent"),
        }
    }

    fn open_link(
        &self,
        secret: &[u8],
        browser: &[u8],
        minutes: i64,
    ) -> Result<Result<SignedIn, LinkRefusal>, Failure> {
        self.database.write(|tx| {
            open_link(
                tx,
                &machine(minutes),
                secret,
                Some(browser),
                &NETWORK,
                "a phone",
            )
        })
    }

    fn who(&self, secret: &[u8], minutes: i64) -> Signed {
        self.database
            .read(|snapshot| who(snapshot, secret, at(minutes)))
            .unwrap()
    }

    fn sign_in(&self, email: &str, minutes: i64) -> Box<Who> {
        self.ask(email, minutes).unwrap();
        let secret = self.secret(minutes);
        let signed_in = self.open_link(&secret, BROWSER, minutes).unwrap().unwrap();
        match self.who(&signed_in.secret, minutes) {
            Signed::In(who) => who,
            other => panic!("{other:?}"),
        }
    }

    fn relax(&self) {
        let wish = alongside_app::change_settings::Wish {
            seen: self.version(),
            colour: "123456",
            contact: "",
            asks_passkey: false,
            witnesses: None,
            sends_texts: None,
        };
        let area = &self.council.area;
        self.database
            .write(|tx| {
                alongside_app::change_settings::change_settings(tx, &machine(0), area, &wish)
            })
            .unwrap();
    }

    fn version(&self) -> i64 {
        let area = &self.council.area;
        let found = self
            .database
            .read(|s| alongside_store::areas::find(s, area));
        found.unwrap().unwrap().version
    }
}
