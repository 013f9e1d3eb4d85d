//! Jobs of the kind `mail`: one mail each, at most once.
//!
//! A mail server takes a mail at one moment and says so at a later one. Whoever dies in between cannot know whether
//! it went out. So a mark is kept before the first word to the mail server, and taken away only when surely nothing
//! was sent. An attempt that finds a mark sends nothing: the mail went out, or it may have, and then the job is given
//! up for an operator to see.

use std::sync::Arc;

use alongside_notify::{Mail, Mailer, SendError};
use alongside_store::jobs::Leased;
use alongside_store::mails::{self, Begin, Mark};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Context, Failure, Work};

/// Makes the mail of a job.
pub trait Compose: Send + Sync {
    /// The mail, with the job's id as its own; or none if there is nothing to send, such as when nobody has this
    /// address. It may be asked again for the same job, if the mail that it made was surely not sent.
    fn compose(&self, job: Uuid, payload: &str, now: Timestamp) -> Result<Option<Mail>, Failure>;
}

/// Sends the mail of a job, at most once.
pub struct SendMail<C> {
    compose: C,
    mailer: Arc<dyn Mailer>,
}

impl<C: Compose> SendMail<C> {
    /// Sends what is composed through the mailer.
    pub fn new(compose: C, mailer: Arc<dyn Mailer>) -> Self {
        Self { compose, mailer }
    }
}

impl<C: Compose> Work for SendMail<C> {
    fn kind(&self) -> &'static str {
        "mail"
    }

    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let database = context.database();
        // Before anything is composed, which may make a new secret.
        match database.read(|snapshot| mails::find(snapshot, job.id))? {
            None => {}
            Some(Mark { sent: Some(_), .. }) => return Ok(()),
            Some(Mark { sent: None, .. }) => return Err(begun_before()),
        }
        let now = context.now();
        let Some(mail) = self.compose.compose(job.id, &job.payload, now)? else {
            return Ok(());
        };
        let begun = context.now();
        let mark = database.write(|tx| {
            if context.hold(tx, job)? {
                mails::begin(tx, job.id, begun).map(Some)
            } else {
                Ok::<_, alongside_store::Error>(None)
            }
        })?;
        match mark {
            Some(Begin::Begun) => {}
            Some(Begin::BegunBefore { sent: true }) => return Ok(()),
            Some(Begin::BegunBefore { sent: false }) => return Err(begun_before()),
            None => return Err(Failure::again("somebody else has the job")),
        }
        match self.mailer.send(&mail) {
            Ok(()) => {
                database.write(|tx| mails::sent(tx, job.id, begun, context.now()))?;
                Ok(())
            }
            Err(error @ SendError::Uncertain(_)) => Err(Failure::never(error.to_string())),
            Err(error) => {
                database.write(|tx| mails::undo(tx, job.id, begun))?;
                let again = matches!(error, SendError::Again(_));
                let says = error.to_string().into();
                Err(Failure { again, says })
            }
        }
    }
}

fn begun_before() -> Failure {
    Failure::never("it may have been sent, or not: an earlier attempt did not come back")
}
