//! A server on a free port of this machine that speaks the HTTP of those who take texts: GOV.UK Notify's and
//! Twilio's. It checks what they check, and at one point it can be told to do something else.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ring::hmac;
use serde_json::{Value, json};

/// The service's id in [`KEY`], which it signs with.
pub const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
/// The secret in [`KEY`].
const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";
/// The API key of GOV.UK Notify that is known here.
pub const KEY: &str =
    "my-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
/// The template of texts.
pub const TEXT_TEMPLATE: &str = "f33517ff-2a88-4f6e-b855-c550268ce08a";
/// The template of mails.
pub const MAIL_TEMPLATE: &str = "9d751e0e-f929-4891-82a1-a3e1c3c18ee3";
/// Twilio's account that is known here, its token, and whom texts may be from.
pub const ACCOUNT: [&str; 3] = [
    "AC00000000000000000000000000000001",
    "open sesame",
    "Alongside",
];
/// What the clock of GOV.UK Notify shows here, in seconds since 1970: 23 November 2026, 8:00 UTC.
pub const NOW: i64 = 1_795_420_800;

/// What the server does in place of an answer of its own.
#[derive(Clone, Copy)]
pub enum Then {
    /// Says this, with this status.
    Say(u16, &'static str),
    /// Hangs up before it read what is asked.
    HangUpAtOnce,
    /// Reads what is asked to its end, and hangs up without a word.
    HangUp,
    /// Reads what is asked, and says nothing until the other side hangs up.
    Silence,
    /// Takes it, and answers after a while.
    Wait(Duration),
    /// Takes it, and hangs up in the middle of the answer's body.
    Half,
}

/// Something that was taken, and would have gone out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The number or the address.
    pub to: String,
    /// The subject, of a mail.
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
    /// What whoever sent it calls it.
    pub reference: Option<String>,
    /// Where it can be ended by one request, of a mail.
    pub unsubscribe: Option<String>,
}

/// A server that runs until the tests end.
pub struct Server {
    /// Where it is asked, such as `http://127.0.0.1:5000`.
    pub address: String,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Server {
    /// Starts one on a free port, that does `then` in place of answering.
    pub fn start(then: Option<Then>) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = format!("http://{}", listener.local_addr()?);
        let taken: Arc<Mutex<Vec<Taken>>> = Arc::default();
        let book = Arc::clone(&taken);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let book = Arc::clone(&book);
                // Whoever hangs up is their own affair.
                thread::spawn(move || drop(serve(&stream, then, &book)));
            }
        });
        Ok(Self { address, taken })
    }

    /// What it took so far, in order.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.taken).clone()
    }
}

fn lock(book: &Mutex<Vec<Taken>>) -> std::sync::MutexGuard<'_, Vec<Taken>> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::disallowed_methods, reason = "a server that takes its time")]
fn wait(time: Duration) {
    thread::sleep(time);
}

/// What was asked.
struct Asked {
    path: String,
    authorization: String,
    body: String,
}

