//! What proves who it is beside the password: codes of an app, recovery codes, passkeys; of whom it is asked.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::Role;
use crate::PasskeyId;

/// Figures of an app's code (RFC 6238).
pub const TOTP_DIGITS: usize = 6;
/// Seconds for which a code is shown.
pub const TOTP_SECONDS: u64 = 30;
/// Minutes between the password and the code.
pub const SECOND_STEP_MINUTES: i64 = 10;
/// Minutes for which a passkey may be asked for.
pub const PASSKEY_MINUTES: i64 = 5;
/// Minutes after signing in for which the password is not asked again.
pub const RECENT_MINUTES: i64 = 10;
/// Recovery codes made at a time.
pub const RECOVERY_CODES: usize = 10;
/// Passkeys that an account may have.
pub const PASSKEYS_MAX: u64 = 20;
/// Longest name of a passkey, in characters.
pub const PASSKEY_NAME_CHARS_MAX: usize = 40;

/// Crockford's base 32: no letter is taken for a figure.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a recovery code: 50 bits.
const RECOVERY_LETTERS: usize = 10;
/// Longest text that is looked at as a code, in bytes.
const CODE_BYTES_MAX: usize = 200;

/// Of whom a second factor is required.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorRule {
    #[default]
    Nobody,
    Operators,
    /// And of operators.
    Staff,
}

impl SecondFactorRule {
    pub fn asks(self, role: Role) -> bool {
        match self {
            SecondFactorRule::Nobody => false,
            SecondFactorRule::Operators => role >= Role::Operator,
            SecondFactorRule::Staff => role >= Role::Staff,
        }
    }
}

/// A one-time code as typed after the password.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondCode {
    /// Six figures of an app.
    Totp(String),
    Recovery(RecoveryCode),
}

/// Says nothing of it.
impl fmt::Debug for SecondCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondCode(…)")
    }
}

impl SecondCode {
    /// Reads what people type and paste: in full width, with blanks or strokes between, in small letters. `None` for what
    /// cannot be a code.
    pub fn parse(typed: &str) -> Option<SecondCode> {
        if typed.len() > CODE_BYTES_MAX {
            return None;
        }
        let dashes = ['-', '‐', '‑', '‒', '–', '—', '−', 'ー', '_'];
        let plain: String = typed.nfkc().filter(|c| !c.is_whitespace() && !dashes.contains(c)).collect();
        let is_figures = plain.bytes().all(|byte| byte.is_ascii_digit());
        if is_figures && plain.len() == TOTP_DIGITS {
            return Some(SecondCode::Totp(plain));
        }
        RecoveryCode::read(&plain).map(SecondCode::Recovery)
    }
}

/// A code that works once, for whoever has lost the telephone.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

/// Says nothing of it.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

impl RecoveryCode {
    /// From 50 random bits; the rest of the number is left.
    pub fn of(bits: u64) -> RecoveryCode {
        let letter = |at: usize| char::from(LETTERS[(bits >> (at * 5)) as usize & 31]);
        RecoveryCode((0..RECOVERY_LETTERS).map(letter).collect())
    }

    fn read(plain: &str) -> Option<RecoveryCode> {
        let letter = |c: char| match c.to_ascii_uppercase() {
            'O' => Some('0'),
            'I' | 'L' => Some('1'),
            c => u8::try_from(c).ok().filter(|byte| LETTERS.contains(byte)).map(char::from),
        };
        let code: Option<String> = plain.chars().map(letter).collect();
        code.filter(|code| code.len() == RECOVERY_LETTERS).map(RecoveryCode)
    }

    /// Without strokes, for a digest.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

/// As it is shown: `ABCDE-12345`.
impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.0.split_at(RECOVERY_LETTERS / 2);
        write!(f, "{first}-{last}")
    }
}

/// A text in groups of four, for typing.
pub fn in_groups(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What a person is told of by mail.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum FactorNews {
    PasswordNew,
    TotpOn,
    TotpOff,
    CodesNew,
    CodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    /// By the operator: all of them.
    Removed,
    /// Somebody who knows the password tries codes.
    Tried,
    /// Where a maker's sales are paid to.
    BankAccount,
}

/// A passkey in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    pub id: PasskeyId,
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub used_at: Option<DateTime<Utc>>,
}

