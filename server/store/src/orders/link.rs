//! The secret of an order page's address: an HMAC of the order's id, so that nothing about the buyer is in the address
//! and the link can be made again for every mail.

use domain::PickupOrderId;
use hmac::{Hmac, Mac};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use sha2::{Digest, Sha256};

use crate::{Cx, Error, Result, Tx, entity::setting};

/// Where the server's 32 random bytes are kept.
const SECRET_SETTING: &str = "link_secret";
/// Bytes of a key: half of SHA-256, which RFC 2104 (section 5) allows.
const KEY_BYTES: usize = 16;

/// The server's secret, made on first need.
pub(super) async fn secret_or_new(cx: &Cx, tx: &Tx) -> Result<Vec<u8>> {
    if let Some(secret) = secret(&**tx).await? {
        return Ok(secret);
    }
    let row = setting::ActiveModel {
        key: Set(SECRET_SETTING.to_owned()),
        value: Set(serde_json::to_string(&hex(&rand::random::<[u8; 32]>())).map_err(Error::internal)?),
        updated_at: Set(cx.now),
    };
    setting::Entity::insert(row)
        .on_conflict(OnConflict::column(setting::Column::Key).do_nothing().to_owned())
        .exec_without_returning(&**tx)
        .await?;
    secret(&**tx).await?.ok_or_else(|| Error::internal("the link secret was not stored"))
}

/// The server's secret; `None` before the first order.
pub(super) async fn secret(db: &impl ConnectionTrait) -> Result<Option<Vec<u8>>> {
    let Some(row) = setting::Entity::find_by_id(SECRET_SETTING).one(db).await? else { return Ok(None) };
    let text: String = serde_json::from_str(&row.value).map_err(|_| Error::internal("the link secret is damaged"))?;
    unhex(&text).map(Some).ok_or_else(|| Error::internal("the link secret is damaged"))
}

/// The key of an order's page, 32 hexadecimal digits.
pub(super) fn key(secret: &[u8], id: PickupOrderId) -> Result<String> {
    Ok(hex(&mac(secret, id)?.finalize().into_bytes()[..KEY_BYTES]))
}

/// Whether `key` opens the order's page; compared in constant time.
pub(super) fn opens(secret: &[u8], id: PickupOrderId, key: &str) -> Result<bool> {
    let Some(bytes) = unhex(key).filter(|bytes| bytes.len() == KEY_BYTES) else { return Ok(false) };
    Ok(mac(secret, id)?.verify_truncated_left(&bytes).is_ok())
}

fn mac(secret: &[u8], id: PickupOrderId) -> Result<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(Error::internal)?;
    mac.update(b"pickup_order:");
    mac.update(id.0.as_bytes());
    Ok(mac)
}

/// A form's idempotency key together with what makes it the same request: a key that comes back with other contents (a
/// shared device, the back button) is a new request, not a replay of somebody else's.
pub(crate) fn request_key(key: &str, contents: &str) -> String {
    hex(&Sha256::digest(format!("{}\n{contents}", key.trim())))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() % 2 == 1 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_key_opens_its_own_order_only() {
        let (one, two) = (PickupOrderId(Uuid::from_u128(1)), PickupOrderId(Uuid::from_u128(2)));
        let secret = [7; 32];
        let own = key(&secret, one).expect("a key");
        let opens =
            |secret: &[u8], id, key: &str| super::opens(secret, id, key).expect("a secret of any length will do");
        assert_eq!(own.len(), 32);
        assert!(opens(&secret, one, &own));
        assert!(!opens(&secret, two, &own));
        assert!(!opens(&[8; 32], one, &own));
        for bad in ["", "zz", "é0", &own[..30], &format!("{own}00")] {
            assert!(!opens(&secret, one, bad), "{bad}");
        }
    }
}
