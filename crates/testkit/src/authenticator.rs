//! A passkey without a phone: it makes keys and signs with them as an authenticator does whose owner says yes (W3C Web
//! Authentication, level 2). Signatures differ from run to run, and nothing depends on how.

use data_encoding::BASE64URL_NOPAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use crate::Outcome;

/// An authenticator with at most one passkey.
#[derive(Debug, Default)]
pub struct Authenticator {
    /// How often it says that it has signed. A test that sets it back has a copy of it sign.
    pub count: u32,
    /// What browsers name the passkey by.
    id: Vec<u8>,
    key: Vec<u8>,
    user: String,
}

/// Its owner is there and has shown that it is them.
const PRESENT_AND_VERIFIED: u8 = 0b101;
/// A new key is told.
const WITH_KEY: u8 = 0b0100_0000;

impl Authenticator {
    /// Makes a passkey as it was asked to at this origin, in place of an earlier one. `asked` and the answer are what
    /// the page's script gets and sends.
    pub fn create(&mut self, origin: &str, asked: &Value) -> Outcome<Value> {
        let wish = &asked["publicKey"];
        let key =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        self.key = key.map_err(|_| "no key")?.as_ref().to_vec();
        text(&wish["user"]["id"])?.clone_into(&mut self.user);
        let pair = self.pair()?;
        let public = pair.public_key().as_ref();
        self.id = digest(&SHA256, public).as_ref().to_vec();
        let (x, y) = (public.get(1..33), public.get(33..65));
        let mut told = self.told(text(&wish["rp"]["id"])?, PRESENT_AND_VERIFIED | WITH_KEY);
        // No maker is told; then the passkey's name and its key (COSE, RFC 9053: P-256 for ES256).
        told.extend([0; 16]);
        told.extend([0, u8::try_from(self.id.len())?]);
        told.extend(&self.id);
        told.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
        told.extend(x.ok_or("no key")?);
        told.extend([0x22, 0x58, 32]);
        told.extend(y.ok_or("no key")?);
        // {"fmt": "none", "attStmt": {}, "authData": told} as CBOR.
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(told.len())?);
        attestation.extend(told);
        Ok(json!({
            "id": self.name(),
            "rawId": self.name(),
            "type": "public-key",
            "extensions": {},
            "response": {
                "attestationObject": BASE64URL_NOPAD.encode(&attestation),
                "clientDataJSON": BASE64URL_NOPAD.encode(&heard("webauthn.create", origin, wish)?),
            },
        }))
    }

    /// Signs what it was asked to at this origin.
    pub fn sign(&mut self, origin: &str, asked: &Value) -> Outcome<Value> {
        let wish = &asked["publicKey"];
        self.count += 1;
        let told = self.told(text(&wish["rpId"])?, PRESENT_AND_VERIFIED);
        let heard = heard("webauthn.get", origin, wish)?;
        let signed = [told.as_slice(), digest(&SHA256, &heard).as_ref()].concat();
        let signature = self.pair()?.sign(&SystemRandom::new(), &signed);
        let signature = signature.map_err(|_| "not signed")?;
        Ok(json!({
            "id": self.name(),
            "rawId": self.name(),
            "type": "public-key",
            "extensions": {},
            "response": {
                "authenticatorData": BASE64URL_NOPAD.encode(&told),
                "clientDataJSON": BASE64URL_NOPAD.encode(&heard),
                "signature": BASE64URL_NOPAD.encode(signature.as_ref()),
                "userHandle": self.user,
            },
        }))
    }

    fn pair(&self) -> Outcome<EcdsaKeyPair> {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.key, &random);
        Ok(pair.map_err(|_| "it has no passkey yet")?)
    }

    fn name(&self) -> String {
        BASE64URL_NOPAD.encode(&self.id)
    }

    /// For which service, what its owner did, and how often it has signed.
    fn told(&self, service: &str, flags: u8) -> Vec<u8> {
        let mut told = digest(&SHA256, service.as_bytes()).as_ref().to_vec();
        told.push(flags);
        told.extend(self.count.to_be_bytes());
        told
    }
}

/// What the browser says that it was asked, and where.
fn heard(kind: &str, origin: &str, wish: &Value) -> Outcome<Vec<u8>> {
    let heard = json!({
        "type": kind,
        "challenge": text(&wish["challenge"])?,
        "origin": origin,
        "crossOrigin": false,
    });
    Ok(heard.to_string().into_bytes())
}

fn text(value: &Value) -> Outcome<&str> {
    Ok(value.as_str().ok_or("the question is not one")?)
}
