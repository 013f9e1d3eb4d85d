//! Texts handed to Twilio (its REST API of 2010-04-01, `POST /Accounts/{SID}/Messages.json`).

use std::fmt;

use data_encoding::BASE64;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::failure::SendError;
use crate::http::{Answer, HttpOptions, NotAProvider, Provider, Question};
use crate::{Text, Texter};

/// Where Twilio is asked.
const ADDRESS: &str = "https://api.twilio.com";

/// Twilio, asked for one account.
pub struct Twilio {
    provider: Provider,
    account: TwilioAccount,
}

/// An account with Twilio.
#[derive(Clone)]
pub struct TwilioAccount {
    /// Its SID, `AC` and 32 figures.
    pub sid: String,
    /// Its token.
    pub token: String,
    /// Who texts are from: a number, a name of up to eleven letters, or the SID of a messaging service, `MG…`.
    pub from: String,
}

impl Twilio {
    /// Twilio for an account. `address` is for tests; without it the real one is asked.
    pub fn open(
        account: TwilioAccount,
        address: Option<&str>,
        options: &HttpOptions,
    ) -> Result<Self, NotAProvider> {
        Ok(Self {
            provider: Provider::at(address.unwrap_or(ADDRESS), options)?,
            account,
        })
    }
}

/// What Twilio says when it does not take something.
#[derive(Deserialize, Default)]
struct Refusal {
    code: Option<u32>,
}

/// The number is none, has asked for no more texts, or takes none; or the text itself is too long or empty. All else
/// stems from how the account is set up.
const FINAL: [u32; 5] = [21211, 21610, 21614, 21617, 21619];

fn heard(answer: &Answer) -> Result<(), SendError> {
    if answer.status == 201 {
        return Ok(());
    }
    let refusal: Refusal = serde_json::from_str(&answer.body).unwrap_or_default();
    let detail = refusal.code.map(|code| code.to_string());
    if (400..500).contains(&answer.status) {
        let is_final = refusal.code.is_some_and(|code| FINAL.contains(&code));
        return Err(answer.unsent(detail, is_final));
    }
    Err(answer.unclear(detail))
}

impl Texter for Twilio {
    fn send_text(&self, text: &Text) -> Result<(), SendError> {
        let TwilioAccount { sid, token, from } = &self.account;
        let is_service = from.starts_with("MG") && from.len() == 34;
        let from_field = if is_service {
            "MessagingServiceSid"
        } else {
            "From"
        };
        let body = Serializer::new(String::new())
            .append_pair("To", text.to.reveal())
            .append_pair(from_field, from)
            .append_pair("Body", &text.text)
            .finish();
        let login = BASE64.encode(format!("{sid}:{token}").as_bytes());
        let answer = self.provider.ask(&Question {
            steps: &["2010-04-01", "Accounts", sid, "Messages.json"],
            authorization: &format!("Basic {login}"),
            media: "application/x-www-form-urlencoded",
            body: &body,
        })?;
        heard(&answer)
    }
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Twilio")
    }
}

impl fmt::Debug for TwilioAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TwilioAccount")
    }
}
