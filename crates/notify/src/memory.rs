//! The latest mails, kept in memory.

use std::collections::VecDeque;
use std::fmt;

use parking_lot::Mutex;

use crate::failure::SendError;
use crate::{Mail, Mailer};

/// Keeps the latest mails for whoever asks, and sends nothing anywhere.
pub struct Memory {
    mails: Mutex<VecDeque<Mail>>,
    limit: usize,
}

impl Memory {
    /// Room for so many; after that the oldest goes when another comes.
    pub fn new(limit: usize) -> Self {
        Self {
            mails: Mutex::default(),
            limit,
        }
    }

    /// What was sent, the latest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().iter().cloned().collect()
    }
}

impl Mailer for Memory {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        // What could not travel is not kept either.
        mail.bytes()?;
        let mut mails = self.mails.lock();
        mails.push_front(mail.clone());
        mails.truncate(self.limit);
        Ok(())
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory({} mails)", self.mails.lock().len())
    }
}