/// The second factors of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Since when codes of an app are asked for.
    pub totp_since: Option<DateTime<Utc>>,
    /// Recovery codes that were not used.
    pub codes_left: usize,
    pub passkeys: Vec<PasskeyRow>,
}

impl Factors {
    /// Whether there is one at all; recovery codes alone are none.
    pub fn any(&self) -> bool {
        self.totp_since.is_some() || !self.passkeys.is_empty()
    }
}

/// Whether the password alone does not do. Somebody of whom no second factor is required may have a passkey to be quicker;
/// whoever set up codes wants them asked for.
pub fn is_asked_after_password(has_totp: bool, passkeys: u64, is_required: bool) -> bool {
    has_totp || (is_required && passkeys > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::IntoEnumIterator;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["123456", " 123 456 ", "１２３４５６", "123-456", "１２３　４５６", "123ー456"] {
            assert_eq!(SecondCode::parse(typed), Some(SecondCode::Totp("123456".into())), "{typed}");
        }
        let code = RecoveryCode("ABCDE01234".into());
        for typed in ["ABCDE-01234", "abcde 01234", "ａｂｃｄｅ－０１２３４", "abcdeOI234", "ABCDE—o1234"]
        {
            assert_eq!(SecondCode::parse(typed), Some(SecondCode::Recovery(code.clone())), "{typed}");
        }
        for typed in ["", "12345", "1234567", "１２３４５", "ABCDE-0123", "ABCDU-01234", "コード", "ABCDE-01234-5"]
        {
            assert_eq!(SecondCode::parse(typed), None, "{typed}");
        }
        assert_eq!(SecondCode::parse(&"1".repeat(100_000)), None);
        assert_eq!(SecondCode::parse("𝟏𝟐𝟑𝟒𝟓𝟔"), Some(SecondCode::Totp("123456".into())), "figures of any kind");
    }

    #[test]
    fn neither_is_printed() {
        let code = RecoveryCode::of(u64::MAX);
        assert_eq!((code.to_string().as_str(), format!("{code:?}").as_str()), ("ZZZZZ-ZZZZZ", "RecoveryCode(…)"));
        assert_eq!(format!("{:?}", SecondCode::parse("123456")), "Some(SecondCode(…))");
    }

    #[test]
    fn the_rule_asks_by_role() {
        let asked = |rule: SecondFactorRule| Role::iter().filter(|role| rule.asks(*role)).collect::<Vec<_>>();
        assert_eq!(asked(SecondFactorRule::Nobody), []);
        assert_eq!(asked(SecondFactorRule::Operators), [Role::Operator]);
        assert_eq!(asked(SecondFactorRule::Staff), [Role::Staff, Role::Operator]);
    }

    #[test]
    fn the_password_does_not_do_where_codes_are_set_up_or_a_factor_is_required() {
        for (totp, passkeys, required, asked) in [
            (false, 0, false, false),
            (false, 0, true, false),
            (true, 0, false, true),
            (false, 1, false, false),
            (false, 1, true, true),
        ] {
            assert_eq!(is_asked_after_password(totp, passkeys, required), asked, "{totp} {passkeys} {required}");
        }
        let codes = Factors { codes_left: 10, ..Factors::default() };
        assert!(!codes.any(), "recovery codes alone are no factor");
    }

    proptest! {
        #[test]
        fn every_recovery_code_is_read_back(bits: u64) {
            let code = RecoveryCode::of(bits);
            prop_assert_eq!(SecondCode::parse(&code.to_string()), Some(SecondCode::Recovery(code.clone())));
            prop_assert_eq!(SecondCode::parse(&code.to_string().to_lowercase()), Some(SecondCode::Recovery(code)));
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,40}") {
            if let Some(SecondCode::Totp(code)) = SecondCode::parse(&typed) {
                prop_assert_eq!(code.len(), TOTP_DIGITS);
            }
        }
    }
}
