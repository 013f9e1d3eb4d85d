//! The key that records are signed with.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use alongside_store::log::{self, Signer, Unsequenced};
use alongside_store::{Database, areas};
use alongside_tlog::{KeyName, Kind, SigningKey};
use alongside_web::chance_of_the_system;

use crate::config::Config;
use crate::failure::Failure;
use crate::{Outcome, keep, output};

/// Who signs, where the settings name a key.
pub(crate) fn signer(config: &Config) -> Result<Option<Signer>, Failure> {
    let Some(file) = &config.record_key else {
        return Ok(None);
    };
    Ok(Some(Signer {
        host: host(config)?,
        key: read(file)?,
    }))
}

pub(super) fn signer_or_say(config: &Config) -> Result<Signer, Failure> {
    let says = "record_key: name the file of the secret key; `alongside record key FILE` makes one";
    signer(config)?.ok_or_else(|| Failure::Config(vec![says.to_owned()]))
}

/// How the names of records begin: as set, or the address of the service without its beginning.
fn host(config: &Config) -> Result<String, Failure> {
    if let Some(name) = &config.record_name {
        return Ok(name.clone());
    }
    let base = config.base()?;
    let host = base.origin().split_once("://").map_or("", |(_, host)| host);
    Ok(host.to_owned())
}

pub(super) fn read(file: &Path) -> Result<SigningKey, Failure> {
    let text = fs::read_to_string(file).map_err(Failure::reading(file))?;
    // What is written there is a secret, so it is not repeated.
    let key = text.trim_end().parse();
    key.map_err(|why| Failure::SecretKey(file.to_owned(), why))
}

/// Makes a key and says its public half.
pub(super) fn make(config: &Config, file: &Path) -> Result<Outcome, Failure> {
    let host = host(config)?;
    let name = KeyName::new(host.as_str())
        .map_err(|why| Failure::Config(vec![format!("record_name: {why}")]))?;
    let key = made(name, Kind::Log, file)?;
    output::say(&format!(
        "The key is in {}. Keep a copy where only you can read it, and never in the same place as backups of the database. Set `record_key` to it. Its public half:\n{}",
        file.display(),
        key.verifier()
    ))
}

/// Makes the key of a witness and says its public half.
pub(super) fn make_for_witness(name: &str, file: &Path) -> Result<Outcome, Failure> {
    let name = KeyName::new(name).map_err(|why| Failure::Key("--witness".to_owned(), why))?;
    let key = made(name, Kind::Witness, file)?;
    output::say(&format!(
        "The key is in {}. Keep it where only the witness can read it. Give its public half to whoever asks this witness for signatures:\n{}",
        file.display(),
        key.verifier()
    ))
}

/// A new key in a file that was not there.
fn made(name: KeyName, kind: Kind, file: &Path) -> Result<SigningKey, Failure> {
    let mut seed = [0; 32];
    chance_of_the_system()(&mut seed)?;
    let key = SigningKey::from_seed(name, kind, &seed);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut file| {
        writeln!(file, "{}", key.to_secret_line())?;
        file.sync_all()
    });
    written.map_err(Failure::writing(file))?;
    Ok(key)
}

/// Begins the record of every area that has none: those of the demo are older than a day when they are made.
pub(crate) fn begin_all(database: &Database, signer: &Signer) -> Result<(), Failure> {
    for area in database.read(areas::all)? {
        match log::begin_by_name(database, area.slug.as_str(), signer) {
            Ok(()) | Err(Unsequenced::Begun(_)) => {}
            Err(why) => return Err(why.into()),
        }
    }
    Ok(())
}

/// Hands the record of every area over, each in an entry of its own.
pub(super) fn hand_over(config: &Config, to: &Path) -> Result<Outcome, Failure> {
    let from = signer_or_say(config)?;
    let to = Signer {
        host: from.host.clone(),
        key: read(to)?,
    };
    let database = keep::open(config)?;
    let mut says = Vec::new();
    for area in database.read(areas::all)? {
        let slug = area.slug.as_str();
        if database
            .read(|snapshot| log::find(snapshot, slug))?
            .is_none()
        {
            continue;
        }
        let place = log::hand_over(&database, slug, &from, &to)?;
        says.push(format!(
            "{slug}: entry {place} hands over to {}",
            to.key(slug)?.verifier()
        ));
    }
    says.push("Now set `record_key` to the new file and start the service again. Keep the old key until every record shows the new one.".to_owned());
    output::say(&says.join("\n"))
}
