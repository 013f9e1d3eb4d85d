//! Every half minute: witnesses that have not seen how far a record came are asked to sign it.

use alongside_notify::{Answer, Witness};
use alongside_store::Database;
use alongside_store::jobs::Leased;
use alongside_store::log::{self, Cosigned};
use alongside_tlog::{Checkpoint, Note, Submission, VerifierKey};
use jiff::Timestamp;

use crate::sequence::next;
use crate::{Context, Failure, Schedule, Work};

const KIND: &str = "cosign";

/// Asks each witness for its signature under each log that has grown since it signed last.
///
/// A witness that is away, or does not sign, holds nothing up: what is published is published, and says who signed it.
/// It may run twice at once: a witness signs the same again.
pub struct Cosign {
    witnesses: Vec<(VerifierKey, Witness)>,
}

/// Why a witness did not sign.
#[derive(Debug, thiserror::Error)]
enum Unsigned {
    #[error("{0}")]
    Unasked(#[from] alongside_notify::Unasked),
    #[error("the database: {0}")]
    Store(#[from] alongside_store::Error),
    #[error("what is published cannot be read: {0}")]
    Unreadable(String),
    #[error("it does not watch this record (404)")]
    Unknown,
    #[error(
        "it does not know the key that this record is signed with (403): tell whoever runs it, if the key was changed"
    )]
    Key,
    #[error(
        "it saw another record under this name (422): this one was rewritten, or a backup was put back; see the handbook"
    )]
    Rewritten,
    #[error("it answered with status {0}")]
    Status(u16),
    #[error("what it answered is not its signature of this")]
    Forged,
    #[error("it saw more entries than there are ({0}): a backup was put back; see the handbook")]
    Ahead(u64),
}

impl Cosign {
    /// When it does.
    pub const SCHEDULE: Schedule = Schedule { kind: KIND, next };

    /// Asks these, each known by its public key.
    pub fn new(witnesses: Vec<(VerifierKey, Witness)>) -> Self {
        Self { witnesses }
    }
}

impl Work for Cosign {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, _: &Leased, context: &Context<'_>) -> Result<(), Failure> {
        for (key, witness) in &self.witnesses {
            let line = key.to_string();
            let areas = context.database();
            for area in areas.read(|snapshot| log::unseen_by(snapshot, &line))? {
                if context.is_stopping() {
                    return Ok(());
                }
                if let Err(why) = ask(context.database(), &area, key, witness) {
                    let name = key.name();
                    tracing::error!(area, witness = %name, %why, "a witness did not sign a record");
                }
            }
        }
        Ok(())
    }
}

/// Asks one witness about one log, once more where it says from where the proof has to begin.
fn ask(
    database: &Database,
    area: &str,
    key: &VerifierKey,
    witness: &Witness,
) -> Result<(), Unsigned> {
    let line = key.to_string();
    let known = database.read(|snapshot| log::cosigned(snapshot, area))?;
    let known = known.into_iter().find(|known| known.witness == line);
    let mut old = known.map_or(0, |known| known.size);
    for _ in 0..2 {
        let sent = submission(database, area, old)?;
        match witness.ask(&sent.to_string())? {
            Answer::Signed(lines) => return keep(database, area, key, &sent.checkpoint, &lines),
            Answer::Seen(size) => old = size,
            Answer::Declined(404) => return Err(Unsigned::Unknown),
            Answer::Declined(403) => return Err(Unsigned::Key),
            Answer::Declined(422) => return Err(Unsigned::Rewritten),
            Answer::Declined(status) => return Err(Unsigned::Status(status)),
        }
    }
    Err(Unsigned::Status(409))
}

/// What a log sends: its checkpoint, and the proof that it began with so many entries.
fn submission(database: &Database, area: &str, old: u64) -> Result<Submission, Unsigned> {
    let published = database.read(|snapshot| {
        let log = log::find(snapshot, area)?;
        let proof = log::prefix(snapshot, area, old)?;
        Ok::<_, alongside_store::Error>(log.zip(proof))
    })?;
    let (log, proof) = published.ok_or(Unsigned::Ahead(old))?;
    let checkpoint = log.checkpoint.parse();
    Ok(Submission {
        old,
        proof,
        checkpoint: checkpoint
            .map_err(|why: alongside_tlog::NotANote| Unsigned::Unreadable(why.to_string()))?,
    })
}

/// Keeps the signature, if it is this witness's and over this very checkpoint.
fn keep(
    database: &Database,
    area: &str,
    key: &VerifierKey,
    checkpoint: &Note,
    lines: &str,
) -> Result<(), Unsigned> {
    let signature = lines
        .lines()
        .filter_map(|line| line.parse::<alongside_tlog::Signature>().ok())
        .find(|signature| signature.name() == key.name() && signature.id() == key.id())
        .ok_or(Unsigned::Forged)?;
    let unread = |_| Unsigned::Forged;
    let mut note = Note::new(checkpoint.text()).map_err(unread)?;
    note.add(signature.clone());
    let held = note.verify(std::slice::from_ref(key));
    let time = held.ok().and_then(|held| held.first()?.time);
    let at = time.and_then(|time| Timestamp::from_second(i64::try_from(time).ok()?).ok());
    let size = checkpoint.text().parse::<Checkpoint>();
    let cosigned = Cosigned {
        witness: key.to_string(),
        size: size.map_err(|_| Unsigned::Forged)?.size,
        at: at.ok_or(Unsigned::Forged)?,
        signature: signature.to_string(),
    };
    Ok(database.write(|tx| log::keep_cosigned(tx, area, &cosigned))?)
}
