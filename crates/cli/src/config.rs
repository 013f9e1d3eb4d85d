//! Settings of the service: from a file, the environment and the command line, the later before the earlier.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use alongside_notify::Witness;
use alongside_store::files::{Bucket, Unusable, Written};
use alongside_tlog::{Kind, VerifierKey};
use alongside_web::BaseUrl;
use figment::providers::{Env, Serialized};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

mod mail;

/// The file that is read where none is named and it is there.
const FILE: &str = "alongside.toml";
/// How the names of variables begin: `ALONGSIDE_DATABASE`, `ALONGSIDE_MAIL_SERVER`.
const PREFIX: &str = "ALONGSIDE_";

/// What can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// `sqlite:PATH` or `postgres:URL`.
    pub(crate) database: String,
    /// Where the service listens.
    pub(crate) listen: SocketAddr,
    /// Where health, readiness and metrics are asked for; nothing listens for them where this is not set.
    pub(crate) ops_listen: Option<SocketAddr>,
    /// Where people find the service; what it listens on where this is not set.
    pub(crate) url: Option<String>,
    /// Whom people write to about the service.
    pub(crate) contact: String,
    /// The folder for uploaded files, or `s3://BUCKET/PREFIX`; a folder beside the database where this is not set.
    pub(crate) files: Option<PathBuf>,
    /// The server that has the bucket, where it is not Amazon's.
    pub(crate) files_endpoint: Option<String>,
    /// Where the bucket is.
    pub(crate) files_region: Option<String>,
    /// The name of the key that opens the bucket.
    pub(crate) files_key: Option<String>,
    /// The secret of that key.
    pub(crate) files_secret: Option<String>,
    /// Certificates in PEM that the bucket's server must be vouched for by, in place of those the machine trusts.
    pub(crate) files_certificates: Option<PathBuf>,
    /// The largest file that can be sent in, in megabytes.
    pub(crate) largest_file: usize,
    /// Whether a proxy in front says, last in `X-Forwarded-For`, who asks.
    pub(crate) behind_proxy: bool,
    /// The mail server, as `smtps://NAME:PASSWORD@HOST` or `smtp://HOST`; mail goes into a folder where this is not
    /// set.
    pub(crate) mail_server: Option<String>,
    /// The folder for mail where there is no server.
    pub(crate) mail_folder: Option<PathBuf>,
    /// The address that mail is from.
    pub(crate) mail_from: String,
    /// How many mails and text messages are on their way at once.
    pub(crate) mails_at_once: usize,
    /// The API key of GOV.UK Notify, through which mail goes where there is no mail server.
    pub(crate) notify_key: Option<String>,
    /// The id of its template for mail, which holds `((subject))` and `((message))` and nothing else.
    pub(crate) notify_mail_template: Option<String>,
    /// The id of its template for text messages, which holds `((message))` and nothing else.
    pub(crate) notify_text_template: Option<String>,
    /// The account with Twilio through which text messages go, `AC` and 32 figures.
    pub(crate) twilio_account: Option<String>,
    /// The token of that account.
    pub(crate) twilio_token: Option<String>,
    /// Who text messages are from there: a number, a name of up to eleven letters, or a messaging service, `MG…`.
    pub(crate) twilio_from: Option<String>,
    /// What a provider takes for one piece of a text message, in pence; for the desk to say what telling people costs.
    pub(crate) text_price: Option<String>,
    /// Certificates in PEM that the database's server must be vouched for by, in place of those the machine trusts.
    pub(crate) database_certificates: Option<PathBuf>,
    /// The file of the secret key that the records of areas are signed with; they are not signed where this is not set.
    pub(crate) record_key: Option<PathBuf>,
    /// How the names of records begin; the address of the service without `https://` where this is not set.
    pub(crate) record_name: Option<String>,
    /// Who is asked to cosign records: of each its public key, a space, and its address.
    pub(crate) witnesses: Vec<String>,
    /// Files of school terms, besides those that come with the program.
    pub(crate) school_terms: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:alongside.db".to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            ops_listen: None,
            url: None,
            contact: String::new(),
            files: None,
            files_endpoint: None,
            files_region: None,
            files_key: None,
            files_secret: None,
            files_certificates: None,
            largest_file: 10,
            behind_proxy: false,
            mail_server: None,
            mail_folder: None,
            mail_from: "alongside@localhost.localdomain".to_owned(),
            mails_at_once: 8,
            notify_key: None,
            notify_mail_template: None,
            notify_text_template: None,
            twilio_account: None,
            twilio_token: None,
            twilio_from: None,
            text_price: None,
            database_certificates: None,
            record_key: None,
            record_name: None,
            witnesses: Vec::new(),
            school_terms: Vec::new(),
        }
    }
}

