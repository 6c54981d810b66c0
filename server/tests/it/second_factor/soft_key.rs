//! A device with passkeys, as far as a site can tell: P-256, no attestation.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Bits of an authenticator's data: somebody was there, was verified, and a key is attached.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTACHED: u8 = 0x40;

#[derive(Clone)]
pub struct SoftKey {
    pub key: SigningKey,
    pub id: Vec<u8>,
    /// The owner's id at the site.
    pub user: Vec<u8>,
    pub counter: u32,
    /// Whether it asks for a finger.
    pub verifies: bool,
    pub origin: String,
}

fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A byte string of CBOR, shorter than 64 KiB.
fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short").to_be_bytes();
    [&[0x59], &length[..], bytes].concat()
}

impl SoftKey {
    /// A key of its own for each number.
    pub fn new(n: u8, origin: &str) -> SoftKey {
        let key = SigningKey::from_slice(&[n; 32]).expect("a key");
        SoftKey { key, id: vec![n; 20], user: Vec::new(), counter: 1, verifies: true, origin: origin.to_owned() }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["publicKey"]["challenge"].as_str().expect("a challenge");
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn data(&self, flags: u8, rp_id: &str, attached: &[u8]) -> Vec<u8> {
        let flags = flags | PRESENT | if self.verifies { VERIFIED } else { 0 };
        [&Sha256::digest(rp_id.as_bytes())[..], &[flags], &self.counter.to_be_bytes(), attached].concat()
    }

    /// The answer to `options` for a new key.
    pub fn create(&mut self, options: &Value) -> String {
        let user = options["publicKey"]["user"]["id"].as_str().expect("a user");
        self.user = URL_SAFE_NO_PAD.decode(user).expect("base64");
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("x"), point.y().expect("y"));
        // {1: 2, 3: -7, -1: 1, -2: x, -3: y}: an ES256 key.
        let cose = [&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20], &x[..], &[0x22, 0x58, 0x20], &y[..]]
            .concat();
        let length = u16::try_from(self.id.len()).expect("short").to_be_bytes();
        let attached = [&[0; 16][..], &length, &self.id, &cose].concat();
        let rp_id = options["publicKey"]["rp"]["id"].as_str().expect("a site");
        let data = self.data(ATTACHED, rp_id, &attached);
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"[..], &cbor_bytes(&data)].concat();
        let response = json!({ "clientDataJSON": base64(&self.client_data("webauthn.create", options)), "attestationObject": base64(&object) });
        self.written(response)
    }

    /// The answer to `options` for a sign-in.
    pub fn get(&mut self, options: &Value) -> String {
        self.counter += 1;
        self.get_again(options)
    }

    /// As a copy of the key would answer, whose counter stood still.
    pub fn get_again(&self, options: &Value) -> String {
        let rp_id = options["publicKey"]["rpId"].as_str().expect("a site");
        let data = self.data(0, rp_id, &[]);
        let client = self.client_data("webauthn.get", options);
        let signature: Signature = self.key.sign(&[&data[..], &Sha256::digest(&client)].concat());
        self.written(json!({
            "clientDataJSON": base64(&client),
            "authenticatorData": base64(&data),
            "signature": base64(signature.to_der().as_bytes()),
            "userHandle": base64(&self.user),
        }))
    }

    fn written(&self, response: Value) -> String {
        let id = base64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {} }).to_string()
    }
}
