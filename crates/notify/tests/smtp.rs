//! Mails through a real mail server, and through one that breaks off at every point there is.

use std::error::Error;

use alongside_notify::{
    CalendarPart, Mail, Mailer, SendError, Sender, Smtp, SmtpOptions, Step, Trouble,
};
use alongside_testkit::mail_server::{Server, Setup, Then, patience};
use mail_parser::{MessageParser, MimeHeaders as _};
use uuid::Uuid;

type Outcome = Result<(), Box<dyn Error>>;

fn mail() -> Result<Mail, Box<dyn Error>> {
    Ok(Mail {
        id: Uuid::from_u128(7),
        from: Sender {
            name: "Alongside".to_owned(),
            address: "hello@alongside.example".parse()?,
        },
        to: "sam@example.org".parse()?,
        subject: "Görüşme".to_owned(),
        text: "Hello,\n.\n..\nشكرا\n".to_owned(),
        html: None,
        calendar: None,
        date: "2026-11-23T08:00:00Z".parse()?,
        unsubscribe: None,
    })
}

fn options(server: &Server, is_short: bool) -> SmtpOptions {
    SmtpOptions {
        patience: patience(is_short),
        patience_at_the_end: patience(is_short),
        trusted_certificates: Some(server.certificate.clone()),
    }
}

/// Sends the mail through a server at an address where `PORT` stands for its port.
fn send(server: &Server, address: &str) -> Result<Result<(), SendError>, Box<dyn Error>> {
    let is_silent = matches!(server.setup.at, Some((_, Then::Silence)));
    let address = address.replace("PORT", &server.port.to_string());
    let smtp = Smtp::open(&address, &options(server, is_silent))?;
    Ok(smtp.send(&mail()?))
}

const PLAIN: &str = "smtp://127.0.0.1:PORT";

/// What sending comes to where the server does something of its own at one point; and how many mails it has.
fn at(point: &'static str, then: Then) -> Result<(Result<(), SendError>, usize), Box<dyn Error>> {
    let server = Server::start(Setup {
        at: Some((point, then)),
        ..Setup::default()
    })?;
    let outcome = send(&server, PLAIN)?;
    Ok((outcome, server.seen().mails.len()))
}

#[test]
fn a_mail_reaches_the_mail_server_whole() -> Outcome {
    let server = Server::start(Setup::default())?;
    send(&server, PLAIN)??;
    let seen = server.seen();
    assert_eq!(seen.mails.len(), 1);
    let read = MessageParser::default().parse(seen.mails[0].as_bytes());
    let read = read.ok_or("not a mail")?;
    assert_eq!(read.subject(), Some("Görüşme"));
    let text = read.body_text(0).ok_or("no text")?.replace("\r\n", "\n");
    assert_eq!(text.trim_end(), mail()?.text.trim_end());
    let commands: Vec<&str> = seen.commands.iter().map(String::as_str).collect();
    let wanted = [
        "EHLO alongside.example",
        "MAIL FROM:<hello@alongside.example>",
        "RCPT TO:<sam@example.org>",
        "DATA",
    ];
    assert_eq!(commands[..4], wanted);
    Ok(())
}

#[test]
fn lines_that_begin_with_a_dot_arrive_as_they_were_however_long_the_mail_is() -> Outcome {
    for padding in ["", &"Another line.\n".repeat(2_000)] {
        let text = format!(".\n..\nOne line.\n.and another\n{padding}.\n");
        let server = Server::start(Setup::default())?;
        let address = PLAIN.replace("PORT", &server.port.to_string());
        let mail = Mail {
            text: text.clone(),
            ..mail()?
        };
        Smtp::open(&address, &options(&server, false))?.send(&mail)?;
        let seen = server.seen();
        let read = MessageParser::default().parse(seen.mails[0].as_bytes());
        let read = read.ok_or("not a mail")?;
        let read = read.body_text(0).ok_or("no text")?.replace("\r\n", "\n");
        assert_eq!(read.trim_end(), text.trim_end());
    }
    Ok(())
}

#[test]
fn a_meeting_reaches_the_mail_server_as_a_calendar_reads_it() -> Outcome {
    let server = Server::start(Setup::default())?;
    let address = PLAIN.replace("PORT", &server.port.to_string());
    let text = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Görüşme\r\n.\r\nEND:VCALENDAR\r\n";
    let mail = Mail {
        calendar: Some(CalendarPart {
            method: "CANCEL",
            text: text.to_owned(),
        }),
        ..mail()?
    };
    Smtp::open(&address, &options(&server, false))?.send(&mail)?;
    let seen = server.seen();
    let read = MessageParser::default().parse(seen.mails[0].as_bytes());
    let read = read.ok_or("not a mail")?;
    let is_calendar =
        |part: &&mail_parser::MessagePart<'_>| part.is_content_type("text", "calendar");
    let part = read.parts.iter().find(is_calendar).ok_or("no calendar")?;
    let kind = part.content_type().ok_or("no type")?;
    assert_eq!(kind.attribute("method"), Some("CANCEL"));
    assert_eq!(part.contents(), text.as_bytes());
    let file = read.attachments().next().ok_or("no file")?;
    assert_eq!(file.contents(), text.as_bytes());
    Ok(())
}