fn serve(stream: &TcpStream, then: Option<Then>, book: &Mutex<Vec<Taken>>) -> io::Result<()> {
    if matches!(then, Some(Then::HangUpAtOnce)) {
        return Ok(());
    }
    let mut reader = BufReader::new(stream.try_clone()?);
    let asked = read(&mut reader)?;
    let (status, body) = match then {
        Some(Then::Say(status, body)) => (status, body.to_owned()),
        then => match judge(&asked) {
            Ok((taken, says)) => {
                lock(book).push(taken);
                match then {
                    Some(Then::HangUp) => return Ok(()),
                    Some(Then::Silence) => return reader.read_to_end(&mut Vec::new()).map(drop),
                    Some(Then::Wait(time)) => wait(time),
                    _ => {}
                }
                (201, says)
            }
            Err((status, says)) => (status, says.to_string()),
        },
    };
    let length = body.len();
    let body = match then {
        Some(Then::Half) => &body[..length / 2],
        _ => &body,
    };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn read(reader: &mut impl BufRead) -> io::Result<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line
        .strip_prefix("POST ")
        .and_then(|rest| rest.split(' ').next());
    let path = path.unwrap_or_default().to_owned();
    let (mut authorization, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.trim().clone_into(&mut authorization),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Asked {
        path,
        authorization,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

type Judged = Result<(Taken, String), (u16, Value)>;

fn judge(asked: &Asked) -> Judged {
    match asked.path.as_str() {
        "/v2/notifications/sms" => notify(asked, "phone_number", TEXT_TEMPLATE),
        "/v2/notifications/email" => notify(asked, "email_address", MAIL_TEMPLATE),
        path if path == format!("/2010-04-01/Accounts/{}/Messages.json", ACCOUNT[0]) => {
            twilio(asked)
        }
        _ => Err((404, json!({}))),
    }
}

fn notify(asked: &Asked, recipient: &str, template: &str) -> Judged {
    let no = |status: u16, error: &str, message: &str| {
        let mistake = json!({"error": error, "message": message});
        (status, json!({"status_code": status, "errors": [mistake]}))
    };
    let bearer = asked
        .authorization
        .strip_prefix("Bearer ")
        .unwrap_or_default();
    let asked_at =
        signed(bearer).ok_or_else(|| no(403, "AuthError", "Invalid token: API key not found"))?;
    if (asked_at - NOW).abs() > 30 {
        let says = "Error: Your system clock must be accurate to within 30 seconds";
        return Err(no(403, "AuthError", says));
    }
    let body: Value = serde_json::from_str(&asked.body)
        .map_err(|_| no(400, "BadRequestError", "Invalid JSON supplied in POST data"))?;
    let field = |name: &str| body[name].as_str().map(ToOwned::to_owned);
    let to = field(recipient).unwrap_or_default();
    let is_recipient = to.contains('@') || is_mobile(&to);
    if !is_recipient {
        let says = format!("{recipient} Not enough digits");
        return Err(no(400, "ValidationError", &says));
    }
    if field("template_id").as_deref() != Some(template) {
        return Err(no(400, "BadRequestError", "Template not found"));
    }
    let said = |name: &str| {
        body["personalisation"][name]
            .as_str()
            .map(ToOwned::to_owned)
    };
    let text = said("message")
        .ok_or_else(|| no(400, "BadRequestError", "Missing personalisation: message"))?;
    let taken = Taken {
        to,
        subject: said("subject"),
        text,
        reference: field("reference"),
        unsubscribe: field("one_click_unsubscribe_url"),
    };
    let says = json!({"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": taken.reference});
    Ok((taken, says.to_string()))
}

/// When a token was made, if it is signed with the known key (RFC 7519).
fn signed(token: &str) -> Option<i64> {
    let (signed, signature) = token.rsplit_once('.')?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
    hmac::verify(&key, signed.as_bytes(), &signature).ok()?;
    let (head, claims) = signed.split_once('.')?;
    let read = |part: &str| -> Option<Value> {
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).ok()?).ok()
    };
    let (head, claims) = (read(head)?, read(claims)?);
    let is_ours = head["alg"] == "HS256" && head["typ"] == "JWT" && claims["iss"] == SERVICE;
    claims["iat"].as_i64().filter(|_| is_ours)
}

fn twilio(asked: &Asked) -> Judged {
    let no = |status: u16, code: u32| (status, json!({"code": code, "status": status}));
    let [sid, secret, from] = ACCOUNT;
    let login = BASE64.encode(format!("{sid}:{secret}").as_bytes());
    if asked.authorization != format!("Basic {login}") {
        return Err(no(401, 20003));
    }
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(asked.body.as_bytes())
        .into_owned()
        .collect();
    let field = |name: &str| {
        let found = fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (to, text) = (field("To"), field("Body"));
    if !is_mobile(&to) {
        return Err(no(400, 21211));
    }
    if field("From") != from {
        return Err(no(400, 21212));
    }
    if text.is_empty() || text.chars().count() > 1600 {
        return Err(no(400, 21617));
    }
    let taken = Taken {
        to,
        subject: None,
        text,
        reference: None,
        unsubscribe: None,
    };
    let says = json!({"sid": "SM00000000000000000000000000000001", "status": "queued"});
    Ok((taken, says.to_string()))
}

/// As E.164 writes a mobile number of the United Kingdom; one that ends in 999 is known here to be out of use.
fn is_mobile(number: &str) -> bool {
    let figures = number.strip_prefix("+447").unwrap_or_default();
    figures.len() == 9 && figures.bytes().all(|b| b.is_ascii_digit()) && !figures.ends_with("999")
}
