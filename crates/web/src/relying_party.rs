//! What passkeys are made for and checked by: this service at its public address (W3C Web Authentication).

use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::settings::BaseUrl;

/// Nothing where the address is a number: browsers make passkeys for names alone.
pub(crate) fn relying_party(base: &BaseUrl) -> Option<Webauthn> {
    let origin = Url::parse(base.origin()).ok()?;
    let builder = WebauthnBuilder::new(base.host(), &origin).ok()?;
    builder.rp_name("Alongside").build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_are_made_for_names_and_not_for_numbers() {
        for (base, expected) in [
            ("https://alongside.example", true),
            ("http://localhost:8080", true),
            ("https://127.0.0.1", false),
            ("https://[::1]:8080", false),
        ] {
            let base: BaseUrl = base.parse().unwrap();
            assert_eq!(relying_party(&base).is_some(), expected, "{base}");
        }
    }
}
