//! Texts and mails through those who take them over HTTP, and through ones that break off at every point there is.

use std::error::Error;
use std::time::Duration;

use alongside_notify::{
    GovUkNotify, HttpOptions, Mail, Mailer, SendError, Sender, Step, Templates, Text, Texter,
    Trouble, Twilio, TwilioAccount,
};
use alongside_testkit::text_server::{
    ACCOUNT, KEY, MAIL_TEMPLATE, NOW, SERVICE, Server, TEXT_TEMPLATE, Then,
};
use jiff::Timestamp;
use uuid::Uuid;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn text() -> Outcome<Text> {
    Ok(Text {
        id: Uuid::from_u128(7),
        to: "+447700900123".parse()?,
        text: "Görüşme & çay: yarın 18:00 +1 100%".to_owned(),
        date: Timestamp::from_second(NOW)?,
    })
}

fn options(is_short: bool) -> HttpOptions {
    let patience = Duration::from_millis(if is_short { 300 } else { 20_000 });
    HttpOptions {
        patience,
        patience_for_the_answer: patience,
        trusted_certificates: None,
    }
}

fn notify(address: &str, key: &str, is_short: bool) -> Outcome<GovUkNotify> {
    let templates = Templates {
        text: Some(TEXT_TEMPLATE.parse()?),
        mail: Some(MAIL_TEMPLATE.parse()?),
    };
    let options = options(is_short);
    Ok(GovUkNotify::open(key, templates, Some(address), &options)?)
}

fn account() -> TwilioAccount {
    let [sid, token, from] = ACCOUNT.map(ToOwned::to_owned);
    TwilioAccount { sid, token, from }
}

fn twilio(address: &str, is_short: bool) -> Outcome<Twilio> {
    Ok(Twilio::open(account(), Some(address), &options(is_short))?)
}

/// What sending comes to with each provider, and how many texts the server took.
fn at(then: Then) -> Outcome<Vec<(Result<(), SendError>, usize)>> {
    let is_short = matches!(then, Then::Silence);
    let mut all = Vec::new();
    for is_notify in [true, false] {
        let server = Server::start(Some(then))?;
        let sent = if is_notify {
            notify(&server.address, KEY, is_short)?.send_text(&text()?)
        } else {
            twilio(&server.address, is_short)?.send_text(&text()?)
        };
        all.push((sent, server.taken().len()));
    }
    Ok(all)
}

fn refused(sent: Result<(), SendError>) -> Option<(bool, u16, Option<String>)> {
    let (is_final, why) = match sent {
        Err(SendError::Never(why)) => (true, why),
        Err(SendError::Again(why)) => (false, why),
        Ok(()) | Err(SendError::Uncertain(_)) => return None,
    };
    match why.trouble {
        Trouble::Refused { code, detail } => Some((is_final, code, detail)),
        _ => None,
    }
}

#[test]
fn a_text_reaches_either_provider_whole() -> Outcome {
    let server = Server::start(None)?;
    notify(&server.address, KEY, false)?.send_text(&text()?)?;
    twilio(&server.address, false)?.send_text(&text()?)?;
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    for taken in &taken {
        assert_eq!(taken.to, "+447700900123");
        assert_eq!(taken.text, text()?.text);
    }
    let reference = text()?.id.to_string();
    assert_eq!(taken[0].reference.as_deref(), Some(reference.as_str()));
    Ok(())
}

#[test]
fn a_mail_reaches_notify_with_its_way_to_end_it() -> Outcome {
    let server = Server::start(None)?;
    let end = "https://alongside.example/follow/x/end";
    let mail = Mail {
        id: Uuid::from_u128(8),
        from: Sender {
            name: "Alongside".to_owned(),
            address: "hello@alongside.example".parse()?,
        },
        to: "sam@example.org".parse()?,
        subject: "Görüşme".to_owned(),
        text: "Hello,\nشكرا\n".to_owned(),
        html: None,
        calendar: None,
        date: Timestamp::from_second(NOW)?,
        unsubscribe: Some(end.to_owned()),
    };
    notify(&server.address, KEY, false)?.send(&mail)?;
    let [taken] = &server.taken()[..] else {
        return Err("not one mail".into());
    };
    assert_eq!(taken.to, "sam@example.org");
    assert_eq!(taken.subject.as_deref(), Some("Görüşme"));
    assert_eq!(taken.text, mail.text);
    assert_eq!(taken.unsubscribe.as_deref(), Some(end));
    Ok(())
}

