//! Settings of mail and text messages: who they are from, and who takes them over HTTP.

use std::str::FromStr;
use std::sync::Arc;

use alongside_domain::{NotAPrice, PiecePrice};
use alongside_notify::{
    Address, GovUkNotify, HttpOptions, Mailer, Sender, Templates, Texter, Twilio, TwilioAccount,
};

use super::Config;
use crate::failure::Failure;

impl Config {
    /// Who mail is from.
    pub(crate) fn sender(&self) -> Result<Sender, Failure> {
        let address = self.mail_from.parse::<Address>();
        Ok(Sender {
            name: "Alongside".to_owned(),
            address: address.map_err(|why| Failure::Config(vec![format!("mail_from: {why}")]))?,
        })
    }

    /// Who takes mails and text messages over HTTP.
    pub(crate) fn providers(&self) -> Result<Providers, Failure> {
        let notify = self.notify()?;
        let twilio = self.twilio()?;
        if twilio.is_some() && self.notify_text_template.is_some() {
            return wrong("twilio_account: there is a `notify_text_template` too; leave one out");
        }
        if self.mail_server.is_some() && self.notify_mail_template.is_some() {
            return wrong("notify_mail_template: there is a `mail_server` too; leave one out");
        }
        let taken = |template: &Option<String>| template.as_ref().and(notify.clone());
        let texter = taken(&self.notify_text_template).map(|notify| notify as Arc<dyn Texter>);
        Ok(Providers {
            mailer: taken(&self.notify_mail_template).map(|notify| notify as Arc<dyn Mailer>),
            texter: texter.or(twilio.map(|twilio| Arc::new(twilio) as Arc<dyn Texter>)),
        })
    }

    /// What a piece of a text message costs.
    pub(crate) fn text_price(&self) -> Result<Option<PiecePrice>, Failure> {
        let price = self.text_price.as_deref().map(str::parse);
        price
            .transpose()
            .or_else(|why: NotAPrice| wrong(&format!("text_price: {why}")))
    }

    fn notify(&self) -> Result<Option<Arc<GovUkNotify>>, Failure> {
        let templates = Templates {
            mail: template("notify_mail_template", self.notify_mail_template.as_deref())?,
            text: template("notify_text_template", self.notify_text_template.as_deref())?,
        };
        match (&self.notify_key, templates == Templates::default()) {
            (None, true) => Ok(None),
            (None, false) => wrong("notify_key: say the key of GOV.UK Notify"),
            (Some(_), true) => wrong(
                "notify_mail_template: say which template mail goes out as, or `notify_text_template` for text messages",
            ),
            (Some(key), false) => {
                match GovUkNotify::open(key, templates, None, &HttpOptions::default()) {
                    Ok(notify) => Ok(Some(Arc::new(notify))),
                    Err(why) => wrong(&format!("notify_key: {why}")),
                }
            }
        }
    }

    fn twilio(&self) -> Result<Option<Twilio>, Failure> {
        let (sid, token, from) = match (&self.twilio_account, &self.twilio_token, &self.twilio_from)
        {
            (None, None, None) => return Ok(None),
            (Some(sid), Some(token), Some(from)) => (sid, token, from),
            _ => {
                return wrong(
                    "twilio_account: say `twilio_account`, `twilio_token` and `twilio_from`, or none of them",
                );
            }
        };
        let is_sid = sid.len() == 34
            && sid.starts_with("AC")
            && sid.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_sid {
            return wrong(
                "twilio_account: an account begins with AC and has 34 letters and figures",
            );
        }
        let account = TwilioAccount {
            sid: sid.clone(),
            token: token.clone(),
            from: from.clone(),
        };
        match Twilio::open(account, None, &HttpOptions::default()) {
            Ok(twilio) => Ok(Some(twilio)),
            Err(why) => wrong(&format!("twilio_account: {why}")),
        }
    }
}

/// Who takes mails, and who takes text messages, over HTTP.
pub(crate) struct Providers {
    pub(crate) mailer: Option<Arc<dyn Mailer>>,
    pub(crate) texter: Option<Arc<dyn Texter>>,
}

