use mail_parser::{Address, Message, MessageParser, MimeHeaders as _};
use proptest::prelude::*;

use super::*;

const ID: Uuid = Uuid::from_u128(0x0197_0000_0000_7000_8000_0000_0000_0001);

fn mail() -> Mail {
    Mail {
        id: ID,
        from: Sender {
            name: "Alongside".to_owned(),
            address: "hello@alongside.example".parse().unwrap(),
        },
        to: "sam@example.org".parse().unwrap(),
        subject: "Your link to sign in".to_owned(),
        text: "Hello,\n\nhttps://alongside.example/sign-in/link/abc\n".to_owned(),
        html: None,
        calendar: None,
        date: "2026-11-23T08:00:00Z".parse().unwrap(),
        unsubscribe: None,
    }
}

/// What a mail program makes of it.
fn read(mail: &Mail, look: impl FnOnce(&Message<'_>)) {
    let bytes = mail.bytes().unwrap();
    let longest = bytes.split(|b| *b == b'\n').map(<[u8]>::len).max();
    assert!(longest <= Some(999), "{longest:?}");
    look(&MessageParser::default().parse(&bytes).unwrap());
}

fn only<'a>(address: Option<&'a Address<'a>>) -> (&'a str, &'a str) {
    let all: Vec<_> = address.unwrap().iter().collect();
    assert_eq!(all.len(), 1);
    (all[0].name().unwrap_or_default(), all[0].address().unwrap())
}

#[test]
fn a_mail_program_reads_what_was_written() {
    read(&mail(), |read| {
        assert_eq!(read.subject(), Some("Your link to sign in"));
        assert_eq!(only(read.from()), ("Alongside", "hello@alongside.example"));
        assert_eq!(only(read.to()), ("", "sam@example.org"));
        assert_eq!(
            read.message_id(),
            Some(format!("{ID}@alongside.example").as_str())
        );
        assert_eq!(read.date().unwrap().to_rfc3339(), "2026-11-23T08:00:00Z");
        let mut headers = read.headers_raw();
        let auto = headers.find(|(name, _)| *name == "Auto-Submitted");
        assert_eq!(auto.map(|(_, says)| says.trim()), Some("auto-generated"));
        let text = read.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), mail().text.trim_end());
        assert_eq!(read.attachment_count(), 0);
    });
}

#[test]
fn letters_of_any_language_come_through() {
    let subject = "Görüşme bağlantınız — رابط تسجيل الدخول 🌱 ".repeat(12);
    let text = format!("Ayşe Hanım,\n{}\n\n. \n.\nFrom here\n", "جلسة ".repeat(400));
    let mail = Mail {
        from: Sender {
            name: "Çağrı, \"Ümit\" <x@y>".to_owned(),
            ..mail().from
        },
        to: "sam@örnek.example".parse().unwrap(),
        subject,
        text,
        html: Some("<p>Ayşe Hanım,</p><p>جلسة</p>\n".to_owned()),
        ..mail()
    };
    assert!(mail.bytes().unwrap().is_ascii());
    read(&mail, |read| {
        assert_eq!(read.subject(), Some(mail.subject.trim()));
        assert_eq!(only(read.from()).0, mail.from.name);
        assert_eq!(only(read.to()).1, "sam@xn--rnek-4qa.example");
        let text = read.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(text, mail.text);
        let html = read.body_html(0).unwrap().replace("\r\n", "\n");
        assert_eq!(Some(html), mail.html);
        assert_eq!((read.text_body_count(), read.html_body_count()), (1, 1));
    });
}

#[test]
fn an_address_with_letters_of_any_language_comes_through() {
    let mail = Mail {
        to: "ayşe@örnek.example".parse().unwrap(),
        ..mail()
    };
    read(&mail, |read| {
        assert_eq!(only(read.to()).1, "ayşe@xn--rnek-4qa.example");
    });
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Görüşme\r\nEND:VCALENDAR\r\n";

fn invitation() -> Mail {
    Mail {
        html: Some("<p>Hello</p>\n".to_owned()),
        calendar: Some(CalendarPart {
            method: "REQUEST",
            text: CALENDAR.to_owned(),
        }),
        ..mail()
    }
}

#[test]
fn a_meeting_stands_in_the_mail_for_the_calendar_and_beside_it_as_a_file() {
    read(&invitation(), |read| {
        let kinds: Vec<String> = read
            .parts
            .iter()
            .map(|part| {
                let kind = part.content_type().unwrap();
                let method = kind.attribute("method").unwrap_or_default();
                format!("{}/{} {method}", kind.ctype(), kind.subtype().unwrap())
            })
            .collect();
        let wanted = [
            "multipart/mixed ",
            "multipart/alternative ",
            "text/plain ",
            "text/html ",
            "text/calendar REQUEST",
            "application/ics ",
        ];
        assert_eq!(kinds, wanted);
        for part in &read.parts[4..] {
            assert_eq!(part.contents(), CALENDAR.as_bytes());
        }
        assert_eq!(read.parts[5].attachment_name(), Some("invite.ics"));
        assert_eq!(read.body_text(0).unwrap().lines().next(), Some("Hello,"));
        assert_eq!(read.body_html(0).unwrap().trim_end(), "<p>Hello</p>");
    });
    let text_only = Mail {
        html: None,
        ..invitation()
    };
    read(&text_only, |read| assert_eq!(read.parts.len(), 5));
}

#[test]
fn a_method_that_would_begin_a_header_is_no_method() {
    let mail = Mail {
        calendar: Some(CalendarPart {
            method: "REQUEST\r\nBcc: kim@example.org",
            text: CALENDAR.to_owned(),
        }),
        ..mail()
    };
    if let Ok(bytes) = mail.bytes() {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("\nBcc:"), "{text}");
    }
}