#[test]
fn what_stems_from_the_number_is_for_good_and_what_stems_from_us_is_not() -> Outcome {
    let server = Server::start(None)?;
    let mut astray = text()?;
    astray.to = "+447700900999".parse()?;
    let here = |key: &str| notify(&server.address, key, false);
    let of_notify = |is_final, code, detail: &str| Some((is_final, code, Some(detail.to_owned())));
    assert_eq!(
        refused(here(KEY)?.send_text(&astray)),
        of_notify(true, 400, "ValidationError")
    );
    assert_eq!(
        refused(twilio(&server.address, false)?.send_text(&astray)),
        of_notify(true, 400, "21211")
    );
    // Another secret, and a clock that is wrong.
    let other = format!("my-key-{SERVICE}-{SERVICE}");
    assert_eq!(
        refused(here(&other)?.send_text(&text()?)),
        of_notify(false, 403, "AuthError")
    );
    let mut late = text()?;
    late.date = Timestamp::from_second(NOW - 31)?;
    assert_eq!(
        refused(here(KEY)?.send_text(&late)),
        of_notify(false, 403, "AuthError")
    );
    let swapped = Templates {
        text: Some(MAIL_TEMPLATE.parse()?),
        mail: None,
    };
    let swapped = GovUkNotify::open(KEY, swapped, Some(&server.address), &options(false))?;
    assert_eq!(
        refused(swapped.send_text(&text()?)),
        of_notify(false, 400, "BadRequestError")
    );
    let stranger = TwilioAccount {
        token: "sesame".to_owned(),
        ..account()
    };
    let stranger = Twilio::open(stranger, Some(&server.address), &options(false))?;
    assert_eq!(
        refused(stranger.send_text(&text()?)),
        of_notify(false, 401, "20003")
    );
    assert!(server.taken().is_empty());
    Ok(())
}

#[test]
fn who_asks_too_often_asks_again_later() -> Outcome {
    const SAYS: &str = r#"{"code": 20429, "status_code": 429, "errors": [{"error": "RateLimitError", "message": "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"}]}"#;
    for ((sent, _), detail) in at(Then::Say(429, SAYS))?
        .into_iter()
        .zip(["RateLimitError", "20429"])
    {
        assert_eq!(refused(sent), Some((false, 429, Some(detail.to_owned()))));
    }
    Ok(())
}

#[test]
fn a_failure_of_notify_itself_sent_nothing_and_one_in_front_of_it_says_nothing() -> Outcome {
    const OWN: &str = r#"{"status_code": 500, "errors": [{"error": "Exception", "message": "Internal server error"}]}"#;
    let mut own = at(Then::Say(500, OWN))?.into_iter();
    let (of_notify, _) = own.next().ok_or("no answer")?;
    assert_eq!(
        refused(of_notify),
        Some((false, 500, Some("Exception".to_owned())))
    );
    let (of_twilio, _) = own.next().ok_or("no answer")?;
    assert!(matches!(of_twilio, Err(SendError::Uncertain(_))));
    for says in ["<html>Bad gateway</html>", ""] {
        for (sent, _) in at(Then::Say(502, says))? {
            assert!(matches!(sent, Err(SendError::Uncertain(_))), "{sent:?}");
        }
    }
    // A redirect is not gone after: the number would go somewhere else with it.
    for (sent, _) in at(Then::Say(302, ""))? {
        assert!(matches!(sent, Err(SendError::Uncertain(_))), "{sent:?}");
    }
    Ok(())
}

#[test]
fn a_line_that_breaks_after_the_question_leaves_it_open() -> Outcome {
    for then in [Then::HangUp, Then::Silence] {
        for (sent, taken) in at(then)? {
            let Err(SendError::Uncertain(why)) = sent else {
                return Err(format!("{sent:?}").into());
            };
            assert_eq!((why.step, taken), (Step::Answer, 1));
        }
    }
    Ok(())
}

#[test]
fn an_answer_that_comes_late_or_not_whole_is_an_answer() -> Outcome {
    for then in [Then::Wait(Duration::from_millis(400)), Then::Half] {
        for (sent, taken) in at(then)? {
            assert_eq!((sent, taken), (Ok(()), 1));
        }
    }
    Ok(())
}

#[test]
fn where_nobody_listens_surely_nothing_was_sent() -> Outcome {
    let free = std::net::TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", free.local_addr()?);
    drop(free);
    for sent in [
        notify(&address, KEY, false)?.send_text(&text()?),
        twilio(&address, false)?.send_text(&text()?),
    ] {
        let Err(SendError::Again(why)) = sent else {
            return Err(format!("{sent:?}").into());
        };
        assert_eq!(why.step, Step::Asking);
    }
    Ok(())
}

#[test]
fn a_line_that_cannot_be_put_under_tls_sent_nothing() -> Outcome {
    // It speaks no TLS.
    let server = Server::start(None)?;
    let address = server.address.replace("http://", "https://");
    for sent in [
        notify(&address, KEY, true)?.send_text(&text()?),
        twilio(&address, true)?.send_text(&text()?),
    ] {
        let Err(SendError::Again(why)) = sent else {
            return Err(format!("{sent:?}").into());
        };
        assert_eq!(why.step, Step::Asking);
    }
    assert!(server.taken().is_empty());
    Ok(())
}

#[test]
fn a_provider_is_asked_under_tls_or_on_this_machine() -> Outcome {
    for address in [
        "http://sms.example",
        "sms.example",
        "https://a:b@sms.example",
    ] {
        assert!(twilio(address, false).is_err(), "{address}");
    }
    twilio("https://sms.example", false)?;
    twilio("http://localhost:1", false)?;
    Ok(())
}

#[test]
fn nothing_prints_a_number_a_secret_or_a_text() -> Outcome {
    let notify = notify("http://127.0.0.1:1", KEY, false)?;
    let twilio = twilio("http://127.0.0.1:1", false)?;
    let printed = format!("{:?} {notify:?} {twilio:?} {:?}", text()?, account());
    for secret in ["7700", "3d844edf", "sesame", "Gör"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    Ok(())
}
