//! Jobs of the kind `mail`: one mail or text message each, at most once.
//!
//! A mail server takes a mail at one moment and says so at a later one, and so do those who take texts. Whoever dies in
//! between cannot know whether it went out. So a mark is kept before the first word to them, and taken away only when
//! surely nothing was sent. An attempt that finds a mark sends nothing: it went out, or it may have, and then the job is
//! given up for an operator to see.
//!
//! The mark is kept together with what composing keeps, such as the hash of a new secret: only whoever sends it can have
//! changed what it says.

use std::sync::Arc;

use alongside_notify::{Mail, Mailer, SendError, Step, Text, Texter, Trouble, Why};
use alongside_store::Transaction;
use alongside_store::jobs::Leased;
use alongside_store::mails::{self, Begin, Mark};
use jiff::Timestamp;
use parking_lot::Mutex;
use uuid::Uuid;

use crate::{Context, Failure, Work};

/// What goes out to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// By mail.
    Mail(Box<Mail>),
    /// To their phone.
    Text(Text),
}

impl From<Mail> for Message {
    fn from(mail: Mail) -> Self {
        Self::Mail(Box::new(mail))
    }
}

/// Makes the message of a job.
pub trait Compose: Send + Sync {
    /// The message, with the job's id as its own; or none if there is nothing to send, such as when nobody has this
    /// address. What has to be known of it later is kept in the transaction, which may be run again. It may be asked
    /// again for the same job, if the message that it made was surely not sent.
    fn compose(
        &self,
        tx: &mut Transaction<'_>,
        job: Uuid,
        payload: &str,
        now: Timestamp,
    ) -> Result<Option<Message>, Failure>;
}

/// Sends the message of a job, at most once.
pub struct SendMessage<C> {
    compose: C,
    mailer: Arc<dyn Mailer>,
    texter: Option<Arc<dyn Texter>>,
    /// Held while it is kept that a message is about to go out, or went. Workers that send one after another of many
    /// alike write next to each other, and PostgreSQL would have most of them run again.
    pen: Mutex<()>,
}

impl<C: Compose> SendMessage<C> {
    /// Sends what is composed through the mailer.
    pub fn new(compose: C, mailer: Arc<dyn Mailer>) -> Self {
        Self {
            compose,
            mailer,
            texter: None,
            pen: Mutex::new(()),
        }
    }

    /// Sends texts too.
    #[must_use]
    pub fn and_texts(mut self, texter: Option<Arc<dyn Texter>>) -> Self {
        self.texter = texter;
        self
    }

    fn send(&self, message: &Message) -> Result<(), SendError> {
        match message {
            Message::Mail(mail) => self.mailer.send(mail),
            Message::Text(text) => match &self.texter {
                Some(texter) => texter.send_text(text),
                // Somebody may set one up between two tries.
                None => Err(SendError::Again(Why {
                    step: Step::Asking,
                    trouble: Trouble::Cannot("provider of texts in the settings"),
                })),
            },
        }
    }
}

impl<C: Compose> Work for SendMessage<C> {
    fn kind(&self) -> &'static str {
        "mail"
    }

    fn run(&self, job: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        let database = context.database();
        let begun = context.now();
        let next = {
            let _pen = self.pen.lock();
            database.write(|tx| self.begin(tx, job, context, begun))?
        };
        let Some(message) = next else {
            return Ok(());
        };
        match self.send(&message) {
            Ok(()) => {
                let now = context.now();
                let _pen = self.pen.lock();
                context.end_with(job, |tx| mails::sent(tx, job.id, begun, now).map(drop))?;
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

impl<C: Compose> SendMessage<C> {
    /// The message, marked as about to go out; none where there is nothing to send, or it went out already.
    fn begin(
        &self,
        tx: &mut Transaction<'_>,
        job: &Leased,
        context: &Context<'_>,
        begun: Timestamp,
    ) -> Result<Option<Message>, Failure> {
        match mails::find(tx, job.id)? {
            None => {}
            Some(Mark { sent: Some(_), .. }) => return Ok(None),
            Some(Mark { sent: None, .. }) => return Err(begun_before()),
        }
        // Before anything is composed: the message with the secret that counts may be on its way from somebody else.
        if !context.hold(tx, job)? {
            return Err(Failure::again("somebody else has the job"));
        }
        let Some(message) = self.compose.compose(tx, job.id, &job.payload, begun)? else {
            return Ok(None);
        };
        match mails::begin(tx, job.id, begun)? {
            Begin::Begun => Ok(Some(message)),
            Begin::BegunBefore { .. } => Err(begun_before()),
        }
    }
}

fn begun_before() -> Failure {
    Failure::never("it may have been sent, or not: an earlier attempt did not come back")
}
