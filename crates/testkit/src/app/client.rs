//! Browsers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use alongside_domain::Role;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use super::people::{NOBODY, address_of};
use super::{ORIGIN, TestApp};
use crate::{Authenticator, Outcome};

/// A browser, which keeps cookies and knows the token of its forms.
pub struct Client<'a> {
    app: &'a TestApp,
    network: String,
    cookies: RefCell<BTreeMap<String, String>>,
    token: RefCell<String>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Page {
    status: u16,
    headers: HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Page {
    /// The status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// A header; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// Where it leads on to; empty where it does not.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The cookies that it sets, each whole.
    pub fn cookies(&self) -> Vec<&str> {
        let set = self.headers.get_all(header::SET_COOKIE).into_iter();
        set.filter_map(|value| value.to_str().ok()).collect()
    }

    /// Whether this stands on it.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The body as JSON.
    pub fn json(&self) -> Outcome<Value> {
        Ok(serde_json::from_str(&self.text)?)
    }

    /// What stands between this and the next quotation mark.
    pub fn after(&self, begin: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(begin)?;
        rest.split('"').next()
    }
}

impl TestApp {
    /// Somebody signed in whose roles count: by a link, and by a new passkey where the role asks for one.
    pub fn sign_in_as(&self, role: Role) -> Outcome<Client<'_>> {
        let client = self.sign_in_by_link_as(role)?;
        if role.is_staff() {
            client.add_passkey(&mut Authenticator::default())?;
        }
        Ok(client)
    }

    /// Somebody signed in by a link alone.
    pub fn sign_in_by_link_as(&self, role: Role) -> Outcome<Client<'_>> {
        self.sign_in(&address_of(role))
    }

    /// Somebody signed in who has no role.
    pub fn sign_in_without_role(&self) -> Outcome<Client<'_>> {
        self.sign_in(NOBODY)
    }

    /// Somebody signed in by a link to their address.
    pub fn sign_in(&self, email: &str) -> Outcome<Client<'_>> {
        let client = self.client();
        client.sign_in(email)?;
        Ok(client)
    }

    /// The path of the one link that was sent since mails were last looked at.
    pub fn link(&self) -> Outcome<String> {
        let mails = self.mails()?;
        let [mail] = mails.as_slice() else {
            return Err(format!("{} mails instead of one", mails.len()).into());
        };
        let link = mail.text.lines().find_map(|line| line.strip_prefix(ORIGIN));
        let link = link.filter(|path| path.starts_with("/sign-in/link/"));
        Ok(link.ok_or("no link in the mail")?.to_owned())
    }
}

impl<'a> Client<'a> {
    pub(super) fn new(app: &'a TestApp, network: String) -> Self {
        Self {
            app,
            network,
            cookies: RefCell::default(),
            token: RefCell::default(),
        }
    }

    /// Reads a page.
    pub fn get(&self, address: &str) -> Outcome<Page> {
        self.send(Request::get(address), Body::empty())
    }

    /// Reads a page, and wherever it leads on to.
    pub fn follow(&self, address: &str) -> Outcome<Page> {
        let mut page = self.get(address)?;
        for _ in 0..5 {
            if page.location().is_empty() {
                return Ok(page);
            }
            page = self.get(page.location())?;
        }
        Err("it leads on and on".into())
    }

    /// Sends a form, with the token of the form that was read last; a field `form-token` stands in its place.
    pub fn post(&self, address: &str, fields: &[(&str, &str)]) -> Outcome<Page> {
        let mut body = String::new();
        let token = self.token.borrow().clone();
        let is_given = fields.iter().any(|(name, _)| *name == "form-token");
        let token = (!is_given).then_some(("form-token", token.as_str()));
        for (name, value) in token.iter().chain(fields) {
            write!(body, "{}={}&", quoted(name), quoted(value))?;
        }
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body))
    }

    /// Sends JSON as a script of ours does.
    pub fn post_json(&self, address: &str, json: &Value) -> Outcome<Page> {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(json.to_string()))
    }

    /// Sends any request with the cookies of this browser, and keeps those that come back.
    pub fn send(&self, request: axum::http::request::Builder, body: Body) -> Outcome<Page> {
        let mut request = request.header("x-forwarded-for", &self.network);
        let cookies: Vec<String> = self
            .cookies
            .borrow()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.body(body)?;
        let page = self.app.runtime.block_on(async {
            let response = self.app.router.clone().oneshot(request).await?;
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await?.to_bytes();
            Ok::<_, Box<dyn std::error::Error>>(Page {
                status: parts.status.as_u16(),
                headers: parts.headers,
                text: String::from_utf8_lossy(&bytes).into_owned(),
            })
        })?;
        self.keep(&page);
        Ok(page)
    }

    /// Signs in by a link, as somebody does.
    pub fn sign_in(&self, email: &str) -> Outcome<Page> {
        self.get("/sign-in")?;
        self.post("/sign-in", &[("email", email)])?;
        let link = self.app.link()?;
        self.get(&link)?;
        let opened = self.post(&link, &[])?;
        if opened.status() == 303 {
            Ok(opened)
        } else {
            Err(format!("not signed in: {} {}", opened.status(), opened.text).into())
        }
    }

    /// Adds a passkey, as the script does on the page for it.
    pub fn add_passkey(&self, authenticator: &mut Authenticator) -> Outcome<Page> {
        self.get("/me/passkeys/new")?;
        let asked = self
            .post_json("/me/passkeys/challenge", &Value::Null)?
            .json()?;
        let made = authenticator.create(ORIGIN, &asked)?;
        let added = self.post_json("/me/passkeys", &made)?;
        if added.status() == 200 {
            Ok(added)
        } else {
            Err(format!("no passkey was added: {}", added.text).into())
        }
    }

    /// Signs in by a passkey, as the script does on the page for it. It may be refused.
    pub fn sign_in_by_passkey(&self, authenticator: &mut Authenticator) -> Outcome<Page> {
        self.get("/sign-in")?;
        let asked = self
            .post_json("/sign-in/passkey/challenge", &Value::Null)?
            .json()?;
        self.post_json("/sign-in/passkey", &authenticator.sign(ORIGIN, &asked)?)
    }

    /// Sends a form with a file.
    pub fn upload(&self, address: &str, file: (&str, &str), content: &str) -> Outcome<Page> {
        let (field, name) = file;
        let token = self.token.borrow().clone();
        let part = |head: &str, body: &str| {
            format!("--part\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
        };
        let token = part("name=\"form-token\"", &token);
        let file = part(&format!("name=\"{field}\"; filename=\"{name}\""), content);
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=part")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(format!("{token}{file}--part--\r\n")))
    }

    /// What a cookie holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie in its place.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.borrow_mut();
        cookies.insert(name.to_owned(), value.to_owned());
    }

    fn keep(&self, page: &Page) {
        let mut cookies = self.cookies.borrow_mut();
        for cookie in page.cookies() {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                if cookie.contains("Max-Age=0") {
                    cookies.remove(name);
                } else {
                    cookies.insert(name.to_owned(), value.to_owned());
                }
            }
        }
        if let Some(token) = page.after("name=\"form-token\" value=\"") {
            token.clone_into(&mut self.token.borrow_mut());
        }
    }
}

/// As browsers write it in a form.
fn quoted(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    text.bytes()
        .map(|byte| {
            if plain(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
