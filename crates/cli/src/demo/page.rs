//! What the page of the demo shows, and what it must not show.

use std::sync::Arc;

use alongside_notify::{Mail, Memory, Text};
use alongside_store::{Database, Snapshot, areas};
use alongside_web::{Demo, ShownMail};

use super::accounts;
use crate::config::Config;
use crate::failure::Failure;

/// The accounts, and the mails and texts that the service has written.
pub(crate) fn shown(mails: Arc<Memory>) -> Demo {
    let shown = |mail: &Mail| ShownMail {
        at: mail.date,
        to: mail.to.reveal().to_owned(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
    };
    let shown_text = |text: &Text| ShownMail {
        at: text.date,
        to: text.to.reveal().to_owned(),
        subject: "Text message".to_owned(),
        // A phone finds the address in a text; the page finds it in a line of its own.
        text: text.text.replace(" http", "\nhttp"),
    };
    Demo {
        accounts: accounts::shown(),
        outbox: Arc::new(move || {
            let mut all: Vec<ShownMail> = mails.mails().iter().map(shown).collect();
            all.extend(mails.texts().iter().map(shown_text));
            all.sort_by_key(|shown| std::cmp::Reverse(shown.at));
            all
        }),
    }
}

/// Refuses to show the mails of anything but a demo: a link to sign in with is among them.
pub(crate) fn refuse_what_is_real(config: &Config, database: &Database) -> Result<(), Failure> {
    if !config.listen.ip().is_loopback() {
        let says = "--demo shows everyone's mail, so it listens on this machine alone: give --listen 127.0.0.1:8080";
        return Err(Failure::Start(says.to_owned()));
    }
    let is_real = database.read(|snapshot: &mut Snapshot<'_>| {
        let known = accounts::known(snapshot)?;
        Ok::<_, alongside_store::Error>(!known && !areas::all(snapshot)?.is_empty())
    })?;
    if is_real {
        let says = "this database is not a demo's, and --demo would show everyone's mail: leave --demo out, or name another database";
        return Err(Failure::Start(says.to_owned()));
    }
    Ok(())
}
