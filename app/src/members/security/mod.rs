//! Second factors: signing in by them, setting them up, and telling their owner.

mod code;
mod codes;
mod factors;
pub mod news;
mod passkey;
mod totp;

pub use code::{AgainPage, CodePage};
pub use codes::{CodesPage, NewCodesPage};
pub use factors::SecurityPage;
pub(super) use passkey::{PasskeySignIn, script as passkey_script};
pub use passkey::{PasskeyNamePage, PasskeyNewPage, PasskeyRemovePage};
pub use totp::{AppKey, TotpBeginPage, TotpOffPage, TotpPage};
