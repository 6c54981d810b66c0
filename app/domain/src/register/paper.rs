//! The papers that are issued for a sale.

use crate::form::{FieldErrors, FormInput, Reader};

/// Longest 宛名, in characters.
pub const ADDRESSEE_CHARS_MAX: usize = 60;
/// Longest 但し書き, in characters.
pub const PURPOSE_CHARS_MAX: usize = 60;

/// What a receipt is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::Display, strum::EnumString, strum::IntoStaticStr)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Paper {
    /// The 80 mm roll of the counter's printer.
    #[default]
    Slip,
    A5,
}

/// What a paper says beside the sale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperWords {
    pub paper: Paper,
    /// 宛名, empty for none.
    pub addressee: String,
    /// 但し書き, empty for none.
    pub purpose: String,
}

impl PaperWords {
    /// Reads the form.
    ///
    /// # Errors
    /// A text that is too long, no such paper.
    pub fn read(input: &FormInput) -> Result<PaperWords, FieldErrors> {
        let mut reader = Reader::new(input);
        let paper = reader.chosen("paper");
        let addressee = reader.optional("addressee", ADDRESSEE_CHARS_MAX).unwrap_or_default();
        let purpose = reader.optional("purpose", PURPOSE_CHARS_MAX).unwrap_or_default();
        reader.done_with(paper.map(|paper| PaperWords { paper, addressee, purpose }))
    }
}

/// A paper that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptIssue {
    /// From 1; every later one is a 再発行.
    pub number: i32,
    pub words: PaperWords,
}
