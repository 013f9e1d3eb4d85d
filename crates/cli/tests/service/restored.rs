//! A backup put back: not under a service that runs, and nobody is signed in by it.

use alongside_testkit::mail_server::Server;
use alongside_testkit::service::Setup;
use alongside_testkit::{Outcome, Scratch, mail_server};

use crate::client::Client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_alongside");
const WHO: &str = "officer@rivermead.example";

#[test]
fn a_backup_is_put_back_only_where_nothing_runs_and_signs_everybody_out() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let mails = Server::start(mail_server::Setup::default())?;
    let server = format!("smtp://127.0.0.1:{}", mails.port);
    let setup = Setup::new(PROGRAM, scratch.url(), scratch.folder())?
        .demo()
        .with("ALONGSIDE_MAIL_SERVER", server);
    let running = setup.start()?;
    let mut client = Client::new(&setup);
    assert_eq!(client.ask_for_link(WHO)?.status, 303);
    let mail = mails.mail_with(WHO).ok_or("no mail came")?;
    client.open_mail(&mail)?;
    assert_eq!(client.get("/me")?.status, 200);
    assert!(setup.command(&["backup", "backup.db"]).status()?.success());

    let refused = setup.command(&["restore", "backup.db"]).output()?;
    assert!(!refused.status.success());
    let says = String::from_utf8(refused.stderr)?;
    assert!(says.contains("it is in use"), "{says}");
    assert_eq!(client.get("/me")?.status, 200);

    running.ask_to_end()?;
    assert!(running.end()?.success());
    let restored = setup.command(&["restore", "backup.db"]).output()?;
    assert!(restored.status.success(), "{restored:?}");
    let running = setup.start()?;
    let me = client.get("/me")?;
    assert_eq!(
        me.status, 303,
        "whoever was signed in then has to sign in again"
    );
    running.ask_to_end()?;
    assert!(running.end()?.success());
    Ok(())
}
