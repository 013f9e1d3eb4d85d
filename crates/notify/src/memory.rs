//! The latest mails and texts, kept in memory.

use std::collections::VecDeque;
use std::fmt;

use parking_lot::Mutex;

use crate::failure::SendError;
use crate::{Mail, Mailer, Text, Texter};

/// Keeps the latest mails and texts for whoever asks, and sends nothing anywhere.
pub struct Memory {
    mails: Mutex<VecDeque<Mail>>,
    texts: Mutex<VecDeque<Text>>,
    limit: usize,
}

impl Memory {
    /// Room for so many of each; after that the oldest goes when another comes.
    pub fn new(limit: usize) -> Self {
        Self {
            mails: Mutex::default(),
            texts: Mutex::default(),
            limit,
        }
    }

    /// The mails that were sent, the latest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().iter().cloned().collect()
    }

    /// The texts that were sent, the latest first.
    pub fn texts(&self) -> Vec<Text> {
        self.texts.lock().iter().cloned().collect()
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

impl Texter for Memory {
    fn send_text(&self, text: &Text) -> Result<(), SendError> {
        let mut texts = self.texts.lock();
        texts.push_front(text.clone());
        texts.truncate(self.limit);
        Ok(())
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mails, texts) = (self.mails.lock().len(), self.texts.lock().len());
        write!(f, "Memory({mails} mails, {texts} texts)")
    }
}
