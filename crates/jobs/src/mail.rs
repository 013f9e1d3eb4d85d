//! Jobs of the kind `mail`: one mail each, at most once.
//!
//! A mail server takes a mail at one moment and says so at a later one. Whoever dies in between cannot know whether
//! it went out. So a mark is kept before the first word to the mail server, and taken away only when surely nothing
//! was sent. An attempt that finds a mark sends nothing: the mail went out, or it may have, and then the job is given
//! up for an operator to see.
//!
//! The mark is kept together with what composing the mail keeps, such as the hash of a new secret: only whoever sends
//! the mail can have changed what it says.

use std::sync::Arc;

use alongside_notify::{Mail, Mailer, SendError};
use alongside_store::Transaction;
use alongside_store::jobs::Leased;
use alongside_store::mails::{self, Begin, Mark};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Context, Failure, Work};

/// Makes the mail of a job.
pub trait Compose: Send + Sync {
    /// The mail, with the job's id as its own; or none if there is nothing to send, such as when nobody has this
    /// address. What has to be known of it later is kept in the transaction, which may be run again. It may be asked
    /// again for the same job, if the mail that it made was surely not sent.
    fn compose(
        &self,
        tx: &mut Transaction<'_>,
        job: Uuid,
        payload: &str,
        now: Timestamp,
    ) -> Result<Option<Mail>, Failure>;
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
        let begun = context.now();
        let next = database.write(|tx| self.begin(tx, job, context, begun))?;
        let Some(mail) = next else {
            return Ok(());
        };
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

impl<C: Compose> SendMail<C> {
    /// The mail, marked as about to go out; none where there is nothing to send, or it went out already.
    fn begin(
        &self,
        tx: &mut Transaction<'_>,
        job: &Leased,
        context: &Context<'_>,
        begun: Timestamp,
    ) -> Result<Option<Mail>, Failure> {
        match mails::find(tx, job.id)? {
            None => {}
            Some(Mark { sent: Some(_), .. }) => return Ok(None),
            Some(Mark { sent: None, .. }) => return Err(begun_before()),
        }
        // Before anything is composed: the mail with the secret that counts may be on its way from somebody else.
        if !context.hold(tx, job)? {
            return Err(Failure::again("somebody else has the job"));
        }
        let Some(mail) = self.compose.compose(tx, job.id, &job.payload, begun)? else {
            return Ok(None);
        };
        match mails::begin(tx, job.id, begun)? {
            Begin::Begun => Ok(Some(mail)),
            Begin::BegunBefore { .. } => Err(begun_before()),
        }
    }
}

fn begun_before() -> Failure {
    Failure::never("it may have been sent, or not: an earlier attempt did not come back")
}
