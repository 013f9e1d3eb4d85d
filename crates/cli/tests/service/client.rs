//! A browser without pictures: it keeps cookies and fills in forms.

use std::collections::BTreeMap;
use std::time::Duration;

use alongside_testkit::service::Setup;
use ureq::http::Response;
use ureq::{Agent, Body, Error};

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Where to go on to.
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a hidden field of the page.
    pub(crate) fn hidden(&self, name: &str) -> Result<String, String> {
        let begin = format!("name=\"{name}\" value=\"");
        let value = self.body.split(&begin).nth(1);
        let value = value.and_then(|rest| rest.split('"').next());
        let missing = || format!("no field `{name}` in this page: {}", self.body);
        value.map(ToOwned::to_owned).ok_or_else(missing)
    }
}

/// Somebody at a browser.
pub(crate) struct Client {
    agent: Agent,
    origin: String,
    cookies: BTreeMap<String, String>,
    /// From where, as a proxy in front would say.
    pub(crate) network: String,
}

impl Client {
    pub(crate) fn new(setup: &Setup) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)));
        Self {
            agent: config.build().into(),
            origin: format!("http://127.0.0.1:{}", setup.port()),
            cookies: BTreeMap::new(),
            network: "192.0.2.1".to_owned(),
        }
    }

    pub(crate) fn get(&mut self, address: &str) -> Result<Answer, Error> {
        let request = self.agent.get(format!("{}{address}", self.origin));
        let request = request.header("cookie", self.cookie());
        let response = request.header("x-forwarded-for", &self.network).call()?;
        self.read(response)
    }

    /// Sends a form whose page was opened before.
    pub(crate) fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Result<Answer, Error> {
        let request = self.agent.post(format!("{}{address}", self.origin));
        let request = request.header("cookie", self.cookie());
        let request = request.header("x-forwarded-for", &self.network);
        let response = request.send_form(fields.iter().copied())?;
        self.read(response)
    }

    /// Asks for a link to sign in with.
    pub(crate) fn ask_for_link(
        &mut self,
        email: &str,
    ) -> Result<Answer, Box<dyn std::error::Error>> {
        let form = self.get("/sign-in")?;
        let token = form.hidden("form-token")?;
        Ok(self.post("/sign-in", &[("form-token", &token), ("email", email)])?)
    }

    /// What it sends back to the service.
    pub(crate) fn cookie(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn read(&mut self, mut response: Response<Body>) -> Result<Answer, Error> {
        let headers = response.headers();
        let text = |value: &ureq::http::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        for set in headers.get_all("set-cookie") {
            let set = text(set);
            if let Some((name, value)) = set.split(';').next().and_then(|pair| pair.split_once('='))
            {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Answer {
            location: headers.get("location").map(text).unwrap_or_default(),
            status: response.status().as_u16(),
            body: response.body_mut().read_to_string()?,
        })
    }
}
