//! Links that open one thing without signing in: an HMAC of what they open, so that nothing about a person is in the
//! address and the same link can be made again for every mail.

use domain::{AccountId, BookingId, DomainError, PickupOrderId, UnitId};
use hmac::{Hmac, Mac};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Cx, Error, Result, Store, Tx, entity::setting};

/// Where the server's 32 random bytes are kept.
const SECRET_SETTING: &str = "link_secret";
/// Bytes of a key: half of SHA-256, which RFC 2104 (section 5) allows.
const KEY_BYTES: usize = 16;

/// What a link opens. A link for one thing opens no other, and no other thing of the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// A buyer's order.
    PickupOrder(PickupOrderId),
    /// The page that cancels a booking.
    BookingCancel(BookingId),
    /// Checking in at a unit; printed there as a QR code.
    CheckIn(UnitId),
    /// A member's calendar; the version is raised to renew the address.
    Calendar(AccountId, i32),
    /// Nothing: the id under which a booking stands in its machine's public calendar.
    TakenTime(BookingId),
}

impl LinkPurpose {
    fn name(self) -> (&'static str, Uuid, i32) {
        match self {
            LinkPurpose::PickupOrder(id) => ("pickup_order:", id.0, 0),
            LinkPurpose::BookingCancel(id) => ("booking_cancel:", id.0, 0),
            LinkPurpose::CheckIn(id) => ("check_in:", id.0, 0),
            LinkPurpose::Calendar(id, version) => ("calendar:", id.0, version),
            LinkPurpose::TakenTime(id) => ("taken_time:", id.0, 0),
        }
    }
}

/// The server's secret, made on first need.
pub(crate) async fn secret_or_new(cx: &Cx, tx: &Tx) -> Result<Vec<u8>> {
    if let Some(secret) = secret(tx).await? {
        return Ok(secret);
    }
    let row = setting::ActiveModel {
        key: Set(SECRET_SETTING.to_owned()),
        value: Set(serde_json::to_string(&hex::encode(rand::random::<[u8; 32]>())).map_err(Error::internal)?),
        updated_at: Set(cx.now),
    };
    setting::Entity::insert(row)
        .on_conflict(OnConflict::column(setting::Column::Key).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    secret(tx).await?.ok_or_else(|| Error::internal("the link secret was not stored"))
}

/// The server's secret; `None` before the first link.
pub(crate) async fn secret(db: &impl ConnectionTrait) -> Result<Option<Vec<u8>>> {
    let Some(row) = setting::Entity::find_by_id(SECRET_SETTING).one(db).await? else { return Ok(None) };
    let text: String = serde_json::from_str(&row.value).map_err(|_| Error::internal("the link secret is damaged"))?;
    hex::decode(&text).map(Some).map_err(|_| Error::internal("the link secret is damaged"))
}

impl Store {
    /// The key of a link, made by the server's secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_key(&self, cx: &Cx, what: LinkPurpose) -> Result<String> {
        key(&self.link_secret(cx).await?, what)
    }

    /// Ids that stand for others and lead nowhere: always the same for the same booking, and nobody without the
    /// server's secret can tell which.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn link_aliases(&self, cx: &Cx, bookings: &[BookingId]) -> Result<Vec<Uuid>> {
        let secret = self.link_secret(cx).await?;
        bookings.iter().map(|booking| alias(&secret, *booking)).collect()
    }

    /// The keys of several links; the secret is read once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_keys(&self, cx: &Cx, whats: &[LinkPurpose]) -> Result<Vec<String>> {
        let secret = self.link_secret(cx).await?;
        whats.iter().map(|what| key(&secret, *what)).collect()
    }

    async fn link_secret(&self, cx: &Cx) -> Result<Vec<u8>> {
        match secret(self.db().read()).await? {
            Some(secret) => Ok(secret),
            None => self.write("link_secret", |tx| async move { secret_or_new(cx, &tx).await }).await,
        }
    }

    /// Whether a key opens it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] when it does not: whoever guesses learns nothing.
    pub(crate) async fn link_check(&self, what: LinkPurpose, key: &str) -> Result<()> {
        let secret = secret(self.db().read()).await?.ok_or(DomainError::NotFound)?;
        if opens(&secret, what, key)? { Ok(()) } else { Err(DomainError::NotFound.into()) }
    }
}

/// The key of a link, 32 hexadecimal digits.
pub(crate) fn key(secret: &[u8], what: LinkPurpose) -> Result<String> {
    Ok(hex::encode(&mac(secret, what)?.finalize().into_bytes()[..KEY_BYTES]))
}

/// Whether `key` opens it; compared in constant time.
pub(crate) fn opens(secret: &[u8], what: LinkPurpose, key: &str) -> Result<bool> {
    let Some(bytes) = hex::decode(key).ok().filter(|bytes| bytes.len() == KEY_BYTES) else { return Ok(false) };
    Ok(mac(secret, what)?.verify_truncated_left(&bytes).is_ok())
}

/// A UUID version 8 of an HMAC.
fn alias(secret: &[u8], booking: BookingId) -> Result<Uuid> {
    let digest = mac(secret, LinkPurpose::TakenTime(booking))?.finalize().into_bytes();
    let mut bytes = [0; KEY_BYTES];
    bytes.copy_from_slice(&digest[..KEY_BYTES]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Ok(Uuid::from_bytes(bytes))
}

fn mac(secret: &[u8], what: LinkPurpose) -> Result<Hmac<Sha256>> {
    let (name, id, version) = what.name();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(Error::internal)?;
    mac.update(name.as_bytes());
    mac.update(id.as_bytes());
    if version != 0 {
        mac.update(&version.to_be_bytes());
    }
    Ok(mac)
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
        let (one, secret) = (LinkPurpose::PickupOrder(id.into()), [7; 32]);
        let own = key(&secret, one).expect("a key");
        let opens =
            |secret: &[u8], what, key: &str| super::opens(secret, what, key).expect("a secret of any length will do");
        assert_eq!(own.len(), 32);
        assert!(opens(&secret, one, &own));
        assert!(!opens(&secret, LinkPurpose::PickupOrder(Uuid::from_u128(2).into()), &own));
        assert!(!opens(&secret, LinkPurpose::BookingCancel(id.into()), &own));
        assert!(!opens(&[8; 32], one, &own));
        let calendar = key(&secret, LinkPurpose::Calendar(id.into(), 1)).expect("a key");
        assert!(!opens(&secret, LinkPurpose::Calendar(id.into(), 2), &calendar), "renewed");
        for bad in ["", "zz", "é0", &own[..30], &format!("{own}00")] {
            assert!(!opens(&secret, one, bad), "{bad}");
        }
    }
}
