//! What goes over a network is read by nobody in between.

use alongside_testkit::{Outcome, Scratch};

use super::super::{Database, Options, Statement};

/// Why a server is not spoken to, causes and all.
fn refusal(url: &str, trusted_certificates: Option<Vec<u8>>) -> String {
    let options = Options {
        trusted_certificates,
        ..Options::default()
    };
    let refusal = Database::open(url, &options).err();
    format!("{refusal:?}")
}

#[test]
fn a_server_whose_certificate_is_trusted_is_spoken_to_under_tls() -> Outcome {
    const UNDER_TLS: Statement =
        Statement::new("select ssl from pg_stat_ssl where pid = pg_backend_pid()");
    let scratch = Scratch::postgres()?;
    let (url, certificate) = scratch.over_tls()?;
    let options = Options {
        trusted_certificates: Some(certificate),
        ..Options::default()
    };
    let database = Database::open(&url, &options)?;
    let is_under_tls = database.read(|snapshot| snapshot.row(UNDER_TLS, &[], |row| row.get(0)))?;
    assert_eq!(is_under_tls, Some(true));
    Ok(())
}

#[test]
fn a_server_whose_certificate_is_not_trusted_is_not_spoken_to() -> Outcome {
    let scratch = Scratch::postgres()?;
    let (url, _) = scratch.over_tls()?;
    let says = refusal(&url, None);
    assert!(
        says.contains("class: Other") && says.contains("UnknownIssuer"),
        "{says}"
    );
    Ok(())
}

#[test]
fn a_server_with_a_certificate_for_another_name_is_not_spoken_to() -> Outcome {
    let scratch = Scratch::postgres()?;
    let (url, certificate) = scratch.over_tls()?;
    let other = url.replace("127.0.0.1", "localhost");
    let says = refusal(&other, Some(certificate));
    assert!(says.contains("NotValidForName"), "{says}");
    Ok(())
}

#[test]
fn an_address_with_a_password_is_not_repeated_in_an_error() {
    for url in [
        "mysql://me:secret@localhost/alongside",
        "postgres://me:secret@localhost:port/alongside",
        "postgres://me:secret@127.0.0.1:1/alongside",
    ] {
        let says = refusal(url, None);
        assert!(
            says.starts_with("Some") && !says.contains("secret"),
            "{says}"
        );
    }
}
