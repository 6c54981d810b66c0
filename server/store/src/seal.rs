//! Columns that a copy of the database must not tell: XChaCha20-Poly1305 under a key that follows from the key file.
//!
//! What is kept is the key's number, the nonce and the text, in base64url. It opens only in its own table, column and row.
//! A later key gets the next number; the older ones go on opening what they closed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use crate::{Error, Result, link::LinkKey};

const KEY_NUMBER: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Where a sealed text stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    pub table: &'p str,
    pub column: &'p str,
    pub row: uuid::Uuid,
}

impl Place<'_> {
    fn bytes(self, number: u8) -> Vec<u8> {
        // No name holds a zero byte.
        [self.table.as_bytes(), &[0], self.column.as_bytes(), &[0], self.row.as_bytes(), &[number]].concat()
    }
}

fn cipher(key: &LinkKey, number: u8) -> Result<XChaCha20Poly1305> {
    let key = key.derived(&format!("column:{number}"))?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// What is kept of a text.
pub(crate) fn seal(key: &LinkKey, place: Place<'_>, plain: &[u8]) -> Result<String> {
    let nonce = rand::random::<[u8; NONCE_BYTES]>();
    let aad = &place.bytes(KEY_NUMBER);
    let sealed = cipher(key, KEY_NUMBER)?.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad });
    let sealed = sealed.map_err(|_| Error::internal("a column could not be sealed"))?;
    Ok(URL_SAFE_NO_PAD.encode([&[KEY_NUMBER][..], &nonce, &sealed].concat()))
}

/// The text of what is kept.
///
/// # Errors
/// When it was sealed with another key or for another place, or was changed.
pub(crate) fn open(key: &LinkKey, place: Place<'_>, kept: &str) -> Result<Vec<u8>> {
    let unread = || Error::internal(format!("{}.{} cannot be opened with this key", place.table, place.column));
    let bytes = URL_SAFE_NO_PAD.decode(kept).map_err(|_| unread())?;
    let (number, rest) = bytes.split_first().ok_or_else(unread)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or_else(unread)?;
    if *number != KEY_NUMBER {
        return Err(unread());
    }
    let aad = &place.bytes(*number);
    cipher(key, *number)?.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad }).map_err(|_| unread())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn it_opens_in_its_place_with_its_key() {
        let (key, row) = (LinkKey::random(), Uuid::from_u128(1));
        let place = Place { table: "totp", column: "secret", row };
        let kept = seal(&key, place, b"hush").expect("sealed");
        assert_eq!(open(&key, place, &kept).expect("opened"), b"hush");
        assert_ne!(kept, seal(&key, place, b"hush").expect("sealed"), "never the same twice");
        let elsewhere = [
            Place { table: "bank", ..place },
            Place { column: "name", ..place },
            Place { row: Uuid::from_u128(2), ..place },
            Place { table: "tot", column: "psecret", row },
        ];
        assert!(elsewhere.iter().all(|place| open(&key, *place, &kept).is_err()));
        assert!(open(&LinkKey::random(), place, &kept).is_err());
        let bytes = URL_SAFE_NO_PAD.decode(&kept).expect("base64");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(open(&key, place, &URL_SAFE_NO_PAD.encode(changed)).is_err(), "byte {at}");
        }
        for bad in ["", "AQ", "not base64!"] {
            assert!(open(&key, place, bad).is_err(), "{bad}");
        }
    }
}