/// What a file of settings says. (The reader of `figment` itself would bring a second one of TOML.)
struct OfFile {
    file: PathBuf,
    says: toml::Table,
}

impl OfFile {
    fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file).map_err(Failure::reading(file))?;
        let says = text.parse().map_err(|error: toml::de::Error| {
            // What is written there may be a password, so the line is told and not shown.
            let line = error
                .span()
                .map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            Failure::Config(vec![format!(
                "{}, line {line}: this is not TOML",
                file.display()
            )])
        })?;
        Ok(Self {
            file: file.to_owned(),
            says,
        })
    }
}

impl Provider for OfFile {
    fn metadata(&self) -> Metadata {
        Metadata::from("settings", self.file.as_path())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::defaults(&self.says).data()
    }
}

/// What the command line says; it goes before everything else.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Flags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) database: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) listen: Option<SocketAddr>,
}

impl Config {
    /// The settings, or everything that is wrong with them.
    pub(crate) fn read(file: Option<&Path>, flags: &Flags) -> Result<Self, Failure> {
        let named = match file {
            Some(file) if !file.exists() => {
                return Err(Failure::NoConfig(file.to_owned()));
            }
            file => file.unwrap_or(Path::new(FILE)),
        };
        let mut settings = Figment::from(Serialized::defaults(Self::default()));
        if named.exists() {
            settings = settings.merge(OfFile::read(named)?);
        }
        let config: Self = settings
            .merge(Env::prefixed(PREFIX))
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(|errors| Failure::Config(errors.into_iter().map(in_words).collect()))?;
        config.check()?;
        Ok(config)
    }

    /// Where people find the service.
    pub(crate) fn base(&self) -> Result<BaseUrl, Failure> {
        let written = match &self.url {
            Some(url) => url.clone(),
            None if self.listen.ip().is_loopback() => {
                format!("http://localhost:{}", self.listen.port())
            }
            None => {
                let says =
                    "url: say where people find the service, such as https://alongside.example";
                return Err(Failure::Config(vec![says.to_owned()]));
            }
        };
        let parsed = written.parse();
        parsed.map_err(|why| Failure::Config(vec![format!("url: {why}")]))
    }

    /// Who is asked to cosign records, each known by its public key.
    pub(crate) fn witnesses(&self) -> Result<Vec<(VerifierKey, Witness)>, Failure> {
        let numbered = (1..).zip(&self.witnesses);
        let (mut good, mut wrong) = (Vec::new(), Vec::new());
        for (number, line) in numbered {
            match witness(line) {
                Ok(witness) => good.push(witness),
                Err(why) => wrong.push(format!("witnesses, number {number}: {why}")),
            }
        }
        if wrong.is_empty() {
            Ok(good)
        } else {
            Err(Failure::Config(wrong))
        }
    }

    /// The largest file that can be sent in, in bytes.
    pub(crate) fn largest_file(&self) -> usize {
        self.largest_file * 1024 * 1024
    }

    /// The folder for what is kept beside the database.
    pub(crate) fn folder(&self, set: Option<&PathBuf>, name: &str) -> PathBuf {
        let beside = || {
            let path = self.database.strip_prefix("sqlite:").map(Path::new);
            let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
            folder.join(name)
        };
        set.cloned().unwrap_or_else(beside)
    }

