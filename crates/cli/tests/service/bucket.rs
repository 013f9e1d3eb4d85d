//! Uploaded files in a bucket that is away.

use std::net::TcpListener;

use alongside_testkit::{Outcome, Scratch, service::Setup};

#[test]
fn a_bucket_that_is_away_is_told_before_anybody_is_let_in() -> Outcome {
    let scratch = Scratch::sqlite()?;
    let nobody = format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?);
    let setup = Setup::new(
        env!("CARGO_BIN_EXE_alongside"),
        scratch.url(),
        scratch.folder(),
    )?
    .with("ALONGSIDE_FILES", "s3://uploads/here")
    .with("ALONGSIDE_FILES_ENDPOINT", nobody)
    .with("ALONGSIDE_FILES_KEY", "KEY")
    .with("ALONGSIDE_FILES_SECRET", "open sesame");
    for words in [&["config", "check"][..], &["serve"]] {
        let ended = setup.command(words).output()?;
        let said = String::from_utf8(ended.stderr)?;
        assert_eq!(ended.status.code(), Some(2), "{said}");
        let begins = "uploaded files cannot be kept in s3://uploads/here: ";
        assert!(said.contains(begins), "{said}");
        let told = said.lines().filter(|line| !line.starts_with('{'));
        assert_eq!(told.count(), 1, "beside the log: {said}");
        assert!(!said.contains("sesame"), "{said}");
    }
    Ok(())
}
