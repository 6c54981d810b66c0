//! Hashing of passwords: argon2id off the async threads, a few at a time.

use std::time::Duration;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{Error as HashError, SaltString},
};
use domain::{
    DomainError,
    members::{PASSWORD_BYTES_MAX, Password},
};
use tokio::sync::Semaphore;

use crate::{Error, Result};

/// OWASP's Password Storage Cheat Sheet for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;

/// Hashes computed at once: bounds the memory (19 MiB each) and leaves processors to other requests.
const HASHES_AT_ONCE: usize = 2;
static HASHING: Semaphore = Semaphore::const_new(HASHES_AT_ONCE);
/// Longest wait for a turn before [`DomainError::Busy`].
const TURN_WAIT: Duration = Duration::from_secs(10);

/// The PHC string to keep of a password.
///
/// # Errors
/// [`DomainError::Busy`] when too many are being hashed.
pub async fn hash(password: &Password) -> Result<String> {
    let password = password.expose().to_owned();
    in_turn(move || hash_now(&password)).await
}

/// The PHC string of a password that nobody knows.
///
/// # Errors
/// As [`hash`].
pub(crate) async fn unknown_password() -> Result<String> {
    in_turn(|| hash_now(&super::secret::new_secret())).await
}

/// Whether the password belongs to the PHC string. `None` stands for an unknown account and takes as long.
pub(super) async fn verify(password: &str, phc: Option<String>) -> Result<bool> {
    // A longer one cannot have been set; hashing it would be work for nothing, not hashing would be faster.
    let fits = password.len() <= PASSWORD_BYTES_MAX;
    let password = if fits { password.to_owned() } else { String::new() };
    in_turn(move || match phc.filter(|_| fits) {
        Some(phc) => verify_now(&password, &phc),
        None => hash_now(&password).map(|_| false),
    })
    .await
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let turn = tokio::time::timeout(TURN_WAIT, HASHING.acquire()).await;
    let _turn = turn.map_err(|_| DomainError::Busy)?.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

fn argon2id() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String> {
    let salt = SaltString::encode_b64(&rand::random::<[u8; SALT_BYTES]>()).map_err(Error::internal)?;
    let phc = argon2id()?.hash_password(password.as_bytes(), &salt).map_err(Error::internal)?;
    Ok(phc.to_string())
}

fn verify_now(password: &str, phc: &str) -> Result<bool> {
    let phc = PasswordHash::new(phc).map_err(Error::internal)?;
    match argon2id()?.verify_password(password.as_bytes(), &phc) {
        Ok(()) => Ok(true),
        Err(HashError::Password) => Ok(false),
        Err(error) => Err(Error::internal(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_knows_its_password_and_its_cost() {
        let password = Password::parse("正しい 馬の 電池").unwrap();
        let phc = hash(&password).await.unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(verify(password.expose(), Some(phc.clone())).await.unwrap());
        assert!(!verify("正しい 馬の 電地", Some(phc.clone())).await.unwrap());
        assert!(!verify(&"x".repeat(PASSWORD_BYTES_MAX + 1), Some(phc)).await.unwrap());
        assert!(!verify("", None).await.unwrap());
    }
}
