//! Who a maker is before the law and where their money goes. The shop shows none of it; it is kept sealed, and shown
//! masked even to its owner.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::{FieldError, FieldErrors, FormInput, Reader};

/// Longest legal name, in characters.
pub const LEGAL_NAME_CHARS_MAX: usize = 60;
/// Longest address, in characters.
pub const ADDRESS_CHARS_MAX: usize = 200;
/// Longest name of a bank or branch, in characters.
pub const BANK_NAME_CHARS_MAX: usize = 30;
/// Longest name of an account's holder in a 全銀 file, in characters; a voicing mark is one of its own there.
pub const HOLDER_CHARS_MAX: usize = 30;
/// The first day of the invoice system: nobody is registered before it.
pub const INVOICES_FROM: NaiveDate = NaiveDate::from_ymd_opt(2023, 10, 1).expect("a day");
/// The last day that a form takes for a registration.
const INVOICES_TO: NaiveDate = NaiveDate::from_ymd_opt(2099, 12, 31).expect("a day");

/// The sort of an account (全銀 預金種目).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// 普通.
    #[default]
    Ordinary,
    /// 当座.
    Current,
    /// 貯蓄.
    Savings,
}

/// A bank account in Japan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// Four figures.
    pub bank_code: String,
    pub bank_name: String,
    /// Three figures.
    pub branch_code: String,
    pub branch_name: String,
    pub kind: AccountKind,
    /// Seven figures; shorter ones are filled with zeros from the left.
    pub number: String,
    /// As the bank writes it, in full-width katakana, Latin capitals and figures.
    pub holder: String,
}

/// A registration under the invoice system (適格請求書発行事業者).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRegistration {
    /// `T` and 13 figures.
    pub number: String,
    pub from: NaiveDate,
}

/// What the house has to know of a maker to pay them and to write their papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakerPayee {
    pub legal_name: String,
    /// Seven figures.
    pub postal_code: String,
    pub address: String,
    pub bank: Option<BankAccount>,
    pub invoice: Option<InvoiceRegistration>,
}

impl MakerPayee {
    /// Reads the form. What is masked is not sent back: a group that is left empty stays as it was.
    ///
    /// # Errors
    /// Everything that is wrong, by field; a group that was begun needs all of its fields.
    pub fn read(input: &FormInput, before: Option<&MakerPayee>) -> Result<MakerPayee, FieldErrors> {
        let mut read = Reader::new(input);
        let begun = |fields: &[&str]| fields.iter().any(|field| !input.text(field).trim().is_empty());
        let mut payee = before.cloned().unwrap_or_default();
        if before.is_none() || begun(&["legal_name", "postal_code", "address"]) {
            payee.legal_name = read.words("legal_name", LEGAL_NAME_CHARS_MAX);
            payee.postal_code = read.postal_code("postal_code");
            payee.address = read.words("address", ADDRESS_CHARS_MAX);
        }
        if input.has("bank_remove") {
            payee.bank = None;
        } else if begun(&["bank_code", "bank_name", "branch_code", "branch_name", "account_number", "account_holder"]) {
            payee.bank = Some(read_bank(&mut read));
        }
        payee.invoice = read_invoice(&mut read);
        read.done(payee)
    }
}

fn read_bank(read: &mut Reader<'_>) -> BankAccount {
    BankAccount {
        bank_code: figures(read, "bank_code", 4, false),
        bank_name: read.words("bank_name", BANK_NAME_CHARS_MAX),
        branch_code: figures(read, "branch_code", 3, false),
        branch_name: read.words("branch_name", BANK_NAME_CHARS_MAX),
        kind: read.chosen("account_kind").unwrap_or_default(),
        number: figures(read, "account_number", 7, true),
        holder: read_holder(read),
    }
}

/// So many figures; fewer are filled with zeros from the left where `fill` says so.
fn figures(read: &mut Reader<'_>, field: &str, n: usize, fill: bool) -> String {
    let typed: String =
        crate::form::narrow(read.raw(field)).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_right = typed.len() == n || (fill && (1..n).contains(&typed.len()));
    match typed.is_empty() || !is_right || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        true => {
            read.note(field, FieldError::Figures { n });
            String::new()
        }
        false => format!("{typed:0>n$}"),
    }
}

/// As banks write names: katakana without small letters, Latin capitals, figures and a few signs.
fn read_holder(read: &mut Reader<'_>) -> String {
    let typed = read.words("account_holder", 2 * HOLDER_CHARS_MAX);
    let plain: String = crate::kana::katakana(&typed).chars().map(as_banks_write).collect();
    let width: usize = plain.chars().map(|c| 1 + usize::from(is_voiced(c))).sum();
    if !typed.is_empty() && (width > HOLDER_CHARS_MAX || !plain.chars().all(is_bank_letter)) {
        read.note("account_holder", FieldError::AccountHolder { chars_max: HOLDER_CHARS_MAX });
    }
    plain
}

