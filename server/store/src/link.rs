//! Links that open one thing without signing in: an HMAC of what they open, so that nothing about a person is in the
//! address and the same link can be made again for every mail.

use domain::{AccountId, BookingId, DomainError, OrderId, UnitId};
use hmac::{Hmac, Mac};
use sea_orm::EntityTrait;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Cx, Error, Result, Store, entity::setting};

/// Where older versions kept the server's secret.
const OLD_SETTING: &str = "link_secret";
const SECRET_BYTES: usize = 32;
/// Bytes of a key: half of SHA-256, which RFC 2104 (section 5) allows.
const KEY_BYTES: usize = 16;

/// What a link opens. A link for one thing opens no other, and no other thing of the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// A buyer's order.
    Order(OrderId),
    /// The page that cancels a booking.
    BookingCancel(BookingId),
    /// Checking in at a unit; printed there as a QR code.
    CheckIn(UnitId),
    /// A member's calendar; the version is raised to renew the address.
    Calendar(AccountId, i32),
    /// Nothing: the id under which a booking stands in its machine's public calendar.
    TakenTime(BookingId),
    /// Nothing: the code that stands for a person in the report's evidence.
    Person(AccountId),
}

impl LinkPurpose {
    fn name(self) -> (&'static str, Uuid, i32) {
        match self {
            LinkPurpose::Order(id) => ("pickup_order:", id.0, 0),
            LinkPurpose::BookingCancel(id) => ("booking_cancel:", id.0, 0),
            LinkPurpose::CheckIn(id) => ("check_in:", id.0, 0),
            LinkPurpose::Calendar(id, version) => ("calendar:", id.0, version),
            LinkPurpose::TakenTime(id) => ("taken_time:", id.0, 0),
            LinkPurpose::Person(id) => ("person:", id.0, 0),
        }
    }
}

/// The secret by which links are made. It stands in no database: a copy of one opens nothing.
#[derive(Clone)]
pub struct LinkKey([u8; SECRET_BYTES]);

/// Says nothing of it.
impl std::fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkKey")
    }
}

impl LinkKey {
    /// A new one, of random bytes.
    pub fn random() -> LinkKey {
        LinkKey(rand::random())
    }

    /// From 64 hexadecimal digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<LinkKey> {
        Some(LinkKey(hex::decode(text.trim()).ok()?.try_into().ok()?))
    }

    /// The digits that [`LinkKey::parse`] reads, for the key file.
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The key of a link, 32 hexadecimal digits.
    pub(crate) fn key(&self, what: LinkPurpose) -> Result<String> {
        Ok(hex::encode(&self.mac(what)?.finalize().into_bytes()[..KEY_BYTES]))
    }

    /// Whether `key` opens it; compared in constant time.
    pub(crate) fn opens(&self, what: LinkPurpose, key: &str) -> Result<bool> {
        let Some(bytes) = hex::decode(key).ok().filter(|bytes| bytes.len() == KEY_BYTES) else { return Ok(false) };
        Ok(self.mac(what)?.verify_truncated_left(&bytes).is_ok())
    }

    /// A UUID version 8 of an HMAC.
    fn alias(&self, booking: BookingId) -> Result<Uuid> {
        let mut bytes = [0; KEY_BYTES];
        bytes.copy_from_slice(&self.mac(LinkPurpose::TakenTime(booking))?.finalize().into_bytes()[..KEY_BYTES]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Ok(Uuid::from_bytes(bytes))
    }

    /// A short code for a person in evidence that leaves the house: the same person has the same code everywhere, and
    /// without the secret nobody can tell who it is, not even with the database at hand. Eight letters of Crockford's base
    /// 32: 40 bits, so that two of 1,000 people share a code with a chance of 1 in 2 million.
    pub(crate) fn person_code(&self, id: AccountId) -> Result<String> {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let digest = self.mac(LinkPurpose::Person(id))?.finalize().into_bytes();
        let bits = digest[..5].iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        Ok((0..8).rev().map(|at| char::from(LETTERS[(bits >> (at * 5)) as usize & 31])).collect())
    }

    /// A key of its own for something else than links, always the same for the same use.
    pub(crate) fn derived(&self, purpose: &str) -> Result<[u8; SECRET_BYTES]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(Error::internal)?;
        // No name of a link begins so.
        mac.update(b"derived:");
        mac.update(purpose.as_bytes());
        Ok(mac.finalize().into_bytes().into())
    }

    fn mac(&self, what: LinkPurpose) -> Result<Hmac<Sha256>> {
        let (name, id, version) = what.name();
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).map_err(Error::internal)?;
        mac.update(name.as_bytes());
        mac.update(id.as_bytes());
        if version != 0 {
            mac.update(&version.to_be_bytes());
        }
        Ok(mac)
    }
}