#[test]
fn the_same_mail_has_the_same_bytes() {
    assert_eq!(invitation().bytes(), invitation().bytes());
    let mail = Mail {
        html: Some("<p>Hello</p>".to_owned()),
        ..mail()
    };
    assert_eq!(mail.bytes(), mail.bytes());
}

#[test]
fn a_date_before_1970_breaks_nothing() {
    for date in [Timestamp::MIN, Timestamp::MAX] {
        assert!(Mail { date, ..mail() }.bytes().is_ok(), "{date}");
    }
}

#[test]
fn nothing_personal_shows_when_a_mail_is_printed() {
    let printed = format!("{:?}", mail());
    assert_eq!(printed, format!("Mail({ID})"));
    let sender = format!("{:?}", mail().from);
    assert_eq!(sender, "Sender");
}

/// The names of the headers of a mail, in order.
fn headers(mail: &Mail) -> Vec<String> {
    let bytes = mail.bytes().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "{head:?}");
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn line_ends_in_a_subject_or_a_name_begin_no_header() {
    let wanted = headers(&mail());
    for bait in [
        "Hello\r\nBcc: kim@example.org",
        "Hello\nBcc: kim@example.org",
        "Hello\rBcc: kim@example.org",
        "Hello\r\n\r\n<p>another body",
        "Hello\u{85}Bcc: kim@example.org\u{2028}Bcc: kim@example.org\0",
        "=?utf-8?q?Hello=0D=0ABcc:_kim@example.org?=",
    ] {
        let mail = Mail {
            from: Sender {
                name: bait.to_owned(),
                ..mail().from
            },
            subject: bait.to_owned(),
            ..mail()
        };
        assert_eq!(headers(&mail), wanted, "{bait:?}");
        read(&mail, |read| assert!(read.bcc().is_none(), "{bait:?}"));
    }
}

proptest! {
    #[test]
    fn no_subject_name_or_text_panics_or_adds_a_header(
        subject in any::<String>(),
        name in any::<String>(),
        text in any::<String>(),
    ) {
        let mail = Mail {
            from: Sender { name, ..mail().from },
            subject,
            text,
            ..mail()
        };
        let fixed = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"];
        let headers = headers(&mail);
        for header in &headers {
            let is_ours = fixed.contains(&header.as_str()) || header.starts_with("Content-");
            prop_assert!(is_ours, "{header:?}");
        }
        prop_assert_eq!(headers.len(), 9);
        let bytes = mail.bytes().unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        prop_assert_eq!(read.subject().unwrap_or_default(), one_line(&mail.subject));
    }
}

#[test]
fn a_mail_that_is_one_of_many_says_how_they_are_ended() {
    let address = "https://alongside.example/follow/c2VjcmV0/ending";
    let header = |mail: &Mail, name: &str| {
        let bytes = mail.bytes().unwrap();
        let read = MessageParser::default().parse(&bytes).unwrap();
        let mut headers = read.headers_raw();
        let found = headers.find(|(found, _)| *found == name);
        found.map(|(_, says)| says.trim().to_owned())
    };
    let one = mail();
    assert_eq!(header(&one, "List-Unsubscribe"), None);
    assert_eq!(header(&one, "List-Unsubscribe-Post"), None);
    let many = Mail {
        unsubscribe: Some(address.to_owned()),
        ..mail()
    };
    assert_eq!(
        header(&many, "List-Unsubscribe"),
        Some(format!("<{address}>"))
    );
    assert_eq!(
        header(&many, "List-Unsubscribe-Post").as_deref(),
        Some("List-Unsubscribe=One-Click")
    );
}
