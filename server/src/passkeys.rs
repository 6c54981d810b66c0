//! Passkeys (WebAuthn level 3), checked by webauthn-rs. A passkey belongs to the site's host: under another host name
//! nobody can sign in by it any more.
//!
//! Every one is asked to be discoverable, so that nobody types an address, and to verify its user, so that it stands for
//! both factors.

use domain::AccountId;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Webauthn, WebauthnBuilder, WebauthnError,
};

use domain::{DomainError, members::AccountError};
use store::{Error, Result, members::NewPasskey};

use crate::config::Config;

/// The site as passkeys know it.
pub struct Passkeys(Webauthn);

/// What a browser is asked, and what is kept on the server until it answers; both JSON.
pub struct Challenge {
    pub options: Value,
    pub state: String,
}

/// Who answers a sign-in: the account and the credential's id in hexadecimal, as the device says; nothing is proved yet.
pub struct Claim {
    pub account_id: AccountId,
    pub credential_id: String,
    answer: PublicKeyCredential,
}

impl Passkeys {
    /// `None` where browsers allow no passkeys: without TLS, but for `localhost`, and under a bare address.
    pub fn of(config: &Config, name: &str) -> Option<Passkeys> {
        let origin = Url::parse(&config.site_url).ok()?;
        let host = origin.domain()?.to_owned();
        if origin.scheme() != "https" && host != "localhost" {
            return None;
        }
        WebauthnBuilder::new(&host, &origin).ok()?.rp_name(name).build().ok().map(Passkeys)
    }

    /// Asks for a new passkey; `known` are those that the account has, as JSON.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn ask_new(&self, id: AccountId, email: &str, name: &str, known: &[String]) -> Result<Challenge> {
        let known = known.iter().map(|data| read::<Passkey>(data)).collect::<Result<Vec<_>>>()?;
        let known = known.iter().map(|key| key.cred_id().clone()).collect();
        let asked = self.0.start_passkey_registration(id.0, email, name, Some(known));
        let (options, state) = asked.map_err(|error| Error::internal(format!("{error:?}")))?;
        let mut options = serde_json::to_value(options).map_err(Error::internal)?;
        // The library asks for any key; one that cannot be found without its owner's name is of no use here.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
        Ok(Challenge { options, state: write(&state)? })
    }

    /// What is kept of the passkey that was made.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`] for an answer that is none, or not to this challenge from this site.
    pub fn take_new(&self, answer: &str, state: &str, name: String) -> Result<NewPasskey> {
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
        let state: PasskeyRegistration = read(state)?;
        let key = self.0.finish_passkey_registration(&answer, &state).map_err(|error| not_taken(&error))?;
        Ok(NewPasskey { credential_id: hex::encode(key.cred_id()), name, data: write(&key)? })
    }

    /// Asks for whichever passkey of this site the device has.
    ///
    /// # Errors
    /// Never, for a challenge needs nothing but chance.
    pub fn ask_any(&self) -> Result<Challenge> {
        let asked = self.0.start_discoverable_authentication();
        let (options, state) = asked.map_err(|error| Error::internal(format!("{error:?}")))?;
        Ok(Challenge { options: serde_json::to_value(options).map_err(Error::internal)?, state: write(&state)? })
    }

    /// Who an answer says it is of.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`] for what is no answer.
    pub fn claim(&self, answer: &str) -> Result<Claim> {
        let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| refused())?;
        let (id, credential) =
            self.0.identify_discoverable_authentication(&answer).map_err(|error| not_taken(&error))?;
        Ok(Claim { account_id: AccountId(id), credential_id: hex::encode(credential), answer })
    }

    /// Checks the answer with the key that is kept, and returns what is kept of it from now on: its counter, and whether its
    /// owner has a copy of it elsewhere.
    ///
    /// # Errors
    /// [`AccountError::PasskeyRefused`] for a wrong signature, challenge, site or counter, or without a check of its user.
    pub fn prove(&self, claim: &Claim, state: &str, kept: &str) -> Result<String> {
        let state: DiscoverableAuthentication = read(state)?;
        let mut key: Passkey = read(kept)?;
        let proved = self.0.finish_discoverable_authentication_v2(&claim.answer, state, &key);
        let proved = proved.map_err(|error| not_taken(&error))?;
        if !proved.user_verified() || key.update_credential(&proved).is_none() {
            return Err(refused());
        }
        write(&key)
    }
}

fn refused() -> Error {
    DomainError::from(AccountError::PasskeyRefused).into()
}

/// Which check failed is for the log, without the person; a counter that went back may be a copied key.
fn not_taken(error: &WebauthnError) -> Error {
    tracing::info!("a passkey was refused: {error:?}");
    refused()
}

fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Options;

    fn at(site_url: &str) -> Option<Passkeys> {
        let options = Options { site_url: Some(site_url.to_owned()), ..Options::default() };
        Passkeys::of(&options.resolve().expect("settings"), "つくりば")
    }

    #[test]
    fn they_are_offered_where_browsers_allow_them() {
        for good in ["https://tsukuriba.example.jp", "https://a.b.example:8443", "http://localhost:3000"] {
            assert!(at(good).is_some(), "{good}");
        }
        for bad in ["http://tsukuriba.example.jp", "http://127.0.0.1:3000", "https://192.0.2.7", "https://[::1]"] {
            assert!(at(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_new_one_is_discoverable_and_verifies_its_user() {
        let site = at("https://tsukuriba.example.jp").expect("a site");
        let id = AccountId(uuid::Uuid::from_u128(7));
        let asked = site.ask_new(id, "hanako@example.jp", "花子", &[]).expect("asked").options;
        let key = &asked["publicKey"];
        assert_eq!((&key["rp"]["id"], &key["rp"]["name"]), (&json!("tsukuriba.example.jp"), &json!("つくりば")));
        let selection = &key["authenticatorSelection"];
        assert_eq!(selection["residentKey"], "required");
        assert_eq!(selection["userVerification"], "required");
        let any = site.ask_any().expect("asked").options;
        assert_eq!(any["publicKey"]["userVerification"], "required");
        assert_eq!(any["publicKey"]["allowCredentials"], json!([]));
        assert!(site.claim("{}").is_err() && site.take_new("{}", "{}", String::new()).is_err());
    }
}
