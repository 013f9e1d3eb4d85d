//! Texts and mails handed to GOV.UK Notify (its REST API, `POST /v2/notifications/sms` and `/email`).
//!
//! Notify sends templates. Ours holds one field and nothing else: `((message))` for texts, and `((subject))` and
//! `((message))` for mails. So the words stay ours, in the reader's language.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use ring::hmac;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::failure::{SendError, Step, Trouble};
use crate::http::{Answer, HttpOptions, NotAProvider, Provider, Question};
use crate::{Mail, Mailer, Text, Texter};

/// Where GOV.UK Notify is asked.
const ADDRESS: &str = "https://api.notifications.service.gov.uk";

/// GOV.UK Notify, asked with the key of one service. A mail through it has no file for the calendar, as Notify takes
/// none; its page in the service has one.
pub struct GovUkNotify {
    provider: Provider,
    service: Uuid,
    secret: hmac::Key,
    templates: Templates,
}

/// The templates that are sent, by their ids. What has none cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Templates {
    /// Of texts, with `((message))`.
    pub text: Option<Uuid>,
    /// Of mails, with `((subject))` and `((message))`.
    pub mail: Option<Uuid>,
}

/// Why there is no GOV.UK Notify to ask. The key is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnApiKey {
    /// The key is not of the form that Notify gives.
    #[error(
        "an API key of GOV.UK Notify is a name, the service's id and a secret id, with hyphens in between"
    )]
    Key,
    /// The address or its certificates.
    #[error(transparent)]
    Provider(#[from] NotAProvider),
}

/// How long an id is, written with hyphens.
const ID: usize = 36;

impl GovUkNotify {
    /// Notify with an API key, `NAME-SERVICE-SECRET`, of which the last two are ids of 36 characters. `address` is for
    /// tests; without it the real one is asked.
    pub fn open(
        key: &str,
        templates: Templates,
        address: Option<&str>,
        options: &HttpOptions,
    ) -> Result<Self, NotAnApiKey> {
        let (service, secret) = parts(key.trim()).ok_or(NotAnApiKey::Key)?;
        Ok(Self {
            provider: Provider::at(address.unwrap_or(ADDRESS), options)?,
            service,
            secret: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
            templates,
        })
    }

    /// A JSON Web Token for a question asked now (RFC 7519, HS256 of RFC 7518).
    fn token(&self, now: Timestamp) -> String {
        let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let head = part(json!({"alg": "HS256", "typ": "JWT"}));
        let claims = part(json!({"iss": self.service.to_string(), "iat": now.as_second()}));
        let signed = format!("{head}.{claims}");
        let signature = hmac::sign(&self.secret, signed.as_bytes());
        format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
    }

    fn ask(
        &self,
        kind: &str,
        recipient: &str,
        body: &serde_json::Value,
        now: Timestamp,
    ) -> Result<(), SendError> {
        let answer = self.provider.ask(&Question {
            steps: &["v2", "notifications", kind],
            authorization: &format!("Bearer {}", self.token(now)),
            media: "application/json",
            body: &body.to_string(),
        })?;
        heard(&answer, recipient)
    }
}

/// The service's id and the secret of a key.
fn parts(key: &str) -> Option<(Uuid, &str)> {
    let (before, secret) = key.split_at_checked(key.len().checked_sub(ID)?)?;
    let before = before.strip_suffix('-')?;
    let (name, service) = before.split_at_checked(before.len().checked_sub(ID)?)?;
    secret.parse::<Uuid>().ok()?;
    let service = service.parse().ok()?;
    name.ends_with('-').then_some((service, secret))
}

/// What Notify says when it does not take something.
#[derive(Deserialize, Default)]
struct Refusal {
    #[serde(default)]
    errors: Vec<Mistake>,
}

#[derive(Deserialize)]
struct Mistake {
    error: String,
    #[serde(default)]
    message: String,
}

/// What an answer comes to. `recipient` is the field of the number or address: a mistake there is for good, and every
/// other stems from how the service is set up, which somebody may mend between two tries.
fn heard(answer: &Answer, recipient: &str) -> Result<(), SendError> {
    if answer.status == 201 {
        return Ok(());
    }
    let refusal: Refusal = serde_json::from_str(&answer.body).unwrap_or_default();
    let first = refusal.errors.first();
    // One word of theirs; the message may repeat a number.
    let is_word = |word: &&str| word.bytes().all(|b| b.is_ascii_alphabetic());
    let detail = first.map(|first| first.error.as_str()).filter(is_word);
    let detail = detail.map(ToOwned::to_owned);
    match answer.status {
        400 => {
            let is_final = refusal.errors.iter().any(|mistake| {
                mistake.error == "ValidationError" && mistake.message.starts_with(recipient)
            });
            Err(answer.unsent(detail, is_final))
        }
        // "Notify was unable to process the request, resend your notification": that is its own answer, while one of
        // a machine in front of it says nothing of what became of the question.
        500 if first.is_some() => Err(answer.unsent(detail, false)),
        401..=499 => Err(answer.unsent(detail, false)),
        _ => Err(answer.unclear(detail)),
    }
}

impl Texter for GovUkNotify {
    fn send_text(&self, text: &Text) -> Result<(), SendError> {
        let template = self.templates.text.ok_or_else(no_template)?;
        let body = json!({
            "phone_number": text.to.reveal(),
            "template_id": template.to_string(),
            "personalisation": {"message": text.text},
            "reference": text.id.to_string(),
        });
        self.ask("sms", "phone_number", &body, text.date)
    }
}

impl Mailer for GovUkNotify {
    fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let template = self.templates.mail.ok_or_else(no_template)?;
        let mut body = json!({
            "email_address": mail.to.reveal(),
            "template_id": template.to_string(),
            "personalisation": {"subject": mail.subject, "message": mail.text},
            "reference": mail.id.to_string(),
        });
        if let Some(address) = &mail.unsubscribe {
            body["one_click_unsubscribe_url"] = json!(address);
        }
        self.ask("email", "email_address", &body, mail.date)
    }
}

fn no_template() -> SendError {
    SendError::unsent(Step::Asking, Trouble::Cannot("template for this"))
}

impl fmt::Debug for GovUkNotify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GovUkNotify({})", self.service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_name_and_two_ids() {
        let service = "26785a09-ab16-4eb0-8407-a37497a57506";
        let secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
        let key = format!("my-live-key-{service}-{secret}");
        let (read, kept) = parts(&key).unwrap();
        assert_eq!((read.to_string().as_str(), kept), (service, secret));
        for key in [
            "",
            secret,
            &format!("{service}-{secret}"),
            &format!("-{service}{secret}"),
            &format!("key-{service}-{}", &secret[1..]),
            &format!("schlüssel{service}-{secret}"),
            "ééééééééééééééééééééééééééééééééééééééééé",
        ] {
            assert!(parts(key).is_none(), "{key}");
        }
    }
}