    /// The bucket for uploaded files, where they are not in a folder.
    pub(crate) fn bucket(&self, trusted: Option<&[u8]>) -> Result<Option<Bucket>, Failure> {
        let written = self.files.as_deref().and_then(Path::to_str);
        let Some(place) = written.filter(|written| written.contains("://")) else {
            let is_astray = self.files_endpoint.is_some() || self.files_secret.is_some();
            let says = "files: this is a folder, and other settings are for a bucket; write `s3://BUCKET/PREFIX`, or leave the others out";
            return if is_astray {
                Err(Failure::Config(vec![says.to_owned()]))
            } else {
                Ok(None)
            };
        };
        let bucket = Bucket::read(&Written {
            place,
            endpoint: self.files_endpoint.as_deref(),
            region: self.files_region.as_deref(),
            key: self.files_key.as_deref(),
            secret: self.files_secret.as_deref(),
            trusted_certificates: trusted,
        });
        let in_words = |wrong: Vec<Unusable>| {
            let says = wrong.into_iter().map(|what| {
                let setting = match what {
                    Unusable::Place => "files",
                    Unusable::Endpoint => "files_endpoint",
                    Unusable::Region => "files_region",
                    Unusable::Key => "files_key",
                    Unusable::Secret => "files_secret",
                };
                format!("{setting}: {what}")
            });
            Failure::Config(says.collect())
        };
        bucket.map(Some).map_err(in_words)
    }

    fn check(&self) -> Result<(), Failure> {
        let mut wrong = Vec::new();
        let is_database = ["sqlite:", "postgres:", "postgresql:"]
            .iter()
            .any(|begin| self.database.starts_with(begin));
        if !is_database {
            // The address may hold a password, so it is not repeated.
            wrong.push("database: write `sqlite:PATH` or `postgres://USER@HOST/NAME`".to_owned());
        }
        let bucket = self.bucket(None);
        for checked in [
            self.base().map(drop),
            self.sender().map(drop),
            self.providers().map(drop),
            self.text_price().map(drop),
            bucket.map(drop),
            self.witnesses().map(drop),
        ] {
            if let Err(Failure::Config(says)) = checked {
                wrong.extend(says);
            }
        }
        if !(1..=100).contains(&self.mails_at_once) {
            wrong.push("mails_at_once: between 1 and 100".to_owned());
        }
        if !(1..=100).contains(&self.largest_file) {
            wrong.push("largest_file: between 1 and 100 megabytes".to_owned());
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Failure::Config(wrong))
        }
    }
}

/// A witness as it is written: its public key, a space, and its address.
fn witness(line: &str) -> Result<(VerifierKey, Witness), String> {
    let parts = line.trim().split_once(' ');
    let (key, address) = parts.ok_or("write its public key, a space, and its address")?;
    let key: VerifierKey = key.parse().map_err(|why| format!("{why}"))?;
    if key.kind() != Kind::Witness {
        return Err("this is the key of a log, and not of a witness".to_owned());
    }
    let witness = Witness::at(address.trim()).map_err(|why| why.to_string())?;
    Ok((key, witness))
}

/// One mistake: where, what, and nothing of what was written, which may be a password.
fn in_words(error: figment::Error) -> String {
    use figment::error::Kind;
    let key = error.path.join(".");
    let place = error
        .metadata
        .as_ref()
        .map_or_else(String::new, |metadata| match &metadata.source {
            Some(figment::Source::File(file)) => format!(" in {}", file.display()),
            _ if metadata.name.contains("environment") => {
                format!(" in the environment ({PREFIX}{})", key.to_uppercase())
            }
            _ => String::new(),
        });
    match error.kind {
        Kind::UnknownField(field, known) => {
            format!(
                "there is no setting `{field}`{place}; there are: {}",
                known.join(", ")
            )
        }
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => {
            format!("{key}{place}: this has to be {wanted}")
        }
        _ => format!("{key}{place}: this cannot be read"),
    }
}

