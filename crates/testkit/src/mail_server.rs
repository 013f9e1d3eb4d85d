//! A mail server on a free port of this machine: the protocol is `mailin`'s, TLS is rustls's, and at one point of
//! the conversation it can be told to do something else.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use mailin::{Action, AuthMechanism, Handler, Response, Session, SessionBuilder, response};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What the server does at one point, where it does not simply go on.
#[derive(Clone, Copy)]
pub enum Then {
    /// Says this.
    Say(&'static str),
    /// Takes note of what it heard, and hangs up without a word.
    HangUp,
    /// Takes note of what it heard, and says nothing until the other side hangs up.
    Silence,
    /// Goes on as usual, after a while.
    Wait(Duration),
}

/// How the server is set up.
#[derive(Clone, Copy, Default)]
pub struct Setup {
    /// TLS from the first byte.
    pub tls: bool,
    /// TLS from the moment that both agree on it.
    pub start_tls: bool,
    /// Asks for the password, which is `open sesame` for `me@example.org`.
    pub login: bool,
    /// At a line that begins like this: `""` is before any, `"."` the end of a mail, `"CONTENT"` its beginning.
    pub at: Option<(&'static str, Then)>,
}

/// What reached the server.
#[derive(Clone, Default)]
pub struct Seen {
    /// Commands, as they came.
    pub commands: Vec<String>,
    /// Mails that it took, or that it heard to their end.
    pub mails: Vec<String>,
}

/// A mail server that runs until the tests end.
pub struct Server {
    /// Where it listens on 127.0.0.1.
    pub port: u16,
    /// Vouches for 127.0.0.1, in PEM.
    pub certificate: Vec<u8>,
    /// How it is set up.
    pub setup: Setup,
    seen: Arc<Book>,
}

/// What reached the server, and a bell for each mail.
#[derive(Default)]
struct Book {
    seen: Mutex<Seen>,
    came: Condvar,
}

impl Server {
    /// Starts one on a free port.
    pub fn start(setup: Setup) -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()])?;
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())?;
        let seen = Arc::default();
        let talk = Talk {
            setup,
            tls: Arc::new(tls),
            seen: Arc::clone(&seen),
        };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let talk = talk.clone();
                thread::spawn(move || talk.serve(stream));
            }
        });
        Ok(Self {
            port,
            certificate: made.cert.pem().into_bytes(),
            setup,
            seen,
        })
    }

    /// What reached it so far.
    pub fn seen(&self) -> Seen {
        lock(&self.seen).clone()
    }

    /// How many mails reached it so far.
    pub fn count(&self) -> usize {
        lock(&self.seen).mails.len()
    }

    /// The first mail that holds this text, waited for.
    pub fn mail_with(&self, text: &str) -> Option<String> {
        let find = |seen: &Seen| seen.mails.iter().find(|mail| mail.contains(text)).cloned();
        find(&self.wait(|seen| find(seen).is_some()))
    }

    /// Whether so many mails reached it, waited for.
    pub fn reaches(&self, count: usize) -> bool {
        let is_there = |seen: &Seen| seen.mails.len() >= count;
        is_there(&self.wait(is_there))
    }

    fn wait(&self, is_there: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let waited = self
            .seen
            .came
            .wait_timeout_while(lock(&self.seen), patience(false), |seen| !is_there(seen));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

fn lock(book: &Book) -> MutexGuard<'_, Seen> {
    book.seen.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Clone)]
struct Talk {
    setup: Setup,
    tls: Arc<ServerConfig>,
    seen: Arc<Book>,
}

trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

/// Where a part of the conversation ended.
enum End {
    Done,
    UnderTls,
}

