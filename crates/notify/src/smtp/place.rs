//! Where a mail server is, as an operator writes it.

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{Security, Smtp, SmtpOptions};

/// Why a mail server cannot be spoken to as asked. The address may hold a password, so it is not repeated.
#[derive(Debug, thiserror::Error)]
pub enum NotAMailServer {
    /// It is not an address of a mail server.
    #[error(
        "a mail server is `smtps://HOST` or `smtp://HOST`, with `NAME:PASSWORD@` before the host and `:PORT` behind it where needed, and this is not"
    )]
    Form,
    /// It asks for something that there is not.
    #[error("behind the host of a mail server only `?tls=required` or `?tls=none` can stand")]
    Question,
    /// A password would cross a network that anybody may listen to.
    #[error(
        "the mail server is not on this machine and `tls=none` would send the password where others can read it; leave out one of them"
    )]
    PasswordInTheOpen,
    /// The certificates cannot be read.
    #[error("the certificates that the mail server must be vouched for by cannot be read")]
    Certificates(#[source] lettre::transport::smtp::Error),
}

impl Smtp {
    /// `smtps://NAME:PASSWORD@HOST:PORT` speaks TLS from the first byte, on port 465 unless another is named.
    /// `smtp://…` begins in the open and goes on under TLS, on port 587, and hands over nothing without it.
    /// A server on this machine (`localhost` or a loopback address) is spoken to in the open, on port 25, unless
    /// the address ends in `?tls=required`; one elsewhere only if it ends in `?tls=none`. Signs with a meaning of
    /// their own in the name or the password are written with `%`, such as `%40` for `@`.
    ///
    /// Nothing is sent yet, and nobody is called.
    pub fn open(address: &str, options: &SmtpOptions) -> Result<Self, NotAMailServer> {
        let url = Url::parse(address).map_err(|_| NotAMailServer::Form)?;
        let host = url.host_str().map(Host::parse);
        let Some(Ok(host)) = host else {
            return Err(NotAMailServer::Form);
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(NotAMailServer::Form);
        }
        let is_here = match &host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(ip) => ip.is_loopback(),
            Host::Ipv6(ip) => ip.is_loopback(),
        };
        let name = match host {
            Host::Ipv6(ip) => ip.to_string(),
            host => host.to_string(),
        };
        let is_plain = match (url.scheme(), url.query()) {
            ("smtps", None | Some("tls=required")) | ("smtp", Some("tls=required")) => false,
            ("smtp", None) => is_here,
            ("smtp", Some("tls=none")) => true,
            ("smtp" | "smtps", Some(_)) => return Err(NotAMailServer::Question),
            _ => return Err(NotAMailServer::Form),
        };
        let login = login(&url)?;
        if is_plain && !is_here && login.is_some() {
            return Err(NotAMailServer::PasswordInTheOpen);
        }
        let (usual_port, security) = match (is_plain, url.scheme()) {
            (true, _) => (25, Security::Plain),
            (false, "smtps") => (465, Security::Tls(tls(&name, options)?)),
            (false, _) => (587, Security::StartTls(tls(&name, options)?)),
        };
        Ok(Self {
            host: name,
            port: url.port().unwrap_or(usual_port),
            security,
            login,
            patience: options.patience,
            patience_at_the_end: options.patience_at_the_end,
        })
    }
}

fn login(url: &Url) -> Result<Option<Credentials>, NotAMailServer> {
    let plain = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| NotAMailServer::Form)
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (name, Some(password)) if !name.is_empty() => {
            Ok(Some(Credentials::new(plain(name)?, plain(password)?)))
        }
        _ => Err(NotAMailServer::Form),
    }
}

fn tls(host: &str, options: &SmtpOptions) -> Result<TlsParameters, NotAMailServer> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(trusted) = &options.trusted_certificates {
        let trusted = Certificate::from_pem(trusted).map_err(NotAMailServer::Certificates)?;
        tls = tls
            .certificate_store(CertificateStore::None)
            .add_root_certificate(trusted);
    }
    tls.build().map_err(NotAMailServer::Certificates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(address: &str) -> Result<String, NotAMailServer> {
        let smtp = Smtp::open(address, &SmtpOptions::default())?;
        let security = match smtp.security {
            Security::Tls(_) => "tls",
            Security::StartTls(_) => "starttls",
            Security::Plain => "plain",
        };
        let login = if smtp.login.is_some() { ", login" } else { "" };
        Ok(format!("{} {} {security}{login}", smtp.host, smtp.port))
    }

    #[test]
    fn a_mail_server_is_spoken_to_under_tls_unless_it_is_here_or_the_address_says_so() {
        for (address, wanted) in [
            ("smtps://mail.example.org", "mail.example.org 465 tls"),
            ("smtp://mail.example.org", "mail.example.org 587 starttls"),
            ("smtp://mail.example.org/", "mail.example.org 587 starttls"),
            ("smtp://Mail.Example.ORG:25", "mail.example.org 25 starttls"),
            (
                "smtps://me:p%40ss@a.example:4650",
                "a.example 4650 tls, login",
            ),
            ("smtp://me:pass@a.example", "a.example 587 starttls, login"),
            ("smtp://a.example?tls=none", "a.example 25 plain"),
            ("smtp://10.0.0.1", "10.0.0.1 587 starttls"),
            ("smtp://localhost", "localhost 25 plain"),
            ("smtp://127.0.0.1:2525", "127.0.0.1 2525 plain"),
            ("smtp://[::1]:2525", "::1 2525 plain"),
            ("smtp://me:pass@localhost", "localhost 25 plain, login"),
            ("smtp://localhost?tls=required", "localhost 587 starttls"),
            ("smtps://localhost", "localhost 465 tls"),
            (
                "smtp://localhost.example.org",
                "localhost.example.org 587 starttls",
            ),
        ] {
            assert_eq!(open(address).ok().as_deref(), Some(wanted), "{address}");
        }
    }

    #[test]
    fn what_is_no_mail_server_is_told_and_no_password_is_repeated() {
        for address in [
            "",
            "mail.example.org",
            "https://secret@mail.example.org",
            "smtp:secret@mail.example.org",
            "smtp://",
            "smtp://me:secret@",
            "smtp://secret@mail.example.org",
            "smtp://:secret@mail.example.org",
            "smtp://me:secret@mail.example.org/path",
            "smtp://me:secret@mail.example.org#part",
            "smtp://me:%ff@mail.example.org",
            "smtp://me:secret@mail.example.org:notaport",
            "smtp://me:secret@mail.example.org?tls=maybe",
            "smtps://me:secret@mail.example.org?tls=none",
            "smtp://me:secret@mail.example.org?tls=none",
        ] {
            let error = open(address).expect_err(address);
            let says = format!("{error} {error:?}");
            assert!(!says.contains("secret"), "{says}");
        }
    }

    #[test]
    fn a_mail_server_prints_without_its_password() {
        let smtp = Smtp::open("smtps://me:secret@a.example", &SmtpOptions::default()).unwrap();
        assert_eq!(format!("{smtp:?}"), "Smtp(a.example:465)");
    }
}
