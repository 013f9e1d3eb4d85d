//! What clients ask for while the service is killed, and what has to be there of it in the end.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use alongside_app::letter::About;
use alongside_store::{Database, Snapshot, jobs, people, sign_in_links};
use alongside_testkit::{Outcome, Scratch, service};
use mail_parser::MessageParser;

use super::{AREA, PEOPLE};
use crate::client::Client;

/// Rows of a sheet: all of them are loaded, or none.
const ROWS: u32 = 12;

/// What was acknowledged just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Acknowledged {
    Link,
    Sheet,
}

/// What clients did, and what was acknowledged to them.
#[derive(Default)]
pub(super) struct Load {
    /// That the service is about to be killed: what is not answered from now on was not acknowledged.
    pub(super) is_over: AtomicBool,
    next: AtomicU64,
    asked: Mutex<BTreeSet<String>>,
    loaded: Mutex<Vec<u64>>,
    command: Mutex<Option<Child>>,
}

pub(super) type Done = Result<(), Box<dyn Error + Send + Sync>>;

impl Load {
    /// Asks for links as one person after another, until the service is killed.
    pub(super) fn ask_for_links(
        &self,
        setup: &service::Setup,
        tell: &Sender<Acknowledged>,
    ) -> Done {
        let mut client = Client::new(setup);
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            client.network = format!("192.0.{}.{}", number / 250 % 250, number % 250);
            if number >= PEOPLE {
                return Ok(());
            }
            let email = email(number);
            match client.ask_for_link(&email) {
                Ok(answer) if answer.status == 303 => {
                    locked(&self.asked).insert(email);
                    if tell.send(Acknowledged::Link).is_err() {
                        return Ok(());
                    }
                }
                // Nothing was acknowledged, whatever was kept.
                Err(_) if self.is_over.load(Ordering::Relaxed) => return Ok(()),
                other => return Err(format!("{email}: {other:?}").into()),
            }
        }
    }

    /// Loads one sheet after another through the command, until that is killed too.
    pub(super) fn load_sheets(
        &self,
        setup: &service::Setup,
        scratch: &Scratch,
        tell: &Sender<Acknowledged>,
    ) -> Done {
        while !self.is_over.load(Ordering::Relaxed) {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let file = format!("{number}.csv");
            fs::write(scratch.folder().join(&file), sheet(number))?;
            let mut command = setup.command(&["import", &file, "--area", AREA]);
            let mut child = command.stdout(Stdio::piped()).spawn()?;
            let mut out = child.stdout.take();
            *locked(&self.command) = Some(child);
            if self.is_over.load(Ordering::Relaxed) {
                // It began after the others were killed.
                self.kill_command().map_err(|error| error.to_string())?;
            }
            // Its output ends when it does.
            let mut said = String::new();
            out.as_mut().map(|out| out.read_to_string(&mut said));
            let mut child = locked(&self.command).take().ok_or("no command ran")?;
            if child.wait()?.success() {
                locked(&self.loaded).push(number);
                if tell.send(Acknowledged::Sheet).is_err() {
                    return Ok(());
                }
            } else if !self.is_over.load(Ordering::Relaxed) {
                return Err(format!("{file} was not loaded: {said}").into());
            }
        }
        Ok(())
    }

    /// Loads one sheet after another at the desk, until the service is killed.
    pub(super) fn load_at_desk(
        &self,
        client: &mut Client,
        scratch: &Scratch,
        tell: &Sender<Acknowledged>,
    ) -> Done {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let text = sheet(number);
            fs::write(scratch.folder().join(format!("{number}.csv")), &text)?;
            match load_one(client, &text) {
                Ok(303) => {
                    locked(&self.loaded).push(number);
                    if tell.send(Acknowledged::Sheet).is_err() {
                        return Ok(());
                    }
                }
                // The command changed the area since it was shown.
                Ok(409) => {}
                Err(_) if self.is_over.load(Ordering::Relaxed) => return Ok(()),
                other => return Err(format!("sheet {number} at the desk: {other:?}").into()),
            }
        }
    }

    pub(super) fn kill_command(&self) -> Done {
        locked(&self.command)
            .as_mut()
            .map_or(Ok(()), |child| Ok(child.kill()?))
    }

    /// Every mail that was asked for went out once, or an operator sees it; none went out twice.
    pub(super) fn hold_mails(&self, database: &Database, mails: &[String]) -> Outcome {
        let (mut ids, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for mail in mails {
            let mail = MessageParser::default()
                .parse(mail.as_bytes())
                .ok_or("not a mail")?;
            let id = mail.message_id().ok_or("a mail without an id")?.to_owned();
            assert!(ids.insert(id.clone()), "{id} went out twice");
            let to = mail
                .to()
                .and_then(|to| to.first()?.address())
                .ok_or("to nobody")?;
            assert!(addresses.insert(to.to_owned()), "{to} was written to twice");
        }
        let given_up = given_up(database)?;
        for (email, says) in &given_up {
            assert!(says.contains("may have been sent"), "{email}: {says}");
        }
        let seen: BTreeSet<&String> = given_up.iter().map(|(email, _)| email).collect();
        let asked = locked(&self.asked);
        let lost: Vec<_> = asked
            .iter()
            .filter(|email| !addresses.contains(*email) && !seen.contains(email))
            .collect();
        assert!(
            lost.is_empty(),
            "acknowledged, and neither sent nor shown: {lost:?}"
        );
        assert!(asked.len() > 50, "only {} were asked for", asked.len());
        Ok(())
    }

    /// Every sheet that was loaded is in the record, and no part of any other.
    pub(super) fn hold_sheets(&self, setup: &service::Setup, scratch: &Scratch) -> Outcome {
        let loaded = locked(&self.loaded);
        assert!(loaded.len() > 3, "only {} sheets were loaded", loaded.len());
        for number in 0..self.next.load(Ordering::Relaxed) {
            let file = format!("{number}.csv");
            if !scratch.folder().join(&file).exists() {
                continue;
            }
            let mut preview = setup.command(&["import", &file, "--area", AREA, "--preview"]);
            let output = preview.stdout(Stdio::piped()).output()?;
            let said = String::from_utf8(output.stdout)?;
            let whole = said.starts_with(&format!(
                "0 rows are new, 0 change what the record says, {ROWS} are"
            ));
            let none = said.starts_with(&format!("{ROWS} rows are new, 0 change"));
            assert!(
                whole || (none && !loaded.contains(&number)),
                "{file}: {said}"
            );
        }
        Ok(())
    }
}

