//! Settings of mail: who it is from, and GOV.UK Notify.

use alongside_notify::{Address, GovUkNotify, HttpOptions, Sender, Templates};

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

    /// GOV.UK Notify, where mail goes through it.
    pub(crate) fn notify(&self) -> Result<Option<GovUkNotify>, Failure> {
        let wrong = |says: String| Err(Failure::Config(vec![says]));
        let (key, template) = match (&self.notify_key, &self.notify_mail_template) {
            (None, None) => return Ok(None),
            (Some(key), Some(template)) => (key, template),
            (Some(_), None) => {
                return wrong(
                    "notify_mail_template: say which template mail goes out as".to_owned(),
                );
            }
            (None, Some(_)) => return wrong("notify_key: say the key of GOV.UK Notify".to_owned()),
        };
        if self.mail_server.is_some() {
            return wrong("notify_key: there is a `mail_server` too; leave one out".to_owned());
        }
        let Ok(mail) = template.parse() else {
            let says = "notify_mail_template: the id of a template has 36 characters, such as f33517ff-2a88-4f6e-b855-c550268ce08a";
            return wrong(says.to_owned());
        };
        let templates = Templates {
            mail: Some(mail),
            text: None,
        };
        match GovUkNotify::open(key, templates, None, &HttpOptions::default()) {
            Ok(notify) => Ok(Some(notify)),
            Err(why) => wrong(format!("notify_key: {why}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_goes_through_notify_with_a_key_and_a_template() {
        let key =
            "my-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
        let template = "f33517ff-2a88-4f6e-b855-c550268ce08a";
        let set = |names: &[(&str, &str)]| -> Result<Config, String> {
            let mut config = Config::default();
            for (name, value) in names {
                let value = Some((*value).to_owned());
                match *name {
                    "notify_key" => config.notify_key = value,
                    "mail_server" => config.mail_server = value,
                    _ => config.notify_mail_template = value,
                }
            }
            config.check().map_err(|failure| failure.to_string())?;
            Ok(config)
        };
        let both = [("notify_key", key), ("notify_mail_template", template)];
        assert!(set(&both).unwrap().notify().unwrap().is_some());
        assert!(set(&[]).unwrap().notify().unwrap().is_none());
        for (names, says) in [
            (&both[..1], "notify_mail_template: say which"),
            (&both[1..], "notify_key: say the key"),
            (
                &[both[0], ("notify_mail_template", "welcome")],
                "notify_mail_template: the id",
            ),
            (
                &[("notify_key", &key[7..]), both[1]],
                "notify_key: an API key",
            ),
            (
                &[both[0], both[1], ("mail_server", "smtp://mail.example")],
                "notify_key: there is a `mail_server` too",
            ),
        ] {
            let wrong = set(names).unwrap_err();
            assert!(wrong.contains(says), "{wrong}");
            assert!(!wrong.contains("3d844edf"), "{wrong}");
        }
    }
}