impl Store {
    /// The key of a link, made by the server's secret.
    ///
    /// # Errors
    /// Never, for a secret of any length will do.
    pub async fn link_key(&self, _cx: &Cx, what: LinkPurpose) -> Result<String> {
        self.links.key(what)
    }

    /// Ids that stand for others and lead nowhere: always the same for the same booking, and nobody without the
    /// server's secret can tell which.
    ///
    /// # Errors
    /// As [`Store::link_key`].
    pub(crate) fn link_aliases(&self, bookings: &[BookingId]) -> Result<Vec<Uuid>> {
        bookings.iter().map(|booking| self.links.alias(*booking)).collect()
    }

    /// The keys of several links.
    ///
    /// # Errors
    /// As [`Store::link_key`].
    pub async fn link_keys(&self, _cx: &Cx, whats: &[LinkPurpose]) -> Result<Vec<String>> {
        whats.iter().map(|what| self.links.key(*what)).collect()
    }

    /// Whether a key opens it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it does not: whoever guesses learns nothing.
    pub(crate) async fn link_check(&self, what: LinkPurpose, key: &str) -> Result<()> {
        if self.links.opens(what, key)? { Ok(()) } else { Err(DomainError::NotFound.into()) }
    }

    /// The secret that older versions kept in the database, to be moved out of it.
    ///
    /// # Errors
    /// When it is damaged, or the database fails.
    pub async fn link_secret_stored(&self) -> Result<Option<LinkKey>> {
        let Some(row) = setting::Entity::find_by_id(OLD_SETTING).one(self.db().read()).await? else { return Ok(None) };
        let text: String = serde_json::from_str(&row.value).unwrap_or_default();
        LinkKey::parse(&text).map(Some).ok_or_else(|| Error::internal("the link secret in the database is damaged"))
    }

    /// Takes that secret out of the database.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_secret_forget(&self) -> Result<()> {
        self.write("link_secret_forget", |tx| async move {
            setting::Entity::delete_by_id(OLD_SETTING).exec(&tx).await?;
            Ok(())
        })
        .await
    }
}

/// A form's idempotency key and what was asked under it. The key finds the first answer; the digest tells whether it
/// answers this request: a form that comes back with other contents (a shared device, the back button) is refused.
pub(crate) struct FormKey {
    pub key: String,
    pub digest: String,
}

impl FormKey {
    pub fn new(key: &str, contents: &str) -> FormKey {
        let digest = |text: &str| hex::encode(Sha256::digest(text));
        FormKey { key: digest(key.trim()), digest: digest(contents) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_opens_its_own_thing_only() {
        let id = Uuid::from_u128(1);
        let (one, secret) = (LinkPurpose::Order(id.into()), LinkKey([7; 32]));
        let key = |what| secret.key(what).expect("a key");
        let own = key(one);
        let opens =
            |secret: &LinkKey, what, key: &str| secret.opens(what, key).expect("a secret of any length will do");
        assert_eq!(own.len(), 32);
        assert!(opens(&secret, one, &own));
        assert!(!opens(&secret, LinkPurpose::Order(Uuid::from_u128(2).into()), &own));
        assert!(!opens(&secret, LinkPurpose::BookingCancel(id.into()), &own));
        assert!(!opens(&LinkKey([8; 32]), one, &own));
        let calendar = key(LinkPurpose::Calendar(id.into(), 1));
        assert!(!opens(&secret, LinkPurpose::Calendar(id.into(), 2), &calendar), "renewed");
        for bad in ["", "zz", "é0", &own[..30], &format!("{own}00")] {
            assert!(!opens(&secret, one, bad), "{bad}");
        }
    }

    #[test]
    fn codes_are_short_stable_and_tell_people_apart() {
        let (one, other) = (LinkKey([7; 32]), LinkKey([8; 32]));
        let code = |key: &LinkKey, n| key.person_code(AccountId(Uuid::from_u128(n))).expect("a code");
        assert_eq!(code(&one, 1), code(&one, 1));
        assert_eq!(code(&one, 1).len(), 8);
        assert_ne!(code(&one, 1), code(&one, 2));
        assert_ne!(code(&one, 1), code(&other, 1), "without the secret nobody can make it again");
    }

    #[test]
    fn a_secret_is_64_digits() {
        let secret = LinkKey::random();
        assert_eq!(LinkKey::parse(&format!("{}\n", secret.to_hex())).map(|key| key.0), Some(secret.0));
        assert_eq!(format!("{secret:?}"), "LinkKey");
        for bad in ["", "00", &"0".repeat(63), &"g".repeat(64)] {
            assert!(LinkKey::parse(bad).is_none(), "{bad}");
        }
    }
}
