//! What the page of the demo shows.

use std::sync::Arc;

use alongside_notify::{Mail, Memory};
use alongside_web::{Demo, ShownMail};

use super::accounts;

/// The accounts, and the mails that the service has written.
pub(crate) fn shown(mails: Arc<Memory>) -> Demo {
    let shown = |mail: &Mail| ShownMail {
        at: mail.date,
        to: mail.to.reveal().to_owned(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
    };
    Demo {
        accounts: accounts::shown(),
        outbox: Arc::new(move || mails.mails().iter().map(shown).collect()),
    }
}