#[test]
fn under_tls_with_a_password_a_mail_goes_out() -> Outcome {
    for (tls, address) in [
        (
            true,
            "smtps://me%40example.org:open%20sesame@127.0.0.1:PORT",
        ),
        (
            false,
            "smtp://me%40example.org:open%20sesame@127.0.0.1:PORT?tls=required",
        ),
    ] {
        let server = Server::start(Setup {
            tls,
            start_tls: !tls,
            login: true,
            at: None,
        })?;
        send(&server, address)??;
        assert_eq!(server.seen().mails.len(), 1, "{address}");
    }
    Ok(())
}

#[test]
fn a_wrong_password_is_for_an_operator_to_mend_and_the_mail_waits() -> Outcome {
    let server = Server::start(Setup {
        tls: true,
        login: true,
        ..Setup::default()
    })?;
    let outcome = send(&server, "smtps://me:guess@127.0.0.1:PORT")?;
    let Err(SendError::Again(why)) = outcome else {
        return Err(format!("{outcome:?}").into());
    };
    assert_eq!(
        why.to_string(),
        "logging in to the mail server: refused with 535"
    );
    Ok(())
}

#[test]
fn without_tls_neither_password_nor_mail_is_handed_over() -> Outcome {
    let server = Server::start(Setup {
        login: true,
        ..Setup::default()
    })?;
    let outcome = send(&server, "smtp://me:secret@127.0.0.1:PORT?tls=required")?;
    let Err(SendError::Again(why)) = outcome else {
        return Err(format!("{outcome:?}").into());
    };
    assert_eq!(
        (why.step, why.trouble),
        (Step::Securing, Trouble::Cannot("STARTTLS"))
    );
    let seen = server.seen();
    let is_hello = |line: &String| line.starts_with("EHLO") || line == "QUIT";
    assert!(seen.commands.iter().all(is_hello), "{:?}", seen.commands);
    Ok(())
}

#[test]
fn a_server_that_nobody_vouches_for_is_told_nothing() -> Outcome {
    for (tls, address) in [
        (true, "smtps://127.0.0.1:PORT"),
        (false, "smtp://127.0.0.1:PORT?tls=required"),
    ] {
        let server = Server::start(Setup {
            tls,
            start_tls: !tls,
            ..Setup::default()
        })?;
        let other = Server::start(Setup::default())?;
        let address = address.replace("PORT", &server.port.to_string());
        let smtp = Smtp::open(&address, &options(&other, false))?;
        let outcome = smtp.send(&mail()?);
        assert!(matches!(outcome, Err(SendError::Again(_))), "{outcome:?}");
        let says = format!("{outcome:?}");
        assert!(says.contains("certificate"), "{says}");
        let seen = server.seen();
        let is_early = |line: &String| line.starts_with("EHLO") || line == "STARTTLS";
        assert!(seen.commands.iter().all(is_early), "{:?}", seen.commands);
    }
    Ok(())
}

#[test]
fn where_no_server_is_the_mail_waits() -> Outcome {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    let smtp = Smtp::open(&format!("smtp://127.0.0.1:{port}"), &SmtpOptions::default())?;
    let outcome = smtp.send(&mail()?);
    let Err(SendError::Again(why)) = outcome else {
        return Err(format!("{outcome:?}").into());
    };
    assert_eq!(why.step, Step::Connecting);
    Ok(())
}

#[test]
fn a_refusal_is_for_now_or_for_good_and_surely_nothing_was_sent() -> Outcome {
    use Step::{Connecting, Content, End, Recipient, Sender};
    let (now, good) = (false, true);
    for (point, says, step, wanted) in [
        ("", "554 no\r\n", Connecting, now),
        ("", "421 later\r\n", Connecting, now),
        ("EHLO", "550 no\r\n", Connecting, now),
        ("MAIL", "451 later\r\n", Sender, now),
        ("MAIL", "550 5.1.8 we know you not\r\n", Sender, now),
        ("RCPT", "450 4.2.1 later\r\n", Recipient, now),
        ("RCPT", "421 later\r\n", Recipient, now),
        ("RCPT", "530 5.7.0 log in\r\n", Recipient, now),
        ("RCPT", "550 5.7.1 nothing passed on\r\n", Recipient, now),
        ("RCPT", "550 no\r\n", Recipient, good),
        (
            "RCPT",
            "550-5.1.1 <sam@example.org>\r\n550 5.1.1 gone\r\n",
            Recipient,
            good,
        ),
        ("DATA", "451 later\r\n", Content, now),
        ("DATA", "554 no\r\n", Content, good),
        (".", "452 4.3.1 full\r\n", End, now),
        (".", "421 later\r\n", End, now),
        (".", "554 5.7.1 rubbish\r\n", End, good),
    ] {
        let (outcome, mails) = at(point, Then::Say(says))?;
        let why = match &outcome {
            Err(SendError::Again(why)) if wanted == now => why,
            Err(SendError::Never(why)) if wanted == good => why,
            _ => return Err(format!("{point} {says}: {outcome:?}").into()),
        };
        assert_eq!(why.step, step, "{point} {says}");
        assert_eq!(mails, 0, "{point} {says}");
        let shown = format!("{outcome:?} {why}");
        assert!(!shown.contains("sam"), "{shown}");
    }
    Ok(())
}