fn as_banks_write(c: char) -> char {
    const SMALL: &str = "ァィゥェォッャュョヮ";
    const LARGE: &str = "アイウエオツヤユヨワ";
    match SMALL.chars().position(|small| small == c) {
        Some(at) => LARGE.chars().nth(at).unwrap_or(c),
        None => c.to_ascii_uppercase(),
    }
}

fn is_voiced(c: char) -> bool {
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ".contains(c)
}

fn is_bank_letter(c: char) -> bool {
    matches!(c, 'ア'..='ン' | 'ヴ' | 'ー' | 'A'..='Z' | '0'..='9' | ' ' | '(' | ')' | '.' | '-' | '/' | '「' | '」')
        && c != 'ヲ'
}

/// The number is public; empty is none.
fn read_invoice(read: &mut Reader<'_>) -> Option<InvoiceRegistration> {
    let number = read.invoice_number("invoice_number");
    if number.is_empty() {
        return None;
    }
    let from = read.day("invoice_from", INVOICES_FROM, INVOICES_TO)?;
    Some(InvoiceRegistration { number, from })
}

/// The first letter, and stars for the rest: `山＊＊＊`. How long it is remains unsaid.
pub fn masked_start(text: &str) -> String {
    text.chars().take(1).chain("＊＊＊".chars()).collect()
}

/// Stars, and the last three at most: `＊＊＊＊567`.
pub fn masked_end(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let shown = (chars.len() / 2).min(3);
    "＊＊＊＊".chars().chain(chars[chars.len() - shown..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled() -> FormInput {
        FormInput::default()
            .with("legal_name", "山田 花子")
            .with("postal_code", "１８１００１３")
            .with("address", "東京都三鷹市下連雀3-38-4")
            .with("bank_code", "０００１")
            .with("bank_name", "みほん銀行")
            .with("branch_code", "005")
            .with("branch_name", "三鷹支店")
            .with("account_kind", "ordinary")
            .with("account_number", "12345")
            .with("account_holder", "ﾔﾏﾀﾞ はなこ")
            .with("invoice_number", "t4011001098993")
            .with("invoice_from", "2023-10-01")
    }

    #[test]
    fn every_way_of_typing_is_read() {
        let payee = MakerPayee::read(&filled(), None).expect("good");
        let bank = payee.bank.clone().expect("a bank");
        assert_eq!((bank.number.as_str(), bank.bank_code.as_str()), ("0012345", "0001"));
        assert_eq!(bank.holder, "ヤマダ ハナコ");
        assert_eq!(payee.postal_code, "1810013");
        assert_eq!(payee.invoice.as_ref().map(|invoice| invoice.number.as_str()), Some("T4011001098993"));
    }

    #[test]
    fn what_is_left_empty_stays_and_what_is_begun_is_whole() {
        let before = MakerPayee::read(&filled(), None).expect("good");
        let kept = MakerPayee::read(&FormInput::default(), Some(&before)).expect("nothing new");
        assert_eq!(kept, MakerPayee { invoice: None, ..before.clone() }, "the number is shown, and sent back");
        let gone = MakerPayee::read(&FormInput::default().with("bank_remove", "on"), Some(&before)).expect("removed");
        assert_eq!(gone.bank, None);
        let begun = FormInput::default().with("account_number", "12345678").with("invoice_number", "T1");
        let errors = MakerPayee::read(&begun, Some(&before)).expect_err("not whole");
        for field in [
            "bank_code",
            "bank_name",
            "branch_code",
            "branch_name",
            "account_number",
            "account_holder",
            "invoice_number",
        ] {
            assert!(errors.at(field).is_some(), "{field}");
        }
        let empty = MakerPayee::read(&FormInput::default(), None).expect_err("nobody");
        assert!(["legal_name", "postal_code", "address"].iter().all(|field| empty.at(field).is_some()));
        let mut kanji = filled();
        kanji.set("account_holder", "山田花子");
        assert!(MakerPayee::read(&kanji, None).expect_err("kanji").at("account_holder").is_some());
    }

    proptest! {
        /// Whatever is masked, no more of it is shown than its ends.
        #[test]
        fn masks_hide(text in "[0-9あ-ん]{0,20}") {
            prop_assert!(masked_start(&text).chars().filter(|c| *c != '＊').count() <= 1);
            let shown = masked_end(&text).chars().filter(|c| *c != '＊').count();
            prop_assert!(shown <= 3 && 2 * shown <= text.chars().count());
        }
    }
}