fn template<Id: FromStr>(setting: &str, written: Option<&str>) -> Result<Option<Id>, Failure> {
    match written.map(str::parse).transpose() {
        Ok(id) => Ok(id),
        Err(_) => wrong(&format!(
            "{setting}: the id of a template has 36 characters, such as f33517ff-2a88-4f6e-b855-c550268ce08a"
        )),
    }
}

fn wrong<T>(says: &str) -> Result<T, Failure> {
    Err(Failure::Config(vec![says.to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str =
        "my-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
    const TEMPLATE: &str = "f33517ff-2a88-4f6e-b855-c550268ce08a";
    const ACCOUNT: &str = "AC00000000000000000000000000000001";

    fn set(names: &[(&str, &str)]) -> Result<Config, String> {
        let mut config = Config::default();
        for (name, value) in names {
            let value = Some((*value).to_owned());
            match *name {
                "notify_key" => config.notify_key = value,
                "notify_mail_template" => config.notify_mail_template = value,
                "notify_text_template" => config.notify_text_template = value,
                "twilio_account" => config.twilio_account = value,
                "twilio_token" => config.twilio_token = value,
                "twilio_from" => config.twilio_from = value,
                "text_price" => config.text_price = value,
                "mail_server" => config.mail_server = value,
                other => return Err(format!("no setting {other} here")),
            }
        }
        config.check().map_err(|failure| failure.to_string())?;
        Ok(config)
    }

    #[test]
    fn mail_and_texts_go_where_the_settings_say() {
        let twilio = [
            ("twilio_account", ACCOUNT),
            ("twilio_token", "sesame"),
            ("twilio_from", "Alongside"),
        ];
        let key = ("notify_key", KEY);
        let server = ("mail_server", "smtp://mail.example");
        for (names, mail, text) in [
            (vec![], false, false),
            (vec![key, ("notify_mail_template", TEMPLATE)], true, false),
            (
                vec![key, ("notify_text_template", TEMPLATE), server],
                false,
                true,
            ),
            (
                vec![
                    key,
                    ("notify_mail_template", TEMPLATE),
                    ("notify_text_template", TEMPLATE),
                ],
                true,
                true,
            ),
            (twilio.to_vec(), false, true),
            (
                [
                    twilio.to_vec(),
                    vec![key, ("notify_mail_template", TEMPLATE)],
                ]
                .concat(),
                true,
                true,
            ),
        ] {
            let providers = set(&names).unwrap().providers().unwrap();
            let found = (providers.mailer.is_some(), providers.texter.is_some());
            assert_eq!(found, (mail, text), "{names:?}");
        }
        assert!(set(&[("text_price", "2.4")]).is_ok());
    }

    #[test]
    fn settings_that_do_not_fit_say_which_and_repeat_no_secret() {
        let (key, mail) = (("notify_key", KEY), ("notify_mail_template", TEMPLATE));
        let text = ("notify_text_template", TEMPLATE);
        let twilio = [
            ("twilio_account", ACCOUNT),
            ("twilio_token", "sesame"),
            ("twilio_from", "Alongside"),
        ];
        for (names, says) in [
            (vec![key], "notify_mail_template: say which"),
            (vec![mail], "notify_key: say the key"),
            (vec![text], "notify_key: say the key"),
            (
                vec![key, ("notify_mail_template", "welcome")],
                "notify_mail_template: the id",
            ),
            (
                vec![key, ("notify_text_template", "welcome")],
                "notify_text_template: the id",
            ),
            (
                vec![("notify_key", &KEY[7..]), mail],
                "notify_key: an API key",
            ),
            (
                vec![key, mail, ("mail_server", "smtp://mail.example")],
                "notify_mail_template: there is a `mail_server` too",
            ),
            (twilio[..2].to_vec(), "twilio_account: say"),
            (
                vec![("twilio_account", "sesame"), twilio[1], twilio[2]],
                "twilio_account: an account begins",
            ),
            (
                [twilio.to_vec(), vec![key, text]].concat(),
                "twilio_account: there is a `notify_text_template` too",
            ),
            (vec![("text_price", "£2")], "text_price: write pence"),
        ] {
            let wrong = set(&names).unwrap_err();
            assert!(wrong.contains(says), "{wrong}");
            assert!(!wrong.contains("3d844edf"), "{wrong}");
            assert!(!wrong.contains("sesame"), "{wrong}");
        }
    }
}