#[cfg(test)]
#[expect(
    clippy::result_large_err,
    reason = "the jail of `figment` takes closures that give its own error"
)]
mod tests {
    use figment::Jail;

    use super::*;

    fn read(file: &str, env: &[(&str, &str)], flags: &Flags) -> Result<Config, String> {
        let mut read = Err(String::new());
        Jail::expect_with(|jail| {
            jail.create_file(FILE, file)?;
            for (name, value) in env {
                jail.set_env(name, value);
            }
            read = Config::read(None, flags).map_err(|failure| failure.to_string());
            Ok(())
        });
        read
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_file() {
        let file = "database = 'sqlite:file.db'\ncontact = 'file'\nlisten = '127.0.0.1:1'\n";
        let env = [
            ("ALONGSIDE_DATABASE", "sqlite:env.db"),
            ("ALONGSIDE_LISTEN", "127.0.0.1:2"),
        ];
        let flags = Flags {
            database: Some("sqlite:flag.db".to_owned()),
            listen: None,
        };
        let config = read(file, &env, &flags).unwrap();
        assert_eq!(
            (
                config.database.as_str(),
                config.listen.port(),
                config.contact.as_str()
            ),
            ("sqlite:flag.db", 2, "file")
        );
    }

    #[test]
    fn mistakes_say_where_and_what_and_repeat_no_value() {
        type Case = (
            &'static str,
            &'static [(&'static str, &'static str)],
            &'static str,
        );
        let cases: [Case; 6] = [
            (
                "\ncontact = secret",
                &[],
                "alongside.toml, line 2: this is not TOML",
            ),
            ("databse = 'x'", &[], "there is no setting `databse` in"),
            ("listen = 'sesame'", &[], "listen"),
            (
                "",
                &[("ALONGSIDE_DATABASE", "mysql://sesame")],
                "database: write",
            ),
            (
                "",
                &[("ALONGSIDE_LARGEST_FILE", "sesame")],
                "ALONGSIDE_LARGEST_FILE",
            ),
            ("url = 'https://x/sesame'", &[], "url: "),
        ];
        for (file, env, says) in cases {
            let failure = read(file, env, &Flags::default()).unwrap_err();
            assert!(failure.contains(says), "{failure}");
            assert!(!failure.contains("sesame"), "{failure}");
        }
    }

    #[test]
    fn everything_that_a_bucket_lacks_is_told_at_once() {
        let failure = read("files = 's3://uploads'", &[], &Flags::default()).unwrap_err();
        let told: Vec<_> = failure
            .lines()
            .filter_map(|line| line.split_once(": "))
            .collect();
        let settings: Vec<_> = told.iter().map(|(setting, _)| *setting).collect();
        assert_eq!(settings, ["files_region", "files_key", "files_secret"]);
        let stray = read(
            "files = 'here'\nfiles_secret = 'sesame'",
            &[],
            &Flags::default(),
        );
        let stray = stray.unwrap_err();
        assert!(
            stray.contains("files: ") && !stray.contains("sesame"),
            "{stray}"
        );
        let whole = "files = 's3://uploads'\nfiles_region = 'eu-west-2'\nfiles_key = 'KEY'";
        let env = [("ALONGSIDE_FILES_SECRET", "open sesame")];
        assert!(read(whole, &env, &Flags::default()).is_ok());
    }

    #[test]
    fn nothing_has_to_be_set() {
        Jail::expect_with(|_| {
            let config = Config::read(None, &Flags::default());
            assert_eq!(config.ok(), Some(Config::default()));
            Ok(())
        });
    }

    #[test]
    fn a_file_that_is_named_has_to_be_there() {
        let failure = Config::read(Some(Path::new("nowhere.toml")), &Flags::default());
        assert!(matches!(failure, Err(Failure::NoConfig(_))));
    }
}