impl Talk {
    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        let mut builder = SessionBuilder::new("test");
        if self.setup.start_tls {
            builder.enable_start_tls();
        }
        if self.setup.login {
            builder.enable_auth(AuthMechanism::Plain);
            builder.enable_auth(AuthMechanism::Login);
        }
        let mailbox = Mailbox {
            seen: Arc::clone(&self.seen),
            mail: Vec::new(),
        };
        let mut session = builder.build(IpAddr::V4(Ipv4Addr::LOCALHOST), mailbox);
        let greeting = session.greeting().buffer()?;
        if self.setup.tls {
            session.tls_active();
            self.converse(&mut self.secure(stream)?, &mut session, &greeting)?;
            return Ok(());
        }
        let mut open = stream.try_clone()?;
        if let End::UnderTls = self.converse(&mut open, &mut session, &greeting)? {
            session.tls_active();
            self.converse(&mut self.secure(stream)?, &mut session, b"")?;
        }
        Ok(())
    }

    fn secure(&self, stream: TcpStream) -> io::Result<StreamOwned<ServerConnection, TcpStream>> {
        let tls = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
        Ok(StreamOwned::new(tls, stream))
    }

    fn converse(
        &self,
        line: &mut dyn Line,
        session: &mut Session<Mailbox>,
        greeting: &[u8],
    ) -> io::Result<End> {
        let mut line = BufReader::new(line);
        if !greeting.is_empty() && !self.answer(&mut line, "", greeting)? {
            return Ok(End::Done);
        }
        let mut is_content = false;
        let mut heard = Vec::new();
        loop {
            heard.clear();
            if line.read_until(b'\n', &mut heard)? == 0 {
                return Ok(End::Done);
            }
            let text = String::from_utf8_lossy(&heard).into_owned();
            if is_content && text != ".\r\n" {
                session.process(&heard);
                continue;
            }
            if !is_content {
                lock(&self.seen).commands.push(text.trim_end().to_owned());
            }
            let is_refused = matches!(self.setup.at, Some((".", Then::Say(_))));
            let reply = if is_content && is_refused {
                response::OK
            } else {
                session.process(&heard)
            };
            if !self.answer(&mut line, &text, &reply.buffer()?)? {
                return Ok(End::Done);
            }
            is_content = reply.code == 354;
            if is_content && !self.answer(&mut line, "CONTENT", b"")? {
                return Ok(End::Done);
            }
            match reply.action {
                Action::UpgradeTls => return Ok(End::UnderTls),
                Action::Close => return Ok(End::Done),
                Action::Reply | Action::NoReply => {}
            }
        }
    }

    /// Answers a line, and says whether to go on.
    fn answer(
        &self,
        line: &mut BufReader<&mut dyn Line>,
        heard: &str,
        usual: &[u8],
    ) -> io::Result<bool> {
        let then = self.setup.at.filter(|(at, _)| match *at {
            "" => heard.is_empty(),
            at => heard.starts_with(at),
        });
        let says = match then {
            None => usual,
            Some((_, Then::Say(says))) => says.as_bytes(),
            Some((_, Then::Wait(time))) => {
                wait(time);
                usual
            }
            Some((_, Then::HangUp)) => return Ok(false),
            Some((_, Then::Silence)) => {
                io::copy(line, &mut io::sink())?;
                return Ok(false);
            }
        };
        line.get_mut().write_all(says)?;
        line.get_mut().flush()?;
        Ok(true)
    }
}

/// Takes note of mails, and knows one password.
struct Mailbox {
    seen: Arc<Book>,
    mail: Vec<u8>,
}

impl Handler for Mailbox {
    fn data(&mut self, part: &[u8]) -> io::Result<()> {
        self.mail.extend_from_slice(part);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = std::mem::take(&mut self.mail);
        let mail = String::from_utf8_lossy(&mail).into_owned();
        lock(&self.seen).mails.push(mail);
        self.seen.came.notify_all();
        response::OK
    }

    fn auth_plain(&mut self, _: &str, name: &str, password: &str) -> Response {
        self.auth_login(name, password)
    }

    fn auth_login(&mut self, name: &str, password: &str) -> Response {
        if (name, password) == ("me@example.org", "open sesame") {
            response::AUTH_OK
        } else {
            response::INVALID_CREDENTIALS
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "it is slow on purpose")]
fn wait(time: Duration) {
    thread::sleep(time);
}

/// Long enough on a machine with much to do; short where an answer is not to come.
pub fn patience(is_short: bool) -> Duration {
    Duration::from_millis(if is_short { 300 } else { 20_000 })
}