/// Sends a sheet in, looks at what it would do, and confirms it.
fn load_one(client: &mut Client, sheet: &str) -> Result<u16, Box<dyn Error>> {
    let form = format!("/{AREA}/desk/import");
    let page = client.get(&form)?;
    let token = page.hidden("form-token")?;
    let council = page.hidden("organisation")?;
    let fields = [("form-token", token.as_str()), ("organisation", &council)];
    let sent = client.upload(&form, &fields, ("sheet.csv", sheet))?;
    if sent.status != 303 {
        return Err(format!("it was not taken: {sent:?}").into());
    }
    let preview = client.get(&sent.location)?;
    let (token, version) = (preview.hidden("form-token")?, preview.hidden("version")?);
    let fields = [("form-token", token.as_str()), ("version", &version)];
    Ok(client.post(&sent.location, &fields)?.status)
}

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn email(number: u64) -> String {
    format!("person-{number}@example.org")
}

fn sheet(number: u64) -> String {
    let row = |row| {
        format!(
            "meeting,k{number}-{row},Meeting {number} {row},Rivermead Council,2026-01-02,2026-02-02"
        )
    };
    let mut rows = vec!["kind,id,title,organiser,announced,starts".to_owned()];
    rows.extend((0..ROWS).map(row));
    rows.join("\n")
}

/// Whose mails were given up, and why.
fn given_up(database: &Database) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    database.read(|snapshot: &mut Snapshot<'_>| {
        let mut found = Vec::new();
        for job in jobs::dead(snapshot, 1_000)? {
            let Ok(About::Link(id)) = serde_json::from_str(&job.payload) else {
                continue;
            };
            let Some((person, _)) = sign_in_links::asked_by(snapshot, id)? else {
                continue;
            };
            if let Some(person) = people::find(snapshot, person)? {
                found.push((
                    person.email.reveal().to_owned(),
                    job.last_error.unwrap_or_default(),
                ));
            }
        }
        Ok(found)
    })
}