#[test]
fn a_line_that_ends_or_falls_silent_before_the_end_of_the_mail_sent_nothing() -> Outcome {
    for point in ["", "EHLO", "MAIL", "RCPT", "DATA"] {
        for then in [Then::HangUp, Then::Silence, Then::Say("hello?\r\n")] {
            let (outcome, mails) = at(point, then)?;
            assert!(
                matches!(outcome, Err(SendError::Again(_))),
                "{point}: {outcome:?}"
            );
            assert_eq!(mails, 0, "{point}");
        }
    }
    // The answer to another question: the two sides are out of step.
    let (outcome, mails) = at("DATA", Then::Say("250 OK\r\n"))?;
    assert!(matches!(outcome, Err(SendError::Again(_))), "{outcome:?}");
    assert_eq!(mails, 0);
    Ok(())
}

#[test]
fn a_line_that_ends_in_the_middle_of_the_mail_sent_nothing() -> Outcome {
    let server = Server::start(Setup {
        at: Some(("CONTENT", Then::HangUp)),
        ..Setup::default()
    })?;
    let address = PLAIN.replace("PORT", &server.port.to_string());
    let smtp = Smtp::open(&address, &options(&server, false))?;
    // More than the machine keeps for a line, so that the end is never reached.
    let text = format!("{}\n", "a".repeat(900)).repeat(20_000);
    let outcome = smtp.send(&Mail { text, ..mail()? });
    let Err(SendError::Again(why)) = outcome else {
        return Err(format!("{outcome:?}").into());
    };
    assert_eq!(why.step, Step::Content);
    assert_eq!(server.seen().mails.len(), 0);
    Ok(())
}

#[test]
fn a_line_that_ends_or_falls_silent_after_the_end_of_the_mail_is_uncertain() -> Outcome {
    for then in [Then::HangUp, Then::Silence] {
        let (outcome, mails) = at(".", then)?;
        assert!(
            matches!(outcome, Err(SendError::Uncertain(_))),
            "{outcome:?}"
        );
        // Indeed it has the mail.
        assert_eq!(mails, 1);
    }
    for says in ["hello?\r\n", "354 more\r\n"] {
        let (outcome, _) = at(".", Then::Say(says))?;
        assert!(
            matches!(outcome, Err(SendError::Uncertain(_))),
            "{says}: {outcome:?}"
        );
    }
    Ok(())
}

#[test]
fn how_a_server_says_goodbye_changes_nothing() -> Outcome {
    for then in [Then::HangUp, Then::Silence, Then::Say("500 stay\r\n")] {
        let (outcome, mails) = at("QUIT", then)?;
        assert_eq!(outcome, Ok(()));
        assert_eq!(mails, 1);
    }
    Ok(())
}

#[test]
fn an_address_that_the_server_cannot_spell_is_given_up_and_nothing_was_sent() -> Outcome {
    let server = Server::start(Setup::default())?;
    let address = PLAIN.replace("PORT", &server.port.to_string());
    let smtp = Smtp::open(&address, &options(&server, false))?;
    let to = "ayşe@örnek.example".parse()?;
    let outcome = smtp.send(&Mail { to, ..mail()? });
    let Err(SendError::Never(why)) = outcome else {
        return Err(format!("{outcome:?}").into());
    };
    assert_eq!(why.step, Step::Recipient);
    assert!(
        !server
            .seen()
            .commands
            .iter()
            .any(|line| line.starts_with("MAIL"))
    );
    Ok(())
}

#[test]
fn an_address_with_letters_of_any_language_is_spelt_where_the_server_can() -> Outcome {
    let server = Server::start(Setup {
        at: Some((
            "EHLO",
            Then::Say("250-test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"),
        )),
        ..Setup::default()
    })?;
    let address = PLAIN.replace("PORT", &server.port.to_string());
    let smtp = Smtp::open(&address, &options(&server, false))?;
    let to = "ayşe@örnek.example".parse()?;
    // The server here says that it can and then does not take it, which is enough to see what it was asked.
    drop(smtp.send(&Mail { to, ..mail()? }));
    let commands = server.seen().commands;
    let asked = commands.iter().find(|line| line.starts_with("MAIL"));
    let asked = asked.ok_or("no sender was named")?;
    assert!(asked.contains(" SMTPUTF8"), "{asked}");
    Ok(())
}
