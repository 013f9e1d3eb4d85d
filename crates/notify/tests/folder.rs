//! Mails as files, and mails in memory.

use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use alongside_notify::{Folder, Mail, Mailer, Memory, SendError, Sender, Text, Texter};
use mail_parser::MessageParser;
use uuid::Uuid;

type Outcome = Result<(), Box<dyn Error>>;

fn mail(number: u128) -> Result<Mail, Box<dyn Error>> {
    Ok(Mail {
        id: Uuid::from_u128(number),
        from: Sender {
            name: "Alongside".to_owned(),
            address: "hello@alongside.example".parse()?,
        },
        to: "sam@example.org".parse()?,
        subject: format!("Mail {number}"),
        text: "Hello\n".to_owned(),
        html: Some("<p>Hello</p>\n".to_owned()),
        calendar: None,
        date: "2026-11-23T08:00:00Z".parse()?,
        unsubscribe: None,
    })
}

#[test]
fn each_mail_is_one_file_that_only_its_owner_reads() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("mails");
    let mailer = Folder::open(&path)?;
    for number in [1, 2, 1] {
        mailer.send(&mail(number)?)?;
    }
    let mut files = fs::read_dir(&path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    files.sort();
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(files[0].ends_with("00000000-0000-0000-0000-000000000001.eml"));
    assert_eq!(fs::metadata(&files[0])?.permissions().mode() & 0o777, 0o600);
    let bytes = fs::read(&files[0])?;
    let read = MessageParser::default().parse(&bytes).ok_or("not a mail")?;
    assert_eq!(read.subject(), Some("Mail 1"));
    Ok(())
}

fn text() -> Result<Text, Box<dyn Error>> {
    Ok(Text {
        id: Uuid::from_u128(9),
        to: "+447700900123".parse()?,
        text: "Çay".to_owned(),
        date: "2026-11-23T08:00:00Z".parse()?,
    })
}

#[test]
fn a_text_is_a_file_with_its_number() -> Outcome {
    let folder = tempfile::tempdir()?;
    let texter = Folder::open(folder.path())?;
    for _ in 0..2 {
        texter.send_text(&text()?)?;
    }
    let file = folder
        .path()
        .join("00000000-0000-0000-0000-000000000009.txt");
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    assert_eq!(fs::read_to_string(file)?, "To: +447700900123\n\nÇay\n");
    Ok(())
}

#[test]
fn a_folder_that_is_gone_sent_nothing_and_is_tried_again() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mailer = Folder::open(folder.path())?;
    folder.close()?;
    let outcome = mailer.send(&mail(1)?);
    assert!(matches!(outcome, Err(SendError::Again(_))), "{outcome:?}");
    Ok(())
}

#[test]
fn memory_keeps_the_latest_first_and_no_more_than_there_is_room_for() -> Outcome {
    let mailer = Memory::new(2);
    for number in 1..=3 {
        mailer.send(&mail(number)?)?;
    }
    let subjects: Vec<String> = mailer.mails().into_iter().map(|m| m.subject).collect();
    assert_eq!(subjects, ["Mail 3", "Mail 2"]);
    mailer.send_text(&text()?)?;
    assert_eq!(mailer.texts(), [text()?]);
    assert_eq!(format!("{mailer:?}"), "Memory(2 mails, 1 texts)");
    Ok(())
}
